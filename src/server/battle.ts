// One battle of a room: its world, what each player of it is sent, and what is counted for the podium. The room puts the
// inputs of the seats in; the enemies that a mode brings along are played here. Called by room.ts.
import type { Arena } from '../game/arena.js';
import { awardsOf, clearStatistics, countEvents, createStatistics } from '../game/awards.js';
import { type Bot, createBot } from '../game/bot/bot.js';
import { chooseButtons } from '../game/bot/choose-buttons.js';
import { teamPoints } from '../game/deciding.js';
import { beginMatch, seatTank } from '../game/match.js';
import type { Mode } from '../game/mode.js';
import { MODES, rankSeats } from '../game/modes.js';
import { step } from '../game/step.js';
import type { MatchOptions, World } from '../game/world.js';
import { encodeArena } from '../protocol/arena-frame.js';
import { ARENA_KIND } from '../protocol/frames.js';
import { FRAME_HEADER_BYTES, writeFrameHeader } from '../protocol/framing.js';
import { Snapshots } from './snapshots.js';

/** How a battle stands. */
export interface Outcome {
  readonly ranked: readonly number[];
  /** Of the seats in `ranked`; those who are level have the same. */
  readonly places: readonly number[];
  readonly awards: readonly { readonly id: string; readonly seat: number }[];
  readonly wave: number | null;
}

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

  /** How it stands: seats in the order of the table, best first, the place of each, who has earned which award, and the last wave
   *  that was beaten, null in a mode without waves.
   *  @param seats those that are taken */
  outcome(seats: readonly number[]): Outcome {
    const { world } = this;
    const mode = MODES[world.options.mode];
    const ranked = rankSeats(world, mode, seats);
    return {
      ranked,
      places: ranked.map((seat) => 1 + ranked.findIndex((other) => isLevel(world, mode, seat, other))),
      awards: awardsOf(this.#statistics, mode.awards, seats),
      wave: mode.enemySeats > 0 ? world.stage.number - 1 : null,
    };
  }
}

/** Teams are level by their points, seats on their own by points and deaths: a seat's number gives no advantage. */
function isLevel(world: World, { hasTeams }: Mode, seat: number, other: number): boolean {
  const [a, b] = [world.scores[seat], world.scores[other]];
  if (hasTeams) return teamPoints(world, a.team) === teamPoints(world, b.team);
  return a.points === b.points && a.deaths === b.deaths;
}
