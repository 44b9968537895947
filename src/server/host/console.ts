// THE CONSOLE: what the person at the server's terminal can type, one row a command, in English and Polish words alike. A line without a
// slash is said to the lobby. Used by the prompt of a server in the foreground, and over the control socket by `tank-server console`.
// It has the last word: order.ts takes it as an actor above all roles.
import { parsePrefix } from '../../net/prefix.js';
import { GIVEN_ROLES, type GivenRole } from '../../protocol/body-fields.js';
import { ProtocolError } from '../../protocol/errors.js';
import { CHAT_LENGTH_MAX } from '../../protocol/limits.js';
import { parseTerms, type Terms, termInWords } from '../../protocol/terms.js';
import { cleanText } from '../../protocol/text.js';
import { closeRoom } from '../commands/operation.js';
import type { Hall } from '../hall.js';
import type { Holding } from '../order/order.js';
import type { Target } from '../order/target.js';
import type { ServerStats } from '../server.js';
import { secondsLeft } from '../store/order-book.js';
import type { Trouble } from './health.js';
import { describeFigures } from './status.js';

/** How the server is called where it speaks: no nick has a "*". */
const SPEAKER = { nick: '*server', group: '', connection: null };
const SHUTDOWN_SECONDS_DEFAULT = 10;
const SHUTDOWN_SECONDS_MAX = 3600;

/** What the console works on. */
export interface ConsoleContext {
  readonly hall: Hall;
  stats(): ServerStats;
  /** All that is wrong. */
  troubles(): readonly Trouble[];
  reload(): Promise<void>;
  /** Ends the server. */
  stop(): void;
}

/** What stands at a place of a command; decides what is offered for it. */
type Place = 'player' | 'code' | 'role' | 'text';

interface Row {
  /** Without the slash; the first one is shown in help. */
  readonly words: readonly string[];
  readonly takes: readonly Place[];
  /** How many of them must be there. */
  readonly needs: number;
  readonly usage: string;
  readonly what: string;
  /** @returns what to show */
  run(console: Console, args: readonly string[]): string | Promise<string>;
}

/** All commands, in the order of the help. */
export const CONSOLE_COMMANDS: readonly Row[] = [
  row('help pomoc', '', '', 'tells all this', () => help()),
  row('kick wyrzuc', 'player text', 'NICK [reason]', 'sends somebody away', kick, 1),
  row(
    'ban zbanuj',
    'player text',
    'NICK|ADDRESS[/BITS] [30m|12h|7d|2w] [reason]',
    'keeps out, without a term for good',
    ban,
    1,
  ),
  row('mute wycisz', 'player text', 'NICK [10m] [reason]', 'silences somebody', mute, 1),
  row('unmute odcisz', 'player', 'NICK', 'lets somebody speak again', unmute, 1),
  row('unban odbanuj', 'player', 'NICK|ADDRESS[/BITS]', 'lets somebody come again', unban, 1),
  row('bans bany', '', '', 'bans and mutes that are in force', bans),
  row('op rola', 'player role', 'NICK player|host|moderator|admin', 'gives a role', op, 2),
  row('roles role', '', '', 'who has a role', roles),
  row('say powiedz', 'text', 'TEXT', 'says it to the lobby, as any line without a slash', say, 1),
  row('rooms pokoje', '', '', 'all rooms', rooms),
  row('close zamknij', 'code', 'CODE', 'closes a room', close, 1),
  row('online kto', '', '', 'who is here', online),
  row('stats statystyki', '', '', 'figures', stats),
  row('reload wczytaj', '', '', 'reads settings and certificate again', reload),
  row(
    'shutdown wylacz',
    'text',
    '[seconds|cancel]',
    'tells everybody and ends the server, or not after all',
    shutdown,
  ),
];

function row(words: string, takes: string, usage: string, what: string, run: Row['run'], needs = 0): Row {
  const places = takes === '' ? [] : (takes.split(' ') as Place[]);
  return { words: words.split(' '), takes: places, needs, usage, what, run };
}

/** One console. */
export class Console {
  readonly context: ConsoleContext;
  #ending: NodeJS.Timeout | null = null;

  constructor(context: ConsoleContext) {
    this.context = context;
    context.hall.operation = { reload: () => context.reload(), endIn: (seconds) => this.endIn(seconds) };
  }

  /** Carries out a line. @returns what to show, '' for nothing; never throws what a person can cause */
  async run(line: string): Promise<string> {
    const text = line.trim();
    if (text === '') return '';
    if (!text.startsWith('/')) return say(this, [text]);
    const [word = '', ...rest] = text.slice(1).split(/\s+/);
    const command = CONSOLE_COMMANDS.find(({ words }) => words.includes(word.toLowerCase()));
    if (command === undefined) return `There is no /${word}. /help tells what there is.`;
    const { takes, needs, usage, words } = command;
    const args = rest.slice(0, Math.max(0, takes.length - 1));
    const last = rest.slice(args.length).join(' ');
    if (takes.length > 0 && last !== '') args.push(last);
    if (args.length < needs) return `/${words[0]} ${usage}`;
    try {
      return await command.run(this, args);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      return `${error.message} (${error.code})`;
    }
  }

  /** Whole lines that one may become. */
  complete(line: string): string[] {
    const parts = line.split(' ');
    const begun = parts.at(-1)!.toLowerCase();
    const start = line.slice(0, line.length - begun.length);
    return this.#offers(parts)
      .filter((word) => word.toLowerCase().startsWith(begun))
      .map((word) => `${start}${word} `);
  }

  #offers(parts: readonly string[]): string[] {
    const { players, lobby } = this.context.hall;
    const nicks = (): string[] => [...players].map(({ nick }) => nick);
    if (!parts[0].startsWith('/')) return nicks();
    if (parts.length === 1) return CONSOLE_COMMANDS.flatMap(({ words }) => words.map((word) => `/${word}`));
    const command = CONSOLE_COMMANDS.find(({ words }) => words.includes(parts[0].slice(1).toLowerCase()));
    const place = command?.takes[parts.length - 2];
    if (place === 'player') return nicks();
    if (place === 'code') return [...lobby].map(({ code }) => code);
    return place === 'role' ? [...GIVEN_ROLES] : [];
  }

  /** Tells everybody, and ends the server after a while; a new time takes the place of the old one, and null lets it run on. */
  endIn(seconds: number | null): void {
    const wasEnding = this.#ending !== null;
    if (this.#ending !== null) clearTimeout(this.#ending);
    this.#ending = null;
    if (seconds === null) {
      if (wasEnding) say(this, ['This server runs on.']);
      return;
    }
    if (seconds > 0) say(this, [`This server ends in ${seconds} s.`]);
    this.#ending = setTimeout(() => this.context.stop(), seconds * 1000);
    this.#ending.unref();
  }
}

function help(): string {
  const rows = CONSOLE_COMMANDS.map(({ words, usage, what }) => [
    `/${words[0]}${usage === '' ? '' : ` ${usage}`}`,
    `${what}${words.length > 1 ? `  (/${words.slice(1).join(', /')})` : ''}`,
  ]);
  return rows.map(([left, right]) => `  ${left.padEnd(50)}${right}`).join('\n');
}

function kick({ context }: Console, [nick, reason]: readonly string[]): string {
  context.hall.order.kick(null, nick, reason);
  return '';
}

async function ban({ context }: Console, [target, rest = '']: readonly string[]): Promise<string> {
  const { gone, ...holding } = await context.hall.order.ban(null, targetOf(target), termsOf(rest));
  return `${target} is banned ${spanOf(holding)}; of those who were here it concerned ${gone}.`;
}

async function mute({ context }: Console, [nick, rest = '']: readonly string[]): Promise<string> {
  return `${nick} is muted ${spanOf(await context.hall.order.mute(null, nick, termsOf(rest)))}.`;
}

async function unmute({ context }: Console, [nick]: readonly string[]): Promise<string> {
  await context.hall.order.mute(null, nick, { minutes: 0 });
  return `${nick} may speak.`;
}

async function unban({ context }: Console, [target]: readonly string[]): Promise<string> {
  await context.hall.order.unban(null, targetOf(target));
  return `${target} may come again.`;
}

function bans({ context }: Console): string {
  const { order, store } = context.hall;
  const rows = order.bans(null).map((entry) => {
    const seconds = secondsLeft(entry, store.now());
    const span = seconds === null ? 'for good' : termInWords(Math.ceil(seconds / 60));
    const [, kind, what] = /^(\w+):(.*)$/.exec(entry.subject)!;
    const who = [entry.nick, kind === 'account' ? '' : kind === 'guest' ? `guests of ${what}` : what];
    const shown = who.filter((text) => text !== '').join(', ');
    return `  ${entry.sanction.padEnd(5)}${shown.padEnd(40)}${span.padEnd(12)} by ${entry.by || 'the terminal'}  ${entry.reason}`;
  });
  return rows.length === 0 ? 'Nobody is banned or muted.' : rows.join('\n');
}

async function op({ context }: Console, [nick, role]: readonly string[]): Promise<string> {
  if (!GIVEN_ROLES.includes(role as GivenRole)) return `A role is one of: ${GIVEN_ROLES.join(', ')}.`;
  await context.hall.order.op(null, nick, role as GivenRole);
  return '';
}

function roles({ context }: Console): string {
  const rows = context.hall.order
    .roles(null)
    .map(({ nick, role, by }) => `  ${nick.padEnd(18)}${role.padEnd(11)}by ${by || 'the terminal'}`);
  return rows.length === 0 ? 'Nobody has a role; /op gives one.' : rows.join('\n');
}

function say({ context }: Console, [text]: readonly string[]): string {
  const { talk, log } = context.hall;
  const clean = cleanText(text, CHAT_LENGTH_MAX);
  talk.say(SPEAKER, clean, null);
  log('chat', `lobby ${SPEAKER.nick}: ${clean}`);
  return '';
}

function rooms({ context }: Console): string {
  const rows = [...context.hall.lobby].map((room) => {
    const { mode, arena, seats, public: isPublic } = room.options;
    const marks = `${isPublic ? 'public' : 'private'}${room.door.password === null ? '' : ', password'}`;
    return `  ${room.code}  ${room.phase.padEnd(10)}${room.memberCount}/${seats}  ${mode}, ${arena}  host ${room.hostNick}  ${marks}`;
  });
  return rows.length === 0 ? 'There is no room.' : rows.join('\n');
}

function close({ context }: Console, [typed]: readonly string[]): string {
  closeRoom(context.hall, typed);
  return '';
}

function online({ context }: Console): string {
  const { players, store } = context.hall;
  const rows = [...players].map((player) => {
    const role = store.order.role(player.identity);
    const marks = [player.isGuest ? 'guest' : 'account', ...(role === 'player' ? [] : [role])];
    const place = player.room === null ? 'lobby' : player.room.code;
    const state = player.connection === null ? 'line down' : place;
    return `  ${player.nick.padEnd(18)}${state.padEnd(11)}${player.address.padEnd(24)}${marks.join(', ')}`;
  });
  return rows.length === 0 ? 'Nobody is here.' : rows.join('\n');
}

function stats({ context }: Console): string {
  const figures = describeFigures(context.stats(), process.memoryUsage.rss());
  return [...figures, ...context.troubles().map(({ text }) => `  ! ${text}`)].join('\n');
}

async function reload({ context }: Console): Promise<string> {
  return context.reload().then(
    () => '',
    (error: Error) => `Not read again: ${error.message}`,
  );
}

function shutdown(console: Console, [typed]: readonly string[]): string {
  if (/^(?:cancel|anuluj)$/i.test(typed ?? '')) {
    console.endIn(null);
    return 'The server runs on.';
  }
  const seconds = typed === undefined ? SHUTDOWN_SECONDS_DEFAULT : Number(typed);
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > SHUTDOWN_SECONDS_MAX)
    return `Seconds are a number from 0 to ${SHUTDOWN_SECONDS_MAX}, not "${typed}".`;
  console.endIn(seconds);
  return '';
}

/** @throws ProtocolError BAD_BODY */
function termsOf(text: string): Terms {
  const terms = parseTerms(text);
  if (terms !== null) return terms;
  throw new ProtocolError(
    'BAD_BODY',
    `Not understood: "${text}". A term is like 30m, 1.5h, 2 days or 1w, and stands before the reason, which can't begin with a number; nothing was done.`,
  );
}

function spanOf({ minutes, untilMs }: Holding): string {
  if (minutes === null || untilMs === null) return 'for good';
  const until = new Date(untilMs).toISOString().slice(0, 16).replace('T', ' ');
  return `for ${termInWords(minutes)}, until ${until} UTC`;
}

function targetOf(text: string): Target {
  return parsePrefix(text) === null && !text.includes('/') ? { nick: text } : { address: text };
}
