// The battle: arena, own armour and score, clock, scoreboard, kill feed, talk. The arena is drawn as large as it fits; what
// is beside or below it depends on the room there is.

import { TICKS_PER_SECOND, TILE } from '../../game/units.js';
import { aimView, type View as TileView } from '../../game/visibility.js';
import { ALIVE, WRECK } from '../../game/world.js';
import { type Camera, SCALE_MAX } from '../arena/camera.js';
import type { Look } from '../arena/look.js';
import { ArenaPainter } from '../arena/painter.js';
import { BOLD, type Frame } from '../frame.js';
import type { Keys } from '../keys.js';
import { INK, seatColour } from '../palette.js';
import type { Battle, ClientState } from '../state.js';
import type { Key } from '../terminal.js';
import { drawChat } from './chat.js';
import { drawBar, drawCentred, type View } from './view.js';
import { word } from './words.js';

/** Columns of the panel beside the arena, and the rows of bar, lines below and footer. */
const PANEL_COLUMNS = 24;
const ROWS_AROUND = 2;
const LINES_BELOW = 2;
const FEED_MS = 6000;
const HIT_MS = 300;

interface Layout {
  readonly scale: number;
  /** Cells of the arena, and where it stands. */
  readonly x: number;
  readonly y: number;
  readonly columns: number;
  readonly rows: number;
  readonly hasPanel: boolean;
}

/** What the view shows beside the battle, or instead of it. */
export interface BattleViewOptions {
  readonly showNet: boolean;
  /** Tell when the prediction was wrong. */
  readonly showMiss: boolean;
  /** Without it, only what the server said is drawn. */
  readonly predict: boolean;
  /** How the arena is drawn. */
  readonly look: Look;
}

/** The battle. */
export class BattleView implements View {
  /** Whether the line of the network is shown. */
  #showsNet: boolean;
  readonly #keys: Keys;
  readonly #showsMiss: boolean;
  readonly #predicts: boolean;
  readonly #look: Look;
  readonly #painter = new ArenaPainter();
  readonly #view: TileView = { left: 0, top: 0, right: 0, bottom: 0 };

  /** @param options flags of the command that help to look for faults */
  constructor(keys: Keys, { showNet, showMiss, predict, look }: BattleViewOptions) {
    this.#look = look;
    this.#keys = keys;
    this.#showsMiss = showMiss;
    this.#predicts = predict;
    this.#showsNet = showNet;
  }

  key(key: Key, _state: ClientState, nowMs: number): boolean {
    if (key.name === 'F3') this.#showsNet = !this.#showsNet;
    else return this.#keys.press(key.name, nowMs);
    return true;
  }

  draw(frame: Frame, state: ClientState, nowMs: number): void {
    const { battle } = state;
    if (battle === null) {
      drawCentred(frame, frame.rows >> 1, word('waiting'), INK.dim);
      return;
    }
    const world = this.#predicts
      ? battle.drawn.at(nowMs, this.#keys.buttons(nowMs))
      : battle.predictor.server;
    const own = world.tanks[battle.seat];
    aimView(world, own.x, own.y, this.#view);
    const layout = this.#arrange(frame, own.x, own.y);
    const camera: Camera = { left: this.#view.left, top: this.#view.top, scale: layout.scale };
    const picture = { world, effects: battle.effects, own: battle.seat, nowMs };
    this.#painter.draw(frame, layout, picture, camera, this.#look);
    this.#drawStatus(frame, state, battle, nowMs);
    if (layout.hasPanel) this.#drawPanel(frame, state, battle, layout, nowMs);
    else this.#drawLinesBelow(frame, state, battle, nowMs);
    this.#drawBanner(frame, state, battle, layout);
    const showsLine = this.#showsNet || this.#showsMiss;
    drawBar(frame, frame.rows - 1, showsLine ? describeLine(state, battle) : word('battle-keys'));
  }

  /** Chooses the largest drawing that fits, and narrows the view around the own tank when not even the smallest does. */
  #arrange(frame: Frame, x: number, y: number): Layout {
    const view = this.#view;
    const tilesAcross = view.right - view.left;
    const tilesDown = view.bottom - view.top;
    const fits = (scale: number, extraColumns: number, extraRows: number): boolean =>
      tilesAcross * 2 * scale + extraColumns <= frame.columns &&
      tilesDown * scale + ROWS_AROUND + extraRows <= frame.rows;
    let scale = SCALE_MAX;
    while (scale > 1 && !fits(scale, PANEL_COLUMNS, 0) && !fits(scale, 0, LINES_BELOW)) scale--;
    const hasPanel = fits(scale, PANEL_COLUMNS, 0);
    const extraRows = hasPanel
      ? 0
      : Math.min(LINES_BELOW, Math.max(0, frame.rows - ROWS_AROUND - tilesDown * scale));
    const roomAcross = frame.columns - (hasPanel ? PANEL_COLUMNS : 0);
    const roomDown = frame.rows - ROWS_AROUND - extraRows;
    const across = Math.min(tilesAcross, Math.floor(roomAcross / (2 * scale)));
    const down = Math.min(tilesDown, Math.floor(roomDown / scale));
    view.left = clamp(((x / TILE) | 0) - (across >> 1), view.left, view.right - across);
    view.top = clamp(((y / TILE) | 0) - (down >> 1), view.top, view.bottom - down);
    const columns = across * 2 * scale;
    const rows = down * scale;
    return {
      scale,
      columns,
      rows,
      hasPanel,
      x: (roomAcross - columns) >> 1,
      y: 1 + ((roomDown - rows) >> 1),
    };
  }

  #drawStatus(frame: Frame, state: ClientState, battle: Battle, nowMs: number): void {
    const { world } = battle.predictor;
    const own = world.tanks[battle.seat];
    const score = world.scores[battle.seat];
    const isHit = nowMs - battle.hitAtMs < HIT_MS;
    const bar = isHit ? INK.bad : INK.bar;
    frame.fill(0, 0, frame.columns, 1, { bg: bar });
    let x = 1;
    for (let point = 0; point < battle.armour; point++) {
      const isThere = own.life === ALIVE && point < own.armour;
      frame.fill(x, 0, 2, 1, { bg: isThere ? INK.good : 0x3a404a });
      x += 3;
    }
    x += frame.text(x + 1, 0, state.nick, { fg: seatColour(battle.seat), bg: bar, style: BOLD }) + 2;
    x += frame.text(x, 0, `${score.points}`, { fg: INK.bright, bg: bar, style: BOLD }) + 2;
    if (this.#keys.isAutoFire) x += frame.text(x, 0, word('auto-fire'), { fg: INK.accent, bg: bar }) + 1;
    if (this.#keys.isLocked) frame.text(x, 0, word('locked'), { fg: INK.accent, bg: bar });
    const seconds = Math.ceil(world.ticksLeft / TICKS_PER_SECOND);
    const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    frame.text((frame.columns - clock.length) >> 1, 0, clock, {
      fg: seconds <= 10 ? INK.accent : INK.bright,
      bg: bar,
      style: BOLD,
    });
    const line = state.pingMs >= 0 ? word('ping', { ms: state.pingMs }) : '';
    frame.text(frame.columns - line.length - 1, 0, line, { fg: INK.dim, bg: bar });
  }

  /** Seats in the order of the table. */
  #standings(
    state: ClientState,
    battle: Battle,
  ): { seat: number; nick: string; points: number; kills: number }[] {
    const { scores } = battle.predictor.world;
    return (state.room?.players ?? [])
      .map(({ seat, nick }) => ({ seat, nick, points: scores[seat].points, kills: scores[seat].kills }))
      .sort((a, b) => b.points - a.points || a.seat - b.seat);
  }

  #drawPanel(frame: Frame, state: ClientState, battle: Battle, layout: Layout, nowMs: number): void {
    const x = layout.x + layout.columns + 2;
    const width = PANEL_COLUMNS - 2;
    let y = layout.y;
    for (const { seat, nick, points } of this.#standings(state, battle)) {
      const isOwn = seat === battle.seat;
      frame.fill(x, y, 2, 1, { bg: seatColour(seat) });
      frame.text(x + 3, y, nick, {
        fg: isOwn ? INK.bright : INK.text,
        style: isOwn ? BOLD : 0,
        width: width - 7,
      });
      frame.text(x + width - 3, y, String(points).padStart(3), { fg: INK.bright });
      y++;
    }
    y++;
    const feedRows = Math.max(0, Math.min(8, frame.rows - y - 8));
    for (const [index, kill] of battle.kills.slice(-feedRows).entries())
      this.#drawKill(frame, state, x, y + index, width, kill);
    drawChat(frame, state, x, frame.rows - 7, 6, width, nowMs, Number.POSITIVE_INFINITY);
  }

  #drawLinesBelow(frame: Frame, state: ClientState, battle: Battle, nowMs: number): void {
    const y = frame.rows - 1 - LINES_BELOW;
    let x = 1;
    for (const { seat, nick, points } of this.#standings(state, battle)) {
      const text = `${nick} ${points}`;
      if (x + text.length + 3 > frame.columns) break;
      frame.fill(x, y, 1, 1, { bg: seatColour(seat) });
      x += 2 + frame.text(x + 2, y, text, { fg: seat === battle.seat ? INK.bright : INK.text }) + 2;
    }
    const kill = battle.kills.at(-1);
    const chat = state.chat.at(-1);
    if (chat !== undefined && nowMs - chat.atMs < FEED_MS && chat.atMs > (kill?.atMs ?? 0)) {
      drawChat(frame, state, 1, y + 1, 1, frame.columns - 2, nowMs, FEED_MS);
    } else if (kill !== undefined && nowMs - kill.atMs < FEED_MS) {
      this.#drawKill(frame, state, 1, y + 1, frame.columns - 2, kill);
    }
  }

  #drawKill(
    frame: Frame,
    state: ClientState,
    x: number,
    y: number,
    width: number,
    kill: { seat: number; by: number },
  ): void {
    const nickOf = (seat: number): string =>
      state.room?.players.find((player) => player.seat === seat)?.nick ?? '?';
    const by = frame.text(x, y, nickOf(kill.by), { fg: seatColour(kill.by & 15), width: Math.min(9, width) });
    frame.text(x + by, y, ' > ', { fg: INK.dim, width: width - by });
    frame.text(x + by + 3, y, nickOf(kill.seat), {
      fg: seatColour(kill.seat),
      width: Math.max(0, width - by - 3),
    });
  }

  #drawBanner(frame: Frame, state: ClientState, battle: Battle, layout: Layout): void {
    const own = battle.predictor.world.tanks[battle.seat];
    const middle = layout.y + (layout.rows >> 1);
    if (state.line === 'reconnecting') {
      drawCentred(frame, middle, ` ${word('reconnecting')} `, INK.bright, BOLD, INK.bad);
    } else if (own.life === WRECK) {
      const last = battle.kills.findLast((kill) => kill.seat === battle.seat);
      const by = state.room?.players.find((player) => player.seat === last?.by)?.nick;
      const seconds = Math.ceil(own.respawn / TICKS_PER_SECOND);
      if (by !== undefined && seconds > 0) {
        drawCentred(frame, middle - 1, ` ${word('destroyed', { nick: by })} `, INK.bright, BOLD, 0x7a2626);
      }
      drawCentred(frame, middle, ` ${word('respawn', { seconds })} `, INK.bright, 0, INK.bar);
    }
  }
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}

function describeLine(state: ClientState, battle: Battle): string {
  const { predictor, clock } = battle;
  const ahead = predictor.world.tick - predictor.server.tick;
  const miss = predictor.corrections === 0 ? '' : `, the last by ${predictor.lastCorrection}`;
  return `ping ${state.pingMs} ms  jitter ${Math.round(clock.jitterMs)}  ahead ${ahead}  margin ${clock.marginTicks.toFixed(1)}  corrections ${predictor.corrections}${miss}`;
}
