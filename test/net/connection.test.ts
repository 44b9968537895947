// A connection over a stream in memory: one write a flush, bounds on what waits, mistakes that stay where they are.
import { Duplex } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Connection, type ConnectionHandlers } from '../../src/net/connection.js';
import type { ProtocolError } from '../../src/protocol/errors.js';

/** A stream whose other end is the test. */
class FakeStream extends Duplex {
  readonly writes: string[] = [];
  isStuck = false;
  #resume: (() => void) | null = null;

  override _read(): void {}
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.writes.push(chunk.toString('latin1'));
    if (this.isStuck) this.#resume = done;
    else done();
  }

  /** Takes what waits. */
  unstick(): void {
    this.isStuck = false;
    this.#resume?.();
    this.#resume = null;
  }
}

function open(handlers: Partial<ConnectionHandlers> = {}, outboxBytesMax = 1000) {
  const stream = new FakeStream();
  const deferred: (() => void)[] = [];
  let tellClosed: (reason: Error | null) => void = () => {};
  const whenClosed = new Promise<Error | null>((resolve) => {
    tellClosed = resolve;
  });
  const errors: unknown[] = [];
  const connection = new Connection(
    stream,
    {
      onText: () => {},
      onFrame: () => {},
      onClose: (reason) => tellClosed(reason),
      onError: (error) => errors.push(error),
      ...handlers,
    },
    {
      limits: { messageBytesMax: 500, frameBytesMax: 16 },
      outboxBytesMax,
      closeTimeoutMs: 20,
      defer: (run) => deferred.push(run),
    },
  );
  return {
    stream,
    connection,
    whenClosed,
    errors,
    runDeferred: () => {
      for (const run of deferred.splice(0)) run();
    },
  };
}

test('text waits and goes out in one write with the frame of the tick', () => {
  const { stream, connection, runDeferred } = open();
  connection.sendText({ command: 'A' });
  connection.sendText({ command: 'B' });
  assert.equal(stream.writes, []);
  connection.flush(Buffer.from('$frame'));
  assert.is(stream.writes.length, 1);
  assert.match(stream.writes[0], /^Command: A[\s\S]*Command: B[\s\S]*\$frame$/);
  runDeferred();
  assert.is(stream.writes.length, 1);
});

test('a lot goes out in pieces, the next one when the one before was taken, and in its order', async () => {
  const { stream, connection, runDeferred } = open({}, 100_000);
  const all = Buffer.from(Array.from({ length: 40_000 }, (_, index) => 97 + (index % 26)));
  stream.isStuck = true;
  assert.is(connection.bytesTaken, null);
  connection.sendFrame(all);
  runDeferred();
  assert.is(stream.writes.join('').length, 16_384);
  assert.is(connection.bytesTaken, 0);
  connection.sendText({ command: 'A' });
  runDeferred();
  assert.is(stream.writes.length, 1);
  stream.unstick();
  while (stream.writes.length < 3) await setImmediate();
  assert.is(connection.bytesTaken, null);
  const written = stream.writes.join('');
  assert.ok(written.slice(0, 40_000) === all.toString());
  assert.match(written.slice(40_000), /^Command: A/);
});

test('what waits at the end of a line is sent whole', async () => {
  const { stream, connection } = open({}, 100_000);
  connection.sendFrame(Buffer.alloc(40_000));
  connection.end();
  assert.is(stream.writes.join('').length, 40_000);
});

test('text without a frame goes out by itself, in one write', () => {
  const { stream, connection, runDeferred } = open();
  connection.sendText({ command: 'A' });
  connection.sendText({ command: 'B' });
  runDeferred();
  assert.is(stream.writes.length, 1);
});

test('a line is behind while a frame is in the stream, or more than a little text', () => {
  const { stream, connection } = open({}, 5000);
  const send = (): void => {
    connection.sendText({ command: 'A', body: { text: 'x'.repeat(300) } });
    connection.flush();
  };
  connection.flush(Buffer.from('$x'));
  assert.not.ok(connection.isBehind, 'the stream has taken it');
  stream.isStuck = true;
  send();
  assert.not.ok(connection.isBehind, 'an answer is on its way');
  send();
  send();
  assert.ok(connection.isBehind, 'a kilobyte is');
  stream.unstick();
  assert.not.ok(connection.isBehind);
  stream.isStuck = true;
  send();
  connection.flush(Buffer.from('$x'));
  assert.ok(connection.isBehind, 'a frame is, behind an answer');
  stream.unstick();
  assert.not.ok(connection.isBehind);
});

test('who does not read is dropped past the bound', async () => {
  const { stream, connection, whenClosed } = open();
  stream.isStuck = true;
  for (let count = 0; count < 40 && connection.isOpen; count++) {
    connection.sendText({ command: 'A' });
    connection.flush();
  }
  assert.not.ok(connection.isOpen);
  assert.is(((await whenClosed) as ProtocolError).code, 'SLOW_READER');
});

test('a mistake in a callback ends this connection with INTERNAL and is reported', async () => {
  const { stream, errors, whenClosed } = open({
    onText: () => {
      throw new TypeError('oops');
    },
  });
  stream.push('Command: A\n\n');
  assert.is(((await whenClosed) as ProtocolError).code, 'INTERNAL');
  assert.is(errors.length, 1);
  assert.match(stream.writes.join(''), /"code":"INTERNAL"/);
});

test('a fault of the peer is told to it, and nothing of it is read after that', async () => {
  const seen: string[] = [];
  const { stream, whenClosed } = open({ onText: ({ command }) => seen.push(command) });
  stream.push('Command: A\n\n\x01Command: B\n\n');
  assert.is(((await whenClosed) as ProtocolError).code, 'BAD_START');
  assert.equal(seen, ['A']);
  assert.match(stream.writes.join(''), /Command: ERROR\r\nId: 0\r\nStatus: ERR/);
});

test('a body that cannot be read is answered, and the line goes on', () => {
  const { stream, connection, runDeferred } = open();
  stream.emit('data', Buffer.from('Command: A\nId: 4\nLength: 1\n\n{Command: B\n\n'));
  runDeferred();
  assert.match(stream.writes.join(''), /Command: A\r\nId: 4\r\nStatus: ERR[\s\S]*BAD_JSON/);
  assert.ok(connection.isOpen);
});

test('octets are counted both ways', () => {
  const { stream, connection } = open();
  stream.emit('data', Buffer.from('Command: A\n\n'));
  assert.is(connection.bytesReceived, 12);
  connection.flush(Buffer.from('$1234'));
  assert.is(connection.bytesSent, 5);
});

test.run();
