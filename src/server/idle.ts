// Who does nothing: warned, then no longer waited for, then without a seat. Called by room.ts once a tick for each seat.
import { TICKS_PER_SECOND } from '../game/units.js';
import type { Seat } from './seats.js';

/** Ticks without an input or a command after which somebody is warned, counts as away, and loses his seat to the others. */
const WARNED_TICKS = 20 * TICKS_PER_SECOND;
const AWAY_TICKS = 30 * TICKS_PER_SECOND;
const MOVED_TICKS = 90 * TICKS_PER_SECOND;
/** How long before something happens somebody is told. */
const WARNING_SECONDS = (AWAY_TICKS - WARNED_TICKS) / TICKS_PER_SECOND;

/** Counts a tick in which nothing was heard of a seat, and warns who sits there when it is time.
 *  @returns what has to happen to him now, if anything */
export function countIdle(seat: Seat): 'away' | 'move' | null {
  if (seat.member === null || seat.isParked) return null;
  seat.idleTicks++;
  if (seat.idleTicks === WARNED_TICKS || seat.idleTicks === MOVED_TICKS - (AWAY_TICKS - WARNED_TICKS)) {
    seat.member.connection?.sendText({ command: 'IDLE', body: { seconds: WARNING_SECONDS } });
  }
  if (seat.idleTicks === AWAY_TICKS) return 'away';
  return seat.idleTicks >= MOVED_TICKS ? 'move' : null;
}
