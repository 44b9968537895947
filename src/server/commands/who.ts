// WHO: who is online, and what they are doing (PROTOCOL 6.14).
import { presenceOf } from '../presence.js';
import { type Command, LOGGED_IN } from './command.js';

const PLAYERS_MAX = 100;

/** WHO */
export const who: Command<'WHO'> = {
  states: LOGGED_IN,
  run(session) {
    const { players, now } = session.hall;
    const shown = [...players].slice(0, PLAYERS_MAX).map((player) => ({
      nick: player.nick,
      group: player.group,
      presence: presenceOf(player, now()),
    }));
    return { count: players.count, players: shown };
  },
};
