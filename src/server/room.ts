// THE SERVER LOOP: a room is up to 16 seats, those who watch, and match after match (matches.ts); each tick drains the inputs that
// came in, makes one step of the rules and sends what it changed. Commands only queue or change the room between ticks. Called by
// the lobby's commands and by the ticker; knows connections, but nothing of logins.
import { NOBODY } from '../game/things.js';
import type { World } from '../game/world.js';
import type { NewsKind } from '../protocol/body-fields.js';
import { ProtocolError } from '../protocol/errors.js';
import type { Input, LookAt } from '../protocol/frames.js';
import type { NoticeBody, NoticeName } from '../protocol/notices.js';
import type { Phase, RoomOptions, RoomState } from '../protocol/room-state.js';
import type { ArenaShelf } from './arena-shelf.js';
import { Audience } from './audience.js';
import { Delivery } from './delivery.js';
import { Door } from './door.js';
import { Idle } from './idle.js';
import { Matches } from './matches.js';
import type { Password } from './password.js';
import { isStanding } from './play.js';
import { type Member, type Seat, Seats } from './seats.js';
import type { MatchResult } from './store/match-result.js';
import { type NewsDetail, Talk } from './talk.js';
import type { Ticker, Ticking } from './ticker.js';

/** What a room needs from around it. */
export interface RoomContext {
  readonly ticker: Ticker;
  readonly arenas: ArenaShelf;
  /** A fresh 32-bit seed for a match. */
  seed(): number;
  /** Does somebody with this nick, no bot, lead the champions table of a mode? */
  isChampion(nick: string): boolean;
  /** The last person has left: nothing more is called on this room. */
  onEmpty(room: Room): void;
  onPhase(room: Room, phase: Phase): void;
  onResult(room: Room, result: MatchResult): void;
  /** A mistake of this program within a tick; the room is closed already. */
  onError(room: Room, error: unknown): void;
}

/** One room. */
export class Room implements Ticking {
  readonly code: string;
  /** What those with a seat hear. */
  readonly talk = new Talk('room', () => this.#seats.connections());
  readonly door = new Door();
  readonly #context: RoomContext;
  readonly #seats: Seats;
  readonly #audience = new Audience();
  readonly #delivery = new Delivery();
  readonly #matches: Matches;
  readonly #idle: Idle;

  constructor(code: string, options: Partial<RoomOptions>, context: RoomContext) {
    this.code = code;
    this.#context = context;
    const watcher = {
      onTaken: (index: number, seat: Seat) => this.#matches.play?.seat(index, seat),
      onFreed: (index: number, seat: Seat) => this.#onFreed(index, seat),
    };
    this.#seats = new Seats(watcher, () => context.seed());
    this.#idle = new Idle(this.#seats, {
      onAway: (index, seat) => this.#onAway(index, seat),
      onBack: (index, seat) => this.#onBack(index, seat),
      onMove: (index, member) => this.#onMove(index, member),
    });
    this.#matches = new Matches(options, {
      seats: this.#seats,
      audience: this.#audience,
      arenas: context.arenas,
      seed: () => context.seed(),
      onChange: () => this.#announce(),
      onPhase: (phase) => context.onPhase(this, phase),
      onResult: (result) => {
        // Who is let in through a door with a password has been chosen, so it would be easy to win.
        context.onResult(this, { ...result, code: this.code, rated: this.door.password === null });
      },
    });
  }

  get options(): RoomOptions {
    return this.#matches.options;
  }
  get phase(): Phase {
    return this.#matches.phase;
  }
  /** The battle's world while there is one, for measurements and tests. */
  get world(): World | null {
    return this.#matches.play?.world ?? null;
  }
  /** People with a seat, those who are away too, without bots. */
  get memberCount(): number {
    return this.#seats.memberCount;
  }
  /** Nick of the host. */
  get hostNick(): string {
    return this.#seats.at(this.#seats.host)?.nick ?? '';
  }

  /** People with a seat, those whose line is down too. */
  members(): Member[] {
    return this.#seats.taken.flatMap((index) => this.#seats.at(index)!.member ?? []);
  }

  isHost(member: Member): boolean {
    return this.#seats.at(this.#seats.host)?.member === member;
  }

  /** Hands the host's role to somebody with a seat. @throws ProtocolError NO_SEAT */
  setHost(member: Member): void {
    this.#seats.setHost(member);
    this.#announce();
  }

  /** Puts people on seats that they had before the server started anew; their lines are still down.
   *  @param members by seat @param host seat of the host */
  restore(members: ReadonlyMap<number, Member>, host: number): void {
    this.#seats.restore(members, host, this.#matches.options);
  }

  /** Do options fit those that are there, and those who are? @throws ProtocolError BAD_BODY */
  checkOptions(options: Partial<RoomOptions>): void {
    this.#matches.checkOptions(options);
  }

  /** Changes options without their host, at once when the room waits, else the next time that it does.
   *  @throws ProtocolError BAD_BODY */
  changeNext(options: Partial<RoomOptions>): void {
    this.#matches.applyNext(options);
  }

  /** Tells all people with a seat something. */
  tell<Name extends NoticeName>(command: Name, body: NoticeBody<Name>): void {
    for (const connection of this.#seats.connections()) connection.sendText({ command, body });
  }

  /** Seat of somebody who is here; null for one who watches. */
  seatOf(member: Member): number | null {
    const index = this.#seats.find(member);
    return index < 0 ? null : index;
  }

  /** Gives somebody a seat, one who watches too: a free one, that of a bot, or that of somebody who is away; during a battle with a
   *  tank in it.
   *  @returns the seat, 0 to 15
   *  @throws ProtocolError ROOM_FULL, IN_ROOM */
  join(member: Member): number {
    if (this.#seats.find(member) >= 0) throw new ProtocolError('IN_ROOM');
    const { index, displaced } = this.#seats.take(member, this.#matches.options);
    this.#audience.remove(member);
    if (displaced !== null) this.#seatless(displaced, index);
    this.#news('joined', member);
    this.#announce();
    this.#matches.play?.enter(index);
    return index;
  }

  /** Lets somebody watch; who had a seat gives it up.
   *  @throws ProtocolError ROOM_FULL, IN_ROOM, WRONG_PHASE */
  spectate(member: Member): void {
    if (this.#audience.has(member)) throw new ProtocolError('IN_ROOM');
    if (this.#audience.count >= this.#matches.options.spectators)
      throw new ProtocolError('ROOM_FULL', 'No more people may watch.');
    const seat = this.#seats.find(member);
    if (seat >= 0) {
      if (this.memberCount === 1) throw new ProtocolError('WRONG_PHASE', 'Somebody has to play.');
      this.#seats.leave(member, this.#matches.options);
    }
    this.#audience.add(member, Math.max(0, seat));
    this.#news('watches', member);
    this.#announce();
    this.#matches.startIfReady();
  }

  /** What somebody who watches knows of the room. */
  shownTo(member: Member): RoomState {
    return this.#audience.has(member) ? this.#audience.shown : this.state();
  }

  /** Follows another tank. @throws ProtocolError HAS_SEAT, WRONG_PHASE, BAD_BODY */
  follow(member: Member, seat: number): void {
    this.#audience.follow(member, seat);
  }

  /** Lets somebody go; the host's role goes to the next person. The last seat is taken by one of those who watch. */
  leave(member: Member): void {
    if (!this.#audience.remove(member)) {
      this.#matches.forgetVote(member);
      this.#seats.leave(member, this.#matches.options);
    }
    this.#news('left', member);
    const [next] = this.#audience.members.sort(
      (a, b) => Number(b.connection !== null) - Number(a.connection !== null),
    );
    if (this.memberCount === 0 && next !== undefined) this.#promote(next);
    if (this.memberCount === 0) {
      this.#end();
      this.#context.onEmpty(this);
      return;
    }
    this.#announce();
    this.#matches.startIfReady();
  }

  /** Keeps the place of somebody whose line is down: the tank stands and does not spawn again. */
  park(member: Member): void {
    if (!this.#audience.park(member)) this.#setParked(member, true);
    this.#news('dropped', member);
    this.#announce();
    this.#matches.startIfReady();
  }

  /** Takes somebody back whose line is up again: room, battle and all. */
  unpark(member: Member): void {
    const isWatching = this.#audience.unpark(member);
    const seat = isWatching ? -1 : this.#setParked(member, false);
    this.#news('back', member);
    this.#announce();
    if (!isWatching) this.#matches.play?.enter(seat);
  }

  /** Changes options. @param password undefined leaves it as it is, null takes it away
   *  @throws ProtocolError NOT_HOST, WRONG_PHASE, BAD_BODY */
  update(member: Member, options: Partial<RoomOptions>, password?: Password | null): void {
    this.#requireHost(member, 'waiting');
    const next = this.#matches.checkOptions(options);
    if (password !== undefined) this.door.password = password;
    this.#matches.apply(next);
    this.#announce();
  }

  /** Starts the countdown. @throws ProtocolError NOT_HOST, WRONG_PHASE */
  start(member: Member): void {
    this.#requireHost(member, 'waiting');
    this.#matches.start();
  }

  /** Somebody wants the next match to begin, or no longer: when all do who are not away, it begins; who does no longer, or the host,
   *  stops its countdown. @throws ProtocolError NO_SEAT */
  ready(member: Member, isReady: boolean): void {
    const index = this.#hear(member);
    const seat = this.#seats.at(index)!;
    const stops =
      !isReady && this.#matches.phase === 'countdown' && (seat.isReady || index === this.#seats.host);
    seat.isReady = isReady;
    if (stops) this.#matches.wait();
    else this.#announce();
    this.#matches.startIfReady();
  }

  /** Puts somebody on another team, his tank too. @throws ProtocolError NO_SEAT, BAD_BODY, UNBALANCED */
  chooseTeam(member: Member, team: number): void {
    this.#matches.chooseTeam(this.#hear(member), team);
    this.#announce();
  }

  /** Wants the next match to be one of those that the podium offers. @throws ProtocolError NO_SEAT, WRONG_PHASE, BAD_BODY */
  voteNext(member: Member, choice: number): void {
    this.#hear(member);
    this.#matches.vote(member, choice);
    this.#announce();
  }

  /** Somebody wants to settle a draw without a shot, or tells who has won. @param winner null as long as nobody has
   *  @throws ProtocolError NO_SEAT, WRONG_PHASE, BAD_BODY */
  settle(member: Member, winner: number | null): void {
    const seat = this.#hear(member);
    const { play } = this.#matches;
    if (play === null) throw new ProtocolError('WRONG_PHASE');
    if (winner === null) play.settlement.want(seat);
    else play.settlement.tell(seat, winner);
  }

  /** Tells everybody in the room what somebody says; the text is cleaned already. Those who watch are not heard in a battle. */
  chat(member: Member, text: string, action = false): void {
    if (this.#seats.find(member) >= 0) {
      const index = this.#hear(member);
      this.talk.say(member, text, index, action);
      this.#audience.hear((talk) => talk.say(member, text, index, action));
      this.#keepTime();
      return;
    }
    this.#audience.talk.say(member, text, null, action);
    if (this.#matches.phase !== 'battle') this.talk.say(member, text, null, action);
  }

  /** Tells those who play on his team what somebody says; those who watch do not hear it. @throws ProtocolError NO_SEAT, NO_TEAM */
  chatTeam(member: Member, text: string, action: boolean): void {
    const index = this.#hear(member);
    const { team } = this.#seats.at(index)!;
    if (team === NOBODY) throw new ProtocolError('NO_TEAM');
    new Talk('team', () => this.#seats.connections(team)).say(member, text, index, action);
  }

  /** What was said last, as somebody may know it. */
  talkOf(member: Member): Talk {
    return this.#audience.has(member) ? this.#audience.talk : this.talk;
  }

  /** Tells everybody what has become of somebody here. */
  news(kind: NewsKind, member: Member): void {
    this.#news(kind, member);
    this.#keepTime();
  }

  /** Tells everybody that somebody here has another nick. @param was the one before */
  rename(member: Member, was: string): void {
    this.#news('renamed', member, { was });
    this.#announce();
  }

  /** Queues an input for its tick; outside of a battle, and of somebody who watches, it is without effect. */
  input(member: Member, input: Input): void {
    const { play } = this.#matches;
    const index = play === null ? -1 : this.#seats.find(member);
    if (index < 0) return;
    this.#idle.hear(index);
    this.#seats.at(index)!.inputs.push(input, play!.world.tick);
  }

  /** Moves the camera of somebody who watches a battle; else it is without effect. */
  look(member: Member, place: LookAt): void {
    this.#audience.look(member, place);
  }

  /** What those with a seat may know of the room. */
  state(): RoomState {
    const spectators = this.#audience.members.map(({ nick, connection }) => ({
      nick,
      connected: connection !== null,
    }));
    return {
      code: this.code,
      ...this.#matches.state(),
      host: this.#seats.host,
      ...this.door.lock,
      players: this.#seats.state((nick) => this.#context.isChampion(nick)),
      ...(spectators.length > 0 && { spectators }),
    };
  }

  /** One tick: called by the ticker, never throws. */
  tick(): void {
    try {
      // What it does to the world is done between two ticks, for those who see it late as well.
      this.#matches.play?.settlement.tick();
      this.#audience.tick();
      const isOver = this.#matches.play?.tick(this.#delivery) === true;
      this.#audience.encode(this.#delivery);
      if (isOver) {
        this.send();
        this.#matches.endBattle();
        return;
      }
      const { phase, play } = this.#matches;
      if (phase === 'battle' || (phase === 'waiting' && this.#isAnyReady))
        this.#idle.tick(play?.world ?? null);
      this.#matches.tick();
      if (this.#matches.phase === 'waiting') this.#keepTime();
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    this.#delivery.clear();
    this.#end();
    this.#context.onError(this, error);
  }

  /** Writes what the tick has made: called by the ticker, never throws. */
  send(): void {
    try {
      this.#delivery.send();
    } catch (error) {
      this.#fail(error);
    }
  }

  #onAway(index: number, seat: Seat): void {
    this.#matches.forgetVote(seat.member!);
    this.#matches.play?.park(index, true);
    this.#announce();
    this.#matches.startIfReady();
  }

  #onBack(index: number, seat: Seat): void {
    this.#matches.play?.park(index, seat.isParked);
    this.#announce();
  }

  #onMove(index: number, member: Member): void {
    if (this.memberCount === 1) return;
    this.#seats.leave(member, this.#matches.options);
    this.#seatless(member, index);
    this.#announce();
  }

  /** Somebody without a seat watches from now on, without having asked for it. */
  #seatless(member: Member, seat: number): void {
    member.connection?.sendText({ command: 'SEAT', body: { room: this.#audience.shown, seat: null } });
    this.#audience.add(member, seat);
    this.#news('watches', member);
  }

  /** One who watched has a seat from now on, without having asked for it. */
  #promote(member: Member): void {
    this.#audience.remove(member);
    const { index } = this.#seats.take(member, this.#matches.options);
    const seat = this.#seats.at(index)!;
    seat.isParked = member.connection === null;
    this.#matches.play?.park(index, seat.isParked);
    this.#news('joined', member);
    member.connection?.sendText({ command: 'SEAT', body: { room: this.state(), seat: index } });
    this.#matches.play?.enter(index);
  }

  #onFreed(index: number, seat: Seat): void {
    if (seat.member !== null) this.#matches.forgetVote(seat.member);
    this.#matches.play?.unseat(index, seat);
  }

  #setParked(member: Member, isParked: boolean): number {
    const index = this.#seats.indexOf(member);
    const seat = this.#seats.at(index)!;
    seat.isParked = isParked;
    seat.isAway &&= isParked;
    seat.idleTicks = 0;
    seat.viewer = null;
    seat.inputs.clear();
    this.#matches.play?.park(index, isStanding(seat));
    return index;
  }

  /** Something was heard of somebody. @returns his seat @throws ProtocolError NO_SEAT */
  #hear(member: Member): number {
    const index = this.#seats.indexOf(member);
    this.#idle.hear(index);
    return index;
  }

  #requireHost(member: Member, phase: Phase): void {
    if (this.#hear(member) !== this.#seats.host) throw new ProtocolError('NOT_HOST');
    if (this.#matches.phase !== phase) throw new ProtocolError('WRONG_PHASE');
  }

  #end(): void {
    this.#matches.drop();
    this.#context.ticker.remove(this);
  }

  #announce(): void {
    this.#matches.dealTeams();
    const room = this.state();
    this.tell('UPDATE_CHANNEL', { room });
    this.#audience.tell(room);
    this.#keepTime();
  }

  #news(kind: NewsKind, member: Member, detail: NewsDetail = {}): void {
    this.talk.news(kind, member, detail);
    this.#audience.hear((talk) => talk.news(kind, member, detail));
  }

  get #isAnyReady(): boolean {
    return this.#seats.active.some(({ isReady }) => isReady);
  }

  get #isAnybodyHere(): boolean {
    const isHere = ({ connection }: Member): boolean => connection !== null;
    return this.members().some(isHere) || this.#audience.members.some(isHere);
  }

  /** A room in which nothing moves by itself costs nothing. One whose people all have lost their lines waits for them. */
  #keepTime(): void {
    const isMoving = this.#matches.phase !== 'waiting' || this.#audience.isBehind || this.#isAnyReady;
    const isNeeded = isMoving && this.#isAnybodyHere;
    if (isNeeded) this.#context.ticker.add(this);
    else this.#context.ticker.remove(this);
  }
}
