// The arena as pixels: world and effects -> canvas. Pure: it reads, and changes nothing but the canvas. Half a tile is `scale`
// pixels. Called by the battle's view for each frame that is drawn.
import { HEADING_X, HEADING_Y, RIGHT } from '../game/buttons.js';
import { BASE, BRICK, BUSH, ICE, kindOf, STEEL, WATER } from '../game/terrain.js';
import { HALF_TILE, RELOAD_TICKS, SEATS_MAX, SHELLS_MAX, TANK_REACH } from '../game/units.js';
import { ALIVE, createTank, type Tank, type World } from '../game/world.js';
import { type Canvas, TRANSPARENT } from './canvas.js';
import { GROUND, INK, mix, seatColour } from './palette.js';
import { colourOfPart, Part, SCALE_MAX, TANK_PARTS } from './sprites.js';
import type { Effect } from './state.js';

/** Which part of the arena is shown, in tiles, and how large. */
export interface Camera {
  readonly left: number;
  readonly top: number;
  /** Pixels to half a tile: 1, 2 or 3. */
  readonly scale: number;
}

const WATER_MS = 900;
const SHIELD_MS = 240;
const IMPACT_MS = 180;
const EXPLOSION_MS = 550;
const MUZZLE_TICKS = 2;
const TRACK_STEP = 64;
const FLASH = [0xffffff, 0xffe08a, 0xff9d3b, 0xc8452b, 0x5a3a33] as const;

const seatPaints = Array.from({ length: SEATS_MAX }, (_, seat) => paintOf(seatColour(seat)));
const ownPaints = seatPaints.map((paint) => {
  const own = paint.slice();
  own[Part.Gun] = INK.bright;
  own[Part.Hatch] = INK.bright;
  return own;
});
const shieldPaint = new Uint32Array(6).fill(INK.shield);

function paintOf(colour: number): Uint32Array {
  const paint = new Uint32Array(6);
  paint[Part.Track] = mix(colour, 0, 0.62);
  paint[Part.TrackOther] = mix(colour, 0, 0.48);
  paint[Part.Body] = colour;
  paint[Part.Hatch] = mix(colour, 0xffffff, 0.45);
  paint[Part.Gun] = mix(colour, 0xffffff, 0.7);
  return paint;
}

/** Draws all of it: ground, tanks, shells, bush above them, effects.
 *  @param own seat of the player who looks
 *  @param nowMs the clock by which effects were noted */
export function drawScene(
  canvas: Canvas,
  world: World,
  effects: readonly Effect[],
  own: number,
  camera: Camera,
  nowMs: number,
): void {
  drawGround(canvas, world, camera, nowMs);
  for (let seat = 0; seat < SEATS_MAX; seat++) {
    const tank = world.tanks[seat];
    if (tank.life === ALIVE)
      drawTank(canvas, tank, (seat === own ? ownPaints : seatPaints)[seat], camera, nowMs);
  }
  for (let slot = 0; slot < SHELLS_MAX; slot++) {
    const shell = world.shells[slot];
    if (shell.flying === 1) drawDot(canvas, shell.x, shell.y, Math.ceil(camera.scale / 2), INK.shell, camera);
  }
  for (const tank of world.tanks) {
    // A gun that has just begun to load has just fired.
    const hasFired = tank.life === ALIVE && tank.reload > RELOAD_TICKS - MUZZLE_TICKS;
    if (hasFired) drawMuzzle(canvas, tank, camera);
  }
  drawBush(canvas, world, camera);
  for (const effect of effects) drawEffect(canvas, effect, camera, nowMs);
}

/** Draws one tank alone, as large as there is one: the sign of the game, or a champion's. The canvas is 12 columns by 6 rows. */
export function drawEmblem(canvas: Canvas, seat: number): void {
  const tank = { ...createTank(), x: TANK_REACH, y: TANK_REACH, heading: RIGHT };
  drawTank(canvas, tank, ownPaints[seat], { left: 0, top: 0, scale: SCALE_MAX }, 0);
}

function toPixel(units: number, firstTile: number, scale: number): number {
  return Math.round((units * scale) / HALF_TILE) - firstTile * 2 * scale;
}

function drawGround(canvas: Canvas, world: World, camera: Camera, nowMs: number): void {
  const { columns, rows } = world.arena;
  const { left, top, scale } = camera;
  const wave = Math.floor(nowMs / WATER_MS);
  for (let y = 0; y < canvas.height; y++) {
    const quarterY = Math.floor(y / scale) + 2 * top;
    const row = quarterY >> 1;
    for (let x = 0; x < canvas.width; x++) {
      const quarterX = Math.floor(x / scale) + 2 * left;
      const column = quarterX >> 1;
      const isInside = column < columns && row < rows;
      canvas.pixels[y * canvas.width + x] = isInside
        ? groundColour(world.terrain[row * columns + column], quarterX, quarterY, wave)
        : GROUND.outside;
    }
  }
}

function groundColour(tile: number, quarterX: number, quarterY: number, wave: number): number {
  const isOdd = ((quarterX ^ quarterY) & 1) === 1;
  switch (kindOf(tile)) {
    case BRICK:
      if (((tile >> (4 + (quarterX & 1) + ((quarterY & 1) << 1))) & 1) === 0) return GROUND.open;
      return isOdd ? GROUND.brickOther : GROUND.brick;
    case STEEL:
      return (quarterX & quarterY & 1) === 1 ? GROUND.steel : GROUND.steelOther;
    case WATER:
      return (((quarterX >> 1) + quarterY + wave) & 3) === 0 ? GROUND.waterOther : GROUND.water;
    case ICE:
      return isOdd ? GROUND.iceOther : GROUND.ice;
    case BASE:
      return GROUND.base;
    default:
      return (((quarterX >> 1) ^ (quarterY >> 1)) & 1) === 1 ? GROUND.openOther : GROUND.open;
  }
}

function drawTank(canvas: Canvas, tank: Tank, paint: Uint32Array, camera: Camera, nowMs: number): void {
  const { scale } = camera;
  const side = 4 * scale;
  const left = toPixel(tank.x - TANK_REACH, camera.left, scale);
  const top = toPixel(tank.y - TANK_REACH, camera.top, scale);
  const parts = TANK_PARTS[scale - 1][tank.heading];
  const isShielded = tank.shield > 0 && Math.floor(nowMs / SHIELD_MS) % 2 === 0;
  const moved = (((tank.x + tank.y) / TRACK_STEP) & 1) === 1;
  for (let index = 0; index < side * side; index++) {
    const part = parts[index];
    const isTrack = part === Part.Track || part === Part.TrackOther;
    const colour = colourOfPart(part, isShielded && isTrack ? shieldPaint : paint, moved);
    if (colour !== TRANSPARENT) canvas.put(left + (index % side), top + ((index / side) | 0), colour);
  }
}

function drawMuzzle(canvas: Canvas, { x, y, heading }: Tank, camera: Camera): void {
  const reach = TANK_REACH + HALF_TILE / 2;
  drawDot(
    canvas,
    x + HEADING_X[heading] * reach,
    y + HEADING_Y[heading] * reach,
    camera.scale,
    FLASH[1],
    camera,
  );
}

/** A square of pixels around a place. */
function drawDot(canvas: Canvas, x: number, y: number, side: number, colour: number, camera: Camera): void {
  const left = toPixel(x, camera.left, camera.scale) - (side >> 1);
  const top = toPixel(y, camera.top, camera.scale) - (side >> 1);
  canvas.rect(left, top, side, side, colour);
}

/** Leaves, drawn over what stands in them with gaps: who is in there sees himself. */
function drawBush(canvas: Canvas, world: World, camera: Camera): void {
  const { columns, rows } = world.arena;
  const { scale } = camera;
  const lastRow = Math.min(rows, camera.top + Math.ceil(canvas.height / (2 * scale)));
  const lastColumn = Math.min(columns, camera.left + Math.ceil(canvas.width / (2 * scale)));
  for (let row = camera.top; row < lastRow; row++) {
    for (let column = camera.left; column < lastColumn; column++) {
      if (kindOf(world.terrain[row * columns + column]) !== BUSH) continue;
      const left = (column - camera.left) * 2 * scale;
      const top = (row - camera.top) * 2 * scale;
      for (let y = 0; y < 2 * scale; y++) {
        for (let x = 0; x < 2 * scale; x++) {
          if (((x + y) & 1) === 0) canvas.put(left + x, top + y, GROUND.bush);
          else if (!isTankAt(world, column, row)) canvas.put(left + x, top + y, GROUND.bushOther);
        }
      }
    }
  }
}

function isTankAt(world: World, column: number, row: number): boolean {
  const x = (2 * column + 1) * HALF_TILE;
  const y = (2 * row + 1) * HALF_TILE;
  const reach = TANK_REACH + HALF_TILE;
  return world.tanks.some(
    (tank) => tank.life === ALIVE && Math.abs(tank.x - x) < reach && Math.abs(tank.y - y) < reach,
  );
}

function drawEffect(canvas: Canvas, effect: Effect, camera: Camera, nowMs: number): void {
  const ageMs = nowMs - effect.atMs;
  const { scale } = camera;
  switch (effect.kind) {
    case 'impact':
      if (ageMs < IMPACT_MS) drawBall(canvas, effect, 1.2 * scale, ageMs / IMPACT_MS, camera);
      break;
    case 'explosion':
      if (ageMs < EXPLOSION_MS) drawBall(canvas, effect, 4 * scale, ageMs / EXPLOSION_MS, camera);
      break;
  }
}

/** A ball of fire that grows, and then is eaten up from its middle. @param age 0 to 1 @param reach in pixels */
function drawBall(canvas: Canvas, effect: Effect, reach: number, age: number, camera: Camera): void {
  const centreX = toPixel(effect.x, camera.left, camera.scale);
  const centreY = toPixel(effect.y, camera.top, camera.scale);
  const outer = reach * Math.sqrt(Math.min(1, age * 1.8 + 0.15));
  const inner = reach * Math.max(0, age * 1.5 - 0.5);
  const span = Math.ceil(outer);
  for (let y = -span; y <= span; y++) {
    for (let x = -span; x <= span; x++) {
      const distance = Math.hypot(x + 0.5, y + 0.5);
      if (distance > outer || distance < inner) continue;
      const heat = Math.min(FLASH.length - 1, Math.floor((distance / reach + age) * 3));
      canvas.put(centreX + x, centreY + y, FLASH[heat]);
    }
  }
}
