// Who does nothing in a room: warned, then no longer waited for, then without a seat, until something is heard of him. Owned by
// attendance.ts, which does what follows from it.
import { HELD } from '../game/things.js';
import { SEATS_MAX, TICKS_PER_SECOND } from '../game/units.js';
import { WATCHING, type World } from '../game/world.js';
import type { Member, Seat, Seats } from './seats.js';

/** Ticks without an input or a command after which somebody is warned, counts as away, and loses his seat to the others. */
const WARNED_TICKS = 20 * TICKS_PER_SECOND;
const AWAY_TICKS = 30 * TICKS_PER_SECOND;
const MOVED_TICKS = 90 * TICKS_PER_SECOND;
/** How long before something happens somebody is told. */
const WARNING_SECONDS = (AWAY_TICKS - WARNED_TICKS) / TICKS_PER_SECOND;

/** Who is told of them. */
export interface IdleWatcher {
  /** Nobody waits for him any longer. */
  onAway(index: number, seat: Seat): void;
  /** Something was heard of somebody who was away. */
  onBack(index: number, seat: Seat): void;
  /** He is to make room. */
  onMove(index: number, member: Member): void;
}

/** The idle ones of a room. */
export class Idle {
  readonly #seats: Seats;
  readonly #watcher: IdleWatcher;

  constructor(seats: Seats, watcher: IdleWatcher) {
    this.#seats = seats;
    this.#watcher = watcher;
  }

  /** One tick of a battle, or, with null, one of waiting. One who only watches along has nothing to do, and nobody has while
   *  a battle stands still. */
  tick(world: World | null): void {
    if (world?.stage.sudden === HELD) return;
    const isAlone = this.#seats.memberCount === 1;
    for (let index = 0; index < SEATS_MAX; index++) {
      const seat = this.#seats.at(index);
      // Nobody waits for one who plays with bots alone.
      if (seat?.member && isAlone) seat.idleTicks = 0;
      if (isAlone || !seat?.member || seat.isParked || world?.tanks[index].life === WATCHING) continue;
      // Who is ready may wait; who is away is so until something is heard of him.
      if (world === null && (seat.isReady || seat.isAway)) continue;
      this.#count(index, seat, seat.member);
    }
  }

  /** Something was heard of whom a seat belongs to. */
  hear(index: number): void {
    const seat = this.#seats.at(index)!;
    seat.idleTicks = 0;
    if (!seat.isAway) return;
    seat.isAway = false;
    this.#watcher.onBack(index, seat);
  }

  #count(index: number, seat: Seat, member: Member): void {
    seat.idleTicks++;
    if (seat.idleTicks === WARNED_TICKS || seat.idleTicks === MOVED_TICKS - (AWAY_TICKS - WARNED_TICKS)) {
      member.connection?.sendText({ command: 'IDLE', body: { seconds: WARNING_SECONDS } });
    }
    if (seat.idleTicks === AWAY_TICKS) {
      seat.isAway = true;
      seat.isReady = false;
      seat.inputs.clear();
      this.#watcher.onAway(index, seat);
    } else if (seat.idleTicks >= MOVED_TICKS) this.#watcher.onMove(index, member);
  }
}
