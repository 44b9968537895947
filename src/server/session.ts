// One connection's life, as a named state: greeting (nobody yet), lobby (logged in), room (has a seat), closed. It checks
// what comes in, one message after the other, and hands it to the command's own file. Inputs are only queued.
import type { Duplex } from 'node:stream';
import { Connection } from '../net/connection.js';
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
import type { Line, Player } from './player.js';

/** Refused commands after which a connection is ended: so many at once, and one more for each second. Whoever is here all evening is
 *  refused something now and then. */
const REFUSALS_BURST = 50;
const REFUSALS_PER_SECOND = 1;
/** Commands that wait while one is under way. */
const WAITING_MAX = COMMANDS_BURST;

/** What a session is doing. */
export type SessionState = 'greeting' | 'lobby' | 'room' | 'closed';

/** One connection and who is on it. */
export class Session implements Line {
  readonly hall: Hall;
  readonly connection: Connection;
  readonly address: string;
  player: Player | null = null;
  /** Of the last HELLO; used up by one REGISTER or LOGIN. */
  nonce: Buffer | null = null;
  /** Of the certificate that this line was opened with. */
  readonly certificateHash: Buffer;
  readonly openedMs: number;
  heardMs: number;
  readonly #onClosed: () => void;
  readonly #commands = new TokenBucket(COMMANDS_PER_SECOND, COMMANDS_BURST);
  readonly #changes = new TokenBucket(ROOM_CHANGES_PER_SECOND, ROOM_CHANGES_BURST);
  readonly #inputs = new TokenBucket(INPUTS_PER_SECOND, INPUTS_BURST);
  readonly #bytes = new TokenBucket(BYTES_PER_SECOND, BYTES_BURST);
  readonly #refusals = new TokenBucket(REFUSALS_PER_SECOND, REFUSALS_BURST);
  readonly #waiting: TextMessage[] = [];
  #isBusy = false;

  /** @param onClosed told once, when the connection is gone */
  constructor(stream: Duplex, address: string, hall: Hall, onClosed: () => void) {
    this.hall = hall;
    this.address = address;
    this.#onClosed = onClosed;
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

  /** Puts a player on this connection. @returns his new session key */
  logIn(player: Player): string {
    this.player = player;
    player.activeMs = this.heardMs;
    player.card = null;
    this.connection.limits = { messageBytesMax: MESSAGE_BYTES_MAX, frameBytesMax: INPUT_FRAME_BYTES_MAX };
    return this.hall.players.attach(player, this);
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
    if (!this.#commands.take(1, this.hall.now())) {
      this.#refuse(message, new ProtocolError('SLOW_DOWN'));
      return;
    }
    if (this.#isBusy) {
      if (this.#waiting.length >= WAITING_MAX) throw new ProtocolError('FLOOD');
      this.#waiting.push(message);
      return;
    }
    void this.#run(message);
  }

  /** Carries out one command, then those that came in meanwhile, in their order. */
  async #run(message: TextMessage): Promise<void> {
    this.#isBusy = true;
    for (
      let next: TextMessage | undefined = message;
      next && this.state !== 'closed';
      next = this.#waiting.shift()
    ) {
      try {
        await this.#answer(next);
      } catch (error) {
        if (error instanceof ProtocolError) {
          this.#refuse(next, error);
        } else {
          this.hall.log('error', `${next.command} of ${this.#name()}: ${describeError(error)}`);
          this.connection.end(new ProtocolError('INTERNAL'), next);
        }
      }
    }
    this.#isBusy = false;
  }

  async #answer(message: TextMessage): Promise<void> {
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
    const answer = await command.run(this, body.data as never, message.auth ?? null);
    this.connection.sendText({ command: name, id: message.id, status: 'SUCC', body: answer });
    if (name === 'QUIT') this.connection.end();
  }

  /** Why a command is not allowed now. @param states those in which it is */
  #wrongState(states: readonly SessionState[]): ProtocolError {
    if (this.state === 'greeting') return new ProtocolError('NOT_LOGGED_IN');
    if (states.includes('greeting')) return new ProtocolError('ALREADY_LOGGED_IN');
    return new ProtocolError(states.includes('room') ? 'NOT_IN_ROOM' : 'IN_ROOM');
  }

  #refuse({ command, id }: TextMessage, error: ProtocolError): void {
    if (!this.#refusals.take(1, this.hall.now()))
      this.connection.end(new ProtocolError('FLOOD'), { command, id });
    else if (error.fatal) this.connection.end(error, { command, id });
    else this.connection.sendError(error, command, id);
  }

  #close(reason: Error | null): void {
    const { player } = this;
    this.player = null;
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
