// ARENA, both ways: what is sent comes out, and nothing that is not an arena does.
import { deflateSync } from 'node:zlib';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Arena, MARKS_MAX, placeAt } from '../../src/game/arena.js';
import { arenaFromGrid } from '../../src/game/arena-text.js';
import { ARENAS } from '../../src/game/arenas.js';
import { drawInteger } from '../../src/game/random.js';
import { ALIVE, createWorld, OPTIONS_DEFAULT } from '../../src/game/world.js';
import { decodeArena, encodeArena } from '../../src/protocol/arena-frame.js';
import { FRAME_BYTES_MAX } from '../../src/protocol/limits.js';
import { Snapshots } from '../../src/server/snapshots.js';

const isBadFrame = (error: { code: string }): boolean => error.code === 'BAD_FRAME';

/** A body whose octets are good zlib, whatever they say. */
function bodyOf(columns: number, rows: number, ...octets: number[]): Buffer {
  const tiles = Buffer.alloc(columns * rows);
  return Buffer.concat([Buffer.of(columns, rows), deflateSync(Buffer.concat([tiles, Buffer.from(octets)]))]);
}

test('an arena comes out as it went in', () => {
  for (const [name, arena] of ARENAS) {
    const body = encodeArena(arena);
    assert.ok(body.length < FRAME_BYTES_MAX / 2, `${name}: ${body.length}`);
    assert.equal(decodeArena(name, body), { ...arena, author: '', modes: [] });
  }
});

test('marks come out with their teams and their radius', () => {
  const marks: Partial<Arena> = {
    spawns: [placeAt(0, 0), { ...placeAt(18, 10), team: 3 }],
    pickupPads: [placeAt(4, 4)],
    flags: [{ ...placeAt(6, 6), team: 0 }],
    bases: [{ ...placeAt(8, 8), team: 2 }],
    hill: { ...placeAt(9, 5), radius: 12 * 256 },
  };
  const arena = { ...arenaFromGrid('marks', `${'.'.repeat(20)}\n`.repeat(12)), ...marks };
  assert.equal(decodeArena('marks', encodeArena(arena)), arena);
});

test('marks that can not be are refused', () => {
  const wrong = [
    [0x04, 2, 2], // a spawn pad of a fifth team
    [0x11, 2, 2],
    [0x24, 2, 2],
    [0x34, 2, 2],
    [0x41, 2, 2], // a hill that is too small
    [0x4d, 2, 2],
    [0x50, 2, 2],
    [0xff, 2, 2],
    [0x0f, 19, 2], // half outside
    [0x0f, 2, 11],
    [0x20, 2, 2, 0x20, 6, 6], // two flags of a team
    [0x31, 2, 2, 0x31, 6, 6],
    [0x44, 2, 2, 0x44, 6, 6],
    [0x0f, 2],
    Array.from({ length: 3 * (MARKS_MAX + 1) }, () => 0x0f).fill(2, 1),
  ];
  for (const octets of wrong) assert.throws(() => decodeArena('x', bodyOf(20, 12, ...octets)), isBadFrame);
  const right = [[], [0x0f, 18, 10], [0x20, 2, 2, 0x30, 2, 2, 0x21, 2, 2], [0x42, 0, 0], [0x4c, 0, 0]];
  for (const octets of right) decodeArena('x', bodyOf(20, 12, ...octets));
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
    bodyOf(20, 12).subarray(0, 2),
    Buffer.concat([body, Buffer.from([0, 1])]),
    Buffer.concat([Buffer.from([5, 5]), body.subarray(2)]),
    Buffer.concat([body.subarray(0, 2), Buffer.from([0x0f]), body.subarray(3)]),
  ]) {
    assert.throws(() => decodeArena('x', broken), isBadFrame);
  }
});

test.run();
