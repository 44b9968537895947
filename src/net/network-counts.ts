// How many of something each network has: people, lines, bots. An address counts in all of its networks (prefix.ts), so that whoever
// owns many addresses gains little by them. Used by the server wherever a network may have only so many. Keeps no empty network.
import { type Network, networksOf } from './prefix.js';

/** Counts by network. */
export class NetworkCounts {
  readonly #counts = new Map<string, number>();

  /** Adds to the networks of an address. @param count below 0 takes away */
  add(address: string, count = 1): void {
    for (const { name } of networksOf(address)) {
      const sum = this.of(name) + count;
      if (sum > 0) this.#counts.set(name, sum);
      else this.#counts.delete(name);
    }
  }

  /** How many a network has. @param network as networksOf names it */
  of(network: string): number {
    return this.#counts.get(network) ?? 0;
  }

  /** The first network of an address in which some more would be too many; null when all have room.
   *  @param max for one address; a wider network may have its share times as many */
  overfull(address: string, max: number, more = 1): Network | null {
    return networksOf(address).find(({ name, share }) => this.of(name) + more > max * share) ?? null;
  }
}
