// A table of keys that a player has written -> what is wrong with it. Called before such a table is used. Pure.

/** Keys by the name of their action, as a settings file holds them. */
export type KeysByAction = Readonly<Record<string, readonly string[]>>;

/** One thing that is wrong with a table. `key` is empty when the action itself is at fault. */
export interface BindingFault {
  readonly kind: 'unknown-action' | 'no-key' | 'reserved-key' | 'duplicate-key';
  readonly action: string;
  readonly key: string;
}

/** Finds all that is wrong with a table of keys, in the order of the table; nothing when it can be used as it is.
 *  @param known names of the actions that there are
 *  @param reserved keys that mean something on every screen */
export function findBindingFaults(
  table: KeysByAction,
  known: ReadonlySet<string>,
  reserved: ReadonlySet<string>,
): BindingFault[] {
  const faults: BindingFault[] = [];
  const taken = new Set<string>();
  for (const [action, keys] of Object.entries(table)) {
    if (!known.has(action)) {
      faults.push({ kind: 'unknown-action', action, key: '' });
      continue;
    }
    if (keys.length === 0) faults.push({ kind: 'no-key', action, key: '' });
    for (const key of keys) {
      if (reserved.has(key)) faults.push({ kind: 'reserved-key', action, key });
      else if (taken.has(key)) faults.push({ kind: 'duplicate-key', action, key });
      taken.add(key);
    }
  }
  return faults;
}
