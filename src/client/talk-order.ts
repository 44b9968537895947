// The commands of talk by which order is kept: sent away, silenced, kept out, and who may do so. Whether somebody may is the server's
// to say. Called by talk-runner.ts.
import { parsePrefix } from '../net/prefix.js';
import { GIVEN_ROLES, type GivenRole } from '../protocol/body-fields.js';
import { NICK_LENGTH_MAX, REASON_LENGTH_MAX } from '../protocol/limits.js';
import { parseTerms } from '../protocol/terms.js';
import { cleanText } from '../protocol/text.js';
import type { Link } from './link.js';
import { say } from './messages.js';
import type { ClientState } from './state.js';
import { tell } from './talk-lines.js';

/** Code points of an address that is shown. */
const ADDRESS_LENGTH_MAX = 64;

/** What can be given, in both languages. */
const ROLE_WORDS: Readonly<Record<string, GivenRole>> = {
  ...Object.fromEntries(GIVEN_ROLES.map((role) => [role, role])),
  gracz: 'player',
  gospodarz: 'host',
};

/** What they work on. */
interface OrderContext {
  readonly link: Pick<Link, 'request'>;
  readonly state: ClientState;
}

type Run = (context: OrderContext, args: readonly string[]) => unknown;

/** What they do. */
export const ORDER = {
  kick: ({ link }, [nick, reason]) =>
    link.request('KICK', { nick, ...(reason === undefined ? {} : { reason }) }),
  mute: ({ link }, [nick, terms = '']) => link.request('MUTE', { nick, ...parseTerms(terms) }),
  unmute: ({ link }, [nick]) => link.request('MUTE', { nick, minutes: 0 }),
  ban: async ({ link, state }, [target, terms = '']) => {
    const { gone } = await link.request('BAN', { ...targetOf(target), ...parseTerms(terms) });
    tell(state, say('ban-holds', { gone }));
  },
  unban: async ({ link, state }, [target]) => {
    await link.request('UNBAN', targetOf(target));
    tell(state, say('ban-lifted', { target }));
  },
  bans: async ({ link, state }, [typed = '1']) => {
    const asked = Math.max(1, Math.min(99_999, Number.parseInt(typed, 10) || 1));
    const { page, pages, bans } = await link.request('BANS', { page: asked });
    if (bans.length === 0) tell(state, say('bans-none'));
    for (const { kind, nick, address, seconds, reason, by } of bans) {
      const values = {
        who: [cleanText(nick, NICK_LENGTH_MAX), cleanText(address, ADDRESS_LENGTH_MAX)]
          .filter(Boolean)
          .join(', '),
        by: cleanText(by, NICK_LENGTH_MAX) || say('ban-by-terminal'),
        reason: cleanText(reason, REASON_LENGTH_MAX) || '-',
        minutes: seconds === null ? say('ban-for-good') : `${Math.ceil(seconds / 60)} min`,
      };
      tell(state, say(`bans-${kind}`, values));
    }
    if (pages > 1) tell(state, say('bans-page', { page, pages }));
  },
  op: ({ link, state }, [nick, typed]) => {
    const role = ROLE_WORDS[typed.toLowerCase()];
    return role === undefined ? tell(state, say('help-op')) : link.request('OP', { nick, role });
  },
} satisfies Readonly<Record<string, Run>>;

/** An account or guest by nick, or an address. */
function targetOf(text: string): { nick: string } | { address: string } {
  return parsePrefix(text) === null && !text.includes('/') ? { nick: text } : { address: text };
}
