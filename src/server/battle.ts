// One battle of a room: its world, what each player of it is sent, and what is counted for the podium. The room puts the
// inputs of the seats in; the enemies that a mode brings along are played here. Made by matches.ts, stepped by play.ts.
import type { Arena } from '../game/arena.js';
import { awardsOf, clearStatistics, countEvents, createStatistics } from '../game/awards.js';
import { TEAM_POINTS } from '../game/deciding.js';
import { beginMatch } from '../game/match.js';
import type { Mode } from '../game/mode.js';
import { MODES, rankSeats } from '../game/modes.js';
import { endOf, type MatchEnd } from '../game/outcome.js';
import { step } from '../game/step.js';
import { SEATS_MAX } from '../game/units.js';
import { ALIVE, type MatchOptions, type Score, type World } from '../game/world.js';
import { encodeArena } from '../protocol/arena-frame.js';
import { ARENA_KIND } from '../protocol/frames.js';
import { FRAME_HEADER_BYTES, writeFrameHeader } from '../protocol/framing.js';
import type { NoticeBody } from '../protocol/notices.js';
import type { RoomState } from '../protocol/room-state.js';
import { Brains } from './brains.js';
import type { Member } from './seats.js';
import { Snapshots } from './snapshots.js';
import { STANDINGS_MAX, type Standing } from './store/match-result.js';
import type { Thinking } from './thinking.js';

/** How a battle has ended. */
export interface Outcome {
  readonly end: NonNullable<RoomState['end']>;
  readonly podium: RoomState['podium'];
  readonly awards: RoomState['awards'];
  readonly standings: Standing[];
}

/** Who sits on a seat. */
export interface Holder {
  readonly seat: number;
  readonly nick: string;
  /** As of a Member (seats.ts). */
  readonly account: string | null;
  readonly bot: boolean;
}

/** Somebody who has left, and how he stood. */
interface Leaver {
  readonly member: Member;
  readonly standing: Omit<Standing, 'place'>;
  readonly score: Readonly<Score>;
}

/** People who left before the end, at most; those of the beginning are forgotten first. */
const LEFT_MAX = STANDINGS_MAX - SEATS_MAX;

/** What START_GAME tells of a battle. @param seat of the tank that is looked from */
export function startBody({ arena, tick, options }: World, seat: number): NoticeBody<'START_GAME'> {
  const { mode, armour, pickups } = options;
  return { arena: arena.name, mode: MODES[mode].id, seat, tick, armour, pickups };
}

/** A battle from its first tick to its last. */
export class Battle {
  readonly world: World;
  readonly snapshots: Snapshots;
  /** The ARENA frame, header and all. */
  readonly arenaFrame: Buffer;
  /** Of its bots and of the mode's own enemies. */
  readonly brains: Brains;
  readonly #statistics = createStatistics();
  /** Those who have left, by their accounts, guests by nick. */
  readonly #left = new Map<string, Leaver>();

  /** @param botLevel of bots and of the mode's own enemies, 1 to 4
   *  @param seed gives a fresh 32-bit integer with each call @param thinking of all bots of the server */
  constructor(
    arena: Arena,
    options: MatchOptions,
    botLevel: number,
    seed: () => number,
    thinking: Pick<Thinking, 'may'> = { may: () => true },
  ) {
    this.world = beginMatch(arena, options, seed());
    this.snapshots = new Snapshots(this.world);
    const body = encodeArena(arena);
    this.arenaFrame = Buffer.allocUnsafe(FRAME_HEADER_BYTES + body.length);
    body.copy(this.arenaFrame, writeFrameHeader(this.arenaFrame, 0, ARENA_KIND, body.length));
    this.brains = new Brains(botLevel, seed, thinking);
  }

  /** A seat has got a tank of its own: it has earned nothing so far. */
  forget(seat: number): void {
    clearStatistics(this.#statistics, seat);
  }

  /** Keeps how somebody stands who leaves: that dodges no loss. To be called while he still has his tank. */
  remember(seat: number, member: Member): void {
    const { nick, account } = member;
    const key = account ?? nick;
    this.#left.delete(key);
    if (this.#left.size >= LEFT_MAX)
      for (const first of this.#left.keys()) if (this.#left.delete(first)) break;
    const standing = this.#standingOf({ seat, nick, account, bot: false });
    const score = { ...this.world.scores[seat] };
    // Whoever leaves a fight has not got out of it.
    if (this.world.tanks[seat].life === ALIVE) score.deaths++;
    this.#left.set(key, { member, standing, score });
  }

  /** What somebody had achieved who was here before and is back, so that leaving wipes out nothing; null for anybody else, also
   *  for another guest who has taken his nick. */
  recall(member: Member): Readonly<Score> | null {
    for (const { member: leaver, score } of this.#left.values())
      if (leaver === member || (member.account !== null && leaver.account === member.account)) return score;
    return null;
  }

  /** Makes one tick. @param buttons one byte a seat; those of the mode's enemies are set here */
  step(buttons: Uint8Array): void {
    const { seatsMax, enemySeats } = MODES[this.world.options.mode];
    for (let seat = seatsMax; seat < seatsMax + enemySeats; seat++)
      buttons[seat] = this.brains.choose(this.world, seat);
    const events = step(this.world, buttons);
    countEvents(this.#statistics, this.world, events);
    this.snapshots.update(events);
  }

  /** How it has ended, to be called right after its last step: by what it was decided; seats in the order of the table, best first, then
   *  those who left, who all are last; awards.
   *  @param seats those that are taken */
  outcome(seats: readonly Holder[]): Outcome {
    const { world } = this;
    const mode = MODES[world.options.mode];
    const names = new Map(seats.map((holder) => [holder.seat, holder]));
    const taken = [...names.keys()];
    const ranked = rankSeats(world, mode, taken);
    const standings = ranked.map((seat) => ({
      ...this.#standingOf(names.get(seat)!),
      place: 1 + ranked.findIndex((other) => isLevel(world, mode, seat, other)),
    }));
    const here = new Set(seats.map(({ nick, account }) => account ?? nick));
    const gone = [...this.#left].flatMap(([key, { standing }]) => (here.has(key) ? [] : [standing]));
    const last = ranked.length + 1;
    const hasFlags = mode.line.includes('flags');
    return {
      end: endBody(endOf(world)),
      podium: ranked.map((seat) => {
        const { team, points, kills, deaths } = world.scores[seat];
        const flags = hasFlags ? { flags: this.#statistics[seat].captures } : {};
        return { seat, nick: names.get(seat)!.nick, team, points, kills, deaths, ...flags };
      }),
      awards: awardsOf(this.#statistics, mode.awards, taken).map(({ id, seat }) => ({
        award: id,
        seat,
        nick: names.get(seat)!.nick,
      })),
      standings: [...standings, ...gone.map((standing) => ({ ...standing, place: last }))],
    };
  }

  #standingOf({ seat, nick, account, bot }: Holder): Omit<Standing, 'place'> {
    const { scores, options } = this.world;
    const { team, points, kills, deaths } = scores[seat];
    const known = account === null ? {} : { account };
    return { nick, bot, ...known, team: MODES[options.mode].hasTeams ? team : null, points, kills, deaths };
  }
}

/** What is told of an end: nothing of what its mode has not. */
function endBody({ by, teams, rounds, wave, place }: MatchEnd): Outcome['end'] {
  return {
    by,
    teams: [...teams],
    ...(rounds === null ? {} : { rounds }),
    ...(wave === null ? {} : { wave }),
    ...(place === null ? {} : { place }),
  };
}

/** Teams are level by their points, seats on their own by points and deaths: a seat's number gives no advantage. */
function isLevel(world: World, { hasTeams }: Mode, seat: number, other: number): boolean {
  const [a, b] = [world.scores[seat], world.scores[other]];
  if (hasTeams) return TEAM_POINTS.of(world, a.team) === TEAM_POINTS.of(world, b.team);
  return a.points === b.points && a.deaths === b.deaths;
}
