// Accounts and the nicks that they go by. All that is counted for an account stands under the nick with which it began, or under a
// name of its own where that nick had been another account's: so a change of nick moves no record, and whoever takes a nick
// that was given up inherits none. Writes only to the draft of the batch in which the entry itself is kept. Called by database.ts.
import { nickKey } from '../../protocol/nick.js';
import type { Draft } from './draft.js';
import type { AccountEntry, ForgetEntry, RenameEntry } from './journal.js';
import type { Standing } from './match-result.js';
import { accountKey, bornKey, movedKey, playedKey, renameKey, totalKey } from './records.js';

/** Somebody who registered with a key. */
export type Account = Omit<AccountEntry, 'kind'> & {
  /** What his records stand under, where that is not the key of his nick; '' while he has none. */
  readonly records?: string;
  /** When he took another nick, milliseconds since 1970. */
  readonly renamedAt?: number;
};

/** What an account's records stand under. */
export function recordsOf({ nick, records }: Account): string {
  return records ?? nickKey(nick);
}

/** An account's name that never changes, as a match tells of it. */
export function accountId({ publicKey, createdAt }: Pick<Account, 'publicKey' | 'createdAt'>): string {
  return `${publicKey}:${createdAt}`;
}

/** Takes a new account in. @returns false when it is here already, or its nick is another one's */
export async function admitAccount(entry: AccountEntry, draft: Draft): Promise<boolean> {
  const key = nickKey(entry.nick);
  const [account, born, moved] = [accountKey(key), bornKey(key), movedKey(accountId(entry))];
  await draft.load([account, born, moved]);
  if (draft.get(account) !== undefined || draft.get(moved) !== undefined) return false;
  const { nick, publicKey, createdAt } = entry;
  const before = draft.get(born);
  const count = Number(before ?? 0) + 1;
  if (before !== undefined) draft.set(born, String(count));
  // No nick has a "~".
  const records = before === undefined ? {} : { records: `${key}~${count}` };
  draft.set(account, JSON.stringify({ nick, publicKey, createdAt, ...records } satisfies Account));
  return true;
}

/** Gives an account another nick; the one before is free. @returns false when that is done already, or can't be */
export async function admitRename(
  { id, at, publicKey, from, to }: RenameEntry,
  draft: Draft,
): Promise<boolean> {
  const [fromKey, toKey] = [nickKey(from), nickKey(to)];
  await draft.load([renameKey(id), accountKey(fromKey), accountKey(toKey), bornKey(fromKey)]);
  const before = parseAccount(draft.get(accountKey(fromKey)));
  const isTaken = toKey !== fromKey && draft.get(accountKey(toKey)) !== undefined;
  if (draft.get(renameKey(id)) !== undefined || before?.publicKey !== publicKey || isTaken) return false;
  const records = recordsOf(before);
  const moved = movedKey(accountId(before));
  await draft.load([moved]);
  draft.set(renameKey(id), '');
  draft.set(accountKey(fromKey), undefined);
  draft.set(
    accountKey(toKey),
    JSON.stringify({ ...before, nick: to, records, renamedAt: at } satisfies Account),
  );
  draft.set(moved, toKey);
  // Whoever begins with this nick from now on has records of his own.
  if (records === fromKey && draft.get(bornKey(fromKey)) === undefined) draft.set(bornKey(fromKey), '1');
  return true;
}

/** Forgets accounts that have finished no match: their nicks are free. @returns false when that is so already for all of them */
export async function admitForget({ accounts }: ForgetEntry, draft: Draft): Promise<boolean> {
  let count = 0;
  for (const { nick, account } of accounts) {
    const [key, moved] = [accountKey(nickKey(nick)), movedKey(account)];
    await draft.load([key, moved]);
    const holder = parseAccount(draft.get(key));
    if (holder === null || accountId(holder) !== account) continue;
    const marks = [totalKey(recordsOf(holder)), playedKey(recordsOf(holder))];
    await draft.load(marks);
    if (marks.some((mark) => draft.get(mark) !== undefined)) continue;
    draft.set(key, undefined);
    // So that no older journal brings it back.
    draft.set(moved, '');
    count++;
  }
  return count > 0;
}

/** What the records of those stand under who took part in a match, null for who has no account. Somebody may have taken another nick
 *  since he left it. */
export async function findRecords(standings: readonly Standing[], draft: Draft): Promise<(string | null)[]> {
  const keysOf = ({ nick, account }: Standing): string[] => [
    accountKey(nickKey(nick)),
    ...(account === undefined ? [] : [movedKey(account)]),
  ];
  await draft.load(standings.flatMap(keysOf));
  const found: (string | null)[] = [];
  for (const { nick, account, bot } of standings) {
    let holder = bot ? null : parseAccount(draft.get(accountKey(nickKey(nick))));
    if (account !== undefined && holder?.publicKey !== account.split(':')[0]) {
      const moved = draft.get(movedKey(account));
      if (moved) await draft.load([accountKey(moved)]);
      holder = !moved ? null : parseAccount(draft.get(accountKey(moved)));
    }
    found.push(holder === null ? null : recordsOf(holder));
  }
  return found;
}

function parseAccount(text: string | undefined): Account | null {
  return text === undefined ? null : (JSON.parse(text) as Account);
}
