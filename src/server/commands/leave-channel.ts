// LEAVE_CHANNEL: gives the seat up (PROTOCOL 6.9).
import type { Command } from './command.js';

/** LEAVE_CHANNEL */
export const leaveChannel: Command<'LEAVE_CHANNEL'> = {
  states: ['room'],
  isTold: true,
  run(session) {
    const player = session.player!;
    const room = player.room!;
    player.room = null;
    room.leave(player);
    session.hall.log('room', `${player.nick} has left room ${room.code}`);
    return {};
  },
};
