// QUIT: leaves on purpose; seat and nick are free at once (PROTOCOL 6.20).
import { ALWAYS, type Command } from './command.js';

/** QUIT */
export const quit: Command<'QUIT'> = {
  states: ALWAYS,
  run(session) {
    const { player } = session;
    if (player !== null) session.hall.log('player', `${player.nick} has left`);
    session.quit();
    return {};
  },
};
