// INPUT and ARENA, both ways.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ARENAS } from '../../src/game/arenas.js';
import { decodeArena, decodeInput, encodeArena, encodeInput } from '../../src/protocol/frames.js';

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
