// The sets of keys: for one hand, and for the keypad. Each is a table as the settings keep it, in place of the usual keys of an action; what
// is left out stays as it is. Used by the settings. Pure.
import type { KeySetName } from './key-set-names.js';

type Keys = Readonly<Record<string, readonly string[]>>;

/** Who drives with one hand turns in place only with what that hand reaches. */
const NO_TURNS: Keys = { 'turn-up': [], 'turn-right': [], 'turn-down': [], 'turn-left': [] };

const SETS: Readonly<Record<KeySetName, Keys>> = {
  usual: {},
  'left-hand': {
    'drive-up': ['w'],
    'drive-right': ['d'],
    'drive-down': ['s'],
    'drive-left': ['a'],
    'turn-up': ['W'],
    'turn-right': ['D'],
    'turn-down': ['S'],
    'turn-left': ['A'],
    stop: ['x'],
    fire: [' '],
    lay: ['e'],
    'auto-fire': ['f'],
    lock: ['v'],
  },
  // The letters below a right hand, and the arrows beside it.
  'right-hand': {
    'drive-up': ['i', 'UP'],
    'drive-right': ['l', 'RIGHT'],
    'drive-down': ['k', 'DOWN'],
    'drive-left': ['j', 'LEFT'],
    'turn-up': ['I', 'SHIFT_UP'],
    'turn-right': ['L', 'SHIFT_RIGHT'],
    'turn-down': ['K', 'SHIFT_DOWN'],
    'turn-left': ['J', 'SHIFT_LEFT'],
    stop: [','],
    fire: [' ', '.'],
    lay: ['u'],
    'auto-fire': ['o'],
    lock: ['p'],
  },
  // With NumLock the digits, without it what the same keys send then, and the names of terminals that tell them apart.
  keypad: {
    ...NO_TURNS,
    'drive-up': ['8', 'UP', 'KP_8'],
    'drive-right': ['6', 'RIGHT', 'KP_6'],
    'drive-down': ['2', 'DOWN', 'KP_2'],
    'drive-left': ['4', 'LEFT', 'KP_4'],
    stop: ['5', 'KP_5'],
    fire: ['0', 'INSERT', 'KP_0'],
    lay: ['7', 'HOME', 'KP_7'],
    'auto-fire': ['9', 'PAGE_UP', 'KP_9'],
    lock: ['3', 'PAGE_DOWN', 'KP_3'],
  },
};

/** What the keys of a set mean, for the settings: from the names of actions to keys. */
export function keysOfSet(name: KeySetName): Record<string, string[]> {
  return Object.fromEntries(Object.entries(SETS[name]).map(([action, keys]) => [action, [...keys]]));
}
