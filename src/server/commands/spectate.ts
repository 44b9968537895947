// SPECTATE: watches the room with a code, without a seat or no longer with one (PROTOCOL 6.37).
import type { Command } from './command.js';
import { findRoom } from './join-channel.js';

/** SPECTATE */
export const spectate: Command<'SPECTATE'> = {
  states: ['lobby', 'room'],
  isTold: true,
  run(session, body) {
    const player = session.player!;
    const room = findRoom(session, body.code, body.password);
    room.spectate(player);
    player.room = room;
    session.hall.log('room', `${player.nick} watches room ${room.code}`);
    return { room: room.shownTo(player) };
  },
};
