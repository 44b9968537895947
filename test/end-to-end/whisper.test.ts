// Sixty private messages through a real server, and not one of them is found in its memory, its log, or its store. That the
// search would find them is shown by a public line, which it does find.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Place, visit } from '../client/visitor.js';

const SERVER = fileURLToPath(new URL('../../src/tank-server.js', import.meta.url));
const READY_MS_MAX = 10_000;
/** As many as the new accounts of one network may send together. */
const MESSAGES = 60;
/** What one sender may send before he is told to slow down: each message is two commands, and a login takes seven. */
const MESSAGES_EACH = 10;
const SENDERS_AT_ONCE = 6;
const CHUNK_BYTES = 1 << 20;

interface Context {
  folder: string;
  server: ChildProcess;
  said: string;
  place: Place;
}

const test = suite<Context>('end-to-end/whisper');

test.before(async (context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'tank-whisper-'));
  context.said = '';
  const { folder } = context;
  const where = ['--certs', join(folder, 'certs'), '--data', join(folder, 'data')];
  const options = ['--port', '0', '--bind', '127.0.0.1', '--no-discovery', '--log-chat'];
  context.server = spawn(process.execPath, [SERVER, ...options, ...where], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  context.place = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no server: ${context.said}`)), READY_MS_MAX);
    const hear = (chunk: Buffer): void => {
      context.said += chunk;
      const ready = /listening on 127\.0\.0\.1:(\d+) fingerprint (\S+)/.exec(context.said);
      if (ready === null) return;
      clearTimeout(timer);
      resolve({ port: Number(ready[1]), fingerprint: ready[2] });
    };
    context.server.stdout?.on('data', hear);
    context.server.stderr?.on('data', hear);
  });
});
test.after(async ({ server, folder }) => {
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  await ended;
  rmSync(folder, { recursive: true, force: true });
});

/** A text as it may lie in memory: JavaScript keeps one octet a character, or two. */
function formsOf(text: string): Buffer[] {
  return [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')];
}

/** How often each text is in the memory of a process. @returns null where the system does not show it */
function countInMemory(pid: number, texts: readonly string[]): number[] | null {
  const forms = texts.map(formsOf);
  const counts = texts.map(() => 0);
  const overlap = 256;
  let memory: number;
  try {
    memory = openSync(`/proc/${pid}/mem`, 'r');
  } catch {
    return null;
  }
  const chunk = Buffer.alloc(CHUNK_BYTES + overlap);
  for (const line of readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n')) {
    const found = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line);
    if (found === null) continue;
    const [start, end] = [Number.parseInt(found[1], 16), Number.parseInt(found[2], 16)];
    for (let at = start; at < end; at += CHUNK_BYTES) {
      let bytes: number;
      try {
        bytes = readSync(memory, chunk, 0, Math.min(chunk.length, end - at), at);
      } catch {
        // A page that was given back in the meantime.
        continue;
      }
      const part = chunk.subarray(0, bytes);
      for (const [index, each] of forms.entries())
        if (each.some((form) => part.includes(form))) counts[index]++;
    }
  }
  closeSync(memory);
  return counts;
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

function isInFiles(folder: string, text: string): boolean {
  return filesOf(folder).some((path) => formsOf(text).some((form) => readFileSync(path).includes(form)));
}

test('the server has no octet of what it passes on', async ({ place, folder, server }) => {
  const hidden = randomBytes(12).toString('hex');
  const open = randomBytes(12).toString('hex');
  const bob = await visit(place, 'Bob');
  const heard = new Set<string>();
  const sent: string[] = [];
  const send = async (sender: number): Promise<void> => {
    const visitor = await visit(place, `Ada${sender}`);
    for (let count = 0; count < MESSAGES_EACH && sent.length < MESSAGES; count++) {
      const text = `${hidden} ${randomBytes(20).toString('hex')}`;
      sent.push(text);
      await visitor.type(`/msg Bob ${text}`);
      await bob.sees(new RegExp(text));
      heard.add(text);
    }
    await visitor.leave();
  };
  for (let sender = 0; sent.length < MESSAGES; sender += SENDERS_AT_ONCE)
    await Promise.all(Array.from({ length: SENDERS_AT_ONCE }, (_, index) => send(sender + index)));
  assert.is(heard.size, MESSAGES);
  await bob.type(open);
  await bob.sees(new RegExp(open));

  assert.ok(isInFiles(folder, 'Ada'), 'the search finds no nick in the store');
  assert.not.ok(isInFiles(folder, hidden), 'a private message is in a file');
  const counts = countInMemory(server.pid!, [open, hidden]);
  if (counts === null || !existsSync('/proc'))
    console.log('skipped in part: this system does not show the memory of a process');
  else {
    assert.ok(counts[0] > 0, 'the search finds nothing at all');
    assert.is(counts[1], 0, 'a private message is in memory');
  }
  await bob.leave();
});

test('no line of its log says who wrote to whom', ({ said }) => {
  const lines = said.split('\n');
  assert.ok(lines.some((line) => /\bBob\b/.test(line)));
  assert.ok(lines.some((line) => /\bAda1\b/.test(line)));
  for (const line of lines) assert.not.ok(/\bBob\b/.test(line) && /\bAda\d+\b/.test(line), line);
});

test.run();
