// The listener: whom it lets in, and how fast.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { rejection } from '../client/within.js';
import { receive, startTestServer } from './test-server.js';

const test = suite('server/listener');

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
