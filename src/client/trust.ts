// Which key a server must show: the one that was pinned, as SSH does it, or for an unknown server the one that the
// player accepts. Called by the client's start before there is a link. Nothing is ever sent on a line that it opens.

import type { Pin, Pins } from '../net/pins.js';
import type { ConnectError, ShownCertificate, Verify } from '../net/tls.js';
import { formatAddress, type ServerAddress } from './address.js';
import { LinkError } from './link-error.js';
import { say } from './messages.js';

/** The player did not accept an unknown server, or the pins can't be read; the message is for a person. */
export class TrustError extends Error {
  override readonly name = 'TrustError';
}

/** What the question needs. */
export interface TrustOptions {
  readonly address: ServerAddress;
  readonly pins: Pins;
  /** Connects only to see the certificate. @throws ConnectError NOT_TRUSTED when verify says no */
  look(verify: Verify<boolean>): Promise<unknown>;
  /** Asks the player about an unknown server; may take its time, since no line is open meanwhile. */
  decide(fingerprint: string): Promise<boolean>;
  /** Takes a sentence that is good to know. */
  warn(sentence: string): void;
}

/** What a server has shown at a look. */
type Seen = ShownCertificate & { readonly fingerprint: string };

/** Finds the fingerprint of the key that the server must show, and pins it when it is new. Where a whole certificate was pinned, by a client
 *  before this one, that certificate has to be seen once more, or one that an authority vouches for.
 *  @throws TrustError; LinkError SERVER_CHANGED; ConnectError when an unknown server can't be reached */
export async function trustServer(options: TrustOptions): Promise<string> {
  const { address, pins, decide } = options;
  const { host, port } = address;
  let pinned: Pin | null;
  try {
    pinned = pins.pinned(host, port);
  } catch (error) {
    // Without the list a changed server would look like a new one.
    throw new TrustError(say('pins-unusable', { path: pins.file, reason: reasonOf(error) }));
  }
  if (pinned?.of === 'key') return pinned.fingerprint;
  const seen = await seeCertificate(options.look);
  if (pinned !== null) {
    const isSame = seen.hash.equals(Buffer.from(pinned.fingerprint.replaceAll(':', ''), 'hex'));
    if (!isSame && !seen.isVouched) throw new LinkError('SERVER_CHANGED');
  } else if (!(await decide(seen.fingerprint))) {
    throw new TrustError(say('not-trusted', { server: formatAddress(address) }));
  }
  pinServer(options, seen.fingerprint);
  return seen.fingerprint;
}

/** Pins the key of a server. What can't be written is warned of, and asked about again the next time. */
export function pinServer(
  { address, pins, warn }: Pick<TrustOptions, 'address' | 'pins' | 'warn'>,
  fingerprint: string,
): void {
  try {
    pins.add(address.host, address.port, fingerprint);
  } catch (error) {
    warn(say('not-pinned', { path: pins.file, reason: reasonOf(error) }));
  }
}

// The line is cut before the player is asked: a server does not wait as long as a person thinks.
async function seeCertificate(look: TrustOptions['look']): Promise<Seen> {
  const all: Seen[] = [];
  try {
    await look((fingerprint, shown) => {
      all.push({ ...shown, fingerprint });
      return false;
    });
  } catch (error) {
    if (all.length === 0 || (error as ConnectError).code !== 'NOT_TRUSTED') throw error;
  }
  if (all.length === 0) throw new Error('connected without a look at the certificate');
  return all[0];
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
