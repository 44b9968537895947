// What is typed into the line of talk -> something to say, or a command with its arguments. The table knows every word in both
// languages alike, so that nobody has to guess which one the program speaks. Pure; used by the line of talk.
import { nearestTo } from '../protocol/nearest.js';

/** One command: its words, and how its arguments are written; what it does is in talk-runner.ts, its help in messages.ts under `help-NAME`. */
interface TalkCommand {
  readonly name: string;
  /** Without the slash; help shows the first one in English and the last one in Polish. */
  readonly words: readonly string[];
  /** Arguments that it takes; the last one is the rest of the line. */
  readonly takes: readonly ('nick' | 'text')[];
  /** How many of them must be there. */
  readonly needs: number;
}

/** All of them, in the order of the help. */
export const TALK_COMMANDS = [
  { name: 'help', words: ['help', '?', 'pomoc'], takes: ['text'], needs: 0 },
  { name: 'msg', words: ['msg', 'w', 'whisper', 'szept'], takes: ['nick', 'text'], needs: 2 },
  { name: 'reply', words: ['r', 'reply', 'odp'], takes: ['text'], needs: 1 },
  { name: 'verify', words: ['verify', 'sprawdz'], takes: ['nick', 'text'], needs: 1 },
  { name: 'direct', words: ['direct', 'wprost'], takes: ['nick', 'text'], needs: 0 },
  { name: 'online', words: ['online', 'who', 'kto'], takes: [], needs: 0 },
  { name: 'all', words: ['all', 'lobby', 'wszyscy'], takes: ['text'], needs: 1 },
  { name: 'team', words: ['team', 'druzyna'], takes: ['text'], needs: 1 },
  { name: 'me', words: ['me', 'ja'], takes: ['text'], needs: 1 },
  { name: 'nick', words: ['nick', 'changename', 'zmiennick'], takes: ['nick'], needs: 1 },
  { name: 'group', words: ['group', 'grupa'], takes: ['text'], needs: 0 },
  { name: 'ignore', words: ['ignore', 'ignoruj'], takes: ['nick'], needs: 1 },
  { name: 'friend', words: ['friend', 'znajomy'], takes: ['nick'], needs: 1 },
  { name: 'unfriend', words: ['unfriend', 'zapomnij'], takes: ['nick'], needs: 1 },
  { name: 'rps', words: ['rps', 'pkn'], takes: ['nick'], needs: 1 },
  { name: 'rock', words: ['rock', 'kamien'], takes: [], needs: 0 },
  { name: 'paper', words: ['paper', 'papier'], takes: [], needs: 0 },
  { name: 'scissors', words: ['scissors', 'nozyce'], takes: [], needs: 0 },
  { name: 'vote', words: ['vote', 'glosuj'], takes: ['text', 'text'], needs: 2 },
  { name: 'yes', words: ['yes', 'tak'], takes: [], needs: 0 },
  { name: 'no', words: ['no', 'nie'], takes: [], needs: 0 },
  { name: 'withdraw', words: ['withdraw', 'wycofaj'], takes: [], needs: 0 },
  { name: 'kick', words: ['kick', 'wyrzuc'], takes: ['nick', 'text'], needs: 1 },
  { name: 'mute', words: ['mute', 'ucisz', 'wycisz'], takes: ['nick', 'text'], needs: 1 },
  { name: 'unmute', words: ['unmute', 'odcisz'], takes: ['nick'], needs: 1 },
  { name: 'ban', words: ['ban', 'zakaz', 'zbanuj'], takes: ['nick', 'text'], needs: 1 },
  { name: 'unban', words: ['unban', 'odbanuj'], takes: ['nick'], needs: 1 },
  { name: 'bans', words: ['bans', 'bany'], takes: ['text'], needs: 0 },
  { name: 'roles', words: ['roles', 'role'], takes: ['text'], needs: 0 },
  { name: 'close', words: ['close', 'zamknij'], takes: ['text'], needs: 1 },
  { name: 'reload', words: ['reload', 'wczytaj'], takes: [], needs: 0 },
  { name: 'shutdown', words: ['shutdown', 'wylacz'], takes: ['text'], needs: 0 },
  { name: 'op', words: ['op', 'rola'], takes: ['nick', 'text'], needs: 2 },
  { name: 'time', words: ['time', 'czas'], takes: [], needs: 0 },
  { name: 'ping', words: ['ping'], takes: [], needs: 0 },
  { name: 'leave', words: ['leave', 'wyjdz'], takes: [], needs: 0 },
  { name: 'quit', words: ['quit', 'exit', 'koniec'], takes: [], needs: 0 },
] as const satisfies readonly TalkCommand[];

/** Name of a command. */
export type TalkCommandName = (typeof TALK_COMMANDS)[number]['name'];

/** What a line means. */
export type TalkInput =
  | { readonly kind: 'say'; readonly text: string }
  | { readonly kind: 'command'; readonly name: TalkCommandName; readonly args: readonly string[] }
  /** A command with a letter before its slash, such as the one that opens the line: not to be said to everybody. */
  | { readonly kind: 'slip'; readonly text: string }
  /** A command without what it needs. */
  | { readonly kind: 'incomplete'; readonly name: TalkCommandName }
  /** No command; `nearest` is the word that was probably meant. */
  | { readonly kind: 'unknown'; readonly word: string; readonly nearest: string | null };

/** Reads a line. Two slashes begin a text with one. */
export function parseTalk(line: string): TalkInput {
  const text = line.trim();
  if (!text.startsWith('/'))
    return isSlip(text) ? { kind: 'slip', text: text.slice(1) } : { kind: 'say', text };
  if (text.startsWith('//')) return { kind: 'say', text: text.slice(1) };
  const [typed = '', ...rest] = text.slice(1).split(/\s+/);
  const word = plain(typed);
  const command = TALK_COMMANDS.find(({ words }) => (words as readonly string[]).includes(word));
  if (command === undefined) {
    const words = TALK_COMMANDS.flatMap((known) => known.words as readonly string[]);
    return { kind: 'unknown', word: typed, nearest: nearestTo(word, words) };
  }
  const { name, takes, needs } = command;
  const args = rest.slice(0, takes.length - 1);
  const last = rest.slice(args.length).join(' ');
  if (takes.length > 0 && last !== '') args.push(last);
  return args.length < needs ? { kind: 'incomplete', name } : { kind: 'command', name, args };
}

function isSlip(text: string): boolean {
  const [, typed] = /^\p{L}\/(\S+)(?:\s|$)/u.exec(text) ?? [];
  return typed !== undefined && isCommandWord(plain(typed));
}

function isCommandWord(word: string): boolean {
  return TALK_COMMANDS.some(({ words }) => (words as readonly string[]).includes(word));
}

/** Completes the last word of a line, as far as there is one way: a command at the start, a nick elsewhere.
 *  @returns the whole line */
export function completeTalk(line: string, nicks: readonly string[]): string {
  const start = line.lastIndexOf(' ') + 1;
  const begun = line.slice(start);
  if (begun === '') return line;
  const isCommand = start === 0 && begun.startsWith('/');
  const words = isCommand ? TALK_COMMANDS.flatMap(({ words: all }) => all.map((word) => `/${word}`)) : nicks;
  const fitting = words.filter((word) => plain(word).startsWith(plain(begun)));
  if (fitting.length === 0) return line;
  const common = commonStart(fitting);
  const isWhole = fitting.length === 1;
  return `${line.slice(0, start)}${common.length > begun.length || isWhole ? common : begun}${isWhole ? ' ' : ''}`;
}

function commonStart([first, ...others]: readonly string[]): string {
  let length = first.length;
  for (const other of others)
    while (plain(first.slice(0, length)) !== plain(other.slice(0, length))) length--;
  return first.slice(0, length);
}

/** Small letters without accents: "wyjdź" is "wyjdz" on a keyboard without them. */
function plain(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').replace(/ł/g, 'l').toLowerCase();
}
