// The fuzzer's hostile server: whatever a server may send a client in a battle and around it, almost good. It is taken, stepped and
// drawn as in a game, on a terminal of any kind; only a refusal is no find.
import { MODES } from '../../src/game/modes.js';
import { drawInteger, type RandomState } from '../../src/game/random.js';
import { ProtocolError } from '../../src/protocol/errors.js';
import { FRAME_HEADER_BYTES, formatMessage, Receiver, writeFrameHeader } from '../../src/protocol/framing.js';
import { FRAME_BYTES_MAX, SERVER_MESSAGE_BYTES_MAX } from '../../src/protocol/limits.js';
import { PHASES } from '../../src/protocol/room-state.js';
import { fullRoom, HostileBattle } from '../../test/client/hostile-battle.js';
import { pick } from './mutate.js';
import type { Target } from './targets.js';

const ROOM = { ...fullRoom('teams', 'Crossroads'), ballot: [{ mode: 'duel', arena: 'Twins', votes: 1 }] };
const PODIUM = [{ seat: 1, nick: 'Ada', team: 1, points: -3, kills: 2, deaths: 9 }];
const AWARDS = [{ award: 'most-kills', seat: 1, nick: 'Ada' }];
const LINE = {
  seat: 1,
  nick: 'Ada',
  group: '4B',
  text: 'good luck',
  action: false,
  utcMs: 1_700_000_000_000,
};
const RECORD = { rank: 1, rating: 1500, matches: 9, wins: 5, streak: 2, champion: true };

/** What a server tells, good in form. */
export const MESSAGES: readonly (readonly [command: string, body: object, isAnswer?: true])[] = [
  ...PHASES.map(
    (phase) =>
      [
        'UPDATE_CHANNEL',
        { room: { ...ROOM, phase, endsInMs: 5000, podium: PODIUM, awards: AWARDS } },
      ] as const,
  ),
  ['START_GAME', { arena: 'Field', mode: 'duel', seat: 2, tick: 100, armour: 3, pickups: 7 }],
  ['SEAT', { room: ROOM, seat: null }],
  ['CHAT', { channel: 'room', ...LINE }],
  ['NEWS', { channel: 'room', kind: 'banned', nick: 'Ada', group: '', utcMs: 1, reason: 'why', seconds: 60 }],
  ['VOTE', { kind: 'kick', value: 'Ada', by: 'Bob', state: 'open', yes: 1, no: 2, needed: 3, endsInMs: 900 }],
  ['IDLE', { seconds: 20 }],
  ['FRIEND', { identity: 'A'.repeat(43), nick: 'Ada', presence: 'battle', room: 'K7WQ2M' }],
  ['LEAVE_CHANNEL', { code: 'KICKED', message: 'why' }],
  ['HISTORY', { lines: [LINE, LINE] }, true],
  ['SPECTATE', { room: ROOM }, true],
  [
    'LIST_CHANNELS',
    {
      modes: ['duel', 'teams'],
      arenas: [{ name: 'Twins', columns: 38, rows: 20, modes: [0, 1] }],
      page: 1,
      pages: 1,
      channels: [
        { code: 'K7WQ2M', host: 'Ada', mode: 'duel', arena: 'Twins', phase: 'battle', players: 1, seats: 2 },
      ],
    },
    true,
  ],
  ['CHAMPIONS', { mode: 'duel', season: 1, page: 1, pages: 2, rows: [{ ...RECORD, nick: 'Ada' }] }, true],
  [
    'PROFILE',
    {
      nick: 'Ada',
      since: 1_700_000_000_000,
      season: 1,
      modes: [{ ...RECORD, mode: 'duel', history: [1500, 1510] }],
      totals: { matches: 1, wins: 1, kills: 2, deaths: 3, wave: 4 },
      arena: 'Twins',
      against: { wins: 1, losses: 2, draws: 3 },
    },
    true,
  ],
  ['WHO', { count: 1, players: [{ nick: 'Ada', group: '', presence: 'battle' }] }, true],
];
const PAGES = ['rooms', 'champions', 'help'] as const;

/** Makes the target. @param frames bodies of frames by their kinds, as a good server sends them */
export function createHostileServer(frames: readonly (readonly [kind: number, body: Buffer])[]): Target {
  return {
    sample(random) {
      const parts: Buffer[] = [];
      for (let count = 1 + drawInteger(random, 4); count > 0; count--) {
        const isFrame = drawInteger(random, 2) === 0;
        parts.push(isFrame ? sampleFrame(frames, random) : sampleMessage(random));
      }
      return Buffer.concat(parts);
    },
    feed(bytes, random) {
      const battle = new HostileBattle(pick(MODES, random).id, drawInteger(random, 4));
      const limits = { messageBytesMax: SERVER_MESSAGE_BYTES_MAX, frameBytesMax: FRAME_BYTES_MAX };
      try {
        new Receiver(limits).push(bytes, (message) => {
          if (message.type === 'binary') battle.receiver.onFrame(message.kind, message.body);
          else if (message.type === 'text') battle.hear(message);
          battle.play(1);
        });
      } catch (error) {
        if (!(error instanceof ProtocolError)) throw error;
      }
      if (drawInteger(random, 3) === 0) battle.open(pick(PAGES, random));
      battle.play(3);
    },
  };
}

function sampleFrame(frames: readonly (readonly [number, Buffer])[], random: RandomState): Buffer {
  const [kind, body] = pick(frames, random);
  const header = Buffer.alloc(FRAME_HEADER_BYTES);
  writeFrameHeader(header, 0, kind, body.length);
  return Buffer.concat([header, body]);
}

function sampleMessage(random: RandomState): Buffer {
  const [command, body, isAnswer] = pick(MESSAGES, random);
  return formatMessage({ command, id: isAnswer ? 1 : 0, body, ...(isAnswer ? { status: 'SUCC' } : {}) });
}
