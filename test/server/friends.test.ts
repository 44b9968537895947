// What somebody is told of his friends: what they do, under whatever nick, and that somebody else has their nick. In virtual time,
// with rooms and lines that only look like some; and once on a real server, which must not remember who asked and went.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { FriendState } from '../../src/protocol/body-fields.js';
import { nickKey } from '../../src/protocol/nick.js';
import { Friends } from '../../src/server/friends.js';
import type { Player } from '../../src/server/player.js';
import { Players } from '../../src/server/players.js';
import type { Room } from '../../src/server/room.js';
import { receive, startTestServer } from './test-server.js';

const BOB = `${'B'.repeat(42)}A`;
const EVE = 'E'.repeat(43);
const FRIEND = { nick: 'Bob', identity: BOB };

interface Context {
  players: Players;
  friends: Friends;
  clock: { nowMs: number };
  ada: Player;
  told: FriendState[];
  enter(nick: string, identity: string | null): Player;
}

const test = suite<Context>('server/friends');

test.before.each((context) => {
  context.clock = { nowMs: 0 };
  context.players = new Players(60_000, 100, (player) => context.friends.forget(player));
  context.friends = new Friends(context.players, () => context.clock.nowMs);
  context.told = [];
  context.enter = (nick, identity) => {
    const player = context.players.add(nick, identity === null);
    player.identity = identity;
    player.activeMs = context.clock.nowMs;
    player.line = lineOf([]);
    return player;
  };
  context.ada = context.enter('Ada', 'A'.repeat(43));
  context.ada.line = lineOf(context.told);
});
test.after.each(({ players }) => {
  for (const player of [...players]) players.remove(player);
});

function lineOf(told: FriendState[], isOpen = true): Player['line'] {
  const connection = { isOpen, sendText: ({ body }: { body: FriendState }) => told.push(body) };
  return { connection } as unknown as Player['line'];
}

function roomOf(changes: object = {}): Room {
  const options = { public: true, seats: 4 };
  const room = { code: 'K7WQ2M', phase: 'waiting', options, memberCount: 2, door: { password: null } };
  return { ...room, ...changes, leave: () => {} } as unknown as Room;
}

test('a friend is told of when he comes, joins, fights, is away, loses his line and goes', (context) => {
  const { friends, ada, enter, told, clock, players } = context;
  assert.equal(friends.ask(ada, [FRIEND]), [{ identity: BOB, nick: 'Bob', presence: 'offline' }]);
  const bob = enter('Bob', BOB);
  const changes: (() => void)[] = [
    () => {},
    () => {
      bob.room = roomOf();
    },
    () => {
      bob.room = roomOf({ phase: 'battle' });
    },
    () => {
      clock.nowMs = 300_001;
    },
    () => {
      bob.line = null;
    },
    () => players.remove(bob),
  ];
  for (const change of changes) {
    change();
    friends.look();
    friends.look();
  }
  assert.equal(
    told.map(({ presence, room = '' }) => `${presence} ${room}`.trim()),
    ['lobby', 'room K7WQ2M', 'battle K7WQ2M', 'away K7WQ2M', 'offline'],
    'each is told once, and that a line that is down is given up is no news',
  );
});

test('his room is told of only where anybody may take a seat', ({ friends, ada, enter }) => {
  const bob = enter('Bob', BOB);
  const closed = [{ options: { public: false, seats: 4 } }, { door: { password: {} } }, { memberCount: 4 }];
  for (const change of closed) {
    bob.room = roomOf(change);
    assert.equal(friends.ask(ada, [FRIEND]), [{ identity: BOB, nick: 'Bob', presence: 'room' }]);
  }
});

test('somebody else of that nick is a stranger, a guest too; the friend is found under another nick', ({
  friends,
  ada,
  enter,
  players,
  told,
}) => {
  friends.ask(ada, [FRIEND]);
  const stranger = { identity: BOB, nick: 'Bob', presence: 'offline', stranger: true };
  for (const identity of [EVE, null]) {
    const other = enter('B0B', identity);
    friends.look();
    assert.equal(told.at(-1), stranger);
    players.remove(other);
    friends.look();
    assert.equal(told.at(-1), { identity: BOB, nick: 'Bob', presence: 'offline' });
  }
  enter('Bob', EVE);
  enter('Robert', BOB);
  friends.look();
  assert.equal(told.at(-1), { identity: BOB, nick: 'Robert', presence: 'lobby' });
  assert.is(told.length, 5);
});

test('a friend who takes another nick is told of by it', ({ friends, ada, enter, told }) => {
  friends.ask(ada, [FRIEND]);
  const bob = enter('Bob', BOB);
  friends.look();
  Object.assign(bob, { nick: 'Robert', key: nickKey('Robert') });
  friends.look();
  assert.equal(told.at(-1), { identity: BOB, nick: 'Robert', presence: 'lobby' });
});

test('of two lines of the same key the one that is up counts', ({ friends, ada, enter, players }) => {
  enter('Bobby', BOB).line = null;
  enter('Robert', BOB);
  assert.equal(friends.ask(ada, [FRIEND]), [{ identity: BOB, nick: 'Robert', presence: 'lobby' }]);
  players.find('Bobby')!.line = lineOf([]);
  players.find('Robert')!.line = lineOf([], false);
  assert.is(friends.ask(ada, [{ nick: 'Bobby', identity: BOB }])[0].presence, 'lobby');
});

test('other friends take the place of those before, and who is gone is not told', ({
  friends,
  ada,
  enter,
  told,
  players,
}) => {
  friends.ask(ada, [FRIEND]);
  friends.ask(ada, [{ nick: 'Eve', identity: EVE }]);
  friends.look();
  enter('Bob', BOB);
  friends.look();
  assert.equal(told, []);
  enter('Eve', EVE);
  friends.look();
  assert.is(told.length, 1);
  players.remove(ada);
  friends.look();
  players.remove(players.find('Eve')!);
  friends.look();
  assert.is(told.length, 1);
});

test('what happened while the own line was down is told when it is up again', ({
  friends,
  ada,
  enter,
  told,
}) => {
  friends.ask(ada, [FRIEND]);
  const { line } = ada;
  ada.line = null;
  const bob = enter('Bob', BOB);
  friends.look();
  ada.line = line;
  bob.room = roomOf();
  friends.look();
  assert.equal(told, [{ identity: BOB, nick: 'Bob', presence: 'room', room: 'K7WQ2M' }]);
});

test('who asks and goes before anybody has looked leaves nothing behind', async () => {
  const { server, connect, close } = await startTestServer();
  const { friends, players } = server.hall;
  const line = await connect();
  const bodies = { REGISTER: { nick: 'Ada' }, FRIENDS: { friends: [FRIEND] }, QUIT: {} };
  for (const [command, body] of Object.entries(bodies)) {
    const json = JSON.stringify(body);
    line.write(`Command: ${command}\r\nId: 1\r\nLength: ${json.length}\r\n\r\n${json}`);
  }
  const heard = await receive(line, () => false);
  const left = [players.count, friends.askerCount];
  await close();
  assert.match(heard, /Command: FRIENDS\r\nId: 1\r\nStatus: SUCC/);
  assert.equal(left, [0, 0]);
});

test.run();
