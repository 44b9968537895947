// What a server that starts anew takes over from the one before: who was here, in which rooms, with which seats. Taken before the old
// one ends, put back before the new one listens; the file between them is host/handover-file.ts. Battles are not kept: rooms wait
// again. It holds hashes alone, of session keys and of passwords, and is checked like anything that comes from outside.
import { z } from 'zod';
import { SEATS_MAX } from '../game/units.js';
import { ProtocolError } from '../protocol/errors.js';
import { nickKey, parseNick } from '../protocol/nick.js';
import { parseRoomCode } from '../protocol/room-code.js';
import { roomOptionsSchema } from '../protocol/room-state.js';
import type { Hall } from './hall.js';
import type { Log } from './log.js';
import { Password } from './password.js';
import type { Player } from './player.js';

const code = z.string().refine((text) => parseRoomCode(text) === text);
const seat = z
  .int()
  .min(0)
  .max(SEATS_MAX - 1);

const roomSchema = z.strictObject({
  code,
  options: roomOptionsSchema,
  host: seat,
  password: z.strictObject({ salt: z.string().max(64), hash: z.string().length(43) }).nullable(),
});

const playerSchema = z.strictObject({
  nick: z.string().max(64),
  group: z.string().max(64),
  /** null for a guest. */
  identity: z.string().length(43).nullable(),
  /** SHA-256 of the key that RESUME takes, in hex. */
  sessionHash: z.string().regex(/^[0-9a-f]{64}$/),
  address: z.string().max(64),
  /** null for somebody in no room. */
  room: code.nullable(),
  seat: z
    .int()
    .min(-1)
    .max(SEATS_MAX - 1),
});

/** All of it. */
export const handoverSchema = z.strictObject({
  version: z.literal(1),
  rooms: z.array(roomSchema).max(100_000),
  players: z.array(playerSchema).max(100_000),
});
export type Handover = z.infer<typeof handoverSchema>;

/** What is to be taken over from a server that runs. */
export function takeHandover({ lobby, players }: Hall): Handover {
  return {
    version: 1,
    rooms: [...lobby].map((room) => ({
      code: room.code,
      options: room.options,
      host: room.state().host,
      password: room.door.password?.hashed ?? null,
    })),
    players: [...players].map((player) => ({
      nick: player.nick,
      group: player.group,
      identity: player.identity,
      sessionHash: player.sessionHash,
      address: player.address,
      room: player.room?.code ?? null,
      seat: player.room?.seatOf(player) ?? -1,
    })),
  };
}

/** Puts all back that still fits: players whose lines are down, on their seats, in rooms that wait. What does not is left out. */
export function putBack({ lobby, players, store, log }: Hall, { rooms, players: people }: Handover): void {
  const seated = new Map<string, Map<number, Player>>();
  for (const { nick, group, identity, sessionHash, address, room, seat } of people) {
    const account = store.account(nickKey(nick));
    if (identity !== (account?.publicKey ?? null)) continue;
    const player = attempt(() => players.restore(parseNick(nick), account, sessionHash, address), log);
    if (player === null) continue;
    player.group = group;
    if (room === null) continue;
    const seats = seated.get(room) ?? new Map<number, Player>();
    if (seat >= 0 && !seats.has(seat)) seated.set(room, seats.set(seat, player));
  }
  for (const { code, options, host, password } of rooms) {
    const seats = seated.get(code);
    const room =
      seats === undefined ? null : attempt(() => lobby.restore(code, options, addressOf(seats, host)), log);
    if (seats === undefined || room === null) continue;
    if (password !== null) room.door.password = Password.fromHash(password);
    for (const player of seats.values()) player.room = room;
    room.restore(seats, host);
  }
  log('server', `${players.count} players and ${lobby.count} rooms wait for their lines to come back`);
}

/** For whom a room counts: its host, as far as that is known. */
function addressOf(seats: ReadonlyMap<number, Player>, host: number): string {
  const [first] = seats.values();
  return (seats.get(host) ?? first).address;
}

function attempt<Value>(make: () => Value, log: Log): Value | null {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    log('warning', `Not taken over: ${error.message}`);
    return null;
  }
}
