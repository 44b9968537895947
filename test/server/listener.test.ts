// The listener: what counts as one address.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { networkOf } from '../../src/net/prefix.js';

import { rejection } from '../client/within.js';
import { receive, startTestServer } from './test-server.js';

const test = suite('server/listener');

test('an address counts as itself in IPv4 and as its /64 in IPv6', () => {
  assert.is(networkOf('192.0.2.7'), '192.0.2.7');
  assert.is(networkOf('::ffff:192.0.2.7'), '192.0.2.7');
  assert.is(networkOf('2001:db8:1:2:3:4:5:6'), '2001:db8:1:2');
  assert.is(networkOf('2001:db8:1:2::9'), '2001:db8:1:2');
  assert.is(networkOf('fe80::1%eth0'), 'fe80:0:0:0');
  assert.is(networkOf('::1'), '0:0:0:0');
});

test('a banned address is told why, and soon after the door stays shut', async () => {
  const peers = await startTestServer();
  try {
    const { order } = peers.server.hall;
    await order.ban(null, { address: '127.0.0.0/8' }, { minutes: 5, reason: 'noise' });
    const told = await receive(await peers.connect(), () => false);
    assert.match(told, /"code":"BANNED","message":"You are banned for 5 minutes: noise","seconds":300/);
    const error = await rejection(peers.connect());
    assert.match((error as { code?: string }).code ?? '', /CLOSED/);
    await order.unban(null, { address: '127.0.0.0/8' });
    (await peers.connect()).destroy();
  } finally {
    await peers.close();
  }
});

test('whoever keeps coming and going is let in no faster than a handshake is worth', async () => {
  const peers = await startTestServer({ connectionsPerAddressMax: 2 });
  try {
    for (let count = 0; count < 16; count++) (await peers.connect()).destroy();
    let refusal: Error | null = null;
    for (let count = 0; count < 200 && refusal === null; count++) {
      await peers.connect().then(
        (socket) => socket.destroy(),
        (error) => {
          refusal = error;
        },
      );
    }
    assert.ok(refusal !== null, 'two hundred came in at once');
  } finally {
    await peers.close();
  }
});

test.run();
