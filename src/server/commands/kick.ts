// KICK: sends somebody out of the room, or off the server (PROTOCOL 6.26).
import { type Command, LOGGED_IN } from './command.js';

/** KICK */
export const kick: Command<'KICK'> = {
  states: LOGGED_IN,
  run(session, { nick, reason }) {
    session.hall.order.kick(session.player!, nick, reason);
    return {};
  },
};
