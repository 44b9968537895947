// "HOST", "HOST:PORT", "[ADDRESS]:PORT" or "tank://HOST:PORT/CODE" as somebody typed it -> host, port and code, and back. Pure; used
// by the command line, by the title screen and by the sentences.
import { isIPv6 } from 'node:net';
import { domainToASCII } from 'node:url';
import { parseRoomCode } from '../protocol/room-code.js';

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

/** A server, and a room on it. */
export interface TypedPlace extends TypedAddress {
  readonly room: string | null;
}

/** How the address of a room begins. */
export const PLACE_SCHEME = 'tank://';

/** Reads an address, or a place as it is passed on: `tank://HOST:PORT/CODE`, without port or code where they don't matter.
 *  @returns null when it is neither */
export function parsePlace(text: string): TypedPlace | null {
  const typed = text.trim();
  if (!typed.toLowerCase().startsWith(PLACE_SCHEME)) {
    const address = parseAddress(typed);
    return address === null ? null : { ...address, room: null };
  }
  const [host, code = '', ...more] = typed.slice(PLACE_SCHEME.length).split('/');
  // In such an address the zone of a link-local one begins with %25 (RFC 6874, section 2).
  const address = parseAddress(host.replace(/^(\[[^\]%]*%)25/, '$1'));
  const room = code === '' ? null : parseRoomCode(code);
  if (address === null || more.length > 0 || (code !== '' && room === null)) return null;
  return { ...address, room };
}
