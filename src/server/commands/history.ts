// HISTORY: what was said before somebody came (PROTOCOL 6.13).
import { ProtocolError } from '../../protocol/errors.js';
import { type Command, LOGGED_IN } from './command.js';

/** HISTORY */
export const history: Command<'HISTORY'> = {
  states: LOGGED_IN,
  run(session, { channel }) {
    const { room } = session.player!;
    if (channel === 'lobby') return { lines: session.hall.talk.past() };
    if (room === null) throw new ProtocolError('NOT_IN_ROOM');
    return { lines: room.talk.past(session.player!) };
  },
};
