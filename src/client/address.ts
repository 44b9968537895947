// "HOST", "HOST:PORT" or "[ADDRESS]:PORT" as somebody typed it -> host and port, and back. Pure; used by the command
// line, by the questions of the start and by the sentences.
import { isIPv6 } from 'node:net';
import { domainToASCII } from 'node:url';

/** Where a server is. */
export interface ServerAddress {
  /** Name, IPv4 or IPv6 address, without brackets. */
  readonly host: string;
  readonly port: number;
}

/** What was typed: the port is null where none was. */
export interface TypedAddress {
  readonly host: string;
  readonly port: number | null;
}

/** Whether a number can be a port. */
export function isPort(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= 65535;
}

/** Reads an address.
 *  @returns null when it is none; a port out of range counts as none */
export function parseAddress(text: string): TypedAddress | null {
  const typed = text.trim();
  // An IPv6 address has colons of its own: with a port it stands in brackets (RFC 3986, section 3.2.2).
  if (isIPv6(typed)) return { host: typed, port: null };
  const match = /^(?:\[([^\]]+)\]|([\p{L}\p{M}\p{N}._-]+))(?::([0-9]{1,5}))?$/u.exec(typed);
  if (match === null) return null;
  const [, bracketed, name, digits] = match;
  if (bracketed !== undefined && !isIPv6(bracketed)) return null;
  const host = bracketed ?? domainToASCII(name);
  const port = digits === undefined ? null : Number(digits);
  if (host === '' || (port !== null && !isPort(port))) return null;
  return { host, port };
}

/** Writes an address as parseAddress reads it. */
export function formatAddress({ host, port }: ServerAddress): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
