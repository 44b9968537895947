// The command line of tank-server: its options, which subcommand takes which, its help, and options as arguments again for a server in
// the background. Used by the entry. Pure.
import { TICK_MS } from '../../game/units.js';
import { describeSettings, flagOf, SETTINGS, type SettingName, suggest, variableOf } from './settings.js';

/** Percent of the usual speed. */
const SPEED_MIN = 25;
const SPEED_MAX = 100;

/** All options, for the parser. */
export const FLAGS = {
  ...Object.fromEntries(
    Object.entries(SETTINGS).map(([name, { fallback }]) => [
      name,
      { type: typeof fallback === 'boolean' ? 'boolean' : 'string' } as const,
    ]),
  ),
  config: { type: 'string' },
  json: { type: 'boolean' },
  follow: { type: 'boolean', shortFlag: 'f' },
  lines: { type: 'string' },
  check: { type: 'string' },
  mode: { type: 'string' },
  season: { type: 'string' },
  csv: { type: 'boolean' },
  force: { type: 'boolean' },
  system: { type: 'boolean' },
  stopWithParent: { type: 'boolean' },
  speed: { type: 'string' },
} as const;

/** What the parser found of the options. */
export type GivenFlags = Readonly<Record<string, unknown>>;
/** Options that a server is started with: settings, and where the settings file is. */
export type StartFlags = Readonly<Record<string, string | boolean>>;

/** Subcommands that take all settings. */
const STARTERS = ['run', 'start', 'restart', 'check', 'config', 'systemd'];
/** Settings that name a file or a folder. */
const PATHS: readonly string[] = [
  'data',
  'certs',
  'cert',
  'key',
  'arenas',
  'allow',
  'passwordFile',
  'config',
];
/** Which subcommands take an option that not all of them do. */
const TAKERS: Readonly<Record<string, readonly string[]>> = {
  json: ['status', 'logs', 'config', 'champions'],
  follow: ['logs'],
  lines: ['logs'],
  check: ['arenas'],
  mode: ['champions'],
  season: ['champions'],
  csv: ['champions'],
  force: ['export'],
  system: ['systemd'],
  stopWithParent: ['run'],
  speed: ['run'],
  arenas: [...STARTERS, 'arenas'],
};
/** Options of which one alone has a meaning. */
const EITHER = [
  ['json', 'csv'],
  ['check', 'arenas'],
] as const;
/** With them the data folder is found. */
const FOR_ALL = ['data', 'config', 'help', 'version'];

/** What is wrong with the options of a subcommand; null when nothing is. */
export function findFlagFault(subcommand: string, flags: GivenFlags): string | null {
  for (const name of Object.keys(flags).filter((given) => flags[given] !== undefined)) {
    if (FOR_ALL.includes(name)) continue;
    if (!Object.hasOwn(FLAGS, name))
      return `there is no option ${flagOf(name)}${suggest(flagOf(name), Object.keys(FLAGS).map(flagOf))}`;
    const takers = TAKERS[name] ?? STARTERS;
    if (!takers.includes(subcommand)) return `${flagOf(name)} belongs to tank-server ${takers.join(' | ')}`;
  }
  const both = EITHER.find((pair) => pair.every((name) => isGiven(flags[name])));
  if (both !== undefined) return `${both.map(flagOf).join(' and ')} exclude each other; give one of them`;
  return speedFault(flags);
}

/** Only a private server of a client can be slowed down: nobody else is on it. */
function speedFault({ speed, stopWithParent }: GivenFlags): string | null {
  if (speed === undefined) return null;
  if (stopWithParent !== true) return '--speed is for the private server of a client';
  const percent = Number(speed);
  const isGood = Number.isInteger(percent) && percent >= SPEED_MIN && percent <= SPEED_MAX;
  return isGood ? null : `--speed takes a number from ${SPEED_MIN} to ${SPEED_MAX}`;
}

/** Real time of a tick; undefined for that of the rules. */
export function tickMsOf({ speed }: GivenFlags): number | undefined {
  return speed === undefined ? undefined : (TICK_MS * SPEED_MAX) / Number(speed);
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== false;
}

/** Options with which a server can be started from any folder: paths are made whole.
 *  @param resolvePath makes a path whole */
export function startFlagsOf(flags: GivenFlags, resolvePath: (path: string) => string): StartFlags {
  const names = ['config', ...Object.keys(SETTINGS)].filter((name) => flags[name] !== undefined);
  return Object.fromEntries(
    names.map((name) => {
      const value = flags[name] as string | boolean;
      return [name, PATHS.includes(name) ? resolvePath(String(value)) : value];
    }),
  );
}

/** Variables that are settings, with whole paths. */
export function startVariablesOf(
  env: Readonly<Record<string, string | undefined>>,
  resolvePath: (path: string) => string,
): Readonly<Record<string, string>> {
  const isPath = (variable: string): boolean =>
    PATHS.some((name) => variableOf(name as SettingName) === variable);
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      name.startsWith('TANK_') && value ? [[name, isPath(name) ? resolvePath(value) : value]] : [],
    ),
  );
}

/** Options as arguments. */
export function argsOf(flags: StartFlags): string[] {
  return Object.entries(flags).map(([name, value]) => {
    if (typeof value === 'string') return `${flagOf(name)}=${value}`;
    return value ? flagOf(name) : `--no-${flagOf(name).slice(2)}`;
  });
}

/** The help. @param settingsFile where the settings file usually is */
export function formatUsage(settingsFile: string): string {
  return `
  Hosts tank battles. Players join with: npx tank-client --host THIS-MACHINE

  Usage
    $ tank-server [options]            here, with its log on the screen; Ctrl-C ends it
    $ tank-server start [options]      in the background
    $ tank-server stop                 players are told, results are kept
    $ tank-server restart [options]    as it was started the last time but for these; keeps rooms and seats
    $ tank-server check [options]      could it start with them? Changes nothing
    $ tank-server status [--json]      who is on it
    $ tank-server logs [-f] [--lines N] [--json]
    $ tank-server console              types commands there, as in the foreground: /help tells all
    $ tank-server reload               reads settings and certificate again (so does SIGHUP in the background)
    $ tank-server config [--json]      what is in force, and where it comes from
    $ tank-server arenas [--arenas DIR | --check FILE]
                                       lists arenas, or tells what is wrong or unfair in one
    $ tank-server systemd [--system] [options]
                                       prints a unit file: for you, or for the whole machine
    $ tank-server champions [--mode MODE] [--season N] [--json | --csv]
    $ tank-server export FILE [--force]
                                       accounts and results; this and the other two work while no server runs
    $ tank-server import FILE

  Options, each also as TANK_NAME_OF_IT and as "nameOfIt" in a settings file
${describeSettings()}
    --config FILE       the settings file (${settingsFile})
    --help, --version

  HOWTO.txt has more commands to copy, PROTOCOL.txt tells what is said on the line.
`;
}
