// The arena as pixels: world and effects -> canvas. Pure: it reads, and changes nothing but the canvas. Half a tile is `scale`
// pixels. Called by arena/painter.ts for each frame that is drawn with half blocks; what it draws is in arena/.
import { RIGHT } from '../game/buttons.js';
import { PICKUPS } from '../game/pickups.js';
import { layerOf } from '../game/sides.js';
import { FLAG_CARRIED, FLAG_NONE, NOBODY } from '../game/things.js';
import {
  MINES_MAX,
  PADS_MAX,
  SEATS_MAX,
  SHELLS_MAX,
  SHELLS_PER_SEAT,
  TANK_REACH,
  TEAMS_MAX,
} from '../game/units.js';
import { ALIVE, createTank, type World, WRECK } from '../game/world.js';
import { type Camera, SCALE_MAX } from './arena/camera.js';
import { PALETTES } from './arena/colours.js';
import { drawGround, drawLeaves } from './arena/ground.js';
import type { Look } from './arena/look.js';
import { drawEffect, drawMuzzle, drawShell, hasJustFired } from './arena/shots.js';
import { drawOwnTracks, drawTank, drawWreck, marksOf, sideColour, WHOLE } from './arena/tanks.js';
import { drawCarriedFlag, drawFlag, drawFlagStand, drawMine, drawPad, drawPickup } from './arena/things.js';
import { drawBases, drawBlindness, drawHill, drawRing } from './arena/zones.js';
import type { Canvas } from './canvas.js';
import type { Effect } from './state.js';

/** Draws all of it: ground and what lies on it, wrecks, tanks, shells, leaves above them, effects.
 *  @param canvas as many pixels as the camera's tiles take
 *  @param own seat of the player who looks, NOBODY for a camera that follows none
 *  @param nowMs the clock by which effects were noted */
export function drawScene(
  canvas: Canvas,
  world: World,
  effects: readonly Effect[],
  own: number,
  camera: Camera,
  look: Look,
  nowMs: number,
): void {
  drawGround(canvas, world, camera, look, nowMs);
  drawHill(canvas, world, camera, look);
  drawBases(canvas, world, camera, look);
  drawRing(canvas, world, camera, look);
  drawThings(canvas, world, camera, look, nowMs);
  drawTanks(canvas, world, own, camera, look, nowMs);
  for (let index = 0; index < effects.length; index++)
    if (effects[index].kind !== 'impact') drawEffect(canvas, effects[index], camera, look, nowMs);
  const tank = own === NOBODY ? null : world.tanks[own];
  // Above the fire of others, and its tracks above the leaves too.
  if (tank?.life === ALIVE) drawOwn(canvas, world, own, camera, look, nowMs);
  drawCarried(canvas, world, camera, look, nowMs);
  for (let slot = 0; slot < SHELLS_MAX; slot++) {
    const shell = world.shells[slot];
    if (shell.flying === 0) continue;
    const colour = sideColour(world, (slot / SHELLS_PER_SEAT) | 0, look.colours);
    drawShell(canvas, shell, colour, camera, look);
  }
  for (let seat = 0; seat < SEATS_MAX; seat++) {
    const tank = world.tanks[seat];
    if (hasJustFired(tank)) drawMuzzle(canvas, tank, camera, look);
  }
  for (let index = 0; index < effects.length; index++)
    if (effects[index].kind === 'impact') drawEffect(canvas, effects[index], camera, look, nowMs);
  if (tank?.life === ALIVE && PICKUPS[tank.cover].blinds) drawBlindness(canvas, tank, camera, look);
}

/** What lies on the ground: pads and what is on them, mines, flags. */
function drawThings(canvas: Canvas, world: World, camera: Camera, look: Look, nowMs: number): void {
  for (let index = 0; index < PADS_MAX; index++) {
    const { kind, ticks, x, y } = world.pads[index];
    if (kind === 0) continue;
    if (ticks > 0) drawPad(canvas, x, y, camera, look);
    else drawPickup(canvas, kind, x, y, camera, look);
  }
  for (let slot = 0; slot < MINES_MAX; slot++) {
    const { laid, x, y } = world.mines[slot];
    if (laid === 0) continue;
    drawMine(canvas, sideColour(world, layerOf(slot), look.colours), x, y, camera, look, nowMs);
  }
  for (let team = 0; team < TEAMS_MAX; team++) {
    const { state, x, y, homeX, homeY } = world.flags[team];
    if (state === FLAG_NONE) continue;
    drawFlagStand(canvas, team, homeX, homeY, camera, look);
    if (state !== FLAG_CARRIED) drawFlag(canvas, team, x, y, camera, look, nowMs);
  }
}

/** Wrecks, living tanks above them but for the own one, leaves above those. */
function drawTanks(
  canvas: Canvas,
  world: World,
  own: number,
  camera: Camera,
  look: Look,
  nowMs: number,
): void {
  for (let seat = 0; seat < SEATS_MAX; seat++) {
    if (world.tanks[seat].life === WRECK) drawWreck(canvas, world.tanks[seat], camera, look);
  }
  for (let seat = 0; seat < SEATS_MAX; seat++) {
    const tank = world.tanks[seat];
    if (tank.life !== ALIVE || seat === own) continue;
    drawTank(canvas, tank, marksOf(world, seat, own), camera, look, nowMs);
    drawLeaves(canvas, world, tank.x, tank.y, camera, look);
  }
}

/** The own tank: leaves hide its hull, and never its tracks. */
function drawOwn(canvas: Canvas, world: World, own: number, camera: Camera, look: Look, nowMs: number): void {
  const tank = world.tanks[own];
  drawTank(canvas, tank, marksOf(world, own, own), camera, look, nowMs);
  drawLeaves(canvas, world, tank.x, tank.y, camera, look);
  drawOwnTracks(canvas, tank, marksOf(world, own, own), camera, look);
}

/** The flags that tanks carry. */
function drawCarried(canvas: Canvas, world: World, camera: Camera, look: Look, nowMs: number): void {
  for (let team = 0; team < TEAMS_MAX; team++) {
    const { state, carrier } = world.flags[team];
    if (state !== FLAG_CARRIED || carrier >= SEATS_MAX) continue;
    const { life, x, y } = world.tanks[carrier];
    // One that is not seen is absent.
    if (life === ALIVE) drawCarriedFlag(canvas, team, x, y, camera, look, nowMs);
  }
}

const EMBLEM = { ...createTank(), x: TANK_REACH, y: TANK_REACH, heading: RIGHT };
const EMBLEM_MARKS = {
  isOwn: false,
  team: -1,
  wear: WHOLE,
  isCloaked: false,
  isFrozen: false,
  hasStar: false,
};

/** Draws one tank alone, as large as there is one: the sign of the game, or a champion's. The canvas is 12 columns by 6 rows. */
export function drawEmblem(canvas: Canvas, seat: number): void {
  const camera = { left: 0, top: 0, scale: SCALE_MAX };
  const look = { drawing: 'pixels', colours: PALETTES.usual, calm: true } as const;
  drawTank(canvas, EMBLEM, { ...EMBLEM_MARKS, seat }, camera, look, 0);
}
