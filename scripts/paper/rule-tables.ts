// The tables of "Rules in numbers" (PROTOCOL 12) as the code has them: each a heading and its rows, as they stand in the paper.
// Read by scripts/paper.ts, which puts them there, and by the test that compares.
import { ARENAS } from '../../src/game/arenas.js';
import { MODES } from '../../src/game/modes.js';
import { PICKUPS } from '../../src/game/pickups.js';
import { SHELL_KINDS } from '../../src/game/shell-kinds.js';
import { TERRAIN } from '../../src/game/terrain.js';
import { FLAG_HOME } from '../../src/game/things.js';
import * as units from '../../src/game/units.js';
import { waveOf } from '../../src/game/waves.js';
import { ALIVE, createWorld, OPTIONS_DEFAULT, type World, WRECK } from '../../src/game/world.js';

/** A table of the paper: a line of column names, and under it the rows up to an empty line. */
export interface PaperTable {
  readonly heading: string;
  readonly rows: readonly string[];
}

/** Columns of a line of the paper. */
const WIDTH = 78;
/** Where the meaning of a number begins. */
const MEANING_COLUMN = 29;

/** What each number of the rules is for. TICK_MS is for clocks, not for the rules. */
const MEANINGS: Readonly<Record<Exclude<keyof typeof units, 'TICK_MS'>, string>> = {
  TILE: 'side of a tile',
  HALF_TILE: 'side of a quarter (12.3); lanes are that far apart',
  TICKS_PER_SECOND: 'ticks in a second',
  SEATS_MAX: 'seats',
  SHELLS_PER_SEAT: 'shells of a seat in the air at most',
  SHELLS_MAX: 'slots of shells',
  TEAMS_MAX: 'teams',
  PADS_MAX: 'pads; an arena has further ones for nothing',
  MINES_PER_SEAT: 'mines of a seat on the ground at most',
  MINES_MAX: 'slots of mines',
  MINES_CARRIED_MAX: 'mines that a pickup gives, and that a tank carries at most',
  TANK_REACH: "from a tank's centre to each of its edges",
  TANK_SPEED: 'units a tick that a tank drives',
  GAP_REACH: 'how far beside a lane a tank slips at most (12.4)',
  ICE_SLIDE_TICKS: 'ticks that a tank slides on at most',
  SHELL_SPEED: 'units a tick that a shell flies',
  SHELL_REACH: "from a shell's path to each of its sides",
  HOLE_REACH: "from a shell's path to each side of the hole in brick",
  TURN_SIGHT: 'how far a shell that turns looks to each side',
  RELOAD_TICKS: 'ticks from a shot to the next',
  SHIELD_TICKS: 'ticks of spawn shield',
  RESPAWN_TICKS: "ticks from a tank's end to its next spawn",
  SPAWN_DISTANCE: 'a pad with no enemy nearer is as good as any',
  MINE_ARM_TICKS: 'ticks until a mine is armed',
  MINE_TRIGGER: 'nearer than this a tank sets a mine off',
  MINE_BLAST: 'nearer than this a tank is harmed by it',
  MINE_REACH: "from a mine's centre to its edges, for shells",
  MINE_HARM: 'armour that a mine takes',
  PAD_FIRST_TICKS: 'ticks from the start to the first pickups',
  PAD_TICKS: 'ticks from one taken to the next on its pad',
  TOUCH_REACH: 'nearer than this a tank takes what is on a pad, or a flag',
  FLAG_TICKS: 'ticks that a dropped flag lies',
  CAPTURE_POINTS: "points of a seat for a capture, which is one point of its team's",
  BASE_HEALTH: 'hits that a base takes',
  RING_STEP_TICKS: 'ticks from one step of the ring to the next',
  RING_FIRST_TICKS: "ticks from a round's start to the ring's first step",
  RING_HARM_TICKS: 'outside of the ring a hit in each tick that is a multiple of this',
  HILL_TICKS: 'on the hill a point in each tick that is a multiple of this',
  ROUND_PAUSE_TICKS: 'ticks from the end of a round to the next',
  ROUND_TRUCE_TICKS: 'the last ones of them, in which tanks drive',
  WAVE_PAUSE_TICKS: 'ticks from the end of a wave to the next',
  WAVE_SEATS: 'seats of the enemies in defend: the last ones',
  WAVE_ENEMIES_MAX: 'enemies of a wave at most',
  WAVE_STAR: 'the wave from which on each of them has a star',
  SUDDEN_TICKS: 'ticks of sudden death at most',
  ARMOUR_DEFAULT: 'armour of a whole tank, when the host says nothing',
  ARMOUR_MAX: 'the most armour that there is',
  VIEW_COLUMNS: 'tiles of the view (12.13)',
  VIEW_ROWS: 'tiles of the view',
  BUSH_SIGHT: 'as near as this, in x and in y, nothing hides a tank',
};

/** All tables of section 12. */
export function ruleTables(): PaperTable[] {
  return [numbers(), ground(), pickups(), shells(), points(), waves()];
}

function numbers(): PaperTable {
  const values: Readonly<Record<string, number>> = units;
  const rows = Object.entries(MEANINGS).flatMap(([name, meaning]) => {
    const value = String(values[name]);
    const lines = wrap(meaning, WIDTH - MEANING_COLUMN);
    return lines.map((line, index) =>
      index === 0
        ? `  ${name.padEnd(19)}${value.padStart(6)}  ${line}`
        : `${' '.repeat(MEANING_COLUMN)}${line}`,
    );
  });
  return { heading: '  NUMBER              VALUE  MEANING', rows };
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) as string;
    if (line !== '' && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
}

/** A table of words and numbers, each column as wide as its widest cell. The first column is set to the left, as are words. */
function columns(names: readonly string[], cells: readonly (readonly (string | number)[])[]): PaperTable {
  const widths = names.map((name, at) =>
    Math.max(name.length, ...cells.map((row) => String(row[at]).length)),
  );
  const line = (row: readonly (string | number)[]): string =>
    `  ${row.map((cell, at) => String(cell).padEnd(widths[at])).join('  ')}`.trimEnd();
  return { heading: line(names), rows: cells.map(line) };
}

const yes = (is: boolean): string => (is ? 'yes' : 'no');

/** Names of the ground in a bit set. */
function namesOf(set: number): string {
  const names = TERRAIN.flatMap(({ name }, kind) => (((set >> kind) & 1) === 1 ? [name] : []));
  return names.join(', ') || 'nothing';
}

function ground(): PaperTable {
  const cells = TERRAIN.map(({ name, stopsTanks, stopsShells }) => {
    const breakers = SHELL_KINDS.filter(
      ({ breaks }) => (breaks >> TERRAIN.findIndex((t) => t.name === name)) & 1,
    );
    return [
      name,
      yes(stopsTanks),
      yes(stopsShells),
      breakers.map((shell) => shell.name).join(', ') || 'none',
    ];
  });
  return columns(['GROUND', 'STOPS TANKS', 'STOPS SHELLS', 'BROKEN BY'], cells);
}

function pickups(): PaperTable {
  const cells = PICKUPS.map(({ id, ticks, reload, inAir, shell, speed, brakes, ...more }, kind) => {
    const cover = more.shields ? 'shields' : more.hides ? 'hides' : more.blinds ? 'blinds' : 'none';
    return [kind, id, ticks, reload, inAir, shell, speed, yes(brakes), cover, yes(more.isBad)];
  });
  const names = ['KIND', 'PICKUP', 'TICKS', 'RELOAD', 'AIR', 'SHELL', 'SPEED', 'BRAKES', 'COVER', 'BAD'];
  return columns(names, cells);
}

function shells(): PaperTable {
  const cells = SHELL_KINDS.map(({ name, speed, stops, breaks, bounces }, kind) => [
    kind,
    name,
    speed,
    bounces,
    namesOf(stops),
    namesOf(breaks),
  ]);
  return columns(['KIND', 'SHELL', 'SPEED', 'TURNS', 'STOPPED BY', 'BREAKS'], cells);
}

/** A world of a mode with three tanks that live: seats 0 and 2 together where there are teams, seat 1 against them. */
function meeting(mode: number): World {
  const arena = [...ARENAS.values()].find(({ modes }) => modes.includes(MODES[mode].id));
  if (arena === undefined) throw new Error(`no arena suits ${MODES[mode].id}`);
  const world = createWorld(arena, { ...OPTIONS_DEFAULT, mode }, 1, true);
  MODES[mode].begin(world);
  for (const seat of [0, 1, 2]) {
    world.tanks[seat].life = ALIVE;
    world.scores[seat].team = MODES[mode].hasTeams ? seat % 2 : seat;
  }
  return world;
}

/** What seat 0 and its team get for a deed: "seat + team", the team left out where it gets nothing. */
function earned(mode: number, deed: (world: World) => void): string {
  const world = meeting(mode);
  deed(world);
  const [own, team] = [world.scores[0].points, world.teams[0].points];
  return team === 0 ? String(own) : `${own} + ${team}`;
}

function points(): PaperTable {
  const cells = MODES.map((mode, index) => [
    mode.id,
    earned(index, (world) => mode.onDestroyed(world, 1, 0)),
    mode.hasTeams ? earned(index, (world) => mode.onDestroyed(world, 2, 0)) : '-',
    earned(index, (world) => {
      if (world.flags[1].state === FLAG_HOME) mode.onCaptured(world, 0, 1);
    }),
    earned(index, (world) => {
      if (world.bases[1].healthMax > 0) mode.onBaseLost(world, 1, 0);
    }),
    earned(index, (world) => {
      if (world.hill.radius > 0) mode.onHeld(world, 0);
    }),
    earned(index, (world) => {
      world.stage.pause = 0;
      for (const seat of [1, 2]) world.tanks[seat].life = WRECK;
      if (world.stage.number > 0) mode.isDecided(world);
    }),
  ]);
  return columns(['MODE', 'ENEMY', 'MATE', 'FLAG', 'BASE', 'HILL', 'ROUND'], cells);
}

function waves(): PaperTable {
  const cells = [1, 2, 3, 4, 5, 6, 9, 12, 29].map((number) => {
    const { enemies, atOnce, armour, star } = waveOf(number);
    return [number, enemies, atOnce, armour, star];
  });
  return columns(['WAVE', 'ENEMIES', 'AT ONCE', 'ARMOUR', 'STAR'], cells);
}
