// INPUT and ARENA, both ways.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { arenaFromGrid } from '../../src/game/arena-text.js';
import { ARENAS } from '../../src/game/arenas.js';
import { drawInteger } from '../../src/game/random.js';
import { ALIVE, createWorld, OPTIONS_DEFAULT } from '../../src/game/world.js';
import { decodeArena, decodeInput, encodeArena, encodeInput } from '../../src/protocol/frames.js';
import { Snapshots } from '../../src/server/snapshots.js';

test('INPUT, octet by octet and back', () => {
  const out = Buffer.alloc(6);
  assert.is(encodeInput({ tick: 0x01020304, sequence: 255, buttons: 0x3c }, out, 0), 6);
  assert.is(out.toString('hex'), '01020304ff3c');
  assert.equal(decodeInput(out), { tick: 0x01020304, sequence: 255, buttons: 0x3c });
});

test('INPUT of another length, or with buttons that do not exist, is refused', () => {
  assert.throws(
    () => decodeInput(Buffer.alloc(5)),
    (error: { code: string }) => error.code === 'BAD_FRAME',
  );
  assert.throws(
    () => decodeInput(Buffer.alloc(7)),
    (error: { code: string }) => error.code === 'BAD_FRAME',
  );
  for (const buttons of [0x05, 0x08, 0x40, 0xff]) {
    assert.throws(
      () => decodeInput(Buffer.from([0, 0, 0, 0, 0, buttons])),
      (error: { code: string }) => error.code === 'BAD_BUTTONS',
    );
  }
});

test('an arena comes out as it went in, in few octets', () => {
  for (const [name, arena] of ARENAS) {
    const body = encodeArena(arena);
    assert.ok(body.length < 900, `${name}: ${body.length}`);
    const decoded = decodeArena(name, body);
    assert.equal(decoded.tiles, arena.tiles);
    assert.equal([decoded.columns, decoded.rows], [38, 20]);
  }
});

test('the largest arena, full of cover by chance, and a full first snapshot are under 2 KB', () => {
  const [columns, rows] = [96, 60];
  const random = { random: 7 };
  const tiles = new Uint8Array(columns * rows);
  // Blocks of two by two in all kinds, the same on both sides.
  for (let row = 0; row < rows; row += 2) {
    for (let column = 0; column < columns / 2; column += 2) {
      const tile = [0, 0, 0, 0xf1, 2, 3, 4, 5][drawInteger(random, 8)];
      for (const [y, x] of [
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 1],
      ]) {
        tiles[(row + y) * columns + column + x] = tile;
        tiles[(row + y) * columns + columns - 1 - column - x] = tile;
      }
    }
  }
  const arena = { ...arenaFromGrid('large', `${'.'.repeat(columns)}\n`.repeat(rows)), tiles };
  const body = encodeArena(arena);
  assert.equal(decodeArena('large', body).tiles, tiles);
  const world = createWorld(arena, OPTIONS_DEFAULT, 1, true);
  for (const tank of world.tanks) Object.assign(tank, { life: ALIVE, x: 6000, y: 5000 });
  for (const shell of world.shells) Object.assign(shell, { flying: 1, x: 6000, y: 5000 });
  const snapshots = new Snapshots(world);
  snapshots.update([]);
  const first = snapshots.encode(snapshots.createViewer(0), 0, 0)!;
  assert.ok(first.length > 16 * 18, `all tanks: ${first.length}`);
  assert.ok(body.length + first.length < 2048, `${body.length} + ${first.length}`);
});

test('an arena that is not one is refused', () => {
  const [arena] = ARENAS.values();
  const body = encodeArena(arena);
  for (const broken of [
    Buffer.alloc(0),
    body.subarray(0, -2),
    body.subarray(0, -1),
    Buffer.concat([body, Buffer.from([0, 1])]),
    Buffer.concat([Buffer.from([5, 5]), body.subarray(2)]),
    Buffer.concat([body.subarray(0, 2), Buffer.from([0x0f]), body.subarray(3)]),
  ]) {
    assert.throws(
      () => decodeArena('x', broken),
      (error: { code: string }) => error.code === 'BAD_FRAME',
    );
  }
});

test.run();
