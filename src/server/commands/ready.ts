// READY: somebody wants the next match to begin, or no longer (PROTOCOL 6.34).
import type { Command } from './command.js';

/** READY */
export const ready: Command<'READY'> = {
  states: ['room'],
  isTold: true,
  run(session, body) {
    const player = session.player!;
    player.room!.ready(player, body.ready);
    return {};
  },
};
