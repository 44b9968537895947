// Prefixes of addresses, by which a server keeps people out and counts them: text -> one form of it, an address -> all prefixes that
// it has, and the networks that it counts in. Pure. IPv4 from /8 to /32, IPv6 from /16 to /64, since one household has a whole /64.
import { BlockList, isIPv4, isIPv6 } from 'node:net';

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

/** A network that an address counts in, and how many times as much it may have as one address. */
export interface Network {
  readonly name: string;
  readonly share: number;
}

/** What a provider gives to one customer, bits and share: a /64, often a /56 or a /48; and of IPv4 what one rents at once. */
const WIDTHS = {
  ipv4: [
    [32, 1],
    [24, 16],
  ],
  ipv6: [
    [64, 1],
    [56, 4],
    [48, 16],
  ],
} as const;

/** The networks that an address counts in, the narrowest first. Neighbours have nothing to do with one another: private, shared,
 *  link-local and unique-local addresses and those of this machine count one by one. */
export function networksOf(address: string): Network[] {
  const parsed = parseAddress(address);
  if (parsed === null) return [{ name: address, share: 1 }];
  const { family, value, plain } = parsed;
  const kind = family === IPV4 ? 'ipv4' : 'ipv6';
  if (NEIGHBOURS.check(plain, kind)) return [{ name: plain, share: 1 }];
  return WIDTHS[kind].map(([bits, share]) => ({ name: format(family, value, bits), share }));
}

/** The narrowest of them: what counts as one address. */
export function networkOf(address: string): string {
  return networksOf(address)[0].name;
}

/** What one address is written as in the book of order: its longest prefix, and a neighbour's of IPv6 the address itself; "none" for
 *  what is no address. */
export function ownPrefix(address: string): string {
  const [own = 'none'] = prefixesOf(address);
  return own.includes(':') ? networkOf(address) : own;
}

const NEIGHBOURS = new BlockList();
for (const [network, bits] of [
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  NEIGHBOURS.addSubnet(network, bits, 'ipv4');
NEIGHBOURS.addAddress('::1', 'ipv6');
NEIGHBOURS.addSubnet('fc00::', 7, 'ipv6');
NEIGHBOURS.addSubnet('fe80::', 10, 'ipv6');

/** Is an address one of a prefix? @param prefix as parsePrefix gives it */
export function hasPrefix(address: string, prefix: string): boolean {
  for (const own of prefixesOf(address)) if (own === prefix) return true;
  return false;
}

/** The bits that count, as a number; an IPv4 address in the clothes of IPv6 is one of IPv4. */
function parseAddress(text: string): { family: Family; value: bigint; plain: string } | null {
  const plain = text.split('%')[0].replace(/^::ffff:(?=\d+\.)/i, '');
  if (isIPv4(plain)) return { family: IPV4, value: join(plain.split('.'), IPV4), plain };
  // An IPv4 address at the end stands in the half that does not count.
  if (!isIPv6(plain)) return null;
  const [head, tail] = plain.replace(/(\d+\.){3}\d+$/, '0:0').split('::');
  const groups = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  while (groups.length + last.length < 8) groups.push('0');
  return { family: IPV6, value: join([...groups, ...last].slice(0, 4), IPV6), plain };
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
