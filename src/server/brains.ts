// Who plays the computer players of one battle: made when one has a tank to drive, one a tick, since sixteen at once would hold up
// everybody else; gone with the battle. Owned by battle.ts. A room that waits has none.
import { type Bot, createBot } from '../game/bot/bot.js';
import { chooseButtons } from '../game/bot/choose-buttons.js';
import { FIRE, LAY } from '../game/buttons.js';
import { ABSENT, type World } from '../game/world.js';
import type { Thinking } from './thinking.js';

/** The brains of one battle, by seat. */
export class Brains {
  readonly #brains = new Map<number, Bot>();
  readonly #level: number;
  readonly #seed: () => number;
  readonly #thinking: Pick<Thinking, 'may'>;
  #lastMadeTick = -1;
  /** Until this tick they hold their fire. */
  #truceEnd = 0;

  /** @param level 1 to 4 @param seed gives a fresh 32-bit integer with each call @param thinking of all bots */
  constructor(level: number, seed: () => number, thinking: Pick<Thinking, 'may'>) {
    this.#level = level;
    this.#seed = seed;
    this.#thinking = thinking;
  }

  /** How many there are. */
  get count(): number {
    return this.#brains.size;
  }

  /** Buttons of the computer player of a seat for the next step; none while it has no brain yet. */
  choose(world: World, seat: number): number {
    let brain = this.#brains.get(seat);
    if (brain === undefined) {
      if (world.tanks[seat].life === ABSENT || this.#lastMadeTick === world.tick) return 0;
      this.#lastMadeTick = world.tick;
      brain = createBot(this.#seed(), this.#level);
      this.#brains.set(seat, brain);
    }
    const buttons = this.#thinking.may(world.tick + seat) ? chooseButtons(brain, world, seat) : brain.buttons;
    return world.tick < this.#truceEnd ? buttons & ~(FIRE | LAY) : buttons;
  }

  /** They are not to shoot before this tick of the world. */
  holdFire(untilTick: number): void {
    this.#truceEnd = untilTick;
  }

  /** A person has pressed something: whoever shoots ends the truce. */
  hear(buttons: number): void {
    if ((buttons & (FIRE | LAY)) !== 0) this.#truceEnd = 0;
  }

  /** The computer player of a seat has gone; without one, all have: they are made anew when the battle goes on. */
  forget(seat?: number): void {
    if (seat === undefined) this.#brains.clear();
    else this.#brains.delete(seat);
  }
}
