// What has just happened in the mode that is played: flags taken, brought home and captured, the hill, a wave that is beaten, a
// base that is lost. The server tells how things stand; this compares it with how they stood.
// Used by snapshot-receiver.ts.
import { MODES } from '../game/modes.js';
import { FLAG_CARRIED, FLAG_DROPPED, FLAG_HOME, NOBODY } from '../game/things.js';
import { TEAMS_MAX } from '../game/units.js';
import type { World } from '../game/world.js';

/** What can happen. */
export type Happening =
  | 'flag-taken'
  | 'flag-captured'
  | 'flag-home'
  | 'hill-taken'
  | 'wave-beaten'
  | 'base-falls';

/** Is told of something that has happened.
 *  @param who seat that did it, 255 for nobody; of the hill, the side that holds it
 *  @param number team of a flag or a base, or number of the wave */
export type TellHappening = (what: Happening, who: number, number: number) => void;

/** How things stood when the server told of them last. */
export class ModeWatch {
  readonly #flagStates = new Uint8Array(TEAMS_MAX);
  readonly #carriers = new Uint8Array(TEAMS_MAX);
  readonly #baseHealth = new Uint8Array(TEAMS_MAX);
  /** The last one who had it for himself. */
  #holder = NOBODY;
  #wave = 0;

  /** Tells what a snapshot has changed, and notes how things stand after it. */
  watch(world: World, tell: TellHappening): void {
    for (let team = 0; team < TEAMS_MAX; team++) {
      this.#watchFlag(world, team, tell);
      const { health } = world.bases[team];
      if (health === 0 && this.#baseHealth[team] > 0) tell('base-falls', NOBODY, team);
      this.#baseHealth[team] = health;
    }
    const { holder } = world.hill;
    if (holder !== NOBODY && holder !== this.#holder) {
      tell('hill-taken', holder, 0);
      this.#holder = holder;
    }
    const { number } = world.stage;
    const hasWaves = MODES[world.options.mode].enemySeats > 0;
    if (hasWaves && this.#wave > 0 && number > this.#wave) tell('wave-beaten', NOBODY, this.#wave);
    this.#wave = number;
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
