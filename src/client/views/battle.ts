// The battle: what the keys do, and what of the battle is drawn where. The parts are in battle/: layout, bar, panel, lines, map,
// banner, marks. The arena itself is scene.ts's.
import { PICKUPS } from '../../game/pickups.js';
import { NOBODY } from '../../game/things.js';
import { TILE } from '../../game/units.js';
import { aimView, isInView, type View as TileView } from '../../game/visibility.js';
import { ALIVE, type World } from '../../game/world.js';
import type { RoomState } from '../../protocol/room-state.js';
import { type Camera, SCALE_MAX } from '../arena/camera.js';
import type { Look } from '../arena/look.js';
import { ArenaPainter } from '../arena/painter.js';
import { BOLD, type Frame } from '../frame.js';
import { textWidth } from '../glyph.js';
import type { Keys } from '../keys.js';
import { INK } from '../palette.js';
import type { Preferences } from '../settings.js';
import { type Battle, type ClientState, type Place, shownSeat } from '../state.js';
import type { Key } from '../terminal.js';
import { drawBanner, drawEnding } from './battle/banner.js';
import { Flash } from './battle/flash.js';
import { middleOf, moveCamera } from './battle/free-camera.js';
import { arrange, type Layout, type Rect } from './battle/layout.js';
import { drawBelow, drawLinesBelow, TALK_ROWS_MIN } from './battle/lines.js';
import { cellsOf, drawHitMark, drawHitSide, drawSpawnMark } from './battle/marks.js';
import { Minimap } from './battle/minimap.js';
import { ownRows } from './battle/own-rows.js';
import { drawPanel } from './battle/panel.js';
import { nearKind, pickupTitle } from './battle/pickups.js';
import { Standings } from './battle/standings.js';
import { drawStatus } from './battle/status.js';
import { drawStrip, stripOf } from './battle/strip.js';
import { drawWalls } from './battle/walls.js';
import { noteEnding } from './ending.js';
import { footerOf } from './key-words.js';
import { changeOf, drawBar, drawCentred, drawFooter, type View } from './view.js';
import { word } from './words.js';

/** Windows from this size on have room for a map in a corner of the arena. */
const MAP_COLUMNS_MIN = 64;
/** Cells of that map at most. */
const MAP_COLUMNS = 18;
const MAP_ROWS = 6;
const BORDER = 0x3a404a;
/** Takes the camera of one who watches off the tank that he follows, and back to it. */
const FREE_KEY = 'f';

/** What the view shows beside the battle, or instead of it. */
export interface BattleViewOptions {
  /** Tell when the prediction was wrong. */
  readonly showMiss: boolean;
  /** Without it, only what the server said is drawn. */
  readonly predict: boolean;
  /** How the arena is drawn. */
  readonly look: Look;
  /** Where the player's choices stand now: the size of the drawing, and whether the line is told of. */
  readonly store: {
    readonly preferences: Pick<Preferences, 'scale' | 'net' | 'bestWave' | 'finished'>;
    choose(chosen: Partial<Pick<Preferences, 'bestWave' | 'finished'>>): void;
  };
  /** Follows the tank of a seat, for who only watches. */
  follow(seat: number): void;
}

/** The battle. */
export class BattleView implements View {
  /** Whether F3 has turned the line of the network on, or off where the settings show it. */
  #isNetTurned = false;
  #showsMap = true;
  readonly #keys: Keys;
  readonly #follow: BattleViewOptions['follow'];
  readonly #showsMiss: boolean;
  readonly #predicts: boolean;
  readonly #look: Look;
  readonly #store: BattleViewOptions['store'];
  readonly #painter = new ArenaPainter();
  readonly #view: TileView = { left: 0, top: 0, right: 0, bottom: 0 };
  readonly #standings: Standings;
  readonly #flash = new Flash();
  readonly #map: Minimap;
  #wasAlive = false;

  /** @param options flags of the command that help to look for faults */
  constructor(keys: Keys, { showMiss, predict, look, store, follow }: BattleViewOptions) {
    this.#keys = keys;
    this.#follow = follow;
    this.#look = look;
    this.#map = new Minimap(look);
    this.#standings = new Standings(look);
    this.#showsMiss = showMiss;
    this.#predicts = predict;
    this.#store = store;
  }

  key(key: Key, { battle, room }: ClientState, nowMs: number): boolean {
    if (battle?.isWatching && room !== null && this.#watch(key, battle, room)) return true;
    if (!battle?.isWatching && this.#keys.press(key.name, nowMs, key.isRepeat)) return true;
    else if (key.name === 'F3') this.#isNetTurned = !this.#isNetTurned;
    else if (key.name === 'm') this.#showsMap = !this.#showsMap;
    else return false;
    return true;
  }

  /** The keys of one who only watches: another tank, or a camera that follows none. @returns false when it means nothing here */
  #watch(key: Key, battle: Battle, room: RoomState): boolean {
    const { seat, camera, predictor } = battle;
    if (key.name === FREE_KEY) {
      if (camera === null) battle.camera = middleOf(this.#view);
      else this.#follow(room.players.some((player) => player.seat === seat) ? seat : nextSeat(room, seat, 1));
      return true;
    }
    if (camera !== null) {
      const heading = this.#keys.headingOf(key.name);
      if (heading >= 0) battle.camera = moveCamera(camera, heading, this.#view, predictor.server);
      return heading >= 0;
    }
    const step = changeOf(key);
    if (step === 0) return false;
    const next = nextSeat(room, seat, step);
    if (next !== seat) this.#follow(next);
    return true;
  }

  draw(frame: Frame, state: ClientState, nowMs: number): void {
    const { battle } = state;
    if (battle === null) {
      drawCentred(frame, frame.rows >> 1, word('waiting'), INK.dim);
      return;
    }
    const world = this.#predicts
      ? battle.drawn.at(nowMs, buttonsOf(battle, this.#keys, nowMs))
      : battle.predictor.server;
    this.#letGoOfWreck(world.tanks[battle.seat].life === ALIVE);
    this.#standings.update(state.room, battle);
    const eye = this.#eyeOf(state, battle, world);
    const layout = this.#aim(frame, world, eye);
    this.#drawArena(frame, battle, world, layout, nowMs);
    this.#drawAround(frame, state, battle, world, layout, nowMs);
    const ending = noteEnding(state, this.#store);
    const watched = ending === null ? world.tanks[battle.seat] : (state.room?.end?.place ?? eye);
    const cells = cellsOf(watched, this.#view, layout);
    if (ending !== null) drawEnding(frame, ending, layout, cells);
    else drawBanner(frame, state, battle, this.#standings, layout, cells);
    const strip = ending === null ? stripOf(state, battle, this.#standings, nowMs) : null;
    const showsNet = this.#isNetTurned !== this.#store.preferences.net;
    if (showsNet || this.#showsMiss) drawBar(frame, frame.rows - 1, describeLine(state, battle));
    else if (strip !== null) drawStrip(frame, strip);
    else if (battle.camera !== null) drawFooter(frame, footerOf('camera-keys', this.#keys.bindings));
    else if (battle.isWatching)
      drawFooter(frame, word('watching-keys', { nick: nickOf(state, battle.seat) }));
    else {
      // There is room for one of the two, and mines are the rarer thing.
      const hasMines = world.tanks[battle.seat].mines > 0;
      const keys = footerOf('battle-keys', this.#keys.bindings, hasMines ? { lock: '' } : { lay: '' });
      drawFooterNear(frame, keys, world, battle.seat, this.#look);
    }
  }

  /** Where the picture's middle would like to be: at the own tank or the camera; where it was decided, when that is out of their sight. */
  #eyeOf({ room }: ClientState, battle: Battle, world: World): Place {
    const own = battle.camera ?? world.tanks[battle.seat];
    const place = room?.end?.place;
    if (place === undefined || battle.isWatching) return own;
    aimView(world, own.x, own.y, this.#view);
    return isInView(this.#view, place.x, place.y, 0) ? own : place;
  }

  /** A tank that drove when it was destroyed must not drive off by itself when it is back. */
  #letGoOfWreck(isAlive: boolean): void {
    if (this.#wasAlive && !isAlive) this.#keys.letGo();
    this.#wasAlive = isAlive;
  }

  /** Shares out the window, and narrows the view around the own tank, or the camera, when not all of it fits. */
  #aim(frame: Frame, world: World, { x, y }: Place): Layout {
    const view = this.#view;
    aimView(world, x, y, view);
    const scaleMax = this.#store.preferences.scale || SCALE_MAX;
    const tiles = { across: view.right - view.left, down: view.bottom - view.top };
    // Characters know no half a row; and where the whole picture moves with each step, it would be sent at twice the bytes.
    const takesHalf = this.#look.drawing === 'pixels' && !this.#isNarrowerThan(world);
    const layout = arrange(frame.columns, frame.rows, tiles.across, tiles.down, scaleMax, takesHalf);
    const { tilesAcross, tilesDown } = layout;
    view.left = clamp(Math.round(x / TILE - tilesAcross / 2), view.left, view.right - tilesAcross);
    view.top = clamp(Math.round(y / TILE - tilesDown / 2), view.top, view.bottom - tilesDown);
    view.right = view.left + tilesAcross;
    view.bottom = view.top + tilesDown;
    return layout;
  }

  #drawArena(frame: Frame, battle: Battle, world: World, layout: Layout, nowMs: number): void {
    const { arena } = layout;
    const camera: Camera = { left: this.#view.left, top: this.#view.top, scale: layout.scale };
    drawWalls(frame, layout, this.#view, world);
    const picture = { world, effects: battle.effects, own: shownSeat(battle), nowMs };
    this.#painter.draw(frame, arena, picture, camera, this.#look);
    if (battle.camera !== null) return;
    drawSpawnMark(frame, battle, world, this.#view, layout, nowMs);
    drawHitSide(frame, battle, world, this.#view, layout, this.#look, nowMs);
    drawHitMark(frame, battle, world, this.#view, layout, nowMs);
  }

  #drawAround(
    frame: Frame,
    state: ClientState,
    battle: Battle,
    world: World,
    layout: Layout,
    nowMs: number,
  ): void {
    const { panel, below } = layout;
    const keys = this.#keys;
    const standings = this.#standings;
    const hitAtMs = battle.hit?.atMs ?? Number.NEGATIVE_INFINITY;
    const isHit = !this.#look.calm && this.#flash.isOn(hitAtMs, nowMs);
    const rows = battle.camera === null ? ownRows(battle, isHit) : [];
    drawStatus(frame, state, battle, { keys, rows, standings, hasPanel: panel !== null, isHit });
    const hasMap = this.#showsMap && this.#isNarrowerThan(world);
    const own = shownSeat(battle);
    const drawMap = (at: Rect): number => this.#map.draw(frame, world, own, this.#view, at);
    if (panel !== null) {
      const hasTalk = below.rows < TALK_ROWS_MIN;
      drawPanel(
        frame,
        state,
        battle,
        panel,
        { keys, standings, rows, hasTalk, isHit, drawMap: hasMap ? drawMap : null },
        nowMs,
      );
      if (!hasTalk) drawBelow(frame, state, world, this.#look.colours, below, nowMs);
      return;
    }
    drawLinesBelow(frame, state, battle, standings, below, layout.hasBorder, nowMs);
    if (hasMap && frame.columns >= MAP_COLUMNS_MIN) this.#drawMapInCorner(frame, world, own, layout, drawMap);
  }

  #isNarrowerThan({ arena }: World): boolean {
    const { left, top, right, bottom } = this.#view;
    return right - left < arena.columns || bottom - top < arena.rows;
  }

  /** In the upper corner in which the own tank is not. */
  #drawMapInCorner(
    frame: Frame,
    world: World,
    own: number,
    { arena }: Layout,
    drawMap: (at: Rect) => number,
  ): void {
    const size = Minimap.sizeOf(world, MAP_COLUMNS, MAP_ROWS);
    if (size === null) return;
    const isLeft = own !== NOBODY && world.tanks[own].x / TILE > (this.#view.left + this.#view.right) / 2;
    const x = isLeft ? arena.x : arena.x + arena.columns - size.columns - 2;
    frame.box(x, arena.y, size.columns + 2, size.rows + 2, { fg: BORDER, bg: this.#look.colours.outside });
    drawMap({ x: x + 1, y: arena.y + 1, columns: size.columns, rows: size.rows });
  }
}

/** Buttons of the tank in the middle: the keys, or for one that is only followed what it did last. */
function buttonsOf(battle: Battle, keys: Keys, nowMs: number): number {
  return battle.isWatching ? battle.predictor.world.tanks[battle.seat].buttons : keys.buttons(nowMs);
}

function nickOf({ room }: ClientState, seat: number): string {
  return room?.players.find((player) => player.seat === seat)?.nick ?? word('bot');
}

/** The seat after or before one, of those that are taken. */
export function nextSeat({ players }: RoomState, seat: number, step: -1 | 1): number {
  const seats = players.map((player) => player.seat).sort((a, b) => (a - b) * step);
  return seats.find((other) => (other - seat) * step > 0) ?? seats[0] ?? seat;
}

/** The keys, and at the right what lies near the own tank, as it stands on its pad and by its name. */
function drawFooterNear(frame: Frame, keys: string, world: World, seat: number, { colours }: Look): void {
  const kind = nearKind(world, seat);
  if (kind === 0) {
    drawFooter(frame, keys);
    return;
  }
  const { letter, colour } = PICKUPS[kind];
  const text = `(${letter}) ${pickupTitle(kind)}`;
  const x = frame.columns - 1 - textWidth(text);
  drawFooter(frame, keys, x - 1);
  frame.text(x, frame.rows - 1, text, { fg: colours.pickups[colour], bg: INK.bar, style: BOLD });
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}

function describeLine(state: ClientState, battle: Battle): string {
  const { predictor, clock } = battle;
  const ahead = predictor.world.tick - predictor.server.tick;
  const line = word('net-line', {
    ping: state.pingMs,
    jitter: Math.round(clock.jitterMs),
    ahead,
    margin: clock.marginTicks.toFixed(1),
    count: predictor.corrections,
  });
  return predictor.corrections === 0 ? line : line + word('net-miss', { last: predictor.lastCorrection });
}
