// The flags of the command line -> what the client is to do, or a sentence about what is wrong with them. Pure; called by
// the entry with what the argument parser found. Nothing is tried here: a host may not exist, a room may not be there.
import { parseWildName } from '../game/arena-wild.js';
import { ARENAS } from '../game/arenas.js';
import { LEVELS } from '../game/bot/levels.js';
import { MODES } from '../game/modes.js';
import { SEATS_MAX } from '../game/units.js';
import type { LineFaults } from '../net/bad-line.js';
import { ProtocolError } from '../protocol/errors.js';
import { DIRECT_PORT_MIN, PORT_DEFAULT, ROOM_CODE_LENGTH } from '../protocol/limits.js';
import { parseNick } from '../protocol/nick.js';
import { parseRoomCode } from '../protocol/room-code.js';
import { isPort, PLACE_SCHEME, parseAddress, parsePlace, type ServerAddress } from './address.js';
import { PALETTE_NAMES, type PaletteName } from './arena/colours.js';
import type { Capabilities } from './capabilities.js';
import type { ColourDepth } from './colour-map.js';
import { findContradiction } from './contradictions.js';
import { isLanguage, LANGUAGES, type Language } from './language.js';
import { say } from './messages.js';
import { SPEED_MAX, SPEED_MIN } from './solo.js';

/** Bots that fit beside one player. */
const BOTS_MAX = SEATS_MAX - 1;

/** Ports that are scanned without a second word. */
const SCAN_PORTS_MAX = 1024;

/** What the argument parser found; a number is NaN where something else was typed. */
export interface Flags {
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  readonly nick?: string | undefined;
  readonly room?: string | undefined;
  readonly password?: string | undefined;
  readonly create: boolean;
  readonly trust: boolean;
  readonly local: boolean;
  readonly bots?: number | undefined;
  readonly botLevel?: number | undefined;
  readonly mode?: string | undefined;
  readonly arena?: string | undefined;
  readonly forget?: string | undefined;
  readonly resetTerminal: boolean;
  readonly showNet: boolean;
  readonly showMiss: boolean;
  readonly predict: boolean;
  readonly lag?: string | undefined;
  readonly direct: boolean;
  readonly directPort?: number | undefined;
  readonly lang?: string | undefined;
  readonly colors?: string | undefined;
  readonly ascii?: boolean | undefined;
  readonly palette?: string | undefined;
  readonly calm: boolean;
  readonly ports?: string | undefined;
  readonly json: boolean;
  readonly yes: boolean;
  readonly plain?: boolean | undefined;
  readonly speed?: number | undefined;
}

/** How to play. */
export interface PlayOptions {
  /** null for a private server on this machine, and while the place is not chosen yet. */
  readonly address: ServerAddress | null;
  /** On a private server. Without an address the title screen asks where to play. */
  readonly local: boolean;
  /** null to use the remembered one, or to ask. */
  readonly nick: string | null;
  /** Code of the room to join at once. */
  readonly room: string | null;
  /** Of the server or the room that asks for one, or for the room that is created; null is none. */
  readonly password: string | null;
  /** Create a room at once. */
  readonly create: boolean;
  /** Accept an unknown server without asking. */
  readonly trust: boolean;
  /** Bots of a room that is created; null for the server's habit. */
  readonly bots: number | null;
  /** How well they play, 1 to 4; null for the server's habit. */
  readonly botLevel: number | null;
  /** Of a room that is created; null for the habit. */
  readonly mode: string | null;
  readonly arena: string | null;
  readonly showNet: boolean;
  readonly showMiss: boolean;
  readonly predict: boolean;
  /** Makes the line slower, to see how the game feels on a bad one; null for the line as it is. */
  readonly lag: LineFaults | null;
  /** Allow direct lines; false for what the settings say. */
  readonly direct: boolean;
  /** At which others are let in for them, 0 for any. */
  readonly directPort: number;
  /** null for that of the settings or of the locale. */
  readonly language: Language | null;
  /** What the player says of the terminal, against what is found. */
  readonly terminal: Partial<Capabilities>;
  /** null for that of the settings. */
  readonly palette: PaletteName | null;
  /** Scenery does not move, and nothing flashes. */
  readonly calm: boolean;
  /** Lines instead of the full screen; null for what the environment says. */
  readonly plain: boolean | null;
  /** Speed of a game on this machine in percent; null for that of the settings. */
  readonly speed: number | null;
}

/** What the client is to do. */
export type Task =
  | { readonly kind: 'play'; readonly options: PlayOptions }
  | { readonly kind: 'forget'; readonly address: ServerAddress }
  | { readonly kind: 'discover'; readonly json: boolean }
  | {
      readonly kind: 'scan';
      readonly host: string;
      readonly ports: readonly number[];
      readonly json: boolean;
      /** More ports than are scanned without a question, which has not been answered yet. */
      readonly isLarge: boolean;
    }
  | { readonly kind: 'reset-terminal' };

/** The command line makes no sense; the message is for a person. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Makes a task of the flags.
 *  @param input arguments that are no flags
 *  @throws UsageError */
export function parseFlags(flags: Flags, input: readonly string[]): Task {
  for (const name of [
    'host',
    'nick',
    'room',
    'password',
    'forget',
    'lag',
    'lang',
    'colors',
    'palette',
    'mode',
    'arena',
  ] as const) {
    if (flags[name] === '') throw new UsageError(say('no-value', { option: name }));
  }
  if (input[0] === 'discover' && input.length === 1) {
    refuseContradiction(flags, 'discover');
    return { kind: 'discover', json: flags.json };
  }
  if (input[0] === 'scan') return readScan(flags, input.slice(1));
  if (input.length === 1 && input[0].toLowerCase().startsWith(PLACE_SCHEME))
    return { kind: 'play', options: readPlace(flags, input[0]) };
  if (input.length > 0) throw new UsageError(say('no-argument', { argument: input[0] }));
  if (flags.resetTerminal) {
    refuseContradiction(flags, '--reset-terminal');
    return { kind: 'reset-terminal' };
  }
  if (flags.forget === undefined) return { kind: 'play', options: readPlayOptions(flags) };
  refuseContradiction(flags, '--forget');
  return { kind: 'forget', address: readAddress(flags.forget, flags.port) };
}

function refuseContradiction(flags: Flags, task: Parameters<typeof findContradiction>[1]): void {
  const contradiction = findContradiction(flags, task);
  if (contradiction !== null) throw new UsageError(contradiction);
}

function readScan(flags: Flags, hosts: readonly string[]): Task {
  const { ports = String(PORT_DEFAULT), json, yes } = flags;
  refuseContradiction(flags, 'scan');
  const typed = hosts.length === 1 ? parseAddress(hosts[0]) : null;
  if (typed === null || typed.port !== null) throw new UsageError(say('scan-host'));
  const found = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(ports);
  const first = Number(found?.[1]);
  const last = Number(found?.[2] ?? first);
  if (!isPort(first) || !isPort(last) || last < first) throw new UsageError(say('bad-ports', { ports }));
  const count = last - first + 1;
  return {
    kind: 'scan',
    host: typed.host,
    ports: Array.from({ length: count }, (_, index) => first + index),
    json,
    isLarge: count > SCAN_PORTS_MAX && !yes,
  };
}

/** `tank://HOST:PORT/CODE`, which says what --host, --port and --room say. */
function readPlace(flags: Flags, text: string): PlayOptions {
  const { host, port, room } = flags;
  const place = parsePlace(text);
  if (place === null) throw new UsageError(say('bad-place', { place: text }));
  const isTwice = host !== undefined || port !== undefined || (place.room !== null && room !== undefined);
  if (isTwice) throw new UsageError(say('place-twice', { place: text }));
  const { room: code = null } = place;
  return readPlayOptions({
    ...flags,
    host: place.host,
    port: place.port ?? undefined,
    room: code ?? room,
  });
}

function readPlayOptions(flags: Flags): PlayOptions {
  const { host, port, create, trust, showNet, showMiss, predict } = flags;
  // What is no port at all is told before what it is said beside.
  if (port !== undefined && !isPort(port)) throw new UsageError(say('bad-port', { port: PORT_DEFAULT }));
  refuseContradiction(flags, 'play');
  return {
    address: host === undefined ? null : readAddress(host, port),
    local: flags.local,
    nick: flags.nick === undefined ? null : readNick(flags.nick),
    room: flags.room === undefined ? null : readRoom(flags.room),
    create,
    trust,
    password: flags.password ?? null,
    bots: readBots(flags.bots),
    botLevel: flags.botLevel === undefined ? null : readBotLevel(flags.botLevel),
    ...readMatch(flags),
    showNet,
    showMiss,
    predict,
    lag: flags.lag === undefined ? null : readLag(flags.lag),
    direct: flags.direct,
    directPort: flags.directPort === undefined ? 0 : readDirectPort(flags.directPort),
    language: flags.lang === undefined ? null : readLanguage(flags.lang),
    terminal: readTerminal(flags),
    palette: flags.palette === undefined ? null : readPalette(flags.palette),
    calm: flags.calm,
    plain: flags.plain ?? null,
    speed: flags.speed === undefined ? null : readSpeed(flags.speed),
  };
}

/** The values of --colors. */
const DEPTHS: ReadonlyMap<string, ColourDepth> = new Map([
  ['16m', 'truecolor'],
  ['256', '256'],
  ['16', '16'],
  ['mono', 'none'],
]);

/** Only what was said: all else stays as it is found. */
function readTerminal({ colors, ascii }: Flags): Partial<Capabilities> {
  const colours = colors === undefined ? undefined : DEPTHS.get(colors);
  if (colors !== undefined && colours === undefined) throw new UsageError(say('bad-colors', { colors }));
  return {
    ...(colours === undefined ? {} : { colours }),
    ...(ascii === undefined ? {} : { ascii }),
  };
}

function readPalette(text: string): PaletteName {
  const name = PALETTE_NAMES.find((known) => known === text);
  if (name === undefined)
    throw new UsageError(say('bad-palette', { palette: text, names: PALETTE_NAMES.join(', ') }));
  return name;
}

/** `100+40`: a round trip of 100 ms, more or less by up to 40. Half of both is each direction's. */
function readLag(text: string): LineFaults {
  const found = /^(\d{1,4})(?:\+(\d{1,4}))?$/.exec(text);
  if (found === null) throw new UsageError(say('bad-lag', { lag: text }));
  return { delayMs: Number(found[1]) / 2, jitterMs: Math.round(Number(found[2] ?? 0) / 2) };
}

function readAddress(text: string, port: number | undefined): ServerAddress {
  const typed = parseAddress(text);
  if (typed === null) throw new UsageError(say('bad-host', { host: text }));
  if (port === undefined) return { host: typed.host, port: typed.port ?? PORT_DEFAULT };
  if (typed.port !== null) throw new UsageError(say('two-ports'));
  if (!isPort(port)) throw new UsageError(say('bad-port', { port: PORT_DEFAULT }));
  return { host: typed.host, port };
}

function readDirectPort(port: number): number {
  if (isPort(port) && port >= DIRECT_PORT_MIN) return port;
  throw new UsageError(say('bad-direct-port', { min: DIRECT_PORT_MIN }));
}

function readNick(text: string): string {
  try {
    return parseNick(text);
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    throw new UsageError(say('bad-nick', { nick: text, reason: error.message }));
  }
}

function readRoom(text: string): string {
  const code = parseRoomCode(text);
  if (code === null) throw new UsageError(say('bad-room', { code: text, length: ROOM_CODE_LENGTH }));
  return code;
}

function readLanguage(name: string): Language {
  if (isLanguage(name)) return name;
  throw new UsageError(say('bad-language', { language: name, known: LANGUAGES.join(', ') }));
}

function readBots(count: number | undefined): number | null {
  if (count === undefined) return null;
  if (!Number.isInteger(count) || count < 0 || count > BOTS_MAX) {
    throw new UsageError(say('bad-bots', { max: BOTS_MAX }));
  }
  return count;
}

/** Mode and arena. Those that a server brings along are its own to know: only what is played here is checked here. */
function readMatch({ mode, arena, local, bots }: Flags): Pick<PlayOptions, 'mode' | 'arena'> {
  const known = MODES.find(({ id }) => id === mode);
  if (mode !== undefined && known === undefined)
    throw new UsageError(say('bad-mode', { mode, modes: MODES.map(({ id }) => id).join(', ') }));
  if (known !== undefined && bots !== undefined && bots >= known.seatsMax)
    throw new UsageError(say('bots-of-mode', { mode: known.id, max: known.seatsMax - 1 }));
  if (local && arena !== undefined) checkArena(arena, mode);
  return { mode: mode ?? null, arena: arena ?? null };
}

function checkArena(name: string, mode: string | undefined): void {
  const arena = ARENAS.get(name);
  if (arena === undefined && parseWildName(name) === null) {
    const arenas = [...ARENAS.keys()].join(', ');
    throw new UsageError(say('bad-arena', { arena: name, arenas }));
  }
  if (arena !== undefined && mode !== undefined && !arena.modes.includes(mode))
    throw new UsageError(say('arena-of-mode', { arena: name, mode, modes: arena.modes.join(', ') }));
}

function readSpeed(speed: number): number {
  if (Number.isInteger(speed) && speed >= SPEED_MIN && speed <= SPEED_MAX) return speed;
  throw new UsageError(say('bad-speed', { min: SPEED_MIN, max: SPEED_MAX }));
}

function readBotLevel(level: number): number {
  if (!Number.isInteger(level) || level < 1 || level > LEVELS.length) {
    throw new UsageError(say('bad-bot-level', { max: LEVELS.length }));
  }
  return level;
}
