// What a host chose -> what a match is played with, checked against what this server has. Called by room.ts.
import { MODES, modeIndex } from '../game/modes.js';
import { pickupSet } from '../game/pickups.js';
import { TICKS_PER_SECOND } from '../game/units.js';
import type { MatchOptions } from '../game/world.js';
import { ProtocolError } from '../protocol/errors.js';
import type { RoomOptions } from '../protocol/room-state.js';
import type { ArenaShelf } from './arena-shelf.js';

/** Options that fit together and name things that exist; an arena that nobody chose makes room for one that suits the mode.
 *  @throws ProtocolError BAD_BODY with the field */
export function checkOptions(options: RoomOptions, isArenaChosen: boolean, arenas: ArenaShelf): RoomOptions {
  const mode = MODES[modeIndex(options.mode)];
  if (mode === undefined) throw new ProtocolError('BAD_BODY', 'There is no such mode.', 'mode');
  if (!arenas.has(options.arena)) throw new ProtocolError('BAD_BODY', 'There is no such arena.', 'arena');
  const seats = Math.min(options.seats, mode.seatsMax);
  if (arenas.suits(options.arena, mode.id)) return { ...options, seats };
  if (isArenaChosen) throw new ProtocolError('BAD_BODY', 'This arena does not suit the mode.', 'arena');
  for (const { name, modes } of arenas)
    if (modes.includes(mode.id)) return { ...options, seats, arena: name };
  throw new ProtocolError('BAD_BODY', 'No arena of this server suits the mode.', 'mode');
}

/** Bots that a room with these options has at most, the mode's own enemies too. */
export function botsMost({ bots, seats, mode }: RoomOptions): number {
  return Math.min(bots, seats) + MODES[modeIndex(mode)].enemySeats;
}

/** The options of a match as the rules know them. */
export function matchOptions(options: RoomOptions): MatchOptions {
  return {
    mode: modeIndex(options.mode),
    armour: options.armour,
    timeLimitTicks: options.minutes * 60 * TICKS_PER_SECOND,
    scoreLimit: options.score,
    teams: options.teams,
    pickups: pickupSet(options.pickupsOff, options.badPickups),
    teamDamage: options.teamDamage ? 1 : 0,
  };
}
