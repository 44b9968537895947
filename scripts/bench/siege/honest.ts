// The honest players of the siege: they play in rooms of eight from addresses of their own, press keys, and measure how long an answer to
// PING takes and how late snapshots come.

import type { TLSSocket } from 'node:tls';
import { driveTowards } from '../../../src/game/buttons.js';
import { TICK_MS } from '../../../src/game/units.js';
import { encodeInput, INPUT_BYTES, INPUT_KIND, SNAPSHOT_KIND } from '../../../src/protocol/frames.js';
import {
  FRAME_HEADER_BYTES,
  formatMessage,
  Receiver,
  type TextMessage,
  writeFrameHeader,
} from '../../../src/protocol/framing.js';
import { connectFrom } from './connect-from.js';

const ROOM_SEATS = 8;
const KEYS_PER_SECOND = 8;
const PINGS_PER_SECOND = 4;
const BEAT_MS = 5;

/** What they have measured since they were asked last, in ms. */
export interface Measured {
  readonly roundTrips: number[];
  readonly deliveries: number[];
  readonly gone: number;
}

class HonestPlayer {
  readonly #socket: TLSSocket;
  readonly #answers = new Map<number, (message: TextMessage) => void>();
  #id = 0;
  #sequence = 0;
  #tick = 0;
  isGone = false;
  roundTrips: number[] = [];
  offsets: number[] = [];

  constructor(socket: TLSSocket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('close', () => {
      this.isGone = true;
    });
    const receiver = new Receiver({ messageBytesMax: 16384, frameBytesMax: 4096 });
    socket.on('data', (chunk) =>
      receiver.push(chunk, (message) => {
        if (message.type === 'text') {
          this.#answers.get(message.id)?.(message);
          this.#answers.delete(message.id);
        } else if (message.type === 'binary' && message.kind === SNAPSHOT_KIND) {
          this.#tick = message.body.readUInt32BE(0);
          this.offsets.push(performance.now() - this.#tick * TICK_MS);
        }
      }),
    );
  }

  static async connect(port: number, address: string): Promise<HonestPlayer> {
    const socket = await connectFrom(address, port);
    return new HonestPlayer(socket);
  }

  request(command: string, body: object = {}): Promise<TextMessage> {
    const id = ++this.#id;
    this.#socket.write(formatMessage({ command, id, body }));
    return new Promise((resolve) => this.#answers.set(id, resolve));
  }

  async ping(): Promise<void> {
    const sentAt = performance.now();
    await this.request('PING');
    this.roundTrips.push(performance.now() - sentAt);
  }

  press(): void {
    this.#sequence = (this.#sequence + 1) & 0xff;
    const frame = Buffer.allocUnsafe(FRAME_HEADER_BYTES + INPUT_BYTES);
    const buttons = driveTowards((this.#sequence >> 1) & 3) | (this.#sequence % 3 === 0 ? 16 : 0);
    const at = writeFrameHeader(frame, 0, INPUT_KIND, INPUT_BYTES);
    encodeInput({ tick: this.#tick + 3, sequence: this.#sequence, buttons }, frame, at);
    this.#socket.write(frame);
  }

  close(): void {
    this.#socket.destroy();
  }
}

/** All of them. */
export class HonestPlayers {
  readonly #players: readonly HonestPlayer[];
  readonly #timer: NodeJS.Timeout;
  #nextKey = 0;
  #nextPing = 0;
  #gone = 0;

  private constructor(players: readonly HonestPlayer[]) {
    this.#players = players;
    const startedAt = performance.now();
    this.#timer = setInterval(() => {
      const seconds = (performance.now() - startedAt) / 1000;
      const keysDue = seconds * players.length * KEYS_PER_SECOND;
      const pingsDue = seconds * players.length * PINGS_PER_SECOND;
      for (; this.#nextKey < keysDue; this.#nextKey++) players[this.#nextKey % players.length].press();
      for (; this.#nextPing < pingsDue; this.#nextPing++)
        void players[this.#nextPing % players.length].ping();
    }, BEAT_MS);
  }

  /** They come, sit down and begin to play. @param count a multiple of eight */
  static async begin(port: number, count: number): Promise<HonestPlayers> {
    const players: HonestPlayer[] = [];
    for (let first = 0; first < count; first += ROOM_SEATS) {
      const address = `127.0.1.${1 + first / ROOM_SEATS}`;
      const [host, ...guests] = await Promise.all(
        Array.from({ length: ROOM_SEATS }, () => HonestPlayer.connect(port, address)),
      );
      for (const [index, player] of [host, ...guests].entries())
        await player.request('REGISTER', { nick: `Honest${first + index}` });
      const options = { seats: ROOM_SEATS, minutes: 30, countdown: 0 };
      const { body } = await host.request('START_CHANNEL', { options });
      const { code } = body.room as { code: string };
      for (const guest of guests) await guest.request('JOIN_CHANNEL', { code });
      await host.request('START_GAME');
      players.push(host, ...guests);
    }
    return new HonestPlayers(players);
  }

  /** Everything since the last call. */
  take(): Measured {
    const gone = this.#players.filter(({ isGone }) => isGone).length;
    const found: Measured = { roundTrips: [], deliveries: [], gone: gone - this.#gone };
    this.#gone = gone;
    for (const player of this.#players) {
      const least = player.offsets.reduce((low, offset) => Math.min(low, offset), Number.POSITIVE_INFINITY);
      found.roundTrips.push(...player.roundTrips);
      found.deliveries.push(...player.offsets.map((offset) => offset - least));
      player.roundTrips = [];
      player.offsets = [];
    }
    return found;
  }

  stop(): void {
    clearInterval(this.#timer);
    for (const player of this.#players) player.close();
  }
}
