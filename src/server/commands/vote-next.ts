// VOTE_NEXT: what somebody would like to play next (PROTOCOL 6.36).
import type { Command } from './command.js';

/** VOTE_NEXT */
export const voteNext: Command<'VOTE_NEXT'> = {
  states: ['room'],
  isTold: true,
  run(session, body) {
    const player = session.player!;
    player.room!.voteNext(player, body.choice);
    return {};
  },
};
