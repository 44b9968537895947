// Shells, muzzle flashes, and what they do where they end, as pixels. Called by scene.ts; nothing here allocates.
import { HEADING_X, HEADING_Y } from '../../game/buttons.js';
import { HALF_TILE, MINE_BLAST, RELOAD_TICKS, TANK_REACH } from '../../game/units.js';
import { ALIVE, type Shell, type Tank } from '../../game/world.js';
import type { Canvas } from '../canvas.js';
import type { Effect } from '../state.js';
import { type Camera, pixelX, pixelY, stepOf } from './camera.js';
import type { Look } from './look.js';

/** How long effects last. */
export const IMPACT_MS = 240;
export const EXPLOSION_MS = 800;
const BLAST_MS = 400;
/** An effect changes its picture so often: smooth enough, and a third of the bytes of one that changes in each frame. */
export const EFFECT_STEP_MS = 80;
const MUZZLE_TICKS = 2;
/** Share of its time after which an explosion has burnt out and is smoke. */
const BURNT = 0.55;

/** How a kind of shell is drawn, by its index in SHELL_KINDS: length of head and tail and width in half tiles of a small picture. */
interface ShellArt {
  readonly head: number;
  readonly tail: number;
  readonly isWide: boolean;
  /** The tail is dotted. */
  readonly isDotted: boolean;
}

const SHELL_ARTS: readonly ShellArt[] = [
  { head: 1, tail: 1, isWide: false, isDotted: false },
  { head: 1, tail: 4, isWide: false, isDotted: true },
  { head: 4, tail: 4, isWide: false, isDotted: false },
  { head: 2, tail: 0, isWide: true, isDotted: false },
];

/** Draws a shell: a bright head at its place, and behind it a tail in the colour of who shot it. A ricochet leaves dots, a laser
 *  is a beam, a steel-breaker a bolt. @param colour of the seat or the team */
export function drawShell(canvas: Canvas, shell: Shell, colour: number, camera: Camera, look: Look): void {
  const { scale } = camera;
  const art = SHELL_ARTS[shell.kind];
  const alongX = HEADING_X[shell.heading];
  const alongY = HEADING_Y[shell.heading];
  const thick = (scale === 1 ? 1 : 2) + (art.isWide ? Math.floor(scale) : 0);
  const x = pixelX(shell.x, camera);
  const y = pixelY(shell.y, camera);
  const head = Math.floor(art.head * scale);
  const dotted = Math.floor(scale);
  for (let back = head + Math.ceil(art.tail * scale) - 1; back >= 0; back--) {
    if (back >= head && art.isDotted && ((back / dotted) & 1) === 0) continue;
    const size = back < head ? thick : 1;
    const left = x - alongX * back - (size >> 1);
    const top = y - alongY * back - (size >> 1);
    canvas.rect(left, top, size, size, back < head && !art.isWide ? look.colours.shell : colour);
  }
  if (art.isWide) canvas.rect(x - (scale >> 1), y - (scale >> 1), dotted, dotted, look.colours.steelLight);
}

/** True when a gun has just begun to load: then its flash is drawn. */
export function hasJustFired(tank: Tank): boolean {
  return tank.life === ALIVE && tank.reload > RELOAD_TICKS - MUZZLE_TICKS;
}

/** Draws the flash before a gun that has just fired. */
export function drawMuzzle(canvas: Canvas, tank: Tank, camera: Camera, { colours, calm }: Look): void {
  if (calm) return;
  const scale = Math.floor(camera.scale);
  const alongX = HEADING_X[tank.heading];
  const alongY = HEADING_Y[tank.heading];
  const reach = TANK_REACH + HALF_TILE / 2;
  const x = pixelX(tank.x + alongX * reach, camera);
  const y = pixelY(tank.y + alongY * reach, camera);
  const half = scale >> 1;
  // A cross, longer in the direction of the shot.
  const wide = 2 * scale * Math.abs(alongY) + scale * Math.abs(alongX);
  const high = 2 * scale * Math.abs(alongX) + scale * Math.abs(alongY);
  canvas.rect(x - (wide >> 1), y - half, wide, scale, colours.fire[2]);
  canvas.rect(x - half, y - (high >> 1), scale, high, colours.fire[2]);
  canvas.rect(x - half, y - half, scale, scale, colours.fire[1]);
}

/** Draws an effect at its age; one that is over draws nothing. */
export function drawEffect(canvas: Canvas, effect: Effect, camera: Camera, look: Look, nowMs: number): void {
  const ageMs = stepOf(nowMs - effect.atMs, EFFECT_STEP_MS, false) * EFFECT_STEP_MS;
  switch (effect.kind) {
    case 'impact':
      if (ageMs < IMPACT_MS) drawSparks(canvas, effect, ageMs / IMPACT_MS, camera, look);
      break;
    case 'explosion':
      if (ageMs < EXPLOSION_MS) drawExplosion(canvas, effect, ageMs / EXPLOSION_MS, camera, look);
      break;
    case 'blast':
      if (ageMs < EXPLOSION_MS) drawExplosion(canvas, effect, ageMs / EXPLOSION_MS, camera, look);
      if (ageMs < BLAST_MS) drawWave(canvas, effect, ageMs / BLAST_MS, camera, look);
      break;
  }
}

/** A spark in the middle, then four that fly apart. @param age 0 to 1 */
function drawSparks(canvas: Canvas, effect: Effect, age: number, camera: Camera, { colours }: Look): void {
  const { scale } = camera;
  const x = pixelX(effect.x, camera);
  const y = pixelY(effect.y, camera);
  const size = Math.max(1, Math.floor(scale) - 1);
  const far = Math.round(scale * (0.5 + 1.5 * age));
  if (age < 0.5) canvas.rect(x - (size >> 1), y - (size >> 1), size + 1, size + 1, colours.fire[1]);
  const colour = colours.fire[age < 0.5 ? 2 : 3];
  for (let corner = 0; corner < 4; corner++) {
    const right = (corner & 1) === 0 ? -far : far;
    const down = (corner & 2) === 0 ? -far : far;
    canvas.rect(x + right - (size >> 1), y + down - (size >> 1), size, size, colour);
  }
}

/** What a mine sends out beside its fire: a square that grows to where it harms. @param age 0 to 1 */
function drawWave(canvas: Canvas, effect: Effect, age: number, camera: Camera, { colours }: Look): void {
  const half = Math.round(((MINE_BLAST * camera.scale) / HALF_TILE) * (0.4 + 0.6 * age));
  const x = pixelX(effect.x, camera) - half;
  const y = pixelY(effect.y, camera) - half;
  canvas.frame(x, y, 2 * half, 2 * half, colours.fire[2], 2);
}

/** A ball of fire with a ragged edge that grows, cools from outside, and leaves smoke that thins out. @param age 0 to 1 */
function drawExplosion(canvas: Canvas, effect: Effect, age: number, camera: Camera, look: Look): void {
  const { fire, smoke } = look.colours;
  const { scale } = camera;
  const centreX = pixelX(effect.x, camera);
  const centreY = pixelY(effect.y, camera);
  const reach = 4 * scale;
  const outer = reach * Math.min(1, 0.35 + age * 1.3);
  const inner = reach * Math.max(0, (age - 0.3) * 1.5);
  // With `calm` it begins at the second tone: no white flash.
  const coldest = fire.length - 1;
  const hottest = look.calm ? 2 : 0;
  const span = Math.ceil(outer * 1.15);
  for (let y = -span; y <= span; y++) {
    for (let x = -span; x <= span; x++) {
      const ragged = 1 + (((x * 7 + y * 13 + x * y) & 7) - 3.5) * 0.05;
      const distance = Math.hypot(x + 0.5, y + 0.5) * ragged;
      if (distance > outer || distance < inner) continue;
      const isSmoke = age > BURNT;
      if (isSmoke && ((x + y * 3 + ((age * 12) | 0)) & 3) < (age - BURNT) * 9) continue;
      const heat = Math.floor((distance / outer) * 2.4 + age * 4.5);
      const colour =
        isSmoke && distance > outer * 0.6 ? smoke : fire[Math.max(hottest, Math.min(coldest, heat))];
      canvas.put(centreX + x, centreY + y, colour);
    }
  }
}
