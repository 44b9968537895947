// The attacks of the siege: each says how its lines get ready, and what they say as often as a server lets them, or ten times as often.
import { randomBytes } from 'node:crypto';
import { driveTowards } from '../../../src/game/buttons.js';
import { encodeInput, INPUT_BYTES, INPUT_KIND } from '../../../src/protocol/frames.js';
import { FRAME_HEADER_BYTES, writeFrameHeader } from '../../../src/protocol/framing.js';
import {
  COMMANDS_PER_SECOND,
  INPUTS_PER_SECOND,
  ROOM_CHANGES_PER_SECOND,
} from '../../../src/protocol/limits.js';
import { type AttackLine, message } from './attack-line.js';
import { TIE_PLAYERS } from './tie.js';

/** One attack. */
export interface Attack {
  readonly addresses: number;
  readonly linesPerAddress: number;
  /** Messages that each line says in a second. */
  readonly perSecond: number;
  /** Gets a line ready that is up. @param first the first line of its address, which is ready already, or this one */
  ready(line: AttackLine, first: AttackLine): Promise<void>;
  /** What a line says next. */
  next(line: AttackLine): Buffer;
  /** A line that is cut comes back at once. */
  readonly comesBack?: true;
}

/** A room's code, by the first line of an address. */
const codes = new Map<AttackLine, string>();
const LONG = [
  '\u{20000}',
  '\u{20001}',
  '\u{20002}',
  '\u{20003}',
  '\u{20004}',
  '\u{20005}',
  '\u{20006}',
  '\u{20007}',
];

async function beGuest(line: AttackLine): Promise<void> {
  await line.ask('REGISTER', { nick: `g${line.number}-${randomBytes(3).toString('hex')}` });
}

/** A nick of 64 octets. */
async function beLong(line: AttackLine): Promise<void> {
  const digits = Array.from({ length: 16 }, (_, place) =>
    place < 5 ? (line.number >> (3 * place)) & 7 : randomBytes(1)[0] & 7,
  );
  await line.ask('REGISTER', { nick: digits.map((digit) => LONG[digit]).join('') });
}

async function makeRoom(line: AttackLine, options: object): Promise<void> {
  const answer = await line.ask('START_CHANNEL', { options });
  codes.set(line, (answer?.body.room as { code: string } | undefined)?.code ?? '');
}

async function shareRoom(line: AttackLine, first: AttackLine, options: object): Promise<void> {
  if (line === first) await makeRoom(line, options);
  else await line.ask('JOIN_CHANNEL', { code: codes.get(first) });
}

const inTurn =
  (...messages: readonly Buffer[]) =>
  (line: AttackLine): Buffer =>
    messages[line.said % messages.length];

const quick = { countdown: 0, minutes: 30, seats: 16, bots: 16, botLevel: 4 };
const usual = { addresses: 4, linesPerAddress: 16, perSecond: COMMANDS_PER_SECOND };
const friends = Array.from({ length: 30 }, (_, index) => ({
  nick: `Friend${index}`,
  identity: String(index).padEnd(43, 'A'),
}));
const lists = inTurn(
  message('WHO'),
  message('LIST_CHANNELS'),
  message('PROFILE', { nick: 'Player7' }),
  message('FRIENDS', { friends }),
  message('CHAMPIONS', { page: 500 }),
  message('HISTORY', { channel: 'lobby' }),
);
const pings = inTurn(message('PING'));
const bigPing = message('PING', { deep: Array.from({ length: 500 }, () => [[{}]]) });

function input(sequence: number): Buffer {
  const frame = Buffer.allocUnsafe(FRAME_HEADER_BYTES + INPUT_BYTES);
  const at = writeFrameHeader(frame, 0, INPUT_KIND, INPUT_BYTES);
  encodeInput({ tick: 1000, sequence: sequence & 255, buttons: driveTowards(sequence & 3) }, frame, at);
  return frame;
}

/** Each change fills a room with bots, or empties it. */
const botsInTurn: Attack = {
  ...usual,
  ready: async (line) => {
    await beGuest(line);
    await makeRoom(line, { seats: 16 });
  },
  next: inTurn(
    message('UPDATE_CHANNEL', { options: { bots: 16 } }),
    message('UPDATE_CHANNEL', { options: { bots: 0 } }),
  ),
};

/** All of them. */
export const ATTACKS: Readonly<Record<string, Attack>> = {
  'bots 0 and 16 in turn, 16 lines of one address': { ...botsInTurn, addresses: 1 },
  'the same, of four': botsInTurn,
  'rooms of long nicks told of options': {
    ...usual,
    ready: async (line, first) => {
      await beLong(line);
      await shareRoom(line, first, { seats: 16 });
    },
    next: (line) =>
      inTurn(
        message('UPDATE_CHANNEL', { options: { minutes: 5 } }),
        message('UPDATE_CHANNEL', { options: { minutes: 6 } }),
        message('READY', { ready: line.said % 4 === 2 }),
      )(line),
  },
  'pages of the champions inside a tie': {
    ...usual,
    ready: beGuest,
    next: (line) =>
      message('CHAMPIONS', { page: 1 + ((line.said * 97 + line.number * 31) % (TIE_PLAYERS / 20)) }),
  },
  'rooms made, begun and left': {
    ...usual,
    ready: beGuest,
    next: inTurn(
      message('START_CHANNEL', { options: quick }),
      message('START_GAME'),
      message('LEAVE_CHANNEL'),
    ),
  },
  'battles of 16 bots': {
    ...usual,
    perSecond: 1,
    ready: async (line) => {
      await beGuest(line);
      await makeRoom(line, quick);
      await line.ask('START_GAME');
    },
    next: pings,
  },
  lists: { ...usual, ready: beGuest, next: lists },
  'talk in the lobby, in rooms and in private': {
    ...usual,
    ready: async (line, first) => {
      await beGuest(line);
      await shareRoom(line, first, { seats: 16 });
    },
    next: inTurn(
      message('CHAT', { text: 'x'.repeat(200), to: 'room' }),
      message('CHAT', { text: 'x'.repeat(200), to: 'lobby' }),
      message('GROUP', { group: 'abc' }),
      message('HISTORY', { channel: 'room' }),
    ),
  },
  'watching and leaving': {
    ...usual,
    perSecond: ROOM_CHANGES_PER_SECOND,
    ready: async (line, first) => {
      await beGuest(line);
      await shareRoom(line, first, { ...quick, bots: 15, spectators: 16 });
      if (line === first) await line.ask('START_GAME');
      else await line.ask('LEAVE_CHANNEL');
    },
    next: (line) => {
      const code = [...codes.entries()].find(([first]) => first.address === line.address)?.[1];
      return inTurn(message('SPECTATE', { code }), message('LEAVE_CHANNEL'))(line);
    },
  },
  'logins with bad signatures': {
    ...usual,
    ready: async () => {},
    next: inTurn(message('HELLO'), message('LOGIN', { nick: 'Player7', signature: 'A'.repeat(86) })),
    comesBack: true,
  },
  'guests who come and go': {
    ...usual,
    ready: async () => {},
    next: (line) =>
      line.said % 2 === 0
        ? message('REGISTER', { nick: `g${randomBytes(6).toString('hex')}` })
        : message('QUIT'),
    comesBack: true,
  },
  'inputs and large bodies': {
    ...usual,
    perSecond: 0.8 * INPUTS_PER_SECOND,
    ready: async (line, first) => {
      await beGuest(line);
      await shareRoom(line, first, quick);
      if (line === first) await line.ask('START_GAME');
    },
    next: (line) => (line.said % 40 === 0 ? bigPing : input(line.said)),
  },
  'history asked for and not read': {
    ...usual,
    ready: async (line, first) => {
      await beGuest(line);
      await shareRoom(line, first, { seats: 16 });
      for (let count = 0; count < 4; count++) await line.ask('CHAT', { text: '\u{20000}'.repeat(200) });
      line.goDeaf();
    },
    next: inTurn(message('HISTORY', { channel: 'room' })),
    comesBack: true,
  },
  handshakes: {
    ...usual,
    perSecond: 5,
    ready: async () => {},
    next: () => Buffer.from('GET / HTTP/1.0\r\n\r\n'),
    comesBack: true,
  },
  'ten times too much, from 30 addresses': {
    addresses: 30,
    linesPerAddress: 16,
    perSecond: 10 * COMMANDS_PER_SECOND,
    ready: beGuest,
    next: lists,
    comesBack: true,
  },
};
