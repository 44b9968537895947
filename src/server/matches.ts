// Match after match in one room: waiting, countdown, battle, podium with a vote on the next, and again; and the options that they are
// played with. Owned by room.ts, which steps the battle itself and tells everybody what has changed; knows seats, but nobody's line.
import type { Arena } from '../game/arena.js';
import type { Mode } from '../game/mode.js';
import { TICKS_PER_SECOND } from '../game/units.js';
import { ProtocolError } from '../protocol/errors.js';
import {
  changeOptions,
  type Phase,
  ROOM_OPTIONS_DEFAULT,
  type RoomOptions,
  type RoomState,
} from '../protocol/room-state.js';
import type { ArenaShelf } from './arena-shelf.js';
import type { Audience } from './audience.js';
import { Ballot, drawChoices, modeOf } from './ballot.js';
import { Battle } from './battle.js';
import type { BotShare } from './bot-quota.js';
import { Play } from './play.js';
import { botsMost, checkOptions, matchOptions } from './room-options.js';
import type { Member, Seats } from './seats.js';
import type { MatchResult } from './store/match-result.js';
import { chooseTeam, dealTeams } from './team-balance.js';
import type { Thinking } from './thinking.js';

/** How long a battle that is decided is still looked at. */
export const STILL_TICKS = 1.5 * TICKS_PER_SECOND;
/** How long the podium is shown. */
export const PODIUM_TICKS = 15 * TICKS_PER_SECOND;

/** What matches need from the room that they are played in. */
export interface MatchesContext {
  readonly seats: Seats;
  readonly audience: Audience;
  readonly arenas: ArenaShelf;
  readonly bots: BotShare;
  /** Real time of a tick. */
  readonly tickMs: number;
  /** A fresh 32-bit seed. */
  seed(): number;
  readonly thinking: Pick<Thinking, 'may'>;
  /** What is told of the room has changed. */
  onChange(): void;
  onPhase(phase: Phase): void;
  onResult(result: Omit<MatchResult, 'code' | 'rated'>): void;
}

/** The matches of one room. */
export class Matches {
  readonly #context: MatchesContext;
  #options: RoomOptions;
  #phase: Phase = 'waiting';
  #phaseTicksLeft = 0;
  /** What a vote has decided, for the next time that the room waits. */
  #decided: Partial<RoomOptions> = {};
  /** The next battle's arena, while it is made. */
  #making: Generator<undefined, Arena, undefined> | null = null;
  #arena: Arena | null = null;
  #play: Play | null = null;
  #ballot: Ballot<Member> | null = null;
  #end: RoomState['end'];
  #stillTicksLeft = 0;
  #podium: RoomState['podium'] = [];
  #awards: RoomState['awards'] = [];

  /** @throws ProtocolError BAD_BODY for options that don't fit each other, TOO_MANY_BOTS */
  constructor(options: Partial<RoomOptions>, context: MatchesContext) {
    this.#context = context;
    this.#options = checkOptions(
      changeOptions(ROOM_OPTIONS_DEFAULT, options),
      options.arena !== undefined,
      context.arenas,
    );
    context.bots.resize(botsMost(this.#options));
    context.audience.setDelay(this.#options.delay);
  }

  get options(): RoomOptions {
    return this.#options;
  }
  get phase(): Phase {
    return this.#phase;
  }
  /** The battle while there is one. */
  get play(): Play | null {
    return this.#play;
  }

  /** What is told of them. */
  state(): Pick<RoomState, 'phase' | 'endsInMs' | 'options' | 'ballot' | 'end' | 'podium' | 'awards'> {
    const ticksLeft = this.#play?.world.ticksLeft ?? Math.max(0, this.#phaseTicksLeft);
    return {
      phase: this.#phase,
      endsInMs: Math.round(ticksLeft * this.#context.tickMs),
      options: this.#options,
      ...(this.#ballot !== null && { ballot: this.#ballot.tell() }),
      ...(this.#end !== undefined && { end: this.#end }),
      podium: this.#podium,
      awards: this.#awards,
    };
  }

  /** Do options fit those that are there, and those who are? @returns all of them @throws ProtocolError BAD_BODY */
  checkOptions(options: Partial<RoomOptions>): RoomOptions {
    const { arenas, seats } = this.#context;
    const next = checkOptions(changeOptions(this.#options, options), 'arena' in options, arenas);
    if (next.seats < seats.memberCount) throw new ProtocolError('BAD_BODY', 'More people are here.', 'seats');
    if (!this.#fits(modeOf(next.mode)))
      throw new ProtocolError('BAD_BODY', 'Somebody sits where this mode has no seat.', 'mode');
    return next;
  }

  /** Takes other options while the room waits. @param next as checkOptions has returned them @throws ProtocolError TOO_MANY_BOTS */
  apply(next: RoomOptions): void {
    const { seats, audience, bots } = this.#context;
    bots.resize(botsMost(next));
    if (next.delay !== this.#options.delay) audience.setDelay(next.delay);
    this.#options = next;
    seats.clearFrom(modeOf(next.mode).seatsMax);
    seats.fit(next);
  }

  /** Takes other options at once when the room waits, else the next time that it does. @throws ProtocolError BAD_BODY */
  applyNext(options: Partial<RoomOptions>): void {
    this.checkOptions(options);
    Object.assign(this.#decided, options);
    if (this.#phase === 'waiting') this.#takeDecided();
  }

  /** Gives everybody who is on none a team of the same size, as long as there is no battle. */
  dealTeams(): void {
    if (this.#play === null) dealTeams(this.#context.seats, this.#teams());
  }

  /** Puts the person of a seat on another team, his tank too. @throws ProtocolError BAD_BODY, UNBALANCED */
  chooseTeam(index: number, team: number): void {
    const { seats } = this.#context;
    for (const changed of chooseTeam(seats, index, team, this.#teams()))
      this.#play?.changeTeam(changed, seats.at(changed)!.team);
  }

  /** Wants the next match to be one of those that the podium offers. @throws ProtocolError WRONG_PHASE, BAD_BODY */
  vote(member: Member, choice: number): void {
    if (this.#ballot === null) throw new ProtocolError('WRONG_PHASE');
    this.#ballot.vote(member, choice);
  }

  /** Takes back what somebody wanted the next match to be. */
  forgetVote(member: Member): void {
    this.#ballot?.forget(member);
  }

  /** Begins the countdown, or without one the battle. */
  start(): void {
    const { seats, arenas, seed } = this.#context;
    const { arena, countdown } = this.#options;
    seats.fit(this.#options);
    this.#arena = null;
    this.#making = arenas.make(arena, seed());
    this.#makeArena();
    if (countdown === 0 && this.#arena !== null) this.#beginBattle(this.#arena);
    else this.#setPhase('countdown', countdown * TICKS_PER_SECOND);
  }

  /** Begins it when all who are there want it and the room waits. */
  startIfReady(): void {
    if (this.#phase !== 'waiting') return;
    const { active } = this.#context.seats;
    if (active.length > 0 && active.every(({ isReady }) => isReady)) this.start();
  }

  /** Waits for the next match: what was decided meanwhile counts from now on. */
  wait(): void {
    this.#setPhase('waiting', 0);
    if (Object.keys(this.#decided).length > 0) this.#takeDecided();
  }

  /** One tick of a phase that ends by itself. */
  tick(): void {
    if (this.#phase !== 'countdown' && this.#phase !== 'podium') return;
    this.#makeArena();
    if (--this.#phaseTicksLeft > 0) return;
    if (this.#phase === 'podium') this.#goOn();
    // An arena that is not there yet is waited for.
    else if (this.#arena !== null) this.#beginBattle(this.#arena);
  }

  /** One tick of a battle that is decided: everybody is told how, sees where, and then comes to the podium. */
  endBattle(): void {
    if (this.#end === undefined) this.#decide(this.#play!);
    else if (--this.#stillTicksLeft <= 0) this.#showPodium();
  }

  /** Its result counts at once, whatever becomes of the room. */
  #decide(play: Play): void {
    const { world } = play;
    const { end, podium, awards, standings } = play.outcome();
    this.#end = end;
    this.#podium = podium;
    this.#awards = awards;
    this.#stillTicksLeft = STILL_TICKS;
    if (end.place !== undefined) play.showPlace(end.place);
    const { mode } = this.#options;
    const { onChange, onResult } = this.#context;
    onChange();
    onResult({ mode, arena: world.arena.name, ticks: world.tick, wave: end.wave ?? null, standings });
  }

  /** The podium, and the vote on what comes next. */
  #showPodium(): void {
    const { arenas, seed } = this.#context;
    this.drop();
    const fits = (other: Mode): boolean => this.#fits(other);
    this.#ballot = new Ballot(drawChoices(this.#options, arenas, fits, seed()));
    this.#setPhase('podium', PODIUM_TICKS);
  }

  /** Drops the battle, without an outcome. */
  drop(): void {
    this.#play?.end();
    this.#play = null;
  }

  /** What was decided counts from now on, as far as it still fits. */
  #takeDecided(): void {
    const decided = this.#decided;
    this.#decided = {};
    this.#applyIfFit(() => this.checkOptions(decided));
    this.#context.onChange();
  }

  /** Somebody may have come in since who does not fit in, or there are too many bots elsewhere: then all stays as it is. */
  #applyIfFit(next: () => RoomOptions): void {
    try {
      this.apply(next());
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
    }
  }

  /** Can those who are here play a mode? It may have enemies of its own on the seats at the end. */
  #fits({ seatsMax }: Mode): boolean {
    const { seats } = this.#context;
    return !seats.taken.some((index) => index >= seatsMax && seats.at(index)!.member);
  }

  /** Teams to choose from, a bit each. */
  #teams(): number {
    const { arena, mode, teams } = this.#options;
    return this.#context.arenas.teamsIn(arena, modeOf(mode), teams);
  }

  #makeArena(): void {
    const made = this.#making?.next();
    if (made?.done !== true) return;
    this.#arena = made.value;
    this.#making = null;
  }

  /** After the podium: the next match, if anybody wants it. */
  #goOn(): void {
    const winner = this.#ballot?.winner() ?? null;
    this.#ballot = null;
    if (winner !== null && this.#fits(modeOf(winner.mode)))
      this.#applyIfFit(() => checkOptions({ ...this.#options, ...winner }, true, this.#context.arenas));
    if (Object.keys(this.#decided).length > 0) this.#takeDecided();
    if (winner !== null || this.#context.seats.isAnyReady) this.start();
    else this.wait();
  }

  #beginBattle(arena: Arena): void {
    const { seats, audience, seed, thinking } = this.#context;
    this.#arena = null;
    this.#end = undefined;
    this.#podium = [];
    this.#awards = [];
    dealTeams(seats, this.#teams());
    const battle = new Battle(arena, matchOptions(this.#options), this.#options.botLevel, seed, thinking);
    battle.brains.holdFire(battle.world.tick + this.#options.botTruce * TICKS_PER_SECOND);
    this.#play = new Play(battle, seats, audience);
    this.#setPhase('battle', 0);
    for (const seat of seats.taken) if (seats.at(seat)!.member) this.#play.enter(seat);
  }

  #setPhase(phase: Phase, ticks: number): void {
    this.#phase = phase;
    this.#phaseTicksLeft = ticks;
    if (phase === 'waiting') this.#making = null;
    this.#context.onChange();
    this.#context.onPhase(phase);
  }
}
