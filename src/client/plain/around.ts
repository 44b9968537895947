// What is around a tank, in one short sentence each: enemies and walls, the ways that are clear, goals and pickups. For who can't see the
// picture. Asks the world that the client knows, in which whoever is hidden is absent; distances are whole tiles. Pure.
import { HEADING_X, HEADING_Y } from '../../game/buttons.js';
import { PICKUPS } from '../../game/pickups.js';
import { isSameSide } from '../../game/sides.js';
import { clearGround, clearOfTanks, isHorizontal } from '../../game/space.js';
import { BASE, BRICK, kindOf, STEEL, STOPS_SHELLS, STOPS_TANKS, WATER } from '../../game/terrain.js';
import { FLAG_CARRIED, FLAG_NONE } from '../../game/things.js';
import { SEATS_MAX, SHELL_REACH, TANK_REACH, TILE } from '../../game/units.js';
import { ALIVE, type World } from '../../game/world.js';
import { teamLetter } from '../views/battle/mode-line.js';
import { hasWord, type WordId, word } from '../views/words.js';

/** The four headings, and what lies between them, clockwise. */
const POINTS = [
  'north',
  'north-east',
  'east',
  'south-east',
  'south',
  'south-west',
  'west',
  'north-west',
] as const;
/** Of these many things of one kind the nearest are told. */
const ENEMIES_MAX = 3;
const PICKUPS_MAX = 2;
const MINE_TILES = 6;
/** Farther than any arena is wide, in units. */
const FAR = 128 * TILE;
/** Tangent of half of an eighth of a turn. */
const HALF_EIGHTH = 0.4142;

/** Anything at a place, in units. */
interface Placed {
  readonly x: number;
  readonly y: number;
}

/** Something that stops a tank: a word of `what-...` and `ahead-...`. */
export type Obstacle = 'brick' | 'steel' | 'water' | 'edge' | 'base' | 'tank';

/** An enemy at whom a shell could fly. */
export interface Target {
  readonly seat: number;
  readonly heading: number;
  /** In tiles. */
  readonly distance: number;
}

/** "enemy north-east 6, wall ahead 2, armour 2". @param seat of the tank that looks */
export function sayAround(world: World, seat: number): string {
  const own = world.tanks[seat];
  if (own.life !== ALIVE) return word('near-out');
  const targets = targetsOf(world, seat);
  const enemies = nearest(
    own,
    seatsInSight(world, seat).filter((other) => !isSameSide(world, seat, other)),
    (other) => world.tanks[other],
  );
  const parts = enemies.slice(0, ENEMIES_MAX).map((other) => {
    const text = sayPlace('near-enemy', own, world.tanks[other]);
    const isInLine = targets.some((target) => target.seat === other);
    return isInLine ? `${text} ${word('near-in-line')}` : text;
  });
  if (parts.length === 0) parts.push(word('near-none'));
  const mines = world.mines.filter((mine) => mine.laid === 1 && tilesTo(own, mine) <= MINE_TILES);
  for (const mine of nearest(own, mines, (each) => each).slice(0, 1))
    parts.push(sayPlace('near-mine', own, mine));
  const { what, distance } = wayOf(world, seat, own.heading);
  parts.push(word(`ahead-${what}`, { distance }), word('near-armour', { armour: own.armour }));
  return parts.join(', ');
}

/** Which way the tank faces, and how far it may go in each. */
export function sayWays(world: World, seat: number): string {
  const own = world.tanks[seat];
  if (own.life !== ALIVE) return word('near-out');
  const ways = [0, 1, 2, 3].map((heading) => {
    const { what, distance } = wayOf(world, seat, heading);
    return word('ways-clear', { way: sayHeading(heading), distance, what: word(`what-${what}`) });
  });
  return [word('ways-facing', { way: sayHeading(own.heading) }), ...ways].join('; ');
}

/** Flags, bases, the hill, then pickups that lie there, then mates. */
export function sayGoals(world: World, seat: number): string {
  const own = world.tanks[seat];
  if (own.life !== ALIVE) return word('near-out');
  const { hill, flags, bases, scores } = world;
  const parts: string[] = [];
  const tell = (what: string, place: Placed): void => {
    const values = { what, way: sayWay(own, place), distance: tilesTo(own, place) };
    parts.push(word('near-thing', values));
  };
  if (hill.radius > 0) {
    const isOn = Math.max(Math.abs(own.x - hill.x), Math.abs(own.y - hill.y)) < hill.radius;
    if (isOn) parts.push(word('near-on-hill'));
    else tell(word('near-hill'), hill);
  }
  for (const [team, flag] of flags.entries()) {
    if (flag.state === FLAG_NONE) continue;
    const isOwnLoad = flag.state === FLAG_CARRIED && flag.carrier === seat;
    const carrier = flag.state === FLAG_CARRIED ? world.tanks[flag.carrier] : undefined;
    if (!isOwnLoad)
      tell(word('near-flag', { team: teamLetter(team) }), carrier?.life === ALIVE ? carrier : flag);
    if (team === scores[seat].team) tell(word('near-home'), { x: flag.homeX, y: flag.homeY });
  }
  for (const [team, base] of bases.entries())
    if (base.healthMax > 0 && base.health > 0) tell(word('near-base', { team: teamLetter(team) }), base);
  const pads = world.pads.filter(({ kind, ticks }) => kind > 0 && ticks === 0);
  for (const pad of nearest(own, pads, (each) => each).slice(0, PICKUPS_MAX)) tell(pickupName(pad.kind), pad);
  const mates = seatsInSight(world, seat).filter((other) => isSameSide(world, seat, other));
  for (const mate of nearest(own, mates, (other) => world.tanks[other]).slice(0, PICKUPS_MAX))
    parts.push(sayPlace('near-mate', own, world.tanks[mate]));
  return parts.length === 0 ? word('near-nothing') : parts.join(', ');
}

/** Enemies at whom the tank could shoot once it has turned, the nearest first. */
export function targetsOf(world: World, seat: number): Target[] {
  const own = world.tanks[seat];
  const targets: Target[] = [];
  for (const other of seatsInSight(world, seat)) {
    if (isSameSide(world, seat, other)) continue;
    const enemy = world.tanks[other];
    const heading = headingTo(own, enemy, TANK_REACH + SHELL_REACH);
    if (heading < 0) continue;
    const gap = Math.abs(isHorizontal(heading) ? enemy.x - own.x : enemy.y - own.y) - TANK_REACH;
    const clear = clearGround(world, heading, own.x, own.y, 0, SHELL_REACH, Math.max(0, gap), STOPS_SHELLS);
    if (clear >= gap) targets.push({ seat: other, heading, distance: tilesTo(own, enemy) });
  }
  return targets.sort((one, other) => one.distance - other.distance);
}

/** What stops a tank that drives towards a heading, and after how many tiles. */
export function wayOf(world: World, seat: number, heading: number): { what: Obstacle; distance: number } {
  const { x, y } = world.tanks[seat];
  const ground = clearGround(world, heading, x, y, TANK_REACH, TANK_REACH, FAR, STOPS_TANKS);
  const clear = clearOfTanks(world, seat, heading, ground);
  const distance = Math.floor(clear / TILE);
  if (clear < ground) return { what: 'tank', distance };
  return { what: obstacleAt(world, x, y, heading, clear), distance };
}

/** A heading in a word. */
export function sayHeading(heading: number): string {
  return word(`way-${POINTS[heading * 2]}`);
}

/** Whence something comes that flies towards a heading. */
export function sayFrom(heading: number): string {
  return word(`from-${POINTS[(heading * 2 + 4) % 8]}` as 'from-north');
}

/** What a pickup is called. */
export function pickupName(kind: number): string {
  const { id } = PICKUPS[kind];
  const name = `pickup-${id}`;
  return hasWord(name) ? word(name) : id;
}

/** Whole tiles between two places. */
export function tilesTo(from: Placed, to: Placed): number {
  return Math.round(Math.hypot(to.x - from.x, to.y - from.y) / TILE);
}

/** The heading in which a place lies straight ahead, give or take a reach in units; -1 when in none. */
export function headingTo(from: Placed, to: Placed, reach: number): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  if (Math.abs(dx) < reach && Math.abs(dx) <= Math.abs(dy)) return dy < 0 ? 0 : 2;
  if (Math.abs(dy) < reach) return dx < 0 ? 3 : 1;
  return -1;
}

function sayPlace(id: WordId, from: Placed, to: Placed): string {
  return word(id, { way: sayWay(from, to), distance: tilesTo(from, to) });
}

/** One of eight; what is straight ahead is never between two. */
function sayWay(from: Placed, to: Placed): string {
  const straight = headingTo(from, to, TANK_REACH);
  if (straight >= 0) return sayHeading(straight);
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const isAlongX = Math.abs(dy) < HALF_EIGHTH * Math.abs(dx);
  const isAlongY = Math.abs(dx) < HALF_EIGHTH * Math.abs(dy);
  const vertical = dy < 0 ? 'north' : 'south';
  const horizontal = dx < 0 ? 'west' : 'east';
  if (isAlongX) return word(`way-${horizontal}`);
  return word(isAlongY ? `way-${vertical}` : `way-${vertical}-${horizontal}`);
}

function seatsInSight({ tanks }: World, seat: number): number[] {
  return Array.from({ length: SEATS_MAX }, (_, other) => other).filter(
    (other) => other !== seat && tanks[other].life === ALIVE,
  );
}

function nearest<Item>(own: Placed, items: readonly Item[], placeOf: (item: Item) => Placed): Item[] {
  return [...items].sort((one, other) => tilesTo(own, placeOf(one)) - tilesTo(own, placeOf(other)));
}

/** The ground right ahead of a tank that has gone as far as it may: brick before steel before water, since brick can be shot. */
function obstacleAt(
  { arena, terrain }: World,
  x: number,
  y: number,
  heading: number,
  clear: number,
): Exclude<Obstacle, 'tank'> {
  const reach = TANK_REACH + clear + 1;
  const kinds = new Set<number>();
  for (const side of [-TANK_REACH, -TILE / 2, 0, TILE / 2, TANK_REACH - 1]) {
    const across = isHorizontal(heading);
    const column = Math.floor((x + HEADING_X[heading] * reach + (across ? 0 : side)) / TILE);
    const row = Math.floor((y + HEADING_Y[heading] * reach + (across ? side : 0)) / TILE);
    const isInside = column >= 0 && row >= 0 && column < arena.columns && row < arena.rows;
    if (isInside) kinds.add(kindOf(terrain[row * arena.columns + column]));
  }
  if (kinds.has(BRICK)) return 'brick';
  if (kinds.has(STEEL)) return 'steel';
  if (kinds.has(WATER)) return 'water';
  return kinds.has(BASE) ? 'base' : 'edge';
}
