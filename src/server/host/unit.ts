// A unit file for systemd: a service of the user who asks, or one of the machine that runs as a user of its own. Pure; used by
// `tank-server systemd`. What it holds of hardening is looked at by `systemd-analyze security`.

import { argsOf, type StartFlags } from './command-line.js';
import { DaemonError } from './daemon-error.js';
import { CREDENTIAL } from './settings.js';
import { RESTART_CODE } from './supervisor.js';

/** What a unit file is about. */
export interface Unit {
  /** Paths of node and of the command's script. */
  readonly node: string;
  readonly entry: string;
  /** Folders that a user's service writes to. */
  readonly folders: readonly string[];
  /** The folder that relative paths in the settings file begin at. */
  readonly cwd: string;
  /** Options, with whole paths, and settings that came as variables. */
  readonly flags: StartFlags;
  readonly variables: Readonly<Record<string, string>>;
}

const STATE_NAME = 'tank-server';
const STATE_DIRECTORY = `/var/lib/${STATE_NAME}`;
const LOWEST_FREE_PORT = 1024;

/** A part of a command line (systemd.service, "Command lines"): no variable and no specifier is meant. */
const quoteArgument = (part: string): string => quotePath(part).replaceAll('$', '$$$$');

/** A value in which there are no variables. */
function quotePath(part: string): string {
  const escaped = part.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('%', '%%');
  return `"${escaped}"`;
}

/** A unit for the user's own systemd. @throws DaemonError for what can't stand in a unit */
export function formatUserUnit(unit: Unit): string {
  const { folders, cwd } = unit;
  // A service with a /tmp of its own would not find them.
  const isPassing = [cwd, ...folders].some((path) => /^\/(?:var\/)?tmp(?:\/|$)/.test(path));
  return formatUnit(
    [
      `WorkingDirectory=${cwd.replaceAll('%', '%%')}`,
      ...execution(unit),
      'NoNewPrivileges=yes',
      'ProtectSystem=strict',
      'ProtectHome=read-only',
      ...(isPassing ? [] : ['PrivateTmp=yes']),
      // One that is not there (-) would keep the service from starting without a word of why.
      `ReadWritePaths=${folders.map((folder) => quotePath(`-${folder}`)).join(' ')}`,
    ],
    'default.target',
  );
}

/** A unit for the machine's systemd: a user that exists while the service runs, folders that systemd makes, and nothing else to write.
 *  @throws DaemonError for what can't stand in a unit */
export function formatSystemUnit(unit: Unit): string {
  const { node, entry, variables } = unit;
  const ours = ['data', 'certs'].find((name) => unit.flags[name] !== undefined);
  if (ours !== undefined || variables.TANK_DATA !== undefined || variables.TANK_CERTS !== undefined)
    throw new DaemonError(
      `the machine's service keeps its files in ${STATE_DIRECTORY}: leave out --data and --certs`,
    );
  const port = Number(unit.flags.port ?? variables.TANK_PORT ?? LOWEST_FREE_PORT);
  const capability = port > 0 && port < LOWEST_FREE_PORT ? 'CAP_NET_BIND_SERVICE' : '';
  const isAtHome = [node, entry].some((path) => /^\/(?:home|root)\//.test(path));
  return formatUnit(
    [
      'DynamicUser=yes',
      `StateDirectory=${STATE_NAME}`,
      'StateDirectoryMode=0700',
      `WorkingDirectory=${STATE_DIRECTORY}`,
      ...execution({ ...unit, flags: { ...unit.flags, data: STATE_DIRECTORY } }),
      ...HARDENING,
      `CapabilityBoundingSet=${capability}`,
      ...(capability === '' ? ['PrivateUsers=yes'] : [`AmbientCapabilities=${capability}`]),
      isAtHome ? 'ProtectHome=read-only' : 'ProtectHome=yes',
    ],
    'multi-user.target',
  );
}

function formatUnit(service: readonly string[], target: string): string {
  return `[Unit]
Description=Terminal Tanks server
After=network-online.target
Wants=network-online.target

[Service]
${service.join('\n')}

[Install]
WantedBy=${target}
`;
}

/** How it is started, stopped, and started anew. A restart has a signal of its own, by which players are told to stay. */
function execution({ node, entry, flags, variables }: Unit): string[] {
  const { passwordFile = variables.TANK_PASSWORD_FILE, ...others } = flags;
  const { TANK_PASSWORD_FILE: _, ...settings } = variables;
  if (others.password !== undefined || settings.TANK_PASSWORD !== undefined)
    throw new DaemonError(
      'a unit file is no place for a password: write it into a file, and name that with --password-file',
    );
  const start = [node, entry, 'run', ...argsOf(others)].map(quoteArgument);
  // Named, so that a server whose password systemd could not give it does not come up without one.
  if (typeof passwordFile === 'string')
    start.push(`"--password-file=\${CREDENTIALS_DIRECTORY}/${CREDENTIAL}"`);
  const reload = [node, entry, 'reload', ...(flags.data === undefined ? [] : [`--data=${flags.data}`])].map(
    quoteArgument,
  );
  return [
    'Type=notify',
    'NotifyAccess=all',
    ...Object.entries(settings).map(([name, value]) => `Environment=${quotePath(`${name}=${value}`)}`),
    ...(typeof passwordFile === 'string'
      ? [`LoadCredential=${CREDENTIAL}:${passwordFile.replaceAll('%', '%%')}`]
      : []),
    `ExecStart=${start.join(' ')}`,
    `ExecReload=${reload.join(' ')}`,
    'RestartKillSignal=SIGUSR2',
    'Restart=on-failure',
    `RestartForceExitStatus=${RESTART_CODE}`,
    `SuccessExitStatus=${RESTART_CODE}`,
    'RestartPreventExitStatus=2',
    'LimitNOFILE=65536',
  ];
}

/** Node makes code as it runs, so that memory has to stay both writable and executable. */
const HARDENING = [
  'UMask=0077',
  'ProtectSystem=strict',
  'PrivateTmp=yes',
  'PrivateDevices=yes',
  'ProtectClock=yes',
  'ProtectHostname=yes',
  'ProtectKernelLogs=yes',
  'ProtectKernelModules=yes',
  'ProtectKernelTunables=yes',
  'ProtectControlGroups=yes',
  'ProtectProc=invisible',
  'NoNewPrivileges=yes',
  'LockPersonality=yes',
  'RemoveIPC=yes',
  'RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK',
  'RestrictNamespaces=yes',
  'RestrictRealtime=yes',
  'RestrictSUIDSGID=yes',
  'SystemCallArchitectures=native',
  'SystemCallErrorNumber=EPERM',
  'SystemCallFilter=@system-service',
  'SystemCallFilter=~@privileged @resources',
];
