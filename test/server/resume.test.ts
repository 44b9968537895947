// A player who comes back while the server still believes in the old line: one seat, one tank, nothing lost.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ALIVE } from '../../src/game/world.js';
import { Receiver } from '../../src/protocol/framing.js';
import { FRAME_BYTES_MAX, SERVER_MESSAGE_BYTES_MAX } from '../../src/protocol/limits.js';
import { receive, startTestServer, type TestServer } from './test-server.js';

const test = suite<{ peers: TestServer }>('server/resume');

test.before.each(async (context) => {
  context.peers = await startTestServer();
});
test.after.each(({ peers }) => peers.close());

const request = (command: string, body: object, auth = ''): string => {
  const json = JSON.stringify(body);
  return `${auth}Command: ${command}\r\nId: 1\r\nLength: ${json.length}\r\n\r\n${json}`;
};
const keyIn = (text: string): string => /"key":"([^"]+)"/.exec(text)?.[1] ?? '';

test('whose old line only seems to be up keeps seat, score and tank, and has no second one', async ({
  peers,
}) => {
  const old = await peers.connect();
  old.write(request('REGISTER', { nick: 'Ada' }));
  const key = keyIn(await receive(old, (text) => keyIn(text) !== ''));
  old.write(request('START_CHANNEL', { options: { bots: 0, countdown: 0 } }));
  old.write(request('START_GAME', {}));
  await receive(old, (text) => /"phase":"battle"/.test(text));
  const [room] = peers.server.hall.lobby;
  const world = room.world!;
  await receive(old, () => world.tanks[0].life === ALIVE);
  world.scores[0].points = 7;
  const { x, y } = world.tanks[0];
  // The network has swallowed the end of the line: the server still writes to it.
  old.pause();

  const fresh = await peers.connect();
  fresh.write(request('RESUME', {}, `Auth: ${key}\r\n`));
  const answer = await receive(fresh, (text) => /Command: RESUME[\s\S]*"seat":0/.test(text));
  assert.match(answer, /Command: RESUME\r\nId: 1\r\nStatus: SUCC/);
  assert.is(room.memberCount, 1);
  assert.is(world.tanks.filter((tank) => tank.life === ALIVE).length, 1);
  assert.is(world.tanks[0].parked, 0);
  assert.equal([world.tanks[0].x, world.tanks[0].y, world.scores[0].points], [x, y, 7]);
  // Snapshots go to the new line, and the old one is told why it is over.
  const tick = world.tick;
  await receive(fresh, () => world.tick > tick + 1);
  const last = receive(old, () => false);
  old.resume();
  assert.match(await last, /TAKEN_OVER/);
  fresh.destroy();
});

test('who comes back to a battle is sent it before the answer, and all of it anew', async ({ peers }) => {
  const old = await peers.connect();
  old.write(request('REGISTER', { nick: 'Ada' }));
  const key = keyIn(await receive(old, (text) => keyIn(text) !== ''));
  old.write(request('START_CHANNEL', { options: { bots: 2, countdown: 0 } }));
  old.write(request('START_GAME', {}));
  await receive(old, (text) => /"phase":"battle"/.test(text));
  old.destroy();
  const fresh = await peers.connect();
  const heard: string[] = [];
  const receiver = new Receiver({
    messageBytesMax: SERVER_MESSAGE_BYTES_MAX,
    frameBytesMax: FRAME_BYTES_MAX,
  });
  fresh.on('data', (chunk: Buffer) =>
    receiver.push(chunk, (message) => {
      if (message.type === 'text' && message.command !== 'UPDATE_CHANNEL') heard.push(message.command);
      // A whole TANK record of the own seat.
      if (message.type === 'binary')
        heard.push(`${message.kind} ${message.kind === 2 ? message.body[7] : ''}`);
    }),
  );
  fresh.write(request('RESUME', {}, `Auth: ${key}\r\n`));
  await receive(fresh, () => heard.some((what) => what.startsWith('2 ')));
  assert.equal(heard.slice(0, 4), ['START_GAME', '3 ', 'RESUME', '2 127']);
  fresh.destroy();
});

test.run();
