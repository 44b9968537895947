// A room some seconds ago, for spectators who see it late. What is done to a battle between ticks is kept as a deed, what is pressed
// in a tick as a byte a seat; both are done again, in their order, to a second world, which the rules make the same. So half a
// minute costs 14 KB and a world, whatever happens in it. Called by audience.ts.
import { copyWorld } from '../game/copy-world.js';
import { step } from '../game/step.js';
import { SEATS_MAX } from '../game/units.js';
import { createWorld, type World } from '../game/world.js';

/** Something to be done when its time has come. */
interface Deed {
  readonly due: number;
  run(): void;
}

/** What happened, and is to happen again. */
export class Past {
  readonly #delayTicks: number;
  /** Ticks of the room since this began. */
  #clock = 0;
  readonly #buttons: Uint8Array;
  /** 1 for ticks in which a battle made a step. */
  readonly #stepped: Uint8Array;
  readonly #pressed = new Uint8Array(SEATS_MAX);
  readonly #deeds: Deed[] = [];
  /** The world as it was; null while there was none. */
  world: World | null = null;

  /** @param delayTicks 1 or more */
  constructor(delayTicks: number) {
    this.#delayTicks = delayTicks;
    this.#buttons = new Uint8Array(delayTicks * SEATS_MAX);
    this.#stepped = new Uint8Array(delayTicks);
  }

  /** True while something is still to happen. */
  get isBehind(): boolean {
    return this.#deeds.length > 0;
  }

  get clock(): number {
    return this.#clock;
  }

  /** Does something when its time has come. */
  later(run: () => void): void {
    this.#deeds.push({ due: this.#clock + 1 + this.#delayTicks, run });
  }

  /** Keeps a battle from its beginning on. @param world as it is now */
  begin(world: World): void {
    const copy = createWorld(world.arena, world.options, 0, true);
    copyWorld(world, copy);
    this.later(() => {
      this.world = copy;
    });
  }

  /** One tick of the room: does what is due. @returns true when the world has made a step */
  tick(): boolean {
    this.#clock++;
    while (this.#deeds.length > 0 && this.#deeds[0].due <= this.#clock) this.#deeds.shift()!.run();
    const place = this.#clock % this.#delayTicks;
    if (this.#stepped[place] === 0 || this.world === null) return false;
    this.#stepped[place] = 0;
    for (let seat = 0; seat < SEATS_MAX; seat++)
      this.#pressed[seat] = this.#buttons[place * SEATS_MAX + seat];
    step(this.world, this.#pressed);
    return true;
  }

  /** Keeps what was pressed in the step of this tick; after tick(). @param buttons a byte a seat */
  press(buttons: Uint8Array): void {
    const place = this.#clock % this.#delayTicks;
    this.#buttons.set(buttons, place * SEATS_MAX);
    this.#stepped[place] = 1;
  }

  /** Does all that is left at once; steps are left out. */
  finish(): void {
    for (const { run } of this.#deeds.splice(0)) run();
    this.#stepped.fill(0);
    this.world = null;
  }
}
