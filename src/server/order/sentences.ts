// What somebody is told who is sent out, sent away, banned or muted: what it is, for how long, and why where a reason was given. Pure.
import { termInWords } from '../../protocol/terms.js';

/** To somebody who is put out of a room. @param reason cleaned; '' is none */
export function sentOutSentence(reason: string): string {
  return withReason('You were sent out of the room', reason);
}

/** To somebody who is sent off the server. @param reason cleaned; '' is none */
export function sentAwaySentence(reason: string): string {
  return withReason('You were sent away', reason);
}

/** To somebody who is banned. @param seconds that are left; null is for good @param reason cleaned; '' is none */
export function bannedSentence(seconds: number | null, reason: string): string {
  return withReason(`You are banned${spanOf(seconds)}`, reason);
}

/** To somebody who is muted. @param seconds that are left @param reason cleaned; '' is none */
export function mutedSentence(seconds: number, reason: string): string {
  return withReason(`You are muted${spanOf(seconds)}`, reason);
}

function withReason(what: string, reason: string): string {
  return reason === '' ? `${what}.` : `${what}: ${reason}`;
}

/** " for 5 minutes", or " for good". */
function spanOf(seconds: number | null): string {
  if (seconds === null) return ' for good';
  if (seconds < 120) return ` for ${seconds} s`;
  return ` for ${termInWords(Math.ceil(seconds / 60))}`;
}
