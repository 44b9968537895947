// The arenas that come with the game, by name.
import type { Arena } from './arena.js';
import { parseArena } from './arena-text.js';
import { LARGE_ARENAS } from './arenas/large.js';
import { MIDDLE_ARENAS } from './arenas/middle.js';
import { SMALL_ARENAS } from './arenas/small.js';

/** The arenas that come with the game by their names, small ones first. */
export const ARENAS: ReadonlyMap<string, Arena> = new Map(
  [...SMALL_ARENAS, ...MIDDLE_ARENAS, ...LARGE_ARENAS].map((text) => {
    const arena = parseArena(text);
    return [arena.name, arena];
  }),
);
