// Whom a client trusts, over real TLS: a server whose certificate is renewed around the same key, one with another key, one for which
// an authority vouches, and pins of a client before this one.
import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { generate } from 'selfsigned';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Certificate, loadCertificate } from '../../src/net/certificate.js';
import { startTestServer, type TestServer } from '../server/test-server.js';
import { passingFolder } from './within.js';

const CHILD = fileURLToPath(new URL('./trusting-child.js', import.meta.url));
const EC = { keyType: 'ec', curve: 'P-256', algorithm: 'sha256' } as const;
const WAIT_MS = 20_000;

type GenerateOptions = NonNullable<Parameters<typeof generate>[1]>;

interface Context {
  server: TestServer;
  folder: string;
  remove(): void;
  /** Makes a certificate in files of its own. */
  make(
    options: GenerateOptions,
    name?: string,
  ): Promise<Certificate & { readonly pems: Awaited<ReturnType<typeof generate>> }>;
  /** What a client is told that starts. */
  start(environment?: Record<string, string>): Promise<string>;
  readonly pinsFile: string;
}

const test = suite<Context>('client/trust');

test.before.each(async (context) => {
  const { path, remove } = passingFolder();
  const server = await startTestServer();
  let made = 0;
  const home = join(path, 'home');
  Object.assign(context, { server, folder: path, remove, pinsFile: join(home, 'known-servers') });
  context.make = async (options, name = 'localhost') => {
    const pems = await generate([{ name: 'commonName', value: name }], { ...EC, ...options });
    const file = join(path, `made-${made++}.pem`);
    writeFileSync(file, `${pems.private}${pems.cert}`);
    return { ...loadCertificate(file, file), pems };
  };
  context.start = async (environment = {}) => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [CHILD, 'localhost', String(server.port), home, 'Ada'],
      { env: { ...process.env, ...environment, LANG: 'C' }, timeout: WAIT_MS },
    );
    return stdout;
  };
});
test.after.each(async ({ server, remove }) => {
  await server.close();
  remove();
});

/** Octets that the server has got since it started. */
const heard = ({ server }: Context): number => server.server.stats().bytesReceivedTotal;

test('a certificate renewed around the same key locks nobody out, and asks nothing', async (context) => {
  const { server, make, start } = context;
  const first = await make({ notAfterDate: new Date(Date.now() + 86_400_000) });
  server.server.useCertificate(first);
  const said = await start();
  assert.ok(said.includes(first.fingerprint), said);
  assert.match(said, /in as Ada/);
  const { private: privateKey, public: publicKey } = first.pems;
  const renewed = await make({ keyPair: { privateKey, publicKey } });
  assert.not.equal(renewed.hash, first.hash);
  assert.is(renewed.fingerprint, first.fingerprint);
  server.server.useCertificate(renewed);
  assert.is(await start(), 'in as Ada\n');
});

test('another key that nobody vouches for is refused before an octet is sent', async (context) => {
  const { server, make, start } = context;
  assert.match(await start(), /in as Ada/);
  const before = heard(context);
  server.server.useCertificate(await make({}));
  const said = await start();
  assert.match(said, /another fingerprint.*Nothing was sent/s);
  assert.is(heard(context), before);
});

test('where an authority vouches for the name, a renewal with another key asks nothing and is remembered', async (context) => {
  const { server, make, start, folder, pinsFile } = context;
  const authority = await make(
    {
      extensions: [
        { name: 'basicConstraints', cA: true, critical: true },
        { name: 'keyUsage', keyCertSign: true, digitalSignature: true },
      ],
    },
    'authority',
  );
  const file = join(folder, 'authority.pem');
  writeFileSync(file, authority.pems.cert);
  const trusting = { NODE_EXTRA_CA_CERTS: file };
  const ca = { key: authority.pems.private, cert: authority.pems.cert };
  const named = (value: string): GenerateOptions => ({
    ca,
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value }] }],
  });
  server.server.useCertificate(await make(named('localhost')));
  assert.match(await start(trusting), /in as Ada/);
  const next = await make(named('localhost'));
  server.server.useCertificate(next);
  assert.is(await start(trusting), 'in as Ada\n');
  assert.ok(readFileSync(pinsFile, 'utf8').includes(next.fingerprint));
  const before = heard(context);
  // One that is vouched for as somebody else's, and one that is known to be vouched for by nobody whom this machine trusts.
  server.server.useCertificate(await make(named('other.example')));
  assert.match(await start(trusting), /another fingerprint/);
  server.server.useCertificate(await make(named('localhost')));
  assert.match(await start(), /another fingerprint/);
  assert.is(heard(context), before);
  assert.ok(readFileSync(pinsFile, 'utf8').includes(next.fingerprint));
});

test('a pin of a whole certificate becomes one of its key while the certificate is still the same', async (context) => {
  const { server, make, start, folder, pinsFile } = context;
  const first = await make({});
  const pin = (fingerprint: string): void => {
    mkdirSync(join(folder, 'home'), { recursive: true });
    writeFileSync(pinsFile, `localhost:${server.port} ${fingerprint} 2026-01-02\n`);
  };
  server.server.useCertificate(first);
  pin(new X509Certificate(first.cert).fingerprint256);
  assert.is(await start(), 'in as Ada\n');
  assert.match(readFileSync(pinsFile, 'utf8'), new RegExp(`^localhost:\\d+ key ${first.fingerprint} `));
  pin(new X509Certificate((await make({})).cert).fingerprint256);
  const before = heard(context);
  assert.match(await start(), /another fingerprint/);
  assert.is(heard(context), before);
});

test.run();
