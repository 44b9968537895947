// Lines come no faster than they can be read, the urgent ones first, and never what is old.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Lines } from '../../../src/client/plain/lines.js';

const test = suite('client/plain/lines');

function open(): { lines: Lines; said: string[]; run(fromMs: number, toMs: number): void } {
  const said: string[] = [];
  const lines = new Lines((text) => void said.push(text.trimEnd()));
  const run = (fromMs: number, toMs: number): void => {
    for (let nowMs = fromMs; nowMs <= toMs; nowMs += 50) lines.step(nowMs);
  };
  return { lines, said, run };
}

test('a hundred things in a second are not a hundred lines', () => {
  const { lines, said, run } = open();
  for (let count = 0; count < 100; count++) {
    lines.tell(`Ada destroyed number ${count}`, count * 10);
    lines.step(count * 10);
  }
  run(1000, 10_000);
  assert.ok(said.length <= 6, said.join('\n'));
  assert.is(said.at(-1), 'Ada destroyed number 99');
});

test('what is urgent goes first, and a later line on a topic takes the place of the one before', () => {
  const { lines, said, run } = open();
  lines.say('the answer to a key', 0);
  lines.tell('time', 0);
  lines.tell('Hit, armour 2', 0, { isUrgent: true, topic: 'hit' });
  lines.tell('Hit, armour 1', 0, { isUrgent: true, topic: 'hit' });
  run(0, 4000);
  assert.equal(said, ['the answer to a key', 'Hit, armour 1', 'time']);
});

test('what is old is left out, but for what somebody writes', () => {
  const { lines, said, run } = open();
  lines.say('x'.repeat(500), 0);
  lines.tell('Blocked: brick', 0);
  lines.tell('Bob: good luck', 0, { isKept: true });
  run(0, 9000);
  assert.equal(said.slice(1), ['Bob: good luck']);
});

test('while something is typed nothing comes between', () => {
  const { lines, said, run } = open();
  lines.hold(true);
  lines.tell('Bob: good luck', 0, { isKept: true });
  run(0, 9000);
  assert.equal(said, []);
  lines.hold(false);
  run(9000, 9100);
  assert.equal(said, ['Bob: good luck']);
});

test.run();
