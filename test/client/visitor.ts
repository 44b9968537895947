// Somebody on a server for the tests of talk: a real session whose lines are typed and read. Nothing is waited for without a bound.
import { generateKeyPairSync, sign } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { DirectNetwork } from '../../src/client/direct-reach.js';
import type { Identity } from '../../src/client/identity.js';
import { People } from '../../src/client/people.js';
import type { DirectWay } from '../../src/client/post.js';
import { connectTo, createSession, type Session } from '../../src/client/session.js';
import { runTalk } from '../../src/client/talk-runner.js';

const BOUND_MS = 10_000;

/** A key pair of nobody. */
export function createIdentity(): Identity {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    publicKey: publicKey.export({ format: 'jwk' }).x!,
    sign: (bytes) => sign(null, bytes, privateKey).toString('base64url'),
  };
}

/** A post without direct lines. */
export const NO_DIRECT: DirectWay = { send: async () => null, hear: () => {}, rename: () => false };

/** Where a server of a test is. */
export interface Place {
  readonly port: number;
  readonly fingerprint: string;
}

/** Somebody on a server. */
export interface Visitor extends Session {
  /** Types a line. */
  type(line: string): Promise<void>;
  /** Resolves with the text of the newest line that matches, once there is one. */
  sees(pattern: RegExp): Promise<string>;
  /** Texts of all lines. */
  texts(): string[];
}

/** Logs somebody in, with a folder or with no memory of people.
 *  @param network for direct lines; the real one when left out */
export async function visit(
  { port, fingerprint }: Place,
  nick: string,
  identity: Identity | null = createIdentity(),
  folder?: string,
  network?: DirectNetwork,
): Promise<Visitor> {
  const address = { host: '127.0.0.1', port };
  const people = folder === undefined ? People.none() : await People.load(address, folder);
  const connect = connectTo(address, null);
  const way = network === undefined ? {} : { network };
  const session = createSession({ address, fingerprint, identity, people, connect, ...way });
  await session.link.open(nick);
  const { state, link } = session;
  const texts = (): string[] => state.chat.map((line) => line.text);
  return {
    ...session,
    texts,
    type: (line) =>
      runTalk(line, {
        ...session,
        leaveRoom: () => void link.request('LEAVE_CHANNEL', {}),
        leave: () => void session.leave(),
      }),
    async sees(pattern) {
      const endMs = performance.now() + BOUND_MS;
      for (;;) {
        const found = texts().findLast((text) => pattern.test(text));
        if (found !== undefined) return found;
        if (performance.now() > endMs)
          throw new Error(`${nick} does not see ${pattern} in\n${texts().join('\n')}`);
        await setImmediate();
      }
    },
  };
}
