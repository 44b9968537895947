// What lies in the arena or is carried through it, as pixels: pickups, mines, flags. Each is a letter or a shape as well as a
// colour, so that nobody needs to see the colour. Called by scene.ts; nothing here allocates but the letters, once.
import { PICKUPS } from '../../game/pickups.js';
import { TANK_REACH } from '../../game/units.js';
import { type Canvas, TRANSPARENT } from '../canvas.js';
import { type Camera, pixelX, pixelY, stepOf } from './camera.js';
import type { Look } from './look.js';

const LETTER_COLUMNS = 3;
const LETTER_ROWS = 5;
/** A drawing of each letter of a pickup. */
const DOTS: Readonly<Record<string, string>> = {
  O: '### #.# #.# #.# ###',
  F: '### #.. ##. #.. #..',
  V: '#.# #.# #.# #.# .#.',
  '+': '... .#. ### .#. ...',
  M: '#.# ### ### #.# #.#',
  R: '##. #.# ##. #.# #.#',
  L: '#.. #.. #.. #.. ###',
  X: '#.# #.# .#. #.# #.#',
  C: '### #.. #.. #.. ###',
  I: '### .#. .#. .#. ###',
  '*': '... #.# .#. #.# ...',
  s: '... .## #.. .#. ##.',
  b: '#.. #.. ##. #.# ##.',
  k: '#.. #.# ##. #.# #.#',
  i: '.#. ... .#. .#. .#.',
};
/** By kind of pickup. */
const LETTERS: readonly Uint8Array[] = PICKUPS.map(({ letter }) =>
  Uint8Array.from((DOTS[letter] ?? '').replaceAll(' ', ''), (dot) => Number(dot === '#')),
);

const FLUTTER_MS = 450;
const MINE_MS = 500;

/** Draws a pickup: its letter between the corners of its pad. In the smallest picture a letter of pixels would be larger than a
 *  tank: there the pixels leave three cells open, and pad-letters.ts writes the letter.
 *  @param kind index in PICKUPS
 *  @param x its centre in units */
export function drawPickup(
  canvas: Canvas,
  kind: number,
  x: number,
  y: number,
  camera: Camera,
  { colours }: Look,
): void {
  drawLetter(canvas, kind, x, y, camera, colours.pickups[PICKUPS[kind].colour], colours.pad);
}

/** Draws a pad on which something will appear: its corners, and three cells left open for what pad-letters.ts writes. */
export function drawPad(canvas: Canvas, x: number, y: number, camera: Camera, { colours }: Look): void {
  if (camera.scale > 1) drawCorners(canvas, x, y, camera, colours.pad);
  leaveOpen(canvas, pixelX(x, camera), pixelY(y, camera));
}

/** Leaves the cells around a place open: three of them, in one row. */
function leaveOpen(canvas: Canvas, x: number, y: number): void {
  canvas.rect(x - 1, 2 * (y >> 1), LETTER_COLUMNS, 2, TRANSPARENT);
}

function drawCorners(canvas: Canvas, x: number, y: number, camera: Camera, ink: number): void {
  const { scale } = camera;
  const half = 2 * scale;
  const arm = Math.floor(scale);
  const left = pixelX(x, camera) - half;
  const top = pixelY(y, camera) - half;
  for (let corner = 0; corner < 4; corner++) {
    const isRight = (corner & 1) === 1;
    const isLower = (corner & 2) === 2;
    const column = isRight ? left + 2 * half - arm : left;
    const row = isLower ? top + 2 * half - arm : top;
    canvas.rect(column, isLower ? row + arm - 1 : row, arm, 1, ink);
    canvas.rect(isRight ? column + arm - 1 : column, row, 1, arm, ink);
  }
}

function drawLetter(
  canvas: Canvas,
  kind: number,
  x: number,
  y: number,
  camera: Camera,
  ink: number,
  cornerInk: number,
): void {
  const centreX = pixelX(x, camera);
  const centreY = pixelY(y, camera);
  if (camera.scale === 1) {
    leaveOpen(canvas, centreX, centreY);
    return;
  }
  drawCorners(canvas, x, y, camera, cornerInk);
  const dot = Math.ceil(camera.scale) - 1;
  const left = centreX - ((LETTER_COLUMNS * dot + 1) >> 1);
  const top = centreY - ((LETTER_ROWS * dot) >> 1);
  const letter = LETTERS[kind];
  for (let index = 0; index < letter.length; index++) {
    if (letter[index] === 0) continue;
    const column = index % LETTER_COLUMNS;
    canvas.rect(left + column * dot, top + ((index - column) / LETTER_COLUMNS) * dot, dot, dot, ink);
  }
}

/** Draws a mine in the ground: a dark plate with a light that goes on and off once a second, or with `calm` stays on.
 *  @param colour of the light: of the seat or the team that laid it */
export function drawMine(
  canvas: Canvas,
  colour: number,
  x: number,
  y: number,
  camera: Camera,
  look: Look,
  nowMs: number,
): void {
  const { colours } = look;
  const { scale } = camera;
  const half = Math.floor(scale);
  const left = pixelX(x, camera) - half;
  const top = pixelY(y, camera) - half;
  const dot = Math.max(1, half - 1);
  canvas.rect(left, top, 2 * scale, 2 * scale, colours.steelDark);
  if (scale > 1) canvas.rect(left + 1, top + 1, 2 * scale - 2, 2 * scale - 2, colours.soot);
  const isLit = stepOf(nowMs, MINE_MS, look.calm) % 2 === 0;
  const light = isLit ? colour : colours.steelDark;
  const inset = (2 * scale - dot) >> 1;
  canvas.rect(left + inset, top + inset, dot, dot, light);
}

/** Draws the stand on which a flag belongs. @param x its centre in units */
export function drawFlagStand(
  canvas: Canvas,
  team: number,
  x: number,
  y: number,
  camera: Camera,
  { colours }: Look,
): void {
  const { scale } = camera;
  const left = pixelX(x, camera) - 2 * scale;
  const ground = pixelY(y, camera) + 2 * scale;
  canvas.rect(left, ground - 1, 4 * scale, 1, colours.teams[team]);
  canvas.rect(left + Math.round(scale), ground - 1, 4 * scale - 2 * Math.round(scale), 1, colours.baseLight);
}

/** Draws a flag that stands on its own, at home or where it was dropped.
 *  @param team its colours, 0 to 3 @param x foot of the pole in units */
export function drawFlag(
  canvas: Canvas,
  team: number,
  x: number,
  y: number,
  camera: Camera,
  look: Look,
  nowMs: number,
): void {
  const { scale } = camera;
  const ground = pixelY(y, camera) + 2 * scale;
  drawCloth(canvas, team, pixelX(x, camera), ground - 1, 4 * scale, camera, look, nowMs);
}

/** Draws a flag that a tank carries: small, above the middle of the tank.
 *  @param x centre of the tank in units */
export function drawCarriedFlag(
  canvas: Canvas,
  team: number,
  x: number,
  y: number,
  camera: Camera,
  look: Look,
  nowMs: number,
): void {
  const foot = pixelX(x, camera);
  drawCloth(
    canvas,
    team,
    foot,
    pixelY(y - TANK_REACH / 2, camera),
    Math.round(3 * camera.scale),
    camera,
    look,
    nowMs,
  );
}

/** A pole from its foot upwards, and cloth whose end goes up and down. */
function drawCloth(
  canvas: Canvas,
  team: number,
  foot: number,
  ground: number,
  height: number,
  { scale }: Camera,
  { colours, calm }: Look,
  nowMs: number,
): void {
  const top = ground - height;
  canvas.rect(foot - 1, top, 1, height, colours.steelLight);
  const lift = stepOf(nowMs, FLUTTER_MS, calm) & 1;
  const cloth = Math.max(2, 2 * scale - 1);
  const still = Math.floor(scale);
  canvas.rect(foot, top, still, cloth, colours.teams[team]);
  canvas.rect(foot + still, top + lift, 2 * scale - 1, cloth, colours.teams[team]);
}
