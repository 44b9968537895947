// GROUP: the tag of a class, a clan or a lab group, shown with the nick (PROTOCOL 6.15).
import { ProtocolError } from '../../protocol/errors.js';
import { GROUP_LENGTH_MAX } from '../../protocol/limits.js';
import { cleanText } from '../../protocol/text.js';
import { type Command, LOGGED_IN } from './command.js';

/** GROUP */
export const group: Command<'GROUP'> = {
  states: LOGGED_IN,
  run(session, body) {
    const { hall } = session;
    const player = session.player!;
    const group = cleanText(body.group, GROUP_LENGTH_MAX);
    hall.gate.requireVoice(player);
    if (group === player.group) return { group };
    // It is told to all, as a line of talk is.
    hall.gate.countLine(player);
    if (player.room === null && !hall.lobbyChats.take(1, hall.now())) throw new ProtocolError('SLOW_DOWN');
    player.group = group;
    const { talk } = player.room ?? hall;
    talk.news('grouped', player);
    return { group };
  },
};
