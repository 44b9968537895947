// What each player of a room is sent of its world. A change is encoded once a tick and shared by all who may see it; what
// a player has is what was last encoded for it, and encoding is done only when it can be written. Called by room.ts.
import { SEATS_MAX, SHELL_REACH, SHELLS_MAX, TANK_REACH } from '../game/units.js';
import { aimView, isInView, isTankHidden, isTankNear, type View } from '../game/visibility.js';
import {
  ABSENT,
  createShell,
  createTank,
  type Shell,
  type Tank,
  type World,
  type WorldEvent,
} from '../game/world.js';
import { differingGroups, expectShell, expectTank, TANK_MASK_FULL } from '../protocol/fields.js';
import { SNAPSHOT_KIND } from '../protocol/frames.js';
import { FRAME_HEADER_BYTES, writeFrameHeader } from '../protocol/framing.js';
import {
  encodeHeader,
  encodeMatch,
  encodeNote,
  encodeScore,
  encodeShell,
  encodeShellGone,
  encodeTank,
  encodeTankGone,
  encodeTile,
  encodeTilesHead,
  NOTE_DESTROYED,
  NOTE_HIT,
  SNAPSHOT_HEADER_BYTES,
  TANK_RECORD_BYTES_MAX,
  TILES_MAX,
} from '../protocol/snapshot.js';

/** A snapshot is sent at least this often, so that the other end knows that the line is up. */
const QUIET_TICKS_MAX = 30;
/** Tiles in one snapshot at most; what is left follows in the next. */
const SNAPSHOT_TILES_MAX = 700;
/** Room for the largest snapshot: header, all tanks, shells, scores, tiles and a batch of notes. */
const FRAME_BYTES_MAX = 4000;
/** Frames are written one behind the other into a piece of memory, which is left to the collector when it is full: what was
 *  given to a socket is never written to again. */
const SLAB_BYTES = 16 * 1024;
/** Notes that wait for a player whose line is busy. */
const NOTES_MAX = 32;
/** Place of a shell that is gone where the player can't see it. */
const NOWHERE: Shell = { ...createShell(), x: 0xffff, y: 0xffff };

interface Note {
  readonly kind: number;
  readonly seat: number;
  readonly by: number;
}

/** What one player has been sent. Bits of the masks stand for seats and shell slots. */
export interface Viewer {
  readonly seat: number;
  readonly view: View;
  knownTanks: number;
  knownShells: number;
  /** Known, but a change of it could not be written: to be sent whole. */
  behindTanks: number;
  behindShells: number;
  behindScores: number;
  behindTerrain: boolean;
  isNew: boolean;
  readonly terrain: Uint8Array;
  readonly notes: Note[];
  acknowledged: number;
  lastTick: number;
}

/** The snapshots of one battle. */
export class Snapshots {
  readonly #world: World;
  // The world as everybody expects it who has been sent every change.
  readonly #expectedTanks: Tank[] = Array.from({ length: SEATS_MAX }, createTank);
  readonly #expectedShells: Shell[] = Array.from({ length: SHELLS_MAX }, createShell);
  #slab = Buffer.allocUnsafe(SLAB_BYTES);
  #slabUsed = 0;
  // TANK records of this tick: for each seat the one with the changes, then the full one.
  readonly #shared = Buffer.alloc(2 * SEATS_MAX * TANK_RECORD_BYTES_MAX);
  readonly #changeEnd = new Int32Array(SEATS_MAX);
  readonly #fullEnd = new Int32Array(SEATS_MAX);
  /** Seats with a tank, those whose tank a bush hides, shells in the air. */
  #presentTanks = 0;
  #hiddenTanks = 0;
  #flyingShells = 0;
  #expectedFlying = 0;
  #changedTanks = 0;
  #changedShells = 0;
  #changedScores = 0;
  #changedTiles: number[] = [];
  #notes: Note[] = [];

  constructor(world: World) {
    this.#world = world;
  }

  /** A player who has been sent nothing but the ARENA frame. */
  createViewer(seat: number): Viewer {
    return {
      seat,
      view: { left: -1, top: 0, right: 0, bottom: 0 },
      knownTanks: 0,
      knownShells: 0,
      behindTanks: 0,
      behindShells: 0,
      behindScores: 0xffff,
      behindTerrain: true,
      isNew: true,
      terrain: this.#world.arena.tiles.slice(),
      notes: [],
      acknowledged: -1,
      lastTick: 0,
    };
  }

  /** Finds and encodes what this tick has changed; to be called once after each step, before any player's snapshot. */
  update(events: readonly WorldEvent[]): void {
    const { tanks, shells } = this.#world;
    this.#presentTanks = 0;
    this.#hiddenTanks = 0;
    this.#flyingShells = 0;
    this.#changedTanks = 0;
    this.#changedShells = 0;
    this.#changedScores = 0;
    if (this.#changedTiles.length > 0) this.#changedTiles = [];
    if (this.#notes.length > 0) this.#notes = [];
    for (let seat = 0; seat < SEATS_MAX; seat++) {
      const tank = tanks[seat];
      const expected = this.#expectedTanks[seat];
      this.#fullEnd[seat] = 0;
      if (tank.life !== ABSENT) this.#presentTanks |= 1 << seat;
      else if (expected.life === ABSENT) continue;
      if (isTankHidden(this.#world, tank)) this.#hiddenTanks |= 1 << seat;
      expectTank(expected);
      const mask = differingGroups(expected, tank);
      if (mask === 0) continue;
      Object.assign(expected, tank);
      this.#changedTanks |= 1 << seat;
      this.#changeEnd[seat] = encodeTank(this.#shared, changeStart(seat), seat, tank, mask);
    }
    for (let slot = 0; slot < SHELLS_MAX; slot++) {
      const shell = shells[slot];
      const bit = 1 << slot;
      if (shell.flying === 1) this.#flyingShells |= bit;
      else if ((this.#expectedFlying & bit) === 0) continue;
      const expected = this.#expectedShells[slot];
      expectShell(expected);
      const isSame = expected.flying === shell.flying && expected.x === shell.x && expected.y === shell.y;
      if (isSame && expected.heading === shell.heading && expected.kind === shell.kind) continue;
      Object.assign(expected, shell);
      this.#changedShells |= bit;
    }
    this.#expectedFlying = this.#flyingShells;
    for (const event of events) this.#take(event);
  }

  #take(event: WorldEvent): void {
    switch (event.type) {
      case 'chipped':
        if (!this.#changedTiles.includes(event.tile)) this.#changedTiles.push(event.tile);
        break;
      case 'hit':
        this.#notes.push({ kind: NOTE_HIT, seat: event.seat, by: event.by });
        break;
      case 'destroyed':
        this.#notes.push({ kind: NOTE_DESTROYED, seat: event.seat, by: event.by });
        this.#changedScores |= (1 << event.seat) | (1 << event.by);
        break;
      case 'spawned':
        this.#changedScores |= 1 << event.seat;
        break;
    }
  }

  /** Notes that this tick's snapshot could not be written for a player: what it missed is sent whole later. */
  skip(viewer: Viewer): void {
    viewer.behindTanks |= this.#changedTanks & viewer.knownTanks;
    viewer.behindShells |= this.#changedShells & viewer.knownShells;
    viewer.behindScores |= this.#changedScores;
    if (this.#changedTiles.length > 0) viewer.behindTerrain = true;
    this.#addNotes(viewer);
  }

  /** The SNAPSHOT frame, header and all, that brings a player to this tick, or null when there is nothing to tell.
   *  @param acknowledged sequence of the last input acted on, 0 to 255
   *  @param margin ticks that this input had waited */
  encode(viewer: Viewer, acknowledged: number, margin: number): Buffer | null {
    const { tick, tanks } = this.#world;
    const { x, y } = tanks[viewer.seat];
    const { left, top } = viewer.view;
    aimView(this.#world, x, y, viewer.view);
    if (viewer.view.left !== left || viewer.view.top !== top) viewer.behindTerrain = true;

    if (this.#slabUsed + FRAME_BYTES_MAX > SLAB_BYTES) {
      this.#slab = Buffer.allocUnsafe(SLAB_BYTES);
      this.#slabUsed = 0;
    }
    const first = this.#slabUsed;
    const start = first + FRAME_HEADER_BYTES + SNAPSHOT_HEADER_BYTES;
    let end = this.#encodeTanks(viewer, start);
    end = this.#encodeShells(viewer, end);
    end = this.#encodeScores(viewer, end);
    end = this.#encodeNotes(viewer, end);
    end = this.#encodeTerrain(viewer, end);
    const isQuiet = end === start && acknowledged === viewer.acknowledged;
    if (isQuiet && tick - viewer.lastTick < QUIET_TICKS_MAX) return null;
    viewer.acknowledged = acknowledged;
    viewer.lastTick = tick;
    const body = writeFrameHeader(this.#slab, first, SNAPSHOT_KIND, end - first - FRAME_HEADER_BYTES);
    encodeHeader(this.#slab, body, tick, acknowledged, margin);
    this.#slabUsed = end;
    return this.#slab.subarray(first, end);
  }

  #encodeTanks(viewer: Viewer, offset: number): number {
    let end = offset;
    for (let rest = this.#presentTanks | viewer.knownTanks; rest !== 0; rest &= rest - 1) {
      const bit = rest & -rest;
      const seat = 31 - Math.clz32(bit);
      const isKnown = (viewer.knownTanks & bit) !== 0;
      if ((this.#presentTanks & bit) !== 0 && this.#sees(viewer, seat, bit)) {
        if (!isKnown || (viewer.behindTanks & bit) !== 0) end = this.#copyFull(seat, end);
        else if ((this.#changedTanks & bit) !== 0) {
          end = this.#copyShared(changeStart(seat), this.#changeEnd[seat], end);
        }
        viewer.knownTanks |= bit;
      } else if (isKnown) {
        end = encodeTankGone(this.#slab, end, seat);
        viewer.knownTanks &= ~bit;
      }
    }
    viewer.behindTanks = 0;
    return end;
  }

  /** As seesTank() of the rules, with what is the same for all who look found out once. */
  #sees({ seat: own, view }: Viewer, seat: number, bit: number): boolean {
    const tank = this.#world.tanks[seat];
    if (seat === own) return true;
    if (!isInView(view, tank.x, tank.y, TANK_REACH)) return false;
    return (this.#hiddenTanks & bit) === 0 || isTankNear(this.#world.tanks[own], tank);
  }

  // Records are a few octets long: a copy by hand is quicker than a call into the platform.
  #copyShared(start: number, stop: number, offset: number): number {
    let end = offset;
    for (let place = start; place < stop; place++) this.#slab[end++] = this.#shared[place];
    return end;
  }

  #copyFull(seat: number, offset: number): number {
    const start = changeStart(seat) + TANK_RECORD_BYTES_MAX;
    if (this.#fullEnd[seat] === 0) {
      this.#fullEnd[seat] = encodeTank(this.#shared, start, seat, this.#world.tanks[seat], TANK_MASK_FULL);
    }
    return this.#copyShared(start, this.#fullEnd[seat], offset);
  }

  #encodeShells(viewer: Viewer, offset: number): number {
    let end = offset;
    for (let rest = this.#flyingShells | viewer.knownShells; rest !== 0; rest &= rest - 1) {
      const bit = rest & -rest;
      const slot = 31 - Math.clz32(bit);
      const shell = this.#world.shells[slot];
      const isKnown = (viewer.knownShells & bit) !== 0;
      const isVisible = isInView(viewer.view, shell.x, shell.y, SHELL_REACH);
      if (shell.flying === 1 && isVisible) {
        const isChanged = ((this.#changedShells | viewer.behindShells) & bit) !== 0;
        if (!isKnown || isChanged) end = encodeShell(this.#slab, end, slot, shell);
        viewer.knownShells |= bit;
      } else if (isKnown) {
        const hasEnded = shell.flying === 0 && isVisible;
        end = encodeShellGone(this.#slab, end, slot, hasEnded ? shell : NOWHERE);
        viewer.knownShells &= ~bit;
      }
    }
    viewer.behindShells = 0;
    return end;
  }

  #encodeScores(viewer: Viewer, offset: number): number {
    let end = offset;
    for (let rest = this.#changedScores | viewer.behindScores; rest !== 0; rest &= rest - 1) {
      const seat = 31 - Math.clz32(rest & -rest);
      end = encodeScore(this.#slab, end, seat, this.#world.scores[seat]);
    }
    viewer.behindScores = 0;
    if (viewer.isNew) end = encodeMatch(this.#slab, end, this.#world.ticksLeft);
    viewer.isNew = false;
    return end;
  }

  #addNotes(viewer: Viewer): void {
    for (const note of this.#notes) {
      const concerns = note.kind === NOTE_DESTROYED || note.seat === viewer.seat || note.by === viewer.seat;
      if (concerns && viewer.notes.length < NOTES_MAX) viewer.notes.push(note);
    }
  }

  #encodeNotes(viewer: Viewer, offset: number): number {
    this.#addNotes(viewer);
    let end = offset;
    for (const { kind, seat, by } of viewer.notes) end = encodeNote(this.#slab, end, kind, seat, by);
    if (viewer.notes.length > 0) viewer.notes.length = 0;
    return end;
  }

  #encodeTerrain(viewer: Viewer, offset: number): number {
    if (!viewer.behindTerrain && this.#changedTiles.length === 0) return offset;
    const { columns } = this.#world.arena;
    const { left, right, top, bottom } = viewer.view;
    const tiles: number[] = [];
    if (viewer.behindTerrain) {
      for (let row = top; row < bottom; row++) {
        for (let column = left; column < right; column++) {
          const index = row * columns + column;
          if (this.#world.terrain[index] !== viewer.terrain[index]) tiles.push(index);
        }
      }
    } else {
      for (const index of this.#changedTiles) {
        const column = index % columns;
        const row = (index / columns) | 0;
        const isVisible = column >= left && column < right && row >= top && row < bottom;
        if (isVisible && this.#world.terrain[index] !== viewer.terrain[index]) tiles.push(index);
      }
    }
    viewer.behindTerrain = tiles.length > SNAPSHOT_TILES_MAX;
    tiles.length = Math.min(tiles.length, SNAPSHOT_TILES_MAX);
    let end = offset;
    for (let place = 0; place < tiles.length; place++) {
      const index = tiles[place];
      const tile = this.#world.terrain[index];
      if (place % TILES_MAX === 0) {
        end = encodeTilesHead(this.#slab, end, Math.min(TILES_MAX, tiles.length - place));
      }
      end = encodeTile(this.#slab, end, index, tile);
      viewer.terrain[index] = tile;
    }
    return end;
  }
}

function changeStart(seat: number): number {
  return 2 * seat * TANK_RECORD_BYTES_MAX;
}
