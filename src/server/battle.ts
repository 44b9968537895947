// One battle of a room: its world, what each player of it is sent, and what is counted for the podium. The room puts the
// inputs of the seats in; the enemies that a mode brings along are played here. Called by room.ts.
import type { Arena } from '../game/arena.js';
import { awardsOf, clearStatistics, countEvents, createStatistics } from '../game/awards.js';
import { type Bot, createBot } from '../game/bot/bot.js';
import { chooseButtons } from '../game/bot/choose-buttons.js';
import { beginMatch, seatTank } from '../game/match.js';
import { MODES, rankSeats } from '../game/modes.js';
import { step } from '../game/step.js';
import type { MatchOptions, World } from '../game/world.js';
import { encodeArena } from '../protocol/arena-frame.js';
import { ARENA_KIND } from '../protocol/frames.js';
import { FRAME_HEADER_BYTES, writeFrameHeader } from '../protocol/framing.js';
import { Snapshots } from './snapshots.js';

/** A battle from its first tick to its last. */
export class Battle {
  readonly world: World;
  readonly snapshots: Snapshots;
  /** The ARENA frame, header and all. */
  readonly arenaFrame: Buffer;
  readonly #statistics = createStatistics();
  /** Who plays the mode's own enemies, by seat. */
  readonly #enemies = new Map<number, Bot>();

  /** @param botLevel of the mode's own enemies, 1 to 4
   *  @param seed gives a fresh 32-bit integer with each call */
  constructor(arena: Arena, options: MatchOptions, botLevel: number, seed: () => number) {
    this.world = beginMatch(arena, options, seed());
    this.snapshots = new Snapshots(this.world);
    const body = encodeArena(arena);
    this.arenaFrame = Buffer.allocUnsafe(FRAME_HEADER_BYTES + body.length);
    body.copy(this.arenaFrame, writeFrameHeader(this.arenaFrame, 0, ARENA_KIND, body.length));
    const { seatsMax, enemySeats } = MODES[options.mode];
    for (let seat = seatsMax; seat < seatsMax + enemySeats; seat++)
      this.#enemies.set(seat, createBot(seed(), botLevel));
  }

  /** Gives a seat a tank and a score of its own. */
  seat(seat: number, isParked: boolean): void {
    clearStatistics(this.#statistics, seat);
    seatTank(this.world, seat);
    this.world.tanks[seat].parked = isParked ? 1 : 0;
  }

  /** Makes one tick. @param buttons one byte a seat; those of the mode's enemies are set here */
  step(buttons: Uint8Array): void {
    for (const [seat, bot] of this.#enemies) buttons[seat] = chooseButtons(bot, this.world, seat);
    const events = step(this.world, buttons);
    countEvents(this.#statistics, this.world, events);
    this.snapshots.update(events);
  }

  /** Seats in the order of the table, best first, and who has earned which award.
   *  @param seats those that are taken */
  outcome(seats: readonly number[]): { ranked: number[]; awards: { id: string; seat: number }[] } {
    const mode = MODES[this.world.options.mode];
    return {
      ranked: rankSeats(this.world, mode, seats),
      awards: awardsOf(this.#statistics, mode.awards, seats),
    };
  }
}
