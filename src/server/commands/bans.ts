// BANS: a page of the bans and mutes that are in force (PROTOCOL 6.30).
import { secondsLeft } from '../store/order-book.js';
import { type Command, LOGGED_IN } from './command.js';

/** So many go into one message. */
const PAGE_ROWS = 20;

/** BANS */
export const bans: Command<'BANS'> = {
  states: LOGGED_IN,
  run(session, body) {
    const { order, store } = session.hall;
    const all = order.bans(session.player!);
    const pages = Math.max(1, Math.ceil(all.length / PAGE_ROWS));
    const page = Math.min(body.page ?? 1, pages);
    const rows = all.slice((page - 1) * PAGE_ROWS, page * PAGE_ROWS).map((entry) => ({
      kind: entry.sanction,
      nick: entry.nick,
      address: /^(?:address|guest):(.*)$/.exec(entry.subject)?.[1] ?? '',
      seconds: secondsLeft(entry, store.now()),
      reason: entry.reason,
      by: entry.by,
      utcMs: entry.at,
    }));
    return { page, pages, bans: rows };
  },
};
