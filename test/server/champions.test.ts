// A match between two people with accounts, over real TLS, from REGISTER to the champions table.
import { generateKeyPairSync, sign } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { formatMessage, Receiver } from '../../src/protocol/framing.js';
import { signedBytes } from '../../src/protocol/signed-bytes.js';
import { startTestServer, type TestServer } from './test-server.js';

const WAIT_MS = 5000;

/** Somebody with a key. */
class Player {
  #id = 0;
  readonly #answers = new Map<number, (body: Record<string, unknown>) => void>();
  #onRoom = (_phase: string): void => {};

  constructor(
    readonly nick: string,
    readonly socket: TLSSocket,
  ) {
    const receiver = new Receiver({ messageBytesMax: 16384, frameBytesMax: 4096 });
    socket.on('data', (chunk) =>
      receiver.push(chunk, (message) => {
        if (message.type !== 'text') return;
        if (message.id > 0) this.#answers.get(message.id)?.(message.body);
        else if (message.command === 'UPDATE_CHANNEL')
          this.#onRoom((message.body.room as { phase: string }).phase);
      }),
    );
  }

  ask(command: string, body: object = {}): Promise<Record<string, unknown>> {
    this.#id++;
    this.socket.write(formatMessage({ command, id: this.#id, body }));
    return within(command, (resolve) => this.#answers.set(this.#id, resolve));
  }

  until(phase: string): Promise<void> {
    return within(phase, (resolve) => {
      this.#onRoom = (now) => now === phase && resolve();
    });
  }

  async register(certificateHash: Buffer): Promise<void> {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const nonce = Buffer.from(String((await this.ask('HELLO')).nonce), 'base64url');
    const signature = sign(null, signedBytes(nonce, certificateHash, this.nick), privateKey);
    const { nick } = await this.ask('REGISTER', {
      nick: this.nick,
      publicKey: publicKey.export({ format: 'jwk' }).x,
      signature: signature.toString('base64url'),
    });
    assert.is(nick, this.nick);
  }
}

function within<Value>(what: string, run: (resolve: (value: Value) => void) => void): Promise<Value> {
  return new Promise((resolve, reject) => {
    const bound = setTimeout(() => reject(new Error(`no ${what}`)), WAIT_MS);
    run((value) => {
      clearTimeout(bound);
      resolve(value);
    });
  });
}

/** Two in one room, whose battle ends two ticks after it began. */
async function playMatch(test: TestServer, ada: Player, bob: Player): Promise<void> {
  const { room } = await ada.ask('START_CHANNEL', { options: { countdown: 0 } });
  await bob.ask('JOIN_CHANNEL', { code: (room as { code: string }).code });
  const podium = ada.until('podium');
  await ada.ask('START_GAME');
  for (const { world } of test.server.hall.lobby) {
    world!.scores[1].points = 3;
    world!.ticksLeft = 2;
  }
  await podium;
}

test('a match counts when it has ended, and who has played it sees it in the table', async () => {
  const server = await startTestServer();
  try {
    const { certificateHash, store } = server.server.hall;
    const ada = new Player('Ada', await server.connect());
    const bob = new Player('Bob', await server.connect());
    await ada.register(certificateHash);
    await bob.register(certificateHash);
    await playMatch(server, ada, bob);
    // Entries are written in their order: when this one is, the match is.
    await store.addAccount({ nick: 'Cid', publicKey: 'C'.repeat(43), createdAt: 1 });
    const { rows } = await ada.ask('CHAMPIONS');
    assert.equal(
      (rows as { nick: string; matches: number; wins: number }[]).map(({ nick, matches, wins }) => [
        nick,
        matches,
        wins,
      ]),
      [
        ['Bob', 1, 1],
        ['Ada', 1, 0],
      ],
    );
    assert.equal((await ada.ask('PROFILE', { nick: 'Bob' })).against, { wins: 0, losses: 1, draws: 0 });
    assert.equal((await bob.ask('PROFILE', { nick: 'Ada' })).against, { wins: 1, losses: 0, draws: 0 });
  } finally {
    await server.close();
  }
});

test.run();
