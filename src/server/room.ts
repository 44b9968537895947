// THE SERVER LOOP: a room is a state (waiting, countdown, battle, podium) and up to 16 seats; each tick drains the inputs
// that came in, makes one step of the rules and sends what it changed. Commands only queue or change the room between
// ticks. Called by the lobby's commands and by the ticker; knows connections, but nothing of logins.
import { chooseButtons } from '../game/bot/choose-buttons.js';
import { unseatTank } from '../game/match.js';
import { MODES, modeIndex } from '../game/modes.js';
import { SEATS_MAX, TICK_MS, TICKS_PER_SECOND } from '../game/units.js';
import type { World } from '../game/world.js';
import type { Connection } from '../net/connection.js';
import { ProtocolError } from '../protocol/errors.js';
import type { Input } from '../protocol/frames.js';
import {
  type NoticeBody,
  type NoticeName,
  type Phase,
  ROOM_OPTIONS_DEFAULT,
  type RoomOptions,
  type RoomState,
} from '../protocol/messages.js';
import type { ArenaShelf } from './arena-shelf.js';
import { Battle } from './battle.js';
import { checkOptions, matchOptions } from './room-options.js';
import { type Member, type Seat, Seats } from './seats.js';
import type { Snapshots } from './snapshots.js';
import type { MatchResult } from './store/match-result.js';
import { Talk } from './talk.js';
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
  readonly talk = new Talk('room', () => this.#seats.connections());
  readonly #context: RoomContext;
  readonly #seats: Seats;
  readonly #buttons = new Uint8Array(SEATS_MAX);
  #options: RoomOptions;
  #phase: Phase = 'waiting';
  #phaseTicksLeft = 0;
  #battle: Battle | null = null;
  /** What this tick's step has made, and for whom. */
  readonly #outgoing: Connection[] = [];
  readonly #frames: Buffer[] = [];
  #podium: RoomState['podium'] = [];
  #awards: RoomState['awards'] = [];

  constructor(code: string, options: Partial<RoomOptions>, context: RoomContext) {
    this.code = code;
    this.#context = context;
    const watcher = {
      onTaken: (index: number) => this.#battle?.seat(index, false),
      onFreed: (index: number) => this.#emptyTank(index),
    };
    this.#seats = new Seats(watcher, () => context.seed());
    this.#options = checkOptions(
      { ...ROOM_OPTIONS_DEFAULT, ...options },
      options.arena !== undefined,
      context.arenas,
    );
  }

  get options(): RoomOptions {
    return this.#options;
  }
  get phase(): Phase {
    return this.#phase;
  }
  /** The battle's world while there is one, for measurements and tests. */
  get world(): World | null {
    return this.#battle?.world ?? null;
  }
  /** People with a seat, parked ones too, without bots. */
  get memberCount(): number {
    return this.#seats.memberCount;
  }
  /** Nick of the host. */
  get hostNick(): string {
    return this.#seats.at(this.#seats.host)?.nick ?? '';
  }

  /** Gives somebody a seat, that of a bot if need be; during a battle with a tank in it.
   *  @returns the seat, 0 to 15
   *  @throws ProtocolError ROOM_FULL */
  join(member: Member): number {
    const seat = this.#seats.take(member, this.#options);
    this.talk.news('joined', member);
    this.#announce();
    if (this.#phase === 'battle') this.#enterBattle(seat);
    return seat;
  }

  /** Frees somebody's seat; the host's role goes to the next person. */
  leave(member: Member): void {
    this.#seats.leave(member, this.#options);
    this.talk.news('left', member);
    if (this.memberCount === 0) {
      this.#end();
      this.#context.onEmpty(this);
      return;
    }
    this.#announce();
  }

  /** Keeps the seat of somebody whose line is down: the tank stands and does not spawn again. */
  park(member: Member): void {
    this.#setParked(member, true);
    this.talk.news('dropped', member);
  }

  /** Takes somebody back whose line is up again: room, battle and all. */
  unpark(member: Member): void {
    const seat = this.#setParked(member, false);
    this.talk.news('back', member);
    if (this.#phase === 'battle') this.#enterBattle(seat);
  }

  /** Changes options. @throws ProtocolError NOT_HOST, WRONG_PHASE, BAD_BODY */
  update(member: Member, options: Partial<RoomOptions>): void {
    this.#requireHost(member, 'waiting');
    const next = checkOptions({ ...this.#options, ...options }, 'arena' in options, this.#context.arenas);
    if (next.seats < this.memberCount) throw new ProtocolError('BAD_BODY', 'More people are here.', 'seats');
    // A mode may have enemies of its own on the seats at the end.
    const { seatsMax } = MODES[modeIndex(next.mode)];
    if (this.#seats.taken.some((index) => index >= seatsMax && this.#seats.at(index)!.member)) {
      throw new ProtocolError('BAD_BODY', 'Somebody sits where this mode has no seat.', 'mode');
    }
    this.#options = next;
    this.#seats.clearFrom(seatsMax);
    this.#seats.fit(next);
    this.#announce();
  }

  /** Starts the countdown. @throws ProtocolError NOT_HOST, WRONG_PHASE */
  start(member: Member): void {
    this.#requireHost(member, 'waiting');
    this.#seats.fit(this.#options);
    this.#context.ticker.add(this);
    if (this.#options.countdown === 0) this.#startBattle();
    else this.#setPhase('countdown', this.#options.countdown * TICKS_PER_SECOND);
  }

  /** Tells everybody in the room what somebody says; the text is cleaned already. */
  chat(member: Member, text: string, action = false): void {
    this.talk.say(member, text, this.#seats.indexOf(member), action);
  }

  /** Queues an input for its tick; outside of a battle it is late and without effect. */
  input(member: Member, input: Input): void {
    const seat = this.#seats.at(this.#seats.indexOf(member));
    if (this.#battle !== null) seat?.inputs.push(input, this.#battle.world.tick);
  }

  /** What everybody in the room may know of it. */
  state(): RoomState {
    const players = this.#seats.taken.map((seat) => this.#playerState(this.#seats.at(seat)!, seat));
    const ticksLeft = this.#battle?.world.ticksLeft ?? this.#phaseTicksLeft;
    return {
      code: this.code,
      phase: this.#phase,
      endsInMs: Math.round(ticksLeft * TICK_MS),
      host: this.#seats.host,
      options: this.#options,
      players,
      podium: this.#podium,
      awards: this.#awards,
    };
  }

  #playerState({ nick, member, bot, isParked }: Seat, seat: number): RoomState['players'][number] {
    const player = { seat, nick, bot: bot !== null, connected: !isParked };
    return member !== null && this.#context.isChampion(nick) ? { ...player, champion: true } : player;
  }

  /** One tick: called by the ticker, never throws. */
  tick(): void {
    try {
      if (this.#phase === 'battle') this.#tickBattle();
      else if (--this.#phaseTicksLeft <= 0) this.#nextPhase();
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    this.#outgoing.length = 0;
    this.#frames.length = 0;
    this.#end();
    this.#context.onError(this, error);
  }

  #tickBattle(): void {
    const { world, snapshots } = this.#battle!;
    for (let index = 0; index < SEATS_MAX; index++) {
      const seat = this.#seats.at(index);
      if (seat === null) continue;
      this.#buttons[index] = seat.bot
        ? chooseButtons(seat.bot, world, index)
        : seat.inputs.take(world.tick + 1);
    }
    this.#battle!.step(this.#buttons);
    for (let index = 0; index < SEATS_MAX; index++) {
      const seat = this.#seats.at(index);
      if (seat?.viewer) this.#encode(seat, snapshots);
    }
    if (world.over === 1) {
      this.send();
      this.#endBattle();
    }
  }

  /** A line that is busy gets the next tick's snapshot instead. */
  #encode(seat: Seat, snapshots: Snapshots): void {
    const connection = seat.member?.connection;
    if (!connection?.isOpen) return;
    if (!connection.isIdle) {
      snapshots.skip(seat.viewer!);
      return;
    }
    const frame = snapshots.encode(seat.viewer!, seat.inputs.acknowledged, seat.inputs.margin);
    if (frame === null) return;
    this.#outgoing.push(connection);
    this.#frames.push(frame);
  }

  /** One write at most for each player: called by the ticker, never throws. */
  send(): void {
    const count = this.#outgoing.length;
    if (count === 0) return;
    try {
      for (let index = 0; index < count; index++) this.#outgoing[index].flush(this.#frames[index]);
      this.#outgoing.length = 0;
      this.#frames.length = 0;
    } catch (error) {
      this.#fail(error);
    }
  }

  #nextPhase(): void {
    if (this.#phase === 'countdown') {
      this.#startBattle();
      return;
    }
    this.#context.ticker.remove(this);
    this.#setPhase('waiting', 0);
  }

  #startBattle(): void {
    const arena = this.#context.arenas.take(this.#options.arena, this.#context.seed());
    this.#battle = new Battle(arena, matchOptions(this.#options), this.#options.botLevel, () =>
      this.#context.seed(),
    );
    this.#podium = [];
    this.#awards = [];
    for (const seat of this.#seats.taken) this.#battle.seat(seat, this.#seats.at(seat)!.isParked);
    this.#setPhase('battle', 0);
    for (const seat of this.#seats.taken) if (this.#seats.at(seat)!.member) this.#enterBattle(seat);
  }

  /** Sends what a player needs to take part, and from the next tick on snapshots. */
  #enterBattle(seat: number): void {
    const { world, snapshots, arenaFrame } = this.#battle!;
    const holder = this.#seats.at(seat)!;
    const { mode, armour } = this.#options;
    const arena = world.arena.name;
    holder.inputs.clear();
    holder.viewer = snapshots.createViewer(seat);
    this.#tellOne(holder, 'START_GAME', {
      arena,
      mode,
      seat,
      tick: world.tick,
      armour,
      pickups: world.options.pickups,
    });
    holder.member?.connection?.sendFrame(arenaFrame);
  }

  #endBattle(): void {
    const { world } = this.#battle!;
    const { ranked, places, awards, wave } = this.#battle!.outcome(this.#seats.taken);
    const { hasTeams } = MODES[world.options.mode];
    this.#podium = ranked.map((seat) => {
      const { team, points, kills, deaths } = world.scores[seat];
      return { seat, nick: this.#seats.at(seat)!.nick, team, points, kills, deaths };
    });
    const standings = this.#podium.map(({ seat, team, ...standing }, index) => ({
      ...standing,
      bot: this.#seats.at(seat)!.bot !== null,
      team: hasTeams ? team : null,
      place: places[index],
    }));
    this.#awards = awards.map(({ id, seat }) => ({ award: id, seat, nick: this.#seats.at(seat)!.nick }));
    const { mode } = this.#options;
    const arena = world.arena.name;
    this.#dropBattle();
    this.#setPhase('podium', PODIUM_TICKS);
    this.#context.onResult(this, {
      code: this.code,
      mode,
      arena,
      ticks: world.tick,
      rated: true,
      wave,
      standings,
    });
  }

  #dropBattle(): void {
    this.#battle = null;
    for (const seat of this.#seats.taken) this.#seats.at(seat)!.viewer = null;
  }

  #end(): void {
    this.#context.ticker.remove(this);
    this.#dropBattle();
  }

  #setPhase(phase: Phase, ticks: number): void {
    this.#phase = phase;
    this.#phaseTicksLeft = ticks;
    this.#announce();
    this.#context.onPhase(this, phase);
  }

  #setParked(member: Member, isParked: boolean): number {
    const index = this.#seats.indexOf(member);
    const seat = this.#seats.at(index)!;
    seat.isParked = isParked;
    seat.viewer = null;
    seat.inputs.clear();
    if (this.#battle !== null) this.#battle.world.tanks[index].parked = isParked ? 1 : 0;
    this.#announce();
    return index;
  }

  #requireHost(member: Member, phase: Phase): void {
    if (this.#seats.indexOf(member) !== this.#seats.host) throw new ProtocolError('NOT_HOST');
    if (this.#phase !== phase) throw new ProtocolError('WRONG_PHASE');
  }

  #emptyTank(index: number): void {
    this.#buttons[index] = 0;
    if (this.#battle !== null) unseatTank(this.#battle.world, index);
  }

  #announce(): void {
    const message = { command: 'UPDATE_CHANNEL', body: { room: this.state() } } as const;
    for (const connection of this.#seats.connections()) connection.sendText(message);
  }

  #tellOne<Name extends NoticeName>(seat: Seat, command: Name, body: NoticeBody<Name>): void {
    seat.member?.connection?.sendText({ command, body });
  }
}
