// The own tank where it is hardest to see: among others, between brick, at a wreck in fire, in leaves and on ice. For the gallery and for
// the test that it stands out in every colour depth.
import { chooseLook } from '../../src/client/arena/look.js';
import { ArenaPainter } from '../../src/client/arena/painter.js';
import { Frame } from '../../src/client/frame.js';
import { makePlain, type PlainOptions } from '../../src/client/plain.js';
import type { Effect } from '../../src/client/state.js';
import { arenaFromGrid } from '../../src/game/arena-text.js';
import { modeIndex } from '../../src/game/modes.js';
import { TILE } from '../../src/game/units.js';
import { ALIVE, createWorld, OPTIONS_DEFAULT, type World, WRECK } from '../../src/game/world.js';

/** Tiles of one place. */
const COLUMNS = 10;
const ROWS = 6;
/** Seat of the own tank: the orange one, the nearest to brick and fire. */
export const OWN = 0;
const NOW_MS = 10_000;
const OPEN_GROUND = Array<string>(ROWS).fill('.'.repeat(COLUMNS));

interface Place {
  readonly ground: readonly string[];
  /** By seat: column and row of its centre in tiles, heading. */
  readonly tanks: Readonly<Record<number, readonly [number, number, number]>>;
  readonly wrecks?: readonly number[];
  readonly armour?: number;
  readonly fire?: readonly (readonly [number, number])[];
}

const PLACES: readonly Place[] = [
  {
    ground: OPEN_GROUND,
    tanks: { 1: [2, 2, 1], [OWN]: [5, 3, 0], 2: [8, 2, 3], 3: [2, 5, 0], 5: [8, 5, 0] },
  },
  {
    ground: ['##########', '##########', '##......##', '##......##', '##########', '##########'],
    tanks: { [OWN]: [4, 3, 1], 2: [7, 3, 3] },
  },
  {
    ground: OPEN_GROUND,
    tanks: { [OWN]: [5, 3, 3], 2: [2, 3, 1], 4: [8, 4, 2] },
    wrecks: [2, 4],
    armour: 1,
    fire: [
      [3, 3],
      [7, 3],
    ],
  },
  {
    ground: ['%%%%%=====', '%%%%%=====', '%%%%%=====', '%%%%%=====', '%%%%%~~~~~', '%%%%%~~~~~'],
    tanks: { [OWN]: [5, 2, 2], 1: [2, 4, 1], 3: [8, 3, 3] },
  },
];

/** Where the own tank stands in each of the places: its centre in tiles of the whole picture. */
export const OWN_AT = PLACES.map(({ tanks }, index) => ({
  x: index * COLUMNS + tanks[OWN][0],
  y: tanks[OWN][1],
}));

function worldOf({ ground, tanks, wrecks = [], armour = 3 }: Place, mode: string): World {
  const rows = [...ground, `S${'.'.repeat(COLUMNS - 1)}`, ...OPEN_GROUND];
  const arena = arenaFromGrid('own', rows.map((row) => row.padEnd(2 * COLUMNS, '.')).join('\n'));
  const world = createWorld(arena, { ...OPTIONS_DEFAULT, mode: modeIndex(mode) }, 1, true);
  for (const [seat, [x, y, heading]] of Object.entries(tanks)) {
    const life = wrecks.includes(Number(seat)) ? WRECK : ALIVE;
    Object.assign(world.tanks[Number(seat)], { x: x * TILE, y: y * TILE, heading, life, armour });
    Object.assign(world.scores[Number(seat)], { team: Number(seat) & 1 });
  }
  return world;
}

/** Draws the places beside each other. @param own seat of the own tank there, NOBODY for a picture without one */
export function drawOwnPlaces(
  terminal: PlainOptions,
  mode: string,
  scale: number,
  palette: 'usual' | 'colour-blind' = 'usual',
  own = OWN,
): Frame {
  const columns = COLUMNS * 2 * scale;
  const frame = new Frame(columns * PLACES.length, ROWS * scale);
  const look = chooseLook(terminal, { palette, calm: false });
  for (const [index, place] of PLACES.entries()) {
    const effects = (place.fire ?? []).map(
      ([x, y], nth): Effect => ({
        kind: 'explosion',
        x: x * TILE,
        y: y * TILE,
        atMs: NOW_MS - 160 - 240 * nth,
      }),
    );
    const box = { x: index * columns, y: 0, columns, rows: ROWS * scale };
    const picture = { world: worldOf(place, mode), effects, own, nowMs: NOW_MS };
    new ArenaPainter().draw(frame, box, picture, { left: 0, top: 0, scale }, look);
  }
  makePlain(frame, terminal);
  return frame;
}
