// What a host can set, one row each, and where a value comes from: a flag, else a TANK_ variable, else the settings file, else
// the default. All are checked alike, and everything that is wrong is told at once. Used by the entry. Pure but for the file.
import { readFileSync } from 'node:fs';
import { SERVER_NAME_LENGTH_MAX } from '../../protocol/discovery.js';
import {
  BOTS_MAX_DEFAULT,
  CLIENTS_MAX_DEFAULT,
  PASSWORD_LENGTH_MAX,
  PORT_DEFAULT,
} from '../../protocol/limits.js';
import { cleanText } from '../../protocol/text.js';
import { ROOMS_MAX_DEFAULT } from '../lobby.js';

/** Code points of the message of the day. */
const MOTD_LENGTH_MAX = 200;
const TEXT_LENGTH_MAX = 4096;

/** One row: how a value is written and what it means. */
interface Setting<Value> {
  /** Turns what was written into a value. @throws Error saying what it should be */
  read(written: unknown): Value;
  readonly fallback: Value;
  /** For --help and `config`. */
  readonly what: string;
  /** What --help shows behind the flag. */
  readonly example: string;
}

function number(min: number, max: number, fallback: number, example: string, what: string): Setting<number> {
  return {
    read(written) {
      const value =
        typeof written === 'string' && /^\d{1,9}$/.test(written) ? Number(written) : (written as number);
      if (Number.isInteger(value) && value >= min && value <= max) return value;
      throw new Error(`takes a number from ${min} to ${max}`);
    },
    fallback,
    what,
    example,
  };
}

function text<Fallback extends string | null>(
  fallback: Fallback,
  example: string,
  what: string,
  lengthMax = TEXT_LENGTH_MAX,
): Setting<string | Fallback> {
  return {
    read(written) {
      if (typeof written !== 'string' || written === '') throw new Error('takes a text');
      if (cleanText(written, lengthMax) === written) return written;
      throw new Error(`takes one line of at most ${lengthMax} characters`);
    },
    fallback,
    what,
    example,
  };
}

function toggle(fallback: boolean, what: string): Setting<boolean> {
  return {
    read(written) {
      if (written === true || written === 'true' || written === '1') return true;
      if (written === false || written === 'false' || written === '0') return false;
      throw new Error('takes true or false');
    },
    fallback,
    what,
    example: '',
  };
}

/** All settings, in the order of --help. */
export const SETTINGS = {
  port: number(0, 65535, PORT_DEFAULT, 'N', 'port to listen on; 0 takes a free one'),
  bind: text(null, 'ADDRESS', 'listen on one address only (all of IPv6 and IPv4)'),
  name: text('Tank server', 'TEXT', 'what players see in their list of servers', SERVER_NAME_LENGTH_MAX),
  motd: text(null, 'TEXT', 'what players read when they come', MOTD_LENGTH_MAX),
  password: text(null, 'TEXT', 'what players have to know to come in', PASSWORD_LENGTH_MAX),
  maxClients: number(1, 100_000, CLIENTS_MAX_DEFAULT, 'N', 'connections that are served at once'),
  maxRooms: number(1, 100_000, ROOMS_MAX_DEFAULT, 'N', 'rooms at once'),
  maxBots: number(0, 100_000, BOTS_MAX_DEFAULT, 'N', 'bots in all rooms'),
  data: text(null, 'DIR', 'folder of accounts, results and the log (your data folder)'),
  certs: text(null, 'DIR', 'folder of the certificate, which is made there on first run'),
  cert: text(null, 'FILE', 'a certificate of your own, in PEM'),
  key: text(null, 'FILE', 'its key, in PEM'),
  arenas: text(null, 'DIR', 'folder of arenas of your own, *.txt; HOWTO.txt tells how to draw one'),
  discovery: toggle(true, 'answer players who look for servers in this network'),
  metrics: number(0, 65535, 0, 'PORT', 'figures for Prometheus on this port of loopback; 0 is none'),
  logChat: toggle(false, 'public messages go to the log file, too'),
} as const satisfies Record<string, Setting<unknown>>;

/** Name of a setting, as it stands in the settings file. */
export type SettingName = keyof typeof SETTINGS;
/** The values of all settings. */
export type Settings = { -readonly [Name in SettingName]: ReturnType<(typeof SETTINGS)[Name]['read']> };
/** Where the value of a setting comes from. */
export type Origin = 'flag' | 'variable' | 'file' | 'default';

/** What is in force, and why. */
export interface ResolvedSettings {
  readonly values: Settings;
  readonly origins: Readonly<Record<SettingName, Origin>>;
}

/** Settings that can't be; the message names each wrong one. */
export class SettingsError extends Error {}

const NAMES = Object.keys(SETTINGS) as SettingName[];

/** `maxClients` as `--max-clients`. */
export function flagOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** `maxClients` as `TANK_MAX_CLIENTS`. */
export function variableOf(name: SettingName): string {
  return `TANK_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

/** Puts all sources together.
 *  @param flags undefined where none was given
 *  @param file what is in the settings file; {} when there is none
 *  @throws SettingsError */
export function resolveSettings(
  flags: Readonly<Record<string, unknown>>,
  env: Readonly<Record<string, string | undefined>>,
  file: Readonly<Record<string, unknown>>,
): ResolvedSettings {
  const faults: string[] = [];
  const values: Record<string, unknown> = {};
  const origins: Record<string, Origin> = {};
  for (const name of Object.keys(file)) {
    if (!Object.hasOwn(SETTINGS, name)) faults.push(`the settings file has "${name}", which is no setting`);
  }
  for (const name of NAMES) {
    const sources = [
      ['flag', flagOf(name), flags[name]],
      ['variable', variableOf(name), env[variableOf(name)]],
      ['file', `"${name}" in the settings file`, file[name]],
    ] as const;
    const source = sources.find(([, , written]) => written !== undefined);
    values[name] = SETTINGS[name].fallback;
    origins[name] = source?.[0] ?? 'default';
    if (source === undefined) continue;
    try {
      values[name] = SETTINGS[name].read(source[2]);
    } catch (error) {
      faults.push(`${source[1]} ${(error as Error).message}, not ${JSON.stringify(source[2])}`);
    }
  }
  if ((values.cert === null) !== (values.key === null)) faults.push('--cert and --key belong together');
  if (faults.length > 0) throw new SettingsError(faults.join('; '));
  return { values: values as Settings, origins: origins as Record<SettingName, Origin> };
}

/** Reads a settings file: one JSON object.
 *  @param isRequired whether it is a fault that there is none
 *  @throws SettingsError */
export function readSettingsFile(path: string, isRequired: boolean): Record<string, unknown> {
  let json: string;
  try {
    json = readFileSync(path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && !isRequired) return {};
    throw new SettingsError(`can't read the settings file ${path} (${message})`);
  }
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>;
    }
    throw new Error('it is not an object');
  } catch (error) {
    throw new SettingsError(`the settings file ${path} is not JSON: ${(error as Error).message}`);
  }
}

/** The rows of --help. */
export function describeSettings(): string {
  return NAMES.map((name) => {
    const { example, what, fallback } = SETTINGS[name];
    const flag = fallback === true ? `--no-${flagOf(name).slice(2)}` : flagOf(name);
    const tells = fallback === true ? `do not ${what}` : what;
    const shown = typeof fallback === 'number' && fallback > 0 ? `${tells} (${fallback})` : tells;
    return `    ${`${flag} ${example}`.padEnd(20)}${shown}`;
  }).join('\n');
}
