// Who sits where in a room: people, those whose line is down among them, one of them the host, and the bots that fill it up.
// Changed by room.ts alone; knows neither phase nor battle, but tells of each seat that is taken or freed.
import { type Bot, createBot } from '../game/bot/bot.js';
import { SEATS_MAX } from '../game/units.js';
import type { Connection } from '../net/connection.js';
import { ProtocolError } from '../protocol/errors.js';
import type { RoomOptions } from '../protocol/messages.js';
import { InputQueue } from './input-queue.js';
import type { Viewer } from './viewer.js';

const BOT_NICKS =
  'Bolt Rusty Diesel Turbo Gizmo Sparky Axle Cog Piston Rivet Cinder Flint Nitro Ratchet Vortex Zinc'.split(
    ' ',
  );

/** Somebody in a room, as the room sees him; outlives a connection. */
export interface Member {
  readonly nick: string;
  /** Class, clan or lab group, shown with the nick. */
  readonly group: string;
  /** null while the line is down. */
  readonly connection: Connection | null;
}

/** A seat that is taken. */
export interface Seat {
  readonly nick: string;
  /** null for a bot. */
  readonly member: Member | null;
  readonly bot: Bot | null;
  readonly inputs: InputQueue;
  isParked: boolean;
  viewer: Viewer | null;
}

/** Who is told of the seats. */
export interface SeatWatcher {
  onTaken(index: number): void;
  /** @param seat that which was freed */
  onFreed(index: number, seat: Seat): void;
}

/** The seats of a room, 0 to 15. */
export class Seats {
  readonly #seats: (Seat | null)[] = Array.from({ length: SEATS_MAX }, () => null);
  readonly #watcher: SeatWatcher;
  readonly #seed: () => number;
  #host = 0;

  /** @param seed gives a fresh 32-bit integer with each call, for bots */
  constructor(watcher: SeatWatcher, seed: () => number) {
    this.#watcher = watcher;
    this.#seed = seed;
  }

  /** Seat of the host. */
  get host(): number {
    return this.#host;
  }
  /** People, those whose line is down too. */
  get memberCount(): number {
    return this.#seats.filter((seat) => seat?.member).length;
  }
  /** The seats that are taken, in their order. */
  get taken(): number[] {
    return this.#seats.flatMap((seat, index) => (seat ? [index] : []));
  }

  /** Who sits there; null for an empty seat. */
  at(index: number): Seat | null {
    return this.#seats[index];
  }

  /** Seat of a person. @throws ProtocolError NOT_IN_ROOM */
  indexOf(member: Member): number {
    const index = this.#seats.findIndex((seat) => seat?.member === member);
    if (index < 0) throw new ProtocolError('NOT_IN_ROOM');
    return index;
  }

  /** Gives a person a seat, that of a bot if need be; the first one is the host.
   *  @throws ProtocolError ROOM_FULL */
  take(member: Member, options: RoomOptions): number {
    let index = this.#freeSeat(options);
    if (index < 0) {
      index = this.#seats.findLastIndex((holder) => holder?.bot);
      if (index < 0) throw new ProtocolError('ROOM_FULL');
      this.#free(index);
    }
    if (this.memberCount === 0) this.#host = index;
    this.#occupy(index, member.nick, member, null);
    this.fit(options);
    return index;
  }

  /** Frees a person's seat; the host's role goes to the next person. */
  leave(member: Member, options: RoomOptions): void {
    this.#free(this.indexOf(member));
    if (this.memberCount === 0) return;
    if (!this.#seats[this.#host]?.member) this.#host = this.#seats.findIndex((seat) => seat?.member);
    this.fit(options);
  }

  /** Frees the seats from a number on. */
  clearFrom(index: number): void {
    for (let seat = index; seat < SEATS_MAX; seat++) if (this.#seats[seat]) this.#free(seat);
  }

  /** Bots fill the room up to the number that the host set, and make room for people. */
  fit(options: RoomOptions): void {
    const wanted = Math.min(options.bots, options.seats);
    let taken = this.#seats.filter((seat) => seat !== null).length;
    for (; taken < wanted; taken++) {
      const nick = BOT_NICKS.find((name) => !this.#seats.some((seat) => seat?.nick === name))!;
      this.#occupy(this.#freeSeat(options), nick, null, createBot(this.#seed(), options.botLevel));
    }
    for (; taken > wanted; taken--) {
      const index = this.#seats.findLastIndex((seat) => seat?.bot);
      if (index < 0) return;
      this.#free(index);
    }
  }

  #freeSeat(options: RoomOptions): number {
    const index = this.#seats.indexOf(null);
    return index >= 0 && index < options.seats ? index : -1;
  }

  #occupy(index: number, nick: string, member: Member | null, bot: Bot | null): void {
    this.#seats[index] = { nick, member, bot, inputs: new InputQueue(), isParked: false, viewer: null };
    this.#watcher.onTaken(index);
  }

  #free(index: number): void {
    const seat = this.#seats[index]!;
    this.#seats[index] = null;
    this.#watcher.onFreed(index, seat);
  }

  /** The lines of those who sit here. */
  *connections(): Iterable<Connection> {
    for (const seat of this.#seats) {
      const connection = seat?.member?.connection;
      if (connection != null) yield connection;
    }
  }
}
