// Talk: who hears what, and how much of it is kept.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { HISTORY_BYTES_MAX, HISTORY_LINES_MAX, LOBBY_NEWS_PEOPLE_MAX } from '../../src/protocol/limits.js';
import { type Listener, Talk } from '../../src/server/talk.js';

function listeners(count: number): { people: Listener[]; heard: string[] } {
  const heard: string[] = [];
  const people = Array.from({ length: count }, () => ({
    sendText: ({ command }: { command: string }) => heard.push(command),
  }));
  return { people, heard };
}

const ADA = { nick: 'Ada', group: '', connection: null };

test('who comes is told to all others, but not to a crowd; what is said to everybody', () => {
  const few = listeners(LOBBY_NEWS_PEOPLE_MAX);
  new Talk('lobby', () => few.people).news('came', ADA);
  assert.is(few.heard.length, LOBBY_NEWS_PEOPLE_MAX);
  const many = listeners(LOBBY_NEWS_PEOPLE_MAX + 1);
  const talk = new Talk('lobby', () => many.people);
  talk.news('came', ADA);
  talk.news('left', ADA);
  assert.is(many.heard.length, 0);
  talk.news('banned', ADA, { reason: 'flood' });
  talk.say(ADA, 'hello', null);
  assert.is(many.heard.length, 2 * many.people.length);
});

test('somebody is not told his own news unless he should be', () => {
  const { people, heard } = listeners(2);
  const talk = new Talk('room', () => people);
  const own = { ...ADA, connection: people[0] };
  talk.news('joined', own);
  assert.is(heard.length, 1);
  talk.news('muted', own, {}, true);
  assert.is(heard.length, 3);
});

test('the last lines are kept, as many as fit into one message', () => {
  const talk = new Talk('room', () => []);
  for (let line = 0; line < 2 * HISTORY_LINES_MAX; line++) talk.say(ADA, String(line), 0);
  assert.is(talk.past().length, HISTORY_LINES_MAX);
  assert.is(talk.past().at(-1)?.text, String(2 * HISTORY_LINES_MAX - 1));
  for (let line = 0; line < HISTORY_LINES_MAX; line++) talk.say(ADA, '\u{1f600}'.repeat(200), 0);
  assert.ok(Buffer.byteLength(JSON.stringify(talk.past())) <= HISTORY_BYTES_MAX + 2);
});

test.run();
