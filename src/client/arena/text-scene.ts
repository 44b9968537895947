// The arena as characters: the same world that scene.ts draws with pixels, straight into the frame, for terminals without colours or
// without any character but ASCII. Called by painter.ts; pure but for the frame, and nothing here allocates.
import { SEATS_MAX, SHELLS_MAX, SHELLS_PER_SEAT } from '../../game/units.js';
import { ALIVE, WRECK } from '../../game/world.js';
import type { Effect } from '../state.js';
import { hasJustFired } from './shots.js';
import { marksOf } from './tanks.js';
import { drawTextGround } from './text-ground.js';
import type { TextPlace } from './text-place.js';
import { drawTextEffect, drawTextMuzzle, drawTextShell } from './text-shots.js';
import { drawTextTank, drawTextWreck } from './text-tanks.js';

/** Draws all of it, as drawScene() does.
 *  @param own seat of the player who looks
 *  @param nowMs the clock by which effects were noted */
export function drawTextScene(
  place: TextPlace,
  effects: readonly Effect[],
  own: number,
  nowMs: number,
): void {
  const { tanks, shells } = place.world;
  drawTextGround(place, nowMs);
  for (let seat = 0; seat < SEATS_MAX; seat++)
    if (tanks[seat].life === WRECK) drawTextWreck(place, tanks[seat]);
  for (let seat = 0; seat < SEATS_MAX; seat++)
    if (tanks[seat].life === ALIVE) drawTextTank(place, tanks[seat], marksOf(place.world, seat, own), nowMs);
  for (let slot = 0; slot < SHELLS_MAX; slot++)
    if (shells[slot].flying === 1) drawTextShell(place, shells[slot], (slot / SHELLS_PER_SEAT) | 0);
  for (let seat = 0; seat < SEATS_MAX; seat++)
    if (hasJustFired(tanks[seat])) drawTextMuzzle(place, tanks[seat]);
  for (let index = 0; index < effects.length; index++) drawTextEffect(place, effects[index], nowMs);
}
