// The commands of talk by which order is kept: sent away, silenced, kept out, and who may do so. Whether somebody may is the server's
// to say. Called by talk-runner.ts.
import { parsePrefix } from '../net/prefix.js';
import { GIVEN_ROLES, type GivenRole } from '../protocol/body-fields.js';
import type { CommandAnswer } from '../protocol/commands.js';
import { NICK_LENGTH_MAX, REASON_LENGTH_MAX } from '../protocol/limits.js';
import { parseTerms, type Terms, termInWords } from '../protocol/terms.js';
import { cleanText } from '../protocol/text.js';
import { language } from './language.js';
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
  mute: async ({ link, state }, [nick, typed]) => {
    const terms = termsOf(state, typed);
    if (terms === null) return;
    tell(state, say('mute-holds', { nick, term: spanOf(await link.request('MUTE', { nick, ...terms })) }));
  },
  unmute: async ({ link, state }, [nick]) => {
    await link.request('MUTE', { nick, minutes: 0 });
    tell(state, say('mute-lifted', { nick }));
  },
  ban: async ({ link, state }, [target, typed]) => {
    const terms = termsOf(state, typed);
    if (terms === null) return;
    const { gone, ...holding } = await link.request('BAN', { ...targetOf(target), ...terms });
    tell(state, say('ban-holds', { target, term: spanOf(holding), gone }));
  },
  unban: async ({ link, state }, [target]) => {
    await link.request('UNBAN', targetOf(target));
    tell(state, say('ban-lifted', { target }));
  },
  bans: async ({ link, state }, [typed]) => {
    const { page, pages, bans } = await link.request('BANS', { page: pageOf(typed) });
    if (bans.length === 0) tell(state, say('bans-none'));
    for (const { kind, nick, address, seconds, reason, by } of bans) {
      const values = {
        who: [cleanText(nick, NICK_LENGTH_MAX), cleanText(address, ADDRESS_LENGTH_MAX)]
          .filter(Boolean)
          .join(', '),
        by: cleanText(by, NICK_LENGTH_MAX) || say('ban-by-terminal'),
        reason: cleanText(reason, REASON_LENGTH_MAX) || '-',
        minutes: seconds === null ? say('ban-for-good') : termInWords(Math.ceil(seconds / 60), language()),
      };
      tell(state, say(`bans-${kind}`, values));
    }
    if (pages > 1) tell(state, say('bans-page', { page, pages }));
  },
  close: async ({ link, state }, [code]) => {
    await link.request('CLOSE', { code });
    tell(state, say('room-closed', { code }));
  },
  reload: async ({ link, state }) => {
    await link.request('RELOAD', {});
    tell(state, say('reloaded'));
  },
  shutdown: ({ link, state }, [typed = '10']) => {
    if (/^(?:cancel|anuluj)$/i.test(typed)) return link.request('SHUTDOWN', { cancel: true });
    const isNumber = /^\d{1,4}$/.test(typed);
    return isNumber
      ? link.request('SHUTDOWN', { seconds: Number(typed) })
      : tell(state, say('help-shutdown'));
  },
  roles: async ({ link, state }, [typed]) => {
    const { page, pages, roles } = await link.request('ROLES', { page: pageOf(typed) });
    const people = roles.map(({ nick, role }) => `${cleanText(nick, NICK_LENGTH_MAX)} (${role})`);
    tell(state, roles.length === 0 ? say('roles-none') : say('roles', { people: people.join(', ') }));
    if (pages > 1) tell(state, say('roles-page', { page, pages }));
  },
  op: ({ link, state }, [nick, typed]) => {
    const role = ROLE_WORDS[typed.toLowerCase()];
    return role === undefined ? tell(state, say('help-op')) : link.request('OP', { nick, role });
  },
} satisfies Readonly<Record<string, Run>>;

/** What was typed of a term and a reason; tells the player when it is not understood, and nothing is to be done. */
function termsOf(state: ClientState, typed = ''): Terms | null {
  const terms = parseTerms(typed);
  if (terms === null) tell(state, say('bad-term', { text: typed }), 'warning');
  return terms;
}

/** "2 hours, until 28 Nov 2026, 10:42". */
function spanOf({ minutes, untilMs }: CommandAnswer<'MUTE'>): string {
  if (minutes === null || untilMs === null) return say('ban-for-good');
  const until = new Date(untilMs).toLocaleString(language(), {
    dateStyle: 'medium',
    timeStyle: 'short',
    hourCycle: 'h23',
  });
  return say('ban-until', { term: termInWords(minutes, language()), until });
}

function pageOf(typed = '1'): number {
  return Math.max(1, Math.min(99_999, Number.parseInt(typed, 10) || 1));
}

/** An account or guest by nick, or an address. */
function targetOf(text: string): { nick: string } | { address: string } {
  return parsePrefix(text) === null && !text.includes('/') ? { nick: text } : { address: text };
}
