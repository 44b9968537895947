// The file of known servers.
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Pins } from '../../src/net/pins.js';

const A = Array.from({ length: 32 }, () => 'AA').join(':');
const B = Array.from({ length: 32 }, () => 'BB').join(':');
const test = suite<{ folder: string; pins: Pins }>('net/pins');

test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'tank-pins-'));
  context.pins = new Pins(join(context.folder, 'config', 'known-servers'));
});
test.after.each(({ folder }) => rmSync(folder, { recursive: true, force: true }));

test('unknown, known, changed; by host and port, in any case', ({ pins }) => {
  assert.is(pins.pinned('host', 1), null);
  pins.add('Host', 1, A);
  assert.equal(pins.pinned('hOST', 1), { of: 'key', fingerprint: A });
  assert.is(pins.pinned('host', 2), null);
  pins.add('host', 1, B);
  assert.equal(pins.pinned('host', 1), { of: 'key', fingerprint: B });
  assert.ok(pins.remove('HOST', 1));
  assert.not.ok(pins.remove('host', 1));
  assert.is(pins.pinned('host', 1), null);
});

test('one line a server, brackets around IPv6, for this user alone', ({ pins }) => {
  pins.add('::1', 8265, A, new Date('2026-01-02T03:04:05Z'));
  assert.is(readFileSync(pins.file, 'utf8'), `[::1]:8265 key ${A} 2026-01-02\n`);
  if (process.platform !== 'win32') assert.is(statSync(pins.file).mode & 0o777, 0o600);
});

test('a line that cannot be read stays and means nothing', ({ pins }) => {
  pins.add('a', 1, A);
  writeFileSync(pins.file, `# mine\nhost:1 short x\n${readFileSync(pins.file, 'utf8')}`);
  assert.is(pins.pinned('host', 1), null);
  pins.add('b', 1, B);
  assert.match(readFileSync(pins.file, 'utf8'), /^# mine\nhost:1 short x\na:1 /);
});

test('a line of an older client pins a whole certificate', ({ folder }) => {
  const file = join(folder, 'known-servers');
  writeFileSync(file, `host:1 ${A} 2026-01-02\n`);
  const pins = new Pins(file);
  assert.equal(pins.pinned('host', 1), { of: 'certificate', fingerprint: A });
  assert.equal(pins.servers(), ['host:1']);
  pins.add('host', 1, B, new Date('2026-01-03T00:00:00Z'));
  assert.is(readFileSync(file, 'utf8'), `host:1 key ${B} 2026-01-03\n`);
});

test.run();
