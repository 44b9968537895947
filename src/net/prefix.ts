// Prefixes of addresses, by which a server keeps people out: text -> one form of it, and an address -> all prefixes that it has. Pure.
// IPv4 from /8 to /32, IPv6 from /16 to /64, since one household has a whole /64.
import { isIPv4, isIPv6 } from 'node:net';

interface Family {
  /** Bits of an address that count. */
  readonly bits: number;
  readonly bitsMin: number;
  /** Bits of a group in writing, and its base. */
  readonly groupBits: number;
  readonly base: number;
}

const IPV4: Family = { bits: 32, bitsMin: 8, groupBits: 8, base: 10 };
const IPV6: Family = { bits: 64, bitsMin: 16, groupBits: 16, base: 16 };

/** A prefix in its one form, such as `192.0.2.0/24` or `2001:db8:0:0::/48`; null for what is none.
 *  @param text an address alone stands for all of it, in IPv6 for its /64 */
export function parsePrefix(text: string): string | null {
  const [, address, length] = /^([^/]+)(?:\/(\d{1,2}))?$/.exec(text) ?? [];
  const parsed = address === undefined ? null : parseAddress(address);
  if (parsed === null) return null;
  const { family, value } = parsed;
  const bits = length === undefined ? family.bits : Number(length);
  return bits < family.bitsMin || bits > family.bits ? null : format(family, value, bits);
}

/** All prefixes that an address has, the longest first; none for what is no address. */
export function* prefixesOf(address: string): Iterable<string> {
  const parsed = parseAddress(address);
  if (parsed === null) return;
  const { family, value } = parsed;
  for (let bits = family.bits; bits >= family.bitsMin; bits--) yield format(family, value, bits);
}

/** What counts as one address: an IPv4 address, or an IPv6 /64, of which one household has more addresses than it can use. */
export function networkOf(address: string): string {
  if (address.includes('.')) return address.replace(/^::ffff:/, '');
  const [head, tail] = address.split('%')[0].split('::');
  const groups = head === '' ? [] : head.split(':');
  const tailGroups = tail === undefined || tail === '' ? [] : tail.split(':');
  while (groups.length + tailGroups.length < 8) groups.push('0');
  return [...groups, ...tailGroups].slice(0, 4).join(':');
}

/** Is an address one of a prefix? @param prefix as parsePrefix gives it */
export function hasPrefix(address: string, prefix: string): boolean {
  for (const own of prefixesOf(address)) if (own === prefix) return true;
  return false;
}

/** The bits that count, as a number; an IPv4 address in the clothes of IPv6 is one of IPv4. */
function parseAddress(text: string): { family: Family; value: bigint } | null {
  const plain = text.split('%')[0].replace(/^::ffff:(?=\d+\.)/i, '');
  if (isIPv4(plain)) return { family: IPV4, value: join(plain.split('.'), IPV4) };
  // An IPv4 address at the end stands in the half that does not count.
  if (!isIPv6(plain)) return null;
  const [head, tail] = plain.replace(/(\d+\.){3}\d+$/, '0:0').split('::');
  const groups = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  while (groups.length + last.length < 8) groups.push('0');
  return { family: IPV6, value: join([...groups, ...last].slice(0, 4), IPV6) };
}

function join(groups: readonly string[], { groupBits, base }: Family): bigint {
  return groups.reduce(
    (value, group) => (value << BigInt(groupBits)) | BigInt(Number.parseInt(group, base)),
    0n,
  );
}

function format(family: Family, value: bigint, bits: number): string {
  const { groupBits, base } = family;
  const rest = BigInt(family.bits - bits);
  const masked = (value >> rest) << rest;
  const groups: string[] = [];
  for (let shift = family.bits - groupBits; shift >= 0; shift -= groupBits)
    groups.push(((masked >> BigInt(shift)) & ((1n << BigInt(groupBits)) - 1n)).toString(base));
  return family === IPV4 ? `${groups.join('.')}/${bits}` : `${groups.join(':')}::/${bits}`;
}
