// LIST_CHANNELS: the public rooms, those with a free seat first, and what can be played (PROTOCOL 6.6).
import { ARENAS } from '../../game/arenas.js';
import { MODES } from '../../game/modes.js';
import { type Command, LOGGED_IN } from './command.js';

const CHANNELS_MAX = 50;

/** What can be played here: the same for everybody. */
const PLAYABLE = {
  modes: MODES.map(({ id }) => id),
  arenas: [...ARENAS.values()].map((arena) => ({
    name: arena.name,
    columns: arena.columns,
    rows: arena.rows,
    modes: MODES.flatMap((mode, index) => (arena.modes.includes(mode.id) ? [index] : [])),
  })),
};

/** LIST_CHANNELS */
export const listChannels: Command<'LIST_CHANNELS'> = {
  states: LOGGED_IN,
  run(session) {
    const channels = [];
    for (const room of session.hall.lobby) {
      if (!room.options.public) continue;
      const { mode, arena, seats } = room.options;
      channels.push({
        code: room.code,
        host: room.hostNick,
        mode,
        arena,
        phase: room.phase,
        players: room.memberCount,
        seats,
      });
    }
    channels.sort(
      (a, b) => Number(a.players >= a.seats) - Number(b.players >= b.seats) || b.players - a.players,
    );
    return { ...PLAYABLE, channels: channels.slice(0, CHANNELS_MAX) };
  },
};
