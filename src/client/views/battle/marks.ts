// What points at something in the arena: on which side the own tank was hit, from where a shot came that the player could not see, and where his own tank is after it
// was set on the field. Drawn over the arena, as characters.
import { TANK_REACH, TILE } from '../../../game/units.js';
import { isInView, type View } from '../../../game/visibility.js';
import { ALIVE, type World } from '../../../game/world.js';
import type { Look } from '../../arena/look.js';
import { BOLD, DEFAULT_COLOUR, type Frame, KEEP_COLOUR } from '../../frame.js';
import { textWidth } from '../../glyph.js';
import { INK, mix, seatColour } from '../../palette.js';
import type { Battle, Place } from '../../state.js';
import { word } from '../words.js';
import type { Layout, Rect } from './layout.js';

const HIT_MS = 1200;
/** No tank and no fire has this red. */
const INK_HIT = 0xff0000;
const SPAWN_MS = 1800;
/** Cells from the corners to the tank when the mark begins, and how long they take to close in. */
const CORNERS_FAR = 7;
const CORNERS_MS = 700;

/** Arrows by the heading of the shell: towards where it came from. */
const ARROWS = ['↓', '←', '↑', '→'] as const;

/** Lights up the side on which the own tank was hit, with an arrow to where it came from; all sides for what came from none. */
export function drawHitSide(
  frame: Frame,
  { hit, seat }: Battle,
  { tanks }: World,
  view: View,
  layout: Layout,
  { drawing }: Look,
  nowMs: number,
): void {
  if (hit === null || nowMs - hit.atMs >= HIT_MS) return;
  // Where the own tank is a reversed plate, a hole in it.
  const bg = drawing === 'pixels' ? INK_HIT : DEFAULT_COLOUR;
  const tank = cellsOf(tanks[seat], view, layout);
  const across = Math.floor(layout.scale);
  const down = Math.max(1, Math.floor(layout.scale / 2));
  const sides = [
    { ...tank, y: tank.y + tank.rows - down, rows: down },
    { ...tank, columns: across },
    { ...tank, rows: down },
    { ...tank, x: tank.x + tank.columns - across, columns: across },
  ];
  for (const [heading, side] of sides.entries()) {
    if (hit.heading >= 0 && heading !== hit.heading) continue;
    const shown = clip(side, layout.arena);
    frame.fill(shown.x, shown.y, shown.columns, shown.rows, { bg });
    const x = side.x + ((side.columns - 1) >> 1);
    const y = side.y + ((side.rows - 1) >> 1);
    const look = { fg: INK.bright, bg, style: BOLD };
    if (hit.heading >= 0 && contains(layout.arena, x, y)) frame.text(x, y, ARROWS[heading], look);
  }
}

/** Marks the edge of the arena from which a hit came, unless its shooter is in sight. */
export function drawHitMark(
  frame: Frame,
  battle: Battle,
  world: World,
  view: View,
  layout: Layout,
  nowMs: number,
): void {
  const { hit } = battle;
  if (hit === null || hit.heading < 0 || nowMs - hit.atMs >= HIT_MS) return;
  const shooter = battle.predictor.server.tanks[hit.by];
  if (shooter?.life === ALIVE && isInView(view, shooter.x, shooter.y, 0)) return;
  const tank = cellsOf(world.tanks[battle.seat], view, layout);
  const { arena } = layout;
  const bg = mix(INK.bad, 0x2a0d0d, (nowMs - hit.atMs) / HIT_MS);
  const isAcross = (hit.heading & 1) === 1;
  const reach = Math.round(layout.scale);
  const bar = isAcross
    ? {
        x: hit.heading === 1 ? arena.x : arena.x + arena.columns - 2,
        y: tank.y - reach,
        columns: 2,
        rows: tank.rows + 2 * reach,
      }
    : {
        x: tank.x - 2 * reach,
        y: hit.heading === 2 ? arena.y : arena.y + arena.rows - 1,
        columns: tank.columns + 4 * reach,
        rows: 1,
      };
  const shown = clip(bar, arena);
  frame.fill(shown.x, shown.y, shown.columns, shown.rows, { bg });
  frame.text(
    shown.x + (shown.columns >> 1) - (isAcross ? 1 : 0),
    shown.y + (shown.rows >> 1),
    ARROWS[hit.heading],
    {
      fg: INK.bright,
      bg,
      style: BOLD,
    },
  );
}

/** Closes in on the own tank for a moment after it was set on the field, and names it. */
export function drawSpawnMark(
  frame: Frame,
  battle: Battle,
  world: World,
  view: View,
  layout: Layout,
  nowMs: number,
): void {
  const ageMs = nowMs - battle.spawnedAtMs;
  if (ageMs >= SPAWN_MS || world.tanks[battle.seat].life !== ALIVE) return;
  const tank = cellsOf(world.tanks[battle.seat], view, layout);
  const { arena } = layout;
  const far = 1 + Math.round(CORNERS_FAR * Math.max(0, 1 - ageMs / CORNERS_MS) ** 2);
  const left = tank.x - 2 * far;
  const right = tank.x + tank.columns + 2 * far - 2;
  const top = tank.y - far;
  const bottom = tank.y + tank.rows + far - 1;
  const look = { fg: seatColour(battle.seat), bg: KEEP_COLOUR, style: BOLD };
  for (const [x, y, text] of [
    [left, top, '┌─'],
    [right, top, '─┐'],
    [left, bottom, '└─'],
    [right, bottom, '─┘'],
  ] as const) {
    if (contains(arena, x, y) && contains(arena, x + 1, y)) frame.text(x, y, text, look);
  }
  const name = ` ${word('you-are-here')} `;
  const y = top - 1 >= arena.y ? top - 1 : bottom + 1;
  const x = tank.x + ((tank.columns - textWidth(name)) >> 1);
  const shownX = Math.max(arena.x, Math.min(x, arena.x + arena.columns - textWidth(name)));
  if (contains(arena, shownX, y))
    frame.text(shownX, y, name, { fg: 0x000000, bg: seatColour(battle.seat), style: BOLD });
}

/** The cells that a tank covers. @param place its centre @param view the tiles that are shown */
export function cellsOf({ x, y }: Place, view: View, { scale, arena }: Layout): Rect {
  return {
    x: arena.x + Math.round(((x - TANK_REACH) / TILE - view.left) * 2 * scale),
    y: arena.y + Math.round(((y - TANK_REACH) / TILE - view.top) * scale),
    columns: 4 * scale,
    rows: 2 * scale,
  };
}

function contains({ x, y, columns, rows }: Rect, column: number, row: number): boolean {
  return column >= x && column < x + columns && row >= y && row < y + rows;
}

function clip(rect: Rect, to: Rect): Rect {
  const x = Math.max(rect.x, to.x);
  const y = Math.max(rect.y, to.y);
  return {
    x,
    y,
    columns: Math.max(0, Math.min(rect.x + rect.columns, to.x + to.columns) - x),
    rows: Math.max(0, Math.min(rect.y + rect.rows, to.y + to.rows) - y),
  };
}
