// The receiver and the formatters against fixed octets, both ways, whole and split at every octet; and each fault with
// the message that brings it about.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ProtocolError } from '../../src/protocol/errors.js';
import {
  FRAME_HEADER_BYTES,
  formatMessage,
  type Message,
  type OutgoingText,
  Receiver,
  type ReceiverLimits,
  writeFrameHeader,
} from '../../src/protocol/framing.js';
import { HEADER_LINE_BYTES_MAX, MESSAGE_BYTES_MAX } from '../../src/protocol/limits.js';

const LIMITS: ReceiverLimits = { messageBytesMax: MESSAGE_BYTES_MAX, frameBytesMax: 16 };

interface Outcome {
  readonly messages: unknown[];
  /** Code of the fatal fault, where there was one. */
  readonly code: string | undefined;
}

function receive(chunks: readonly Buffer[], limits = LIMITS): Outcome {
  const receiver = new Receiver(limits);
  const messages: unknown[] = [];
  let code: string | undefined;
  for (const chunk of chunks) {
    try {
      receiver.push(chunk, (message) => messages.push(keep(message)));
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      assert.ok(error.fatal, `${error.code} is thrown, and so fatal`);
      assert.is(code, undefined, 'nothing is thrown after a fatal fault');
      code = error.code;
    }
  }
  return { messages, code };
}

// A copy that stays: frame bodies are valid during the callback only.
function keep(message: Message): unknown {
  if (message.type === 'binary') return { ...message, body: message.body.toString('hex') };
  if (message.type === 'fault') return { ...message, error: message.error.code };
  return message;
}

/** Asserts the outcome for the whole input, for every split in two, and octet by octet. */
function check(input: string | Buffer, expected: Outcome, limits = LIMITS): void {
  const octets = Buffer.from(input as string);
  assert.equal(receive([octets], limits), expected, 'whole');
  for (let at = 0; at <= octets.length; at += 1) {
    assert.equal(receive([octets.subarray(0, at), octets.subarray(at)], limits), expected, `split at ${at}`);
  }
  const single = Array.from(octets, (octet) => Buffer.from([octet]));
  assert.equal(receive(single, limits), expected, 'octet by octet');
}

function text(command: string, id: number, body: object, auth?: string | null, status?: string): object {
  return { type: 'text', command, id, auth, status, body };
}

function fault(command: string, id: number, error: string): object {
  return { type: 'fault', error, command, id };
}

function refused(input: string | Buffer, code: string, limits = LIMITS): void {
  check(input, { messages: [], code }, limits);
}

const VECTORS: readonly { outgoing: OutgoingText; wire: string; received: object }[] = [
  {
    outgoing: { command: 'REGISTER', id: 1, auth: null, body: { nick: 'Ada' } },
    wire: 'Auth: None\r\nCommand: REGISTER\r\nId: 1\r\nLength: 14\r\n\r\n{"nick":"Ada"}',
    received: text('REGISTER', 1, { nick: 'Ada' }, null),
  },
  {
    outgoing: { command: 'HELLO', id: 7, status: 'SUCC', body: { text: 'Hello from server' } },
    wire: 'Command: HELLO\r\nId: 7\r\nStatus: SUCC\r\nLength: 28\r\n\r\n{"text":"Hello from server"}',
    received: text('HELLO', 7, { text: 'Hello from server' }, undefined, 'SUCC'),
  },
  {
    outgoing: { command: 'RESUME', id: 2147483647, auth: 'a-Z_9', body: { text: 'zażółć' } },
    wire: 'Auth: a-Z_9\r\nCommand: RESUME\r\nId: 2147483647\r\nLength: 21\r\n\r\n{"text":"zażółć"}',
    received: text('RESUME', 2147483647, { text: 'zażółć' }, 'a-Z_9'),
  },
  {
    outgoing: { command: 'QUIT' },
    wire: 'Command: QUIT\r\nId: 0\r\nLength: 0\r\n\r\n',
    received: text('QUIT', 0, {}),
  },
];

test('text messages are formatted as the fixed octets, and these are received as the message', () => {
  for (const { outgoing, wire, received } of VECTORS) {
    assert.is(formatMessage(outgoing).toString(), wire);
    check(wire, { messages: [received], code: undefined });
  }
});

test('several messages of both kinds in one stream keep their order', () => {
  const frame = Buffer.from('24 01 0002 beef'.replaceAll(' ', ''), 'hex');
  const empty = Buffer.from('24ff0000', 'hex');
  const input = Buffer.concat([
    frame,
    Buffer.from(VECTORS[0].wire),
    empty,
    frame,
    Buffer.from(VECTORS[3].wire),
    Buffer.from(VECTORS[1].wire),
  ]);
  const beef = { type: 'binary', kind: 1, body: 'beef' };
  check(input, {
    messages: [
      beef,
      VECTORS[0].received,
      { type: 'binary', kind: 255, body: '' },
      beef,
      VECTORS[3].received,
      VECTORS[1].received,
    ],
    code: undefined,
  });
});

test('a frame header is written in four octets', () => {
  const buffer = Buffer.alloc(6, 0xaa);
  assert.is(writeFrameHeader(buffer, 1, 2, 0x0102), 1 + FRAME_HEADER_BYTES);
  assert.is(buffer.toString('hex'), 'aa24020102aa');
  assert.throws(() => writeFrameHeader(buffer, 0, 256, 0), RangeError);
  assert.throws(() => writeFrameHeader(buffer, 0, 0, 65536), RangeError);
});

test('what a person types is taken: bare LF, any case, no Id, no Length, blank lines', () => {
  check('\n\r\n\ncommand:TIME\n\n\nCOMMAND:   HELLO  \nlength: 2\n\n{}\n', {
    messages: [text('TIME', 0, {}), text('HELLO', 0, {})],
    code: undefined,
  });
  check('Length: 0002\nId: 0003\nCommand: PING\n\n{}', { messages: [text('PING', 3, {})], code: undefined });
});

test('a frame may follow blank lines', () => {
  check('\r\n$\x01\x00\x01z', { messages: [{ type: 'binary', kind: 1, body: '7a' }], code: undefined });
});

test('the last of a repeated key counts, and a body of odd keys is a plain object', () => {
  const body = '{"a":1,"a":2,"constructor":3}';
  check(`Command: X\nLength: ${body.length}\n\n${body}`, {
    messages: [text('X', 0, { a: 2, constructor: 3 })],
    code: undefined,
  });
});

test('a body that cannot be read is told with its command and Id, and the stream goes on', () => {
  const bad: [string | Buffer, string][] = [
    ['{"a":', 'BAD_JSON'],
    ['[]', 'BAD_JSON'],
    ['null', 'BAD_JSON'],
    ['"x"', 'BAD_JSON'],
    ['1', 'BAD_JSON'],
    ['\ufeff{}', 'BAD_JSON'],
    ['{"__proto__":{"a":1}}', 'BAD_JSON'],
    ['{"a":[{"__proto__":null}]}', 'BAD_JSON'],
    ['{"a":{"b":{"c":{"d":{"e":{}}}}}}', ''],
    ['{"a":{"b":{"c":{"d":{"e":[[]]}}}}}', 'BAD_JSON'],
    [Buffer.from('7b22ff223a317d', 'hex'), 'BAD_UTF8'],
    [Buffer.from('7b22c0af223a317d', 'hex'), 'BAD_UTF8'],
    [Buffer.from('7b22eda080223a317d', 'hex'), 'BAD_UTF8'],
  ];
  for (const [body, code] of bad) {
    const octets = Buffer.from(body as string);
    const input = Buffer.concat([
      Buffer.from(`Command: A\r\nId: 9\r\nLength: ${octets.length}\r\n\r\n`),
      octets,
      Buffer.from('Command: B\r\n\r\n'),
    ]);
    const first = code === '' ? text('A', 9, JSON.parse(octets.toString())) : fault('A', 9, code);
    check(input, { messages: [first, text('B', 0, {})], code: undefined });
  }
});

test('a body nested as deep as a message allows is refused without trouble', () => {
  const limits = { messageBytesMax: 1 << 20, frameBytesMax: 0 };
  const body = `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  const input = Buffer.from(`Command: A\n${`Length: ${body.length}`}\n\n${body}`);
  assert.equal(receive([input], limits), { messages: [fault('A', 0, 'BAD_JSON')], code: undefined });
});

test('BAD_START: an octet that starts no message', () => {
  for (const start of ['\0', ' ', '{', '1', '#', '%', '@', '[', '`', '\x16\x03\x01', '\xff']) {
    refused(Buffer.from(start, 'latin1'), 'BAD_START');
  }
  refused('\r\n\r\n{}', 'BAD_START');
});

test('BAD_HEADER: malformed, unknown, repeated and missing headers', () => {
  const heads = [
    'GET / HTTP/1.1',
    'Command',
    'Command:',
    'Command: ',
    'Command : A',
    'Command: A B',
    'Command:\tA',
    'Command: a',
    'Command: A1',
    `Command: ${'A'.repeat(25)}`,
    'Command: A\rId: 1',
    'Command: Ą',
    'Comm and: A',
    'Host: x',
    'Constructor: x',
    'A: B: C',
    'Id: -1',
    'Id: +1',
    'Id: 1.5',
    'Id: 2147483648',
    'Id: 99999999999999999999999999',
    'Id: x',
    'Auth: a b',
    'Auth: a=',
    `Auth: ${'a'.repeat(65)}`,
    'Status: OK',
    'Status: succ',
    'Command: A\r\nCommand: A',
    'Id: 0\r\nid: 0',
    'Auth: None\r\nAuth: None',
    'Status: ERR\r\nStatus: ERR',
    'Length: 0\r\nLength: 0',
    'Id: 1\r\n',
    'Auth: None\r\nLength: 0\r\n',
  ];
  for (const head of heads) refused(`${head}\r\n`, 'BAD_HEADER');
});

test('BAD_LENGTH: a length that is not a decimal number', () => {
  for (const value of ['-1', '+1', '1.0', '0x10', '1e2', 'x', '1,0']) {
    refused(`Command: A\r\nLength: ${value}\r\n`, 'BAD_LENGTH');
  }
});

test('TOO_MANY_HEADERS: blank lines before a message are bounded', () => {
  check(`${'\n'.repeat(7)}Command: A\n\n`, { messages: [text('A', 0, {})], code: undefined });
  refused(`${'\n'.repeat(8)}Command: A\n`, 'TOO_MANY_HEADERS');
  refused('\r\n'.repeat(9), 'TOO_MANY_HEADERS');
});

test('LINE_TOO_LONG: at the bound a line is taken, one octet more is not', () => {
  const line = (bytes: number) => `Command: A${' '.repeat(bytes - 12)}\r\n`;
  assert.is(line(HEADER_LINE_BYTES_MAX).length, HEADER_LINE_BYTES_MAX);
  check(`${line(HEADER_LINE_BYTES_MAX)}\r\n`, { messages: [text('A', 0, {})], code: undefined });
  refused(line(HEADER_LINE_BYTES_MAX + 1), 'LINE_TOO_LONG');
  refused('A'.repeat(HEADER_LINE_BYTES_MAX), 'LINE_TOO_LONG');
});

test('MESSAGE_TOO_LONG: at the bound a message is taken, one octet more is not, in the head or in the body', () => {
  const head = 'Command: A\r\nLength: 10\r\n\r\n';
  const whole = { messageBytesMax: head.length + 10, frameBytesMax: 0 };
  check(`${head}{"a":1234}`, { messages: [text('A', 0, { a: 1234 })], code: undefined }, whole);
  const less = { messageBytesMax: head.length + 9, frameBytesMax: 0 };
  refused(head, 'MESSAGE_TOO_LONG', less);
  refused('Command: A\r\nId: 1\r\n', 'MESSAGE_TOO_LONG', { messageBytesMax: 18, frameBytesMax: 0 });
  refused('Command: A\r\nLength: 999999999999999999999999999\r\n\r\n', 'MESSAGE_TOO_LONG');
});

test('FRAME_TOO_LONG: at the bound a frame is taken, one octet more is not', () => {
  const frame = (bytes: number) => `$\x01\x00${String.fromCharCode(bytes)}${'z'.repeat(bytes)}`;
  check(frame(16), { messages: [{ type: 'binary', kind: 1, body: '7a'.repeat(16) }], code: undefined });
  refused(frame(17), 'FRAME_TOO_LONG');
  refused('$\x01\xff\xff', 'FRAME_TOO_LONG');
});

test('what came before a fatal fault is delivered, nothing after it', () => {
  check('Command: A\n\n{Command: B\n\n', { messages: [text('A', 0, {})], code: 'BAD_START' });
});

test('limits that the callback changes hold from the next message of the same chunk on', () => {
  const receiver = new Receiver({ messageBytesMax: 30, frameBytesMax: 0 });
  const commands: string[] = [];
  receiver.push(
    Buffer.from(`Command: LOGIN\n\n$\x01\x00\x02ab${'Command: A\nLength: 12\n\n{"a":123456}'}`),
    (message) => {
      commands.push(message.type === 'text' ? message.command : message.type);
      receiver.limits = LIMITS;
    },
  );
  assert.equal(commands, ['LOGIN', 'binary', 'A']);
});

test('stop within the callback ends the delivery of the same chunk', () => {
  const receiver = new Receiver(LIMITS);
  let count = 0;
  const input = Buffer.from('Command: A\n\nCommand: B\n\n');
  receiver.push(input, () => {
    count += 1;
    receiver.stop();
  });
  receiver.push(input, () => {
    count += 1;
  });
  assert.is(count, 1);
});

test('what the callback throws passes through, and the receiver stops', () => {
  const receiver = new Receiver(LIMITS);
  const input = Buffer.from('Command: A\n\n');
  assert.throws(() => {
    receiver.push(input, () => {
      throw new TypeError('mistake');
    });
  }, /mistake/);
  receiver.push(input, () => assert.unreachable());
});

test('a message that no receiver would take is not formatted', () => {
  const bad: OutgoingText[] = [
    { command: 'a' },
    { command: 'A\r\nAuth: x' },
    { command: 'A', auth: 'x\r\nLength: 0' },
    { command: 'A', auth: '' },
    { command: 'A', id: -1 },
    { command: 'A', id: 1.5 },
    { command: 'A', body: { text: 'x'.repeat(20_000) } },
  ];
  for (const message of bad)
    assert.throws(
      () => formatMessage(message),
      (error: Error) => error instanceof RangeError,
    );
});

test.run();
