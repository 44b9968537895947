// The practice ground: a small world of its own, stepped on this machine by the rules of the game, and what a player has
// tried in it. Buttons and time in, ticked lessons out. Owned and drawn by views/practice.ts; knows no server and no keys.

import type { Arena } from '../game/arena.js';
import { arenaFromGrid } from '../game/arena-text.js';
import { DRIVE, directionOf, LOCK, RIGHT } from '../game/buttons.js';
import { seatTank } from '../game/match.js';
import { step } from '../game/step.js';
import { SEATS_MAX, TICK_MS, TILE } from '../game/units.js';
import { ALIVE, createWorld, OPTIONS_DEFAULT, type World } from '../game/world.js';
import { addEffect, dropOldEffects } from './effects.js';
import type { Effect } from './state.js';

/** What there is to learn, in the order in which it is proposed. */
export const LESSONS = ['drive', 'stop', 'turn', 'brick', 'target', 'strafe', 'talk'] as const;
export type Lesson = (typeof LESSONS)[number];

/** Seats of the player and of the tank that stands there to be shot at. */
export const OWN_SEAT = 0;
const TARGET_SEAT = 1;
const SEED = 1;
/** How far one drives before it counts. */
const DRIVE_UNITS = 3 * TILE;
/** Ticks made up for after the window stood still. */
const TICKS_MAX = 10;

const ARENA: Arena = arenaFromGrid(
  'Practice',
  `
......................
.~~~~.......##........
.~~~~.......##...%%%..
............##...%%%..
..S.........##......S.
............##........
......................
......................
......................
......................
............##........
............##......S.
.===........##...%%%..
.===...XX...##...%%%..
.......XX...##........
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
  }

  isDone(lesson: Lesson): boolean {
    return this.#done.has(lesson);
  }

  /** The lesson that is next; null when there is none left. */
  get next(): Lesson | null {
    return LESSONS.find((lesson) => !this.#done.has(lesson)) ?? null;
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
    dropOldEffects(this.effects, nowMs);
    const events = step(this.world, this.#inputs);
    const way = Math.abs(own.velocityX) + Math.abs(own.velocityY);
    this.#driven += way;
    if (this.#driven >= DRIVE_UNITS) this.#done.add('drive');
    if (this.#done.has('drive') && way === 0 && (buttons & DRIVE) === 0) this.#done.add('stop');
    if (own.heading !== headingBefore && (buttons & DRIVE) === 0) this.#done.add('turn');
    const isSideways = (buttons & LOCK) !== 0 && way > 0 && directionOf(buttons) !== own.heading;
    if (isSideways) this.#done.add('strafe');
    for (const event of events) {
      if (event.type === 'chipped') this.#done.add('brick');
      if (event.type === 'hit' && event.by === OWN_SEAT) this.#done.add('target');
      if (event.type === 'impact') this.#note('impact', event.x, event.y, nowMs);
      if (event.type === 'destroyed') this.#note('explosion', event.x, event.y, nowMs);
    }
  }

  #note(kind: Effect['kind'], x: number, y: number, atMs: number): void {
    addEffect(this.effects, { kind, x, y, atMs });
  }
}
