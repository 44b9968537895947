// The receiver on random input: messages in random chunks come out as they went in, and garbage of any kind brings
// nothing but a ProtocolError and never makes the receiver hold more than its limits. A failure prints its seed.
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ProtocolError } from '../../src/protocol/errors.js';
import { formatMessage, Receiver, writeFrameHeader } from '../../src/protocol/framing.js';
import { HEADER_LINE_BYTES_MAX } from '../../src/protocol/limits.js';

const LIMITS = { messageBytesMax: 1024, frameBytesMax: 64 };
const HELD_BYTES_MAX = Math.max(LIMITS.messageBytesMax, LIMITS.frameBytesMax, HEADER_LINE_BYTES_MAX);

const value = fc.oneof(
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const body = fc.dictionary(
  fc.string({ unit: 'binary', maxLength: 6 }).filter((key) => key !== '__proto__'),
  fc.oneof(value, fc.array(value, { maxLength: 3 })),
  { maxKeys: 4, noNullPrototype: true },
);
const textMessage = fc
  .record({
    command: fc.stringMatching(/^[A-Z_]{1,24}$/),
    id: fc.nat(2 ** 31 - 1),
    auth: fc.option(fc.option(fc.stringMatching(/^[a-z0-9_-]{1,64}$/)), { nil: undefined }),
    status: fc.constantFrom('SUCC' as const, 'ERR' as const, undefined),
    body,
  })
  .map(({ command, id, auth, status, body }) => ({
    wire: formatMessage({
      command,
      id,
      body,
      ...(auth === undefined ? {} : { auth }),
      ...(status === undefined ? {} : { status }),
    }),
    received: { type: 'text', command, id, auth, status, body: JSON.parse(JSON.stringify(body)) },
  }));
const frame = fc
  .tuple(fc.nat(255), fc.uint8Array({ maxLength: LIMITS.frameBytesMax }))
  .map(([kind, octets]) => {
    const wire = Buffer.alloc(4 + octets.length);
    wire.set(octets, writeFrameHeader(wire, 0, kind, octets.length));
    return { wire, received: { type: 'binary', kind, body: Buffer.from(octets).toString('hex') } };
  });
const messages = fc.array(fc.oneof(textMessage, frame), { maxLength: 6 });
const cuts = fc.array(fc.nat(4096), { maxLength: 12 });

/** Cuts `wire` at the given places, as far as they lie in it. */
function split(wire: Buffer, places: readonly number[]): Buffer[] {
  const sorted = [0, ...places.filter((place) => place < wire.length).sort((a, b) => a - b), wire.length];
  return sorted.slice(1).map((end, index) => wire.subarray(sorted[index], end));
}

function receive(chunks: readonly Buffer[]): { received: unknown[]; code: string | undefined } {
  const receiver = new Receiver(LIMITS);
  const received: unknown[] = [];
  let code: string | undefined;
  for (const chunk of chunks) {
    try {
      receiver.push(chunk, (message) => {
        if (message.type === 'binary') received.push({ ...message, body: message.body.toString('hex') });
        else received.push(message.type === 'text' ? message : { ...message, error: message.error.code });
      });
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      code = error.code;
    }
    assert.ok(receiver.heldBytes <= HELD_BYTES_MAX, `holds ${receiver.heldBytes}`);
  }
  return { received, code };
}

test('random messages in random chunks are received as they were sent', () => {
  fc.assert(
    fc.property(messages, cuts, (sent, places) => {
      const wire = Buffer.concat(sent.map((message) => message.wire));
      const outcome = receive(split(wire, places));
      assert.is(outcome.code, undefined);
      assert.equal(
        outcome.received,
        sent.map((message) => message.received),
      );
    }),
    { numRuns: 1000 },
  );
});

const garbage = fc.oneof(
  fc.uint8Array({ maxLength: 600 }).map((octets) => Buffer.from(octets)),
  fc.string({ unit: 'grapheme-ascii', maxLength: 600 }).map((text) => Buffer.from(text)),
  fc
    .array(
      fc.constantFrom(
        'Command: ',
        'A',
        'Length: ',
        '3',
        'Id: ',
        '\r\n',
        '\n',
        '\r',
        '{}',
        '$',
        '\0',
        ' ',
        ':',
        '"',
        'é',
      ),
      { maxLength: 80 },
    )
    .map((parts) => Buffer.from(parts.join(''))),
  // Good messages with one octet changed.
  fc.tuple(messages, fc.nat(4096), fc.nat(255)).map(([sent, place, octet]) => {
    const wire = Buffer.concat(sent.map((message) => message.wire));
    if (wire.length > 0) wire[place % wire.length] = octet;
    return wire;
  }),
);

test('garbage brings nothing but a ProtocolError, the same one however it is split', () => {
  fc.assert(
    fc.property(garbage, cuts, (wire, places) => {
      const whole = receive([wire]);
      assert.equal(receive(split(wire, places)), whole);
      assert.equal(receive(Array.from(wire, (octet) => Buffer.from([octet]))), whole);
    }),
    { numRuns: 2000 },
  );
});

test.run();
