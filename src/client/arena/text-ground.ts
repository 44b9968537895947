// The ground of the arena as characters. Called by text-scene.ts for each frame; nothing here allocates.
import { BASE, BRICK, BUSH, ICE, kindOf, OPEN, STEEL, WATER } from '../../game/terrain.js';
import { BOLD, DIM } from '../frame.js';
import { SPACE } from '../glyph.js';
import { stepOf } from './camera.js';
import type { TextArt } from './text-art.js';
import { put, type TextPlace, tileAt } from './text-place.js';

const WATER_MS = 900;

/** Draws the ground of all cells; open ground stays as the frame is. */
export function drawTextGround(place: TextPlace, nowMs: number): void {
  const drift = stepOf(nowMs, WATER_MS, place.look.calm);
  for (let y = 0; y < place.rows; y++) {
    for (let x = 0; x < place.columns; x++) {
      const tile = tileAt(place, x, y);
      if (tile > OPEN) drawGroundCell(place, tile, x, y, drift);
    }
  }
}

function drawGroundCell(place: TextPlace, tile: number, x: number, y: number, drift: number): void {
  const { art } = place;
  const { colours } = place.look;
  switch (kindOf(tile)) {
    case BRICK: {
      const glyph = brickGlyph(art, tile, x, y, place.camera.scale);
      if (glyph !== SPACE) put(place, x, y, glyph, colours.brickLight);
      break;
    }
    case STEEL:
      put(place, x, y, patternAt(art.steel, x), colours.steelLight, BOLD);
      break;
    case WATER:
      put(place, x, y, patternAt(art.water, x + 2 * y + drift), colours.crest);
      break;
    case BUSH:
      put(place, x, y, patternAt(art.bush, x + y), colours.bushLight);
      break;
    case ICE:
      put(place, x, y, patternAt(art.ice, x + y), colours.ice, DIM);
      break;
    case BASE:
      put(place, x, y, patternAt(art.base, x), colours.baseLight, BOLD);
      break;
  }
}

function patternAt(pattern: string, index: number): number {
  return pattern.charCodeAt(index % pattern.length);
}

/** What of a cell's two halves still stands. */
function brickGlyph(art: TextArt, tile: number, x: number, y: number, scale: number): number {
  const right = Math.floor(x / scale) & 1;
  const upper = (tile >> (4 + right + ((Math.floor((2 * y) / scale) & 1) << 1))) & 1;
  const lower = (tile >> (4 + right + ((Math.floor((2 * y + 1) / scale) & 1) << 1))) & 1;
  if (upper + lower === 2)
    return scale === 1 ? patternAt(art.brick, x) : patternAt(art.brickCourse, x + 2 * y);
  if (upper + lower === 0) return SPACE;
  return (upper === 1 ? art.brickUpper : art.brickLower).charCodeAt(0);
}
