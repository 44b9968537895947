// What one tick of a room has changed, found and encoded once for all who may see it: the half of the snapshots that knows no
// player. Compares the world with what both ends expect (fields.ts). Called by snapshots.ts.
import { ageThings } from '../game/things.js';
import { MINES_MAX, SEATS_MAX, SHELLS_MAX } from '../game/units.js';
import { isTankHidden } from '../game/visibility.js';
import {
  ABSENT,
  createShell,
  createTank,
  createWorld,
  type Score,
  type Shell,
  type Tank,
  type World,
  type WorldEvent,
} from '../game/world.js';
import { differ, differingGroups, expectShell, expectTank, SHELL_FIELDS } from '../protocol/fields.js';
import { encodeTank, NOTE_DESTROYED, NOTE_HIT, TANK_RECORD_BYTES_MAX } from '../protocol/snapshot.js';
import { PUBLIC_THINGS, THING_TABLES, type Thing, type ThingTable } from '../protocol/thing-fields.js';

/** Something that happened between two seats. */
export interface Note {
  readonly kind: number;
  readonly seat: number;
  readonly by: number;
}

/** A mine that went off. */
export interface Blast {
  readonly slot: number;
  readonly x: number;
  readonly y: number;
}

/** A thing that is there, beside what everybody expects of it. */
interface WatchedThing {
  readonly thing: Thing;
  readonly expected: Thing;
  readonly fields: ThingTable['fields'];
  /** In the masks of public things. */
  readonly bit: number;
}

/** Tables whose things may change from nothing to something within a match. */
const MOVING_TABLES = new Set(['clock', 'stage', 'team']);

/** The changes of a tick. Bits of the masks stand for seats, slots of shells and mines, and PUBLIC_THINGS. */
export class Changes {
  readonly #world: World;
  // The world as everybody expects it who has been sent every change.
  readonly #expectedTanks: Tank[] = Array.from({ length: SEATS_MAX }, createTank);
  readonly #expectedShells: Shell[] = Array.from({ length: SHELLS_MAX }, createShell);
  readonly #expected: World;
  readonly #things: readonly WatchedThing[];
  #expectedFlying = 0;
  /** TANK records with the changes, from recordStart() to `changeEnd`. */
  readonly records = Buffer.alloc(SEATS_MAX * TANK_RECORD_BYTES_MAX);
  readonly changeEnd = new Int32Array(SEATS_MAX);
  /** Seats with a tank, those whose tank is hidden from enemies, shells in the air, mines on the ground. */
  presentTanks = 0;
  hiddenTanks = 0;
  flyingShells = 0;
  laidMines = 0;
  changedTanks = 0;
  changedShells = 0;
  changedMines = 0;
  changedScores = 0;
  changedThings = 0;
  /** True when all ground is new. */
  isRebuilt = false;
  readonly changedTiles: number[] = [];
  readonly notes: Note[] = [];
  readonly blasts: Blast[] = [];

  constructor(world: World) {
    this.#world = world;
    this.#expected = createWorld(world.arena, world.options, 0, false);
    // Pads, flags, bases and the hill are there from the beginning of a match, or never.
    this.#things = PUBLIC_THINGS.flatMap(({ table, index }, place) => {
      const { fields, at } = THING_TABLES[table];
      const [thing, expected] = [at(world, index), at(this.#expected, index)];
      const isThere = MOVING_TABLES.has(THING_TABLES[table].name) || differ(expected, thing, fields);
      return isThere ? [{ thing, expected, fields, bit: 1 << place }] : [];
    });
  }

  /** Finds what a step has changed. @param events those of the step */
  update(events: readonly WorldEvent[]): void {
    ageThings(this.#expected);
    this.#updateTanks();
    this.#updateShells();
    this.#updateMines();
    this.#updateScores();
    this.#updateThings();
    if (this.changedTiles.length > 0) this.changedTiles.length = 0;
    if (this.notes.length > 0) this.notes.length = 0;
    if (this.blasts.length > 0) this.blasts.length = 0;
    this.isRebuilt = false;
    for (let index = 0; index < events.length; index++) this.#take(events[index]);
  }

  #updateTanks(): void {
    this.presentTanks = 0;
    this.hiddenTanks = 0;
    this.changedTanks = 0;
    for (let seat = 0; seat < SEATS_MAX; seat++) {
      const tank = this.#world.tanks[seat];
      const expected = this.#expectedTanks[seat];
      if (tank.life !== ABSENT) this.presentTanks |= 1 << seat;
      else if (expected.life === ABSENT) continue;
      if (isTankHidden(this.#world, seat)) this.hiddenTanks |= 1 << seat;
      expectTank(expected);
      const mask = differingGroups(expected, tank);
      if (mask === 0) continue;
      Object.assign(expected, tank);
      this.changedTanks |= 1 << seat;
      this.changeEnd[seat] = encodeTank(this.records, recordStart(seat), seat, tank, mask);
    }
  }

  #updateShells(): void {
    this.flyingShells = 0;
    this.changedShells = 0;
    for (let slot = 0; slot < SHELLS_MAX; slot++) {
      const shell = this.#world.shells[slot];
      const bit = 1 << slot;
      if (shell.flying === 1) this.flyingShells |= bit;
      else if ((this.#expectedFlying & bit) === 0) continue;
      const expected = this.#expectedShells[slot];
      expectShell(expected);
      if (expected.flying === shell.flying && !differ(expected, shell, SHELL_FIELDS)) continue;
      Object.assign(expected, shell);
      this.changedShells |= bit;
    }
    this.#expectedFlying = this.flyingShells;
  }

  // What the slot of a mine holds when none is laid, nobody is told.
  #updateMines(): void {
    this.laidMines = 0;
    this.changedMines = 0;
    for (let slot = 0; slot < MINES_MAX; slot++) {
      const mine = this.#world.mines[slot];
      const expected = this.#expected.mines[slot];
      if (mine.laid === 0) {
        expected.x = -1;
        continue;
      }
      this.laidMines |= 1 << slot;
      const isSame = mine.x === expected.x && mine.y === expected.y;
      if (isSame && mine.ticks === expected.ticks) continue;
      Object.assign(expected, mine);
      this.changedMines |= 1 << slot;
    }
  }

  #updateScores(): void {
    this.changedScores = 0;
    for (let seat = 0; seat < SEATS_MAX; seat++) {
      const score = this.#world.scores[seat];
      const expected = this.#expected.scores[seat];
      if (isSameScore(expected, score)) continue;
      Object.assign(expected, score);
      this.changedScores |= 1 << seat;
    }
  }

  #updateThings(): void {
    this.changedThings = 0;
    if (this.#expected.ticksLeft > 0) this.#expected.ticksLeft--;
    for (let index = 0; index < this.#things.length; index++) {
      const { thing, expected, fields, bit } = this.#things[index];
      if (!differ(expected, thing, fields)) continue;
      copyFields(thing, expected, fields);
      this.changedThings |= bit;
    }
  }

  #take(event: WorldEvent): void {
    switch (event.type) {
      case 'chipped':
        if (!this.changedTiles.includes(event.tile)) this.changedTiles.push(event.tile);
        break;
      case 'hit':
        this.notes.push({ kind: NOTE_HIT, seat: event.seat, by: event.by });
        break;
      case 'destroyed':
        this.notes.push({ kind: NOTE_DESTROYED, seat: event.seat, by: event.by });
        break;
      case 'rebuilt':
        this.isRebuilt = true;
        break;
      case 'blast':
        this.blasts.push(event);
        break;
    }
  }
}

/** Where a seat's record of changes begins. */
export function recordStart(seat: number): number {
  return seat * TANK_RECORD_BYTES_MAX;
}

/** As differ() over all fields of a score, which is asked for every seat in every tick. */
function isSameScore(score: Score, other: Score): boolean {
  return (
    score.points === other.points &&
    score.kills === other.kills &&
    score.deaths === other.deaths &&
    score.team === other.team &&
    score.turn === other.turn
  );
}

function copyFields(from: Thing, to: Thing, fields: readonly { readonly name: string }[]): void {
  for (const { name } of fields) (to as Record<string, number>)[name] = from[name];
}
