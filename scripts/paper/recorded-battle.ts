// A battle as one player is sent it, frame by frame, with the world that each of them leaves a client with: against it somebody who
// writes a client from PROTOCOL.txt can check a decoder, and a prediction. Made by npm run paper, checked by a test.
import type { Arena } from '../../src/game/arena.js';
import { arenaFromGrid } from '../../src/game/arena-text.js';
import { modeIndex } from '../../src/game/modes.js';
import { pickupSet } from '../../src/game/pickups.js';
import { SEATS_MAX, SHELLS_MAX } from '../../src/game/units.js';
import {
  ABSENT,
  createScore,
  createWorld,
  type MatchOptions,
  OPTIONS_DEFAULT,
  type World,
} from '../../src/game/world.js';
import { decodeArena, encodeArena } from '../../src/protocol/arena-frame.js';
import { differ, SCORE_FIELDS, SHELL_FIELDS, TANK_GROUPS } from '../../src/protocol/fields.js';
import { ARENA_KIND, encodeInput, INPUT_BYTES, INPUT_KIND } from '../../src/protocol/frames.js';
import { FRAME_HEADER_BYTES, writeFrameHeader } from '../../src/protocol/framing.js';
import { createNews, decodeSnapshot, type SnapshotNews } from '../../src/protocol/snapshot.js';
import { THING_TABLES } from '../../src/protocol/thing-fields.js';
import { startBody } from '../../src/server/battle.js';
import { InputQueue } from '../../src/server/input-queue.js';
import { scriptBattle } from './scripted-battle.js';

/** Where the recorded battle lies, from the top of the project. */
export const RECORDED_PATH = 'test/protocol/recorded-battle.jsonl';

/** A wide arena, so that the view moves, with all kinds of ground. */
const GRID = `
....................%%%%....................................
.1...P..........##..%%%%..##....~~..........==....P.......2.
................##........##....~~....##....==..............
.1....####..........P...........##....##..........####....2.
......####..XX..........%%%%....##..........XX....####......
A...........XX......##..%%%%..####....==....XX............B.
....==..............##........####....==..............==....
....==....%%%%................................%%%%....==....
.a........%%%%..##..........P.......##........%%%%.......b..
................##..~~..............##..~~..................
......##............~~..====....##......~~......##..........
.1....##....P...........====....##..........P...##........2.
........................................%%%%................
..........##........##......................##..............`;

const OPTIONS: MatchOptions = {
  ...OPTIONS_DEFAULT,
  mode: modeIndex('capture-the-flag'),
  armour: 2,
  pickups: pickupSet([], true),
  teamDamage: 1,
};
const SEATS = 6;
const TICKS = 600;
const SEED = 8265;
/** Ticks whose snapshots are left out, as for a line that is behind. */
const isSkipped = (tick: number): boolean => tick % 100 > 93 || tick === 250;
/** The world is told in every so many snapshots, and where something was left out before. */
const WORLD_EVERY = 20;

/** One line of the recording: a start, an input, or a snapshot with or without the world after it. */
export type RecordedLine = Readonly<Record<string, unknown>>;

/** The names of what stands in the arrays of a world, in their order. */
const FIELDS = {
  tanks: TANK_GROUPS.flat().map(({ name }) => name),
  shells: SHELL_FIELDS.map(({ name }) => name),
  scores: SCORE_FIELDS.map(({ name }) => name),
  things: Object.fromEntries(
    THING_TABLES.map(({ name, fields }) => [name, fields.map((field) => field.name)]),
  ),
};

/** The arena of the recording. */
export function recordedArena(): Arena {
  return arenaFromGrid('Recorded', GRID.trim());
}

/** Plays the battle. The same in every run, but for how the arena is packed, which a later zlib may do otherwise. */
export function recordBattle(): RecordedLine[] {
  const arena = recordedArena();
  const battle = scriptBattle(arena, OPTIONS, SEATS, SEED);
  const { world, snapshots, buttons } = battle;
  const viewer = snapshots.createViewer(0);
  const inputs = new InputQueue();
  const client = clientWorld(arena, world.tick);
  const news = createNews();
  const lines: RecordedLine[] = [
    { fields: FIELDS },
    { command: 'START_GAME', body: startBody(world, 0) },
    { frame: frameOf(ARENA_KIND, encodeArena(arena)) },
  ];
  let sequence = 0;
  let pressed = 0;
  let missed = false;
  for (let count = 0; world.tick < TICKS; ) {
    if (buttons[0] !== pressed) {
      pressed = buttons[0];
      sequence = (sequence + 1) & 0xff;
      // Now in time, now early, now late.
      const input = { tick: world.tick + (sequence % 4), sequence, buttons: pressed };
      inputs.push(input, world.tick);
      const body = Buffer.alloc(INPUT_BYTES);
      encodeInput(input, body, 0);
      lines.push({ made: world.tick, input: frameOf(INPUT_KIND, body) });
    }
    buttons[0] = inputs.take(world.tick + 1);
    const taken = buttons[0];
    battle.step();
    if (buttons[0] === taken) buttons[0] = pressed;
    if (isSkipped(world.tick)) {
      snapshots.skip(viewer);
      missed = true;
      continue;
    }
    const frame = snapshots.encode(viewer, inputs.acknowledged, inputs.margin);
    if (frame === null) continue;
    decodeSnapshot(frame.subarray(FRAME_HEADER_BYTES), client, news);
    const isTold = count < 3 || count % WORLD_EVERY === 0 || missed || world.tick === TICKS;
    lines.push({ frame: frame.toString('hex'), ...(isTold ? { world: tellWorld(client, news) } : {}) });
    missed = false;
    count++;
  }
  return lines;
}

/** A client's world before its first snapshot. @param tick that of START_GAME */
export function clientWorld(arena: Arena, tick: number): World {
  // As a client has it, which knows the arena from its frame alone.
  const world = createWorld(decodeArena('', encodeArena(arena)), OPTIONS_DEFAULT, 0, false);
  world.tick = tick;
  return world;
}

/** A client's world as the recording tells it: what is not there is left out, as are scores as they begin and tiles that are as in
 *  the ARENA frame. */
export function tellWorld(world: World, news: SnapshotNews): RecordedLine {
  const valuesOf = (entity: object, fields: readonly { readonly name: string }[]): number[] =>
    fields.map(({ name }) => (entity as Record<string, number>)[name]);
  const blank = createWorld(world.arena, world.options, 0, false);
  const things: Record<string, number[]> = {};
  for (const { name, count, fields, at } of THING_TABLES) {
    for (let index = 0; index < count; index++) {
      const values = valuesOf(at(world, index), fields);
      const isThere = name === 'clock' || `${values}` !== `${valuesOf(at(blank, index), fields)}`;
      if (isThere) things[`${name} ${index}`] = values;
    }
  }
  const pick = (
    count: number,
    isThere: (index: number) => boolean,
    tell: (index: number) => number[],
  ): Record<string, number[]> =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => index)
        .filter(isThere)
        .map((index) => [String(index), tell(index)]),
    );
  return {
    tick: world.tick,
    acknowledged: news.acknowledged,
    margin: news.margin,
    tanks: pick(
      SEATS_MAX,
      (seat) => world.tanks[seat].life !== ABSENT,
      (seat) => valuesOf(world.tanks[seat], TANK_GROUPS.flat()),
    ),
    shells: pick(
      SHELLS_MAX,
      (slot) => world.shells[slot].flying === 1,
      (slot) => valuesOf(world.shells[slot], SHELL_FIELDS),
    ),
    scores: pick(
      SEATS_MAX,
      (seat) => differ(world.scores[seat], createScore(seat), SCORE_FIELDS),
      (seat) => valuesOf(world.scores[seat], SCORE_FIELDS),
    ),
    things,
    tiles: Object.fromEntries(
      [...world.terrain].flatMap((tile, place) => (tile === world.arena.tiles[place] ? [] : [[place, tile]])),
    ),
    hits: news.hits.map(({ seat, by }) => [seat, by]),
    destroyed: news.destroyed.map(({ seat, by }) => [seat, by]),
    ended: news.impacts.map(({ x, y }) => [x, y]),
  };
}

/** A whole frame in hex. */
export function frameOf(kind: number, body: Buffer): string {
  const header = Buffer.alloc(FRAME_HEADER_BYTES);
  writeFrameHeader(header, 0, kind, body.length);
  return Buffer.concat([header, body]).toString('hex');
}

/** The recording as it stands in its file, a JSON object a line. */
export function formatRecording(lines: readonly RecordedLine[]): string {
  return `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`;
}
