// The ground of an arena from a seed: pieces of wall, water, bush and ice that are set down by chance. Walls and water keep
// two tiles apart from each other and from the edges, or touch the edge, so that a tank gets around each of them: whatever
// the seed, all open ground hangs together.
import { type Box, gapBetween, imagesOf, type Symmetry } from './arena-symmetry.js';
import { drawInteger, type RandomState } from './random.js';
import { BUSH, ICE, OPEN, STEEL, WATER, WHOLE_BRICK } from './terrain.js';

/** Room that a tank needs between two pieces. */
const LANE = 2;

/** Pieces that stop tanks; set down as they are or turned by a quarter. The yards open to lanes of their own. */
const WALLS: readonly string[] = [
  '####',
  '######',
  '##/##',
  '###/###',
  '####/#.../#...',
  '#####/#..../#....',
  '###/.#./.#.',
  '.##./####/.##.',
  '#####/#...#/#...#/#...#',
  '######/#....#/#....#/#....#/##..##',
  'XX/XX',
  'X##X',
  'X##/#../X..',
  'XX#..#XX/X......X/#......#/X......X/XX#..#XX',
  '~~~~/~~~~',
  '~~~/~~~/~~~',
  '~~~~~~/~~~~~~/.~~~~.',
  '.~~~/~~~~/~~~.',
  '##X##/##X##',
  '#.#/###/#.#',
];
/** Pieces through which tanks drive: leaves to wait in, and ice. */
const CARPETS: readonly string[] = [
  '%%%/%%%/%%%',
  '%%%%/%%%%',
  '.%%%./%%%%%/%%%%%/.%%%.',
  '%%/%%/%%/%%',
  '====/====',
  '======/======/======',
];
const TILE_OF: Readonly<Record<string, number>> = {
  '.': OPEN,
  '#': WHOLE_BRICK,
  X: STEEL,
  '~': WATER,
  '%': BUSH,
  '=': ICE,
};

/** Sets walls down wherever chance finds room for one, then carpets on open ground.
 *  @param tiles changed in place
 *  @param kept boxes to which walls keep a lane
 *  @param tries how often room for a wall is looked for */
export function scatterPieces(
  tiles: Uint8Array,
  symmetry: Symmetry,
  kept: readonly Box[],
  tries: number,
  random: RandomState,
): void {
  const walls: Box[] = [...kept];
  for (let count = 0; count < tries; count++) {
    const shape = drawShape(WALLS, random);
    const box = drawBox(symmetry, shape[0].length, shape.length, random);
    const images = imagesOf(symmetry, box);
    // A yard may not touch the edge, which could close it.
    const isYard = shape.some((row) => row.includes('.'));
    const isFree = images.every(
      (image, index) =>
        hasLaneToEdge(symmetry, image, isYard) &&
        walls.every((other) => gapBetween(image, other) >= LANE) &&
        images.every((other, place) => place <= index || gapBetween(image, other) >= LANE),
    );
    if (!isFree) continue;
    walls.push(...images);
    lay(tiles, symmetry, box, shape);
  }
  const { columns, rows, isMirrored } = symmetry;
  for (let count = (columns * rows) >> (isMirrored ? 8 : 7); count > 0; count--) {
    const shape = drawShape(CARPETS, random);
    lay(tiles, symmetry, drawBox(symmetry, shape[0].length, shape.length, random), shape);
  }
}

function drawShape(shapes: readonly string[], random: RandomState): string[] {
  const shape = shapes[drawInteger(random, shapes.length)].split('/');
  if (drawInteger(random, 2) === 0) return shape;
  return Array.from(shape[0], (_, column) => shape.map((row) => row[column]).join(''));
}

function drawBox({ columns, rows }: Symmetry, width: number, height: number, random: RandomState): Box {
  const column = drawInteger(random, columns - width + 1);
  const row = drawInteger(random, rows - height + 1);
  return { column, row, width, height };
}

function hasLaneToEdge({ columns, rows }: Symmetry, box: Box, isYard: boolean): boolean {
  const { column, row, width, height } = box;
  return [column, row, columns - column - width, rows - row - height].every(
    (distance) => distance >= LANE || (distance === 0 && !isYard),
  );
}

/** Lays a piece and its images; what lies there already stays. */
function lay(tiles: Uint8Array, symmetry: Symmetry, box: Box, shape: readonly string[]): void {
  for (const [down, row] of shape.entries()) {
    for (let across = 0; across < row.length; across++) {
      const tile = { column: box.column + across, row: box.row + down, width: 1, height: 1 };
      for (const image of imagesOf(symmetry, tile)) {
        const index = image.row * symmetry.columns + image.column;
        if (tiles[index] === OPEN) tiles[index] = TILE_OF[row[across]];
      }
    }
  }
}
