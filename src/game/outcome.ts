// How a match has ended: by what it was decided, how the teams stood, and where. Read off a world that has just ended; the server tells
// it to everybody, and a client has the words for it.
import { SEAT_POINTS, TEAM_POINTS } from './deciding.js';
import { MODES } from './modes.js';
import { NOBODY } from './things.js';
import { SEATS_MAX, TEAMS_MAX } from './units.js';
import { ABSENT, type World } from './world.js';

/** What decides a match: the points that end it, the clock, sudden death, nothing but a draw's lots, the fall of the base. */
export const DECISIONS = ['score', 'time', 'sudden-death', 'draw', 'base'] as const;
export type Decision = (typeof DECISIONS)[number];

/** How a match has ended. */
export interface MatchEnd {
  readonly by: Decision;
  /** Teams that took part, best first; none where everybody is alone, or all are on one side. */
  readonly teams: readonly { readonly team: number; readonly points: number }[];
  /** Rounds that were won, in a mode with rounds. */
  readonly rounds: number | null;
  /** Waves that were beaten, in a mode with waves. */
  readonly wave: number | null;
  /** Where it was decided, in units; null where the clock alone did it. */
  readonly place: { readonly x: number; readonly y: number } | null;
}

/** Reads off how a match has ended. @param world right after the step in which it did */
export function endOf(world: World): MatchEnd {
  const { stage } = world;
  const mode = MODES[world.options.mode];
  const hasWaves = mode.enemySeats > 0;
  return {
    by: hasWaves ? (world.bases[0].health === 0 ? 'base' : 'time') : decisionOf(world, mode.hasTeams),
    teams: mode.hasTeams && !hasWaves ? teamsOf(world) : [],
    rounds: !hasWaves && stage.number > 0 ? stage.number - 1 : null,
    wave: hasWaves ? stage.number - 1 : null,
    place: placeOf(world),
  };
}

function decisionOf(world: World, hasTeams: boolean): Decision {
  const { options, stage } = world;
  const points = sidesOf(world).map((side) => (hasTeams ? TEAM_POINTS : SEAT_POINTS).of(world, side));
  const best = Math.max(...points);
  if (points.filter((each) => each === best).length > 1) return 'draw';
  if (stage.sudden !== 0) return 'sudden-death';
  return options.scoreLimit > 0 && best >= options.scoreLimit ? 'score' : 'time';
}

/** Teams, or seats that are alone, with somebody on them. */
function sidesOf({ tanks, scores }: World): number[] {
  const sides = new Set<number>();
  for (let seat = 0; seat < SEATS_MAX; seat++) if (tanks[seat].life !== ABSENT) sides.add(scores[seat].team);
  return [...sides];
}

function teamsOf(world: World): MatchEnd['teams'] {
  return sidesOf(world)
    .filter((team) => team < TEAMS_MAX)
    .map((team) => ({ team, points: world.teams[team].points }))
    .sort((a, b) => b.points - a.points || a.team - b.team);
}

/** The last thing of the step that can decide a match. */
function placeOf(world: World): MatchEnd['place'] {
  for (const event of world.events.toReversed()) {
    if (event.type === 'destroyed') return { x: event.x, y: event.y };
    if (event.type === 'flag-captured' && event.seat !== NOBODY) return at(world.tanks[event.seat]);
    if (event.type === 'base-hit') return at(world.bases[event.team]);
  }
  return world.hill.radius > 0 ? at(world.hill) : null;
}

function at({ x, y }: { readonly x: number; readonly y: number }): { x: number; y: number } {
  return { x, y };
}
