// The rooms of a server by their codes. Called by the commands.
import { randomInt } from 'node:crypto';
import { SEATS_MAX } from '../game/units.js';
import { ProtocolError } from '../protocol/errors.js';
import {
  BOTS_MAX_DEFAULT,
  BOTS_PER_CONNECTION_MAX,
  CONNECTIONS_PER_ADDRESS_MAX,
  ROOM_CODE_LENGTH,
} from '../protocol/limits.js';
import { ROOM_CODE_ALPHABET } from '../protocol/room-code.js';
import type { RoomOptions } from '../protocol/room-state.js';
import { BotQuota, type BotShare } from './bot-quota.js';
import { Room, type RoomContext } from './room.js';

/** Rooms on one server at most, unless its host says otherwise. */
export const ROOMS_MAX_DEFAULT = 20_000;

/** A code that can't be guessed: 31^6 of them, from a secure source. */
function drawCode(): string {
  return Array.from(
    { length: ROOM_CODE_LENGTH },
    () => ROOM_CODE_ALPHABET[randomInt(ROOM_CODE_ALPHABET.length)],
  ).join('');
}

/** How much of them there may be. */
export interface LobbyOptions {
  readonly roomsMax?: number | undefined;
  readonly botsMax?: number | undefined;
  /** Of it follows how many bots rooms have that were made from one address. */
  readonly connectionsPerAddressMax?: number | undefined;
}

/** All rooms. */
export class Lobby {
  /** The bots of all rooms. */
  readonly bots: BotQuota;
  readonly #rooms = new Map<string, { readonly room: Room; readonly bots: BotShare }>();
  readonly #context: RoomContext;
  readonly #roomsMax: number;

  constructor(context: RoomContext, options: LobbyOptions = {}) {
    const { roomsMax = ROOMS_MAX_DEFAULT, botsMax = BOTS_MAX_DEFAULT } = options;
    const { connectionsPerAddressMax = CONNECTIONS_PER_ADDRESS_MAX } = options;
    this.#roomsMax = roomsMax;
    this.bots = new BotQuota(
      botsMax,
      Math.max(SEATS_MAX, BOTS_PER_CONNECTION_MAX * connectionsPerAddressMax),
    );
    this.#context = {
      ...context,
      onEmpty: (room) => {
        this.#rooms.get(room.code)?.bots.resize(0);
        this.#rooms.delete(room.code);
        context.onEmpty(room);
      },
    };
  }

  get count(): number {
    return this.#rooms.size;
  }

  *[Symbol.iterator](): IterableIterator<Room> {
    for (const { room } of this.#rooms.values()) yield room;
  }

  /** Makes a room. @param address of whoever makes it @throws ProtocolError BAD_BODY, TOO_MANY_ROOMS, TOO_MANY_BOTS */
  create(options: Partial<RoomOptions>, address = ''): Room {
    if (this.#rooms.size >= this.#roomsMax) throw new ProtocolError('TOO_MANY_ROOMS');
    let code = drawCode();
    while (this.#rooms.has(code)) code = drawCode();
    return this.restore(code, options, address);
  }

  /** Makes a room that was there before the server started anew.
   *  @param address of whoever it counts for @throws ProtocolError BAD_BODY, TOO_MANY_BOTS */
  restore(code: string, options: Partial<RoomOptions>, address: string): Room {
    const bots = this.bots.share(address);
    const room = new Room(code, options, this.#context, bots);
    this.#rooms.set(code, { room, bots });
    return room;
  }

  /** The room with a code, null when there is none. */
  peek(code: string): Room | null {
    return this.#rooms.get(code)?.room ?? null;
  }

  /** The room with a code. @throws ProtocolError NO_SUCH_ROOM */
  find(code: string): Room {
    const room = this.peek(code);
    if (room === null) throw new ProtocolError('NO_SUCH_ROOM', undefined, 'code');
    return room;
  }
}
