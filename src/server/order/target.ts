// Whom a sanction is about, as the book of order writes it: somebody by their account, or the guests of where they come from; or an address.
// And how much of the network somebody of a role may close at once. Pure.
import { ownPrefix, parsePrefix } from '../../net/prefix.js';
import { ProtocolError } from '../../protocol/errors.js';
import type { Person, Sanction } from '../store/order-book.js';
import type { Role } from './rights.js';

/** Whom a ban is about: one of the two. */
export interface Target {
  readonly nick?: string | undefined;
  readonly address?: string | undefined;
}

/** What the book writes of it. */
export type Subject = Pick<Sanction, 'subject' | 'nick' | 'from'>;

/** The fewest bits of a prefix that each role may close; the terminal any that there is. */
const BITS_MIN: Readonly<Record<Role, { readonly ipv4: number; readonly ipv6: number }>> = {
  player: { ipv4: 32, ipv6: 64 },
  host: { ipv4: 32, ipv6: 64 },
  moderator: { ipv4: 24, ipv6: 48 },
  admin: { ipv4: 16, ipv6: 32 },
};

/** Somebody; new keys and guests from where they come are held along with them.
 *  @param person address '' where nobody knows it */
export function subjectOf({ identity, address, nick }: Omit<Person, 'since'> & { nick: string }): Subject {
  const from = ownPrefix(address);
  const subject = identity === null ? `guest:${from}` : `account:${identity}`;
  return from === 'none' ? { subject, nick } : { subject, nick, from };
}

/** The prefix of a target, null for a nick. @param role null for the terminal @throws ProtocolError BAD_BODY */
export function prefixOf({ nick, address }: Target, role: Role | null): string | null {
  if ((nick === undefined) === (address === undefined))
    throw new ProtocolError('BAD_BODY', 'Either a nick or an address.', 'nick');
  if (address === undefined) return null;
  const prefix = parsePrefix(address);
  if (prefix === null)
    throw new ProtocolError('BAD_BODY', 'An address, or IPv4/8 to /32, or IPv6/16 to /64.', 'address');
  if (role === null) return prefix;
  const { ipv4, ipv6 } = BITS_MIN[role];
  if (Number(prefix.split('/')[1]) >= (prefix.includes(':') ? ipv6 : ipv4)) return prefix;
  const widest = `IPv4/${ipv4} or IPv6/${ipv6}`;
  throw new ProtocolError('BAD_BODY', `Too wide: the widest that this role closes is ${widest}.`, 'address');
}
