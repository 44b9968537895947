// JOIN_CHANNEL: takes a seat in the room with a code; of the room that somebody watches, too (PROTOCOL 6.8).

import { ProtocolError } from '../../protocol/errors.js';
import { parseRoomCode } from '../../protocol/room-code.js';
import type { Player } from '../player.js';
import type { Room } from '../room.js';
import type { Session } from '../session.js';
import type { Command } from './command.js';

/** JOIN_CHANNEL */
export const joinChannel: Command<'JOIN_CHANNEL'> = {
  states: ['lobby', 'room'],
  isTold: true,
  run(session, body) {
    const player = session.player!;
    const room = findRoom(session, body.code, body.password);
    const seat = room.join(player);
    player.room = room;
    for (const watcher of room.blindMembers() as Player[])
      watcher.leaveRoom('NOT_ALLOWED', 'Somebody of your network plays in this public room now.');
    session.hall.log('room', `${player.nick} has joined room ${room.code}`);
    return { room: room.state(), seat };
  },
};

/** The room with a code, for somebody who is there already, or in no room and let in.
 *  @throws ProtocolError NO_SUCH_ROOM, IN_ROOM, KICKED, BAD_PASSWORD, SLOW_DOWN */
export function findRoom({ hall, player }: Session, typed: string, password: string | undefined): Room {
  const code = parseRoomCode(typed);
  if (code === null) throw new ProtocolError('NO_SUCH_ROOM', undefined, 'code');
  const { room: present, identity, network } = player!;
  const whom = identity === null ? [network] : [network, identity];
  hall.codeTries.require(whom, 'Too many wrong codes.', 'code', hall.now());
  const room = hall.lobby.peek(code);
  if (room === null) {
    hall.codeTries.count(whom, hall.now());
    throw new ProtocolError('NO_SUCH_ROOM', undefined, 'code');
  }
  if (present !== null && present !== room) throw new ProtocolError('IN_ROOM');
  if (present === null) room.door.require(player!, password, hall.now());
  return room;
}
