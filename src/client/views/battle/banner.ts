// The few words that lie over the arena: the battle begins, a kill, the own end with who, how and for how long, the last seconds,
// a lost line. One at a time, the weightiest; each is gone by itself.
import { FROZEN } from '../../../game/pickups.js';
import { HELD, NOBODY } from '../../../game/things.js';
import { SUDDEN_TICKS, TICKS_PER_SECOND } from '../../../game/units.js';
import { ALIVE, WATCHING, WRECK } from '../../../game/world.js';
import { BOLD, type Frame } from '../../frame.js';
import { textWidth } from '../../glyph.js';
import { INK } from '../../palette.js';
import { rivalOf } from '../../settling.js';
import { type Battle, type ClientState, type Kill, shownSeat } from '../../state.js';
import type { Ending } from '../ending.js';
import { hasWord, type WordId, word } from '../words.js';
import type { Layout, Rect } from './layout.js';
import type { Standings } from './standings.js';

const KILL_MS = 2000;
const BEGIN_MS = 2500;
/** A match that is older than this has not just begun. */
const BEGIN_TICKS = 4 * TICKS_PER_SECOND;
const COUNT_SECONDS = 10;
/** In a lower arena a box takes no more than its lines. */
const ROWS_FOR_PADDING = 18;
const INK_DEATH = 0x7a2626;
const INK_KILL = 0x1f5c38;
const INK_ICE = 0x2a5f73;
const SUDDEN_SHOWN_TICKS = 4 * TICKS_PER_SECOND;

/** By the heading of the shell. */
const HOW: readonly WordId[] = [
  'shell-from-below',
  'shell-from-left',
  'shell-from-above',
  'shell-from-right',
];

/** Draws what is to be said now, if anything. @param tank the cells of the own one */
export function drawBanner(
  frame: Frame,
  state: ClientState,
  battle: Battle,
  standings: Standings,
  layout: Layout,
  tank: Rect,
  nowMs: number,
): void {
  drawCount(frame, battle, layout);
  const { arena } = layout;
  const middle = arena.y + (arena.rows >> 1);
  // In the half in which the own tank is not.
  const isAbove = tank.y + (tank.rows >> 1) >= middle;
  const quarter = arena.y + (isAbove ? arena.rows >> 2 : arena.rows - 1 - (arena.rows >> 2));
  const { predictor } = battle;
  const { stage } = predictor.world;
  const shown = shownSeat(battle);
  const own = shown === NOBODY ? null : predictor.world.tanks[shown];
  const rival = stage.sudden === 0 ? null : rivalOf(state);
  const kill = battle.kills.findLast(({ by, seat }) => by === shown && seat !== shown);
  if (state.line === 'reconnecting') {
    drawBox(frame, layout, middle, [word('reconnecting')], INK.bad);
  } else if (stage.sudden === HELD) {
    const text = rival === null ? word('held-others') : word('held-own', { nick: rival.nick });
    drawBox(frame, layout, quarter, [word('held'), text], INK_DEATH);
  } else if (own?.life === WRECK) {
    drawBox(frame, layout, middle - 1, deathLines(battle, standings), INK_DEATH);
  } else if (kill !== undefined && nowMs - kill.atMs < KILL_MS) {
    const text = word('you-destroyed', { nick: standings.nickOf(kill.seat) });
    drawBox(frame, layout, quarter, [text, ...featLines(battle, kill)], INK_KILL);
  } else if (nowMs - battle.startedAtMs < BEGIN_MS && hasJustBegun(state, battle)) {
    drawBox(frame, layout, quarter, [word('battle-begins'), aimOf(standings)], INK.bar);
  } else if (stage.sudden === 1 && predictor.world.ticksLeft > SUDDEN_TICKS - SUDDEN_SHOWN_TICKS) {
    const offer = rival === null ? [] : [word('settle-offer', { nick: rival.nick })];
    drawBox(frame, layout, quarter, [word('sudden-death'), word('sudden-death-text'), ...offer], INK_DEATH);
  } else if (stage.pause > 0) {
    const seconds = Math.ceil(stage.pause / TICKS_PER_SECOND);
    const id = standings.mode.enemySeats > 0 ? 'wave-begins' : 'round-begins';
    const next = word(id, { number: stage.number, seconds });
    drawBox(frame, layout, quarter, [...roundLines(battle, standings), next], INK.bar);
  } else if (own?.life === ALIVE && own.engine === FROZEN) {
    drawBox(frame, layout, quarter, [word('frozen')], INK_ICE);
  }
  if (own?.life === WATCHING) drawWatching(frame, battle, standings, layout);
}

/** Says how the battle has ended, away from where it was decided. @param place the cells of that */
export function drawEnding(
  frame: Frame,
  { title, how, own, isWon }: Ending,
  layout: Layout,
  place: Rect,
): void {
  const { arena } = layout;
  const isAbove = place.y + (place.rows >> 1) >= arena.y + (arena.rows >> 1);
  const y = arena.y + (isAbove ? Math.max(1, (arena.rows >> 2) - 1) : arena.rows - 2 - (arena.rows >> 2));
  const lines = [title, how, own].filter((line) => line !== '');
  drawBox(frame, layout, y, lines, isWon ? INK_KILL : own === '' ? INK.bar : INK_DEATH);
}

/** What the kill was more than one kill; none for one as all others are. */
function featLines({ news }: Battle, { by, atMs }: Kill): string[] {
  const feat = news.findLast(
    ({ what, who, atMs: toldMs }) =>
      (what === 'multi-kill' || what === 'streak') && who === by && toldMs === atMs,
  );
  if (feat === undefined) return [];
  const { what, number } = feat;
  if (what === 'streak') return [word('kills-streak', { number })];
  return [
    number > 3 ? word('kills-multi', { number }) : word(number === 2 ? 'kills-double' : 'kills-triple'),
  ];
}

/** Who has won the round before; none before the first one has ended. */
function roundLines({ news, predictor }: Battle, standings: Standings): string[] {
  const won = news.findLast(({ what }) => what === 'round-won');
  if (won === undefined || won.number !== predictor.world.stage.number - 1) return [];
  const nick = won.who === NOBODY ? word('nobody') : standings.nickOf(won.who);
  return [word('round-was', { number: won.number, nick })];
}

function deathLines(battle: Battle, standings: Standings): string[] {
  const { predictor, kills, hit } = battle;
  const kill = kills.findLast(({ seat }) => seat === battle.seat);
  const lines: string[] = [];
  if (kill !== undefined) {
    const nick = standings.nickOf(kill.by);
    lines.push(nick === '?' ? word('destroyed-by-none') : word('destroyed', { nick }));
    if (kill.how !== 'shell') lines.push(word(kill.how === 'mine' ? 'by-mine' : 'by-ring'));
    else if (hit?.by === kill.by && hit.heading >= 0) lines.push(word(HOW[hit.heading]));
  }
  const why = whyOut(battle, standings);
  const seconds = Math.ceil(predictor.world.tanks[battle.seat].respawn / TICKS_PER_SECOND);
  lines.push(why === '' ? word('respawn', { seconds }) : why);
  return lines;
}

function aimOf({ mode }: Standings): string {
  const id = `aim-${mode.id}`;
  return hasWord(id) ? word(id) : '';
}

/** Why the own tank does not come back for now; empty when it does. */
function whyOut({ predictor, seat }: Battle, { mode }: Standings): string {
  const { stage, scores } = predictor.server;
  const rounds = scores[seat].turn;
  if (mode.enemySeats > 0) return '';
  if (stage.number > 0)
    return rounds > 0 ? word('watch-queue', { rounds }) : stage.pause > 0 ? '' : word('watch-round');
  return stage.sudden === 1 ? word('watch-sudden') : '';
}

/** Says at the lower edge whom the player watches, and why. */
function drawWatching(frame: Frame, battle: Battle, standings: Standings, layout: Layout): void {
  const { tanks } = battle.predictor.server;
  const { x, y } = tanks[battle.seat];
  const seat = tanks.findIndex((tank) => tank.life === ALIVE && tank.x === x && tank.y === y);
  const why = whyOut(battle, standings) || word('watch-round');
  const text =
    seat < 0 ? word('watching', { why }) : word('watching-of', { nick: standings.nickOf(seat), why });
  const { arena } = layout;
  const width = Math.min(arena.columns, textWidth(text) + 2);
  const left = arena.x + ((arena.columns - width) >> 1);
  const look = { fg: INK.bright, bg: INK.bar, style: BOLD, width };
  frame.text(left, arena.y + arena.rows - 1, ` ${text} `, look);
}

function hasJustBegun({ room }: ClientState, { predictor }: Battle): boolean {
  if (room === null) return false;
  return predictor.server.ticksLeft > room.options.minutes * 60 * TICKS_PER_SECOND - BEGIN_TICKS;
}

/** Counts the last seconds down at the upper edge. */
function drawCount(frame: Frame, { predictor }: Battle, layout: Layout): void {
  const seconds = Math.ceil(predictor.world.ticksLeft / TICKS_PER_SECOND);
  if (seconds <= 0 || seconds > COUNT_SECONDS) return;
  drawBox(frame, layout, layout.arena.y + 1, [` ${seconds} `], INK.bad);
}

/** Lines in a box over the arena, the first of them bold. @param y row of the first line */
function drawBox(frame: Frame, { arena }: Layout, y: number, lines: readonly string[], bg: number): void {
  const width = Math.min(arena.columns, Math.max(...lines.map(textWidth)) + 4);
  const x = arena.x + ((arena.columns - width) >> 1);
  const padding = arena.rows < ROWS_FOR_PADDING ? 0 : 1;
  frame.fill(x, y - padding, width, lines.length + 2 * padding, { bg });
  for (const [index, line] of lines.entries()) {
    const indent = Math.max(0, (width - textWidth(line)) >> 1);
    const look = { fg: index === 0 ? INK.bright : INK.text, bg, style: index === 0 ? BOLD : 0 };
    frame.text(x + indent, y + index, line, { ...look, width: width - indent });
  }
}
