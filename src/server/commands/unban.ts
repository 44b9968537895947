// UNBAN: lets somebody, or an address, come again (PROTOCOL 6.29).
import { type Command, LOGGED_IN } from './command.js';

/** UNBAN */
export const unban: Command<'UNBAN'> = {
  states: LOGGED_IN,
  async run(session, target) {
    await session.hall.order.unban(session.player!, target);
    return {};
  },
};
