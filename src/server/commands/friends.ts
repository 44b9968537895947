// FRIENDS: what somebody's friends are doing, now and whenever that changes (PROTOCOL 6.39).
import { type Command, LOGGED_IN } from './command.js';

/** FRIENDS */
export const friends: Command<'FRIENDS'> = {
  states: LOGGED_IN,
  run: (session, body) => ({ friends: session.hall.friends.ask(session.player!, body.friends) }),
};
