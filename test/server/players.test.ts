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

test('of one address only the last few to go are waited for', () => {
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
  for (const player of [ada, bob, other, cid]) players.detach(player);
  assert.equal(gone, []);
  // Ada comes back, so that Bob is the first of them to have gone.
  players.attach(ada, lineFrom('192.0.2.7'));
  players.detach(ada);
  players.detach(dan);
  assert.equal(gone, ['Bob']);
  players.detach(eve);
  assert.equal(gone, ['Bob', 'Cid']);
  for (const player of [...players]) players.remove(player);
  assert.is(players.count, 0);
});

test.run();
