// Every guarded command as every role: each cell of the table is played with people of a real server, once within the actor's room
// and once outside of it. What the table says is written down here a second time, as PROTOCOL 6.33 has it.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Connection } from '../../../src/net/connection.js';
import { ProtocolError } from '../../../src/protocol/errors.js';
import { nickKey } from '../../../src/protocol/nick.js';
import { ROOM_OPTIONS_DEFAULT } from '../../../src/protocol/room-state.js';
import { COMMAND_TABLE } from '../../../src/server/commands/table.js';
import type { Actor } from '../../../src/server/order/order.js';
import { type GuardedCommand, type Reach, ROLES, type Role } from '../../../src/server/order/rights.js';
import type { Player } from '../../../src/server/player.js';
import type { Session } from '../../../src/server/session.js';
import { startTestServer, type TestServer } from '../test-server.js';

const EXPECTED: Readonly<Record<GuardedCommand, readonly Reach[]>> = {
  KICK: ['no', 'room', 'server', 'server'],
  MUTE: ['no', 'no', 'server', 'server'],
  BAN: ['no', 'no', 'server', 'server'],
  UNBAN: ['no', 'no', 'server', 'server'],
  BANS: ['no', 'no', 'server', 'server'],
  OP: ['no', 'room', 'no', 'server'],
  ROLES: ['no', 'no', 'server', 'server'],
  CLOSE: ['no', 'no', 'no', 'server'],
  RELOAD: ['no', 'no', 'no', 'server'],
  SHUTDOWN: ['no', 'no', 'no', 'server'],
};

const test = suite<{ peers: TestServer; people: People }>('server/order/rights');

/** Makes people with accounts, whose lines only take what they are told. */
class People {
  readonly #peers: TestServer;
  #count = 0;

  constructor(peers: TestServer) {
    this.#peers = peers;
  }

  async add(role: Role): Promise<Player & { told: string[] }> {
    const { players, store } = this.#peers.server.hall;
    const nick = `${role}${++this.#count}`;
    const identity = String(this.#count).padStart(43, 'k');
    await store.addAccount({ nick, publicKey: identity, createdAt: 0 });
    if (role === 'moderator' || role === 'admin')
      await store.addOrder({ kind: 'role', by: '', identity, nick, role });
    const player = Object.assign(players.add(nick, false), { identity, told: [] as string[] });
    const tell = ({ command }: { command: string }): unknown => player.told.push(command);
    players.attach(player, {
      connection: { sendText: tell, sendFrame() {}, isOpen: true } as unknown as Connection,
      address: '198.51.100.7',
      takeOver() {},
      dismiss(code) {
        player.told.push(code);
        players.remove(player);
      },
    });
    if (role === 'host') this.seat(player);
    return player;
  }

  /** Into a room, a new one when none is given. */
  seat(player: Player, room = this.#peers.server.hall.lobby.create(ROOM_OPTIONS_DEFAULT)): void {
    room.join(player);
    player.room = room;
  }
}

test.before.each(async (context) => {
  context.peers = await startTestServer();
  context.people = new People(context.peers);
});
test.after.each(({ peers }) => peers.close());

/** Has an admin operate the server, which takes part in nothing but its own stand-in. */
async function operate(
  peers: TestServer,
  actor: Player,
  command: 'CLOSE' | 'RELOAD' | 'SHUTDOWN',
): Promise<void> {
  const { hall } = peers.server;
  hall.operation = { reload: async () => {}, endIn() {} };
  const session = { hall, player: actor } as unknown as Session;
  if (command === 'RELOAD') await COMMAND_TABLE.RELOAD.run(session, {}, null);
  else if (command === 'SHUTDOWN') await COMMAND_TABLE.SHUTDOWN.run(session, { seconds: 60 }, null);
  else {
    const room = hall.lobby.create(ROOM_OPTIONS_DEFAULT);
    const inside = hall.players.add(`in ${room.code}`, true);
    room.join(inside);
    inside.room = room;
    await COMMAND_TABLE.CLOSE.run(session, { code: room.code }, null);
    assert.is(inside.room, null);
  }
}

/** What a command answers: 'done', or the code of its error. */
async function tryTo({ peers }: { peers: TestServer }, actor: Actor, command: GuardedCommand, nick: string) {
  const { order, store } = peers.server.hall;
  try {
    if (command === 'KICK') order.kick(actor, nick, undefined);
    else if (command === 'MUTE') await order.mute(actor, nick, {});
    else if (command === 'BAN') await order.ban(actor, { nick }, {});
    else if (command === 'BANS') order.bans(actor);
    else if (command === 'ROLES') order.roles(actor);
    else if (command === 'CLOSE' || command === 'RELOAD' || command === 'SHUTDOWN')
      await operate(peers, actor!, command);
    else if (command === 'OP') await order.op(actor, nick, 'moderator');
    else {
      const prefix = 'address:192.0.2.0/24';
      await store.addOrder({
        kind: 'sanction',
        by: '',
        sanction: 'ban',
        subject: prefix,
        nick: '',
        until: null,
        reason: '',
      });
      await order.unban(actor, { address: '192.0.2.0/24' });
    }
    return 'done';
  } catch (error) {
    assert.instance(error, ProtocolError);
    return (error as ProtocolError).code;
  }
}

for (const [command, reaches] of Object.entries(EXPECTED) as [GuardedCommand, Reach[]][]) {
  for (const [index, role] of ROLES.entries()) {
    const reach = reaches[index];
    test(`${command} by ${role === 'admin' ? 'an admin' : `a ${role}`}: ${reach}`, async (context) => {
      const { people } = context;
      const actor = await people.add(role);
      const stranger = await people.add('player');
      const guest = await people.add('player');
      if (actor.room !== null) people.seat(guest, actor.room);
      // The roles of the server are not a host's to give; that of his room is, below.
      const inRoom = reach === 'server' || (reach === 'room' && command !== 'OP');
      assert.is(await tryTo(context, actor, command, guest.nick), inRoom ? 'done' : 'NOT_ALLOWED');
      const outside =
        reach === 'server'
          ? 'done'
          : reach === 'room' && command === 'KICK'
            ? 'NO_SUCH_PLAYER'
            : 'NOT_ALLOWED';
      assert.is(await tryTo(context, actor, command, stranger.nick), outside);
    });
  }
}

test('a host hands his role over within his room, and an admin anywhere', async ({ people, peers }) => {
  const { order } = peers.server.hall;
  const [host, guest, stranger, admin] = [
    await people.add('host'),
    await people.add('player'),
    await people.add('host'),
    await people.add('admin'),
  ];
  people.seat(guest, host.room!);
  await order.op(host, guest.nick, 'host');
  assert.ok(host.room!.isHost(guest));
  await order.op(admin, host.nick, 'host');
  assert.ok(host.room!.isHost(host));
  for (const [actor, nick, code] of [
    [host, stranger.nick, 'NO_SUCH_PLAYER'],
    [guest, guest.nick, 'NOT_ALLOWED'],
  ] as const) {
    try {
      await order.op(actor, nick, 'host');
      assert.unreachable();
    } catch (error) {
      assert.is((error as ProtocolError).code, code);
    }
  }
});

test('nobody acts on himself, nor on somebody as high as he is; the terminal acts on all', async (context) => {
  const { people } = context;
  for (const command of ['KICK', 'MUTE', 'BAN', 'OP'] as const) {
    const [moderator, admin, other] = [
      await people.add('moderator'),
      await people.add('admin'),
      await people.add('admin'),
    ];
    assert.is(await tryTo(context, moderator, command, admin.nick), 'NOT_ALLOWED');
    assert.is(await tryTo(context, admin, command, other.nick), 'NOT_ALLOWED');
    assert.is(await tryTo(context, admin, command, admin.nick), 'NOT_ALLOWED');
    assert.is(await tryTo(context, null, command, admin.nick), 'done');
  }
});

test('a role that was taken away is gone at the next command', async (context) => {
  const moderator = await context.people.add('moderator');
  assert.is(await tryTo(context, moderator, 'BANS', ''), 'done');
  await context.peers.server.hall.order.op(null, moderator.nick, 'player');
  assert.is(await tryTo(context, moderator, 'BANS', ''), 'NOT_ALLOWED');
});

test('what is for everybody is, whatever his role: he is called as he likes, and nobody does it for him', async ({
  people,
  peers,
}) => {
  const { players, store } = peers.server.hall;
  for (const role of ROLES) {
    const player = await people.add(role);
    const rights = store.order.role(player.identity);
    const session = { hall: peers.server.hall, player } as unknown as Session;
    const renamed = await COMMAND_TABLE.NICK.run(session, { nick: `new-${role}` }, null);
    assert.equal([renamed, player.nick], [{ nick: `new-${role}` }, `new-${role}`]);
    assert.is(players.find(`new-${role}`), player);
    assert.is(store.order.role(store.account(nickKey(`new-${role}`))!.publicKey), rights);
    if (role === 'host') assert.ok(player.room!.isHost(player));
  }
});

test('the one concerned is told, and is gone', async ({ people, peers }) => {
  const { order, players } = peers.server.hall;
  const [admin, kicked, banned, guest, host] = [
    await people.add('admin'),
    await people.add('player'),
    await people.add('player'),
    await people.add('player'),
    await people.add('host'),
  ];
  people.seat(guest, host.room!);
  order.kick(host, guest.nick, 'noise');
  assert.is(guest.room, null);
  assert.ok(guest.told.includes('LEAVE_CHANNEL'));
  order.kick(admin, kicked.nick, '');
  assert.is(kicked.told.at(-1), 'KICKED');
  assert.equal(await order.ban(admin, { nick: banned.nick }, {}), { gone: 1, minutes: null, untilMs: null });
  assert.is(banned.told.at(-1), 'BANNED');
  assert.is(players.find(banned.nick), null);
});

test.run();
