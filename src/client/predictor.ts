// The client's two worlds: what the server last said, and that world stepped forward by the same rules with the inputs
// that the server had not seen. The receive loop gives it snapshots, the send loop steps it, the draw loop looks at it.
import type { Arena } from '../game/arena.js';
import { copyWorld } from '../game/copy-world.js';
import { modeIndex } from '../game/modes.js';
import { step } from '../game/step.js';
import { SEATS_MAX } from '../game/units.js';
import { createWorld, OPTIONS_DEFAULT, type World } from '../game/world.js';
import type { Input } from '../protocol/frames.js';
import { createNews, decodeSnapshot, type SnapshotNews } from '../protocol/snapshot.js';
import type { StepBudget } from './step-budget.js';

/** Ticks that the prediction runs ahead of the server's last word at most: two seconds. */
const AHEAD_TICKS_MAX = 60;

/** Ticks of the prediction that are kept: those between the server's last word and its end. */
const HISTORY_TICKS = AHEAD_TICKS_MAX + 4;

/** What the START_GAME notice tells of a battle. */
export interface BattleStart {
  readonly mode: string;
  readonly armour: number;
  readonly pickups: number;
  readonly seat: number;
  readonly tick: number;
}

/** Prediction and reconciliation of one battle. */
export class Predictor {
  /** What the server last said; hidden tanks are absent. */
  readonly server: World;
  /** The prediction: what is drawn. */
  readonly world: World;
  readonly seat: number;
  /** Distance in units by which the last snapshot moved the own tank's prediction: 0 when it was right. */
  correction = 0;
  /** Corrections since the battle began. */
  corrections = 0;
  /** The last one that was not 0. */
  lastCorrection = 0;
  /** Ticks that the last input waited at the server; negative when it came too late. */
  margin = 0;
  /** Snapshots received: it changes when what was predicted may have changed. */
  revision = 0;
  readonly #news: SnapshotNews = createNews();
  readonly #inputs = new Uint8Array(SEATS_MAX);
  /** Inputs that the server has not acted on, oldest first. */
  #unseen: Input[] = [];
  #sequence = 0;
  #buttons = 0;
  /** The prediction at its last ticks, each in the place of its tick modulo the length. */
  readonly #history: World[] = [];
  readonly #ahead: World;
  #aheadOf = { tick: -1, revision: -1, buttons: -1 };

  readonly #budget: StepBudget | null;

  /** @param budget of the visit; null for a server that is trusted with any amount of work */
  constructor(arena: Arena, start: BattleStart, budget: StepBudget | null = null) {
    this.#budget = budget;
    const { armour, pickups } = start;
    const options = { ...OPTIONS_DEFAULT, mode: Math.max(0, modeIndex(start.mode)), armour, pickups };
    this.seat = start.seat;
    this.server = createWorld(arena, options, 0, false);
    this.server.tick = start.tick;
    this.world = createWorld(arena, options, 0, false);
    this.#ahead = createWorld(arena, options, 0, false);
    copyWorld(this.server, this.world);
    this.#keep();
  }

  /** Ticks that the prediction may still run ahead. */
  get aheadLeft(): number {
    return this.server.tick + AHEAD_TICKS_MAX - this.world.tick;
  }

  /** The prediction at a tick: between the server's last word and the tick that the prediction has reached. */
  worldAt(tick: number): World {
    const kept = this.#history[tick % HISTORY_TICKS];
    return kept?.tick === tick ? kept : this.world;
  }

  /** The tick after the one that the prediction has reached, as it will be with these buttons: what a key does shows
   *  before its tick has come. Good until the next call. */
  lookAhead(buttons: number): World {
    const { tick, revision } = { tick: this.world.tick, revision: this.revision };
    const of = this.#aheadOf;
    if (of.tick !== tick || of.revision !== revision || of.buttons !== buttons) {
      copyWorld(this.world, this.#ahead);
      this.#stepOne(this.#ahead, buttons);
      this.#aheadOf = { tick, revision, buttons };
    }
    return this.#ahead;
  }

  /** Takes a snapshot: sets the server's world and replays on it what the server had not seen, up to the tick that the
   *  prediction had reached.
   *  @returns what it told beside the state; used again by the next call
   *  @throws ProtocolError BAD_FRAME */
  receive(body: Buffer): SnapshotNews {
    decodeSnapshot(body, this.server, this.#news, this.#budget?.spend);
    this.revision++;
    this.margin = this.#news.margin;
    this.#forget(this.#news.acknowledged);
    const own = this.world.tanks[this.seat];
    const { x, y, life } = own;
    const reached = Math.min(this.world.tick, this.server.tick + AHEAD_TICKS_MAX);
    // A server that sends more than can be played again gets a prediction that is put right later.
    if (this.#budget?.mayReplay(Math.max(0, reached - this.server.tick)) === false) return this.#news;
    copyWorld(this.server, this.world);
    this.#keep();
    let next = 0;
    let buttons = this.server.tanks[this.seat].buttons;
    while (this.world.tick < reached) {
      // One input a tick, as the server does it.
      if (next < this.#unseen.length && this.#unseen[next].tick <= this.world.tick + 1) {
        buttons = this.#unseen[next++].buttons;
      }
      this.#stepWorld(buttons);
    }
    this.correction = life === own.life ? Math.abs(own.x - x) + Math.abs(own.y - y) : 0;
    if (this.correction > 0) {
      this.corrections++;
      this.lastCorrection = this.correction;
    }
    return this.#news;
  }

  /** Makes one tick of the prediction.
   *  @param buttons held now (game/buttons.ts)
   *  @returns the input to send, or null when nothing has changed */
  step(buttons: number): Input | null {
    let input: Input | null = null;
    if (buttons !== this.#buttons) {
      this.#buttons = buttons;
      this.#sequence = (this.#sequence + 1) & 0xff;
      input = { tick: this.world.tick + 1, sequence: this.#sequence, buttons };
      this.#unseen.push(input);
    }
    this.#stepWorld(buttons);
    return input;
  }

  #stepWorld(buttons: number): void {
    this.#stepOne(this.world, buttons);
    this.#keep();
  }

  // The others do what they did last: keys that drive until another key says otherwise make that a good guess.
  #stepOne(world: World, buttons: number): void {
    for (let seat = 0; seat < SEATS_MAX; seat++) this.#inputs[seat] = world.tanks[seat].buttons;
    this.#inputs[this.seat] = buttons;
    step(world, this.#inputs);
  }

  #keep(): void {
    const place = this.world.tick % HISTORY_TICKS;
    this.#history[place] ??= createWorld(this.world.arena, this.world.options, 0, false);
    copyWorld(this.world, this.#history[place]);
  }

  #forget(acknowledged: number): void {
    const seen = this.#unseen.findIndex((input) => input.sequence === acknowledged);
    if (seen >= 0) this.#unseen.splice(0, seen + 1);
  }
}
