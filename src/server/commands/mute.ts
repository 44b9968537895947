// MUTE: silences somebody for a while, or gives them their voice back (PROTOCOL 6.27).
import { type Command, LOGGED_IN } from './command.js';

/** MUTE */
export const mute: Command<'MUTE'> = {
  states: LOGGED_IN,
  run(session, { nick, ...terms }) {
    return session.hall.order.mute(session.player!, nick, terms);
  },
};
