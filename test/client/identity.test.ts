// The key pair of a player: made once, whole, for his eyes only, and good for signatures that anybody can check.
import { createPublicKey, verify } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { IdentityError, loadIdentity } from '../../src/client/identity.js';

const test = suite<{ folder: string }>('identity');

test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'tanks-identity-'));
});
test.after.each(({ folder }) => rmSync(folder, { recursive: true, force: true }));

function publicKeyOf(x: string): ReturnType<typeof createPublicKey> {
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
}

test('is made on the first run and the same after that', async ({ folder }) => {
  const inside = join(folder, 'not', 'there', 'yet');
  const first = await loadIdentity(inside);
  const second = await loadIdentity(inside);
  assert.is(first.publicKey, second.publicKey);
  assert.is(first.publicKey.length, 43);
  assert.equal(readdirSync(inside), ['identity.pem']);
});

test('signs what its public half verifies', async ({ folder }) => {
  const { publicKey, sign } = await loadIdentity(folder);
  const signature = sign(Buffer.from('who goes there'));
  assert.is(signature.length, 86);
  const octets = Buffer.from(signature, 'base64url');
  assert.ok(verify(null, Buffer.from('who goes there'), publicKeyOf(publicKey), octets));
  assert.not.ok(verify(null, Buffer.from('who goes here'), publicKeyOf(publicKey), octets));
});

test('two at once get the same one', async ({ folder }) => {
  const all = await Promise.all(Array.from({ length: 8 }, () => loadIdentity(folder)));
  assert.is(new Set(all.map(({ publicKey }) => publicKey)).size, 1);
  assert.equal(readdirSync(folder), ['identity.pem']);
});

test('is nobody else’s to read, also when the file was opened to others', async ({ folder }) => {
  if (process.platform === 'win32') return;
  await loadIdentity(folder);
  const path = join(folder, 'identity.pem');
  assert.is(statSync(path).mode & 0o777, 0o600);
  chmodSync(path, 0o644);
  await loadIdentity(folder);
  assert.is(statSync(path).mode & 0o777, 0o600);
});

test('a file that is no key is left alone and said so', async ({ folder }) => {
  const path = join(folder, 'identity.pem');
  for (const text of ['', 'rubbish', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n']) {
    writeFileSync(path, text);
    const error = await loadIdentity(folder).then(
      () => null,
      (reason: unknown) => reason,
    );
    assert.instance(error, IdentityError);
    assert.ok((error as Error).message.includes(path));
    assert.is(readFileSync(path, 'utf8'), text);
  }
});

test('a folder that is none is said so', async ({ folder }) => {
  const path = join(folder, 'file');
  writeFileSync(path, '');
  const error = await loadIdentity(path).then(
    () => null,
    (reason: unknown) => reason,
  );
  assert.instance(error, IdentityError);
});

test.run();
