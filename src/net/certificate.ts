// The server's certificate: read from a folder, or made there on first run. One file holds key and certificate, so that
// it is there whole or not at all. It never replaces a key that is there, since clients have pinned it; a certificate whose dates are
// wrong is made anew around it. A client that listens for another one has a certificate of the moment instead, in no file.
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  randomBytes,
  X509Certificate,
} from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
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
  /** SHA-256 of the certificate in DER, 32 octets: what a login signs. */
  readonly hash: Buffer;
  /** SHA-256 of the public key, by which clients know the server (fingerprintOf). */
  readonly fingerprint: string;
  /** True when its key was made by this call. */
  readonly isNew: boolean;
  /** The last moment at which it is valid. */
  readonly validTo: Date;
  /** What the operator has to be told about it. */
  readonly warnings: readonly string[];
}

/** Something is wrong with the certificate's file or folder; the message says what to do. */
export class CertificateError extends Error {}

/** The fingerprint of a certificate's public key: SHA-256 of its SubjectPublicKeyInfo in DER, in pairs of hex digits parted by colons. It
 *  stays the same for as long as the key does, whatever certificate is around it. @throws Error for a key of an unknown kind */
export function fingerprintOf({ publicKey }: X509Certificate): string {
  const hex = createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex');
  return hex.toUpperCase().match(/../g)!.join(':');
}

/** Reads the certificate of a folder, or makes one: EC P-256, SHA-256, ten years; folder mode 0700, file mode 0600. One that is not valid
 *  now, since it is old or was made by a wrong clock, is made anew with the same key. Processes that call it at once end with the same key.
 *  @throws CertificateError for a damaged file, or a folder that can't be written */
export async function loadOrCreateCertificate(
  directory: string,
  now: () => number = Date.now,
): Promise<Certificate> {
  const file = join(directory, CERTIFICATE_FILE);
  const pem = readIfThere(file);
  if (pem !== null) return renewed(file, pem, now());
  const made = await createPem('tank-server', ['localhost', hostname()], now());
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

/** Clients go by the key, so a certificate around it may be replaced without a question to anybody. */
async function renewed(file: string, pem: string, nowMs: number): Promise<Certificate> {
  const old = parse(file, pem, false);
  const fault = faultOfDates(old.cert, nowMs);
  if (fault === null) return old;
  if (!isSelfMade(old)) return { ...old, warnings: [warningOf(file, fault)] };
  const next = await createPem('tank-server', ['localhost', hostname()], nowMs, old.key);
  const warning = `The certificate in ${file} ${fault}, so it was made anew with the same key: its fingerprint stays, and nobody is asked.`;
  try {
    writeAs(file, next, renameSync);
    return { ...parse(file, next, false), warnings: [warning] };
  } catch (error) {
    const unwritten = `It could not be written (${(error as Error).message}), so the next start will do the same.`;
    return { ...parse(file, next, false), warnings: [warning, unwritten] };
  }
}

/** Reads a certificate and its key from files of the operator's own. One that is not valid now is used all the same, with a warning:
 *  players who know its key come in.
 *  @throws CertificateError for what can't be read, or does not fit together */
export function loadCertificate(
  certFile: string,
  keyFile: string,
  now: () => number = Date.now,
): Certificate {
  const cert = readIfThere(certFile);
  const key = readIfThere(keyFile);
  if (cert === null || key === null) {
    throw new CertificateError(`there is no ${cert === null ? certFile : keyFile}; see --cert and --key`);
  }
  const privateKey = readKey(keyFile, key);
  try {
    const parsed = new X509Certificate(cert);
    if (!parsed.checkPrivateKey(privateKey)) throw new Error('the key is that of another certificate');
    const fault = faultOfDates(cert, now());
    const warnings = fault === null ? [] : [warningOf(certFile, fault)];
    return { ...describe(key, cert, parsed), isNew: false, warnings };
  } catch (error) {
    throw new CertificateError(
      `${certFile} and ${keyFile} can't be used (${(error as Error).message}): give a certificate and its key in PEM`,
    );
  }
}

function readIfThere(file: string): string | null {
  try {
    // Some editors put a mark at the start, which is no part of PEM.
    return decode(file, readFileSync(file)).replace(/^\uFEFF/, '');
  } catch (error) {
    if (error instanceof CertificateError) throw error;
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new CertificateError(`can't read ${file} (${(error as Error).message})`);
  }
}

/** @throws CertificateError for what is no text of PEM, with the command that makes it one */
function decode(file: string, octets: Buffer): string {
  const start = octets.subarray(0, 2).toString('hex');
  if (start === 'fffe' || start === 'feff')
    throw new CertificateError(`${file} is written in UTF-16; save it as UTF-8, or as ASCII`);
  // In DER a certificate and a key are sequences, which begin with this octet.
  if (start.startsWith('30') && octets.includes(0))
    throw new CertificateError(
      `${file} is in DER; make PEM of it: openssl x509 (or pkey) -inform der -in FILE -out NEWFILE`,
    );
  return octets.toString('utf8');
}

/** @throws CertificateError */
function readKey(file: string, pem: string): KeyObject {
  if (/ENCRYPTED/.test(pem)) {
    throw new CertificateError(
      `the key in ${file} is encrypted, and there is nobody to ask for its passphrase: write it without one (openssl pkey -in ${file} -out NEWFILE), readable by the server alone`,
    );
  }
  try {
    return createPrivateKey(pem);
  } catch (error) {
    throw new CertificateError(`there is no key in ${file} that can be read (${(error as Error).message})`);
  }
}

/** What is wrong with the dates of a certificate at a moment; null when nothing is. */
function faultOfDates(cert: string, nowMs: number): string | null {
  const { validFrom, validTo } = new X509Certificate(cert);
  if (Date.parse(validTo) < nowMs) return `has expired on ${validTo}`;
  if (Date.parse(validFrom) > nowMs) return `is not valid before ${validFrom}`;
  return null;
}

function warningOf(file: string, fault: string): string {
  return `The certificate in ${file} ${fault}. Players who know its key come in; nobody vouches for it to the others. Renew it, then: tank-server reload`;
}

/** Of the kind that is made here, and not one that the operator has put into the file. */
function isSelfMade({ key, cert }: Certificate): boolean {
  const { issuer, subject } = new X509Certificate(cert);
  return issuer === subject && createPrivateKey(key).asymmetricKeyDetails?.namedCurve === 'prime256v1';
}

/** Makes a certificate that is kept nowhere and says nothing of whose it is.
 *  @param name stands in it */
export async function createNamelessCertificate(name: string): Promise<Certificate> {
  return parse('a new certificate', await createPem(name, [], Date.now()), true);
}

/** @param key in PEM, that of an older certificate; a new one when left out */
async function createPem(
  name: string,
  hosts: readonly string[],
  nowMs: number,
  key?: string,
): Promise<string> {
  // Loading it takes longer than all else at the start of a server, so only a first run does.
  const { generate } = await import('selfsigned');
  const notAfterDate = new Date(nowMs);
  notAfterDate.setFullYear(notAfterDate.getFullYear() + YEARS_VALID);
  const pems = await generate([{ name: 'commonName', value: name }], {
    ...(key === undefined ? {} : { keyPair: { privateKey: key, publicKey: publicHalf(key) } }),
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(nowMs - 24 * 3600 * 1000),
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

const publicHalf = (key: string): string =>
  createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();

/** Writes a file that is whole on the disk before it has its name. @returns false when somebody else was first */
function writeOnce(file: string, text: string): boolean {
  try {
    writeAs(file, text, linkSync);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Whatever fails, no file is left beside it. @param giveName called once the text is on the disk */
function writeAs(file: string, text: string, giveName: (temporary: string, file: string) => void): void {
  const temporary = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    const handle = openSync(temporary, 'wx', 0o600);
    try {
      writeSync(handle, text);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    giveName(temporary, file);
  } finally {
    rmSync(temporary, { force: true });
  }
}

function parse(file: string, pem: string, isNew: boolean): Certificate {
  const advice = `move ${file} away to have a new one made; players will be asked about the new fingerprint`;
  if (/ENCRYPTED/.test(pem)) readKey(file, pem);
  const key = /-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]+-----END [A-Z ]*PRIVATE KEY-----/.exec(pem)?.[0];
  const cert = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/.exec(pem)?.[0];
  try {
    if (key === undefined || cert === undefined) throw new Error('a part of it is not there');
    const parsed = new X509Certificate(cert);
    if (!parsed.checkPrivateKey(createPrivateKey(key)))
      throw new Error('its key is that of another certificate');
    return { ...describe(key, cert, parsed), isNew, warnings: [] };
  } catch (error) {
    throw new CertificateError(`${file} is damaged (${(error as Error).message}): ${advice}`);
  }
}

function describe(key: string, cert: string, parsed: X509Certificate) {
  const hash = createHash('sha256').update(parsed.raw).digest();
  return { key, cert, hash, fingerprint: fingerprintOf(parsed), validTo: new Date(parsed.validTo) };
}
