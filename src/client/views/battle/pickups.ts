// Pickups by their names: what the own tank has just taken, what lies near it. Used by the strip, the footer and the list of letters
// below the arena.
import { PICKUPS } from '../../../game/pickups.js';
import { PADS_MAX, TICKS_PER_SECOND, TILE } from '../../../game/units.js';
import { ALIVE, type World } from '../../../game/world.js';
import type { ArenaColours } from '../../arena/colours.js';
import { BOLD, type Frame } from '../../frame.js';
import { INK } from '../../palette.js';
import { hasWord, word } from '../words.js';
import { drawHeading } from './blocks.js';
import type { Rect } from './layout.js';

/** Columns of one letter and its name. */
const ENTRY_COLUMNS = 25;
/** How near is near, in units. */
const NEAR = 4 * TILE;

/** The name of a pickup in capitals, and for how long it works: `RAPID FIRE 12 s`. @param kind index in PICKUPS */
export function pickupTitle(kind: number): string {
  const { ticks } = PICKUPS[kind];
  const name = pickupName(kind);
  return ticks === 0 ? name : `${name} ${word('seconds', { seconds: ticks / TICKS_PER_SECOND })}`;
}

/** The name of a pickup in capitals. */
export function pickupName(kind: number): string {
  const id = `pickup-${PICKUPS[kind].id}`;
  return hasWord(id) ? word(id).toUpperCase() : '';
}

/** What is said of a pickup; empty for none. */
export function pickupText(kind: number): string {
  const id = `about-${PICKUPS[kind].id}`;
  return hasWord(id) ? word(id) : '';
}

/** Draws what each letter on the pads means, as many as there is room for, under a heading; nothing in a room without any. */
export function drawPickupList(
  frame: Frame,
  { options }: World,
  { pickups }: ArenaColours,
  { x, y, columns, rows }: Rect,
): void {
  const kinds = [...PICKUPS.keys()].filter((kind) => kind > 0 && ((options.pickups >> kind) & 1) === 1);
  if (kinds.length === 0) return;
  drawHeading(frame, x, y, columns, word('pickup-list'));
  const across = Math.max(1, Math.floor(columns / ENTRY_COLUMNS));
  for (const [index, kind] of kinds.slice(0, across * (rows - 1)).entries()) {
    const { letter, colour } = PICKUPS[kind];
    const at = { x: x + (index % across) * ENTRY_COLUMNS, y: y + 1 + Math.floor(index / across) };
    const used = frame.text(at.x, at.y, `(${letter})`, { fg: pickups[colour], style: BOLD });
    frame.text(at.x + used + 1, at.y, pickupTitle(kind), { fg: INK.dim, width: ENTRY_COLUMNS - used - 2 });
  }
}

/** The kind of what lies nearest to a seat's tank, 0 when nothing is near. */
export function nearKind({ tanks, pads }: World, seat: number): number {
  const { life, x, y } = tanks[seat];
  if (life !== ALIVE) return 0;
  let found = 0;
  let least: number = NEAR;
  for (let index = 0; index < PADS_MAX; index++) {
    const pad = pads[index];
    const distance = Math.max(Math.abs(pad.x - x), Math.abs(pad.y - y));
    if (pad.kind === 0 || pad.ticks > 0 || distance >= least) continue;
    least = distance;
    found = pad.kind;
  }
  return found;
}
