// Bytes of a keyboard -> the names of keys, where no library names them.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { nameKey } from '../../../src/client/plain/terminal.js';

const test = suite('client/plain/terminal');

test('keys that are no characters have the names that the rest of the client knows', () => {
  for (const [bytes, name] of [
    ['\x1b[A', 'UP'],
    ['\x1bOD', 'LEFT'],
    ['\x1b[1;2C', 'SHIFT_RIGHT'],
    ['\x1b[b', 'SHIFT_DOWN'],
    ['\x1bOQ', 'F2'],
    ['\x1b[12~', 'F2'],
    ['\x1b[[B', 'F2'],
    ['\x1b[E', 'KP_5'],
    ['\x1b[2~', 'INSERT'],
    ['\x1b', 'ESCAPE'],
    ['\r', 'ENTER'],
    ['\x7f', 'BACKSPACE'],
    ['\t', 'TAB'],
    ['\x03', 'CTRL_C'],
  ] as const)
    assert.equal(nameKey(Buffer.from(bytes)), { name, text: null }, JSON.stringify(bytes));
});

test('characters are themselves, and what is neither means nothing', () => {
  for (const letter of ['n', 'T', '?', 'ł', '5', ' '])
    assert.equal(nameKey(Buffer.from(letter)), { name: letter, text: letter });
  for (const bytes of ['\x1b[99~', '\x01', '\x1b[1;5A']) assert.is(nameKey(Buffer.from(bytes)), null);
});

test.run();
