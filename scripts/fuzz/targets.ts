// What the fuzzer feeds: one target for each place at which octets of a stranger are read. A target gives good octets, and takes bad
// ones; whatever it throws is a find. The canary has a fault on purpose: a fuzzer that does not find it finds nothing.
import * as assert from 'node:assert/strict';
import { parsePlace } from '../../src/client/address.js';
import { decodeNote, encodeNote } from '../../src/client/direct-notes.js';
import { ArenaError, parseArena } from '../../src/game/arena-text.js';
import { ARENAS } from '../../src/game/arenas.js';
import { drawInteger, type RandomState } from '../../src/game/random.js';
import { step } from '../../src/game/step.js';
import { SEATS_MAX } from '../../src/game/units.js';
import { createWorld, OPTIONS_DEFAULT } from '../../src/game/world.js';
import { decodeArena, encodeArena } from '../../src/protocol/arena-frame.js';
import { COMMANDS, type CommandName } from '../../src/protocol/commands.js';
import { decodeAnswer, decodeQuestion, encodeAnswer, encodeQuestion } from '../../src/protocol/discovery.js';
import { ProtocolError } from '../../src/protocol/errors.js';
import {
  ARENA_KIND,
  decodeInput,
  decodeLook,
  encodeInput,
  encodeLook,
  INPUT_BYTES,
  INPUT_KIND,
  LOOK_BYTES,
  LOOK_KIND,
  SNAPSHOT_KIND,
} from '../../src/protocol/frames.js';
import { FRAME_HEADER_BYTES, formatMessage, Receiver, writeFrameHeader } from '../../src/protocol/framing.js';
import {
  DIRECT_NAME_BYTES,
  HEADER_LINE_BYTES_MAX,
  INPUT_FRAME_BYTES_MAX,
  MESSAGE_BYTES_MAX,
} from '../../src/protocol/limits.js';
import { createNews, decodeSnapshot } from '../../src/protocol/snapshot.js';
import { cleanText } from '../../src/protocol/text.js';
import { Snapshots } from '../../src/server/snapshots.js';
import { playBotMatch } from '../tournament/bot-match.js';
import { createHostileServer } from './hostile-server.js';
import { pick } from './mutate.js';

/** One place at which octets are read. */
export interface Target {
  /** Good octets. */
  sample(random: RandomState): Buffer;
  /** Reads octets. @throws anything, when it has made a mistake */
  feed(bytes: Buffer, random: RandomState): void;
}

/** Bodies of the commands, good in form. */
const BODIES: Partial<Record<CommandName, object>> = {
  REGISTER: { nick: 'Ada', publicKey: 'A'.repeat(43), signature: 'A'.repeat(86) },
  LOGIN: { nick: 'Ada', signature: 'A'.repeat(86) },
  START_CHANNEL: { options: { mode: 'teams', bots: 4, pickupsOff: ['star'], public: true } },
  JOIN_CHANNEL: { code: 'K7WQ2M', password: 'sesame' },
  UPDATE_CHANNEL: { options: { seats: 2, delay: 30 } },
  CHAT: { text: 'hello', to: 'lobby', action: true },
  HISTORY: { channel: 'lobby' },
  GROUP: { group: '4B' },
  MSG: { to: 'Ada', box: 'AAAA' },
  CHAMPIONS: { mode: 'duel', page: 1, season: 1 },
  BAN: { address: '192.0.2.0/24', minutes: 1, reason: 'why' },
  VOTE: { kind: 'kick', value: 'Ada' },
  READY: { ready: true },
  FOLLOW: { seat: 1 },
  FRIENDS: { friends: [{ nick: 'Ada', identity: 'A'.repeat(43) }] },
  NICK: { nick: 'Eva' },
  SETTLE: { seat: 1 },
  CARD: { key: 'A'.repeat(43), signature: 'A'.repeat(86) },
  CARD_OF: { nick: 'Ada' },
  PROFILE: { nick: 'Ada' },
  SPECTATE: { code: 'K7WQ2M' },
  TEAM: { team: 1 },
  VOTE_NEXT: { choice: 1 },
  KICK: { nick: 'Ada', reason: 'why' },
  MUTE: { nick: 'Ada', minutes: 1 },
  UNBAN: { address: '192.0.2.0/24' },
  BANS: { page: 1 },
  OP: { nick: 'Ada', role: 'admin' },
};

/** Some messages and frames, one behind the other, as a client sends them. */
export function sampleStream(random: RandomState): Buffer {
  const parts: Buffer[] = [];
  for (let count = 1 + drawInteger(random, 6); count > 0; count--) {
    const command = pick(Object.keys(COMMANDS), random) as CommandName;
    if (drawInteger(random, 3) === 0) {
      const isLook = drawInteger(random, 2) === 0;
      const body = isLook ? sampleLook(random) : sampleInput(random);
      const frame = Buffer.alloc(FRAME_HEADER_BYTES);
      writeFrameHeader(frame, 0, isLook ? LOOK_KIND : INPUT_KIND, body.length);
      parts.push(frame, body);
    } else parts.push(formatMessage({ command, id: drawInteger(random, 1000), body: BODIES[command] ?? {} }));
  }
  return Buffer.concat(parts);
}

function sampleInput(random: RandomState): Buffer {
  const out = Buffer.alloc(INPUT_BYTES);
  const buttons = drawInteger(random, 64);
  encodeInput({ sequence: drawInteger(random, 256), tick: drawInteger(random, 60_000), buttons }, out, 0);
  return out;
}

function sampleLook(random: RandomState): Buffer {
  const out = Buffer.alloc(LOOK_BYTES);
  encodeLook({ x: drawInteger(random, 24_577), y: drawInteger(random, 24_577) }, out, 0);
  return out;
}

/** Frames of a battle of bots as one of its players is sent them. */
const battle = ((): { readonly arena: Buffer; readonly name: string; readonly frames: Buffer[] } => {
  const frames: Buffer[] = [];
  let snapshots: Snapshots | null = null;
  let viewer: ReturnType<Snapshots['createViewer']> | null = null;
  const arena = ARENAS.get('Crossroads')!;
  playBotMatch({ arena, options: OPTIONS_DEFAULT, levels: [3, 3, 3, 3], seed: 7, ticksMax: 300 }, (world) => {
    snapshots ??= new Snapshots(world);
    viewer ??= snapshots.createViewer(0);
    snapshots.update(world.events);
    const frame = snapshots.encode(viewer, 0, 0);
    if (frame !== null) frames.push(Buffer.from(frame.subarray(FRAME_HEADER_BYTES)));
  });
  return { arena: Buffer.from(encodeArena(arena)), name: arena.name, frames };
})();

/** What a peer may do wrong is told by these alone. */
function refuses(fault: new (...args: never[]) => Error, act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof fault)) throw error;
  }
}

const NONCE = Buffer.from('01234567');
const CANARY = Buffer.from('canary');

const IDENTITY = 'A'.repeat(43);
const NOTES = ((): readonly Buffer[] => {
  const name = Buffer.alloc(DIRECT_NAME_BYTES, 7);
  const card = { identity: IDENTITY, key: IDENTITY, signature: 'A'.repeat(86) };
  const place = { addresses: ['192.0.2.7', '2001:db8::7'], port: 40_000, hash: Buffer.alloc(32, 9) };
  return [
    encodeNote({ step: 'ask', name, card }),
    encodeNote({ step: 'here', name, card, place }),
    encodeNote({ step: 'ready', name }),
    encodeNote({ step: 'left', name, sequence: 3, content: { kind: 'text', text: 'at noon' } }),
  ];
})();

/** All targets without a server. */
export const TARGETS: Readonly<Record<string, Target>> = {
  /** The stream of a client, cut anywhere. */
  stream: {
    sample: sampleStream,
    feed(bytes, random) {
      const limits = { messageBytesMax: MESSAGE_BYTES_MAX, frameBytesMax: INPUT_FRAME_BYTES_MAX };
      const receiver = new Receiver(limits);
      refuses(ProtocolError, () => {
        for (let at = 0; at < bytes.length; ) {
          const end = at + 1 + drawInteger(random, 300);
          receiver.push(bytes.subarray(at, end), (message) => {
            if (message.type === 'binary' && message.kind === INPUT_KIND)
              refuses(ProtocolError, () => decodeInput(message.body));
            if (message.type === 'binary' && message.kind === LOOK_KIND)
              refuses(ProtocolError, () => decodeLook(message.body));
            if (message.type === 'text' && Object.hasOwn(COMMANDS, message.command))
              COMMANDS[message.command as CommandName].body.safeParse(message.body);
          });
          assert.ok(
            receiver.heldBytes <= Math.max(MESSAGE_BYTES_MAX, HEADER_LINE_BYTES_MAX),
            'held too much',
          );
          at = end;
        }
      });
    },
  },
  /** Snapshots as a client takes them, and the rules on what they have made of its world. */
  snapshot: {
    sample: (random) => pick(battle.frames, random),
    feed(bytes, random) {
      const world = createWorld(decodeArena(battle.name, battle.arena), OPTIONS_DEFAULT, 1, false);
      const news = createNews();
      refuses(ProtocolError, () => {
        decodeSnapshot(battle.frames[0], world, news);
        decodeSnapshot(bytes, world, news);
        for (let tick = 0; tick < 3; tick++)
          step(world, new Uint8Array(SEATS_MAX).fill(drawInteger(random, 64)));
      });
    },
  },
  /** All that a server sends, taken, stepped and drawn. */
  'hostile-server': createHostileServer([
    [ARENA_KIND, battle.arena],
    ...battle.frames.map((frame) => [SNAPSHOT_KIND, frame] as const),
  ]),
  arena: {
    sample: () => battle.arena,
    feed: (bytes) => refuses(ProtocolError, () => decodeArena('fuzz', bytes)),
  },
  discovery: {
    sample: (random) =>
      drawInteger(random, 2) === 0
        ? encodeQuestion(NONCE)
        : encodeAnswer(NONCE, {
            id: 'ab'.repeat(8),
            port: 8265,
            players: 3,
            playersMax: 100,
            rooms: 1,
            name: 'Home of Ada',
          }),
    feed(bytes) {
      decodeQuestion(bytes);
      const hint = decodeAnswer(bytes, NONCE);
      if (hint !== null) assert.equal(hint.name, cleanText(hint.name, 64));
    },
  },
  /** What a peer tells for a direct line, out of its box. */
  'direct-note': {
    sample: (random) => pick(NOTES, random),
    feed(bytes) {
      const note = decodeNote(bytes, IDENTITY);
      if (note?.step === 'left') decodeNote(encodeNote(note), IDENTITY);
    },
  },
  /** An arena that a host has drawn. */
  'arena-text': {
    sample: () => Buffer.from(`name: Fuzz\nauthor: Ada\nmodes: duel\n\n${`S${'.'.repeat(23)}\n`.repeat(12)}`),
    feed: (bytes) => refuses(ArenaError, () => void parseArena(bytes.toString('utf8'))),
  },
  /** What somebody says, and addresses that somebody pastes. */
  text: {
    sample: () => Buffer.from('tank://[2001:db8::1]:8265/K7WQ2M e\u0301 \u200d zażółć'),
    feed(bytes) {
      const clean = cleanText(bytes.toString('utf8'), 200);
      assert.equal(cleanText(clean, 200), clean, 'cleaned twice is another text');
      assert.doesNotMatch(clean, /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      parsePlace(bytes.toString('utf8'));
    },
  },
  /** Checks its word, reads a length in front of it, and believes that: the fault that the fuzzer has to find. */
  canary: {
    sample: () => Buffer.concat([Buffer.from([CANARY.length]), CANARY]),
    feed(bytes) {
      if (bytes.indexOf(CANARY) === 1) bytes.readUInt8(bytes[0]);
    },
  },
};
