// PROFILE: what the server knows of somebody with an account (PROTOCOL 6.25).
import { ProtocolError } from '../../protocol/errors.js';
import { nickKey, parseNick } from '../../protocol/nick.js';
import { type Command, LOGGED_IN } from './command.js';

/** PROFILE */
export const profile: Command<'PROFILE'> = {
  states: LOGGED_IN,
  async run(session, body) {
    const player = session.player!;
    const viewer = player.isGuest ? null : player.key;
    const found = await session.hall.store.readProfile(nickKey(parseNick(body.nick)), viewer);
    if (found === null) throw new ProtocolError('NO_SUCH_ACCOUNT', undefined, 'nick');
    return found;
  },
};
