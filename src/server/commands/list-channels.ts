// LIST_CHANNELS: the public rooms, those with a free seat first, of one mode or with a free seat alone where that is asked for, and
// what can be played (PROTOCOL 6.6).
import { MODES } from '../../game/modes.js';
import { type Command, LOGGED_IN } from './command.js';

const CHANNELS_MAX = 50;

/** So that all of it fits into one message, whatever a host has drawn. */
const ARENAS_MAX = 64;
const MODE_IDS = MODES.map(({ id }) => id);

/** LIST_CHANNELS */
export const listChannels: Command<'LIST_CHANNELS'> = {
  states: LOGGED_IN,
  run(session, filter) {
    const channels = [];
    for (const room of session.hall.lobby) {
      if (!room.options.public) continue;
      const { mode, arena, seats } = room.options;
      if (filter.mode !== undefined && filter.mode !== mode) continue;
      if (filter.free === true && room.memberCount >= seats) continue;
      channels.push({
        code: room.code,
        host: room.hostNick,
        mode,
        arena,
        phase: room.phase,
        players: room.memberCount,
        seats,
        ...room.door.lock,
      });
    }
    channels.sort(
      (a, b) => Number(a.players >= a.seats) - Number(b.players >= b.seats) || b.players - a.players,
    );
    const arenas = [...session.hall.arenas].slice(0, ARENAS_MAX).map(({ name, columns, rows, modes }) => ({
      name,
      columns,
      rows,
      modes: MODE_IDS.flatMap((id, index) => (modes.includes(id) ? [index] : [])),
    }));
    return { modes: MODE_IDS, arenas, channels: channels.slice(0, CHANNELS_MAX) };
  },
};
