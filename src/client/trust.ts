// Which certificate a server must show: the one that was pinned, as SSH does it, or for an unknown server the one that the
// player accepts. Called by the client's start before there is a link. Nothing is ever sent on a line that it opens.

import type { Pins } from '../net/pins.js';
import type { ConnectError } from '../net/tls.js';
import { formatAddress, type ServerAddress } from './address.js';
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
  look(verify: (fingerprint: string) => boolean): Promise<unknown>;
  /** Asks the player about an unknown server; may take its time, since no line is open meanwhile. */
  decide(fingerprint: string): Promise<boolean>;
  /** Takes a sentence that is good to know. */
  warn(sentence: string): void;
}

/** Finds the fingerprint that the server must show, and pins it when it is new.
 *  @throws TrustError; ConnectError when an unknown server can't be reached */
export async function trustServer(options: TrustOptions): Promise<string> {
  const { address, pins, decide, warn } = options;
  const { host, port } = address;
  let pinned: string | null;
  try {
    pinned = pins.pinned(host, port);
  } catch (error) {
    // Without the list a changed server would look like a new one.
    throw new TrustError(say('pins-unusable', { path: pins.file, reason: reasonOf(error) }));
  }
  if (pinned !== null) return pinned;
  const fingerprint = await seeFingerprint(options.look);
  if (!(await decide(fingerprint))) {
    throw new TrustError(say('not-trusted', { server: formatAddress(address) }));
  }
  try {
    pins.add(host, port, fingerprint);
  } catch (error) {
    warn(say('not-pinned', { path: pins.file, reason: reasonOf(error) }));
  }
  return fingerprint;
}

// The line is cut before the player is asked: a server does not wait as long as a person thinks.
async function seeFingerprint(look: TrustOptions['look']): Promise<string> {
  let seen: string | null = null;
  try {
    await look((fingerprint) => {
      seen = fingerprint;
      return false;
    });
  } catch (error) {
    if (seen === null || (error as ConnectError).code !== 'NOT_TRUSTED') throw error;
  }
  if (seen === null) throw new Error('connected without a look at the certificate');
  return seen;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
