// Who says too much too fast: a score that rises with each line and falls with time, as DDNet keeps one. Past its bound its
// owner is muted for a while. Kept by person and not by login, so that nothing washes it off: an account has one, a guest one by
// network and nick; and all guests and new accounts of a network may say only so much together, and are muted along with one of
// them who came before. The time is passed in.

import { networkOf } from '../net/prefix.js';
import { TokenBucket } from '../net/token-bucket.js';
import {
  CHAT_MUTE_SECONDS,
  CHAT_NETWORK_SHARE,
  CHAT_SCORE_FALL_PER_SECOND,
  CHAT_SCORE_MAX,
  CHAT_SCORE_PER_LINE,
} from '../protocol/limits.js';
import { type Hold, holdOf, isHeld, type Returning } from './order/hold.js';

/** People and networks that are remembered; who said nothing for longest is forgotten first. */
const KEPT_MAX = 10_000;
/** An account counts as new for so long. */
const NEW_MS = 24 * 3_600_000;

/** The score of one person. */
export class FloodScore {
  /** In thousandths, so that no fraction is lost. */
  #score = 0;
  #atMs = 0;
  #mutedUntilMs = 0;

  /** Counts a line that somebody wants to say.
   *  @param nowMs the time by any clock that does not go back @param weight by how much it raises the score
   *  @returns 'ok', or 'muted' when this very line was one too many; secondsLeft() then tells for how long */
  add(nowMs: number, weight = CHAT_SCORE_PER_LINE): 'ok' | 'muted' {
    const fallen = Math.max(0, Math.floor(nowMs) - this.#atMs) * CHAT_SCORE_FALL_PER_SECOND;
    this.#atMs = Math.floor(nowMs);
    this.#score = Math.max(0, this.#score - fallen) + weight * 1000;
    if (this.#score <= CHAT_SCORE_MAX * 1000) return 'ok';
    this.#score = 0;
    this.#mutedUntilMs = this.#atMs + CHAT_MUTE_SECONDS * 1000;
    return 'muted';
  }

  /** Seconds for which its owner is muted, rounded up; 0 when they are not. */
  secondsLeft(nowMs: number): number {
    return Math.max(0, Math.ceil((this.#mutedUntilMs - nowMs) / 1000));
  }
}

/** The scores of all. */
export class FloodScores {
  readonly #people = new Map<string, FloodScore>();
  readonly #networks = new Map<string, TokenBucket>();
  /** Mutes that hold who comes from the network meanwhile, by network: the last one of each. */
  readonly #holds = new Map<string, { readonly hold: Hold; readonly untilMs: number }>();

  /** Counts a line. @param nowMs by a clock that does not go back @param utcMs milliseconds since 1970
   *  @returns 'muted' when this very line was one too many, 'slow' when it was for those of the network together */
  add(person: Returning, weight: number, nowMs: number, utcMs: number): 'ok' | 'slow' | 'muted' {
    const network = networkOf(person.address);
    if (person.identity === null || utcMs - person.since < NEW_MS) {
      const create = (): TokenBucket =>
        new TokenBucket(CHAT_NETWORK_SHARE * CHAT_SCORE_FALL_PER_SECOND, CHAT_NETWORK_SHARE * CHAT_SCORE_MAX);
      if (!take(this.#networks, network, create).take(weight, nowMs)) return 'slow';
    }
    const score = take(this.#people, keyOf(person), () => new FloodScore());
    if (score.add(nowMs, weight) === 'ok') return 'ok';
    const last = this.#holds.get(network);
    // Who was held by the one before is held on.
    const hold = last !== undefined && last.untilMs > nowMs ? last.hold : holdOf(person, utcMs);
    this.#holds.delete(network);
    keep(this.#holds, network, { hold, untilMs: nowMs + CHAT_MUTE_SECONDS * 1000 });
    return 'muted';
  }

  /** Seconds for which somebody is muted, rounded up; 0 when they are not. */
  secondsLeft(person: Returning, nowMs: number): number {
    const own = this.#people.get(keyOf(person))?.secondsLeft(nowMs) ?? 0;
    const held = this.#holds.get(networkOf(person.address));
    if (held === undefined || person.since <= held.hold.at || !isHeld(held.hold, person)) return own;
    return Math.max(own, Math.ceil((held.untilMs - nowMs) / 1000));
  }

  /** Lets somebody speak again. */
  clear(person: Returning): void {
    this.#people.delete(keyOf(person));
    this.#holds.delete(networkOf(person.address));
  }
}

function keyOf({ identity, address, firstKey }: Returning): string {
  return identity ?? `${networkOf(address)} ${firstKey}`;
}

/** The entry of a key, which is put at the end: the first one is always the one that was silent for longest. */
function take<Value>(map: Map<string, Value>, key: string, create: () => Value): Value {
  const value = map.get(key) ?? create();
  map.delete(key);
  keep(map, key, value);
  return value;
}

function keep<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.set(key, value);
  if (map.size > KEPT_MAX) map.delete(map.keys().next().value!);
}
