// Snapshots of one battle -> kills, hits, effects: what a player is shown beside the world itself.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ServerClock } from '../../src/client/clock.js';
import { EFFECT_MS_MAX, EFFECTS_MAX } from '../../src/client/effects.js';
import { Predictor } from '../../src/client/predictor.js';
import { SnapshotReceiver } from '../../src/client/snapshot-receiver.js';
import { type Battle, createBattle, KILLS_MAX } from '../../src/client/state.js';
import { SEATS_MAX, SHELLS_PER_SEAT, TILE } from '../../src/game/units.js';
import { ALIVE, createShell, WRECK } from '../../src/game/world.js';
import { TANK_MASK_FULL } from '../../src/protocol/fields.js';
import {
  encodeNote,
  encodeShell,
  encodeShellGone,
  encodeTank,
  encodeThing,
  NOTE_DESTROYED,
  NOTE_HIT,
} from '../../src/protocol/snapshot.js';
import { THING_TABLES } from '../../src/protocol/thing-fields.js';
import { arena, OTHER, OWN, snapshot, tank } from './snapshots.js';

interface Setting {
  readonly battle: Battle;
  readonly receive: (body: Buffer) => void;
  nowMs: number;
}

/** A battle at tick 101, the own tank and another one on the field. */
function create(): Setting {
  const start = { arena: 'Field', mode: 'free-for-all', seat: OWN, tick: 100, armour: 3, pickups: 0 };
  const battle = createBattle(new Predictor(arena(), start), new ServerClock(), 3, 1000);
  const receiver = new SnapshotReceiver(battle);
  const setting: Setting = { battle, receive: (body) => receiver.take(body, setting.nowMs), nowMs: 1000 };
  setting.receive(
    snapshot(101, (out, start) => {
      const offset = encodeTank(out, start, OWN, tank(), TANK_MASK_FULL);
      return encodeTank(out, offset, OTHER, tank({ x: 15 * TILE }), TANK_MASK_FULL);
    }),
  );
  return setting;
}

test('hits, kills and what is seen of them', () => {
  const setting = create();
  const { battle, receive } = setting;
  setting.nowMs = 2000;
  receive(
    snapshot(102, (out, start) => {
      const shell = { ...createShell(), flying: 1, x: 9 * TILE, y: 5 * TILE, heading: 1 };
      let offset = encodeTank(out, start, OTHER, tank({ x: 15 * TILE, life: WRECK }), TANK_MASK_FULL);
      offset = encodeShellGone(out, offset, 0, shell);
      offset = encodeNote(out, offset, NOTE_HIT, OWN, OTHER);
      offset = encodeNote(out, offset, NOTE_DESTROYED, OTHER, OWN);
      // Nobody sees where this one ended.
      return encodeNote(out, offset, NOTE_DESTROYED, 9, 255);
    }),
  );
  assert.equal(battle.hit, { by: OTHER, heading: -1, atMs: 2000 });
  assert.equal(battle.kills, [
    { seat: OTHER, by: OWN, how: 'shell', atMs: 2000 },
    { seat: 9, by: 255, how: 'ring', atMs: 2000 },
  ]);
  assert.equal(battle.effects, [
    { kind: 'impact', x: 9 * TILE, y: 5 * TILE, atMs: 2000 },
    { kind: 'explosion', x: 15 * TILE, y: 6 * TILE, atMs: 2000 },
  ]);
});

test('a mine that goes off is seen, and told from a shell', () => {
  const { battle, receive } = create();
  const { x, y } = battle.predictor.server.tanks[OWN];
  const mineTable = THING_TABLES.findIndex(({ name }) => name === 'mine');
  receive(
    snapshot(102, (out, start) => {
      const blast = { laid: 0, ticks: 0, x: x + TILE, y };
      let offset = encodeThing(out, start, mineTable, OTHER * 2, blast);
      offset = encodeNote(out, offset, NOTE_HIT, OWN, OTHER);
      return encodeNote(out, offset, NOTE_DESTROYED, OWN, OTHER);
    }),
  );
  assert.is(battle.hit?.heading, -1);
  assert.is(battle.kills[0].how, 'mine');
  assert.is(battle.effects[0].kind, 'blast');
});

test('the heading of a hit is that of the shell that is gone', () => {
  const { battle, receive } = create();
  const slot = OTHER * SHELLS_PER_SEAT;
  const shell = { ...createShell(), flying: 1, x: 12 * TILE, y: 6 * TILE, heading: 3 };
  receive(snapshot(102, (out, start) => encodeShell(out, start, slot, shell)));
  assert.is(battle.hit, null);
  receive(
    snapshot(103, (out, start) => {
      const offset = encodeShellGone(out, start, slot, shell);
      return encodeNote(out, offset, NOTE_HIT, OWN, OTHER);
    }),
  );
  assert.equal(battle.hit, { by: OTHER, heading: 3, atMs: 1000 });
});

test('when the own tank was set on the field', () => {
  const setting = create();
  const { battle, receive } = setting;
  assert.is(battle.spawnedAtMs, 1000);
  const become = (tick: number, life: number): void =>
    receive(snapshot(tick, (out, start) => encodeTank(out, start, OWN, tank({ life }), TANK_MASK_FULL)));
  setting.nowMs = 2000;
  become(102, WRECK);
  assert.is(battle.spawnedAtMs, 1000);
  setting.nowMs = 3000;
  become(103, ALIVE);
  become(104, ALIVE);
  assert.is(battle.spawnedAtMs, 3000);
});

test('effects go by themselves and are bounded, and so are the kills', () => {
  const setting = create();
  const { battle, receive } = setting;
  const flood = (tick: number): Buffer =>
    snapshot(tick, (out, start) => {
      let offset = start;
      for (let count = 0; count < 100; count++) {
        offset = encodeShellGone(out, offset, 0, createShell());
        offset = encodeNote(out, offset, NOTE_DESTROYED, 9, count % SEATS_MAX);
      }
      return offset;
    });
  receive(flood(102));
  assert.is(battle.effects.length, EFFECTS_MAX);
  assert.is(battle.kills.length, KILLS_MAX);
  assert.is(battle.kills.at(-1)?.by, 99 % SEATS_MAX);
  setting.nowMs += EFFECT_MS_MAX;
  receive(snapshot(103));
  assert.is(battle.effects.length, 0);
});

test.run();
