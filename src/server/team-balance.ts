// Who plays on which team of a room, before a battle and in it: sides differ by one at most, as far as those who leave allow.
// Called by matches.ts and play.ts; changes Seat.team alone.
import { NOBODY } from '../game/things.js';
import { TEAMS_MAX } from '../game/units.js';
import { ProtocolError } from '../protocol/errors.js';
import type { Seats } from './seats.js';

/** Gives every seat a team, and brings the teams to the same size; who has chosen keeps his choice where that is possible.
 *  @param set teams to choose from, a bit each; 0 takes the teams away */
export function dealTeams(seats: Seats, set: number): void {
  const teams = teamsOf(set);
  const homeless = seats.taken.filter((index) => {
    const seat = seats.at(index)!;
    if (!teams.includes(seat.team)) seat.team = NOBODY;
    return seat.team === NOBODY;
  });
  if (teams.length === 0) return;
  for (const index of homeless) seats.at(index)!.team = smallest(seats, teams);
  for (;;) {
    const from = largest(seats, teams);
    const to = smallest(seats, teams);
    if (seats.countOf(from) - seats.countOf(to) <= 1) return;
    const bot = seats.lastBotOf(from);
    const moved = bot >= 0 ? bot : seats.taken.findLast((index) => seats.at(index)!.team === from)!;
    seats.at(moved)!.team = to;
  }
}

/** Puts a person on another team, and for balance a bot of that one on his.
 *  @returns the seats that have changed
 *  @throws ProtocolError BAD_BODY, UNBALANCED */
export function chooseTeam(seats: Seats, index: number, team: number, set: number): number[] {
  const seat = seats.at(index)!;
  if (!teamsOf(set).includes(team))
    throw new ProtocolError('BAD_BODY', 'There is no such team here.', 'team');
  if (seat.team === team) return [];
  const bot = seats.countOf(team) < seats.countOf(seat.team) ? null : seats.lastBotOf(team);
  if (bot === -1) throw new ProtocolError('UNBALANCED');
  const changed = [index];
  if (bot !== null) {
    seats.at(bot)!.team = seat.team;
    changed.push(bot);
  }
  seat.team = team;
  return changed;
}

/** True for a team that has as few seats as any. @param set teams to choose from, a bit each */
export function isSmallest(seats: Seats, team: number, set: number): boolean {
  const teams = teamsOf(set);
  return teams.includes(team) && seats.countOf(team) <= seats.countOf(smallest(seats, teams));
}

function teamsOf(set: number): number[] {
  return Array.from({ length: TEAMS_MAX }, (_, team) => team).filter((team) => (set >> team) & 1);
}

function smallest(seats: Seats, teams: readonly number[]): number {
  return teams.reduce((least, team) => (seats.countOf(team) < seats.countOf(least) ? team : least));
}

function largest(seats: Seats, teams: readonly number[]): number {
  return teams.reduce((most, team) => (seats.countOf(team) > seats.countOf(most) ? team : most));
}
