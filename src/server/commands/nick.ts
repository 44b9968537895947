// NICK: another nick, for a guest or an account; all that is known of him goes along (PROTOCOL 6.40).
import { ProtocolError } from '../../protocol/errors.js';
import { NICK_PAUSE_SECONDS } from '../../protocol/limits.js';
import { nickKey, parseNick } from '../../protocol/nick.js';
import type { Hall } from '../hall.js';
import type { Player } from '../player.js';
import { Talk } from '../talk.js';
import { type Command, LOGGED_IN } from './command.js';

/** NICK */
export const nick: Command<'NICK'> = {
  states: LOGGED_IN,
  async run({ hall, player: self }, body) {
    const player = self!;
    const next = parseNick(body.nick);
    const was = player.nick;
    if (next === was) return { nick: next };
    hall.gate.requireVoice(player);
    requireFree(hall, player, next);
    const now = hall.store.now();
    const seconds = secondsToWait(now - lastChange(hall, player));
    if (seconds > 0)
      throw new ProtocolError('SLOW_DOWN', 'You have changed your nick a moment ago.', undefined, seconds);
    // It is told to everybody, as a line in the lobby is.
    if (!hall.lobbyChats.take(1, hall.now())) throw new ProtocolError('SLOW_DOWN');
    const kept = player.isGuest ? null : hall.store.renameAccount(player.key, next);
    // Before the disk is waited for: the nick is his, and nobody can log in to the account a second time.
    hall.players.rename(player, next);
    player.renamedAt = now;
    await kept;
    hall.log('player', `${was} is now called ${next}`);
    player.room?.rename(player, was);
    everybodyOf(hall).news('renamed', player, { was });
    return { nick: next };
  },
};

/** @throws ProtocolError NICK_TAKEN */
function requireFree({ players, store }: Hall, player: Player, next: string): void {
  const key = nickKey(next);
  const isTaken = key !== player.key && (players.find(next) !== null || store.account(key) !== null);
  if (isTaken) throw new ProtocolError('NICK_TAKEN', undefined, 'nick');
}

/** @param agoMs when it was changed last; what lies in the future was told by a wrong clock, and is no reason to wait */
function secondsToWait(agoMs: number): number {
  return agoMs < 0 ? 0 : Math.ceil(NICK_PAUSE_SECONDS - agoMs / 1000);
}

/** When he took the nick that he has: an account can't wash it off by a new login. */
function lastChange({ store }: Hall, { isGuest, key, renamedAt }: Player): number {
  return isGuest ? renamedAt : (store.account(key)?.renamedAt ?? 0);
}

/** Those in a battle too, who may have private talk with him, or want to hear nothing of him. */
function everybodyOf({ players }: Hall): Talk {
  return new Talk('lobby', () => [...players].flatMap(({ connection }) => connection ?? []));
}
