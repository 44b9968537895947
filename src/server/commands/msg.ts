// MSG: a private message, which only its reader can open (PROTOCOL 6.18). It is passed on and forgotten; who wrote to whom stands in no
// log.
import { ProtocolError } from '../../protocol/errors.js';
import { CHAT_SCORE_PER_MSG } from '../../protocol/limits.js';
import { findOnline } from './card.js';
import { type Command, LOGGED_IN } from './command.js';

/** MSG */
export const msg: Command<'MSG'> = {
  states: LOGGED_IN,
  run(session, { to, box }) {
    const player = session.player!;
    if (player.card === null) throw new ProtocolError('NO_CARD');
    const reader = findOnline(session, to);
    session.hall.gate.countLine(player, CHAT_SCORE_PER_MSG);
    reader.connection?.sendText({
      command: 'MSG',
      body: { from: player.nick, card: player.card, box, utcMs: Date.now() },
    });
    return {};
  },
};
