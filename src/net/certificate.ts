// The server's certificate: read from a folder, or made there on first run. One file holds key and certificate, so that
// it is there whole or not at all. It never replaces a file that is there: clients have pinned what is in it. A client that
// listens for another one has a certificate of the moment instead, in no file.
import { createHash, createPrivateKey, X509Certificate } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** Name of the file in the folder. */
export const CERTIFICATE_FILE = 'server.pem';
const YEARS_VALID = 10;

/** A server's key and certificate. */
export interface Certificate {
  /** PEM. */
  readonly key: string;
  readonly cert: string;
  /** SHA-256 of the certificate in DER, 32 octets; as text in pairs of hex digits parted by colons. */
  readonly hash: Buffer;
  readonly fingerprint: string;
  /** True when it was made by this call. */
  readonly isNew: boolean;
}

/** Something is wrong with the certificate's file or folder; the message says what to do. */
export class CertificateError extends Error {}

/** Reads the certificate of a folder, or makes one: EC P-256, SHA-256, ten years; folder mode 0700, file mode 0600.
 *  Processes that call it at once end with the same one.
 *  @throws CertificateError for a damaged or expired file, or a folder that can't be written */
export async function loadOrCreateCertificate(directory: string): Promise<Certificate> {
  const file = join(directory, CERTIFICATE_FILE);
  const pem = readIfThere(file);
  if (pem !== null) return parse(file, pem, false);
  const made = await createPem('tank-server', ['localhost', hostname()]);
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const isOurs = writeOnce(file, made);
    return parse(file, isOurs ? made : readFileSync(file, 'utf8'), isOurs);
  } catch (error) {
    if (error instanceof CertificateError) throw error;
    throw new CertificateError(
      `can't write ${file} (${(error as Error).message}); choose another folder with --certs`,
    );
  }
}

/** Reads a certificate and its key from files of the host's own.
 *  @throws CertificateError for what can't be read, has expired, or does not fit together */
export function loadCertificate(certFile: string, keyFile: string): Certificate {
  const cert = readIfThere(certFile);
  const key = readIfThere(keyFile);
  if (cert === null || key === null) {
    throw new CertificateError(`there is no ${cert === null ? certFile : keyFile}; see --cert and --key`);
  }
  try {
    const parsed = new X509Certificate(cert);
    if (!parsed.checkPrivateKey(createPrivateKey(key)))
      throw new Error('the key is that of another certificate');
    if (Date.parse(parsed.validTo) < Date.now()) throw new Error(`it has expired on ${parsed.validTo}`);
    const hash = createHash('sha256').update(parsed.raw).digest();
    return { key, cert, hash, fingerprint: parsed.fingerprint256, isNew: false };
  } catch (error) {
    throw new CertificateError(
      `${certFile} and ${keyFile} can't be used (${(error as Error).message}): give a certificate and its key in PEM`,
    );
  }
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new CertificateError(`can't read ${file} (${(error as Error).message})`);
  }
}

/** Makes a certificate that is kept nowhere and says nothing of whose it is.
 *  @param name stands in it */
export async function createNamelessCertificate(name: string): Promise<Certificate> {
  return parse('a new certificate', await createPem(name, []), true);
}

async function createPem(name: string, hosts: readonly string[]): Promise<string> {
  // Loading it takes longer than all else at the start of a server, so only a first run does.
  const { generate } = await import('selfsigned');
  const notAfterDate = new Date();
  notAfterDate.setFullYear(notAfterDate.getFullYear() + YEARS_VALID);
  const pems = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() - 24 * 3600 * 1000),
    notAfterDate,
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true },
      { name: 'extKeyUsage', serverAuth: true },
      ...(hosts.length === 0 ? [] : [namesOf(hosts)]),
    ],
  });
  return `${pems.private.trim()}\n${pems.cert.trim()}\n`;
}

function namesOf(hosts: readonly string[]) {
  const altNames = [...new Set(hosts)].map((value) => ({ type: 2, value }) as const);
  return { name: 'subjectAltName', altNames } as const;
}

/** Writes a file that is whole on the disk before it has its name. @returns false when somebody else was first */
function writeOnce(file: string, text: string): boolean {
  const temporary = `${file}.${process.pid}.${Date.now()}`;
  const handle = openSync(temporary, 'wx', 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  try {
    linkSync(temporary, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    unlinkSync(temporary);
  }
}

function parse(file: string, pem: string, isNew: boolean): Certificate {
  const advice = `move ${file} away to have a new one made; players will be asked about the new fingerprint`;
  const key = /-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]+-----END [A-Z ]*PRIVATE KEY-----/.exec(pem)?.[0];
  const cert = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/.exec(pem)?.[0];
  if (key === undefined || cert === undefined) throw new CertificateError(`${file} is damaged: ${advice}`);
  let parsed: X509Certificate;
  try {
    parsed = new X509Certificate(cert);
  } catch {
    throw new CertificateError(`${file} is damaged: ${advice}`);
  }
  if (Date.parse(parsed.validTo) < Date.now()) {
    throw new CertificateError(`${file} has expired on ${parsed.validTo}: ${advice}`);
  }
  const hash = createHash('sha256').update(parsed.raw).digest();
  return { key, cert, hash, fingerprint: parsed.fingerprint256, isNew };
}
