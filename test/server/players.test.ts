// Players whose lines are down: how many seats of one address wait for them.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Line, Player } from '../../src/server/player.js';
import { Players } from '../../src/server/players.js';

const SEAT_MS = 60_000;
const WAITING_MAX = 3;

function lineFrom(address: string): Line {
  return { address, connection: null, takeOver() {} } as unknown as Line;
}

test('of one address only so many are waited for, those who came first', () => {
  const gone: string[] = [];
  const players = new Players(SEAT_MS, WAITING_MAX, ({ nick }) => gone.push(nick));
  const come = (nick: string, address: string): Player => {
    const player = players.add(nick, true);
    players.attach(player, lineFrom(address));
    return player;
  };
  const [ada, bob, cid, dan, eve] = ['Ada', 'Bob', 'Cid', 'Dan', 'Eve'].map((nick) =>
    come(nick, '192.0.2.7'),
  );
  const other = come('Ola', '192.0.2.8');
  for (const player of [eve, dan, other, cid]) players.detach(player);
  assert.equal(gone, []);
  players.rename(ada, 'Zoe');
  players.detach(ada);
  assert.equal(gone, ['Eve']);
  // Cid comes back, so that there is a place.
  players.attach(cid, lineFrom('192.0.2.7'));
  players.detach(bob);
  assert.equal(gone, ['Eve']);
  // However often somebody comes and goes, he pushes out nobody who was here before.
  for (let time = 0; time < 2 * WAITING_MAX; time++) players.detach(come('Mob', '192.0.2.7'));
  assert.equal(
    gone.splice(1),
    Array.from({ length: 2 * WAITING_MAX }, () => 'Mob'),
  );
  players.detach(cid);
  assert.equal(gone, ['Eve', 'Dan']);
  for (const player of [...players]) players.remove(player);
  assert.is(players.count, 0);
});

test('a line of somebody who is gone already ends without effect on whoever has his nick', () => {
  const players = new Players(SEAT_MS, WAITING_MAX, () => {});
  const first = players.add('Ada', true);
  players.remove(first);
  const second = players.add('Ada', true);
  players.detach(first);
  players.remove(first);
  assert.is(first.farewell, null);
  assert.is(players.find('Ada'), second);
});

test.run();
