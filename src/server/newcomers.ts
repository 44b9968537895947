// THE PORCH: the lines on which nobody has logged in yet, from the first octet of TCP on. There is place for so many; when it is full, the
// largest network makes room with the line that has got on for the longest time without getting any further. So whoever opens lines
// and says nothing pushes out their own, and neither a neighbour nor somebody behind the same address who is about to log in.
import { NetworkCounts } from '../net/network-counts.js';
import { type Network, networksOf } from '../net/prefix.js';

/** How often a line that gets on is put behind the others: handshake, greeting and login are a few steps. */
const STEPS_MAX = 8;

/** Somebody on a line. */
export interface Newcomer {
  readonly address: string;
  /** Cuts the line. */
  drop(): void;
}

/** What a session tells of its line while nobody has logged in on it. */
export interface NewcomerSteps {
  /** It has got on. */
  advance(): void;
  /** Somebody has logged in. */
  leave(): void;
}

interface Place {
  readonly networks: readonly Network[];
  readonly steps: number;
}

/** All of them. */
export class Newcomers {
  /** By the time of their last step, the longest ago first. */
  readonly #places = new Map<Newcomer, Place>();
  readonly #counts = new NetworkCounts();
  readonly #max: number;

  /** @param max lines, 1 or more */
  constructor(max: number) {
    this.#max = max;
  }

  get count(): number {
    return this.#places.size;
  }

  /** Takes one more; cuts another line when there is no place. @returns whether it did */
  add(newcomer: Newcomer): boolean {
    const dropped = this.#places.size >= this.#max ? this.#choose() : null;
    if (dropped !== null) this.remove(dropped);
    this.#places.set(newcomer, { networks: networksOf(newcomer.address), steps: 0 });
    this.#counts.add(newcomer.address);
    dropped?.drop();
    return dropped !== null;
  }

  /** A line has got on. */
  advance(newcomer: Newcomer): void {
    const place = this.#places.get(newcomer);
    if (place === undefined || place.steps >= STEPS_MAX) return;
    this.#places.delete(newcomer);
    this.#places.set(newcomer, { ...place, steps: place.steps + 1 });
  }

  /** A line is closed, or is somebody's now; one that is not here is no error. */
  remove(newcomer: Newcomer): void {
    if (this.#places.delete(newcomer)) this.#counts.add(newcomer.address, -1);
  }

  /** Of the network that is the largest by its share, the one whose last step is the longest ago. */
  #choose(): Newcomer | null {
    let chosen: Newcomer | null = null;
    let most = 0;
    for (const [newcomer, { networks }] of this.#places)
      for (const { name, share } of networks) {
        const size = this.#counts.of(name) / share;
        if (size <= most) continue;
        most = size;
        chosen = newcomer;
      }
    return chosen;
  }
}
