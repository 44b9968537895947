// What it is worth to begin on a pad, in a seat, or as the first who came: matches of bots of one level -> how often each won
// against its fair part, and what its lives brought. Called by the tournament and by a test; plays, and prints nothing.
import type { Arena } from '../../src/game/arena.js';
import { MODES, rankSeats } from '../../src/game/modes.js';
import { drawInteger } from '../../src/game/random.js';
import { countOf } from '../../src/game/sides.js';
import { NOBODY } from '../../src/game/things.js';
import { SEATS_MAX, TEAMS_MAX } from '../../src/game/units.js';
import type { MatchOptions, World } from '../../src/game/world.js';
import { playBotMatch } from './bot-match.js';

/** What came of one way to begin. */
export interface Chances {
  /** How often somebody began so: once a match, in modes with rounds once a round. Those that nobody won don't count. */
  starts: number;
  /** How many of these were won by who began so, or by the team. */
  wins: number;
  /** How many would be with equal chances: one out of as many as there were sides. */
  fairWins: number;
  /** Lives that began so, and the kills made in them; the first of a match and all after it. */
  lives: number;
  kills: number;
}

/** The ways to begin, one entry each. */
export interface SpawnTally {
  /** By index in the arena's spawns. */
  readonly pads: readonly Chances[];
  /** By seat, which gives a tank its colour. */
  readonly seats: readonly Chances[];
  /** By the order in which they came. */
  readonly orders: readonly Chances[];
  /** By team, where there are teams. */
  readonly teams: readonly Chances[];
}

/** What to play. */
export interface SpawnTrial {
  readonly arena: Arena;
  readonly options: MatchOptions;
  /** Tanks in a match, 2 to SEATS_MAX, and the level of the bots in them. */
  readonly tanks: number;
  readonly level: number;
  readonly ticksMax: number;
}

/** How many points of a hundred more than its fair part somebody wins who begins so; 0 for what never was. */
export function excessOf({ starts, wins, fairWins }: Chances): number {
  return starts === 0 ? 0 : (100 * (wins - fairWins)) / starts;
}

/** One standard deviation of excessOf() when all chances are equal: what luck alone makes of it, in points. */
export function luckOf({ starts, fairWins }: Chances): number {
  return starts === 0 ? 0 : (100 * Math.sqrt(fairWins * (1 - fairWins / starts))) / starts;
}

/** A tally of nothing yet. */
export function createSpawnTally({ spawns }: Arena): SpawnTally {
  const rows = (length: number): Chances[] =>
    Array.from({ length }, () => ({ starts: 0, wins: 0, fairWins: 0, lives: 0, kills: 0 }));
  return {
    pads: rows(spawns.length),
    seats: rows(SEATS_MAX),
    orders: rows(SEATS_MAX),
    teams: rows(TEAMS_MAX),
  };
}

/** Plays one match and adds it to a tally. @param seed decides who sits where, and all that comes after */
export function tallyMatch(tally: SpawnTally, trial: SpawnTrial, seed: number): void {
  const { arena, options, tanks, level, ticksMax } = trial;
  const mode = MODES[options.mode];
  const seats = drawSeats(Math.min(tanks, mode.seatsMax), seed);
  /** Where each seat began the match or the round, and the life that it has. */
  const first = new Array<number>(SEATS_MAX).fill(NOBODY);
  const last = new Array<number>(SEATS_MAX).fill(NOBODY);
  const rowsOf = (world: World, seat: number, pad: number): Chances[] => {
    const alone = [tally.pads[pad], tally.seats[seat], tally.orders[seats.indexOf(seat)]];
    return mode.hasTeams ? [...alone, tally.teams[world.scores[seat].team]] : alone;
  };
  const decide = (world: World, winner: number): void => {
    const fair = 1 / countOf(sidesOf(world, first));
    for (const [seat, pad] of first.entries()) {
      if (pad === NOBODY || winner === NOBODY) continue;
      for (const row of rowsOf(world, seat, pad)) {
        row.starts++;
        row.fairWins += fair;
        if (world.scores[seat].team === world.scores[winner].team) row.wins++;
      }
    }
    first.fill(NOBODY);
  };
  const look = (world: World): void => {
    for (const event of world.events) {
      if (event.type === 'spawned') {
        const { x, y } = world.tanks[event.seat];
        const pad = arena.spawns.findIndex((spawn) => spawn.x === x && spawn.y === y);
        if (first[event.seat] === NOBODY) first[event.seat] = pad;
        last[event.seat] = pad;
        for (const row of rowsOf(world, event.seat, pad)) row.lives++;
      } else if (event.type === 'destroyed' && event.by !== NOBODY && event.by !== event.seat) {
        for (const row of rowsOf(world, event.by, last[event.by])) row.kills++;
      } else if (event.type === 'round-won') decide(world, event.seat);
    }
  };
  const levels = new Array<number>(seats.length).fill(level);
  const world = playBotMatch({ arena, options, levels, seats, seed, ticksMax }, look);
  // A round that is not over is nobody's.
  if (world.stage.number === 0) decide(world, rankSeats(world, mode, seats)[0]);
}

/** Seats in the order in which they are taken: some of all, each as likely as another. */
function drawSeats(count: number, seed: number): number[] {
  const random = { random: ~seed };
  const seats = Array.from({ length: SEATS_MAX }, (_, seat) => seat);
  for (let place = 0; place < count; place++) {
    const other = place + drawInteger(random, SEATS_MAX - place);
    [seats[place], seats[other]] = [seats[other], seats[place]];
  }
  return seats.slice(0, count);
}

/** Bit set of the sides of those who began. */
function sidesOf({ scores }: World, first: readonly number[]): number {
  return first.reduce((sides, pad, seat) => (pad === NOBODY ? sides : sides | (1 << scores[seat].team)), 0);
}
