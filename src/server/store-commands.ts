// What the server's command does with a store while no server runs: tank-server champions, export, import. Gets arguments,
// prints, and returns; the entry (tank-server.ts) ends the process.
import { existsSync } from 'node:fs';
import { MODES } from '../game/modes.js';
import { ROOM_OPTIONS_DEFAULT } from '../protocol/room-state.js';
import { createLog } from './log.js';
import { listBackups } from './store/backups.js';
import { type ChampionsPage, PAGE_ROWS } from './store/champions.js';
import { Folders } from './store/folders.js';
import { writeJournal } from './store/journal-file.js';
import { Store } from './store/store.js';
import { StoreError } from './store/store-options.js';

/** Rows that are printed for a person; --json and --csv give all. */
const ROWS_FOR_PEOPLE = 5 * PAGE_ROWS;
const COLUMNS = ['rank', 'nick', 'rating', 'matches', 'wins', 'streak', 'champion'] as const;

/** Options of the commands as they were typed. */
export interface StoreCommandFlags {
  readonly mode?: string | undefined;
  readonly season?: string | undefined;
  readonly json?: boolean | undefined;
  readonly csv?: boolean | undefined;
  readonly force?: boolean | undefined;
}

/** The arguments make no sense; the message says which. */
export class UsageError extends Error {}

/** Names of the commands. */
export const STORE_COMMANDS: readonly string[] = ['champions', 'export', 'import'];

/** Carries out one command.
 *  @param input its name and its argument @param print takes what goes to the output @param warn what does not
 *  @throws UsageError, StoreError, JournalFileError, Error of the file system */
export async function runStoreCommand(
  input: readonly string[],
  flags: StoreCommandFlags,
  directory: string,
  print: (text: string) => unknown,
  warn: (text: string) => unknown,
): Promise<void> {
  const [command, file, ...more] = input;
  const takesFile = command !== 'champions';
  if (takesFile && file === undefined)
    throw new UsageError(`${command} needs a file: tank-server ${command} FILE`);
  if (more.length > 0 || (!takesFile && file !== undefined))
    throw new UsageError(`"${more[0] ?? file}" stands alone; see tank-server --help`);
  const folders = new Folders(directory);
  const isEmpty = !existsSync(folders.database) && (await listBackups(folders.backups)).length === 0;
  if (command !== 'import' && isEmpty)
    throw new StoreError(`there are no accounts and results in ${directory}; name the folder with --data`);
  const season = parseSeason(flags.season);
  const modes = MODES.map(({ id }) => id);
  if (flags.mode !== undefined && !modes.includes(flags.mode as never))
    throw new UsageError(`there is no mode "${flags.mode}"; there are: ${modes.join(', ')}`);
  if (command === 'export' && existsSync(file) && flags.force !== true)
    throw new UsageError(`${file} is there already; --force writes over it`);
  // Only an import changes anything, so only it keeps what was before.
  const store = await Store.open(directory, {
    log: createLog(warn),
    ...(command === 'import' ? {} : { backupEntries: 0 }),
  });
  try {
    if (command === 'champions') await printChampions(store, flags, season, print);
    else if (command === 'export') await exportTo(store, file, print);
    else await importFrom(store, file, directory, print);
  } finally {
    await store.close();
  }
}

async function exportTo(store: Store, file: string, print: (text: string) => unknown): Promise<void> {
  const { entries } = await writeJournal(file, store.lines());
  print(`${entries} entries (accounts and matches) are written to ${file}.\n`);
}

async function importFrom(
  store: Store,
  file: string,
  directory: string,
  print: (text: string) => unknown,
): Promise<void> {
  const { account, rename, match, role, sanction } = await store.importFile(file);
  const orders = role + sanction === 0 ? '' : `, ${role + sanction} roles, bans and mutes`;
  const nicks = rename === 0 ? '' : `, ${rename} changes of nicks`;
  print(`${account} accounts and ${match} matches${nicks}${orders} of ${file} are added in ${directory}.\n`);
}

function parseSeason(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new UsageError(`--season takes a number from 1 on, not "${text}"`);
  return Number(text);
}

async function printChampions(
  store: Store,
  { mode = ROOM_OPTIONS_DEFAULT.mode, json, csv }: StoreCommandFlags,
  season: number | null,
  print: (text: string) => unknown,
): Promise<void> {
  const isForPeople = json !== true && csv !== true;
  const first = await store.readPage(mode, season, 1);
  const rows = [...first.rows];
  const pages = isForPeople ? Math.min(first.pages, ROWS_FOR_PEOPLE / PAGE_ROWS) : first.pages;
  for (let page = 2; page <= pages; page++) rows.push(...(await store.readPage(mode, season, page)).rows);
  if (json === true) print(`${JSON.stringify({ mode, season: first.season, rows })}\n`);
  else if (csv === true) print(formatCsv(rows));
  else print(formatTable(first, rows));
}

function formatCsv(rows: ChampionsPage['rows']): string {
  return [COLUMNS.join(','), ...rows.map((row) => COLUMNS.map((name) => formatCell(row[name])).join(','))]
    .join('\n')
    .concat('\n');
}

/** A field (RFC 4180, section 2). What a spreadsheet would take for a formula gets an apostrophe, by which it is text there. */
function formatCell(value: string | number | boolean): string {
  const text = String(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return safe === text && !/[",\r\n]/.test(text) ? text : `"${safe.replaceAll('"', '""')}"`;
}

function formatTable({ mode, season, pages }: ChampionsPage, rows: ChampionsPage['rows']): string {
  if (rows.length === 0) return `Nobody is rated in ${mode} in season ${season} yet.\n`;
  const lines = rows.map(({ rank, nick, rating, matches, wins, streak, champion }) =>
    [
      String(rank).padStart(5),
      nick.padEnd(16),
      ...[rating, matches, wins, streak].map((value) => String(value).padStart(7)),
      champion ? '  CHAMPION' : '',
    ].join(' '),
  );
  const head = ` rank nick              rating matches    wins  streak`;
  const more = pages * PAGE_ROWS > ROWS_FOR_PEOPLE ? ['And more: --csv or --json tells all.'] : [];
  return [`Champions of ${mode}, season ${season}`, head, ...lines, ...more].join('\n').concat('\n');
}
