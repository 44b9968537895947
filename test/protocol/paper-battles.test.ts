// The exchanges and battles of PROTOCOL.txt: what it says a client sends and gets is held with a real server, and its frames decode to
// the worlds that it tells.
import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  formatRecording,
  RECORDED_PATH,
  recordBattle,
  recordedArena,
} from '../../scripts/paper/recorded-battle.js';
import { refreshTables } from '../../scripts/paper/refresh.js';
import { tell, WORKED_ARENA, workedBattle } from '../../scripts/paper/worked-battle.js';
import { createWorld, OPTIONS_DEFAULT } from '../../src/game/world.js';
import { decodeArena, encodeArena } from '../../src/protocol/arena-frame.js';
import { ARENA_KIND } from '../../src/protocol/frames.js';
import { Receiver } from '../../src/protocol/framing.js';
import * as limits from '../../src/protocol/limits.js';
import { NOTICES } from '../../src/protocol/notices.js';
import { createNews, decodeSnapshot } from '../../src/protocol/snapshot.js';
import { receive, startTestServer } from '../server/test-server.js';
import { paper, section } from './paper-text.js';

/** The lines under a heading of section 13, up to an empty one. */
function block(heading: string): string[] {
  const lines = section(/^13 A BATTLE/m, /(?!)/).split('\n');
  const start = lines.indexOf(`  ${heading}`) + 1;
  assert.ok(start > 0, heading);
  return lines.slice(start, lines.indexOf('', start));
}

test('the battle of section 13 decodes to the worlds that it tells, and is what a server sends', () => {
  const octets = (heading: string): Buffer =>
    Buffer.from(block(heading).join('').replace(/\s/g, ''), 'hex').subarray(4);
  const arena = decodeArena('', octets('ARENA'));
  assert.equal([...arena.tiles], [...WORKED_ARENA.tiles]);
  assert.equal(arena.spawns, WORKED_ARENA.spawns);
  const { tick } = NOTICES.START_GAME.parse(JSON.parse(block('START_GAME').join('')));
  const world = createWorld(arena, OPTIONS_DEFAULT, 0, false);
  world.tick = tick;
  const news = createNews();
  for (const count of [1, 2, 3]) {
    decodeSnapshot(octets(`SNAPSHOT ${count}`), world, news);
    assert.equal(block(`WORLD ${count}`), tell(world, news));
  }
  // What is packed may differ from one zlib to the next.
  const [, ...fixed] = workedBattle();
  assert.is(refreshTables(paper, fixed), paper, 'npm run paper');
});

test('the recorded battle is that of this code, and lies where section 13 says', () => {
  const recorded = readFileSync(RECORDED_PATH, 'utf8').split('\n');
  const now = formatRecording(recordBattle()).split('\n');
  const arena = now.findIndex((line) => line.startsWith('{"frame":"2403'));
  const packed = Buffer.from(JSON.parse(recorded[arena]).frame, 'hex').subarray(4);
  assert.equal(decodeArena('', packed), decodeArena('', encodeArena(recordedArena())));
  recorded.splice(arena, 1);
  now.splice(arena, 1);
  for (const [at, line] of now.entries()) assert.is(recorded[at], line, 'npm run paper');
  assert.is(recorded.length, now.length);
  assert.ok(paper.includes(RECORDED_PATH));
  assert.ok(JSON.parse(readFileSync('package.json', 'utf8')).files.includes(RECORDED_PATH));
});

test('the shortest client of section 0 drives on a real server', async () => {
  const lines = section(/^0 THE SHORTEST/m, /^1 TRANSPORT/m)
    .split('\n')
    .filter((line) => /^[<>]/.test(line));
  const server = await startTestServer();
  try {
    const socket = await server.connect();
    // Receiver and waiting are the project's own; what is said, and in which order, is the paper's.
    const receiver = new Receiver({ messageBytesMax: limits.SERVER_MESSAGE_BYTES_MAX, frameBytesMax: 4096 });
    const heard: string[] = [];
    let tell = (): void => {};
    socket.on('data', (chunk: Buffer) => {
      receiver.push(chunk, (message) => {
        if (message.type === 'binary') {
          const name = message.kind === ARENA_KIND ? 'ARENA' : 'SNAPSHOT';
          heard.push(`frame ${name}`);
          if (name === 'SNAPSHOT') heard.push(`frame SNAPSHOT with acknowledged ${message.body[4]}`);
        } else if (message.type === 'text') {
          assert.is.not(message.status, 'ERR', message.command);
          heard.push(`${message.status === undefined ? 'notice' : 'answer'} ${message.command}`);
        }
      });
      tell();
    });
    const waitFor = (what: string): Promise<void> =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`${what} has not come`)), 10_000);
        tell = () => {
          const at = heard.indexOf(what);
          if (at < 0) return;
          heard.splice(0, at + 1);
          clearTimeout(timer);
          resolve();
        };
        tell();
      });
    for (const [at, line] of lines.entries()) {
      const rest = line.slice(2);
      if (line.startsWith('<')) await waitFor(rest);
      else if (rest.startsWith('hex')) socket.write(Buffer.from(rest.slice(3).replace(/ /g, ''), 'hex'));
      // A body has no line end of its own.
      else socket.write(rest.startsWith('{') && lines[at + 1].startsWith('<') ? rest : `${rest}\n`);
    }
    socket.destroy();
  } finally {
    await server.close();
  }
});

test('the session of section 8 is what a real server says', async () => {
  const lines = section(/^8 A SESSION/m, /^9 /m).split('\n');
  const sent = lines.filter((line) => line.startsWith('>')).map((line) => `${line.slice(2)}\n`);
  const expected = lines.filter((line) => line.startsWith('<')).map((line) => line.slice(2));
  // A body has no line end of its own: the next message follows at once.
  const pattern = expected
    .map((line) =>
      line
        .replace(/[.*+?^$()|[\]\\]/g, '\\$&')
        .replaceAll('{any}', '("[^"]*"|\\d+)')
        .replaceAll('{more}', '[^{}]*'),
    )
    .map((line) =>
      line.startsWith('{') && line !== '{any}'
        ? line.replace(/^\{/, '\\{').replace(/\}$/, '\\}')
        : `${line}\r\n`,
    )
    .join('');
  const server = await startTestServer();
  try {
    const socket = await server.connect();
    const answers = receive(socket, () => false);
    // The bodies of what is sent have no line end either, but an empty line between messages does no harm.
    socket.write(sent.join(''));
    assert.match(await answers, new RegExp(`^${pattern}$`));
  } finally {
    await server.close();
  }
});

test.run();
