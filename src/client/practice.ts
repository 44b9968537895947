// The practice ground: a small world of its own, stepped on this machine by the rules of the game, and what a player has
// tried in it. Buttons and time in, ticked lessons out. Owned and drawn by views/practice.ts; knows no server and no keys.

import type { Arena } from '../game/arena.js';
import { arenaFromGrid } from '../game/arena-text.js';
import { DOWN, DRIVE, directionOf, driveTowards, FIRE, LEFT, LOCK, RIGHT, UP } from '../game/buttons.js';
import { seatTank } from '../game/match.js';
import { PICKUPS } from '../game/pickups.js';
import { step } from '../game/step.js';
import { SEATS_MAX, TICK_MS, TILE } from '../game/units.js';
import { isInBush } from '../game/visibility.js';
import { ALIVE, createWorld, OPTIONS_DEFAULT, type Tank, type World } from '../game/world.js';
import { addEffect, dropOldEffects } from './effects.js';
import type { Effect } from './state.js';

/** What there is to learn, in the order in which it is proposed: the keys, and in one more minute what lies in an arena. */
export const KEY_LESSONS = ['drive', 'stop', 'turn', 'brick', 'target', 'strafe', 'talk'] as const;
export const FIELD_LESSONS = ['hit', 'pickup', 'mine', 'ice', 'bush'] as const;
export const LESSONS = [...KEY_LESSONS, ...FIELD_LESSONS] as const;
export type Lesson = (typeof LESSONS)[number];

/** Seats of the player and of the tank that stands there to be shot at. */
export const OWN_SEAT = 0;
const TARGET_SEAT = 1;
const SEED = 1;
/** How far one drives before it counts. */
const DRIVE_UNITS = 3 * TILE;
/** Ticks that one stands in a bush before it counts. */
const HIDDEN_TICKS = 15;
/** What lies on the pads, in the order of the arena. */
const ON_PADS = ['repair', 'mine'].map((id) => PICKUPS.findIndex((pickup) => pickup.id === id));
const [, MINES] = ON_PADS;
/** Ticks made up for after the window stood still. */
const TICKS_MAX = 10;

const ARENA: Arena = arenaFromGrid(
  'Practice',
  `
......................
.~~~~....P..##........
.~~~~.......##..%%%%..
............##..%%%%..
..S.........##......S.
............##........
......................
......................
......................
......................
............##........
.====...P...##......S.
.====.......##..%%%%..
.====..XX...##..%%%%..
.====..XX...##........
......................
`,
);

/** One visit to the practice ground. */
export class Practice {
  readonly world: World = createWorld(ARENA, { ...OPTIONS_DEFAULT, timeLimitTicks: 0 }, SEED, true);
  readonly effects: Effect[] = [];
  readonly #done = new Set<Lesson>();
  readonly #inputs = new Uint8Array(SEATS_MAX);
  #atMs: number;
  #driven = 0;
  #hiddenTicks = 0;
  readonly #skipped = new Set<Lesson>();

  /** @param nowMs from the clock of the draw loop */
  constructor(nowMs: number) {
    this.#atMs = nowMs;
    seatTank(this.world, OWN_SEAT);
    seatTank(this.world, TARGET_SEAT);
    step(this.world, this.#inputs);
    const { armour } = this.world.options;
    const standing = { life: ALIVE, armour, shield: 0, respawn: 0, heading: RIGHT };
    Object.assign(this.world.tanks[OWN_SEAT], standing, { x: 4 * TILE, y: 6 * TILE });
    Object.assign(this.world.tanks[TARGET_SEAT], standing, { x: 18 * TILE, y: 9 * TILE });
    for (const [index, { x, y }] of ARENA.pickupPads.entries())
      Object.assign(this.world.pads[index], { kind: ON_PADS[index], ticks: 0, x, y });
  }

  isDone(lesson: Lesson): boolean {
    return this.#done.has(lesson);
  }

  /** The lesson that is next; null when there is none left. */
  get next(): Lesson | null {
    return LESSONS.find((lesson) => !this.#done.has(lesson) && !this.#skipped.has(lesson)) ?? null;
  }

  /** Leaves out the lesson that is next. */
  skip(): void {
    if (this.next !== null) this.#skipped.add(this.next);
  }

  /** Steps the world to the present. @param buttons held now (game/buttons.ts) */
  advance(nowMs: number, buttons: number): void {
    const due = Math.floor((nowMs - this.#atMs) / TICK_MS);
    if (due <= 0) return;
    this.#atMs = due > TICKS_MAX ? nowMs : this.#atMs + due * TICK_MS;
    for (let tick = Math.min(due, TICKS_MAX); tick > 0; tick--) this.#step(buttons, nowMs);
  }

  /** The player has said something. */
  talk(): void {
    this.#done.add('talk');
  }

  #step(buttons: number, nowMs: number): void {
    const own = this.world.tanks[OWN_SEAT];
    const headingBefore = own.heading;
    this.#inputs[OWN_SEAT] = buttons;
    const other = this.world.tanks[TARGET_SEAT];
    this.#inputs[TARGET_SEAT] = this.next === 'hit' ? aimAt(other, own) : 0;
    if (this.next === 'mine' && own.mines === 0) this.#refillMines();
    dropOldEffects(this.effects, nowMs);
    const events = step(this.world, this.#inputs);
    const way = Math.abs(own.velocityX) + Math.abs(own.velocityY);
    this.#driven += way;
    if (this.#driven >= DRIVE_UNITS) this.#done.add('drive');
    if (this.#done.has('drive') && way === 0 && (buttons & DRIVE) === 0) this.#done.add('stop');
    if (own.heading !== headingBefore && (buttons & DRIVE) === 0) this.#done.add('turn');
    const isSideways = (buttons & LOCK) !== 0 && way > 0 && directionOf(buttons) !== own.heading;
    if (isSideways) this.#done.add('strafe');
    if (own.slide > 0 && way > 0 && (buttons & DRIVE) === 0) this.#done.add('ice');
    this.#hiddenTicks = way === 0 && isInBush(this.world, own) ? this.#hiddenTicks + 1 : 0;
    if (this.#hiddenTicks >= HIDDEN_TICKS) this.#done.add('bush');
    for (const event of events) {
      if (event.type === 'hit' && event.seat === OWN_SEAT) this.#done.add('hit');
      if (event.type === 'picked' && event.seat === OWN_SEAT) this.#done.add('pickup');
      if (event.type === 'laid' && event.seat === OWN_SEAT) this.#done.add('mine');
      if (event.type === 'blast') this.#note('blast', event.x, event.y, nowMs);
      if (event.type === 'chipped') this.#done.add('brick');
      if (event.type === 'hit' && event.by === OWN_SEAT) this.#done.add('target');
      if (event.type === 'impact') this.#note('impact', event.x, event.y, nowMs);
      if (event.type === 'destroyed') this.#note('explosion', event.x, event.y, nowMs);
    }
  }

  /** Whoever has laid them before finds others where they lay. */
  #refillMines(): void {
    const pad = this.world.pads[ON_PADS.indexOf(MINES)];
    if (pad.kind === 0) Object.assign(pad, { kind: MINES, ticks: 0 });
  }

  #note(kind: Effect['kind'], x: number, y: number, atMs: number): void {
    addEffect(this.effects, { kind, x, y, atMs });
  }
}

/** What the other tank does while it may shoot: it drives into line with the player, turns to them and shoots. */
function aimAt(other: Tank, own: Tank): number {
  const x = own.x - other.x;
  const y = own.y - other.y;
  const across = x > 0 ? RIGHT : LEFT;
  const along = y > 0 ? DOWN : UP;
  const isInRow = Math.abs(y) <= Math.abs(x);
  const offLine = Math.abs(isInRow ? y : x);
  if (offLine > TILE / 2) return driveTowards(isInRow ? along : across) | FIRE;
  return (driveTowards(isInRow ? across : along) & ~DRIVE) | FIRE;
}
