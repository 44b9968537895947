// For how long and why, as those who keep order type it: "30m rude words". Pure; read by the server's console and by the client's line
// of talk.

/** For how long, and why. */
export interface Terms {
  /** Left out where nothing was said of it. */
  readonly minutes?: number | undefined;
  readonly reason?: string | undefined;
}

const MINUTES_OF: Readonly<Record<string, number>> = { m: 1, h: 60, d: 1440 };

/** "30m", "2h", "7d" or minutes, and then why; any of it may be left out. */
export function parseTerms(text: string): Terms {
  const [, amount, unit = '', reason] = /^(?:(\d{1,6})([mhd]?)(?=\s|$))?\s*(.*)$/.exec(text)!;
  return {
    ...(amount !== undefined && { minutes: Number(amount) * (MINUTES_OF[unit] ?? 1) }),
    ...(reason !== '' && { reason }),
  };
}
