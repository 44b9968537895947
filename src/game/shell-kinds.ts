// The kinds of shell, one entry each. What a tank shoots is said by its gun (pickups.ts); shell.ts asks the entry.
import { BRICK, STEEL, STOPS_SHELLS } from './terrain.js';
import { SHELL_SPEED } from './units.js';

/** One kind of shell. Its index in SHELL_KINDS stands in `Shell.kind`. */
export interface ShellKind {
  readonly name: string;
  /** Units a tick. */
  readonly speed: number;
  /** Kinds of ground that stop it, as a bit set (terrain.ts). */
  readonly stops: number;
  /** Kinds of ground that it breaks, as a bit set: brick by quarters, all else by whole tiles. */
  readonly breaks: number;
  /** How often it turns at what stops it, to the side that is open for longer. */
  readonly bounces: number;
}

/** All kinds; the first is what a tank shoots without a pickup. */
export const SHELL_KINDS: readonly ShellKind[] = [
  { name: 'shell', speed: SHELL_SPEED, stops: STOPS_SHELLS, breaks: 1 << BRICK, bounces: 0 },
  { name: 'ricochet', speed: SHELL_SPEED, stops: STOPS_SHELLS, breaks: 1 << BRICK, bounces: 2 },
  { name: 'laser', speed: 4 * SHELL_SPEED, stops: STOPS_SHELLS & ~(1 << BRICK), breaks: 0, bounces: 0 },
  {
    name: 'steel-breaker',
    speed: SHELL_SPEED,
    stops: STOPS_SHELLS,
    breaks: (1 << BRICK) | (1 << STEEL),
    bounces: 0,
  },
];
