// LOGIN: an account proves that it is itself; a seat that was kept for it is given back (PROTOCOL 6.4).
import { ProtocolError } from '../../protocol/errors.js';
import { nickKey, parseNick } from '../../protocol/nick.js';
import type { Command } from './command.js';
import { requirePassword, requireSignature } from './identity.js';
import { comeBack } from './resume.js';

/** LOGIN */
export const login: Command<'LOGIN'> = {
  states: ['greeting'],
  run(session, body) {
    const { players, store, log, gate } = session.hall;
    const nick = parseNick(body.nick);
    // First of all: who does not know it is not told who has an account here either.
    requirePassword(session, body.password);
    const account = store.account(nickKey(nick));
    if (account === null) throw new ProtocolError('NO_SUCH_ACCOUNT', undefined, 'nick');
    requireSignature(session, nick, account.publicKey, body.signature);
    gate.requireEntry({
      nick: account.nick,
      identity: account.publicKey,
      address: session.address,
      since: account.createdAt,
    });
    log('player', `${account.nick} has logged in (${session.address})`);
    const known = players.find(account.nick);
    if (known !== null) return comeBack(session, known);
    const player = players.add(account.nick, false, session.address);
    player.own(account);
    const answer = comeBack(session, player);
    session.hall.talk.news('came', player);
    return answer;
  },
};
