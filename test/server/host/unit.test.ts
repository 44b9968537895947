// Unit files for systemd: what stands in them, and that systemd itself finds nothing wrong with them where it is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { formatSystemUnit, formatUserUnit, type Unit } from '../../../src/server/host/unit.js';
import { passingFolder } from '../../client/within.js';

const ENTRY = fileURLToPath(new URL('../../../src/tank-server.js', import.meta.url));
/** What systemd calls an exposure that is well below "medium" (5), in tenths. */
const EXPOSURE_MAX = 30;

const UNIT: Unit = {
  node: process.execPath,
  entry: ENTRY,
  folders: ['/var/my t', '/srv/100%'],
  cwd: '/home/ada/5%',
  flags: { name: 'a "b" $HOME 5% \\' },
  variables: {},
};

test('a unit holds what was typed: quotes, dollars, percents and backslashes alike', () => {
  const unit = formatUserUnit({
    ...UNIT,
    node: '/usr/bin/node',
    entry: '/opt/$t/tank-server.js',
    variables: { TANK_MOTD: 'a "b" $c %' },
  });
  assert.match(
    unit,
    'ExecStart="/usr/bin/node" "/opt/$$t/tank-server.js" "run" "--name=a \\"b\\" $$HOME 5%% \\\\"\n',
  );
  assert.match(unit, 'Environment="TANK_MOTD=a \\"b\\" $c %%"\n');
  assert.match(unit, 'ReadWritePaths="-/var/my t" "-/srv/100%%"\n');
  assert.match(unit, 'WorkingDirectory=/home/ada/5%%\n');
});

test('a password stands in no unit, but in a credential', () => {
  for (const secret of [{ flags: { password: 'x' } }, { variables: { TANK_PASSWORD: 'x' } }])
    assert.throws(() => formatUserUnit({ ...UNIT, ...secret }), /--password-file/);
  for (const file of [
    { flags: { passwordFile: '/etc/p' } },
    { variables: { TANK_PASSWORD_FILE: '/etc/p' } },
  ]) {
    const unit = formatSystemUnit({ ...UNIT, ...file });
    assert.match(unit, '\nLoadCredential=password:/etc/p\n');
    assert.match(unit, /"--password-file=\$\{CREDENTIALS_DIRECTORY\}\/password"\n/);
    assert.not.match(unit, 'TANK_PASSWORD');
  }
});

test('a restart and a reload are those of the server, and a low port is allowed', () => {
  const unit = formatSystemUnit({ ...UNIT, flags: { port: '443' } });
  for (const line of [
    'RestartKillSignal=SIGUSR2',
    'RestartForceExitStatus=75',
    'AmbientCapabilities=CAP_NET_BIND_SERVICE',
  ])
    assert.match(unit, `\n${line}\n`);
  assert.match(unit, /\nExecReload=.* "reload" "--data=\/var\/lib\/tank-server"\n/);
  assert.throws(() => formatSystemUnit({ ...UNIT, flags: { data: '/x' } }), /leave out --data/);
});

test('the folders of a user unit are made where they are not there yet', () => {
  if (process.platform === 'win32') return;
  const { path, remove } = passingFolder();
  const folders = ['data/new', 'certs/new'].map((name) => join(path, name));
  const args = ['systemd', '--data', folders[0], '--certs', folders[1]];
  const { status, stdout } = spawnSync(process.execPath, [ENTRY, ...args], { encoding: 'utf8' });
  assert.is(status, 0);
  for (const folder of folders) {
    assert.ok(existsSync(folder));
    assert.match(stdout, `"-${folder}"`);
  }
  // A /tmp of its own would hide them.
  if (path.startsWith('/tmp/')) assert.not.match(stdout, 'PrivateTmp');
  remove();
});

test('systemd finds the unit of the machine right, and its exposure below 3', () => {
  if (spawnSync('systemd-analyze', ['--version']).status !== 0) return;
  const { path, remove } = passingFolder();
  const file = join(path, 'tank-server.service');
  for (const port of ['8265', '443']) {
    writeFileSync(file, formatSystemUnit({ ...UNIT, flags: { port } }));
    const command = ['security', '--offline=true', `--threshold=${EXPOSURE_MAX}`, file];
    const { status, stdout, stderr } = spawnSync('systemd-analyze', command, { encoding: 'utf8' });
    assert.is(status, 0, stdout + stderr);
    const verified = spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' });
    assert.equal([verified.status, verified.stderr], [0, '']);
  }
  remove();
});

test.run();
