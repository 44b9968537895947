// The client on a server that wants to hang it: a signal ends it all the same, and the terminal is given back.
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadOrCreateCertificate } from '../../src/net/certificate.js';
import { createTlsServer } from '../../src/net/tls.js';
import { encodeArena } from '../../src/protocol/arena-frame.js';
import { ARENA_KIND, SNAPSHOT_KIND } from '../../src/protocol/frames.js';
import { FRAME_HEADER_BYTES, writeFrameHeader } from '../../src/protocol/framing.js';
import { SNAPSHOT_HEADER_BYTES } from '../../src/protocol/snapshot.js';
import { fullRoom } from '../client/hostile-battle.js';
import { ScriptedServer } from '../client/scripted-server.js';
import { arena } from '../client/snapshots.js';
import { HAS_PTY, Pty } from './pty.js';
import { CLIENT } from './two-commands.js';

const test = suite('end-to-end/hostile-server');
const ptyTest = HAS_PTY ? test : test.skip;
/** Snapshots in one write. */
const AT_ONCE = 6000;

/** Frames of snapshots, each of which jumps by a minute: what a client steps for ten octets. */
function jumps(first: number, ticks: number): Buffer {
  const size = FRAME_HEADER_BYTES + SNAPSHOT_HEADER_BYTES;
  const out = Buffer.alloc(AT_ONCE * size);
  for (let index = 0; index < AT_ONCE; index++) {
    const body = writeFrameHeader(out, index * size, SNAPSHOT_KIND, SNAPSHOT_HEADER_BYTES);
    out.writeUInt32BE(first + index * ticks, body);
  }
  return out;
}

for (const [what, ticks] of [
  ['jump by a minute each', 1800],
  ['make it play two seconds again each', 0],
] as const)
  ptyTest(`SIGTERM is obeyed while a server floods the client with snapshots that ${what}`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tank-hostile-'));
    const scripted = new ScriptedServer();
    const room = fullRoom('free-for-all', 'Field');
    scripted.replies.JOIN_CHANNEL = () => ({ room, seat: 2 });
    scripted.replies.RESUME = () => ({ nick: 'Ada', key: 'k'.repeat(43), room, seat: 2 });
    const { key, cert } = await loadOrCreateCertificate(folder);
    const { server } = createTlsServer({
      key,
      cert,
      admit: () => true,
      onGone: () => {},
      onConnection: (socket) => scripted.serve(socket),
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const command = `${process.execPath} ${CLIENT} --host 127.0.0.1 --port ${port} --trust --nick Ada --room K7WQ2M`;
    const pty = new Pty(command, { XDG_CONFIG_HOME: join(folder, 'home') });
    let flood: NodeJS.Timeout | undefined;
    try {
      await pty.shows(/Waiting for the arena/);
      let tick = 100;
      const start = { arena: 'Field', mode: 'free-for-all', seat: 2, tick, armour: 3, pickups: 0 };
      scripted.notice('START_GAME', start);
      scripted.frame(ARENA_KIND, encodeArena(arena()));
      await pty.shows(/PLAYERS/);
      await new Promise<void>((resolve) => {
        let count = 0;
        flood = setInterval(() => {
          scripted.raw(jumps(tick, ticks));
          tick += AT_ONCE * ticks;
          if (++count === 10) resolve();
        }, 20);
      });
      pty.signalProgram('SIGTERM');
      await pty.shows(/EXIT 143/);
      assert.ok(pty.output.includes('\x1b[?1049l'));
    } finally {
      clearInterval(flood);
      await pty.close();
      server.close();
      scripted.cut();
      rmSync(folder, { recursive: true, force: true });
    }
  });

test.run();
