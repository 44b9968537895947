// WHO: who is online, and what they are doing (PROTOCOL 6.14).
import type { Presence } from '../../protocol/body-fields.js';
import type { Player } from '../player.js';
import { type Command, LOGGED_IN } from './command.js';

const PLAYERS_MAX = 100;
/** Without a command or a key for this long somebody counts as away. */
const AWAY_MS = 300_000;

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

function presenceOf({ connection, activeMs, room }: Player, nowMs: number): Presence {
  if (connection === null) return 'offline';
  if (nowMs - activeMs > AWAY_MS) return 'away';
  if (room === null) return 'lobby';
  return room.phase === 'battle' ? 'battle' : 'room';
}
