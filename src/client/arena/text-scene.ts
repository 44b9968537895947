// The arena as characters: the same world that scene.ts draws with pixels, straight into the frame, for terminals without colours or
// without any character but ASCII. Called by painter.ts; pure but for the frame, and nothing here allocates.
import { PICKUPS } from '../../game/pickups.js';
import { layerOf } from '../../game/sides.js';
import { FLAG_CARRIED, FLAG_NONE, NOBODY } from '../../game/things.js';
import { MINES_MAX, PADS_MAX, SEATS_MAX, SHELLS_MAX, SHELLS_PER_SEAT, TEAMS_MAX } from '../../game/units.js';
import { ALIVE, WRECK } from '../../game/world.js';
import type { Effect } from '../state.js';
import { hasJustFired } from './shots.js';
import { marksOf, sideColour } from './tanks.js';
import { drawTextGround } from './text-ground.js';
import type { TextPlace } from './text-place.js';
import { drawTextEffect, drawTextMuzzle, drawTextShell } from './text-shots.js';
import { drawTextTank, drawTextWreck } from './text-tanks.js';
import {
  drawTextCarriedFlag,
  drawTextFlag,
  drawTextFlagStand,
  drawTextMine,
  drawTextPad,
  drawTextPickup,
} from './text-things.js';
import { drawTextBases, drawTextBlindness, drawTextHill, drawTextRing } from './text-zones.js';

/** Draws all of it, as drawScene() does.
 *  @param own seat of the player who looks, NOBODY for a camera that follows none
 *  @param nowMs the clock by which effects were noted */
export function drawTextScene(
  place: TextPlace,
  effects: readonly Effect[],
  own: number,
  nowMs: number,
): void {
  const { world, look } = place;
  const { tanks, shells } = world;
  drawTextGround(place, nowMs);
  drawTextHill(place);
  drawTextBases(place);
  drawTextRing(place);
  drawThings(place);
  drawTanks(place, own, nowMs);
  for (let index = 0; index < effects.length; index++)
    if (effects[index].kind !== 'impact') drawTextEffect(place, effects[index], nowMs);
  const tank = own === NOBODY ? null : tanks[own];
  // Above the fire of others.
  if (tank?.life === ALIVE) drawTextTank(place, tank, marksOf(world, own, own), nowMs);
  drawCarried(place);
  for (let slot = 0; slot < SHELLS_MAX; slot++) {
    if (shells[slot].flying === 0) continue;
    drawTextShell(place, shells[slot], sideColour(world, (slot / SHELLS_PER_SEAT) | 0, look.colours));
  }
  for (let seat = 0; seat < SEATS_MAX; seat++)
    if (hasJustFired(tanks[seat])) drawTextMuzzle(place, tanks[seat]);
  for (let index = 0; index < effects.length; index++)
    if (effects[index].kind === 'impact') drawTextEffect(place, effects[index], nowMs);
  if (tank?.life === ALIVE && PICKUPS[tank.cover].blinds) drawTextBlindness(place, tank);
}

function drawThings(place: TextPlace): void {
  const { world, look } = place;
  for (let index = 0; index < PADS_MAX; index++) {
    const { kind, ticks, x, y } = world.pads[index];
    if (kind === 0) continue;
    if (ticks > 0) drawTextPad(place, kind, x, y, ticks);
    else drawTextPickup(place, kind, x, y);
  }
  for (let slot = 0; slot < MINES_MAX; slot++) {
    const { laid, x, y } = world.mines[slot];
    if (laid === 1) drawTextMine(place, sideColour(world, layerOf(slot), look.colours), x, y);
  }
  for (let team = 0; team < TEAMS_MAX; team++) {
    const { state, x, y, homeX, homeY } = world.flags[team];
    if (state === FLAG_NONE) continue;
    drawTextFlagStand(place, team, homeX, homeY);
    if (state !== FLAG_CARRIED) drawTextFlag(place, team, x, y);
  }
}

function drawTanks(place: TextPlace, own: number, nowMs: number): void {
  const { world } = place;
  const { tanks } = world;
  for (let seat = 0; seat < SEATS_MAX; seat++)
    if (tanks[seat].life === WRECK) drawTextWreck(place, tanks[seat]);
  for (let seat = 0; seat < SEATS_MAX; seat++)
    if (tanks[seat].life === ALIVE && seat !== own)
      drawTextTank(place, tanks[seat], marksOf(world, seat, own), nowMs);
}

function drawCarried(place: TextPlace): void {
  const { tanks, flags } = place.world;
  for (let team = 0; team < TEAMS_MAX; team++) {
    const { state, carrier } = flags[team];
    if (state !== FLAG_CARRIED || carrier >= SEATS_MAX || tanks[carrier].life !== ALIVE) continue;
    drawTextCarriedFlag(place, team, tanks[carrier].x, tanks[carrier].y);
  }
}
