// The two parts of an arena that count: the hill, which gives points to who holds it alone, and the ring that closes in from
// the edges and harms who is outside. Only with authority. Called by step().
import { harm } from './harm.js';
import { MODES } from './modes.js';
import { onlyOne } from './sides.js';
import { NOBODY } from './things.js';
import { HILL_TICKS, RING_HARM_TICKS, RING_STEP_TICKS, SEATS_MAX, TILE } from './units.js';
import { ALIVE, type Tank, type World } from './world.js';

/** Finds out who holds the hill, and gives its points. Whoever was on it alone holds it against all who come, until they leave it or are
 *  destroyed: with many tanks nobody would be alone there for a second. */
export function stepHill(world: World): void {
  const { hill } = world;
  if (!world.authority || hill.radius === 0) return;
  let sides = 0;
  for (let seat = 0; seat < SEATS_MAX; seat++) {
    if (isOnHill(world, seat)) sides |= 1 << world.scores[seat].team;
  }
  const isHeld = hill.holder !== NOBODY && ((sides >> hill.holder) & 1) === 1;
  if (!isHeld) hill.holder = onlyOne(sides);
  if (hill.holder === NOBODY || world.tick % HILL_TICKS !== 0) return;
  for (let seat = 0; seat < SEATS_MAX; seat++) {
    const isHolder = world.scores[seat].team === hill.holder;
    if (isHolder && isOnHill(world, seat)) MODES[world.options.mode].onHeld(world, seat);
  }
}

/** True while the centre of a seat's living tank is on the hill. */
function isOnHill({ hill, tanks }: World, seat: number): boolean {
  const { life, x, y } = tanks[seat];
  return life === ALIVE && Math.abs(x - hill.x) <= hill.radius && Math.abs(y - hill.y) <= hill.radius;
}

/** Closes the ring by a tile when it is time, and harms who is outside. */
export function stepRing(world: World): void {
  const { stage, arena } = world;
  if (!world.authority) return;
  if (stage.ringTicks === 1) {
    stage.ring++;
    const isClosed = 2 * stage.ring >= Math.max(arena.columns, arena.rows);
    stage.ringTicks = isClosed ? 0 : RING_STEP_TICKS;
  }
  if (stage.ring === 0 || world.tick % RING_HARM_TICKS !== 0) return;
  for (let turn = 0; turn < SEATS_MAX; turn++) {
    const seat = (turn + world.tick) % SEATS_MAX;
    if (isOutside(world, world.tanks[seat])) harm(world, seat, NOBODY);
  }
}

/** True when a tank's centre is where the ring has closed. */
function isOutside({ stage, arena }: World, { x, y }: Tank): boolean {
  const edge = stage.ring * TILE;
  return x < edge || y < edge || x > arena.columns * TILE - edge || y > arena.rows * TILE - edge;
}
