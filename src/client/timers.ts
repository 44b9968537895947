// A clock and one-shot timers, as the client's loops use them. The real ones are handed over by default; a test brings
// its own and moves the time by hand. Nothing here knows what is timed.

/** A clock and one-shot timers, so that a test can bring its own. */
export interface Timers {
  /** Milliseconds from any fixed point. */
  now(): number;
  /** Calls back once, after `delayMs`; the answer is for clear(). */
  set(callback: () => void, delayMs: number): unknown;
  clear(timer: unknown): void;
}

/** The process's own: a clock that nobody can set back. */
export const SYSTEM_TIMERS: Timers = {
  now: () => performance.now(),
  set: (callback, delayMs) => setTimeout(callback, delayMs),
  clear: (timer) => clearTimeout(timer as NodeJS.Timeout),
};
