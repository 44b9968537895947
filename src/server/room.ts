// THE SERVER LOOP: a room is a state (waiting, countdown, battle, podium), up to 16 seats and those who watch; each tick drains
// the inputs that came in, makes one step of the rules and sends what it changed. Commands only queue or change the room
// between ticks. Called by the lobby's commands and by the ticker; knows connections, but nothing of logins.
import type { Arena } from '../game/arena.js';
import type { Mode } from '../game/mode.js';
import { NOBODY } from '../game/things.js';
import { SEATS_MAX, TICK_MS, TICKS_PER_SECOND } from '../game/units.js';
import { WATCHING, type World } from '../game/world.js';
import type { NewsKind } from '../protocol/body-fields.js';
import { ProtocolError } from '../protocol/errors.js';
import type { Input } from '../protocol/frames.js';
import type { NoticeBody, NoticeName } from '../protocol/notices.js';
import {
  type Phase,
  ROOM_OPTIONS_DEFAULT,
  type RoomOptions,
  type RoomState,
} from '../protocol/room-state.js';
import type { ArenaShelf } from './arena-shelf.js';
import { Audience } from './audience.js';
import { Ballot, drawChoices, modeOf } from './ballot.js';
import { Battle } from './battle.js';
import { Delivery } from './delivery.js';
import { Door } from './door.js';
import { countIdle } from './idle.js';
import type { Password } from './password.js';
import { isStanding, Play } from './play.js';
import { checkOptions, matchOptions } from './room-options.js';
import { type Member, type Seat, Seats } from './seats.js';
import type { MatchResult } from './store/match-result.js';
import { Talk } from './talk.js';
import { chooseTeam, dealTeams } from './team-balance.js';
import type { Ticker, Ticking } from './ticker.js';

/** How long the podium is shown. */
const PODIUM_TICKS = 10 * TICKS_PER_SECOND;

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
  #options: RoomOptions;
  #phase: Phase = 'waiting';
  #phaseTicksLeft = 0;
  /** What a vote has decided, for the next time that the room waits. */
  #decided: Partial<RoomOptions> = {};
  #play: Play | null = null;
  /** The next battle's arena, while it is made. */
  #making: Generator<undefined, Arena, undefined> | null = null;
  #arena: Arena | null = null;
  #ballot: Ballot<Member> | null = null;
  #podium: RoomState['podium'] = [];
  #awards: RoomState['awards'] = [];

  constructor(code: string, options: Partial<RoomOptions>, context: RoomContext) {
    this.code = code;
    this.#context = context;
    this.#options = checkOptions(
      { ...ROOM_OPTIONS_DEFAULT, ...options },
      options.arena !== undefined,
      context.arenas,
    );
    const watcher = {
      onTaken: (index: number, seat: Seat) => this.#play?.seat(index, seat),
      onFreed: (index: number, seat: Seat) => this.#onFreed(index, seat),
    };
    this.#seats = new Seats(watcher, () => context.seed());
    this.#audience.setDelay(this.#options.delay);
  }

  get options(): RoomOptions {
    return this.#options;
  }
  get phase(): Phase {
    return this.#phase;
  }
  /** The battle's world while there is one, for measurements and tests. */
  get world(): World | null {
    return this.#play?.world ?? null;
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
    this.#seats.restore(members, host, this.#options);
  }

  /** Do options fit those that are there? @throws ProtocolError BAD_BODY */
  checkOptions(options: Partial<RoomOptions>): RoomOptions {
    const next = checkOptions({ ...this.#options, ...options }, 'arena' in options, this.#context.arenas);
    if (next.seats < this.memberCount) throw new ProtocolError('BAD_BODY', 'More people are here.', 'seats');
    if (!this.#fits(modeOf(next.mode)))
      throw new ProtocolError('BAD_BODY', 'Somebody sits where this mode has no seat.', 'mode');
    return next;
  }

  /** Changes options without their host, at once when the room waits, else the next time that it does.
   *  @throws ProtocolError BAD_BODY */
  changeNext(options: Partial<RoomOptions>): void {
    this.checkOptions(options);
    Object.assign(this.#decided, options);
    if (this.#phase === 'waiting') this.#takeDecided();
  }

  /** What was decided counts from now on, as far as it still fits. */
  #takeDecided(): void {
    const decided = this.#decided;
    this.#decided = {};
    try {
      this.#apply(this.checkOptions(decided));
    } catch (error) {
      // Somebody has come in since who does not fit in.
      if (!(error instanceof ProtocolError)) throw error;
    }
    this.#announce();
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
    const { index, displaced } = this.#seats.take(member, this.#options);
    this.#audience.remove(member);
    if (displaced !== null) this.#seatless(displaced, index);
    this.#news('joined', member);
    this.#announce();
    this.#play?.enter(index);
    return index;
  }

  /** Lets somebody watch; who had a seat gives it up.
   *  @throws ProtocolError ROOM_FULL, IN_ROOM, WRONG_PHASE */
  spectate(member: Member): void {
    if (this.#audience.has(member)) throw new ProtocolError('IN_ROOM');
    if (this.#audience.count >= this.#options.spectators)
      throw new ProtocolError('ROOM_FULL', 'No more people may watch.');
    const seat = this.#seats.find(member);
    if (seat >= 0) {
      if (this.memberCount === 1) throw new ProtocolError('WRONG_PHASE', 'Somebody has to play.');
      this.#seats.leave(member, this.#options);
    }
    this.#audience.add(member, Math.max(0, seat));
    this.#news('watches', member);
    this.#announce();
    this.#beginIfReady();
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
      this.#ballot?.forget(member);
      this.#seats.leave(member, this.#options);
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
    this.#beginIfReady();
  }

  /** Keeps the place of somebody whose line is down: the tank stands and does not spawn again. */
  park(member: Member): void {
    if (!this.#audience.park(member)) this.#setParked(member, true);
    this.#news('dropped', member);
    this.#announce();
    this.#beginIfReady();
  }

  /** Takes somebody back whose line is up again: room, battle and all. */
  unpark(member: Member): void {
    const isWatching = this.#audience.unpark(member);
    const seat = isWatching ? -1 : this.#setParked(member, false);
    this.#news('back', member);
    this.#announce();
    if (!isWatching) this.#play?.enter(seat);
  }

  /** Changes options. @param password undefined leaves it as it is, null takes it away
   *  @throws ProtocolError NOT_HOST, WRONG_PHASE, BAD_BODY */
  update(member: Member, options: Partial<RoomOptions>, password?: Password | null): void {
    this.#requireHost(member, 'waiting');
    const next = this.checkOptions(options);
    if (password !== undefined) this.door.password = password;
    this.#hear(member);
    this.#apply(next);
    this.#announce();
  }

  /** Starts the countdown. @throws ProtocolError NOT_HOST, WRONG_PHASE */
  start(member: Member): void {
    this.#requireHost(member, 'waiting');
    this.#hear(member);
    this.#countDown();
  }

  /** Somebody wants the next match to begin, or no longer: when all do who are not away, it begins; who does no longer, or the host,
   *  stops its countdown. @throws ProtocolError NO_SEAT */
  ready(member: Member, isReady: boolean): void {
    const index = this.#seats.indexOf(member);
    const seat = this.#seats.at(index)!;
    const stops = !isReady && this.#phase === 'countdown' && (seat.isReady || index === this.#seats.host);
    this.#hear(member);
    seat.isReady = isReady;
    if (stops) this.#wait();
    else this.#announce();
    this.#beginIfReady();
  }

  /** Puts somebody on another team, his tank too. @throws ProtocolError NO_SEAT, BAD_BODY, UNBALANCED */
  chooseTeam(member: Member, team: number): void {
    const index = this.#seats.indexOf(member);
    this.#hear(member);
    for (const changed of chooseTeam(this.#seats, index, team, this.#teams()))
      this.#play?.changeTeam(changed, this.#seats.at(changed)!.team);
    this.#announce();
  }

  /** Wants the next match to be one of those that the podium offers. @throws ProtocolError NO_SEAT, WRONG_PHASE, BAD_BODY */
  voteNext(member: Member, choice: number): void {
    this.#seats.indexOf(member);
    if (this.#ballot === null) throw new ProtocolError('WRONG_PHASE');
    this.#hear(member);
    this.#ballot.vote(member, choice);
    this.#announce();
  }

  /** Tells everybody in the room what somebody says; the text is cleaned already. Those who watch are not heard in a battle. */
  chat(member: Member, text: string, action = false): void {
    const index = this.#seats.find(member);
    if (index >= 0) {
      this.#hear(member);
      this.talk.say(member, text, index, action);
      this.#audience.hear((talk) => talk.say(member, text, index, action));
      this.#keepTime();
      return;
    }
    this.#audience.talk.say(member, text, null, action);
    if (this.#phase !== 'battle') this.talk.say(member, text, null, action);
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

  /** Queues an input for its tick; outside of a battle, and of somebody who watches, it is without effect. */
  input(member: Member, input: Input): void {
    const index = this.#seats.find(member);
    if (this.#play === null || index < 0) return;
    this.#hear(member);
    this.#seats.at(index)!.inputs.push(input, this.#play.world.tick);
  }

  /** What those with a seat may know of the room. */
  state(): RoomState {
    const ticksLeft = this.#play?.world.ticksLeft ?? Math.max(0, this.#phaseTicksLeft);
    const spectators = this.#audience.members.map(({ nick, connection }) => ({
      nick,
      connected: connection !== null,
    }));
    return {
      code: this.code,
      phase: this.#phase,
      endsInMs: Math.round(ticksLeft * TICK_MS),
      host: this.#seats.host,
      options: this.#options,
      ...this.door.lock,
      players: this.#seats.taken.map((seat) => this.#playerState(this.#seats.at(seat)!, seat)),
      ...(spectators.length > 0 && { spectators }),
      ...(this.#ballot !== null && { ballot: this.#ballot.tell() }),
      podium: this.#podium,
      awards: this.#awards,
    };
  }

  #playerState(
    { nick, member, bot, isParked, isReady, isAway, team }: Seat,
    seat: number,
  ): RoomState['players'][number] {
    return {
      seat,
      nick,
      bot: bot !== null,
      connected: !isParked,
      ...(member !== null && this.#context.isChampion(nick) && { champion: true }),
      ...(isReady && { ready: true }),
      ...(isAway && { away: true }),
      ...(team !== NOBODY && { team }),
    };
  }

  /** One tick: called by the ticker, never throws. */
  tick(): void {
    try {
      this.#audience.tick();
      const isOver = this.#play?.tick(this.#delivery) === true;
      this.#audience.encode(this.#delivery);
      if (isOver) {
        this.send();
        this.#endBattle();
      } else this.#tickPhase();
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

  #tickPhase(): void {
    if (this.#phase === 'waiting') {
      if (this.#seats.active.some(({ isReady }) => isReady)) this.#tickIdle();
      this.#keepTime();
    } else if (this.#phase === 'battle') this.#tickIdle();
    else {
      this.#makeArena();
      if (--this.#phaseTicksLeft <= 0) this.#nextPhase();
    }
  }

  /** Nobody waits for those who do nothing. One who only watches along has nothing to do. */
  #tickIdle(): void {
    for (let index = 0; index < SEATS_MAX; index++) {
      const seat = this.#seats.at(index);
      if (seat === null || this.#play?.world.tanks[index].life === WATCHING) continue;
      // Who is ready may wait; who is away is so until something is heard of him.
      if (this.#play === null && (seat.isReady || seat.isAway)) continue;
      const due = countIdle(seat);
      if (due === 'away') this.#setAway(index, seat);
      else if (due === 'move' && this.memberCount > 1) this.#moveAway(index, seat.member!);
    }
  }

  #setAway(index: number, seat: Seat): void {
    seat.isAway = true;
    seat.isReady = false;
    seat.inputs.clear();
    this.#ballot?.forget(seat.member!);
    this.#play?.park(index, true);
    this.#announce();
    this.#beginIfReady();
  }

  #moveAway(index: number, member: Member): void {
    this.#seats.leave(member, this.#options);
    this.#seatless(member, index);
    this.#announce();
  }

  /** Something was heard of somebody with a seat. */
  #hear(member: Member): void {
    const index = this.#seats.indexOf(member);
    const seat = this.#seats.at(index)!;
    seat.idleTicks = 0;
    if (!seat.isAway) return;
    seat.isAway = false;
    this.#play?.park(index, seat.isParked);
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
    const { index } = this.#seats.take(member, this.#options);
    const seat = this.#seats.at(index)!;
    seat.isParked = member.connection === null;
    this.#play?.park(index, seat.isParked);
    this.#news('joined', member);
    member.connection?.sendText({ command: 'SEAT', body: { room: this.state(), seat: index } });
    this.#play?.enter(index);
  }

  #onFreed(index: number, seat: Seat): void {
    if (seat.member !== null) this.#ballot?.forget(seat.member);
    this.#play?.unseat(index, seat);
  }

  #setParked(member: Member, isParked: boolean): number {
    const index = this.#seats.indexOf(member);
    const seat = this.#seats.at(index)!;
    seat.isParked = isParked;
    seat.isAway &&= isParked;
    seat.idleTicks = 0;
    seat.viewer = null;
    seat.inputs.clear();
    this.#play?.park(index, isStanding(seat));
    return index;
  }

  #requireHost(member: Member, phase: Phase): void {
    if (this.#seats.indexOf(member) !== this.#seats.host) throw new ProtocolError('NOT_HOST');
    if (this.#phase !== phase) throw new ProtocolError('WRONG_PHASE');
  }

  /** Can those who are here play a mode? It may have enemies of its own on the seats at the end. */
  #fits({ seatsMax }: Mode): boolean {
    return !this.#seats.taken.some((index) => index >= seatsMax && this.#seats.at(index)!.member);
  }

  #apply(next: RoomOptions): void {
    if (next.delay !== this.#options.delay) this.#audience.setDelay(next.delay);
    this.#options = next;
    this.#seats.clearFrom(modeOf(next.mode).seatsMax);
    this.#seats.fit(next);
  }

  /** Teams to choose from, a bit each. */
  #teams(): number {
    const { arena, mode, teams } = this.#options;
    return this.#context.arenas.teamsIn(arena, modeOf(mode), teams);
  }

  #beginIfReady(): void {
    if (this.#phase !== 'waiting') return;
    const { active } = this.#seats;
    if (active.length > 0 && active.every(({ isReady }) => isReady)) this.#countDown();
  }

  #countDown(): void {
    const { arena, countdown } = this.#options;
    this.#seats.fit(this.#options);
    this.#arena = null;
    this.#making = this.#context.arenas.make(arena, this.#context.seed());
    this.#makeArena();
    if (countdown === 0 && this.#arena !== null) this.#startBattle(this.#arena);
    else this.#setPhase('countdown', countdown * TICKS_PER_SECOND);
  }

  #makeArena(): void {
    const made = this.#making?.next();
    if (made?.done !== true) return;
    this.#arena = made.value;
    this.#making = null;
  }

  #nextPhase(): void {
    if (this.#phase === 'podium') this.#goOn();
    // An arena that is not there yet is waited for.
    else if (this.#arena !== null) this.#startBattle(this.#arena);
  }

  /** After the podium: the next match, if anybody wants it. */
  #goOn(): void {
    const winner = this.#ballot?.winner() ?? null;
    this.#ballot = null;
    if (winner !== null && this.#fits(modeOf(winner.mode)))
      this.#apply(checkOptions({ ...this.#options, ...winner }, true, this.#context.arenas));
    if (Object.keys(this.#decided).length > 0) this.#takeDecided();
    if (winner !== null || this.#seats.active.some(({ isReady }) => isReady)) this.#countDown();
    else this.#wait();
  }

  #wait(): void {
    this.#setPhase('waiting', 0);
    if (Object.keys(this.#decided).length > 0) this.#takeDecided();
  }

  #startBattle(arena: Arena): void {
    const { botLevel } = this.#options;
    this.#arena = null;
    this.#podium = [];
    this.#awards = [];
    dealTeams(this.#seats, this.#teams());
    const battle = new Battle(arena, matchOptions(this.#options), botLevel, () => this.#context.seed());
    this.#play = new Play(battle, this.#seats, this.#audience);
    this.#setPhase('battle', 0);
    for (const seat of this.#seats.taken) if (this.#seats.at(seat)!.member) this.#play.enter(seat);
  }

  #endBattle(): void {
    const { world } = this.#play!;
    const { podium, awards, standings, wave } = this.#play!.outcome();
    const { mode } = this.#options;
    this.#podium = podium;
    this.#awards = awards;
    this.#dropBattle();
    const fits = (other: Mode): boolean => this.#fits(other);
    this.#ballot = new Ballot(drawChoices(this.#options, this.#context.arenas, fits, this.#context.seed()));
    this.#setPhase('podium', PODIUM_TICKS);
    this.#context.onResult(this, {
      code: this.code,
      mode,
      arena: world.arena.name,
      ticks: world.tick,
      // Who is let in has been chosen, so it would be easy to win.
      rated: this.door.password === null,
      wave,
      standings,
    });
  }

  #dropBattle(): void {
    this.#play?.end();
    this.#play = null;
  }

  #end(): void {
    this.#dropBattle();
    this.#context.ticker.remove(this);
  }

  #setPhase(phase: Phase, ticks: number): void {
    this.#phase = phase;
    this.#phaseTicksLeft = ticks;
    if (phase === 'waiting') this.#making = null;
    this.#announce();
    this.#context.onPhase(this, phase);
  }

  #announce(): void {
    if (this.#play === null) dealTeams(this.#seats, this.#teams());
    const room = this.state();
    this.tell('UPDATE_CHANNEL', { room });
    this.#audience.tell(room);
    this.#keepTime();
  }

  #news(kind: NewsKind, member: Member): void {
    this.talk.news(kind, member);
    this.#audience.hear((talk) => talk.news(kind, member));
  }

  /** A room in which nothing moves by itself costs nothing. */
  #keepTime(): void {
    const isNeeded =
      this.#phase !== 'waiting' ||
      this.#audience.isBehind ||
      this.#seats.active.some(({ isReady }) => isReady);
    if (isNeeded) this.#context.ticker.add(this);
    else this.#context.ticker.remove(this);
  }
}
