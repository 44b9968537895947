// BAN: keeps somebody, or all of an address, off the server (PROTOCOL 6.28).
import { type Command, LOGGED_IN } from './command.js';

/** BAN */
export const ban: Command<'BAN'> = {
  states: LOGGED_IN,
  run(session, { nick, address, ...terms }) {
    return session.hall.order.ban(session.player!, { nick, address }, terms);
  },
};
