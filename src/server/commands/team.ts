// TEAM: puts somebody on another team (PROTOCOL 6.35).
import type { Command } from './command.js';

/** TEAM */
export const team: Command<'TEAM'> = {
  states: ['room'],
  isTold: true,
  run(session, body) {
    const player = session.player!;
    player.room!.chooseTeam(player, body.team);
    return {};
  },
};
