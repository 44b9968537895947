// The journal: all that the store was ever told, entry after entry, each chained to the one before it by a hash. What the
// champions table shows is reckoned from it (tally.ts), so a journal alone brings a whole store back.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { matchResultSchema } from './match-result.js';
import { roleEntrySchema, sanctionEntrySchema } from './order-book.js';

// No blank, no colon and no tilde: a nick becomes part of keys.
const nick = z.string().regex(/^[^\s:~]{1,64}$/);
const accountEntrySchema = z.strictObject({
  kind: z.literal('account'),
  nick,
  publicKey: z.string().length(43),
  /** Milliseconds since 1970. */
  createdAt: z.int().min(0),
});
const renameEntrySchema = z.strictObject({
  kind: z.literal('rename'),
  /** Unique: one that is told twice happens once. */
  id: z.string().regex(/^[\w-]{1,64}$/),
  /** Milliseconds since 1970. */
  at: z.int().min(0).max(8.64e15),
  publicKey: z.string().length(43),
  /** Nicks before and after. */
  from: nick,
  to: nick,
});
const forgetEntrySchema = z.strictObject({
  kind: z.literal('forget'),
  /** Milliseconds since 1970. */
  at: z.int().min(0).max(8.64e15),
  /** Accounts that never finished a match: their names that never change (accounts.ts), and their nicks. */
  accounts: z.array(z.strictObject({ nick, account: z.string().regex(/^[\w-]{43}:\d{1,16}$/) })).min(1),
});
const matchEntrySchema = z.strictObject({
  kind: z.literal('match'),
  /** Unique: a match that is told twice counts once. */
  id: z.string().regex(/^[\w-]{1,64}$/),
  /** Milliseconds since 1970. */
  endedAt: z.int().min(0).max(8.64e15),
  result: matchResultSchema,
});

/** One thing that the store was told. */
export const entrySchema = z.discriminatedUnion('kind', [
  accountEntrySchema,
  renameEntrySchema,
  forgetEntrySchema,
  matchEntrySchema,
  roleEntrySchema,
  sanctionEntrySchema,
]);
export type Entry = z.infer<typeof entrySchema>;
export type AccountEntry = z.infer<typeof accountEntrySchema>;
export type RenameEntry = z.infer<typeof renameEntrySchema>;
export type ForgetEntry = z.infer<typeof forgetEntrySchema>;
export type MatchEntry = z.infer<typeof matchEntrySchema>;

/** The line at the top of a journal in a file. */
export const VERSION_LINE = '{"journal":"terminal-tanks","version":1}';

/** How far a journal has come. */
export interface JournalEnd {
  readonly entries: number;
  /** Hash of the last entry. */
  readonly hash: string;
}

/** A journal's end as it stands in a file or a record. */
export const journalEndSchema = z.strictObject({ entries: z.int().min(0), hash: z.string().length(43) });

/** The end of an empty journal. */
export const JOURNAL_START: JournalEnd = { entries: 0, hash: hashOf(VERSION_LINE) };

/** The end of a journal after one more entry. @param line the entry as JSON */
export function chain({ entries, hash }: JournalEnd, line: string): JournalEnd {
  return { entries: entries + 1, hash: hashOf(`${hash}\n${line}`) };
}

/** An entry as a record of the database. @param end of the journal after it @param line the entry as JSON */
export function formatEntryRecord(end: JournalEnd, line: string): string {
  return `${end.hash} ${line}`;
}

/** The entry of a record, as JSON. */
export function lineOfRecord(record: string): string {
  return record.slice(record.indexOf(' ') + 1);
}

/** The end of a journal after the entry of a record, or null when the record does not follow, or is not whole. */
export function chainRecord(end: JournalEnd, record: string): JournalEnd | null {
  const line = lineOfRecord(record);
  const next = chain(end, line);
  return record === formatEntryRecord(next, line) ? next : null;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
