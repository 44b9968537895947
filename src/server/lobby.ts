// The rooms of a server by their codes. Called by the commands.
import { randomInt } from 'node:crypto';
import { ProtocolError } from '../protocol/errors.js';
import { ROOM_CODE_LENGTH } from '../protocol/limits.js';
import { ROOM_CODE_ALPHABET } from '../protocol/room-code.js';
import type { RoomOptions } from '../protocol/room-state.js';
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

/** All rooms. */
export class Lobby {
  readonly #rooms = new Map<string, Room>();
  readonly #context: RoomContext;
  readonly #roomsMax: number;

  constructor(context: RoomContext, roomsMax = ROOMS_MAX_DEFAULT) {
    this.#roomsMax = roomsMax;
    this.#context = {
      ...context,
      onEmpty: (room) => {
        this.#rooms.delete(room.code);
        context.onEmpty(room);
      },
    };
  }

  get count(): number {
    return this.#rooms.size;
  }

  [Symbol.iterator](): IterableIterator<Room> {
    return this.#rooms.values();
  }

  /** Makes a room. @throws ProtocolError BAD_BODY, TOO_MANY_ROOMS */
  create(options: Partial<RoomOptions>): Room {
    if (this.#rooms.size >= this.#roomsMax) throw new ProtocolError('TOO_MANY_ROOMS');
    let code = drawCode();
    while (this.#rooms.has(code)) code = drawCode();
    const room = new Room(code, options, this.#context);
    this.#rooms.set(code, room);
    return room;
  }

  /** Makes a room that was there before the server started anew. @throws ProtocolError BAD_BODY */
  restore(code: string, options: RoomOptions): Room {
    const room = new Room(code, options, this.#context);
    this.#rooms.set(code, room);
    return room;
  }

  /** The room with a code. @throws ProtocolError NO_SUCH_ROOM */
  find(code: string): Room {
    const room = this.#rooms.get(code);
    if (room === undefined) throw new ProtocolError('NO_SUCH_ROOM', undefined, 'code');
    return room;
  }
}
