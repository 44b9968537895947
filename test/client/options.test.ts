// Flags -> a task, or a sentence; and addresses as people type them.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { formatAddress, parseAddress, parsePlace } from '../../src/client/address.js';
import { type Flags, type PlayOptions, parseFlags, UsageError } from '../../src/client/options.js';

const NONE: Flags = {
  create: false,
  trust: false,
  local: false,
  resetTerminal: false,
  showNet: false,
  showMiss: false,
  predict: true,
  calm: false,
  direct: false,
  json: false,
  yes: false,
};

function play(flags: Partial<Flags>, ...input: string[]): PlayOptions {
  const task = parseFlags({ ...NONE, ...flags }, input);
  if (task.kind !== 'play') throw new Error(`not a game: ${task.kind}`);
  return task.options;
}

const options = suite('options');

options('a server, with the usual port or another one', () => {
  assert.equal(play({ host: 'h.example' }).address, { host: 'h.example', port: 8265 });
  assert.equal(play({ host: 'h.example', port: 9 }).address, { host: 'h.example', port: 9 });
  assert.equal(play({ host: '[::1]:77' }).address, { host: '::1', port: 77 });
});

options('mode and arena are taken where there are such, and fit each other and the bots', () => {
  const { address, mode, arena, bots } = play({ local: true, mode: 'teams', arena: 'Ford', bots: 0 });
  assert.equal([address, mode, arena, bots], [null, 'teams', 'Ford', 0]);
  const none = play({ local: true });
  assert.equal([none.mode, none.arena, none.bots, none.botLevel], [null, null, null, null]);
  assert.is(play({ local: true, botLevel: 4 }).botLevel, 4);
  assert.is(play({ local: true, arena: 'Wild small 12' }).arena, 'Wild small 12');
  assert.is(play({ host: 'a.example', create: true, arena: 'Garden of Ada' }).arena, 'Garden of Ada');
  for (const [flags, message] of [
    [{ mode: 'chess' }, /There is no mode "chess"\. The modes: free-for-all, teams/],
    [{ arena: 'Garden of Ada' }, /There is no arena "Garden of Ada"/],
    [{ mode: 'duel', arena: 'Ford' }, /Ford does not suit duel\. It suits: /],
    [{ mode: 'defend', bots: 8 }, /defend has room for 7 bots beside you/],
  ] as const)
    assert.throws(
      () => play({ local: true, ...flags }),
      (error: Error) => error instanceof UsageError && message.test(error.message),
    );
});

options('without a place the player is asked on the screen', () => {
  const { address, local, room } = play({});
  assert.equal({ address, local, room }, { address: null, local: false, room: null });
  assert.is(play({ local: true }).local, true);
});

options('the address of a room says where to play', () => {
  const { address, room } = play({}, 'tank://h.example:9/k7m2qp');
  assert.equal({ address, room }, { address: { host: 'h.example', port: 9 }, room: 'K7M2QP' });
  assert.equal(play({}, 'TANK://[::1]').address, { host: '::1', port: 8265 });
  assert.is(play({ room: 'k7m2qp' }, 'tank://h').room, 'K7M2QP');
  for (const [flags, input, message] of [
    [{}, 'tank://h/NO', /not the address of a room/],
    [{}, 'tank://', /not the address of a room/],
    [{ host: 'h' }, 'tank://h', /leave out/],
    [{ port: 1 }, 'tank://h', /leave out/],
    [{ room: 'k7m2qp' }, 'tank://h/k7m2qp', /leave out/],
    [{ create: true }, 'tank://h/k7m2qp', /one of the two/],
    [{ local: true }, 'tank://h', /one of the two/],
  ] as const)
    assert.throws(() => play(flags, input), message);
});

options('a language is one that there is', () => {
  assert.is(play({}).language, null);
  assert.is(play({ lang: 'pl' }).language, 'pl');
});

options('nick and room are checked before anything is connected', () => {
  assert.is(play({ host: 'h', nick: 'Żółw' }).nick, 'Żółw');
  assert.is(play({ host: 'h', room: 'k7m-2qp' }).room, 'K7M2QP');
});

options('a line can be made worse: a round trip, and how far it is off', () => {
  assert.is(play({ host: 'h' }).lag, null);
  assert.equal(play({ host: 'h', lag: '100+40' }).lag, { delayMs: 50, jitterMs: 20 });
  assert.equal(play({ host: 'h', lag: '80' }).lag, { delayMs: 40, jitterMs: 0 });
  for (const lag of ['', 'x', '-1', '10+', '1+2+3']) {
    assert.throws(
      () => play({ host: 'h', lag }),
      (error: unknown) => error instanceof UsageError,
    );
  }
});

options('how it looks: only what is said goes against what is found', () => {
  assert.equal(play({ host: 'h' }).terminal, {});
  assert.equal(play({ host: 'h', colors: '16m' }).terminal, { colours: 'truecolor' });
  assert.equal(play({ host: 'h', colors: 'mono', ascii: true }).terminal, { colours: 'none', ascii: true });
  assert.equal(play({ host: 'h', ascii: false }).terminal, { ascii: false });
  assert.is(play({ host: 'h' }).palette, null);
  assert.is(play({ host: 'h', palette: 'colour-blind' }).palette, 'colour-blind');
  assert.ok(play({ host: 'h', calm: true }).calm);
});

options('the other tasks', () => {
  assert.equal(parseFlags({ ...NONE, resetTerminal: true }, []), { kind: 'reset-terminal' });
  assert.equal(parseFlags({ ...NONE, forget: 'h.example:9' }, []), {
    kind: 'forget',
    address: { host: 'h.example', port: 9 },
  });
});

for (const [what, flags, input, words] of [
  ['both places', { local: true, host: 'h' }, [], /one of the two/],
  ['both rooms', { host: 'h', room: 'K7M2QP', create: true }, [], /one of the two/],
  ['a room on this machine', { local: true, room: 'K7M2QP' }, [], /leave out --room/],
  ['a host without a value', { host: '' }, [], /--host needs a value/],
  ['a host that is none', { host: 'a b' }, [], /not the name or address/],
  ['a port that is none', { host: 'h', port: Number.NaN }, [], /1 to 65535/],
  ['a port out of range', { host: 'h', port: 65536 }, [], /1 to 65535/],
  ['two ports', { host: 'h:1', port: 1 }, [], /leave one out/],
  ['a nick that is none', { host: 'h', nick: 'a b' }, [], /cannot be a nick/],
  ['a room that is none', { host: 'h', room: 'K7M2Q0' }, [], /not the code of a room/],
  ['a language that is none', { lang: 'xx' }, [], /en, pl/],
  ['colours that are none', { host: 'h', colors: '88' }, [], /16m, 256, 16 or mono/],
  ['a palette that is none', { host: 'h', palette: 'x' }, [], /usual, colour-blind/],
  ['too many bots', { local: true, bots: 16 }, [], /0 to 15/],
  ['too high a level of bots', { local: true, botLevel: 5 }, [], /1 to 4/],
  ['no level of bots', { local: true, botLevel: Number.NaN }, [], /1 to 4/],
  ['too slow a game', { local: true, speed: 10 }, [], /25 to 100/],
  ['a speed for a server of others', { host: 'h', speed: 50 }, [], /--speed.*--local/],
  ['half a bot', { local: true, bots: 1.5 }, [], /0 to 15/],
  ['an argument', { local: true }, ['h.example'], /"h.example" stands alone/],
] as const) {
  options(`a sentence about ${what}`, () => {
    assert.throws(
      () => parseFlags({ ...NONE, ...flags }, input),
      (error: Error) => error instanceof UsageError && words.test(error.message),
    );
  });
}

for (const [what, flags, input, words] of [
  ['a port that is none, and no server', { port: Number.NaN }, [], /1 to 65535/],
  ['a port without a server', { port: 9000 }, [], /--port is about a server: .*--host/],
  ['a room without a server', { room: 'K7M2QP' }, [], /--room is about a server/],
  ['a new room without a server', { create: true }, [], /--create is about a server/],
  ['a password without a server', { password: 'x' }, [], /--password is about a server/],
  ['a port on this machine', { local: true, port: 9000 }, [], /leave out --port/],
  ['a password on this machine', { local: true, password: 'x' }, [], /leave out --password/],
  ['a new room on this machine', { local: true, create: true }, [], /leave out --create/],
  ['a direct port on this machine', { local: true, directPort: 9000 }, [], /leave out --direct-port/],
  [
    'bots in a room that is joined',
    { host: 'h', room: 'K7M2QP', bots: 3 },
    [],
    /--bots is about a room that/,
  ],
  ['bots in no room', { host: 'h', bots: 3 }, [], /add --create/],
  ['a level in no room', { botLevel: 3 }, ['tank://h/k7m2qp'], /--bot-level is about a room that/],
  ['a mode in no room', { host: 'h', mode: 'duel' }, [], /--mode is about a room that/],
  ['misses without a prediction', { predict: false, showMiss: true }, [], /--no-predict and --show-miss/],
  [
    'a place to forget and one to play',
    { forget: 'h', host: 'h' },
    [],
    /--host means nothing beside --forget/,
  ],
  ['a terminal to mend and a game', { resetTerminal: true, local: true }, [], /--local means nothing/],
  [
    'a game while servers are looked for',
    { local: true },
    ['discover'],
    /--local means nothing beside discover/,
  ],
  ['ports where none are scanned', { ports: '1-9' }, ['discover'], /--ports means nothing beside discover/],
  ['a scan of another place', { host: 'h' }, ['scan', 'h'], /--host means nothing beside scan/],
  ['ports of a game', { local: true, ports: '1-9' }, [], /--ports belongs to tank-client scan/],
  ['a yes to nothing', { yes: true }, [], /--yes belongs to tank-client scan/],
  ['a game as JSON', { json: true, host: 'h' }, [], /--json belongs to tank-client discover/],
] as const) {
  options(`options that contradict each other are told: ${what}`, () => {
    assert.throws(
      () => parseFlags({ ...NONE, ...flags }, input),
      (error: Error) => error instanceof UsageError && words.test(error.message),
    );
  });
}

options('what goes together is taken', () => {
  assert.is(
    play({ host: 'h', create: true, bots: 3, botLevel: 2, mode: 'duel', password: 'x' }).create,
    true,
  );
  assert.is(play({ host: 'h', port: 9, room: 'K7M2QP', password: 'x', trust: true }).password, 'x');
  assert.is(play({ bots: 3, mode: 'teams', nick: 'Ada' }).bots, 3, 'for the title screen');
  assert.is(play({ local: true, bots: 3, nick: 'Ada', lag: '80', showMiss: true }).bots, 3);
  assert.equal(parseFlags({ ...NONE, json: true, lang: 'pl' }, ['discover']), {
    kind: 'discover',
    json: true,
  });
});

options('a scan of more than 1,024 ports wants a word first', () => {
  const scan = (ports: string, yes = false) => {
    const task = parseFlags({ ...NONE, ports, yes }, ['scan', 'h.example']);
    return task.kind === 'scan' ? [task.ports.length, task.isLarge] : task.kind;
  };
  assert.equal(scan('8265'), [1, false]);
  assert.equal(scan('1-1024'), [1024, false]);
  assert.equal(scan('1-1025'), [1025, true]);
  assert.equal(scan('1-65535', true), [65_535, false]);
});

const address = suite('address');

address('as people type it', () => {
  assert.equal(parseAddress(' example.org '), { host: 'example.org', port: null });
  assert.equal(parseAddress('192.0.2.1:80'), { host: '192.0.2.1', port: 80 });
  assert.equal(parseAddress('2001:db8::1'), { host: '2001:db8::1', port: null });
  assert.equal(parseAddress('[2001:db8::1]'), { host: '2001:db8::1', port: null });
  assert.equal(parseAddress('żółw.example'), { host: 'xn--w-uga1v8h.example', port: null });
});

address('that is none', () => {
  for (const text of [
    '',
    ':',
    ':80',
    'a:0',
    'a:65536',
    'a:b',
    'a:1:2',
    '[a]:1',
    '[::1',
    'a b',
    'a/b',
    'a\u001b',
  ]) {
    assert.is(parseAddress(text), null, text);
  }
});

address('a place is an address, and a room where one is named', () => {
  assert.equal(parsePlace('h.example:9'), { host: 'h.example', port: 9, room: null });
  assert.equal(parsePlace(' tank://h.example/ '), { host: 'h.example', port: null, room: null });
  const zoned = { host: 'fe80::1%eth0', port: 9, room: 'K7M2QP' };
  assert.equal(parsePlace('tank://[fe80::1%25eth0]:9/k7m-2qp'), zoned, 'a zone as RFC 6874 writes it');
  assert.equal(parsePlace('tank://[fe80::1%eth0]:9/k7m-2qp'), zoned, 'and as people do');
  assert.equal(parsePlace('tank://[::1]:9/k7m-2qp'), { host: '::1', port: 9, room: 'K7M2QP' });
  for (const text of ['tank:/h', 'tank://h/k7m2qp/x', 'tank://h/0', 'h/k7m2qp', 'http://h'])
    assert.is(parsePlace(text), null, text);
});

address('there and back', () => {
  for (const text of ['a.example:1', '[::1]:8265', '10.0.0.1:65535']) {
    const typed = parseAddress(text);
    assert.is(formatAddress({ host: typed?.host ?? '', port: typed?.port ?? 0 }), text);
  }
});

options.run();
address.run();
