// The battle that PROTOCOL 13 works through: a few frames in hex, and the world after each of them, in the words of the paper.
import { arenaFromGrid } from '../../src/game/arena-text.js';
import { driveTowards, FIRE, RIGHT } from '../../src/game/buttons.js';
import { beginMatch, seatTank } from '../../src/game/match.js';
import { step } from '../../src/game/step.js';
import { SEATS_MAX } from '../../src/game/units.js';
import { OPTIONS_DEFAULT, type World } from '../../src/game/world.js';
import { encodeArena } from '../../src/protocol/arena-frame.js';
import { SHELL_FIELDS, TANK_GROUPS } from '../../src/protocol/fields.js';
import { ARENA_KIND } from '../../src/protocol/frames.js';
import { FRAME_HEADER_BYTES } from '../../src/protocol/framing.js';
import { createNews, decodeSnapshot, type SnapshotNews } from '../../src/protocol/snapshot.js';
import { startBody } from '../../src/server/battle.js';
import { Snapshots } from '../../src/server/snapshots.js';
import { clientWorld, frameOf } from './recorded-battle.js';
import type { PaperTable } from './rule-tables.js';

const GRID = `
....................
....................
..S...#.............
......#.............
....................
.........XX.........
.........XX.........
....................
...............S....
....................
....................
....................`;

/** Ticks of which nothing has to be told are in between. */
const TICKS = 5;
/** The tick in which the player begins to drive to the right and to shoot. */
const PRESSED = 2;
/** Octets of a frame that stand in a line. */
const OCTETS_A_LINE = 24;

/** The arena of the example. */
export const WORKED_ARENA = arenaFromGrid('Yard', GRID.trim());

/** The blocks of section 13, that of the ARENA frame first: how it is packed, another zlib may do otherwise. */
export function workedBattle(): PaperTable[] {
  const world = beginMatch(WORKED_ARENA, OPTIONS_DEFAULT, 2);
  const blocks: PaperTable[] = [
    { heading: '  ARENA', rows: hexLines(frameOf(ARENA_KIND, encodeArena(WORKED_ARENA))) },
  ];
  seatTank(world, 0);
  seatTank(world, 1);
  const start = JSON.stringify(startBody(world, 0)).replace(',"tick', ',\n  "tick').split('\n');
  blocks.push({ heading: '  START_GAME', rows: start.map((line, at) => (at === 0 ? `  ${line}` : line)) });
  const snapshots = new Snapshots(world);
  const viewer = snapshots.createViewer(0);
  const client = clientWorld(WORKED_ARENA, world.tick);
  const news = createNews();
  const buttons = new Uint8Array(SEATS_MAX);
  for (let count = 0; world.tick < TICKS; ) {
    if (world.tick + 1 === PRESSED) buttons[0] = driveTowards(RIGHT) | FIRE;
    snapshots.update(step(world, buttons));
    const frame = snapshots.encode(viewer, world.tick < PRESSED ? 0 : 1, world.tick < PRESSED ? 0 : 2);
    if (frame === null) continue;
    count++;
    decodeSnapshot(frame.subarray(FRAME_HEADER_BYTES), client, news);
    blocks.push({ heading: `  SNAPSHOT ${count}`, rows: hexLines(frame.toString('hex')) });
    blocks.push({ heading: `  WORLD ${count}`, rows: tell(client, news) });
  }
  return blocks;
}

/** A client's world in the words of the paper: what is there, and of it what is not 0. */
export function tell(world: World, news: SnapshotNews): string[] {
  const lines = [`tick ${world.tick}, acknowledged ${news.acknowledged}, margin ${news.margin}`];
  const values = (entity: object, fields: readonly { readonly name: string }[]): string =>
    fields
      .map(({ name }) => [name, (entity as Record<string, number>)[name]] as const)
      .filter(([, value]) => value !== 0)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ');
  for (const [seat, tank] of world.tanks.entries())
    if (tank.life !== 0) lines.push(`tank ${seat}: ${values(tank, TANK_GROUPS.flat())}`);
  for (const [slot, shell] of world.shells.entries())
    if (shell.flying !== 0) lines.push(`shell ${slot}: ${values(shell, SHELL_FIELDS)}`);
  for (const { x, y } of news.impacts) lines.push(`a shell ended at x ${x}, y ${y}`);
  for (const [place, tile] of world.terrain.entries())
    if (tile !== world.arena.tiles[place]) lines.push(`tile ${place} is ${tile}`);
  lines.push(`ticksLeft ${world.ticksLeft}`);
  return lines.flatMap((line) => fold(line));
}

/** Breaks a line at blanks, what is left over set in. */
function fold(line: string): string[] {
  const lines: string[] = ['  '];
  for (const word of line.split(' ')) {
    if ((lines.at(-1) as string).length + word.length > 77) lines.push('    ');
    lines[lines.length - 1] += /\S$/.test(lines.at(-1) as string) ? ` ${word}` : word;
  }
  return lines;
}

function hexLines(hex: string): string[] {
  const octets = hex.match(/../g) ?? [];
  const lines: string[] = [];
  for (let at = 0; at < octets.length; at += OCTETS_A_LINE)
    lines.push(`  ${octets.slice(at, at + OCTETS_A_LINE).join(' ')}`);
  return lines;
}
