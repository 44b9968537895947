// Who comes into a room and who goes: onto a seat, into the audience, from the one to the other, and away for a while with his place
// kept. Owned by room.ts, which tells all what has changed, and ends behind the last one; knows no command.
import type { World } from '../game/world.js';
import type { NewsKind } from '../protocol/body-fields.js';
import { ProtocolError } from '../protocol/errors.js';
import type { RoomState } from '../protocol/room-state.js';
import { Audience } from './audience.js';
import { Idle } from './idle.js';
import type { Matches } from './matches.js';
import { isStanding } from './play.js';
import { type Member, type Seat, Seats } from './seats.js';

/** What those who come and go need of their room. */
export interface AttendanceContext {
  /** The room's, which are made after this. */
  matches(): Matches;
  /** What those with a seat may know of the room. */
  state(): RoomState;
  /** Tells everybody what has become of somebody. */
  news(kind: NewsKind, member: Member): void;
  /** What is told of the room has changed. */
  onChange(): void;
}

/** The people of one room. */
export class Attendance {
  readonly seats: Seats;
  readonly audience = new Audience((member) => this.isBlind(member));
  readonly #context: AttendanceContext;
  readonly #idle: Idle;

  constructor(context: AttendanceContext) {
    this.#context = context;
    this.seats = new Seats({
      onTaken: (index, seat) => this.#matches.play?.seat(index, seat),
      onFreed: (index, seat) => this.#onFreed(index, seat),
    });
    this.#idle = new Idle(this.seats, {
      onAway: (index, seat) => this.#onAway(index, seat),
      onBack: (index, seat) => this.#onBack(index, seat),
      onMove: (index, member) => this.#onMove(index, member),
    });
  }

  get #matches(): Matches {
    return this.#context.matches();
  }

  /** Whether the line of anybody is up. */
  get isAnybodyHere(): boolean {
    return this.seats.isAnybodyHere || this.audience.members.some(({ connection }) => connection !== null);
  }

  /** Gives somebody a seat, one who watches too: a free one, that of a bot, or that of somebody who is away; during a battle with a
   *  tank in it.
   *  @returns the seat, 0 to 15
   *  @throws ProtocolError ROOM_FULL, IN_ROOM */
  join(member: Member): number {
    const { news, onChange } = this.#context;
    if (this.seats.find(member) >= 0) throw new ProtocolError('IN_ROOM');
    const { index, displaced } = this.seats.take(member, this.#matches.options);
    this.audience.remove(member);
    if (displaced !== null) this.#seatless(displaced, index);
    news('joined', member);
    onChange();
    this.#matches.play?.enter(index);
    return index;
  }

  /** Lets somebody watch; who had a seat gives it up.
   *  @throws ProtocolError ROOM_FULL, IN_ROOM, WRONG_PHASE */
  spectate(member: Member): void {
    const { options } = this.#matches;
    if (this.audience.has(member)) throw new ProtocolError('IN_ROOM');
    if (this.audience.count >= options.spectators)
      throw new ProtocolError('ROOM_FULL', 'No more people may watch.');
    if (this.isBlind(member))
      throw new ProtocolError('NOT_ALLOWED', 'Somebody of your network plays in this public room.');
    const seat = this.seats.find(member);
    if (seat >= 0) {
      if (this.seats.memberCount === 1) throw new ProtocolError('WRONG_PHASE', 'Somebody has to play.');
      this.seats.leave(member, options);
    }
    this.audience.add(member, Math.max(0, seat));
    this.#tell('watches', member);
  }

  /** Would somebody who watches see what the enemies of a neighbour do? A second line of a player comes from the same network. */
  isBlind(member: Member): boolean {
    return this.#matches.options.public && member.network !== '' && this.seats.hasNeighbour(member);
  }

  /** Lets somebody go; the host's role goes to the next person. The last seat is taken by one of those who watch.
   *  @returns whether anybody is left; else nobody is told of it */
  leave(member: Member): boolean {
    if (!this.audience.remove(member)) {
      this.#matches.forgetVote(member);
      this.seats.leave(member, this.#matches.options);
    }
    const { members } = this.audience;
    const isLast = this.seats.memberCount === 0;
    if (isLast && members.length === 0) return false;
    this.#context.news('left', member);
    if (isLast) this.#promote(members.find(({ connection }) => connection !== null) ?? members[0]);
    this.#context.onChange();
    this.#matches.startIfReady();
    return true;
  }

  /** Keeps the place of somebody whose line is down: the tank stands and does not spawn again. */
  park(member: Member): void {
    if (!this.audience.park(member)) this.#setParked(member, true);
    this.#tell('dropped', member);
  }

  /** Takes somebody back whose line is up again: room, battle and all. */
  unpark(member: Member): void {
    const { news, onChange } = this.#context;
    const isWatching = this.audience.unpark(member);
    const seat = isWatching ? -1 : this.#setParked(member, false);
    news('back', member);
    onChange();
    if (!isWatching) this.#matches.play?.enter(seat);
  }

  /** Something was heard of somebody. @returns his seat @throws ProtocolError NO_SEAT */
  hear(member: Member): number {
    const index = this.seats.indexOf(member);
    this.#idle.hear(index);
    return index;
  }

  /** One tick of a battle, or, with null, one of waiting: who does nothing is no longer waited for. */
  tick(world: World | null): void {
    this.#idle.tick(world);
  }

  #tell(kind: NewsKind, member: Member): void {
    this.#context.news(kind, member);
    this.#context.onChange();
    this.#matches.startIfReady();
  }

  #onAway(index: number, seat: Seat): void {
    this.#matches.forgetVote(seat.member!);
    this.#matches.play?.park(index, true);
    this.#context.onChange();
    this.#matches.startIfReady();
  }

  #onBack(index: number, seat: Seat): void {
    this.#matches.play?.park(index, seat.isParked);
    this.#context.onChange();
  }

  #onMove(index: number, member: Member): void {
    if (this.seats.memberCount === 1) return;
    this.seats.leave(member, this.#matches.options);
    this.#seatless(member, index);
    this.#context.onChange();
  }

  #onFreed(index: number, seat: Seat): void {
    if (seat.member !== null) this.#matches.forgetVote(seat.member);
    this.#matches.play?.unseat(index, seat);
  }

  /** Somebody without a seat watches from now on, without having asked for it. */
  #seatless(member: Member, seat: number): void {
    member.connection?.sendText({ command: 'SEAT', body: { room: this.audience.shown, seat: null } });
    this.audience.add(member, seat);
    this.#context.news('watches', member);
  }

  /** One who watched has a seat from now on, without having asked for it. */
  #promote(member: Member): void {
    this.audience.remove(member);
    const { index } = this.seats.take(member, this.#matches.options);
    const seat = this.seats.at(index)!;
    seat.isParked = member.connection === null;
    this.#matches.play?.park(index, seat.isParked);
    this.#context.news('joined', member);
    member.connection?.sendText({ command: 'SEAT', body: { room: this.#context.state(), seat: index } });
    this.#matches.play?.enter(index);
  }

  #setParked(member: Member, isParked: boolean): number {
    const index = this.seats.indexOf(member);
    const seat = this.seats.at(index)!;
    seat.isParked = isParked;
    seat.isAway &&= isParked;
    seat.idleTicks = 0;
    seat.viewer = null;
    seat.inputs.clear();
    this.#matches.play?.park(index, isStanding(seat));
    return index;
  }
}
