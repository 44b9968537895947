// The modes, one entry each: sides, spawns, points, end, and what a client shows of it. step() asks the entry (mode.ts) and
// knows no mode.
import type { Arena, TeamPlace } from './arena.js';
import { drawLots, isDecidedByPoints, SEAT_POINTS, TEAM_POINTS } from './deciding.js';
import { leaveQueue, queueUp, sendToEnd } from './duel-queue.js';
import type { Mode } from './mode.js';
import { beginRounds, isTruce, stepRounds } from './rounds.js';
import { countOf, seatsOf } from './sides.js';
import { FLAG_HOME, NOBODY } from './things.js';
import { BASE_HEALTH, CAPTURE_POINTS, SEATS_MAX, TEAMS_MAX, WAVE_SEATS } from './units.js';
import { beginWaves, ENEMY_TEAM, isEnemy, mayEnterWave, onWaveSpawned, stepWaves } from './waves.js';
import type { World } from './world.js';

/** What most modes do; each entry says what is different. */
const freeForAll: Mode = {
  id: 'free-for-all',
  help: 'help-free-for-all',
  seatsMax: SEATS_MAX,
  enemySeats: 0,
  hasTeams: false,
  maySettle: false,
  line: ['points'],
  awards: ['most-kills', 'survivor', 'sharpshooter', 'bricklayers-enemy', 'collector'],
  teamsIn: () => 0,
  begin: () => {},
  onSeated: () => {},
  onLeft: () => {},
  maySpawn: (world) => world.stage.sudden === 0,
  fitsPad: (_world, _seat, pad) => pad.team === undefined,
  onSpawned: () => {},
  onDestroyed: scoreKill,
  onCaptured: () => {},
  onBaseLost: () => {},
  onHeld: () => {},
  isDecided: (world) => isDecidedByPoints(world, SEAT_POINTS),
  compare(world, first, second) {
    const a = world.scores[first];
    const b = world.scores[second];
    return b.points - a.points || a.deaths - b.deaths || drawLots(world, first, second);
  },
};

const teams: Mode = {
  ...freeForAll,
  id: 'teams',
  help: 'help-teams',
  hasTeams: true,
  line: ['team-points', 'points'],
  teamsIn: teamsWithPad,
  onSeated(world, seat) {
    const { mode, teams } = world.options;
    joinSmallestTeam(world, seat, MODES[mode].teamsIn(world.arena, teams));
  },
  fitsPad: (world, seat, pad) => pad.team === world.scores[seat].team,
  onDestroyed(world, seat, by) {
    const points = scoreKill(world, seat, by);
    if (points !== 0) world.teams[world.scores[by].team].points += points;
  },
  isDecided: (world) => isDecidedByPoints(world, TEAM_POINTS),
  compare: (world, first, second) =>
    compareTeams(world, first, second) || freeForAll.compare(world, first, second),
};

const captureTheFlag: Mode = {
  ...teams,
  id: 'capture-the-flag',
  help: 'help-capture-the-flag',
  line: ['team-points', 'flags', 'points'],
  awards: ['flag-bearer', 'guard', ...freeForAll.awards],
  teamsIn: ({ flags }, teams) => flags.reduce((set, { team }) => (team < teams ? set | (1 << team) : set), 0),
  begin(world) {
    for (const { team, x, y } of takingPart(world, world.arena.flags)) {
      Object.assign(world.flags[team], { state: FLAG_HOME, x, y, homeX: x, homeY: y });
    }
    standBases(world, takingPart(world, world.arena.bases));
  },
  onDestroyed: scoreKill,
  onCaptured(world, seat) {
    world.scores[seat].points += CAPTURE_POINTS;
    world.teams[world.scores[seat].team].points++;
  },
  onBaseLost(world, team, by) {
    world.bases[team].health = world.bases[team].healthMax;
    captureTheFlag.onCaptured(world, by, team);
  },
};

const kingOfTheHill: Mode = {
  ...freeForAll,
  id: 'king-of-the-hill',
  help: 'help-king-of-the-hill',
  line: ['points', 'hill'],
  begin(world) {
    const { hill } = world.arena;
    if (hill !== null) Object.assign(world.hill, hill);
  },
  onDestroyed: () => {},
  onHeld(world, seat) {
    world.scores[seat].points++;
  },
};

const lastTankStanding: Mode = {
  ...freeForAll,
  id: 'last-tank-standing',
  help: 'help-last-tank-standing',
  line: ['points', 'alive', 'round'],
  begin: beginRounds,
  maySpawn: isTruce,
  onDestroyed: () => {},
  isDecided(world) {
    stepRounds(world, () => true, scoreRound);
    return freeForAll.isDecided(world);
  },
};

const duel: Mode = {
  ...lastTankStanding,
  id: 'duel',
  help: 'help-duel',
  maySettle: true,
  line: ['points', 'round', 'queue'],
  onSeated: queueUp,
  onLeft: leaveQueue,
  maySpawn: (world, seat) => isTruce(world) && world.scores[seat].turn === 0,
  isDecided(world) {
    stepRounds(world, isFighting, scoreDuel);
    return freeForAll.isDecided(world);
  },
};

const defend: Mode = {
  ...freeForAll,
  id: 'defend',
  help: 'help-defend',
  seatsMax: SEATS_MAX - WAVE_SEATS,
  enemySeats: WAVE_SEATS,
  hasTeams: true,
  line: ['wave', 'base', 'points'],
  awards: ['most-kills', 'survivor', 'sharpshooter', 'collector'],
  begin(world) {
    standBases(
      world,
      world.arena.bases.filter(({ team }) => team === 0),
    );
    beginWaves(world);
  },
  onSeated(world, seat) {
    world.scores[seat].team = isEnemy(seat) ? ENEMY_TEAM : 0;
  },
  maySpawn: (world, seat) => !isEnemy(seat) || mayEnterWave(world),
  fitsPad: teams.fitsPad,
  onSpawned: onWaveSpawned,
  isDecided: stepWaves,
};

/** All modes. On the wire they go by their ids (PROTOCOL 6.23). */
export const MODES: readonly Mode[] = [
  freeForAll,
  teams,
  captureTheFlag,
  kingOfTheHill,
  lastTankStanding,
  duel,
  defend,
];

/** Index in MODES of a mode, -1 when there is none of this id. */
export function modeIndex(id: string): number {
  return MODES.findIndex((mode) => mode.id === id);
}

/** Taken seats in the order of the mode's table, best first. */
export function rankSeats(world: World, mode: Mode, seats: readonly number[]): number[] {
  return [...seats].sort((first, second) => mode.compare(world, first, second));
}

/** A point for who destroyed an enemy, one less for who destroyed a mate. @returns the points given */
function scoreKill(world: World, seat: number, by: number): number {
  if (by === NOBODY || by === seat) return 0;
  const points = world.scores[by].team === world.scores[seat].team ? -1 : 1;
  world.scores[by].points += points;
  return points;
}

function scoreRound(world: World, winner: number): void {
  if (winner !== NOBODY) world.scores[winner].points++;
}

function scoreDuel(world: World, winner: number): void {
  scoreRound(world, winner);
  if (winner !== NOBODY) sendToEnd(world, winner);
}

function isFighting(world: World, seat: number): boolean {
  return world.scores[seat].turn === 0;
}

/** Gives a seat the team with the fewest seats out of a set, the first of those that are alike. */
function joinSmallestTeam(world: World, seat: number, among: number): void {
  world.scores[seat].team = NOBODY;
  let chosen = 0;
  let fewest = SEATS_MAX + 1;
  for (let team = 0; team < TEAMS_MAX; team++) {
    if (((among >> team) & 1) === 0) continue;
    const count = seatsOf(world, team);
    if (count >= fewest) continue;
    fewest = count;
    chosen = team;
  }
  world.scores[seat].team = chosen;
}

function compareTeams(world: World, first: number, second: number): number {
  const a = world.scores[first].team;
  const b = world.scores[second].team;
  return TEAM_POINTS.of(world, b) - TEAM_POINTS.of(world, a) || drawLots(world, a, b);
}

function takingPart(world: World, places: readonly TeamPlace[]): TeamPlace[] {
  return places.filter(({ team }) => team < world.options.teams);
}

function standBases(world: World, places: readonly TeamPlace[]): void {
  for (const { team, x, y } of places) {
    Object.assign(world.bases[team], { health: BASE_HEALTH, healthMax: BASE_HEALTH, x, y });
  }
}

/** Teams that take part and have pads of their own; where fewer than two have, all that take part. */
function teamsWithPad({ spawns }: Pick<Arena, 'spawns'>, teams: number): number {
  const set = spawns.reduce((found, { team = NOBODY }) => (team < teams ? found | (1 << team) : found), 0);
  return countOf(set) < 2 ? (1 << teams) - 1 : set;
}
