// A small map of an arena that is larger than what is shown of it: the ground as far as this player knows it, the part that is
// shown, his own tank and those that he sees. It knows no more than the world that the server has told.

import { PICKUPS } from '../../../game/pickups.js';
import { kindOf } from '../../../game/terrain.js';
import { FLAG_CARRIED, FLAG_NONE, type Flag, NOBODY } from '../../../game/things.js';
import { HALF_TILE, SEATS_MAX, TILE } from '../../../game/units.js';
import type { View } from '../../../game/visibility.js';
import { ALIVE, type World } from '../../../game/world.js';
import type { ArenaColours } from '../../arena/colours.js';
import type { Look } from '../../arena/look.js';
import { sideColour } from '../../arena/tanks.js';
import { teamSign } from '../../arena/text-art.js';
import { hillColour } from '../../arena/zones.js';
import { Canvas } from '../../canvas.js';
import type { Frame } from '../../frame.js';
import { INK, mix } from '../../palette.js';

/** How much lighter the part is that is shown. */
const VIEW_SHARE = 0.16;
/** A pixel of more tiles shows another tank alone; the own one takes two a side, so that it can be found. */
const TILES_FOR_TWO_PIXELS = 2;
/** Where there are no pixels: the ground by its kind, ground that is shown, other tanks, the own one. */
const SIGNS = [' ', '#', '#', '~', '%', '=', 'B'];
const SIGN_SHOWN = '.';
const SIGN_TANK = 'o';
const SIGN_OWN = '@';
const SIGN_HILL = '^';

/** A map that is drawn again and again. */
export class Minimap {
  readonly #canvas = new Canvas(1, 1);
  readonly #look: Look;
  /** Colours by the kind of ground, and of the part that is shown; and of which set they were mixed. */
  #colours = new Uint32Array(0);
  #lit = new Uint32Array(0);
  #mixedOf: ArenaColours | null = null;

  constructor(look: Look) {
    this.#look = look;
  }

  /** The player may choose other colours at any time. */
  #mixColours(colours: ArenaColours): void {
    if (this.#mixedOf === colours) return;
    this.#mixedOf = colours;
    const { open, brick, steel, water, bush, ice, base } = colours;
    this.#colours = Uint32Array.of(mix(open, 0, 0.4), brick, steel, water, bush, mix(ice, 0, 0.35), base);
    this.#lit = this.#colours.map((colour) => mix(colour, 0xffffff, VIEW_SHARE));
  }

  /** Cells that a map of an arena takes, at most so many.
   *  @returns null when there is no room for one that shows anything */
  static sizeOf(
    { arena }: World,
    columnsMax: number,
    rowsMax: number,
  ): { columns: number; rows: number; tiles: number } | null {
    const tiles = Math.max(1, Math.ceil(arena.columns / columnsMax), Math.ceil(arena.rows / (2 * rowsMax)));
    const columns = Math.ceil(arena.columns / tiles);
    const rows = Math.ceil(arena.rows / tiles / 2);
    return columnsMax < 8 || rowsMax < 3 ? null : { columns, rows, tiles };
  }

  /** Draws the map of a world as it is drawn. @param view the part that is shown, in tiles @returns the rows that it took */
  draw(
    frame: Frame,
    world: World,
    own: number,
    view: View,
    at: { x: number; y: number; columns: number; rows: number },
  ): number {
    const size = Minimap.sizeOf(world, at.columns, at.rows);
    if (size === null) return 0;
    this.#mixColours(this.#look.colours);
    if (this.#look.drawing !== 'pixels') {
      drawSigns(frame, world, own, this.#look.colours, view, at, size);
      return size.rows;
    }
    const canvas = this.#canvas;
    canvas.resize(size.columns, size.rows);
    this.#drawGround(world, view, size.tiles);
    this.#drawThings(world, size.tiles);
    const pixels = size.tiles > TILES_FOR_TWO_PIXELS ? 1 : 2;
    for (let seat = 0; seat < SEATS_MAX; seat++) {
      const tank = world.tanks[seat];
      if (tank.life !== ALIVE || seat === own) continue;
      this.#drawPlace(tank.x, tank.y, size.tiles, sideColour(world, seat, this.#look.colours), pixels);
    }
    const tank = own === NOBODY ? null : world.tanks[own];
    if (tank?.life === ALIVE) this.#drawPlace(tank.x, tank.y, size.tiles, INK.bright, 2);
    canvas.layInto(frame, at.x, at.y);
    return size.rows;
  }

  #drawGround(world: World, view: View, tiles: number): void {
    const { columns, rows } = world.arena;
    const canvas = this.#canvas;
    const middle = tiles >> 1;
    for (let y = 0; y * tiles < rows; y++) {
      const row = Math.min(rows - 1, y * tiles + middle);
      for (let x = 0; x * tiles < columns; x++) {
        const column = Math.min(columns - 1, x * tiles + middle);
        const isShown = column >= view.left && column < view.right && row >= view.top && row < view.bottom;
        canvas.put(
          x,
          y,
          (isShown ? this.#lit : this.#colours)[kindOf(world.terrain[row * columns + column])],
        );
      }
    }
  }

  /** The hill's outline, bases, what lies on the pads, and flags where they are. */
  #drawThings(world: World, tiles: number): void {
    const { colours } = this.#look;
    const { hill, bases, pads } = world;
    if (hill.radius > 0) {
      const colour = hill.holder === NOBODY ? colours.hill : hillColour(world, colours);
      const side = Math.max(2, Math.round((2 * hill.radius) / (tiles * TILE)));
      const left = Math.floor((hill.x - hill.radius) / (tiles * TILE));
      this.#canvas.frame(left, Math.floor((hill.y - hill.radius) / (tiles * TILE)), side, side, colour);
    }
    for (const { kind, ticks, x, y } of pads)
      if (kind > 0 && ticks === 0) this.#drawPlace(x, y, tiles, colours.pickups[PICKUPS[kind].colour], 1);
    for (const [team, { healthMax, x, y }] of bases.entries())
      if (healthMax > 0) this.#drawPlace(x, y, tiles, colours.teams[team], 2);
    for (const [team, flag] of world.flags.entries()) {
      const at = placeOfFlag(world, flag);
      if (at !== null) this.#drawPlace(at.x, at.y, tiles, colours.teams[team], 2);
    }
  }

  #drawPlace(x: number, y: number, tiles: number, colour: number, pixels: number): void {
    const off = pixels === 1 ? 0 : HALF_TILE;
    const left = Math.floor((x - off) / (tiles * TILE));
    const top = Math.floor((y - off) / (tiles * TILE));
    this.#canvas.rect(left, top, pixels, pixels, colour);
  }
}

/** Where a flag is, as far as this player knows; null when there is none, or he does not see who has it. */
function placeOfFlag({ tanks }: World, flag: Flag): { x: number; y: number } | null {
  if (flag.state === FLAG_NONE) return null;
  if (flag.state !== FLAG_CARRIED) return flag;
  const tank = tanks[flag.carrier];
  return tank?.life === ALIVE ? tank : null;
}

/** Draws the map with characters, each of which is two pixels high. */
function drawSigns(
  frame: Frame,
  world: World,
  own: number,
  colours: ArenaColours,
  view: View,
  at: { x: number; y: number },
  { columns, rows, tiles }: { columns: number; rows: number; tiles: number },
): void {
  const put = (x: number, y: number, sign: string, fg: number): void =>
    frame.set(at.x + x, at.y + y, sign.charCodeAt(0), fg);
  for (let y = 0; y < rows; y++) {
    const row = Math.min(world.arena.rows - 1, y * tiles * 2 + tiles);
    for (let x = 0; x < columns; x++) {
      const column = Math.min(world.arena.columns - 1, x * tiles + (tiles >> 1));
      const kind = kindOf(world.terrain[row * world.arena.columns + column]);
      const isShown = column >= view.left && column < view.right && row >= view.top && row < view.bottom;
      put(x, y, kind === 0 && isShown ? SIGN_SHOWN : (SIGNS[kind] ?? ' '), INK.dim);
    }
  }
  const putAt = (x: number, y: number, sign: string, fg: number): void =>
    put(Math.floor(x / (tiles * TILE)), Math.floor(y / (2 * tiles * TILE)), sign, fg);
  const { hill, pads, flags } = world;
  if (hill.radius > 0) putAt(hill.x, hill.y, SIGN_HILL, INK.text);
  for (const { kind, ticks, x, y } of pads)
    if (kind > 0 && ticks === 0) putAt(x, y, PICKUPS[kind].letter, INK.text);
  for (const [team, flag] of flags.entries()) {
    const place = placeOfFlag(world, flag);
    if (place !== null) putAt(place.x, place.y, teamSign(team), INK.bright);
  }
  for (let turn = 1; turn <= SEATS_MAX; turn++) {
    // The own one last, above all others.
    const seat = (own + turn) % SEATS_MAX;
    const { life, x, y } = world.tanks[seat];
    if (life !== ALIVE) continue;
    const sign = seat === own ? SIGN_OWN : SIGN_TANK;
    putAt(x, y, sign, sideColour(world, seat, colours));
  }
}
