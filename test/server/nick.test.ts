// Another nick, while the clock of the machine is wrong and put right: whoever has changed theirs need never wait for longer than the pause.
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { NICK_PAUSE_SECONDS } from '../../src/protocol/limits.js';
import { signedBytes } from '../../src/protocol/signed-bytes.js';
import { Store } from '../../src/server/store/store.js';
import { createIdentity } from '../client/visitor.js';
import { passingFolder } from '../client/within.js';
import { receive, startTestServer } from './test-server.js';

const DAY_MS = 24 * 3600 * 1000;
const test = suite('server/nick');

/** Sends a command and reads on to its answer. */
async function ask(line: TLSSocket, command: string, body: object): Promise<string> {
  const json = JSON.stringify(body);
  line.write(`Command: ${command}\r\nId: 7\r\nLength: ${json.length}\r\n\r\n${json}`);
  return receive(line, (text) => /Id: 7\r\n(?:.*\r\n)*\r\n\{.*\}/.test(text));
}

for (const isGuest of [true, false]) {
  test(`the nick of ${isGuest ? 'a guest' : 'an account'} that was changed while the clock ran ahead can change again once it is right`, async () => {
    const { path, remove } = passingFolder();
    let now = Date.now() + DAY_MS;
    const store = await Store.open(join(path, 'data'), { now: () => now, backupEntries: 0 });
    const server = await startTestServer({ store });
    try {
      const line = await server.connect();
      if (isGuest) assert.match(await ask(line, 'REGISTER', { nick: 'Ada' }), /SUCC/);
      else {
        const { publicKey, sign } = createIdentity();
        const nonce = /"nonce":"([^"]+)"/.exec(await ask(line, 'HELLO', {}))![1];
        const { certificateHash } = server.server.hall;
        const signature = sign(signedBytes(Buffer.from(nonce, 'base64url'), certificateHash, 'Ada'));
        assert.match(await ask(line, 'REGISTER', { nick: 'Ada', publicKey, signature }), /SUCC/);
      }
      assert.match(await ask(line, 'NICK', { nick: 'Eve' }), /SUCC/);
      assert.match(await ask(line, 'NICK', { nick: 'Ida' }), /SLOW_DOWN/);
      now -= DAY_MS;
      assert.match(await ask(line, 'NICK', { nick: 'Ida' }), /SUCC/);
      // From there on the pause is what it is.
      now += NICK_PAUSE_SECONDS * 1000 - 1;
      assert.match(await ask(line, 'NICK', { nick: 'Uma' }), /SLOW_DOWN.*"seconds":1\b/s);
      now += 1;
      assert.match(await ask(line, 'NICK', { nick: 'Uma' }), /SUCC/);
      line.destroy();
    } finally {
      await server.close();
      remove();
    }
  });
}

test.run();
