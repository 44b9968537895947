// Two clients who talk past the server: real processes, real TLS on loopback, real terminals, and a server that stands still meanwhile.
import { createSuite, startClient } from './two-commands.js';

const { test, ptyTest } = createSuite('end-to-end/direct');

ptyTest('two who both want it talk straight to each other while the server says nothing', async (context) => {
  const ada = startClient(context, 'ada', '--nick Ada --direct');
  const bob = startClient(context, 'bob', '--nick Bob --direct');
  await ada.shows(/Create a room/);
  await bob.shows(/Create a room/);
  ada.type('t');
  await ada.shows(/Say:/);
  ada.type('/direct Bob\r');
  await bob.shows(/Ada wants to talk to you directly/);
  bob.type('t');
  await bob.shows(/Say:/);
  bob.type('/direct Ada\r');
  await ada.shows(/You and Bob are connected directly/);
  await bob.shows(/You and Ada are connected directly/);

  context.server.kill('SIGSTOP');
  try {
    ada.type('/msg Bob past the server\r');
    await bob.shows(/Ada > you \(direct\): past the server/);
    bob.type('/r and back\r');
    await ada.shows(/Bob > you \(direct\): and back/);
  } finally {
    context.server.kill('SIGCONT');
  }
});

test.run();
