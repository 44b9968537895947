// A computer player: what it may see -> one buttons byte, through the same door as people. It finds its way over the
// tiles, chases what it sees, and shoots what stands in front of its gun. Called by the room once a tick and bot.
import { DRIVE, driveTowards, FIRE, HEADING_X, HEADING_Y } from './buttons.js';
import { isShielded } from './effects.js';
import { drawInteger, type RandomState } from './random.js';
import { isSameSide } from './sides.js';
import { clearGround, isHorizontal, signOf } from './space.js';
import { BRICK, kindOf, STOPS_SHELLS, STOPS_TANKS } from './terrain.js';
import { SEATS_MAX, SHELL_REACH, TANK_REACH, TILE } from './units.js';
import { aimView, seesTank, type View } from './visibility.js';
import { ALIVE, type Tank, type World } from './world.js';

/** Ticks between two decisions: a bot's reaction time. */
const DECIDE_TICKS = 7;
/** How far it shoots at a tank, in units. */
const SHOT_RANGE = 16 * TILE;
/** One in how many decisions is a step aside, when there is a reason for one. */
const SIDESTEP_ODDS = 3;
/** Cost of a way through brick, in open tiles: it has to be shot away first. */
const BRICK_COST = 4;
const UNREACHED = 0xffff;

/** What a bot remembers between ticks. */
export interface Bot extends RandomState {
  /** What it decided last, and for how long that stands. */
  buttons: number;
  decideAgain: number;
  /** Where it goes when it sees nobody, in tiles. */
  goalColumn: number;
  goalRow: number;
  readonly view: View;
  /** Way to the goal from each tile, in tiles; and the queue that fills it. */
  distances: Uint16Array;
  queue: Int32Array;
}

/** A bot that has seen nothing yet.
 *  @param seed any 32-bit integer; bots with other seeds wander elsewhere */
export function createBot(seed: number): Bot {
  return {
    random: seed | 0,
    buttons: 0,
    decideAgain: 0,
    goalColumn: -1,
    goalRow: -1,
    view: { left: 0, top: 0, right: 0, bottom: 0 },
    distances: new Uint16Array(0),
    queue: new Int32Array(0),
  };
}

/** The bot's input for this tick. Changes the bot, never the world. */
export function chooseButtons(bot: Bot, world: World, seat: number): number {
  const tank = world.tanks[seat];
  if (tank.life !== ALIVE) {
    bot.decideAgain = 0;
    bot.goalColumn = -1;
    return 0;
  }
  if (bot.decideAgain > 0) {
    bot.decideAgain--;
    return bot.buttons;
  }
  bot.decideAgain = DECIDE_TICKS - 1 - drawInteger(bot, 3);
  aimView(world, tank.x, tank.y, bot.view);
  const target = nearestEnemy(bot, world, seat);
  const shot = target === null ? -1 : headingOfShot(world, tank, target);
  // Blocked by another tank, or in a duel of shells that cancel each other: now and then step aside.
  const blocked = (bot.buttons & DRIVE) !== 0 && tank.velocityX === 0 && tank.velocityY === 0;
  if ((blocked || shot >= 0) && drawInteger(bot, SIDESTEP_ODDS) === 0) {
    bot.buttons = driveTowards((tank.heading + 1 + 2 * drawInteger(bot, 2)) & 3);
    return bot.buttons;
  }
  if (shot >= 0) {
    // Close in while it is far; a tank that drives is hard to hit.
    const far = Math.abs(tank.x - target!.x) + Math.abs(tank.y - target!.y) > 5 * TILE;
    bot.buttons = (far ? driveTowards(shot) : shot + 1) | FIRE;
    return bot.buttons;
  }
  if (target !== null) setGoal(bot, target.x, target.y);
  else if (bot.goalColumn < 0 || isAtGoal(bot, tank)) wander(bot, world);
  const heading = headingToGoal(bot, world, tank);
  bot.buttons = heading < 0 ? 0 : driveTowards(heading) | (isBrickAhead(world, tank, heading) ? FIRE : 0);
  if (heading < 0) bot.goalColumn = -1;
  return bot.buttons;
}

function nearestEnemy(bot: Bot, world: World, seat: number): Tank | null {
  const own = world.tanks[seat];
  let nearest: Tank | null = null;
  let nearestDistance = Number.MAX_SAFE_INTEGER;
  for (let other = 0; other < SEATS_MAX; other++) {
    const tank = world.tanks[other];
    if (
      isSameSide(world, seat, other) ||
      tank.life !== ALIVE ||
      isShielded(tank) ||
      !seesTank(world, seat, bot.view, other)
    )
      continue;
    const distance = Math.abs(tank.x - own.x) + Math.abs(tank.y - own.y);
    if (distance < nearestDistance) {
      nearestDistance = distance;
      nearest = tank;
    }
  }
  return nearest;
}

/** Heading from which a shell would reach the target, or -1 when it is not in line or something stands between. */
function headingOfShot(world: World, tank: Tank, target: Tank): number {
  for (let heading = 0; heading < 4; heading++) {
    const horizontal = isHorizontal(heading);
    const beside = horizontal ? target.y - tank.y : target.x - tank.x;
    const ahead = signOf(heading) * (horizontal ? target.x - tank.x : target.y - tank.y) - TANK_REACH;
    if (ahead <= 0 || ahead > SHOT_RANGE || Math.abs(beside) >= TANK_REACH + SHELL_REACH / 2) continue;
    if (clearGround(world, heading, tank.x, tank.y, 0, SHELL_REACH, ahead, STOPS_SHELLS) === ahead)
      return heading;
  }
  return -1;
}

function isBrickAhead(world: World, tank: Tank, heading: number): boolean {
  const { x, y } = tank;
  return clearGround(world, heading, x, y, TANK_REACH, TANK_REACH, TILE, 1 << BRICK) < TILE;
}

/** The upper left tile of the 2 x 2 that stand for a tank around a coordinate. */
function tileOf(coordinate: number): number {
  return (coordinate - TANK_REACH + TILE / 2) >> 8;
}

function setGoal(bot: Bot, x: number, y: number): void {
  bot.goalColumn = tileOf(x);
  bot.goalRow = tileOf(y);
}

function isAtGoal(bot: Bot, tank: Tank): boolean {
  return tileOf(tank.x) === bot.goalColumn && tileOf(tank.y) === bot.goalRow;
}

function wander(bot: Bot, world: World): void {
  const { spawns } = world.arena;
  const { x, y } = spawns[drawInteger(bot, spawns.length)];
  setGoal(bot, x, y);
}

/** Heading of the first step on the cheapest way to the goal, or -1 when it is there or no way leads to it. */
function headingToGoal(bot: Bot, world: World, tank: Tank): number {
  measureWays(bot, world);
  const { columns } = world.arena;
  const column = tileOf(tank.x);
  const row = tileOf(tank.y);
  let best = -1;
  let bestDistance = bot.distances[row * columns + column];
  for (let heading = 0; heading < 4; heading++) {
    const nextColumn = column + HEADING_X[heading];
    const nextRow = row + HEADING_Y[heading];
    if (nextColumn < 0 || nextRow < 0 || nextColumn >= columns - 1 || nextRow >= world.arena.rows - 1)
      continue;
    const distance = bot.distances[nextRow * columns + nextColumn];
    // Among equal ways the one that is driven already is kept, so that a bot does not dither.
    const driven = (bot.buttons & DRIVE) !== 0 && tank.heading === heading;
    if (distance < bestDistance || (distance === bestDistance && driven && best >= 0)) {
      best = heading;
      bestDistance = distance;
    }
  }
  return best;
}

/** Fills `bot.distances` with the way from each place to the goal: a search from the goal outwards, in which a place
 *  is looked at again when a cheaper way to it is found. */
function measureWays(bot: Bot, world: World): void {
  const { columns, rows } = world.arena;
  const places = columns * rows;
  if (bot.distances.length !== places) {
    bot.distances = new Uint16Array(places);
    bot.queue = new Int32Array(places);
  }
  const { distances, queue } = bot;
  distances.fill(UNREACHED);
  let head = 0;
  let waiting = 1;
  queue[0] = bot.goalRow * columns + bot.goalColumn;
  distances[queue[0]] = 0;
  while (waiting > 0) {
    const place = queue[head];
    head = (head + 1) % places;
    waiting--;
    const column = place % columns;
    const row = (place / columns) | 0;
    const onward = distances[place] + costOf(world, column, row);
    for (let heading = 0; heading < 4; heading++) {
      const nextColumn = column + HEADING_X[heading];
      const nextRow = row + HEADING_Y[heading];
      if (nextColumn < 0 || nextRow < 0 || nextColumn >= columns - 1 || nextRow >= rows - 1) continue;
      const next = nextRow * columns + nextColumn;
      if (distances[next] <= onward || waiting >= places || costOf(world, nextColumn, nextRow) === 0)
        continue;
      distances[next] = onward;
      queue[(head + waiting) % places] = next;
      waiting++;
    }
  }
}

/** Cost of driving onto a 2 x 2 place, in open tiles; 0 when a tank can't be there. */
function costOf(world: World, column: number, row: number): number {
  const { columns } = world.arena;
  let cost = 1;
  for (let index = 0; index < 4; index++) {
    const kind = kindOf(world.terrain[(row + (index >> 1)) * columns + column + (index & 1)]);
    if (kind === BRICK) cost = BRICK_COST;
    else if (((STOPS_TANKS >> kind) & 1) === 1) return 0;
  }
  return cost;
}
