// Shells, muzzle flashes, and what they do where they end, as characters. Called by text-scene.ts; nothing here allocates.
import { HEADING_X, HEADING_Y } from '../../game/buttons.js';
import { SHELL_KINDS } from '../../game/shell-kinds.js';
import { HALF_TILE, SHELL_SPEED, TANK_REACH } from '../../game/units.js';
import type { Shell, Tank } from '../../game/world.js';
import { BOLD } from '../frame.js';
import type { Effect } from '../state.js';
import { stepOf } from './camera.js';
import { EFFECT_STEP_MS, EXPLOSION_MS, IMPACT_MS } from './shots.js';
import { columnOf, put, rowOf, type TextPlace } from './text-place.js';

/** Cells of a laser's beam. */
const BEAM_CELLS = 4;

/** Draws a shell as a short line the way it flies, or what stands for its kind; a laser is a beam.
 *  @param colour of the seat or the team that shot it */
export function drawTextShell(place: TextPlace, { x, y, heading, kind }: Shell, colour: number): void {
  const isAcross = (heading & 1) === 1;
  const glyph = place.art.shells[kind].charCodeAt(isAcross ? 0 : 1);
  const column = columnOf(x, place);
  const row = rowOf(y, place);
  const cells = SHELL_KINDS[kind].speed > SHELL_SPEED ? BEAM_CELLS * (isAcross ? 2 : 1) : 1;
  for (let back = 0; back < cells; back++)
    put(place, column - HEADING_X[heading] * back, row - HEADING_Y[heading] * back, glyph, colour, BOLD);
}

/** Draws the flash before a gun that has just fired. */
export function drawTextMuzzle(place: TextPlace, { x, y, heading }: Tank): void {
  if (place.look.calm) return;
  const reach = TANK_REACH + HALF_TILE / 2;
  const column = columnOf(x + HEADING_X[heading] * reach, place);
  const row = rowOf(y + HEADING_Y[heading] * reach, place);
  put(place, column, row, place.art.muzzle.charCodeAt(0), place.look.colours.fire[1], BOLD);
}

/** Draws an effect at its age; one that is over draws nothing. */
export function drawTextEffect(place: TextPlace, effect: Effect, nowMs: number): void {
  const ageMs = stepOf(nowMs - effect.atMs, EFFECT_STEP_MS, false) * EFFECT_STEP_MS;
  const { art, look } = place;
  if (effect.kind !== 'impact') {
    if (ageMs < EXPLOSION_MS) drawExplosion(place, effect, ageMs / EXPLOSION_MS);
  } else if (ageMs < IMPACT_MS) {
    const glyph = art.impact.charCodeAt(0);
    put(place, columnOf(effect.x, place), rowOf(effect.y, place), glyph, look.colours.fire[1], BOLD);
  }
}

/** A ball that grows, cools from outside, and is eaten up from its middle. @param age 0 to 1 */
function drawExplosion(place: TextPlace, effect: Effect, age: number): void {
  const { art, camera, look } = place;
  const { fire } = look.colours;
  const centreX = columnOf(effect.x, place);
  const centreY = rowOf(effect.y, place);
  const reach = 4 * camera.scale;
  const outer = reach * Math.min(1, 0.35 + age * 1.3);
  const inner = reach * Math.max(0, (age - 0.3) * 1.5);
  const span = Math.ceil(outer);
  for (let y = -(span >> 1); y <= span >> 1; y++) {
    for (let x = -span; x <= span; x++) {
      // A cell is twice as high as it is wide.
      const distance = Math.hypot(x + 0.5, 2 * y);
      if (distance > outer || distance < inner) continue;
      const heat = Math.min(art.fire.length - 1, Math.floor((distance / outer) * 1.6 + age * 3.4));
      put(place, centreX + x, centreY + y, art.fire.charCodeAt(heat), fire[heat]);
    }
  }
}
