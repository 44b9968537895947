// Questions in line mode, on streams that a test holds.
import { PassThrough } from 'node:stream';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { askYesOrNo, type Console, createConsole, LeftError } from '../../src/client/ask.js';
import { charsetOf } from '../../src/client/charset.js';
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

const LATIN_2 = charsetOf({ LC_ALL: 'pl_PL.ISO-8859-2' });

test('in a locale that is not UTF-8 questions are asked, and answers read, in its letters', async () => {
  for (const isTTY of [false, true]) {
    const input = Object.assign(new PassThrough(), { isTTY, setRawMode: () => {} });
    const output = Object.assign(new PassThrough(), { isTTY });
    const said: Buffer[] = [];
    output.on('data', (chunk: Buffer) => said.push(chunk));
    const console = createConsole(input, output, LATIN_2);
    const answer = console.ask('Jak się nazywasz? → ');
    input.write(Buffer.from([0xaf, 0xf3, 0xb3, 0x77, 0x0d, 0x0a]));
    assert.is(await within(BOUND_MS, 'the answer', answer), 'Żółw');
    const shown = Buffer.concat(said).toString('latin1');
    assert.ok(shown.includes(Buffer.from('Jak si\xea nazywasz? > ', 'latin1').toString('latin1')), shown);
    assert.not.match(shown, /\xc4/);
    const secret = console.askSecret('Hasło: ', '');
    input.write(Buffer.from([0xbf, 0x0d]));
    assert.is(await within(BOUND_MS, 'the secret', secret), 'ż');
    assert.is(input.listenerCount('data'), 0);
  }
});

test('charsets of locales', () => {
  assert.is(charsetOf({ LANG: 'pl_PL.UTF-8' }), null);
  assert.is(charsetOf({}), null);
  assert.is(charsetOf({ LC_ALL: 'C', LANG: 'pl_PL.UTF-8' })?.encode('żó→x').toString(), 'zo>x');
  assert.is(charsetOf({ LANG: 'ru_RU.KOI8-R' })?.encode('Т').toString('hex'), 'f4');
  assert.is(charsetOf({ LANG: 'cs_CZ.iso88592' })?.encode('ř').toString('hex'), 'f8');
  assert.is(charsetOf({ LANG: 'el_GR.CP1253' })?.encode('Ω').toString('hex'), 'd9');
  assert.is(charsetOf({ LANG: 'xx_XX.no-such-charset' })?.encode('é').toString(), 'e');
});

test('no argument, file name or error that is quoted steers the terminal', async () => {
  const { console, said } = create();
  console.tell("The file \x1b]0;x\x07\u202e\x9b2J can't be read.");
  assert.is(said(), "The file \\u001b]0;x\\u0007\\u202e\\u009b2J can't be read.\n");
});

test.run();
