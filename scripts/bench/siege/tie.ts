// A champions table in which twenty thousand players are level: each has won his first match. Built as a restore builds a store.
import { join } from 'node:path';
import { Database } from '../../../src/server/store/database.js';
import type { Entry } from '../../../src/server/store/journal.js';
import { createClassicLevel } from '../../../src/server/store/level.js';

/** Players who are level. */
export const TIE_PLAYERS = 20_000;
const BATCH = 500;

/** Puts them into a data folder that has no store yet. */
export async function buildTie(folder: string): Promise<void> {
  const place = { folder: join(folder, 'store'), mark: null, createLevel: createClassicLevel };
  const database = await Database.open(place);
  const now = Date.now();
  const nickOf = (player: number): string => `Player${player}`;
  const entries: Entry[] = Array.from({ length: 2 * TIE_PLAYERS }, (_, player) => ({
    kind: 'account',
    nick: nickOf(player),
    publicKey: String(player).padEnd(43, 'A'),
    createdAt: now,
  }));
  const standing = { bot: false, team: null, points: 1, kills: 1, deaths: 1 };
  for (let pair = 0; pair < TIE_PLAYERS; pair++) {
    const standings = [2 * pair, 2 * pair + 1].map((player, index) => ({
      ...standing,
      nick: nickOf(player),
      place: index + 1,
    }));
    const match = { code: 'ABC234', mode: 'free-for-all', arena: 'Crossroads', ticks: 5400, rated: true };
    entries.push({
      kind: 'match',
      id: `tie-${pair}`,
      endedAt: now,
      result: { ...match, wave: null, standings },
    });
  }
  for (let start = 0; start < entries.length; start += BATCH)
    await database.append(entries.slice(start, start + BATCH));
  await database.finish();
}
