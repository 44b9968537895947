// All arenas that a server plays on: those of the game, those of the host's folder, and any from a seed. Rooms ask it by name.
import type { Arena } from '../game/arena.js';
import { generateInSteps, parseWildName, WILD_SEEDS, WILD_SIDES } from '../game/arena-wild.js';
import { ARENAS } from '../game/arenas.js';
import type { Mode } from '../game/mode.js';

/** Arenas by name. */
export class ArenaShelf {
  readonly #arenas: ReadonlyMap<string, Arena>;

  /** @param own the host's, whose names differ from each other and from those of the game */
  constructor(own: readonly Arena[] = []) {
    this.#arenas = new Map([...ARENAS, ...own.map((arena) => [arena.name, arena] as const)]);
  }

  /** All but those from seeds. */
  [Symbol.iterator](): IterableIterator<Arena> {
    return this.#arenas.values();
  }

  has(name: string): boolean {
    return this.#arenas.has(name) || parseWildName(name) !== null;
  }

  /** Whether the arena of a name for which has() is true suits a mode; those from seeds suit all. */
  suits(name: string, mode: string): boolean {
    return this.#arenas.get(name)?.modes.includes(mode) ?? true;
  }

  /** Teams from which a player may choose in the arena of a name for which has() is true, a bit each.
   *  @param teams that the host chose */
  teamsIn(name: string, mode: Mode, teams: number): number {
    return mode.teamsIn(this.#arenas.get(name) ?? WILD_SIDES, teams);
  }

  /** Makes the arena of a name for which has() is true, in steps of a few milliseconds; the last one returns it. For a name like
   *  "Wild small" it is another one each time.
   *  @param seed any integer from 0 on; chooses among arenas from seeds where the name does not */
  *make(name: string, seed: number): Generator<undefined, Arena, undefined> {
    const wild = parseWildName(name);
    if (wild === null) return this.#arenas.get(name)!;
    return yield* generateInSteps(wild.size, wild.seed ?? seed % WILD_SEEDS);
  }
}
