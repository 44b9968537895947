// How many accounts one network may make in a day: counted by address and by wider networks, over real TLS too.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ProtocolError } from '../../src/protocol/errors.js';
import { signedBytes } from '../../src/protocol/signed-bytes.js';
import { AccountQuota } from '../../src/server/account-quota.js';
import { createIdentity } from '../client/visitor.js';
import { receive, startTestServer } from './test-server.js';

const DAY_MS = 24 * 3600 * 1000;
const test = suite('server/account-quota');

/** Takes until it is refused. @returns how many there were */
function takeAll(quota: AccountQuota, addresses: Iterable<string>, nowMs: number): number {
  let count = 0;
  for (const address of addresses) {
    try {
      quota.take(address, nowMs);
      count++;
    } catch (error) {
      assert.instance(error, ProtocolError);
      assert.is((error as ProtocolError).code, 'TOO_MANY_ACCOUNTS');
    }
  }
  return count;
}

const times = (count: number, make: (index: number) => string): string[] =>
  Array.from({ length: count }, (_, index) => make(index));

test('one address makes so many accounts a day, not 16 a second for good', () => {
  const quota = new AccountQuota(3);
  assert.is(
    takeAll(
      quota,
      times(100, () => '198.51.100.7'),
      1000,
    ),
    3,
  );
  assert.is(takeAll(quota, ['198.51.100.8'], 1000), 1);
  assert.is(takeAll(quota, ['198.51.100.7'], 1000 + DAY_MS), 1);
});

test('who owns many addresses of IPv6 gains little by them, and neighbours in one school count one by one', () => {
  const quota = new AccountQuota(3);
  const own = times(1000, (index) => `2001:db8:1:${index.toString(16)}::1`);
  assert.is(takeAll(quota, own, 0), 3 * 16);
  assert.is(
    takeAll(
      quota,
      times(1000, (index) => `2001:db8:2::${(index + 1).toString(16)}`),
      0,
    ),
    3,
  );
  const school = times(200, (index) => `192.168.1.${index + 1}`);
  assert.is(takeAll(quota, school, 0), 200);
});

test('it is told until when', () => {
  const quota = new AccountQuota(1);
  quota.take('198.51.100.7', DAY_MS);
  try {
    quota.take('198.51.100.7', DAY_MS + 3_600_000);
    assert.unreachable();
  } catch (error) {
    assert.is((error as ProtocolError).seconds, 23 * 3600);
  }
});

test('REGISTER refuses one account too many with its code; guests, and who has an account, still come in', async () => {
  const server = await startTestServer({ accountsPerAddressMax: 2 });
  const { certificateHash } = server.server.hall;
  const enter = async (command: string, nick: string, identity = createIdentity()): Promise<string> => {
    const line = await server.connect();
    const ask = (name: string, body: object): Promise<string> => {
      const json = JSON.stringify(body);
      line.write(`Command: ${name}\r\nId: 7\r\nLength: ${json.length}\r\n\r\n${json}`);
      return receive(line, (text) => /Id: 7\r\n(?:.*\r\n)*\r\n\{.*\}/.test(text));
    };
    const nonce = /"nonce":"([^"]+)"/.exec(await ask('HELLO', {}))![1];
    const { publicKey, sign } = identity;
    const signature = sign(signedBytes(Buffer.from(nonce, 'base64url'), certificateHash, nick));
    const proof = command === 'GUEST' ? {} : command === 'LOGIN' ? { signature } : { publicKey, signature };
    const answer = await ask(command === 'LOGIN' ? 'LOGIN' : 'REGISTER', { nick, ...proof });
    line.destroy();
    return answer;
  };
  try {
    const ada = createIdentity();
    assert.match(await enter('REGISTER', 'Ada', ada), /SUCC/);
    // A nick that is taken costs nothing.
    assert.match(await enter('REGISTER', 'Ada'), /NICK_TAKEN/);
    assert.match(await enter('REGISTER', 'Bob'), /SUCC/);
    assert.match(await enter('REGISTER', 'Cid'), /TOO_MANY_ACCOUNTS.*"seconds":\d+/s);
    assert.is(server.server.hall.store.account('cid'), null);
    assert.match(await enter('GUEST', 'Dan'), /SUCC/);
    assert.match(await enter('LOGIN', 'Ada', ada), /SUCC/);
  } finally {
    await server.close();
  }
});

test.run();
