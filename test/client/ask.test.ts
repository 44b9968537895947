// Questions in line mode, on streams that a test holds.
import { PassThrough } from 'node:stream';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { askYesOrNo, type Console, createConsole, LeftError } from '../../src/client/ask.js';
import { rejection, within } from './within.js';

const BOUND_MS = 5000;

const test = suite('ask');

function create(): { input: PassThrough; console: Console; said(): string } {
  const input = new PassThrough();
  const output = new PassThrough();
  let text = '';
  output.on('data', (chunk: Buffer) => {
    text += String(chunk);
  });
  return { input, console: createConsole(input, output), said: () => text };
}

test('a line is an answer, without the blanks around it', async () => {
  const { input, console, said } = create();
  console.tell('Hello.');
  const answer = console.ask('Who? ');
  input.write('  Ada \n');
  assert.is(await within(BOUND_MS, 'the answer', answer), 'Ada');
  assert.is(said(), 'Hello.\nWho? ');
  assert.is(input.listenerCount('keypress'), 0);
});

test('the end of the input is a player who leaves', async () => {
  const { input, console, said } = create();
  const left = rejection(console.ask('Who? '));
  input.end();
  assert.instance(await within(BOUND_MS, 'the end', left), LeftError);
  assert.is(said(), 'Who? \n');
});

for (const [lines, answer] of [
  [['y'], true],
  [['YES'], true],
  [['', 'perhaps', 'no'], false],
] as const) {
  test(`"${lines.join('", "')}" is ${answer ? 'yes' : 'no'}`, async () => {
    let count = 0;
    const console: Console = { tell: () => {}, ask: async () => lines[count++] };
    assert.is(await askYesOrNo(console, '? '), answer);
    assert.is(count, lines.length);
  });
}

test.run();
