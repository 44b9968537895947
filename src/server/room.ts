// THE SERVER LOOP: a room is up to 16 seats, those who watch, and match after match (matches.ts); each tick drains the inputs that
// came in, makes one step of the rules and sends what it changed. Commands only queue or change the room between ticks. Who comes and
// goes is a matter of attendance.ts, who hears what one of room-talk.ts. Called by commands and by the ticker; knows nothing of logins.
import type { World } from '../game/world.js';
import { ProtocolError } from '../protocol/errors.js';
import type { Input, LookAt } from '../protocol/frames.js';
import { forMany } from '../protocol/framing.js';
import type { NoticeBody, NoticeName } from '../protocol/notices.js';
import type { Phase, RoomOptions, RoomState } from '../protocol/room-state.js';
import type { ArenaShelf } from './arena-shelf.js';
import { Attendance } from './attendance.js';
import type { Audience } from './audience.js';
import { ANY_BOTS, type BotShare } from './bot-quota.js';
import { Bulletin } from './bulletin.js';
import { Delivery } from './delivery.js';
import { Door } from './door.js';
import { Matches } from './matches.js';
import type { Password } from './password.js';
import { RoomTalk } from './room-talk.js';
import type { Member, Seats } from './seats.js';
import type { MatchResult } from './store/match-result.js';
import type { Thinking } from './thinking.js';
import type { Ticker, Ticking } from './ticker.js';
import type { Turns } from './turns.js';

/** What it costs to make one bot's brain, which is done in the ticks of a battle. */
const BRAIN_US = 300;

/** What a room needs from around it. */
export interface RoomContext {
  readonly ticker: Ticker;
  readonly turns: Pick<Turns, 'payer' | 'charge' | 'bill'>;
  /** Of all bots. */
  readonly thinking: Pick<Thinking, 'may'>;
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
  readonly talk: RoomTalk;
  readonly door = new Door();
  readonly #context: RoomContext;
  readonly #attendance: Attendance;
  readonly #seats: Seats;
  readonly #audience: Audience;
  readonly #delivery = new Delivery();
  readonly #matches: Matches;
  readonly #bulletin: Bulletin;

  /** @param bots those that it may have @throws ProtocolError BAD_BODY, TOO_MANY_BOTS */
  constructor(code: string, options: Partial<RoomOptions>, context: RoomContext, bots: BotShare = ANY_BOTS) {
    this.code = code;
    this.#context = context;
    this.#attendance = new Attendance({
      matches: () => this.#matches,
      state: () => this.state(),
      news: (kind, member) => this.talk.news(kind, member),
      onChange: () => this.#announce(),
    });
    this.#bulletin = new Bulletin({
      turns: context.turns,
      phase: () => this.phase,
      tell: () => this.#tellState(),
    });
    const { seats, audience } = this.#attendance;
    this.#seats = seats;
    this.#audience = audience;
    this.talk = new RoomTalk({
      seats,
      audience,
      hear: (member) => this.#attendance.hear(member),
      isBattle: () => this.phase === 'battle',
      onLater: () => this.#keepTime(),
    });
    this.#matches = new Matches(options, {
      seats,
      audience,
      arenas: context.arenas,
      bots,
      tickMs: context.ticker.tickMs,
      seed: () => context.seed(),
      thinking: { may: (turn) => turn % bots.ticksEach === 0 && context.thinking.may(turn) },
      onChange: () => this.#announce(),
      onPhase: (phase) => {
        if (phase === 'countdown' || phase === 'battle') context.turns.bill(BRAIN_US * this.options.bots);
        context.onPhase(this, phase);
      },
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
  /** The battle's world while there is one, and how many bots think in it, for measurements and tests. */
  get world(): World | null {
    return this.#matches.play?.world ?? null;
  }
  get brains(): number {
    return this.#matches.play?.brains ?? 0;
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

  /** Those of them whose line is up and who do something. */
  activeMembers(): Member[] {
    return this.#seats.active.map(({ member }) => member!);
  }

  /** Something was heard of somebody. @throws ProtocolError NO_SEAT */
  hear(member: Member): void {
    this.#attendance.hear(member);
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
    const message = forMany({ command, body });
    for (const connection of this.#seats.connections()) connection.sendText(message);
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
    return this.#attendance.join(member);
  }

  /** Lets somebody watch; who had a seat gives it up.
   *  @throws ProtocolError ROOM_FULL, IN_ROOM, WRONG_PHASE */
  spectate(member: Member): void {
    this.#attendance.spectate(member);
  }

  /** Those who watch, and may not any more: somebody of their network has taken a seat. */
  blindMembers(): Member[] {
    return this.#audience.members.filter((member) => this.#attendance.isBlind(member));
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
    if (this.#attendance.leave(member)) return;
    this.#end();
    this.#context.onEmpty(this);
  }

  /** Keeps the place of somebody whose line is down: the tank stands and does not spawn again. */
  park(member: Member): void {
    this.#attendance.park(member);
  }

  /** Takes somebody back whose line is up again: room, battle and all. */
  unpark(member: Member): void {
    this.#attendance.unpark(member);
  }

  /** Changes options. @param password undefined leaves it as it is, null takes it away
   *  @throws ProtocolError NOT_HOST, WRONG_PHASE, BAD_BODY, TOO_MANY_BOTS */
  update(member: Member, options: Partial<RoomOptions>, password?: Password | null): void {
    this.#requireHost(member, 'waiting');
    this.#matches.apply(this.#matches.checkOptions(options));
    if (password !== undefined) this.door.password = password;
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
    const index = this.#attendance.hear(member);
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
    this.#matches.chooseTeam(this.#attendance.hear(member), team);
    this.#announce();
  }

  /** Wants the next match to be one of those that the podium offers. @throws ProtocolError NO_SEAT, WRONG_PHASE, BAD_BODY */
  voteNext(member: Member, choice: number): void {
    this.#attendance.hear(member);
    this.#matches.vote(member, choice);
    this.#announce();
  }

  /** Somebody wants to settle a draw without a shot, or tells who has won. @param winner null as long as nobody has
   *  @throws ProtocolError NO_SEAT, WRONG_PHASE, BAD_BODY */
  settle(member: Member, winner: number | null): void {
    const seat = this.#attendance.hear(member);
    const { play } = this.#matches;
    if (play === null) throw new ProtocolError('WRONG_PHASE');
    if (winner === null) play.settlement.want(seat);
    else play.settlement.tell(seat, winner);
  }

  /** Tells everybody that somebody here has another nick. @param was the one before */
  rename(member: Member, was: string): void {
    this.talk.news('renamed', member, { was });
    this.#announce();
  }

  /** Queues an input for its tick; outside of a battle, and of somebody who watches, it is without effect. */
  input(member: Member, input: Input): void {
    const { play } = this.#matches;
    if (play === null || this.#seats.find(member) < 0) return;
    this.#seats.at(this.#attendance.hear(member))!.inputs.push(input, play.world.tick);
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
    // Whoever has come or has another nick since it was told last: no bot is called as they are.
    this.#seats.nameBots(spectators.map(({ nick }) => nick));
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
      this.#bulletin.tick();
      const isOver = this.#matches.play?.tick(this.#delivery) === true;
      this.#audience.encode(this.#delivery);
      if (isOver) {
        this.#delivery.send();
        this.#matches.endBattle();
        return;
      }
      const { phase, play } = this.#matches;
      if (phase === 'battle' || (phase === 'waiting' && this.#seats.isAnyReady))
        this.#attendance.tick(play?.world ?? null);
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

  #requireHost(member: Member, phase: Phase): void {
    if (this.#attendance.hear(member) !== this.#seats.host) throw new ProtocolError('NOT_HOST');
    if (this.#matches.phase !== phase) throw new ProtocolError('WRONG_PHASE');
  }

  #end(): void {
    this.#matches.drop();
    this.#context.ticker.remove(this);
  }

  #announce(): void {
    this.#matches.dealTeams();
    this.#bulletin.change();
    this.#keepTime();
  }

  #tellState(): void {
    const room = this.state();
    this.tell('UPDATE_CHANNEL', { room });
    this.#audience.tell(room);
  }

  /** A room in which nothing moves by itself costs nothing. One whose people all have lost their lines waits for them. */
  #keepTime(): void {
    const isMoving = this.#matches.phase !== 'waiting' || this.#audience.isBehind || this.#seats.isAnyReady;
    const isNeeded = (isMoving || this.#bulletin.isMoving) && this.#attendance.isAnybodyHere;
    if (isNeeded) this.#context.ticker.add(this);
    else {
      this.#context.ticker.remove(this);
      this.#matches.play?.rest();
    }
  }
}
