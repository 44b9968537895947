// The octets of a text message's body -> a plain object (PROTOCOL 3.3). Called by the framing. What comes out is only
// known to be an object of bounded depth: each field still has to be checked by the command's schema.
import { ProtocolError } from './errors.js';
import { JSON_DEPTH_MAX } from './limits.js';

// A byte order mark is no part of JSON: it is kept, so that the parser refuses it.
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Parses a body; an empty one is `{}`. Of a repeated key the last value counts.
 *  @param octets the whole body; not kept
 *  @returns the object, or the fault, BAD_UTF8 or BAD_JSON; never throws on what a peer sent */
export function parseBody(octets: Uint8Array): Record<string, unknown> | ProtocolError {
  if (octets.length === 0) return {};
  let text: string;
  try {
    text = utf8.decode(octets);
  } catch {
    return new ProtocolError('BAD_UTF8');
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return new ProtocolError('BAD_JSON');
  }
  if (!isObject(value)) return new ProtocolError('BAD_JSON', 'The body is not a JSON object.');
  return isHarmless(value, JSON_DEPTH_MAX) ? value : new ProtocolError('BAD_JSON');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// Not too deep, and no `__proto__`: an own key of that name turns into a prototype wherever somebody copies key by key.
function isHarmless(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth === 0 || Object.hasOwn(value, '__proto__')) return false;
  return Object.values(value).every((inner) => isHarmless(inner, depth - 1));
}
