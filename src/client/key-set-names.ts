// The sets of keys that a player can choose from: their names, as the settings keep them. What they mean is in key-sets.ts.

/** The usual keys, those for one hand, and those for the keypad. */
export const KEY_SET_NAMES = ['usual', 'left-hand', 'right-hand', 'keypad'] as const;
export type KeySetName = (typeof KEY_SET_NAMES)[number];
