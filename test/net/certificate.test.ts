// A certificate's file: made once, whole, for this user alone, and never replaced.
import { spawn } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { CERTIFICATE_FILE, CertificateError, loadOrCreateCertificate } from '../../src/net/certificate.js';

const MODULE = new URL('../../src/net/certificate.js', import.meta.url).href;
const test = suite<{ folder: string }>('net/certificate');

test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'tank-certificate-'));
});
test.after.each(({ folder }) => rmSync(folder, { recursive: true, force: true }));

function makeInChild(folder: string) {
  const script = `const { loadOrCreateCertificate } = await import('${MODULE}'); const { fingerprint } = await loadOrCreateCertificate(process.argv[1]); console.log(fingerprint);`;
  return spawn(process.execPath, ['--input-type=module', '-e', script, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

test('EC P-256, SHA-256, ten years, key for this user alone; the second time it is the same', async ({
  folder,
}) => {
  const made = await loadOrCreateCertificate(join(folder, 'certs'));
  const parsed = new X509Certificate(made.cert);
  assert.is(made.isNew, true);
  assert.equal(createPrivateKey(made.key).asymmetricKeyDetails, { namedCurve: 'prime256v1' });
  assert.ok(parsed.checkPrivateKey(createPrivateKey(made.key)));
  const years = (Date.parse(parsed.validTo) - Date.now()) / (365.25 * 24 * 3600 * 1000);
  assert.ok(years > 9.9 && years < 10.1);
  assert.is(parsed.fingerprint256, made.fingerprint);
  assert.is(made.hash.toString('hex').toUpperCase(), made.fingerprint.replaceAll(':', ''));
  if (process.platform !== 'win32') {
    assert.is(statSync(join(folder, 'certs', CERTIFICATE_FILE)).mode & 0o777, 0o600);
    assert.is(statSync(join(folder, 'certs')).mode & 0o777, 0o700);
  }
  const again = await loadOrCreateCertificate(join(folder, 'certs'));
  assert.is(again.isNew, false);
  assert.is(again.fingerprint, made.fingerprint);
});

test('two servers that start at once end with the same one', async ({ folder }) => {
  const children = [makeInChild(folder), makeInChild(folder), makeInChild(folder)];
  const outputs = await Promise.all(
    children.map(async (child) => {
      let output = '';
      child.stdout.on('data', (chunk) => {
        output += chunk;
      });
      await once(child, 'close');
      return output;
    }),
  );
  assert.match(outputs[0], /^([0-9A-F]{2}:){31}/);
  assert.equal(new Set(outputs).size, 1);
  assert.equal(readdirSync(folder), [CERTIFICATE_FILE]);
});

test('killed at any moment, it is there whole or not at all', async ({ folder }) => {
  for (let round = 0; round < 12; round++) {
    const place = join(folder, String(round));
    const child = makeInChild(place);
    const ended = once(child, 'exit');
    // From before anything is loaded to after all is written.
    const timer = setTimeout(() => child.kill('SIGKILL'), 40 + 20 * round);
    await ended;
    clearTimeout(timer);
    if (existsSync(join(place, CERTIFICATE_FILE)))
      assert.is((await loadOrCreateCertificate(place)).isNew, false);
    else assert.is((await loadOrCreateCertificate(place)).isNew, true);
  }
});

test('a damaged file is left alone, with a word on what to do', async ({ folder }) => {
  const file = join(folder, CERTIFICATE_FILE);
  for (const text of [
    '',
    'nothing',
    '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
  ]) {
    writeFileSync(file, text);
    try {
      await loadOrCreateCertificate(folder);
      assert.unreachable();
    } catch (error) {
      assert.instance(error, CertificateError);
      assert.match((error as Error).message, /damaged.*move/);
    }
    assert.is(readFileSync(file, 'utf8'), text);
  }
});

test('a folder that cannot be written is told', async ({ folder }) => {
  writeFileSync(join(folder, 'file'), '');
  chmodSync(folder, 0o700);
  try {
    await loadOrCreateCertificate(join(folder, 'file', 'certs'));
    assert.unreachable();
  } catch (error) {
    assert.instance(error, CertificateError);
    assert.match((error as Error).message, /--certs|can't read/);
  }
});

test.run();
