// What a mode of the game is: the questions that the rules ask its entry in MODES. The rest of the rules know no mode.
// Set-up puts flags, bases, a hill or a stage into the world; what is there works by itself in every mode.
import type { Arena, Spawn } from './arena.js';
import type { AwardId } from './awards.js';
import type { World } from './world.js';

/** What a client may show in the line at the top, in this order: own points; points of all teams; who has which flag; who
 *  holds the hill; how many are left; the round; the queue; the wave and its enemies; the base's health. */
export type LinePart =
  | 'points'
  | 'team-points'
  | 'flags'
  | 'hill'
  | 'alive'
  | 'round'
  | 'queue'
  | 'wave'
  | 'base';

/** What a mode decides. Its index in MODES stands in a world's options. */
export interface Mode {
  /** Short name as it stands in commands, `[a-z-]`. */
  readonly id: string;
  /** Name of its help text; the texts are the client's. */
  readonly help: string;
  /** Most seats that people and their bots take, from 0 on. */
  readonly seatsMax: number;
  /** Seats behind those, whose bots play against everybody. */
  readonly enemySeats: number;
  readonly hasTeams: boolean;
  /** May two who are level in sudden death settle it without a shot? */
  readonly maySettle: boolean;
  readonly line: readonly LinePart[];
  /** Awards at the podium, the first that somebody has earned first. */
  readonly awards: readonly AwardId[];
  /** Teams that a player may choose from in an arena, a bit each; 0 where there is nothing to choose.
   *  @param teams that the host chose, 2 to TEAMS_MAX */
  teamsIn(arena: Pick<Arena, 'spawns' | 'flags'>, teams: number): number;
  /** Sets up what there is, once, before the first seat is taken. */
  begin(world: World): void;
  /** Gives a seat that was just taken its side and its turn in Score. */
  onSeated(world: World, seat: number): void;
  /** A seat was freed. */
  onLeft(world: World, seat: number): void;
  /** May a tank that is not in the arena come in now? One that may not watches. */
  maySpawn(world: World, seat: number): boolean;
  /** Is this pad one for the seat? With none free of these, any will do. */
  fitsPad(world: World, seat: number, pad: Spawn): boolean;
  /** A tank has spawned. */
  onSpawned(world: World, seat: number): void;
  /** Gives points when a tank was destroyed; `by` is NOBODY when no tank did it. Kills and deaths are counted already. */
  onDestroyed(world: World, seat: number, by: number): void;
  /** A seat has brought a team's flag home to its own. */
  onCaptured(world: World, seat: number, team: number): void;
  /** A team's base has no health left; `by` shot last. */
  onBaseLost(world: World, team: number, by: number): void;
  /** A second of holding the hill has passed for a seat that is on it. */
  onHeld(world: World, seat: number): void;
  /** Is the match decided? Asked once a tick, after all has moved; it may begin a round, a wave or sudden death. */
  isDecided(world: World): boolean;
  /** Compares two seats for the table: negative when the first stands higher. */
  compare(world: World, first: number, second: number): number;
}
