// Settings: which source wins, and that everything wrong is told at once.
import { rmSync, writeFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  describeSettings,
  flagOf,
  resolveSettings,
  SETTINGS,
  variableOf,
} from '../../../src/server/host/settings.js';
import { readSettingsFile, SettingsError } from '../../../src/server/host/settings-file.js';
import { passingFolder } from '../../client/within.js';

const fault = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    assert.instance(error, SettingsError);
    return (error as Error).message;
  }
  throw new Error('nothing was wrong');
};

test('a flag comes before a variable, a variable before the file, the file before the default', () => {
  const file = { port: 1, maxClients: 2, name: 'File' };
  const { values, origins } = resolveSettings({ port: '3' }, { TANK_PORT: '2', TANK_MAX_CLIENTS: '5' }, file);
  assert.equal([values.port, values.maxClients, values.name, values.maxRooms], [3, 5, 'File', 20_000]);
  assert.equal(
    [origins.port, origins.maxClients, origins.name, origins.maxRooms],
    ['flag', 'variable', 'file', 'default'],
  );
});

test('all that is wrong is named at once, with where it stands', () => {
  const message = fault(() =>
    resolveSettings(
      { port: '70000', cert: 'a.pem' },
      { TANK_LOG_CHAT: 'perhaps', TANK_NAME: 'x'.repeat(33) },
      { maxRooms: 0, colour: 'red' },
    ),
  );
  for (const part of [
    '--port',
    'TANK_LOG_CHAT',
    'TANK_NAME',
    '"maxRooms" in the settings file',
    '"colour"',
    '--key',
  ]) {
    assert.match(message, part);
  }
});

test('settings that contradict each other are told', () => {
  for (const [flags, words] of [
    [{ port: '9000', metrics: '9000' }, /--port and --metrics are the same/],
    [{ password: 'x', passwordFile: 'f' }, /give one of them/],
  ] as const)
    assert.match(
      fault(() => resolveSettings(flags, {}, {})),
      words,
    );
  assert.is(resolveSettings({ port: '0', metrics: '0' }, {}, {}).values.metrics, 0);
});

test('a text can bring no control characters', () => {
  assert.match(
    fault(() => resolveSettings({ motd: 'a\x1b[2Jb' }, {}, {})),
    '--motd',
  );
});

test('a file that is no JSON object is refused; one that is missing only where it was asked for', () => {
  const folder = passingFolder();
  const path = `${folder.path}/server.json`;
  assert.equal(readSettingsFile(path, false), {});
  assert.match(
    fault(() => readSettingsFile(path, true)),
    "can't read",
  );
  for (const text of ['[1]', '{', 'null']) {
    writeFileSync(path, text);
    assert.match(
      fault(() => readSettingsFile(path, false)),
      'not JSON',
    );
  }
  writeFileSync(path, '{"port":9000}');
  assert.equal(readSettingsFile(path, true), { port: 9000 });
  rmSync(path);
  folder.remove();
});

test('a fault of the settings file is told with line and column, and a byte order mark is none', () => {
  const folder = passingFolder();
  const path = `${folder.path}/server.json`;
  const faults: [string, string][] = [
    ['{\n  "port": 9000\n  "name": "x"\n}', 'line 3, column 3: expected "," or "}"'],
    ['{\n  "port": 09\n}', 'line 2, column 11: expected a value'],
    ['{ "name": "\\x" }', 'line 1, column 11: expected a value'],
    ["{ 'name': 1 }", 'line 1, column 3: expected a name in double quotes'],
    ['{ "name" 1 }', 'line 1, column 10: expected ":"'],
    ['{ "a": [1 2] }', 'line 1, column 11: expected "," or "]"'],
    ['{ "port": 9000, }', 'line 1, column 17: expected a name in double quotes'],
    ['{}\n}', 'line 2, column 1: expected the end of the file'],
    ['', 'line 1, column 1: expected a value'],
    ['[1]', 'line 1, column 1: expected "{"'],
  ];
  for (const [text, sentence] of faults) {
    writeFileSync(path, text);
    assert.match(
      fault(() => readSettingsFile(path, true)),
      `not JSON: ${sentence}`,
    );
  }
  writeFileSync(path, '\ufeff{"port":9000}');
  assert.equal(readSettingsFile(path, true), { port: 9000 });
  folder.remove();
});

test('an empty variable counts as none, a mistyped one is refused with the one that was meant', () => {
  const { values, origins } = resolveSettings({}, { TANK_PORT: '', TANK_NAME: 'Home' }, {});
  assert.equal([values.port, origins.port, values.name], [8265, 'default', 'Home']);
  const message = fault(() => resolveSettings({}, { TANK_PROT: '9000', TANK_: 'x' }, { maxRoom: 5 }));
  assert.match(message, 'there is no variable TANK_PROT (did you mean TANK_PORT?)');
  assert.match(message, 'there is no variable TANK_;'.slice(0, -1));
  assert.match(message, '"maxRoom", which is no setting (did you mean maxRooms?)');
  // What container platforms set for a service called "tank" is nobody's mistake.
  const links = {
    TANK_SERVICE_HOST: '10.0.0.1',
    TANK_PORT_8265_TCP_ADDR: '10.0.0.1',
    TANK_X_PORT: 'tcp://10.0.0.1:1',
  };
  assert.is(resolveSettings({}, links, {}).values.port, 8265);
});

test('an address is taken as the server shows it', () => {
  for (const [typed, bind] of [
    ['[::1]', '::1'],
    ['::1', '::1'],
    ['127.0.0.1', '127.0.0.1'],
  ])
    assert.is(resolveSettings({ bind: typed }, {}, {}).values.bind, bind);
});

test('a password comes from a file or from a credential of systemd, and stands in no message', () => {
  const folder = passingFolder();
  const path = `${folder.path}/password`;
  writeFileSync(path, 'open sesame\n');
  const { values, origins } = resolveSettings({ passwordFile: path }, {}, {});
  assert.equal([values.password, origins.password], ['open sesame', 'password file']);
  const credential = { CREDENTIALS_DIRECTORY: folder.path };
  assert.is(resolveSettings({}, credential, {}).values.password, 'open sesame');
  assert.is(resolveSettings({ password: 'barley' }, credential, {}).values.password, 'barley');
  assert.match(
    fault(() => resolveSettings({ passwordFile: path }, { TANK_PASSWORD: 'x' }, {})),
    'give one of them',
  );
  assert.match(
    fault(() => resolveSettings({ passwordFile: `${path}-none` }, {}, {})),
    "can't be read",
  );
  writeFileSync(path, 'sesame'.repeat(100));
  for (const wrong of [{ passwordFile: path }, { password: 'sesame'.repeat(100) }])
    assert.not.match(
      fault(() => resolveSettings(wrong, {}, {})),
      'sesame',
    );
  folder.remove();
});

test('each setting has a flag, a variable and a line of help of its own', () => {
  const names = Object.keys(SETTINGS) as (keyof typeof SETTINGS)[];
  assert.is(new Set(names.map(variableOf)).size, names.length);
  assert.is(flagOf('maxClients'), '--max-clients');
  assert.is(variableOf('maxClients'), 'TANK_MAX_CLIENTS');
  assert.is(describeSettings().split('\n').length, names.length);
});

test.run();
