// CARD and CARD_OF: the keys to which private messages are sealed (PROTOCOL 6.16, 6.17). The server only passes them on: a client checks
// the signature of the key itself, and compares the identity with the one that it knows.
import { ProtocolError } from '../../protocol/errors.js';
import type { Player } from '../player.js';
import type { Session } from '../session.js';
import { type Command, LOGGED_IN } from './command.js';

/** CARD */
export const card: Command<'CARD'> = {
  states: LOGGED_IN,
  run(session, { key, signature }) {
    const player = session.player!;
    if (player.identity === null) throw new ProtocolError('NO_CARD');
    player.card = { identity: player.identity, key, signature };
    return {};
  },
};

/** CARD_OF */
export const cardOf: Command<'CARD_OF'> = {
  states: LOGGED_IN,
  run(session, { nick }) {
    const player = findOnline(session, nick);
    if (player.card === null) throw new ProtocolError('NO_CARD', undefined, 'nick');
    return { nick: player.nick, card: player.card };
  },
};

/** Somebody whose line is up. @throws ProtocolError NO_SUCH_PLAYER */
export function findOnline(session: Session, nick: string): Player {
  const player = session.hall.players.find(nick);
  if (player?.connection == null) throw new ProtocolError('NO_SUCH_PLAYER', undefined, 'nick');
  return player;
}
