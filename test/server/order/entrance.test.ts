// Who is let in: guests or accounts alone, and those on the operator's list, which is read anew.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadEntrance } from '../../../src/server/host/allow-file.js';
import { resolveSettings } from '../../../src/server/host/settings.js';
import { AllowList, Entrance } from '../../../src/server/order/entrance.js';
import { passingFolder } from '../../client/within.js';
import { receive, startTestServer } from '../test-server.js';

const test = suite('server/order/entrance');

const KEY = 'A'.repeat(43);
const OTHER = 'B'.repeat(43);
const list = AllowList.parse(`\ufeff# friends
Ada      # from school
${KEY}
192.0.2.0/24\r
2001:db8::1
`);

test('a list has keys, nicks and networks, and remarks', () => {
  assert.is(list.size, 4);
  const at = '198.51.100.7';
  for (const [nick, identity, address, isOn] of [
    ['Ola', KEY, at, true],
    ['ada', OTHER, at, true],
    ['Ola', OTHER, at, false],
    ['Ola', null, '192.0.2.77', true],
    ['Ola', null, '2001:db8::9', true],
    ['Ola', null, at, false],
  ] as const)
    assert.is(list.has({ nick, identity, address }), isOn, `${nick} ${identity} ${address}`);
});

test('the nick of a guest proves nothing, so that it is on no list', () => {
  assert.is(list.has({ nick: 'Ada', identity: null, address: '198.51.100.7' }), false);
});

test('a line that is nothing of all this is named, and no list without it is used', () => {
  assert.throws(() => AllowList.parse('Ada\n\nnot a nick!\n'), /line 3, "not a nick!"/);
  assert.throws(() => AllowList.parse('10.0.0.0/99'), /line 1/);
});

test('guests alone, or accounts alone', () => {
  const guest = { nick: 'Ada', identity: null, address: '192.0.2.7' };
  const account = { ...guest, identity: KEY };
  const code = (expected: string) => (error: { code: string }) => error.code === expected;
  new Entrance('guests').require(guest);
  assert.throws(() => new Entrance('guests').require(account), code('GUESTS_ONLY'));
  new Entrance('accounts').require(account);
  assert.throws(() => new Entrance('accounts').require(guest), code('ACCOUNTS_ONLY'));
  assert.throws(
    () => new Entrance('all', list).require({ ...guest, address: '198.51.100.7' }),
    code('NOT_INVITED'),
  );
});

test('settings name the list, and a fault in it with its line', () => {
  const folder = passingFolder();
  const file = join(folder.path, 'friends.txt');
  try {
    writeFileSync(file, 'Ada\n');
    const { values } = resolveSettings({ allow: file, logins: 'accounts', maxPerAddress: '60' }, {}, {});
    assert.is(values.maxPerAddress, 60);
    loadEntrance(values).require({ nick: 'Ada', identity: KEY, address: '192.0.2.7' });
    writeFileSync(file, 'Ada\n?\n');
    assert.throws(() => loadEntrance(values), /--allow .*friends\.txt can't be used: line 2/);
    rmSync(file);
    assert.throws(() => loadEntrance(values), /ENOENT/);
    assert.throws(() => resolveSettings({ logins: 'nobody' }, {}, {}), /all, guests, accounts/);
  } finally {
    folder.remove();
  }
});

test('a server tells who is not on its list, and who is on a new one comes in', async () => {
  const peers = await startTestServer({ entrance: new Entrance('all', AllowList.parse('192.0.2.0/24')) });
  try {
    const ada = await peers.connect();
    const ask = (body: object, command = 'REGISTER', head = ''): void => {
      const json = JSON.stringify(body);
      ada.write(`Command: ${command}\r\n${head}Id: 1\r\nLength: ${json.length}\r\n\r\n${json}`);
    };
    ask({ nick: 'Ada' });
    assert.match(await receive(ada, (text) => text.includes('"code"')), /"code":"NOT_INVITED"/);
    peers.server.hall.gate.entrance = new Entrance('guests', AllowList.parse('127.0.0.1'));
    ask({ nick: 'Ada' });
    const [, key] = /"key":"([^"]+)"/.exec(await receive(ada, (text) => text.includes('"key"')))!;
    // Who is no longer on it does not come back.
    peers.server.hall.gate.entrance = new Entrance('accounts');
    const again = await peers.connect();
    again.write(`Auth: ${key}\r\nCommand: RESUME\r\nId: 1\r\n\r\n`);
    assert.match(await receive(again, (text) => text.includes('"code"')), /"code":"ACCOUNTS_ONLY"/);
    ada.destroy();
    again.destroy();
  } finally {
    await peers.close();
  }
});

test.run();
