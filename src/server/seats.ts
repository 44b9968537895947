// Who sits where in a room: people, those among them who are away, one of them the host, and the bots that fill it up; and who is on
// which team. Changed by attendance.ts and matches.ts; knows neither phase nor battle, but tells of each seat that is taken or freed.
import { NOBODY } from '../game/things.js';
import { SEATS_MAX } from '../game/units.js';
import type { Connection } from '../net/connection.js';
import { ProtocolError } from '../protocol/errors.js';
import { nickKey } from '../protocol/nick.js';
import type { RoomOptions, RoomState } from '../protocol/room-state.js';
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
  /** His account's name in the store, null for a guest. */
  readonly account: string | null;
  /** What counts as one address of those where they come from; '' where nobody knows. */
  readonly network: string;
  /** null while the line is down. */
  readonly connection: Connection | null;
}

/** A seat that is taken. */
export interface Seat {
  readonly nick: string;
  /** What a bot is called, '' for a person. */
  botNick: string;
  /** null for a bot. */
  readonly member: Member | null;
  readonly inputs: InputQueue;
  /** His line is down. */
  isParked: boolean;
  /** He has done nothing for so long that nobody waits for him. */
  isAway: boolean;
  /** Ticks for which he has done nothing. */
  idleTicks: number;
  /** He wants the next match to begin. */
  isReady: boolean;
  /** NOBODY where there are no teams to choose from. */
  team: number;
  viewer: Viewer | null;
}

/** Who is told of the seats. */
export interface SeatWatcher {
  onTaken(index: number, seat: Seat): void;
  /** @param seat that which was freed */
  onFreed(index: number, seat: Seat): void;
}

/** The seats of a room, 0 to 15. */
export class Seats {
  readonly #seats: (Seat | null)[] = Array.from({ length: SEATS_MAX }, () => null);
  readonly #watcher: SeatWatcher;
  #host = 0;

  constructor(watcher: SeatWatcher) {
    this.#watcher = watcher;
  }

  /** Seat of the host. */
  get host(): number {
    return this.#host;
  }
  /** People, those who are away too. */
  get memberCount(): number {
    return this.#seats.filter((seat) => seat?.member).length;
  }
  /** The seats that are taken, in their order. */
  get taken(): number[] {
    return this.#seats.flatMap((seat, index) => (seat ? [index] : []));
  }
  /** People who are there and do something. */
  get active(): Seat[] {
    return this.#seats.filter((seat) => seat?.member && !seat.isParked && !seat.isAway) as Seat[];
  }

  /** Whether the line of anybody here is up. */
  get isAnybodyHere(): boolean {
    return this.#seats.some((seat) => seat?.member?.connection != null);
  }
  /** Whether anybody who is there wants the next match to begin. */
  get isAnyReady(): boolean {
    return this.#seats.some((seat) => seat?.member && seat.isReady && !seat.isParked && !seat.isAway);
  }

  /** Who sits there; null for an empty seat. */
  at(index: number): Seat | null {
    return this.#seats[index];
  }

  /** Seat of a person, -1 for somebody without one. */
  find(member: Member): number {
    return this.#seats.findIndex((seat) => seat?.member === member);
  }

  /** Has somebody else a seat who comes from the same network? */
  hasNeighbour(member: Member): boolean {
    return this.#seats.some(
      (seat) => seat?.member && seat.member !== member && seat.member.network === member.network,
    );
  }

  /** Seat of a person. @throws ProtocolError NO_SEAT */
  indexOf(member: Member): number {
    const index = this.find(member);
    if (index < 0) throw new ProtocolError('NO_SEAT');
    return index;
  }

  /** Gives a person a free seat, or that of a bot, or that of somebody who is away; the first one is the host.
   *  @returns his seat, and who has lost it to him
   *  @throws ProtocolError ROOM_FULL */
  take(member: Member, options: RoomOptions): { index: number; displaced: Member | null } {
    let index = this.#freeSeat(options);
    let displaced: Member | null = null;
    if (index < 0) {
      index = this.#botToGo();
      if (index < 0) index = this.#seats.findIndex((holder) => holder?.isAway);
      if (index < 0) throw new ProtocolError('ROOM_FULL');
      displaced = this.#seats[index]!.member;
      this.#free(index);
    }
    if (!this.#seats[this.#host]?.member) this.#host = index;
    this.#occupy(index, '', member);
    this.fit(options);
    return { index, displaced };
  }

  /** What is told of them. @param isChampion does a person of this nick lead a champions table? */
  state(isChampion: (nick: string) => boolean): RoomState['players'] {
    return this.taken.map((index) => {
      const { nick, member, isParked, isReady, isAway, team } = this.#seats[index]!;
      return {
        seat: index,
        nick,
        bot: member === null,
        connected: !isParked,
        ...(member !== null && isChampion(nick) && { champion: true }),
        ...(isReady && { ready: true }),
        ...(isAway && { away: true }),
        ...(team !== NOBODY && { team }),
      };
    });
  }

  /** Makes somebody the host. @throws ProtocolError NO_SEAT */
  setHost(member: Member): void {
    this.#host = this.indexOf(member);
  }

  /** Puts people whose lines are down on seats that are free. @param members by seat @param host seat of the host */
  restore(members: ReadonlyMap<number, Member>, host: number, options: RoomOptions): void {
    for (const [index, member] of members) {
      this.#occupy(index, '', member);
      this.#seats[index]!.isParked = true;
    }
    this.#host = members.has(host) ? host : this.#nextHost();
    this.fit(options);
  }

  /** Frees a person's seat; the host's role goes to the next person. */
  leave(member: Member, options: RoomOptions): void {
    this.#free(this.indexOf(member));
    if (this.memberCount === 0) return;
    if (!this.#seats[this.#host]?.member) this.#host = this.#nextHost();
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
      this.#occupy(this.#freeSeat(options), this.#freeBotNick([]), null);
    }
    for (; taken > wanted; taken--) {
      const index = this.#botToGo();
      if (index < 0) return;
      this.#free(index);
    }
  }

  /** Gives another name to each bot that is called as a person is who has come, or has taken another nick.
   *  @param watching nicks of those in the room who have no seat */
  nameBots(watching: readonly string[]): void {
    const people = this.#seats.flatMap((seat) => (seat?.member ? [seat.nick] : []));
    const taken = new Set([...people, ...watching].map(nickKey));
    for (const seat of this.#seats)
      if (seat?.member === null && taken.has(nickKey(seat.botNick)))
        seat.botNick = this.#freeBotNick(watching);
  }

  /** A bot's name that nobody in the room has. */
  #freeBotNick(watching: readonly string[]): string {
    const nicks = this.#seats.flatMap((seat) => (seat ? [seat.nick] : []));
    const taken = new Set([...nicks, ...watching].map(nickKey));
    for (let round = 1; ; round++) {
      const names = round === 1 ? BOT_NICKS : BOT_NICKS.map((name) => `${name}-${round}`);
      const free = names.find((name) => !taken.has(nickKey(name)));
      if (free !== undefined) return free;
    }
  }

  /** How many are on a team. */
  countOf(team: number): number {
    return this.#seats.filter((seat) => seat?.team === team).length;
  }

  /** The last bot of a team, -1 when it has none. */
  lastBotOf(team: number): number {
    return this.#seats.findLastIndex((seat) => seat?.member === null && seat.team === team);
  }

  /** The lines of those who sit here. @param team only those who play on it */
  *connections(team?: number): Iterable<Connection> {
    for (const seat of this.#seats) {
      if (team !== undefined && seat?.team !== team) continue;
      const connection = seat?.member?.connection;
      if (connection != null) yield connection;
    }
  }

  #nextHost(): number {
    const active = this.#seats.findIndex((seat) => seat?.member && !seat.isParked && !seat.isAway);
    return active >= 0 ? active : this.#seats.findIndex((seat) => seat?.member);
  }

  /** The last bot of the largest team that has one; -1 without a bot. */
  #botToGo(): number {
    let chosen = -1;
    for (const [index, seat] of this.#seats.entries()) {
      if (seat?.member !== null) continue;
      const isLarger = chosen < 0 || this.countOf(seat.team) >= this.countOf(this.#seats[chosen]!.team);
      if (isLarger) chosen = index;
    }
    return chosen;
  }

  #freeSeat(options: RoomOptions): number {
    const index = this.#seats.indexOf(null);
    return index >= 0 && index < options.seats ? index : -1;
  }

  /** @param botNick of a bot; a person's nick may change while he sits here */
  #occupy(index: number, botNick: string, member: Member | null): void {
    const seat: Seat = {
      get nick() {
        return member?.nick ?? this.botNick;
      },
      botNick,
      member,
      inputs: new InputQueue(),
      isParked: false,
      isAway: false,
      idleTicks: 0,
      isReady: false,
      team: NOBODY,
      viewer: null,
    };
    this.#seats[index] = seat;
    this.#watcher.onTaken(index, seat);
  }

  #free(index: number): void {
    const seat = this.#seats[index]!;
    this.#seats[index] = null;
    this.#watcher.onFreed(index, seat);
  }
}
