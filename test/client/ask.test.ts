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

test('a secret is not shown, in a terminal least of all, and is taken as it was typed', async () => {
  for (const isTTY of [false, true]) {
    const { input, console, said } = create();
    const modes: boolean[] = [];
    Object.assign(input, { isTTY, setRawMode: (isRaw: boolean) => modes.push(isRaw) });
    const answer = console.askSecret('Password: ', 'That was not it.');
    input.write(' open sesame \n');
    assert.is(await within(BOUND_MS, 'the answer', answer), ' open sesame ');
    assert.is(said(), 'That was not it.\nPassword: \n');
    // The terminal's own echo is off while it is typed.
    assert.equal(modes, isTTY ? [true, false] : []);
    const left = rejection(console.askSecret('Password: ', ''));
    if (isTTY) input.write('\x03');
    else input.end();
    assert.instance(await within(BOUND_MS, 'the end', left), LeftError);
  }
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
    const console: Console = { tell: () => {}, ask: async () => lines[count++], askSecret: async () => '' };
    assert.is(await askYesOrNo(console, '? '), answer);
    assert.is(count, lines.length);
  });
}

test.run();
