// JOIN_CHANNEL: takes a seat in the room with a code (PROTOCOL 6.8).
import { ProtocolError } from '../../protocol/errors.js';
import { parseRoomCode } from '../../protocol/room-code.js';
import { networkOf } from '../listener.js';
import type { Command } from './command.js';

/** JOIN_CHANNEL */
export const joinChannel: Command<'JOIN_CHANNEL'> = {
  states: ['lobby'],
  run(session, body) {
    const { lobby, log } = session.hall;
    const player = session.player!;
    const code = parseRoomCode(body.code);
    if (code === null) throw new ProtocolError('NO_SUCH_ROOM', undefined, 'code');
    const room = lobby.find(code);
    room.door.require(player.key, body.password, networkOf(player.address), session.hall.now());
    player.seat = room.join(player);
    player.room = room;
    log('room', `${player.nick} has joined room ${code}`);
    return { room: room.state(), seat: player.seat };
  },
};
