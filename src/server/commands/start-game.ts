// START_GAME: the host lets the match begin (PROTOCOL 6.11).
import type { Command } from './command.js';

/** START_GAME */
export const startGame: Command<'START_GAME'> = {
  states: ['room'],
  run(session) {
    const player = session.player!;
    player.room!.start(player);
    return {};
  },
};
