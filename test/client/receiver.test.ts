// The receive loop: notices, answers and frames as a server sends them -> what the client knows.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Receiver } from '../../src/client/receiver.js';
import { Sender } from '../../src/client/sender.js';
import { CHAT_LINES_MAX, type ClientState, createClientState, PEOPLE_MAX } from '../../src/client/state.js';
import { TILE } from '../../src/game/units.js';
import { encodeArena } from '../../src/protocol/arena-frame.js';
import { NEWS_KINDS, type NewsKind } from '../../src/protocol/body-fields.js';
import { ProtocolError } from '../../src/protocol/errors.js';
import { TANK_MASK_FULL } from '../../src/protocol/fields.js';
import { ARENA_KIND, SNAPSHOT_KIND } from '../../src/protocol/frames.js';
import { encodeTank } from '../../src/protocol/snapshot.js';
import { room, sessionKey } from './scripted-server.js';
import { arena, OTHER, OWN, snapshot, tank } from './snapshots.js';

const BELL = String.fromCharCode(7);

interface Setting {
  readonly state: ClientState;
  readonly receiver: Receiver;
  nowMs: number;
}

function create(): Setting {
  const state = createClientState();
  const setting: Setting = { state, receiver: new Receiver(state, () => setting.nowMs), nowMs: 1000 };
  return setting;
}

function inRoom(): Setting {
  const setting = create();
  setting.receiver.onAnswer({ command: 'JOIN_CHANNEL', body: { room: room(), seat: OWN } });
  return setting;
}

/** In a battle at tick 100, the own tank and another one on the field. */
function inBattle(): Setting {
  const setting = inRoom();
  const { receiver } = setting;
  receiver.onNotice({ name: 'UPDATE_CHANNEL', body: { room: room({ phase: 'battle' }) } });
  const body = { arena: 'Field', mode: 'free-for-all', seat: OWN, tick: 100, armour: 3, pickups: 0 };
  receiver.onNotice({ name: 'START_GAME', body });
  receiver.onFrame(ARENA_KIND, encodeArena(arena()));
  receiver.onFrame(
    SNAPSHOT_KIND,
    snapshot(101, (out, start) => {
      const offset = encodeTank(out, start, OWN, tank(), TANK_MASK_FULL);
      return encodeTank(out, offset, OTHER, tank({ x: 15 * TILE }), TANK_MASK_FULL);
    }),
  );
  return setting;
}

const rooms = suite('receiver: rooms');

rooms('the answer that lets a player in brings room and seat', () => {
  const { state } = inRoom();
  assert.is(state.room?.code, 'ABC234');
  assert.is(state.seat, OWN);
});

rooms('a notice of the room replaces it; one about another room does not', () => {
  const { state, receiver } = inRoom();
  receiver.onNotice({ name: 'UPDATE_CHANNEL', body: { room: room({ host: 3 }) } });
  assert.is(state.room?.host, 3);
  receiver.onNotice({ name: 'UPDATE_CHANNEL', body: { room: room({ code: 'DEF567' }) } });
  assert.is(state.room?.code, 'ABC234');
});

rooms('leaving leaves nothing', () => {
  const { state, receiver } = inBattle();
  receiver.onAnswer({ command: 'LEAVE_CHANNEL', body: {} });
  assert.equal([state.room, state.seat, state.battle], [null, null, null]);
  receiver.onNotice({ name: 'UPDATE_CHANNEL', body: { room: room() } });
  receiver.onFrame(SNAPSHOT_KIND, snapshot(102));
  assert.is(state.room, null);
});

rooms('every text of a peer is cleaned', () => {
  const { state, receiver } = inRoom();
  const nick = `E\u202eve${BELL}\n\u001b[2J`;
  const dirty = room({
    players: [{ seat: 0, nick, bot: false, connected: true }],
    podium: [{ seat: 0, nick: BELL, team: 0, points: 1, kills: 1, deaths: 0 }],
    options: { ...room().options, arena: `A${BELL}`, mode: `m${BELL}` },
  });
  receiver.onNotice({ name: 'UPDATE_CHANNEL', body: { room: dirty } });
  assert.is(state.room?.players[0].nick, 'Eve [2J');
  assert.is(state.room?.podium[0].nick, '?');
  assert.is(state.room?.options.arena, 'A');
  assert.is(state.room?.options.mode, 'm');
});

const said = (nick: string, text: string, channel: 'lobby' | 'room' = 'room') => ({
  channel,
  seat: 1,
  nick,
  group: '',
  text,
  action: false,
  utcMs: 0,
});

rooms('chat is cleaned, bounded, and begins anew in another room', () => {
  const { state, receiver } = inRoom();
  receiver.onNotice({ name: 'CHAT', body: said(`Bob${BELL}`, `hi\u001b]0;x${BELL}`) });
  assert.equal(state.chat, [{ seat: 1, nick: 'Bob', group: '', text: 'hi]0;x', utcMs: 0, atMs: 1000 }]);
  receiver.onNotice({ name: 'CHAT', body: said('Bob', BELL) });
  assert.is(state.chat.length, 1);
  for (let count = 0; count < 2 * CHAT_LINES_MAX; count++) {
    receiver.onNotice({ name: 'CHAT', body: said('Bob', String(count)) });
  }
  assert.is(state.chat.length, CHAT_LINES_MAX);
  assert.is(state.chat.at(-1)?.text, String(2 * CHAT_LINES_MAX - 1));
  receiver.onAnswer({ command: 'START_CHANNEL', body: { room: room({ code: 'DEF567' }), seat: 0 } });
  assert.is(state.chat.length, 0);
});

rooms('what the lobby says is heard in the menu and, marked, in a room, but not in a battle', () => {
  const menu = create();
  menu.receiver.onNotice({ name: 'CHAT', body: { ...said('Bob', 'hi', 'lobby'), action: true } });
  menu.receiver.onNotice({ name: 'CHAT', body: said('Bob', 'hi') });
  assert.equal(
    menu.state.chat.map(({ kind, isLobby }) => [kind, isLobby]),
    [['action', undefined]],
  );
  const { state, receiver } = inRoom();
  receiver.onNotice({ name: 'CHAT', body: said('Bob', 'hi', 'lobby') });
  assert.is(state.chat[0].isLobby, true);
  const battle = inBattle();
  battle.receiver.onNotice({ name: 'CHAT', body: said('Bob', 'hi', 'lobby') });
  assert.equal(battle.state.chat, []);
});

rooms('news are told where they concern somebody', () => {
  const { state, receiver } = inRoom();
  const news = (kind: NewsKind, group = '') => ({
    channel: 'room' as const,
    kind,
    nick: 'Bob',
    group,
    utcMs: 0,
  });
  for (const kind of NEWS_KINDS) {
    const was = kind === 'renamed' ? { was: `E${BELL}ve` } : {};
    receiver.onNotice({ name: 'NEWS', body: { ...news(kind, '4B'), ...was } });
  }
  receiver.onNotice({ name: 'NEWS', body: news('grouped') });
  receiver.onNotice({ name: 'NEWS', body: { ...news('came'), channel: 'lobby' } });
  assert.equal(
    state.chat.map(({ text }) => text),
    [
      'Bob is here',
      'Bob has left',
      'Bob has joined',
      'Bob watches',
      'The line of Bob is down; the seat is kept',
      'Bob is back',
      'Bob is now of [4B]',
      'Eve is now called Bob',
      'Bob was sent away: -',
      'Bob may not come in any more: -',
      'Nobody hears Bob for - min: -',
      'Bob can be heard again',
      'Bob is now -',
      'Bob has no tag any more',
    ],
  );
});

rooms('a mute is told with its time and its reason, and a vote with how it stands', () => {
  const { state, receiver } = inRoom();
  const muted = { channel: 'room', kind: 'muted', nick: 'Bob', group: '', utcMs: 0 } as const;
  receiver.onNotice({ name: 'NEWS', body: { ...muted, reason: `flood${BELL}`, seconds: 90 } });
  const vote = { kind: 'bots', value: '4', by: 'Bob', yes: 1, no: 0, needed: 2, endsInMs: 24_100 } as const;
  receiver.onNotice({ name: 'VOTE', body: { ...vote, state: 'open' } });
  receiver.onNotice({ name: 'VOTE', body: { ...vote, state: 'passed' } });
  assert.equal(
    state.chat.map(({ text }) => text),
    [
      'Nobody hears Bob for 2 min: flood',
      'Bob asks: bots 4? 1 for, 0 against, it takes 2. /yes or /no within 25 s',
      'Voted: bots 4',
    ],
  );
});

rooms('who is sent out of a room is told why, and is in none', () => {
  const { state, receiver } = inRoom();
  receiver.onNotice({ name: 'LEAVE_CHANNEL', body: { code: 'KICKED', message: 'Sent out: be kind.' } });
  assert.is(state.room, null);
  assert.is(state.chat.at(-1)?.text, 'Sent out: be kind.');
});

rooms('who is on the server is known from the answer, and from news', () => {
  const { state, receiver } = inRoom();
  const players = [{ nick: `Bob${BELL}`, group: '', presence: 'lobby' as const }];
  receiver.onAnswer({ command: 'WHO', body: { count: 1, players } });
  const news = (kind: NewsKind, nick: string) => ({
    channel: 'lobby' as const,
    kind,
    nick,
    group: '',
    utcMs: 0,
  });
  receiver.onNotice({ name: 'NEWS', body: news('came', 'Eve') });
  assert.equal(state.people, ['Eve', 'Bob']);
  receiver.onNotice({ name: 'NEWS', body: news('left', 'Bob') });
  for (let count = 0; count < 2 * PEOPLE_MAX; count++)
    receiver.onNotice({ name: 'NEWS', body: news('came', `N${count}`) });
  assert.is(state.people.length, PEOPLE_MAX);
});

rooms('the past comes before what was heard since, once, and without those who are ignored', () => {
  const state = createClientState();
  const receiver = new Receiver(
    state,
    () => 1000,
    (nick) => nick === 'Eve',
  );
  receiver.onNotice({ name: 'CHAT', body: { ...said('Bob', 'two', 'lobby'), utcMs: 2 } });
  receiver.onNotice({ name: 'CHAT', body: said('Eve', 'x', 'lobby') });
  const line = (nick: string, text: string, utcMs: number) => {
    const { channel: _, ...rest } = said(nick, text);
    return { ...rest, utcMs };
  };
  const lines = [line('Bob', 'one', 1), line('Eve', 'x', 1), line('Bob', 'two', 2)];
  receiver.onAnswer({ command: 'HISTORY', body: { lines } });
  assert.equal(
    state.chat.map(({ text }) => text),
    ['one', 'two'],
  );
});

rooms('coming back to a kept seat brings the room as it is now', () => {
  const { state, receiver } = inBattle();
  const key = sessionKey(1);
  const now = room({ phase: 'battle', host: 4 });
  receiver.onAnswer({ command: 'RESUME', body: { nick: 'Ada', key, room: now, seat: OWN } });
  assert.is(state.room?.host, 4);
  assert.is.not(state.battle, null);
  assert.is(state.chat.length, 0);
});

for (const command of ['RESUME', 'LOGIN'] as const) {
  rooms(`coming back by ${command} to no seat says so`, () => {
    const { state, receiver } = inBattle();
    receiver.onAnswer({ command, body: { nick: 'Ada', key: sessionKey(1), room: null, seat: null } });
    assert.equal([state.room, state.seat, state.battle], [null, null, null]);
    assert.is(state.chat.length, 1);
    assert.is(state.chat[0].nick, null);
  });
}

rooms('a first login says nothing', () => {
  const { state, receiver } = create();
  const body = { nick: 'Ada', key: sessionKey(1), room: null, seat: null };
  receiver.onAnswer({ command: 'LOGIN', body });
  assert.is(state.chat.length, 0);
});

const battles = suite('receiver: battles');

battles('a battle begins with its arena', () => {
  const { state, receiver } = inRoom();
  const body = { arena: `F${BELL}ield`, mode: 'of the future', seat: OWN, tick: 7, armour: 2, pickups: 0 };
  receiver.onNotice({ name: 'START_GAME', body });
  assert.is(state.battle, null);
  receiver.onFrame(ARENA_KIND, encodeArena(arena()));
  const battle = state.battle;
  assert.is(battle?.predictor.server.arena.name, 'Field');
  assert.is(battle?.predictor.server.tick, 7);
  assert.equal([battle?.seat, battle?.armour], [OWN, 2]);
});

battles('one that begins before the answer that lets the player in stays', () => {
  const { state, receiver } = create();
  const body = { arena: 'Field', mode: 'free-for-all', seat: OWN, tick: 7, armour: 2, pickups: 0 };
  receiver.onNotice({ name: 'START_GAME', body });
  receiver.onFrame(ARENA_KIND, encodeArena(arena()));
  receiver.onAnswer({ command: 'JOIN_CHANNEL', body: { room: room({ phase: 'battle' }), seat: OWN } });
  assert.is.not(state.battle, null);
});

for (const phase of ['podium', 'waiting'] as const) {
  battles(`a battle ends with phase ${phase}, and late snapshots are left out`, () => {
    const { state, receiver } = inBattle();
    receiver.onNotice({ name: 'UPDATE_CHANNEL', body: { room: room({ phase }) } });
    assert.is(state.battle, null);
    receiver.onFrame(SNAPSHOT_KIND, snapshot(102));
    receiver.onFrame(ARENA_KIND, encodeArena(arena()));
    assert.is(state.battle, null);
  });
}

battles('a snapshot moves the world', () => {
  const { state } = inBattle();
  const { server } = state.battle!.predictor;
  assert.is(server.tick, 101);
  assert.is(server.tanks[OTHER].x, 15 * TILE);
});

battles('what a server plays is kept, with arenas from seeds for every mode', () => {
  const { state, receiver } = inBattle();
  receiver.onAnswer({
    command: 'LIST_CHANNELS',
    body: {
      page: 1,
      pages: 1,
      modes: ['teams', 'duel\u001b[2J'],
      arenas: [{ name: 'Ada\u0007s yard', columns: 38, rows: 20, modes: [1, 7] }],
      channels: [],
    },
  });
  assert.equal(state.offer?.modes, ['teams', 'duel[2J']);
  assert.equal(state.offer?.arenas[0], { name: 'Adas yard', modes: ['duel[2J'] });
  assert.equal(state.offer?.arenas[1], { name: 'Wild small', modes: state.offer?.modes });
});

battles('a broken frame is the fault of the server, a frame of an unknown kind is not', () => {
  const { receiver } = inBattle();
  assert.throws(
    () => receiver.onFrame(SNAPSHOT_KIND, Buffer.from([1, 2, 3])),
    (error: Error) => error instanceof ProtocolError,
  );
  receiver.onFrame(200, Buffer.from([1, 2, 3]));
});

battles('who watches has no seat, follows a tank, and sends nothing for it', () => {
  const { state, receiver, nowMs } = create();
  const ballot = [{ mode: 'duel', arena: `Ford${BELL}`, votes: 1 }];
  const spectators = [{ nick: `Eve${BELL}`, connected: true }];
  receiver.onAnswer({
    command: 'SPECTATE',
    body: { room: room({ phase: 'battle', ballot, spectators }) },
  });
  assert.equal([state.room?.ballot?.[0].arena, state.room?.spectators?.[0].nick], ['Ford', 'Eve']);
  const start = { arena: 'Field', mode: 'free-for-all', tick: 100, armour: 3, pickups: 0 };
  receiver.onNotice({ name: 'START_GAME', body: { ...start, seat: OTHER, spectator: true } });
  receiver.onFrame(ARENA_KIND, encodeArena(arena()));
  assert.equal([state.seat, state.battle?.seat, state.battle?.isWatching], [null, OTHER, true]);
  state.line = 'open';
  receiver.onFrame(SNAPSHOT_KIND, snapshot(101));
  const sent: Buffer[] = [];
  let buttons = 0;
  const sender = new Sender({
    state,
    buttons: () => ++buttons & 1,
    sendFrame: (frame) => sent.push(frame),
    now: () => nowMs + 500,
  });
  sender.tick();
  assert.ok(state.battle!.predictor.world.tick > 101, 'the picture goes on');
  assert.equal(sent, []);
  for (const x of [256, 256, 512]) {
    state.battle!.camera = x === state.battle!.camera?.x ? state.battle!.camera : { x, y: 1024 };
    sender.tick();
  }
  assert.equal(
    sent.map((frame) => frame.toString('hex')),
    ['2404000401000400', '2404000402000400'],
    'the camera, as often as it has moved',
  );
});

battles('a seat that the server gives or takes ends what was shown, and is told', () => {
  const { state, receiver } = inBattle();
  receiver.onNotice({ name: 'SEAT', body: { room: room({ phase: 'battle' }), seat: null } });
  assert.equal([state.seat, state.battle], [null, null]);
  receiver.onNotice({ name: 'SEAT', body: { room: room(), seat: 4 } });
  assert.is(state.seat, 4);
  receiver.onNotice({ name: 'IDLE', body: { seconds: 10 } });
  assert.is(state.chat.length, 3);
  assert.match(state.chat[2].text, /10/);
});

rooms.run();
battles.run();
