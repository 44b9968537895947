// How many people there may be, in all and of one network, those too whose lines are down.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Line, Player } from '../../src/server/player.js';
import { Players } from '../../src/server/players.js';

const SEAT_MS = 60_000;
const PER_ADDRESS_MAX = 5;
const HERE = '192.0.2.7';

function lineFrom(address: string): Line {
  return { address, connection: null, takeOver() {} } as unknown as Line;
}

function open(playersMax?: number) {
  const gone: string[] = [];
  const players = new Players(SEAT_MS, PER_ADDRESS_MAX, ({ nick }) => gone.push(nick), playersMax);
  const come = (nick: string, address = HERE): Player => {
    const player = players.add(nick, true, address);
    players.attach(player, lineFrom(address));
    return player;
  };
  const leaveAll = (): void => {
    for (const player of [...players]) players.remove(player);
    assert.is(players.count, 0);
  };
  return { players, gone, come, leaveAll };
}

const refusal = (code: string) => (error: { code: string }) => error.code === code;

test('of one address there are so many people, and of those whose lines are down the last one makes room', () => {
  const { players, gone, come, leaveAll } = open();
  const [ada, bob, , dan, eve] = ['Ada', 'Bob', 'Cid', 'Dan', 'Eve'].map((nick) => come(nick));
  assert.throws(() => come('Fay'), refusal('TOO_MANY_CONNECTIONS'));
  const other = come('Ola', '198.51.100.8');
  for (const player of [eve, dan, other, ada]) players.detach(player);
  assert.equal(gone, []);
  players.rename(ada, 'Zoe');
  come('Fay');
  assert.equal(gone, ['Eve']);
  // Dan comes back, so that Zoe is the only one who makes room.
  players.attach(dan, lineFrom(HERE));
  come('Gus');
  assert.equal(gone, ['Eve', 'Zoe']);
  assert.throws(() => come('Hal'), refusal('TOO_MANY_CONNECTIONS'));
  players.detach(bob);
  // However often somebody comes and goes, they push out nobody who was here before.
  players.remove(dan);
  for (let time = 0; time < 10; time++) players.detach(come('Mob'.concat(String(time))));
  assert.is(players.find('Bob'), bob);
  assert.is(players.count, PER_ADDRESS_MAX + 1);
  leaveAll();
});

test('people whose lines are down count towards a full server', () => {
  const { players, come, leaveAll } = open(3);
  const people = ['Ada', 'Bob', 'Cid'].map((nick, index) => come(nick, `198.51.${index}.7`));
  for (const player of people) players.detach(player);
  assert.throws(() => come('Dan'), refusal('SERVER_FULL'));
  players.remove(people[0]);
  come('Dan');
  leaveAll();
});

test('who comes back from elsewhere counts there, if there is a place, and keeps everything if there is none', () => {
  const { players, come, leaveAll } = open();
  const ada = come('Ada', '198.51.100.8');
  players.detach(ada);
  for (const nick of ['Bob', 'Cid', 'Dan', 'Eve', 'Fay']) come(nick);
  assert.throws(() => players.attach(ada, lineFrom(HERE)), refusal('TOO_MANY_CONNECTIONS'));
  assert.ok(ada.farewell !== null);
  players.remove(players.find('Fay')!);
  players.attach(ada, lineFrom(HERE));
  assert.throws(() => come('Gus'), refusal('TOO_MANY_CONNECTIONS'));
  for (const nick of ['Hal', 'Ian', 'Joe', 'Kim', 'Leo']) come(nick, '198.51.100.8');
  leaveAll();
});

test('the 17th in a school is let in, and the 65th of a /56 is not', () => {
  const players = new Players(SEAT_MS, 16, () => {});
  for (let index = 1; index <= 40; index++) {
    players.add(`a${index}`, true, `fe80::${index}`);
    players.add(`b${index}`, true, `fd00:1::${index}`);
    players.add(`c${index}`, true, `10.0.0.${index}`);
  }
  for (let index = 1; index <= 64; index++)
    players.add(`d${index}`, true, `2001:db8:0:${index.toString(16)}::1`);
  assert.throws(() => players.add('last', true, '2001:db8:0:a0::1'), refusal('TOO_MANY_CONNECTIONS'));
});

test('a line of somebody who is gone already ends without effect on whoever has his nick', () => {
  const players = new Players(SEAT_MS, PER_ADDRESS_MAX, () => {});
  const first = players.add('Ada', true);
  players.remove(first);
  const second = players.add('Ada', true);
  players.detach(first);
  players.remove(first);
  assert.is(first.farewell, null);
  assert.is(players.find('Ada'), second);
});

test.run();
