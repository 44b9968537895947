// INPUT, both ways.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { decodeInput, encodeInput } from '../../src/protocol/frames.js';

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

test.run();
