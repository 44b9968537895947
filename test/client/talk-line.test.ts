// The line in which talk is typed: what was typed before, and Tab.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createClientState } from '../../src/client/state.js';
import { nicksIn, TalkLine, Typed } from '../../src/client/talk-line.js';
import { room } from './scripted-server.js';

const press = (line: TalkLine, ...names: string[]): void => {
  for (const name of names) line.key({ name, text: name.length === 1 ? name : null }, ['Bob', 'Bobby']);
};

test('the arrows walk through what was typed, and back to what is being typed', () => {
  const typed = new Typed();
  for (const text of ['one', 'two']) press(new TalkLine(typed), ...text, 'ENTER');
  press(new TalkLine(typed), 't', 'w', 'o', 'ENTER');
  const line = new TalkLine(typed);
  press(line, 'x', 'UP');
  assert.is(line.field.text, 'two');
  press(line, 'UP', 'UP');
  assert.is(line.field.text, 'one');
  press(line, 'DOWN', 'DOWN', 'DOWN');
  assert.is(line.field.text, 'x');
});

test('what was only begun, and what is blank, is not remembered', () => {
  const typed = new Typed();
  press(new TalkLine(typed), 'x', 'ESCAPE');
  press(new TalkLine(typed), ' ', 'ENTER');
  assert.equal(typed.lines, []);
});

test('Tab completes', () => {
  const line = new TalkLine(new Typed());
  press(line, ...'/ms', 'TAB', 'b', 'TAB');
  assert.is(line.field.text, '/msg Bob');
});

test('people of the room and those who spoke can be meant; bots and oneself not', () => {
  const state = createClientState();
  const player = { seat: 0, bot: false, connected: true };
  state.nick = 'Ada';
  state.room = room({
    players: [
      { ...player, nick: 'Ada' },
      { ...player, nick: 'Bob' },
      { ...player, nick: 'Bot', bot: true },
    ],
  });
  for (const nick of ['Eve', 'Bob', null]) state.chat.push({ nick, seat: null, text: 'x', atMs: 0 });
  state.people = ['Ada', 'Zoe'];
  assert.equal(nicksIn(state), ['Bob', 'Zoe', 'Eve']);
});

test.run();
