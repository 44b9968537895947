// RESUME: a player comes back with his session key, to the seat that was kept (PROTOCOL 6.5).

import type { CommandAnswer } from '../../protocol/commands.js';
import { ProtocolError } from '../../protocol/errors.js';
import type { Player } from '../player.js';
import type { Session } from '../session.js';
import type { Command } from './command.js';

/** RESUME */
export const resume: Command<'RESUME'> = {
  states: ['greeting'],
  run(session, _body, key) {
    if (key === null) throw new ProtocolError('BAD_AUTH', 'RESUME needs the session key in its Auth header.');
    const player = session.hall.players.resume(key);
    const { nick, identity, since } = player;
    session.hall.gate.requireEntry({ nick, identity, address: session.address, since });
    session.hall.log('player', `${player.nick} is back (${session.address})`);
    return comeBack(session, player);
  },
};

/** Puts a player on this session, into the room where he sits if there is one. */
export function comeBack(session: Session, player: Player): CommandAnswer<'RESUME'> {
  const key = session.logIn(player);
  player.room?.unpark(player);
  const { nick, room } = player;
  if (room === null) return { nick, key, room: null, seat: null };
  return { nick, key, room: room.shownTo(player), seat: room.seatOf(player) };
}
