// The list of rooms: however many arenas a host has drawn, and whatever they and the people are called, each page fits into one message.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { SERVER_MESSAGE_BYTES_MAX } from '../../src/protocol/limits.js';
import { ArenaShelf } from '../../src/server/arena-shelf.js';
import { listChannels } from '../../src/server/commands/list-channels.js';
import type { Session } from '../../src/server/session.js';
import { RoomPeer } from './room-peer.js';
import { startTestServer } from './test-server.js';

const test = suite('server/list-channels');

test('own arenas and rooms beyond one message come page by page, each once', async () => {
  const [first] = new ArenaShelf();
  const own = Array.from({ length: 44 }, (_, index) => ({ ...first, name: `${index} ${'łąka'.repeat(7)}` }));
  const server = await startTestServer({ arenas: new ArenaShelf(own) });
  try {
    const { hall } = server.server;
    for (let index = 0; index < 120; index++)
      hall.lobby
        .create({ public: true, arena: own[index % 44].name })
        .join(new RoomPeer(`${index}`.padEnd(16, 'ż')));
    const session = { hall } as unknown as Session;
    const arenas: string[] = [];
    const codes: string[] = [];
    for (let page = 1, pages = 1; page <= pages; page++) {
      const answer = await listChannels.run(session, { page }, null);
      assert.ok(Buffer.byteLength(JSON.stringify(answer)) < SERVER_MESSAGE_BYTES_MAX - 512);
      assert.is(answer.page, page);
      pages = answer.pages;
      assert.ok(pages > 1);
      arenas.push(...answer.arenas.map(({ name }) => name));
      codes.push(...answer.channels.map(({ code }) => code));
    }
    assert.is(new Set(codes).size, 120);
    assert.equal(codes.length, 120);
    assert.equal(
      arenas,
      [...hall.arenas].map(({ name }) => name),
    );
    const last = await listChannels.run(session, { page: 999 }, null);
    assert.is(last.page, last.pages);
  } finally {
    await server.close();
  }
});

test.run();
