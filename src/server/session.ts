// One connection's life, as a named state: greeting (nobody yet), lobby (logged in), room (has a seat), closed. It checks
// what comes in, one message after the other, and hands it to the command's own file. Inputs are only queued.
import type { Duplex } from 'node:stream';
import { Connection } from '../net/connection.js';
import { type Network, networksOf } from '../net/prefix.js';
import { TokenBucket } from '../net/token-bucket.js';
import { COMMANDS, type CommandName } from '../protocol/commands.js';
import { ProtocolError } from '../protocol/errors.js';
import { decodeInput, decodeLook, INPUT_KIND, LOOK_KIND } from '../protocol/frames.js';
import type { BinaryMessage, TextMessage } from '../protocol/framing.js';
import {
  BYTES_BURST,
  BYTES_PER_SECOND,
  COMMANDS_BURST,
  COMMANDS_PER_SECOND,
  COMMANDS_READ_MAX,
  COMMANDS_WAITING_MAX,
  INPUT_FRAME_BYTES_MAX,
  INPUTS_BURST,
  INPUTS_PER_SECOND,
  MESSAGE_BYTES_BEFORE_LOGIN_MAX,
  MESSAGE_BYTES_MAX,
  ROOM_CHANGES_BURST,
  ROOM_CHANGES_PER_SECOND,
} from '../protocol/limits.js';
import { COMMAND_TABLE } from './commands/table.js';
import type { Hall } from './hall.js';
import { describeError } from './log.js';
import type { NewcomerSteps } from './newcomers.js';
import type { Line, Player } from './player.js';
import type { Customer } from './turns.js';

/** Refused commands after which a connection is ended: so many at once, and one more for each second. Whoever is here all evening is
 *  refused something now and then. */
const REFUSALS_BURST = 50;
const REFUSALS_PER_SECOND = 1;

/** What a session is doing. */
export type SessionState = 'greeting' | 'lobby' | 'room' | 'closed';

/** One connection and who is on it. */
export class Session implements Line, Customer {
  readonly hall: Hall;
  readonly connection: Connection;
  readonly address: string;
  readonly networks: readonly Network[];
  player: Player | null = null;
  /** Of the last HELLO; used up by one REGISTER or LOGIN. */
  nonce: Buffer | null = null;
  /** Of the certificate that this line was opened with. */
  readonly certificateHash: Buffer;
  readonly openedMs: number;
  heardMs: number;
  readonly #onClosed: () => void;
  readonly #steps: NewcomerSteps | undefined;
  readonly #commands = new TokenBucket(COMMANDS_PER_SECOND, COMMANDS_BURST);
  readonly #changes = new TokenBucket(ROOM_CHANGES_PER_SECOND, ROOM_CHANGES_BURST);
  readonly #inputs = new TokenBucket(INPUTS_PER_SECOND, INPUTS_BURST);
  readonly #bytes = new TokenBucket(BYTES_PER_SECOND, BYTES_BURST);
  readonly #refusals = new TokenBucket(REFUSALS_PER_SECOND, REFUSALS_BURST);
  readonly #waiting: TextMessage[] = [];
  #isBusy = false;

  /** @param onClosed told once, when the connection is gone @param steps told how it gets on until somebody has logged in */
  constructor(stream: Duplex, address: string, hall: Hall, onClosed: () => void, steps?: NewcomerSteps) {
    this.hall = hall;
    this.address = address;
    this.networks = networksOf(address);
    this.#onClosed = onClosed;
    this.#steps = steps;
    this.certificateHash = hall.certificateHash;
    this.openedMs = hall.now();
    this.heardMs = this.openedMs;
    this.connection = new Connection(
      stream,
      {
        onText: (message) => this.#takeText(message),
        onFrame: (message) => this.#takeFrame(message),
        onBytes: (count) => this.#takeBytes(count),
        onRefusal: ({ code }) => hall.errors.add(code),
        onQueued: (count) => hall.turns.wrote(count),
        onClose: (reason) => this.#close(reason),
        onError: (error) => hall.log('error', `${this.#name()}: ${describeError(error)}`),
      },
      { limits: { messageBytesMax: MESSAGE_BYTES_BEFORE_LOGIN_MAX, frameBytesMax: INPUT_FRAME_BYTES_MAX } },
    );
  }

  get state(): SessionState {
    if (!this.connection.isOpen) return 'closed';
    if (this.player === null) return 'greeting';
    return this.player.room === null ? 'lobby' : 'room';
  }

  /** Puts a player on this connection. @returns their new session key @throws ProtocolError TOO_MANY_CONNECTIONS */
  logIn(player: Player): string {
    const key = this.hall.players.attach(player, this);
    this.#steps?.leave();
    this.player = player;
    player.activeMs = this.heardMs;
    player.card = null;
    this.connection.limits = { messageBytesMax: MESSAGE_BYTES_MAX, frameBytesMax: INPUT_FRAME_BYTES_MAX };
    return key;
  }

  /** Line: the player has come back on another connection. */
  takeOver(): void {
    this.player = null;
    this.connection.end(new ProtocolError('TAKEN_OVER'));
  }

  /** Line: the player has to go. */
  dismiss(code: string, message: string, seconds: number | null): void {
    const body = { code, message, ...(seconds === null ? {} : { seconds }) };
    this.connection.sendText({ command: 'QUIT', body });
    this.quit();
    this.connection.end();
  }

  /** The player leaves on purpose: nothing is kept. */
  quit(): void {
    if (this.player !== null) this.hall.players.remove(this.player);
    this.player = null;
  }

  #takeBytes(count: number): void {
    this.heardMs = this.hall.now();
    if (!this.#bytes.take(count, this.heardMs)) throw new ProtocolError('FLOOD');
  }

  #takeFrame({ kind, body }: BinaryMessage): void {
    if (kind !== INPUT_KIND && kind !== LOOK_KIND) throw new ProtocolError('BAD_KIND');
    const { player } = this;
    if (player === null) throw new ProtocolError('NOT_IN_BATTLE');
    if (!this.#inputs.take(1, this.hall.now())) throw new ProtocolError('FLOOD');
    player.activeMs = this.heardMs;
    if (kind === INPUT_KIND) {
      const input = decodeInput(body);
      player.room?.input(player, input);
    } else {
      const place = decodeLook(body);
      player.room?.look(player, place);
    }
  }

  #takeText(message: TextMessage): void {
    if (this.player === null) this.#steps?.advance();
    if (!this.#commands.take(1, this.hall.now()) || this.#waiting.length >= COMMANDS_WAITING_MAX) {
      this.#refuse(message, new ProtocolError('SLOW_DOWN'));
      return;
    }
    this.#waiting.push(message);
    if (this.#waiting.length >= COMMANDS_READ_MAX) this.connection.pause();
    if (!this.#isBusy) this.hall.turns.enter(this);
  }

  /** Customer: whether a command can be begun. */
  get hasWaiting(): boolean {
    return !this.#isBusy && this.#waiting.length > 0;
  }

  /** Customer: carries out the command that has waited longest. */
  serve(): Promise<void> | null {
    const message = this.#waiting.shift();
    if (this.#waiting.length < COMMANDS_READ_MAX) this.connection.resume();
    if (message === undefined || this.state === 'closed') return null;
    try {
      const answer = this.#carryOut(message);
      if (!(answer instanceof Promise)) {
        this.#succeed(message, answer);
        return null;
      }
      this.#isBusy = true;
      return answer
        .then((body) => this.#succeed(message, body))
        .catch((error: unknown) => this.#fail(message, error))
        .then(() => {
          this.#isBusy = false;
        });
    } catch (error) {
      this.#fail(message, error);
      return null;
    }
  }

  #succeed({ command, id }: TextMessage, body: object): void {
    this.connection.sendText({ command, id, status: 'SUCC', body });
    if (command === 'QUIT') this.connection.end();
  }

  #fail(message: TextMessage, error: unknown): void {
    if (error instanceof ProtocolError) {
      this.#refuse(message, error);
      return;
    }
    this.hall.log('error', `${message.command} of ${this.#name()}: ${describeError(error)}`);
    this.connection.end(new ProtocolError('INTERNAL'), message);
  }

  /** @returns the body of its answer @throws ProtocolError when it can't be carried out */
  #carryOut(message: TextMessage): object | Promise<object> {
    // PROTOCOL 3.2: who has something to ask answers nothing.
    if (message.status !== undefined)
      throw new ProtocolError('BAD_HEADER', 'Status stands in answers, and this server has asked nothing.');
    if (!Object.hasOwn(COMMAND_TABLE, message.command)) {
      throw new ProtocolError('UNKNOWN_COMMAND', 'Unknown command');
    }
    const name = message.command as CommandName;
    const command = COMMAND_TABLE[name];
    if (!command.states.includes(this.state)) throw this.#wrongState(command.states);
    // PROTOCOL 3.4: the key stands in RESUME alone.
    if (name !== 'RESUME' && typeof message.auth === 'string') throw new ProtocolError('BAD_AUTH');
    const body = COMMANDS[name].body.safeParse(message.body);
    if (!body.success) {
      const { path, message: reason } = body.error.issues[0];
      throw new ProtocolError('BAD_BODY', reason, path.join('.') || undefined);
    }
    if (command.isTold && !this.#changes.take(1, this.hall.now())) throw new ProtocolError('SLOW_DOWN');
    if (name !== 'PING' && this.player !== null) this.player.activeMs = this.heardMs;
    return command.run(this, body.data as never, message.auth ?? null);
  }

  /** Why a command is not allowed now. @param states those in which it is */
  #wrongState(states: readonly SessionState[]): ProtocolError {
    if (this.state === 'greeting') return new ProtocolError('NOT_LOGGED_IN');
    if (states.includes('greeting')) return new ProtocolError('ALREADY_LOGGED_IN');
    return new ProtocolError(states.includes('room') ? 'NOT_IN_ROOM' : 'IN_ROOM');
  }

  #refuse({ command, id }: TextMessage, error: ProtocolError): void {
    if (error.fatal && this.player === null) this.hall.refused.add(error.code);
    if (!this.#refusals.take(1, this.hall.now()))
      this.connection.end(new ProtocolError('FLOOD'), { command, id });
    else if (error.fatal) this.connection.end(error, { command, id });
    else this.connection.sendError(error, command, id);
  }

  #close(reason: Error | null): void {
    const { player } = this;
    this.player = null;
    this.hall.turns.leave(this);
    if (player !== null) {
      this.hall.log('player', `${player.nick} lost the line${reason ? ` (${reason.message})` : ''}`);
      this.hall.players.detach(player);
    }
    this.#onClosed();
  }

  #name(): string {
    return this.player?.nick ?? this.address;
  }
}
