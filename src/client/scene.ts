// The arena as pixels: world and effects -> canvas. Pure: it reads, and changes nothing but the canvas. Half a tile is `scale`
// pixels. Called by arena/painter.ts for each frame that is drawn with half blocks; what it draws is in arena/.
import { RIGHT } from '../game/buttons.js';
import { RELOAD_TICKS, SEATS_MAX, SHELLS_MAX, SHELLS_PER_SEAT, TANK_REACH } from '../game/units.js';
import { ALIVE, createTank, type World, WRECK } from '../game/world.js';
import { type Camera, SCALE_MAX } from './arena/camera.js';
import { PALETTES } from './arena/colours.js';
import { drawGround, drawLeaves } from './arena/ground.js';
import type { Look } from './arena/look.js';
import { drawEffect, drawMuzzle, drawShell } from './arena/shots.js';
import { drawTank, drawWreck, wearOf } from './arena/tanks.js';
import type { Canvas } from './canvas.js';
import type { Effect } from './state.js';

const MUZZLE_TICKS = 2;

/** What of a tank's marks changes from tank to tank; one for all of them, so that a frame allocates none. */
const marks = { seat: 0, isOwn: false, team: -1, wear: 0, isCloaked: false, isFrozen: false };

/** Draws all of it: ground, wrecks, tanks, shells, leaves above them, effects.
 *  @param canvas as many pixels as the camera's tiles take
 *  @param own seat of the player who looks
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
  for (let seat = 0; seat < SEATS_MAX; seat++) {
    if (world.tanks[seat].life === WRECK) drawWreck(canvas, world.tanks[seat], camera, look);
  }
  for (let seat = 0; seat < SEATS_MAX; seat++) {
    const tank = world.tanks[seat];
    if (tank.life !== ALIVE) continue;
    marks.seat = seat;
    marks.isOwn = seat === own;
    marks.wear = wearOf(tank.armour, world.options.armour);
    drawTank(canvas, tank, marks, camera, look, nowMs);
    drawLeaves(canvas, world, tank.x, tank.y, camera, look);
  }
  for (let slot = 0; slot < SHELLS_MAX; slot++) {
    const shell = world.shells[slot];
    if (shell.flying === 1) drawShell(canvas, shell, (slot / SHELLS_PER_SEAT) | 0, camera, look);
  }
  for (let seat = 0; seat < SEATS_MAX; seat++) {
    const tank = world.tanks[seat];
    // A gun that has just begun to load has just fired.
    if (tank.life === ALIVE && tank.reload > RELOAD_TICKS - MUZZLE_TICKS)
      drawMuzzle(canvas, tank, camera, look);
  }
  for (let index = 0; index < effects.length; index++)
    drawEffect(canvas, effects[index], camera, look, nowMs);
}

const EMBLEM = { ...createTank(), x: TANK_REACH, y: TANK_REACH, heading: RIGHT };
const EMBLEM_MARKS = { ...marks, isOwn: true };

/** Draws one tank alone, as large as there is one: the sign of the game. The canvas is 12 columns by 6 rows. */
export function drawEmblem(canvas: Canvas): void {
  const camera = { left: 0, top: 0, scale: SCALE_MAX };
  const look = { drawing: 'pixels', colours: PALETTES.usual, calm: true } as const;
  drawTank(canvas, EMBLEM, EMBLEM_MARKS, camera, look, 0);
}
