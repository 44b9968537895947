// What has just happened in the mode that is played: flags taken, brought home and captured, the hill, a wave that is beaten, a
// base that is lost, who has won a round. The server tells how things stand; this compares it with how they stood.
// Used by snapshot-receiver.ts.
import { MODES } from '../game/modes.js';
import { FLAG_CARRIED, FLAG_DROPPED, FLAG_HOME, NOBODY } from '../game/things.js';
import { SEATS_MAX, TEAMS_MAX } from '../game/units.js';
import type { World } from '../game/world.js';

/** What can happen. */
export type Happening =
  | 'flag-taken'
  | 'flag-captured'
  | 'flag-home'
  | 'hill-taken'
  | 'wave-beaten'
  | 'base-falls'
  | 'round-won'
  // Of the kills (streaks.ts).
  | 'multi-kill'
  | 'streak';

/** Is told of something that has happened.
 *  @param who seat that did it, 255 for nobody; of the hill, the side that holds it
 *  @param number team of a flag or a base, number of the wave or round, or of kills */
export type TellHappening = (what: Happening, who: number, number: number) => void;

/** How things stood when the server told of them last. */
export class ModeWatch {
  readonly #flagStates = new Uint8Array(TEAMS_MAX);
  readonly #carriers = new Uint8Array(TEAMS_MAX);
  readonly #baseHealth = new Uint8Array(TEAMS_MAX);
  /** The last one who had the hill for himself; null until the server has told who has it. */
  #holder: number | null = null;
  /** Of the wave or round. */
  #number = 0;
  readonly #points = new Int32Array(SEATS_MAX);

  /** Tells what a snapshot has changed, and notes how things stand after it. */
  watch(world: World, tell: TellHappening): void {
    for (let team = 0; team < TEAMS_MAX; team++) {
      this.#watchFlag(world, team, tell);
      const { health } = world.bases[team];
      if (health === 0 && this.#baseHealth[team] > 0) tell('base-falls', NOBODY, team);
      this.#baseHealth[team] = health;
    }
    const { holder } = world.hill;
    if (this.#holder === null) this.#holder = holder;
    else if (holder !== NOBODY && holder !== this.#holder) {
      tell('hill-taken', holder, 0);
      this.#holder = holder;
    }
    this.#watchStage(world, tell);
  }

  #watchStage({ stage, options, scores }: World, tell: TellHappening): void {
    if (this.#number > 0 && stage.number > this.#number) {
      const hasWaves = MODES[options.mode].enemySeats > 0;
      // A round is a point for who has won it.
      const winner = scores.findIndex(({ points }, seat) => points > this.#points[seat]);
      if (hasWaves) tell('wave-beaten', NOBODY, this.#number);
      else tell('round-won', winner < 0 ? NOBODY : winner, this.#number);
    }
    this.#number = stage.number;
    for (let seat = 0; seat < SEATS_MAX; seat++) this.#points[seat] = scores[seat].points;
  }

  #watchFlag(world: World, team: number, tell: TellHappening): void {
    const { state, carrier } = world.flags[team];
    const before = this.#flagStates[team];
    if (state === FLAG_CARRIED && (before === FLAG_HOME || before === FLAG_DROPPED))
      tell('flag-taken', carrier, team);
    else if (state === FLAG_HOME && before === FLAG_CARRIED)
      tell('flag-captured', this.#carriers[team], team);
    else if (state === FLAG_HOME && before === FLAG_DROPPED) tell('flag-home', NOBODY, team);
    this.#flagStates[team] = state;
    this.#carriers[team] = carrier;
  }
}
