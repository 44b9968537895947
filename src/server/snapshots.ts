// What each player of a room is sent of its world. A change is encoded once a tick and shared by all who may see it; what
// a player has is what was last encoded for it, and encoding is done only when it can be written. Called by room.ts.
import { isSameSide } from '../game/sides.js';
import { createMine, NOBODY } from '../game/things.js';
import { MINE_REACH, SEATS_MAX, SHELL_REACH, TANK_REACH } from '../game/units.js';
import { aimView, isBlindTo, isInView, isNear, seesMine } from '../game/visibility.js';
import { createShell, type Shell, WATCHING, type World, type WorldEvent } from '../game/world.js';
import { TANK_MASK_FULL } from '../protocol/fields.js';
import { SNAPSHOT_KIND } from '../protocol/frames.js';
import { FRAME_HEADER_BYTES, writeFrameHeader } from '../protocol/framing.js';
import {
  encodeHeader,
  encodeNote,
  encodeScore,
  encodeShell,
  encodeShellGone,
  encodeTank,
  encodeTankGone,
  encodeThing,
  encodeTile,
  encodeTilesHead,
  NOTE_DESTROYED,
  SNAPSHOT_HEADER_BYTES,
  TANK_RECORD_BYTES_MAX,
  TILES_MAX,
} from '../protocol/snapshot.js';
import { MINE_TABLE, PUBLIC_THINGS, THING_TABLES, type Thing } from '../protocol/thing-fields.js';
import { Changes, recordStart } from './changes.js';
import { createViewer, type Viewer } from './viewer.js';

/** A snapshot is sent at least this often, so that the other end knows that the line is up. */
const QUIET_TICKS_MAX = 30;
/** Tiles in one snapshot at most; what is left follows in the next. */
const SNAPSHOT_TILES_MAX = 700;
/** Room for the largest snapshot: header, all tanks, shells, scores, tiles and a batch of notes. */
const FRAME_BYTES_MAX = 4000;
/** Frames are written one behind the other into a piece of memory, which is left to the collector when it is full: what was
 *  given to a socket is never written to again. */
const SLAB_BYTES = 16 * 1024;
/** Notes that wait for a player whose line is behind. */
const NOTES_MAX = 32;
/** Place of a shell that is gone where the player can't see it. */
const NO_MINE: Thing = { ...createMine() };
const NOWHERE: Shell = { ...createShell(), x: 0xffff, y: 0xffff };

/** The snapshots of one battle. */
export class Snapshots {
  readonly #world: World;
  readonly #changes: Changes;
  #slab = Buffer.allocUnsafe(SLAB_BYTES);
  #slabUsed = 0;
  // Whole TANK records of this tick, each made for the first who needs it.
  readonly #full = Buffer.alloc(SEATS_MAX * TANK_RECORD_BYTES_MAX);
  readonly #fullEnd = new Int32Array(SEATS_MAX);

  constructor(world: World) {
    this.#world = world;
    this.#changes = new Changes(world);
  }

  /** A player who has been sent nothing but the ARENA frame. */
  createViewer(seat: number): Viewer {
    return createViewer(this.#world, seat);
  }

  /** Finds and encodes what this tick has changed; to be called once after each step, before any player's snapshot. */
  update(events: readonly WorldEvent[]): void {
    this.#changes.update(events);
    this.#fullEnd.fill(0);
  }

  /** Notes that this tick's snapshot could not be written for a player: what it missed is sent whole later. */
  skip(viewer: Viewer): void {
    viewer.behindTanks |= this.#changes.changedTanks & viewer.knownTanks;
    viewer.behindShells |= this.#changes.changedShells & viewer.knownShells;
    viewer.behindMines |= this.#changes.changedMines & viewer.knownMines;
    viewer.behindScores |= this.#changes.changedScores;
    viewer.behindThings |= this.#changes.changedThings;
    if (this.#changes.changedTiles.length > 0 || this.#changes.isRebuilt) viewer.behindTerrain = true;
    this.#addNotes(viewer);
  }

  /** The SNAPSHOT frame, header and all, that brings a player to this tick, or null when there is nothing to tell.
   *  @param acknowledged sequence of the last input acted on, 0 to 255
   *  @param margin ticks that this input had waited */
  encode(viewer: Viewer, acknowledged: number, margin: number): Buffer | null {
    const { tick } = this.#world;
    const { x, y } = viewer.eye;
    const { left, top } = viewer.view;
    aimView(this.#world, x, y, viewer.view);
    if (viewer.view.left !== left || viewer.view.top !== top || this.#changes.isRebuilt)
      viewer.behindTerrain = true;

    if (this.#slabUsed + FRAME_BYTES_MAX > SLAB_BYTES) {
      this.#slab = Buffer.allocUnsafe(SLAB_BYTES);
      this.#slabUsed = 0;
    }
    const first = this.#slabUsed;
    const start = first + FRAME_HEADER_BYTES + SNAPSHOT_HEADER_BYTES;
    let end = this.#encodeTanks(viewer, start);
    end = this.#encodeShells(viewer, end);
    end = this.#encodeMines(viewer, end);
    end = this.#encodeScores(viewer, end);
    end = this.#encodeThings(viewer, end);
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
    for (let rest = this.#changes.presentTanks | viewer.knownTanks; rest !== 0; rest &= rest - 1) {
      const bit = rest & -rest;
      const seat = 31 - Math.clz32(bit);
      const isKnown = (viewer.knownTanks & bit) !== 0;
      if ((this.#changes.presentTanks & bit) !== 0 && this.#sees(viewer, seat, bit)) {
        if (!isKnown || (viewer.behindTanks & bit) !== 0) end = this.#copyFull(seat, end);
        else if ((this.#changes.changedTanks & bit) !== 0) {
          const { records, changeEnd } = this.#changes;
          end = this.#copy(records, recordStart(seat), changeEnd[seat], end);
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
  #sees({ seat: own, eye, view }: Viewer, seat: number, bit: number): boolean {
    const { life, x, y } = this.#world.tanks[seat];
    if (seat === own) return true;
    if (life === WATCHING || !isInView(view, x, y, TANK_REACH) || isBlindTo(eye, x, y)) return false;
    return (this.#changes.hiddenTanks & bit) === 0 || isSameSide(this.#world, own, seat) || isNear(eye, x, y);
  }

  #isShown({ eye, view }: Viewer, { x, y }: Shell): boolean {
    return isInView(view, x, y, SHELL_REACH) && !isBlindTo(eye, x, y);
  }

  // Records are a few octets long: a copy by hand is quicker than a call into the platform.
  #copy(from: Buffer, start: number, stop: number, offset: number): number {
    let end = offset;
    for (let place = start; place < stop; place++) this.#slab[end++] = from[place];
    return end;
  }

  #copyFull(seat: number, offset: number): number {
    const start = recordStart(seat);
    if (this.#fullEnd[seat] === 0) {
      this.#fullEnd[seat] = encodeTank(this.#full, start, seat, this.#world.tanks[seat], TANK_MASK_FULL);
    }
    return this.#copy(this.#full, start, this.#fullEnd[seat], offset);
  }

  #encodeShells(viewer: Viewer, offset: number): number {
    let end = offset;
    for (let rest = this.#changes.flyingShells | viewer.knownShells; rest !== 0; rest &= rest - 1) {
      const bit = rest & -rest;
      const slot = 31 - Math.clz32(bit);
      const shell = this.#world.shells[slot];
      const isKnown = (viewer.knownShells & bit) !== 0;
      const isVisible = this.#isShown(viewer, shell);
      if (shell.flying === 1 && isVisible) {
        const isChanged = ((this.#changes.changedShells | viewer.behindShells) & bit) !== 0;
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
    for (let rest = this.#changes.changedScores | viewer.behindScores; rest !== 0; rest &= rest - 1) {
      const seat = 31 - Math.clz32(rest & -rest);
      end = encodeScore(this.#slab, end, seat, this.#world.scores[seat]);
    }
    viewer.behindScores = 0;
    return end;
  }

  #encodeThings(viewer: Viewer, offset: number): number {
    let end = offset;
    for (let rest = this.#changes.changedThings | viewer.behindThings; rest !== 0; rest &= rest - 1) {
      const { table, index } = PUBLIC_THINGS[31 - Math.clz32(rest & -rest)];
      end = encodeThing(this.#slab, end, table, index, THING_TABLES[table].at(this.#world, index));
    }
    viewer.behindThings = 0;
    return end;
  }

  #encodeMines(viewer: Viewer, offset: number): number {
    let end = offset;
    for (const { x, y, slot } of this.#changes.blasts) {
      if (!isInView(viewer.view, x, y, MINE_REACH)) continue;
      end = encodeThing(this.#slab, end, MINE_TABLE, slot, { laid: 0, ticks: 0, x, y });
      viewer.knownMines &= ~(1 << slot);
    }
    for (let rest = this.#changes.laidMines | viewer.knownMines; rest !== 0; rest &= rest - 1) {
      const bit = rest & -rest;
      const slot = 31 - Math.clz32(bit);
      const isKnown = (viewer.knownMines & bit) !== 0;
      if (seesMine(this.#world, viewer.seat, viewer.view, slot, viewer.eye)) {
        const isChanged = ((this.#changes.changedMines | viewer.behindMines) & bit) !== 0;
        const mine = THING_TABLES[MINE_TABLE].at(this.#world, slot);
        if (!isKnown || isChanged) end = encodeThing(this.#slab, end, MINE_TABLE, slot, mine);
        viewer.knownMines |= bit;
      } else if (isKnown) {
        end = encodeThing(this.#slab, end, MINE_TABLE, slot, NO_MINE);
        viewer.knownMines &= ~bit;
      }
    }
    viewer.behindMines = 0;
    return end;
  }

  #addNotes(viewer: Viewer): void {
    for (const note of this.#changes.notes) {
      // A hit by nobody is none by a camera.
      const isHis = viewer.seat !== NOBODY && (note.seat === viewer.seat || note.by === viewer.seat);
      if ((isHis || note.kind === NOTE_DESTROYED) && viewer.notes.length < NOTES_MAX) viewer.notes.push(note);
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
    if (!viewer.behindTerrain && this.#changes.changedTiles.length === 0) return offset;
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
      for (const index of this.#changes.changedTiles) {
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
