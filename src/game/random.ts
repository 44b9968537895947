// The seeded generator of the rules. Its whole state is one 32-bit integer that its owner keeps (the world, a bot),
// so that the same seed gives the same match on every machine. Never used for anything secret.

/** What holds a generator: `random` is its state, any integer; each draw changes it. */
export interface RandomState {
  random: number;
}

/** Draws an integer from 0 to bound - 1 and advances the state. The step is mulberry32 (Tommy Ettinger, public domain).
 *  @param bound 1 to 65,536 */
export function drawInteger(state: RandomState, bound: number): number {
  state.random = (state.random + 0x6d2b79f5) | 0;
  let bits = Math.imul(state.random ^ (state.random >>> 15), state.random | 1);
  bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
  return (((bits ^ (bits >>> 14)) >>> 16) * bound) >>> 16;
}
