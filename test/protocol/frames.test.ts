// INPUT and LOOK, both ways.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { decodeInput, decodeLook, encodeInput, encodeLook } from '../../src/protocol/frames.js';

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
  for (const buttons of [0x05, 0x08, 0x80, 0xff]) {
    assert.throws(
      () => decodeInput(Buffer.from([0, 0, 0, 0, 0, buttons])),
      (error: { code: string }) => error.code === 'BAD_BUTTONS',
    );
  }
});

test('LOOK, octet by octet and back', () => {
  const out = Buffer.alloc(4);
  assert.is(encodeLook({ x: 0x0102, y: 24576 }, out, 0), 4);
  assert.is(out.toString('hex'), '01026000');
  assert.equal(decodeLook(out), { x: 0x0102, y: 24576 });
});

test('LOOK of another length, or out of every arena, is refused', () => {
  for (const hex of ['', '000000', '0000000000', '60010000', '0000ffff'])
    assert.throws(
      () => decodeLook(Buffer.from(hex, 'hex')),
      (error: { code: string }) => error.code === 'BAD_FRAME',
      hex,
    );
});

test.run();
