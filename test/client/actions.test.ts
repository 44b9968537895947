// What the screens may ask for, as commands: playing at once, and where a refusal is told.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createActions } from '../../src/client/actions.js';
import { DirectDesk } from '../../src/client/direct-desk.js';
import { Friends } from '../../src/client/friends.js';
import type { Link } from '../../src/client/link.js';
import { ServerError } from '../../src/client/link-error.js';
import { People } from '../../src/client/people.js';
import { Post } from '../../src/client/post.js';
import { RpsDesk } from '../../src/client/rps-desk.js';
import { Settling } from '../../src/client/settling.js';
import { createClientState } from '../../src/client/state.js';
import { ROOM_CHANGES_BURST } from '../../src/protocol/limits.js';
import { NO_DIRECT } from './visitor.js';

const test = suite('client/actions');

/** A link that notes commands and answers them; a text is refused with that code. */
function open(answers: Readonly<Record<string, (body: never) => object | string>>) {
  const sent: string[] = [];
  const link = {
    request: async (name: string, body: never) => {
      sent.push(`${name} ${JSON.stringify(body)}`);
      const answer = answers[name]?.(body) ?? {};
      if (typeof answer === 'string') throw new ServerError(answer, 'No.');
      return answer;
    },
  } as unknown as Link;
  const state = createClientState();
  const left: string[] = [];
  const address = { host: 'h.example', port: 8265 };
  const people = People.none();
  const post = new Post({ link, state, people, identity: null, onMove: () => {}, direct: NO_DIRECT });
  const direct = new DirectDesk({ state, post, people, identity: null });
  const friends = new Friends({ link, state, people, post });
  const rps = new RpsDesk(state, post, new Settling(link, state));
  const session = { link, state, people, post, friends, rps, direct };
  const actions = createActions(
    session,
    { address },
    () => left.push('left'),
    () => false,
  );
  return { actions, state, sent, left };
}

/** All that was started has had its turn. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const rooms = (...list: readonly [code: string, players: number, seats: number][]) => ({
  channels: list.map(([code, players, seats]) => ({ code, players, seats })),
});

test('playing now takes the first room with a seat, and the next when that is gone', async () => {
  const { actions, sent } = open({
    LIST_CHANNELS: () => rooms(['FULL22', 8, 8], ['GONE22', 1, 8], ['GOOD22', 2, 8]),
    JOIN_CHANNEL: ({ code }: { code: string }) => (code === 'GONE22' ? 'NO_SUCH_ROOM' : {}),
  });
  actions.playNow();
  await settled();
  assert.equal(sent, [
    'LIST_CHANNELS {}',
    'JOIN_CHANNEL {"code":"GONE22"}',
    'JOIN_CHANNEL {"code":"GOOD22"}',
  ]);
});

test('a refused code, and a refused room, stand where they were asked for, and not in the talk of the next room', async () => {
  const { actions, state } = open({
    JOIN_CHANNEL: () => 'NO_SUCH_ROOM',
    START_CHANNEL: () => 'TOO_MANY_ROOMS',
  });
  actions.joinRoom('K7WQ2M');
  await settled();
  assert.match(state.refusal, /no room with this code/);
  actions.createRoom({}, '');
  await settled();
  assert.match(state.refusal, /as many rooms as it can hold/);
  assert.equal(state.chat, []);
});

test('playing now makes a public room and starts it where there is none', async () => {
  const { actions, sent } = open({ LIST_CHANNELS: () => rooms(['FULL22', 8, 8]) });
  actions.playNow();
  await settled();
  assert.equal(sent, [
    'LIST_CHANNELS {}',
    'START_CHANNEL {"options":{"public":true,"bots":8,"botLevel":2,"countdown":3}}',
    'START_GAME {}',
  ]);
});

test('a refusal is a line of talk, and playing now stops at one that no other room helps', async () => {
  const { actions, state, sent } = open({
    LIST_CHANNELS: () => rooms(['GOOD22', 2, 8], ['GOOD23', 2, 8]),
    JOIN_CHANNEL: () => 'SLOW_DOWN',
  });
  actions.playNow();
  await settled();
  assert.is(sent.length, 2);
  assert.match(state.chat.at(-1)?.text ?? '', /Too fast/);
});

test('a server without a champions table is told of where the table would be', async () => {
  const { actions, state } = open({ CHAMPIONS: () => 'UNKNOWN_COMMAND' });
  actions.listChampions(1, 'free-for-all');
  await settled();
  assert.match(state.championsProblem, /keeps no champions table/);
  assert.equal(state.chat, []);
});

test('an option shows before the server has answered', () => {
  const { actions, state } = open({});
  const options = { bots: 2 };
  Object.assign(state, { room: { options } });
  actions.setOption('bots', 3);
  assert.is(state.room?.options.bots, 3);
});

test('a key that is held down sends no more than a server takes', async () => {
  const { actions, sent } = open({ READY: () => ({}) });
  for (let time = 0; time < 10 * ROOM_CHANGES_BURST; time++) actions.setReady(time % 2 === 0);
  await settled();
  assert.is(sent.length, ROOM_CHANGES_BURST / 2);
});

test.run();
