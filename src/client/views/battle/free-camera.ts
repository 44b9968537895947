// Where the camera of somebody who watches stands when it follows no tank: it starts in the middle of what is shown, and keys move it
// as far as there is anything to see. Used by the battle's view; the send loop tells the server.
import { HEADING_X, HEADING_Y } from '../../../game/buttons.js';
import { TILE } from '../../../game/units.js';
import type { View } from '../../../game/visibility.js';
import type { World } from '../../../game/world.js';
import type { Place } from '../../state.js';

/** How far one press of a key goes, in units. */
const STEP = 2 * TILE;

/** The middle of what is shown. @param view in tiles */
export function middleOf({ left, top, right, bottom }: View): Place {
  return { x: ((left + right) * TILE) / 2, y: ((top + bottom) * TILE) / 2 };
}

/** The place after one step, with the view within the arena. @param view what is shown, in tiles @param heading 0 to 3 */
export function moveCamera({ x, y }: Place, heading: number, view: View, { arena }: World): Place {
  return {
    x: within(x + HEADING_X[heading] * STEP, view.right - view.left, arena.columns),
    y: within(y + HEADING_Y[heading] * STEP, view.bottom - view.top, arena.rows),
  };
}

/** Keeps half a view from both edges. @param shown tiles @param all tiles */
function within(place: number, shown: number, all: number): number {
  const half = (shown * TILE) / 2;
  return Math.max(half, Math.min(all * TILE - half, place));
}
