// How often each of a few things has happened since the start, by its name. Owned by hall.ts; read by who tells of the server.

/** Counts by name. */
export class Counts<Name extends string = string> {
  readonly #counts = new Map<Name, number>();

  /** One more. @param name one of few: a code, never what a peer has said */
  add(name: Name): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }

  /** All together. */
  get total(): number {
    let total = 0;
    for (const count of this.#counts.values()) total += count;
    return total;
  }

  /** Each name that has happened. */
  toJSON(): Record<string, number> {
    return Object.fromEntries(this.#counts);
  }
}
