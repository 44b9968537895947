// OP: gives somebody a role (PROTOCOL 6.31).
import { type Command, LOGGED_IN } from './command.js';

/** OP */
export const op: Command<'OP'> = {
  states: LOGGED_IN,
  async run(session, { nick, role }) {
    await session.hall.order.op(session.player!, nick, role);
    return {};
  },
};
