// The player's own keys: actions by names that a settings file can hold, and the table of keys.ts with the player's choice in
// it. Used by the entry to make the keys, and by the screen that changes them. Pure.
import { findBindingFaults, type KeysByAction } from './check-bindings.js';
import { KEY_BINDINGS, type KeyAction, type KeyBindings } from './keys.js';
import { KEYS_MAX } from './settings.js';

const AUTO_FIRE: KeyAction = { kind: 'auto-fire' };
const HEADINGS = ['up', 'right', 'down', 'left'] as const;

/** Keys that every screen understands; they can't be given another meaning. What `q` and `t` do Ctrl-C and Enter do as well, so that
 *  keyboards that have another letter in the place of one of ours can be played on. */
const RESERVED_KEYS: ReadonlySet<string> = new Set([
  ...['ESCAPE', 'ENTER', 'KP_ENTER', 'CTRL_C', 'CTRL_Z', '?', 'F1', 'F3'],
]);

/** The name of an action, such as `drive-up` or `fire`. */
export function nameOf(action: KeyAction): string {
  return 'heading' in action ? `${action.kind}-${HEADINGS[action.heading]}` : action.kind;
}

/** All actions by their names, in the order of the table. */
export const ACTIONS: ReadonlyMap<string, KeyAction> = new Map(
  Object.values(KEY_BINDINGS).map((action) => [nameOf(action), action]),
);

/** The usual keys with the player's choice in place of them: a key that was chosen means nothing else.
 *  @param toggles whether a key that shoots shoots on until it is pressed again */
export function bindingsOf(chosen: KeysByAction, toggles = false): KeyBindings {
  const bindings: Record<string, KeyAction> = {};
  for (const [key, action] of Object.entries(KEY_BINDINGS)) {
    if (!Object.hasOwn(chosen, nameOf(action))) bindings[key] = action;
  }
  // What is wrong in a settings file counts as not being there.
  const faults = findBindingFaults(chosen, new Set(ACTIONS.keys()), RESERVED_KEYS);
  for (const [name, action] of ACTIONS) {
    for (const key of Object.hasOwn(chosen, name) ? chosen[name]! : []) {
      if (!faults.some((fault) => fault.action === name && fault.key === key)) bindings[key] = action;
    }
  }
  if (toggles)
    for (const [key, { kind }] of Object.entries(bindings)) if (kind === 'fire') bindings[key] = AUTO_FIRE;
  return bindings;
}

/** The keys of an action. */
export function keysOf(name: string, chosen: KeysByAction): string[] {
  return Object.entries(bindingsOf(chosen))
    .filter(([, action]) => nameOf(action) === name)
    .map(([key]) => key);
}

/** What became of a key that somebody wanted to give to an action. */
export type BindResult =
  | {
      readonly kind: 'bound';
      readonly chosen: KeysByAction /** The action that lost it. */;
      readonly from: string | null;
    }
  | { readonly kind: 'reserved' }
  | { readonly kind: 'full' };

/** Gives a key to an action, and takes it from the one that had it. */
export function bindKey(name: string, key: string, chosen: KeysByAction): BindResult {
  if (RESERVED_KEYS.has(key)) return { kind: 'reserved' };
  const own = keysOf(name, chosen);
  if (own.includes(key)) return { kind: 'bound', chosen, from: null };
  if (own.length >= KEYS_MAX) return { kind: 'full' };
  const had = bindingsOf(chosen)[key];
  const from = had === undefined ? null : nameOf(had);
  const next: Record<string, readonly string[]> = { ...chosen, [name]: [...own, key] };
  if (from !== null) next[from] = keysOf(from, chosen).filter((other) => other !== key);
  return { kind: 'bound', chosen: next, from };
}

/** Takes the last key of an action away. */
export function unbindKey(name: string, chosen: KeysByAction): KeysByAction {
  return { ...chosen, [name]: keysOf(name, chosen).slice(0, -1) };
}
