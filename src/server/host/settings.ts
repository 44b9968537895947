// What a host can set, one row each, and where a value comes from: a flag, else a TANK_ variable, else the settings file, else
// the default. All are checked alike, and everything that is wrong is told at once. Used by the entry. Pure but for the file of a password.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SERVER_NAME_LENGTH_MAX } from '../../protocol/discovery.js';
import {
  BOTS_MAX_DEFAULT,
  CLIENTS_MAX_DEFAULT,
  CONNECTIONS_PER_ADDRESS_MAX,
  PASSWORD_LENGTH_MAX,
  PORT_DEFAULT,
} from '../../protocol/limits.js';
import { nearestTo } from '../../protocol/nearest.js';
import { cleanText } from '../../protocol/text.js';
import { ACCOUNTS_PER_ADDRESS_DEFAULT } from '../account-quota.js';
import { ROOMS_MAX_DEFAULT } from '../lobby.js';
import { LOGINS } from '../order/entrance.js';
import { readPasswordFile, SettingsError } from './settings-file.js';

/** Code points of the message of the day. */
const MOTD_LENGTH_MAX = 200;
const TEXT_LENGTH_MAX = 4096;
/** Name of the credential (systemd.exec, LoadCredential=) that holds the server's password. */
export const CREDENTIAL = 'password';

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

/** An address as it is written alone, or as a server shows it beside a port. */
function address(what: string): Setting<string | null> {
  const asText = text(null, 'ADDRESS', what);
  return { ...asText, read: (written) => asText.read(written)?.replace(/^\[(.+)\]$/, '$1') ?? null };
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

function choice<Name extends string>(names: readonly Name[], what: string): Setting<Name> {
  return {
    read(written) {
      const name = names.find((one) => one === written);
      if (name !== undefined) return name;
      throw new Error(`takes one of ${names.join(', ')}`);
    },
    fallback: names[0],
    what,
    example: 'WHO',
  };
}

/** All settings, in the order of --help. */
export const SETTINGS = {
  port: number(0, 65535, PORT_DEFAULT, 'N', 'port to listen on; 0 takes a free one'),
  bind: address('listen on one address only (all of IPv6 and IPv4)'),
  name: text('Tank server', 'TEXT', 'what players see in their list of servers', SERVER_NAME_LENGTH_MAX),
  motd: text(null, 'TEXT', 'what players read when they come', MOTD_LENGTH_MAX),
  password: text(null, 'TEXT', 'what players have to know to come in', PASSWORD_LENGTH_MAX),
  passwordFile: text(null, 'FILE', 'a file with that password, instead; for you alone (mode 0600)'),
  logins: choice(LOGINS, `who may come in: ${LOGINS.join(', ')}`),
  allow: text(null, 'FILE', 'who alone may come in: keys, nicks and networks, one a line'),
  maxClients: number(1, 100_000, CLIENTS_MAX_DEFAULT, 'N', 'people at once'),
  maxPerAddress: number(1, 100_000, CONNECTIONS_PER_ADDRESS_MAX, 'N', 'of them from one address'),
  maxRooms: number(1, 100_000, ROOMS_MAX_DEFAULT, 'N', 'rooms at once'),
  maxBots: number(0, 100_000, BOTS_MAX_DEFAULT, 'N', 'bots in all rooms'),
  accountsPerAddress: number(
    1,
    100_000,
    ACCOUNTS_PER_ADDRESS_DEFAULT,
    'N',
    'accounts that one address may make in a day',
  ),
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
export type Origin = 'flag' | 'variable' | 'file' | 'password file' | 'default';

/** What is in force, and why. */
export interface ResolvedSettings {
  readonly values: Settings;
  readonly origins: Readonly<Record<SettingName, Origin>>;
}

const NAMES = Object.keys(SETTINGS) as SettingName[];

/** `maxClients` as `--max-clients`. */
export function flagOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** `maxClients` as `TANK_MAX_CLIENTS`. */
export function variableOf(name: SettingName): string {
  return `TANK_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

/** Puts all sources together. A variable without a value counts as none.
 *  @param flags undefined where none was given
 *  @param file what is in the settings file; {} when there is none
 *  @throws SettingsError */
export function resolveSettings(
  flags: Readonly<Record<string, unknown>>,
  env: Readonly<Record<string, string | undefined>>,
  file: Readonly<Record<string, unknown>>,
): ResolvedSettings {
  const faults = [...strangersIn(file), ...strangersAmong(env)];
  const values: Record<string, unknown> = {};
  const origins: Record<string, Origin> = {};
  for (const name of NAMES) {
    const sources = [
      ['flag', flagOf(name), flags[name]],
      ['variable', variableOf(name), env[variableOf(name)] || undefined],
      ['file', `"${name}" in the settings file`, file[name]],
    ] as const;
    const source = sources.find(([, , written]) => written !== undefined);
    values[name] = SETTINGS[name].fallback;
    origins[name] = source?.[0] ?? 'default';
    if (source === undefined) continue;
    try {
      values[name] = SETTINGS[name].read(source[2]);
    } catch (error) {
      // A password is not shown even where it is wrong.
      const shown = name === 'password' ? '' : `, not ${JSON.stringify(source[2])}`;
      faults.push(`${source[1]} ${(error as Error).message}${shown}`);
    }
  }
  if ((values.cert === null) !== (values.key === null)) faults.push('--cert and --key belong together');
  if (values.metrics !== 0 && values.metrics === values.port)
    faults.push('--port and --metrics are the same port; give two');
  if (values.password !== null && values.passwordFile !== null)
    faults.push('there are a password and a --password-file; give one of them');
  const secret = passwordFileOf(values, env);
  if (secret !== null) {
    try {
      values.password = SETTINGS.password.read(readPasswordFile(secret));
      origins.password = 'password file';
    } catch (error) {
      faults.push(`the password file ${secret} ${(error as Error).message}`);
    }
  }
  if (faults.length > 0) throw new SettingsError(faults.join('; '));
  return { values: values as Settings, origins: origins as Record<SettingName, Origin> };
}

function strangersIn(file: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(file)
    .filter((name) => !Object.hasOwn(SETTINGS, name))
    .map((name) => `the settings file has "${name}", which is no setting${suggest(name, NAMES)}`);
}

/** Variables that look like settings and are none. What container platforms set for a service of that name is not meant for us. */
function strangersAmong(env: Readonly<Record<string, string | undefined>>): string[] {
  const known = NAMES.map(variableOf);
  return Object.entries(env)
    .filter(([name, value]) => name.startsWith('TANK_') && value && !known.includes(name))
    .filter(([name, value]) => !SERVICE_LINK.test(name) && !/^(?:tcp|udp):\/\//.test(value!))
    .map(([name]) => `there is no variable ${name}${suggest(name, known)}`);
}

const SERVICE_LINK = /_SERVICE_(?:HOST|PORT)|_PORT_\d+_(?:TCP|UDP)/;

/** `; did you mean port?`, or nothing. */
export function suggest(word: string, all: readonly string[]): string {
  const nearest = nearestTo(word, all);
  return nearest === null ? '' : ` (did you mean ${nearest}?)`;
}

/** The file that holds the password, if any: one that was named, or the credential that systemd hands to a service. */
function passwordFileOf(
  { passwordFile, password }: Record<string, unknown>,
  { CREDENTIALS_DIRECTORY: directory }: Readonly<Record<string, string | undefined>>,
): string | null {
  if (typeof passwordFile === 'string') return passwordFile;
  const credential = directory ? join(directory, CREDENTIAL) : null;
  return password === null && credential !== null && existsSync(credential) ? credential : null;
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
