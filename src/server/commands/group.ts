// GROUP: the tag of a class, a clan or a lab group, shown with the nick (PROTOCOL 6.15).
import { GROUP_LENGTH_MAX } from '../../protocol/limits.js';
import { cleanText } from '../../protocol/text.js';
import { type Command, LOGGED_IN } from './command.js';

/** GROUP */
export const group: Command<'GROUP'> = {
  states: LOGGED_IN,
  run(session, body) {
    const player = session.player!;
    session.hall.gate.requireVoice(player);
    player.group = cleanText(body.group, GROUP_LENGTH_MAX);
    if (player.room !== null) player.room.news('grouped', player);
    else session.hall.talk.news('grouped', player);
    return { group: player.group };
  },
};
