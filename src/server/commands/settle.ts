// SETTLE: two who are level in a duel's sudden death settle it between themselves (PROTOCOL 6.41).
import type { Command } from './command.js';

/** SETTLE */
export const settle: Command<'SETTLE'> = {
  states: ['room'],
  run(session, { seat }) {
    const player = session.player!;
    player.room!.settle(player, seat ?? null);
    return {};
  },
};
