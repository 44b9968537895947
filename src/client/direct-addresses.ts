// The network addresses of this machine that a peer could reach it at, for a direct line. Read when they are told, never kept.
import { isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';
import { DIRECT_ADDRESSES_MAX } from '../protocol/limits.js';

/** Addresses of IPv4 and IPv6, IPv4 first; those of loopback only where there is no other. */
export function ownAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const outside = all.filter(({ internal, address }) => !internal && !isLinkLocal(address));
  const found = (outside.length > 0 ? outside : all).map(({ address }) => address);
  return found
    .sort((one, other) => Number(isIPv6(one)) - Number(isIPv6(other)))
    .slice(0, DIRECT_ADDRESSES_MAX);
}

/** Good on one interface only, whose name a peer can't know. */
function isLinkLocal(address: string): boolean {
  return /^(169\.254\.|fe[89ab])/i.test(address);
}
