// Somebody who registers, and logs in on another line while the disk is still busy with it: whatever becomes of the first line, nobody
// stays on the server whom it does not know.
import { setImmediate } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { signedBytes } from '../../src/protocol/signed-bytes.js';
import { createIdentity } from '../client/visitor.js';
import { receive, startTestServer, type TestServer } from './test-server.js';

interface Context {
  peers: TestServer;
  /** Lets the disk go on. */
  goOn(): void;
  /** Connects, and proves who it is. @returns what was heard */
  prove(command: 'REGISTER' | 'LOGIN', isEnough: (text: string) => boolean): Promise<Proof>;
}

interface Proof {
  readonly line: Awaited<ReturnType<TestServer['connect']>>;
  readonly heard: Promise<string>;
}

const test = suite<Context>('server/register');

const request = (command: string, body: object): string => {
  const json = JSON.stringify(body);
  return `Command: ${command}\r\nId: 1\r\nLength: ${json.length}\r\n\r\n${json}`;
};

test.before.each(async (context) => {
  const peers = await startTestServer();
  context.peers = peers;
  const { store, certificateHash } = peers.server.hall;
  const { publicKey, sign } = createIdentity();
  const add = store.addAccount.bind(store);
  const busy = new Promise<void>((resolve) => {
    context.goOn = resolve;
  });
  store.addAccount = async (account) => {
    const added = add(account);
    await busy;
    return added;
  };
  context.prove = async (command, isEnough) => {
    const line = await peers.connect();
    line.write(request('HELLO', {}));
    const nonce = /"nonce":"([^"]+)"/.exec(await receive(line, (text) => text.includes('"nonce"')))![1];
    const bytes = signedBytes(Buffer.from(nonce, 'base64url'), certificateHash, 'Ada');
    const signature = sign(bytes);
    line.write(request(command, { nick: 'Ada', signature, ...(command === 'REGISTER' && { publicKey }) }));
    return { line, heard: receive(line, isEnough) };
  };
});
test.after.each(({ peers }) => peers.close());

const isDone = (text: string): boolean => /Status: (SUCC|ERR)/.test(text);

test('the first line hangs up: the second one stays', async ({ peers, prove, goOn }) => {
  const { players } = peers.server.hall;
  const first = await prove('REGISTER', isDone);
  const second = await prove('LOGIN', isDone);
  assert.match(await second.heard, /Command: LOGIN\r\nId: 1\r\nStatus: SUCC/);
  first.line.destroy();
  while (peers.server.stats().connections > 1) await setImmediate();
  goOn();
  second.line.write(request('WHO', {}));
  const who = await receive(second.line, isDone);
  assert.match(who, /"count":1,"players":\[\{"nick":"Ada"/);
  assert.is(players.find('Ada')?.connection?.isOpen, true);
});

test('the second line has left: nobody comes in by the first', async ({ peers, prove, goOn }) => {
  const { players } = peers.server.hall;
  const first = await prove('REGISTER', isDone);
  const second = await prove('LOGIN', isDone);
  await second.heard;
  second.line.write(request('QUIT', {}));
  await receive(second.line, () => false);
  goOn();
  assert.match(await first.heard, /Command: REGISTER\r\nId: 1\r\nStatus: ERR/);
  assert.is(players.count, 0);
});

test.run();
