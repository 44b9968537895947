// FOLLOW: somebody who watches follows another tank (PROTOCOL 6.38).
import type { Command } from './command.js';

/** FOLLOW */
export const follow: Command<'FOLLOW'> = {
  states: ['room'],
  run(session, body) {
    const player = session.player!;
    player.room!.follow(player, body.seat);
    return {};
  },
};
