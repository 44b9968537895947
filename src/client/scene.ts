// The arena as pixels: world and effects -> canvas. Pure: it reads, and changes nothing but the canvas. Half a tile is `scale`
// pixels. Called by arena/painter.ts for each frame that is drawn with half blocks; what it draws is in arena/.
import { RIGHT } from '../game/buttons.js';
import { SEATS_MAX, SHELLS_MAX, SHELLS_PER_SEAT, TANK_REACH } from '../game/units.js';
import { ALIVE, createTank, type World, WRECK } from '../game/world.js';
import { type Camera, SCALE_MAX } from './arena/camera.js';
import { PALETTES } from './arena/colours.js';
import { drawGround, drawLeaves } from './arena/ground.js';
import type { Look } from './arena/look.js';
import { drawEffect, drawMuzzle, drawShell, hasJustFired } from './arena/shots.js';
import { drawTank, drawWreck, marksOf, WHOLE } from './arena/tanks.js';
import type { Canvas } from './canvas.js';
import type { Effect } from './state.js';

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
    drawTank(canvas, tank, marksOf(world, seat, own), camera, look, nowMs);
    drawLeaves(canvas, world, tank.x, tank.y, camera, look);
  }
  for (let slot = 0; slot < SHELLS_MAX; slot++) {
    const shell = world.shells[slot];
    if (shell.flying === 1) drawShell(canvas, shell, (slot / SHELLS_PER_SEAT) | 0, camera, look);
  }
  for (let seat = 0; seat < SEATS_MAX; seat++) {
    const tank = world.tanks[seat];
    if (hasJustFired(tank)) drawMuzzle(canvas, tank, camera, look);
  }
  for (let index = 0; index < effects.length; index++)
    drawEffect(canvas, effects[index], camera, look, nowMs);
}

const EMBLEM = { ...createTank(), x: TANK_REACH, y: TANK_REACH, heading: RIGHT };
const EMBLEM_MARKS = { seat: 0, isOwn: true, team: -1, wear: WHOLE, isCloaked: false, isFrozen: false };

/** Draws one tank alone, as large as there is one: the sign of the game. The canvas is 12 columns by 6 rows. */
export function drawEmblem(canvas: Canvas): void {
  const camera = { left: 0, top: 0, scale: SCALE_MAX };
  const look = { drawing: 'pixels', colours: PALETTES.usual, calm: true } as const;
  drawTank(canvas, EMBLEM, EMBLEM_MARKS, camera, look, 0);
}
