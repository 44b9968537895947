// ROLES: a page of those who have a role on the server (PROTOCOL 6.42).
import { type Command, LOGGED_IN } from './command.js';

/** So many go into one message. */
const PAGE_ROWS = 50;

/** ROLES */
export const roles: Command<'ROLES'> = {
  states: LOGGED_IN,
  run(session, body) {
    const all = session.hall.order.roles(session.player!);
    const pages = Math.max(1, Math.ceil(all.length / PAGE_ROWS));
    const page = Math.min(body.page ?? 1, pages);
    const rows = all.slice((page - 1) * PAGE_ROWS, page * PAGE_ROWS);
    return { page, pages, roles: rows.map(({ nick, role, by, at }) => ({ nick, role, by, utcMs: at })) };
  },
};
