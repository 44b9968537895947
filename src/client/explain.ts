// Whatever went wrong -> sentences for the player: what happened, and what to do next. Called by the link when a line closes
// for good, by the start, and by the views when a command fails. Pure; never shows a stack.
import { ConnectError, type ConnectFault } from '../net/tls.js';
import { PORT_DEFAULT } from '../protocol/limits.js';
import { formatAddress, type ServerAddress } from './address.js';
import { IdentityError } from './identity.js';
import { LinkError, type LinkFault, ServerError } from './link-error.js';
import { LocalServerError } from './local.js';
import { say } from './messages.js';
import { TrustError } from './trust.js';

const CONNECT_FAULTS: Readonly<Record<ConnectFault, (server: string, address: ServerAddress) => string>> = {
  REFUSED: (server) => say('refused', { server }),
  UNREACHABLE: (server) => say('unreachable', { server }),
  UNKNOWN_HOST: (_server, { host }) => say('host-unknown', { host }),
  TIMED_OUT: (server) => say('no-connection', { server }),
  NOT_A_TANK_SERVER: (server) => say('not-tank', { server, port: PORT_DEFAULT }),
  CLOSED: (server) => say('cut-early', { server }),
  NOT_TRUSTED: (server) => say('server-changed', { server }),
};

const LINK_FAULTS: Readonly<Record<LinkFault, (server: string) => string>> = {
  LINE_LOST: (server) => say('line-lost', { server }),
  SILENT: (server) => say('line-lost', { server }),
  NO_ANSWER: (server) => say('no-answer', { server }),
  BAD_ANSWER: (server) => say('bad-answer', { server }),
  OTHER_PROTOCOL: (server) => say('other-protocol', { server }),
  SERVER_CHANGED: (server) => say('server-changed', { server }),
  GUEST_GONE: () => say('guest-gone'),
  GIVEN_UP: (server) => say('given-up', { server }),
};

/** Codes of a server for which there is something better to say than its own message. */
const REFUSALS: Readonly<Record<string, (server: string, error: ServerError) => string>> = {
  NICK_TAKEN: () => say('NICK_TAKEN'),
  BAD_NICK: (_server, { message }) => say('BAD_NICK', { message }),
  SERVER_FULL: (server) => say('SERVER_FULL', { server }),
  TOO_MANY_CONNECTIONS: (server) => say('TOO_MANY_CONNECTIONS', { server }),
  NO_SUCH_ROOM: () => say('NO_SUCH_ROOM'),
  ROOM_FULL: () => say('ROOM_FULL'),
  NOT_HOST: () => say('NOT_HOST'),
  NO_TEAM: () => say('NO_TEAM'),
  NO_SUCH_BAN: () => say('NO_SUCH_BAN'),
  WRONG_PHASE: () => say('WRONG_PHASE'),
  TOO_MANY_ROOMS: () => say('TOO_MANY_ROOMS'),
  TOO_MANY_ACCOUNTS: (server, { seconds = 0 }) =>
    say('TOO_MANY_ACCOUNTS', { server, hours: Math.ceil(seconds / 3600) }),
  TOO_MANY_BOTS: () => say('TOO_MANY_BOTS'),
  FLOOD: () => say('FLOOD'),
  TIMED_OUT: (server) => say('TIMED_OUT', { server }),
  SLOW_DOWN: (_server, error) => (isAboutPassword(error) ? explainPassword(error) : say('SLOW_DOWN')),
  TAKEN_OVER: () => say('TAKEN_OVER'),
  SHUTTING_DOWN: (server) => say('SHUTTING_DOWN', { server }),
  NO_SUCH_PLAYER: () => say('NO_SUCH_PLAYER'),
  NO_CARD: () => say('NO_CARD'),
  NO_SUCH_ACCOUNT: () => say('NO_SUCH_ACCOUNT'),
  NOT_NOW: () => say('NOT_NOW'),
  KICKED: (server, { message }) => say('KICKED', { server, message }),
  BANNED: (server, { message }) => say('BANNED', { server, message }),
  MUTED: (_server, { message }) => say('MUTED', { message }),
  BAD_PASSWORD: (_server, error) => explainPassword(error),
  NOT_ALLOWED: () => say('NOT_ALLOWED'),
  GUESTS_ONLY: (server) => say('GUESTS_ONLY', { server }),
  ACCOUNTS_ONLY: (server) => say('ACCOUNTS_ONLY', { server }),
  NOT_INVITED: (server) => say('NOT_INVITED', { server }),
};

/** Says what went wrong.
 *  @param error what was thrown by the link, by a connection, or by the start
 *  @param address of the server that it is about */
export function explain(error: unknown, address: ServerAddress): string {
  const server = formatAddress(address);
  if (error instanceof ConnectError) return CONNECT_FAULTS[error.code](server, address);
  if (error instanceof LinkError) return LINK_FAULTS[error.code](server);
  if (error instanceof ServerError) {
    const { code, message } = error;
    if (Object.hasOwn(REFUSALS, code)) return REFUSALS[code](server, error);
    return say('server-said', { server, message, code });
  }
  if (isForPeople(error)) return error.message;
  return say('mistake', { reason: reasonOf(error) });
}

/** What a client can be doing when it makes a mistake during a visit. */
export type Doing = 'DRAW' | 'KEY' | 'STEP' | 'RECEIVE';

/** Tells a mistake that ended a visit, with a code that a report can name. */
export function explainMistake(doing: Doing, error: unknown): string {
  return say('visit-mistake', { code: `CLIENT-${doing}`, reason: reasonOf(error) });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Whether a server or a room has refused somebody for want of the right password, or of patience after wrong ones. */
export function isAboutPassword(error: unknown): error is ServerError {
  if (!(error instanceof ServerError)) return false;
  return error.code === 'BAD_PASSWORD' || (error.code === 'SLOW_DOWN' && error.field === 'password');
}

/** Says why a password was no good. */
export function explainPassword({ code, seconds = 0 }: ServerError): string {
  return code === 'SLOW_DOWN' ? say('too-many-passwords', { seconds }) : say('BAD_PASSWORD');
}

// Their messages are sentences already. A TerminalError goes by its name, because its file is slow to load.
function isForPeople(error: unknown): error is Error {
  if (error instanceof IdentityError || error instanceof LocalServerError) return true;
  return error instanceof TrustError || (error instanceof Error && error.name === 'TerminalError');
}
