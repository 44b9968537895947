// A certificate's file: made once, whole, for this user alone, and never replaced.
import { execFileSync, spawn } from 'node:child_process';
import { createHash, createPrivateKey, X509Certificate } from 'node:crypto';
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
import {
  CERTIFICATE_FILE,
  CertificateError,
  loadCertificate,
  loadOrCreateCertificate,
} from '../../src/net/certificate.js';

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
  assert.equal(made.hash, createHash('sha256').update(parsed.raw).digest());
  const { x, y } = parsed.publicKey.export({ format: 'jwk' });
  // SubjectPublicKeyInfo of a point on P-256 (RFC 5480): all but the point is the same for all of them.
  const head = Buffer.from('3059301306072a8648ce3d020106082a8648ce3d03010703420004', 'hex');
  const spki = Buffer.concat([head, Buffer.from(x!, 'base64url'), Buffer.from(y!, 'base64url')]);
  const hash = createHash('sha256').update(spki).digest('hex').toUpperCase();
  assert.is(made.fingerprint, hash.match(/../g)!.join(':'));
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

const DAY_MS = 24 * 3600 * 1000;

for (const [clock, at] of [
  ['stood at 1970', 0],
  ['ran ahead by years', Date.now() + 5 * 365 * DAY_MS],
  ['was right, so long ago that it has expired', Date.now() - 11 * 365 * DAY_MS],
] as const) {
  test(`a certificate made while the clock ${clock} is made anew around the same key, and the start goes on`, async ({
    folder,
  }) => {
    const wrong = await loadOrCreateCertificate(folder, () => at);
    const right = await loadOrCreateCertificate(folder);
    assert.is(right.fingerprint, wrong.fingerprint);
    assert.not.equal(right.hash, wrong.hash);
    const { validFrom, validTo } = new X509Certificate(right.cert);
    assert.ok(Date.parse(validFrom) < Date.now() && Date.parse(validTo) > Date.now() + DAY_MS);
    assert.match(right.warnings.join(), /made anew with the same key/);
    const again = await loadOrCreateCertificate(folder);
    assert.equal(again.hash, right.hash);
    assert.equal(again.warnings, []);
    assert.equal(readdirSync(folder), [CERTIFICATE_FILE]);
  });
}

test("an operator's own certificate whose dates are wrong is used, with a loud warning", async ({
  folder,
}) => {
  await loadOrCreateCertificate(folder, () => 0);
  const file = join(folder, CERTIFICATE_FILE);
  const { warnings, fingerprint, validTo } = loadCertificate(file, file);
  assert.match(warnings.join(), /has expired on .*Renew it/);
  assert.is(validTo.getUTCFullYear(), 1980);
  assert.match(fingerprint, /^([0-9A-F]{2}:){31}/);
});

test('a key that is encrypted, a file with a mark at its start, in UTF-16 or in DER gets a sentence of its own', async ({
  folder,
}) => {
  const { key, cert } = await loadOrCreateCertificate(folder);
  const [keyFile, certFile] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  writeFileSync(certFile, `\uFEFF${cert}`);
  writeFileSync(keyFile, `\uFEFF${key}`);
  assert.is(loadCertificate(certFile, keyFile).key, key);
  const secret = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' } as const;
  const der = createPrivateKey(key).export({ type: 'pkcs8', format: 'der' });
  for (const [content, sentence] of [
    [createPrivateKey(key).export(secret), /key\.pem is encrypted.*openssl pkey -in/],
    [createPrivateKey(key).export({ ...secret, type: 'sec1' }), /key\.pem is encrypted/],
    [Buffer.from(`\uFEFF${key}`, 'utf16le'), /key\.pem is written in UTF-16/],
    [der, /key\.pem is in DER/],
    ['no key', /no key in .*key\.pem/],
  ] as const) {
    writeFileSync(keyFile, content);
    assert.throws(
      () => loadCertificate(certFile, keyFile),
      (error: Error) => error instanceof CertificateError && sentence.test(error.message),
    );
  }
});

if (process.platform !== 'win32') {
  test('a write that fails leaves no file, however often it is tried', ({ folder }) => {
    const script = `const { loadOrCreateCertificate } = await import('${MODULE}'); await loadOrCreateCertificate(process.argv[1]).catch((error) => console.log(error.message));`;
    const node = `"${process.execPath}" --input-type=module -e "$0" "$1"`;
    for (let round = 0; round < 2; round++) {
      // No file may have an octet.
      const said = execFileSync('sh', ['-c', `ulimit -f 0; ${node} | cat`, script, folder], {
        encoding: 'utf8',
      });
      assert.match(said, /can't write .*--certs/);
      assert.equal(readdirSync(folder), []);
    }
  });
}

test.run();
