// Settings: which source wins, and that everything wrong is told at once.
import { rmSync, writeFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  describeSettings,
  flagOf,
  readSettingsFile,
  resolveSettings,
  SETTINGS,
  SettingsError,
  variableOf,
} from '../../../src/server/host/settings.js';
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

test('each setting has a flag, a variable and a line of help of its own', () => {
  const names = Object.keys(SETTINGS) as (keyof typeof SETTINGS)[];
  assert.is(new Set(names.map(variableOf)).size, names.length);
  assert.is(flagOf('maxClients'), '--max-clients');
  assert.is(variableOf('maxClients'), 'TANK_MAX_CLIENTS');
  assert.is(describeSettings().split('\n').length, names.length);
});

test.run();
