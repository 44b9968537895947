// The short effects of a battle or of the practice ground: noted as they happen, gone after a while, never more than a bound. The
// lists belong to who notes; the draw loop only reads them.
import type { Effect } from './state.js';

/** Effects that are kept, and for how long: longer than the longest one is drawn. */
export const EFFECTS_MAX = 64;
export const EFFECT_MS_MAX = 1000;

/** Adds one at the end. @param effects changed: of too many the first one goes */
export function addEffect(effects: Effect[], effect: Effect): void {
  effects.push(effect);
  if (effects.length > EFFECTS_MAX) effects.shift();
}

/** Takes out those that are over. @param effects changed; oldest first @param nowMs the clock of the draw loop */
export function dropOldEffects(effects: Effect[], nowMs: number): void {
  const fresh = effects.findIndex(({ atMs }) => nowMs - atMs < EFFECT_MS_MAX);
  effects.splice(0, fresh === -1 ? effects.length : fresh);
}
