// How much a server may make this client step for a second of real time, whatever it sends: ticks of its world, battles that begin,
// and ticks of the prediction that are played again. One for a visit, since a battle more must not make it whole again.
// Asked by the receive loop.
import { TICKS_PER_SECOND } from '../game/units.js';
import { TokenBucket } from '../net/token-bucket.js';
import { ProtocolError } from '../protocol/errors.js';

/** A server's clock may be fast, and after a stop of this process a minute of it comes at once. */
const TICKS_RATE = 2 * TICKS_PER_SECOND;
const TICKS_BURST = 60 * TICKS_PER_SECOND;
/** What a battle costs at its beginning, in ticks. */
const BATTLE_TICKS = 45;
/** Twice what a line of two seconds takes, and as much as comes at once when it has hung. */
const REPLAYS_RATE = 3600;
const REPLAYS_BURST = 9000;

/** A budget that time fills again. */
export class StepBudget {
  readonly #nowMs: () => number;
  readonly #ticks = new TokenBucket(TICKS_RATE, TICKS_BURST);
  readonly #replays = new TokenBucket(REPLAYS_RATE, REPLAYS_BURST);

  /** @param nowMs a clock that never goes back */
  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** Pays for ticks of the server's world. @throws ProtocolError BAD_FRAME when they are too many */
  readonly spend = (ticks: number): void => {
    if (!this.#ticks.take(ticks, this.#nowMs())) throw new ProtocolError('BAD_FRAME', 'time runs too fast');
  };

  /** Pays for a battle that begins. @throws ProtocolError BAD_FRAME when they are too many */
  begin(): void {
    this.spend(BATTLE_TICKS);
  }

  /** Pays for ticks of the prediction that would be played again. @returns false when that is to be left out */
  mayReplay(ticks: number): boolean {
    return this.#replays.take(ticks, this.#nowMs());
  }
}
