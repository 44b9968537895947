// LIST_CHANNELS: the public rooms, those with a free seat first, of one mode or with a free seat alone where that is asked for, and
// what can be played (PROTOCOL 6.6).
import { MODES } from '../../game/modes.js';
import { type Command, LOGGED_IN } from './command.js';

/** Rooms and arenas of one page, and octets of either: a page fits into one message, whatever is drawn or called. */
const CHANNELS_MAX = 50;
const ARENAS_MAX = 64;
const BYTES_MAX = 7000;
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
    const arenas = [...session.hall.arenas].map(({ name, columns, rows, modes }) => ({
      name,
      columns,
      rows,
      modes: MODE_IDS.flatMap((id, index) => (modes.includes(id) ? [index] : [])),
    }));
    const [roomPages, arenaPages] = [pagesOf(channels, CHANNELS_MAX), pagesOf(arenas, ARENAS_MAX)];
    const pages = Math.max(1, roomPages.length, arenaPages.length);
    const page = Math.min(filter.page ?? 1, pages);
    const [shown = [], known = []] = [roomPages[page - 1], arenaPages[page - 1]];
    return { page, pages, modes: MODE_IDS, arenas: known, channels: shown };
  },
};

/** Rows in pages of so many rows and of BYTES_MAX octets at most. */
function pagesOf<Row>(rows: readonly Row[], rowsMax: number): Row[][] {
  const pages: Row[][] = [];
  let bytes = BYTES_MAX;
  for (const row of rows) {
    const length = Buffer.byteLength(JSON.stringify(row)) + 1;
    if (bytes + length > BYTES_MAX || pages.at(-1)!.length >= rowsMax) {
      pages.push([]);
      bytes = 0;
    }
    bytes += length;
    pages.at(-1)!.push(row);
  }
  return pages;
}
