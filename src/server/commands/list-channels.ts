// LIST_CHANNELS: the public rooms, those with a free seat first, of one mode or with a free seat alone where that is asked for (PROTOCOL 6.6).
import { type Command, LOGGED_IN } from './command.js';

const CHANNELS_MAX = 50;

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
    return { channels: channels.slice(0, CHANNELS_MAX) };
  },
};
