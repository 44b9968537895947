// REGISTER: a new account by its public key, or a guest who only has a nick while he is here (PROTOCOL 6.3).
import { ProtocolError } from '../../protocol/errors.js';
import { nickKey, parseNick } from '../../protocol/nick.js';
import type { Command } from './command.js';
import { requirePassword, requireSignature } from './identity.js';

/** REGISTER */
export const register: Command<'REGISTER'> = {
  states: ['greeting'],
  async run(session, body) {
    const { players, store, log, gate, accountQuota, now } = session.hall;
    const nick = parseNick(body.nick);
    const { publicKey, signature } = body;
    if ((publicKey === undefined) !== (signature === undefined)) {
      throw new ProtocolError(
        'BAD_BODY',
        'publicKey and signature go together.',
        publicKey ? 'signature' : 'publicKey',
      );
    }
    requirePassword(session, body.password);
    const since = store.now();
    gate.requireEntry({ nick, identity: publicKey ?? null, address: session.address, since });
    if (publicKey !== undefined && signature !== undefined)
      requireSignature(session, nick, publicKey, signature);
    if (store.account(nickKey(nick)) !== null) throw new ProtocolError('NICK_TAKEN', undefined, 'nick');
    if (players.find(nick) !== null) throw new ProtocolError('NICK_TAKEN', undefined, 'nick');
    if (publicKey !== undefined) accountQuota.take(session.address, now());
    const player = players.add(nick, publicKey === undefined, session.address);
    player.since = since;
    if (publicKey !== undefined) {
      const account = { nick, publicKey, createdAt: since };
      player.own(account);
      try {
        await store.addAccount(account);
      } catch (error) {
        players.remove(player);
        throw error;
      }
    }
    // While the disk was busy the peer may have hung up; or have logged in on another line, and have left again.
    const isGone = players.find(player.nick) !== player;
    if (isGone || session.state === 'closed') {
      if (player.line === null) players.remove(player);
      throw new ProtocolError('TIMED_OUT');
    }
    log('player', `${nick} is new here${publicKey === undefined ? ', as a guest' : ''} (${session.address})`);
    const key = session.logIn(player);
    session.hall.talk.news('came', player);
    return { nick, key };
  },
};
