// How the last match has ended, in words: who has won and by what, and how the player stood. Read off the room's state; shown over the
// battle that stands still, at the podium, and in the room that waits for the next match.
import type { LinePart } from '../../game/mode.js';
import { MODES, modeIndex } from '../../game/modes.js';
import type { RoomState } from '../../protocol/room-state.js';
import type { Preferences } from '../settings.js';
import type { ClientState } from '../state.js';
import { teamLetter } from './battle/mode-line.js';
import { word } from './words.js';

/** An end in words. */
export interface Ending {
  /** Who has won, or what became of the base. */
  readonly title: string;
  /** By what; empty where the title says it. */
  readonly how: string;
  /** How the player stood; empty for one who only watches. */
  readonly own: string;
  /** Whether it is theirs to be glad of. */
  readonly isWon: boolean;
}

type End = NonNullable<RoomState['end']>;
type Told = RoomState & { readonly end: End };

/** What the title counts, by what the mode shows. */
const TITLES: readonly (readonly [LinePart, (room: Told) => string])[] = [
  ['wave', ({ end }) => word(end.by === 'base' ? 'end-base-lost' : 'end-base-held', waves(end))],
  ['team-points', teamTitle],
  ['hill', (room) => word('end-hill', winner(room))],
  ['round', (room) => word('end-rounds', winner(room))],
  ['points', (room) => word('end-points', winner(room))],
];

/** How the last match of a room has ended; null before one has.
 *  @param seat of the player, null for one who only watches @param bestWave that they have beaten, 0 for none */
export function endingOf(room: RoomState, seat: number | null, bestWave: number): Ending | null {
  const { end } = room;
  if (end === undefined || room.podium.length === 0) return null;
  const { line } = MODES[Math.max(0, modeIndex(room.options.mode))];
  const told: Told = { ...room, end };
  const place = placeOf(told, seat);
  const [, titleOf] = TITLES.find(([part]) => line.includes(part)) ?? TITLES[TITLES.length - 1];
  return {
    title: titleOf(told),
    how: end.wave === undefined ? word(`end-by-${end.by}`) : word('end-waves', waves(end)),
    own: ownWords(told, place, bestWave),
    isWon: end.wave === undefined ? place === 1 : end.by !== 'base',
  };
}

/** The same of the battle that a player is in, which is noted as played to its end; a best wave is kept as soon as it is told. */
export function noteEnding(
  { room, seat }: Pick<ClientState, 'room' | 'seat'>,
  store: {
    readonly preferences: Pick<Preferences, 'bestWave' | 'finished'>;
    choose(chosen: Partial<Pick<Preferences, 'bestWave' | 'finished'>>): void;
  },
): Ending | null {
  const wave = room?.end?.wave ?? 0;
  const { bestWave, finished } = store.preferences;
  if (seat !== null && wave > bestWave) store.choose({ bestWave: wave });
  if (seat !== null && room?.end !== undefined && !finished) store.choose({ finished: true });
  return room === null ? null : endingOf(room, seat, store.preferences.bestWave);
}

function ownWords({ end, podium }: Told, place: number, bestWave: number): string {
  if (place === 0) return '';
  if (end.wave !== undefined)
    return end.wave > 0 && end.wave >= bestWave ? word('end-best') : word('end-best-was', { wave: bestWave });
  const hasTeams = end.teams.length > 0;
  if (place === 1) return word(hasTeams ? 'end-team-won' : 'end-won');
  if (hasTeams && end.teams.length === 2) return word('end-team-lost');
  const count = hasTeams ? end.teams.length : podium.length;
  return word(hasTeams ? 'end-team-place' : 'end-place', { place, count });
}

/** Place of the player or of their team, from 1 on; 0 for one who has none. */
function placeOf({ end, podium }: Told, seat: number | null): number {
  const index = podium.findIndex((entry) => entry.seat === seat);
  if (index < 0 || end.teams.length === 0) return index + 1;
  return 1 + end.teams.findIndex(({ team }) => team === podium[index].team);
}

function teamTitle({ end }: Told): string {
  const score = end.teams.map(({ points }) => points).join(' : ');
  // Lots may have decided between two that are level: then the table's first is not one who was better.
  if (end.by === 'draw' || end.teams.length === 0) return word('end-draw', { score });
  return word('end-team', { team: teamLetter(end.teams[0].team), score });
}

function winner({ podium, end }: Told): { nick: string; points: number; rounds: number } {
  return { nick: podium[0].nick, points: podium[0].points, rounds: end.rounds ?? 0 };
}

function waves({ wave = 0 }: End): { wave: number; waves: number } {
  return { wave: wave + 1, waves: wave };
}
