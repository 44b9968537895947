// A battle as the seats of a room play it: their inputs go in, what each of them may see comes out, and what is done to it between
// two ticks reaches the spectators as well. Made by matches.ts for each battle.
import { changeTeam, seatTank, unseatTank } from '../game/match.js';
import { MODES } from '../game/modes.js';
import { NOBODY } from '../game/things.js';
import { RESPAWN_TICKS, SEATS_MAX } from '../game/units.js';
import { isInView } from '../game/visibility.js';
import { createTank, type World } from '../game/world.js';
import type { LookAt } from '../protocol/frames.js';
import type { Audience } from './audience.js';
import { type Battle, type Outcome, startBody } from './battle.js';
import type { Delivery } from './delivery.js';
import type { Seat, Seats } from './seats.js';
import { Settlement } from './settlement.js';
import { isSmallest } from './team-balance.js';

/** One battle and those who play it. */
export class Play {
  readonly #battle: Battle;
  readonly #seats: Seats;
  readonly #audience: Audience;
  readonly #buttons = new Uint8Array(SEATS_MAX);
  /** How two settle a draw. */
  readonly settlement: Settlement;

  /** Everybody has a tank. */
  constructor(battle: Battle, seats: Seats, audience: Audience) {
    this.#battle = battle;
    this.#seats = seats;
    this.#audience = audience;
    this.settlement = new Settlement(battle.world, (act) => this.#change(act));
    for (const index of seats.taken) {
      const seat = seats.at(index)!;
      if (!seat.isAway) seat.idleTicks = 0;
      this.seat(index, seat);
    }
    audience.begin(battle);
  }

  get world(): World {
    return this.#battle.world;
  }
  /** Nobody is here to play it for now. */
  rest(): void {
    this.#battle.brains.forget();
  }

  /** Bots that think. */
  get brains(): number {
    return this.#battle.brains.count;
  }

  /** Gives a seat a tank; its team is that of the seat, or is chosen now. Who is back goes on with what he had, on his team if that is
   *  as small as any, and comes in as one who was destroyed. */
  seat(index: number, seat: Seat): void {
    const { mode, teams } = this.world.options;
    const set = MODES[mode].teamsIn(this.world.arena, teams);
    const had = seat.member === null ? null : this.#battle.recall(seat.member);
    if (had !== null && seat.team === NOBODY && isSmallest(this.#seats, had.team, set)) seat.team = had.team;
    const { team } = seat;
    this.#battle.forget(index);
    this.#change((world) => {
      seatTank(world, index, team);
      if (had === null) return;
      const { points, kills, deaths } = had;
      Object.assign(world.scores[index], { points, kills, deaths });
      world.tanks[index].respawn = RESPAWN_TICKS;
    });
    if (set !== 0) seat.team = this.world.scores[index].team;
    if (isStanding(seat)) this.park(index, true);
  }

  /** Takes a seat's tank away. */
  unseat(index: number, { member }: Seat): void {
    if (member !== null) this.#battle.remember(index, member);
    this.#buttons[index] = 0;
    this.#battle.brains.forget(index);
    this.settlement.forget(index);
    this.#change((world) => unseatTank(world, index));
  }

  /** Lets a tank stand where it is, or be driven again. */
  park(index: number, isParked: boolean): void {
    this.#change((world) => {
      world.tanks[index].parked = isParked ? 1 : 0;
    });
  }

  changeTeam(index: number, team: number): void {
    this.#change((world) => changeTeam(world, index, team));
  }

  /** Sends what a player needs to take part, and from the next tick on snapshots. */
  enter(index: number): void {
    const { world, snapshots, arenaFrame } = this.#battle;
    const { inputs, member } = this.#seats.at(index)!;
    inputs.clear();
    this.#seats.at(index)!.viewer = snapshots.createViewer(index);
    member?.connection?.sendText({ command: 'START_GAME', body: startBody(world, index) });
    member?.connection?.sendFrame(arenaFrame);
  }

  /** Turns everybody who can't see a place towards it: nothing is to be hidden any more when the battle is decided.
   *  @param place in units */
  showPlace({ x, y }: LookAt): void {
    for (const index of this.#seats.taken) {
      const viewer = this.#seats.at(index)!.viewer;
      if (viewer !== null && !isInView(viewer.view, x, y, 0)) viewer.eye = { ...createTank(), x, y };
    }
  }

  /** One tick. @returns true when the battle is decided */
  tick(delivery: Delivery): boolean {
    const { world, snapshots, brains } = this.#battle;
    for (let index = 0; index < SEATS_MAX; index++) {
      const seat = this.#seats.at(index);
      if (seat === null) continue;
      if (seat.member === null) this.#buttons[index] = brains.choose(world, index);
      else {
        this.#buttons[index] = seat.inputs.take(world.tick + 1);
        brains.hear(this.#buttons[index]);
      }
    }
    this.#battle.step(this.#buttons);
    this.#audience.press(this.#buttons);
    for (let index = 0; index < SEATS_MAX; index++) {
      const seat = this.#seats.at(index);
      if (!seat?.viewer) continue;
      const { acknowledged, margin } = seat.inputs;
      delivery.add(seat.member?.connection, snapshots, seat.viewer, acknowledged, margin);
    }
    return world.over === 1;
  }

  /** How it has ended. */
  outcome(): Outcome {
    return this.#battle.outcome(
      this.#seats.taken.map((index) => {
        const { nick, member } = this.#seats.at(index)!;
        return { seat: index, nick, account: member?.account ?? null, bot: member === null };
      }),
    );
  }

  /** Lets everybody go. */
  end(): void {
    for (const index of this.#seats.taken) this.#seats.at(index)!.viewer = null;
    this.#audience.end();
  }

  #change(act: (world: World) => void): void {
    act(this.world);
    this.#audience.redo(act);
  }
}

/** True for somebody whose tank stands where it is. */
export function isStanding({ isParked, isAway }: Seat): boolean {
  return isParked || isAway;
}
