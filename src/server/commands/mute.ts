// MUTE: silences somebody for a while, or gives him his voice back (PROTOCOL 6.27).
import { type Command, LOGGED_IN } from './command.js';

/** MUTE */
export const mute: Command<'MUTE'> = {
  states: LOGGED_IN,
  async run(session, { nick, ...terms }) {
    await session.hall.order.mute(session.player!, nick, terms);
    return {};
  },
};
