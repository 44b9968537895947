// A real room, the real codec and real clients in virtual time, with a line between them that delays, jitters and stalls by a
// seed. A simulation: no socket, no timer, and the same in every run.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { MODES } from '../../src/game/modes.js';
import { FROZEN } from '../../src/game/pickups.js';
import { TICK_MS } from '../../src/game/units.js';
import { ABSENT, type World } from '../../src/game/world.js';
import { expectWorld } from '../../src/protocol/snapshot.js';
import { type MatchOutcome, type MatchPlan, playMatch } from './played-match.js';

const describe = ({ seed }: MatchPlan, { corrections, correctionUnits }: MatchOutcome): string =>
  `seed ${seed}: ${corrections} corrections, ${correctionUnits} units`;

/** Everything that the client was told is as the server has it; what it may not see it has not. */
function assertSameWorld(told: World, real: World, seed: number): void {
  // No snapshot is sent when all is as both ends expect it.
  while (told.tick < real.tick) expectWorld(told);
  for (const [seat, tank] of told.tanks.entries()) {
    if (tank.life !== ABSENT) assert.equal(tank, real.tanks[seat], `seed ${seed}: tank ${seat}`);
  }
  for (const [slot, shell] of told.shells.entries()) {
    if (shell.flying === 1) assert.equal(shell, real.shells[slot], `seed ${seed}: shell ${slot}`);
  }
  assert.equal(told.scores, real.scores, `seed ${seed}: scores`);
  for (const name of ['terrain', 'pads', 'flags', 'bases', 'teams', 'hill', 'stage', 'ticksLeft'] as const) {
    assert.equal(told[name], real[name], `seed ${seed}: ${name}`);
  }
}

test('with nobody else in the arena the prediction is right to the unit, at 100 +- 40 ms', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const plan = { seed, lengthMs: 40_000, faults: { delayMs: 50, jitterMs: 20 } };
    const outcome = playMatch(plan);
    assert.is(outcome.correctionUnits, 0, describe(plan, outcome));
  }
});

test('so it is under every pickup, which the client takes by itself', () => {
  let taken = 0;
  for (let seed = 1; seed <= 20; seed++) {
    const kindOf = (index: number): number => 1 + ((seed + index) % (FROZEN - 1));
    const plan = {
      seed,
      lengthMs: 30_000,
      faults: { delayMs: 50, jitterMs: 20 },
      room: { arena: 'Crossroads', badPickups: true },
      prepare: (world: World) => {
        // A pad that the arena has not is never told of.
        for (const index of world.arena.pickupPads.keys()) {
          // Where the tank begins,.
          const place = world.arena.spawns[index];
          Object.assign(world.pads[index], place, { kind: kindOf(index), ticks: 0 });
        }
      },
    };
    const outcome = playMatch(plan);
    assert.is(outcome.correctionUnits, 0, describe(plan, outcome));
    taken += outcome.world.pads.filter(({ kind }, index) => kind > 0 && kind !== kindOf(index)).length;
  }
  assert.ok(taken > 20, `${taken} pickups were taken`);
});

test('on a line without delay it is right as well', () => {
  for (let seed = 1; seed <= 5; seed++) {
    const plan = { seed, lengthMs: 40_000, faults: { delayMs: 0, jitterMs: 0 } };
    const outcome = playMatch(plan);
    assert.is(outcome.correctionUnits, 0, describe(plan, outcome));
  }
});

test('a stall of half a second stops nothing and speeds nothing up', () => {
  for (let seed = 1; seed <= 10; seed++) {
    const plan = {
      seed,
      lengthMs: 20_000,
      faults: { delayMs: 50, jitterMs: 20 },
      stallAtMs: 9000,
      stallMs: 500,
    };
    const outcome = playMatch(plan);
    assert.is(outcome.correctionUnits, 0, describe(plan, outcome));
    const ahead = outcome.state.battle!.predictor.world.tick - outcome.world.tick;
    assert.ok(ahead >= 0 && ahead * TICK_MS < 300, `seed ${seed}: ${ahead} ticks ahead`);
  }
});

test('1,000 short matches on bad lines all end in the same world on both ends', () => {
  for (let seed = 1; seed <= 1000; seed++) {
    const faults = {
      delayMs: (seed * 7) % 160,
      jitterMs: (seed * 3) % 40,
      stallEveryMs: seed % 2 === 0 ? 1500 : 0,
      stallMs: 100 + (seed % 5) * 100,
    };
    // Every fourth in another mode.
    const mode = MODES[seed % 4 === 0 ? (seed / 4) % MODES.length : 0].id;
    const outcome = playMatch({
      seed,
      lengthMs: 3000 + (seed % 4) * 500,
      faults,
      room: { bots: 1 + (seed % 8), mode, badPickups: seed % 2 === 0 },
    });
    assert.equal(outcome.errors, [], `seed ${seed}`);
    const { battle } = outcome.state;
    assert.ok(battle !== null, `seed ${seed}: the battle has begun`);
    assert.ok(battle!.predictor.server.tick > 0, `seed ${seed}: snapshots came`);
    outcome.settle();
    assertSameWorld(battle!.predictor.server, outcome.world, seed);
  }
});

test.run();
