// START_CHANNEL: makes a room and joins it as its host (PROTOCOL 6.7).
import { Password } from '../password.js';
import type { Command } from './command.js';
import { definedOf } from './update-channel.js';

/** START_CHANNEL */
export const startChannel: Command<'START_CHANNEL'> = {
  states: ['lobby'],
  run(session, body) {
    const { lobby, log } = session.hall;
    const player = session.player!;
    const room = lobby.create(definedOf(body.options ?? {}), session.address);
    room.door.password = Password.of(body.password ?? '');
    const seat = room.join(player);
    player.room = room;
    log('room', `${player.nick} has made room ${room.code}`);
    return { room: room.state(), seat };
  },
};
