// How a server is, as one value: what `status`, the figures and the console tell of it, and its sentences for a person. Made by the server
// when somebody asks; goes over the control socket as JSON.
import type { Certificate } from '../../net/certificate.js';
import type { RunningServer, ServerStats } from '../server.js';
import { type Trouble, troublesOf } from './health.js';

/** What a server tells of itself. */
export interface Status extends ServerStats {
  readonly pid: number;
  /** Program and version. */
  readonly server: string;
  readonly name: string;
  readonly address: string;
  readonly port: number;
  /** Of the figures; 0 is none. */
  readonly metricsPort: number;
  /** Who keeps the process and starts it anew, such as a unit of systemd; null when nobody does. */
  readonly keeper: string | null;
  readonly fingerprint: string;
  readonly startedAt: string;
  readonly memoryBytes: number;
  readonly certificateEndsAt: string;
  /** When the backups last held all accounts and results; null when they have not since the start. */
  readonly backupAt: string | null;
  /** Results and accounts that wait in memory to be written. */
  readonly waiting: number;
  /** All that is wrong, for the operator to see to. */
  readonly troubles: readonly Trouble[];
}

/** What a status is made from. */
export interface StatusParts {
  readonly running: RunningServer;
  readonly certificate: Certificate;
  readonly serverName: string;
  readonly metricsPort: number;
  readonly keeper: string | null;
  readonly startedAt: string;
  /** Why the log can't be written; null when it can. */
  readonly logTrouble: string | null;
  /** Why the last reload has failed; null when it has not. */
  readonly reloadFault: string | null;
}

/** How a server is now. */
export function statusOf(parts: StatusParts): Status {
  const { running, certificate, serverName, metricsPort, keeper, startedAt, ...faults } = parts;
  const { address, port } = running.address;
  const { name, store } = running.hall;
  const { health } = store;
  const certificateEndsAt = certificate.validTo;
  return {
    ...running.stats(),
    pid: process.pid,
    server: serverName,
    name,
    address,
    port,
    metricsPort,
    keeper,
    fingerprint: certificate.fingerprint,
    startedAt,
    memoryBytes: process.memoryUsage.rss(),
    certificateEndsAt: certificateEndsAt.toISOString(),
    backupAt: health.backupAt === null ? null : new Date(health.backupAt).toISOString(),
    waiting: health.waiting,
    troubles: troublesOf({ store: health, certificateEndsAt, now: store.now(), ...faults }),
  };
}

/** For a person; what is wrong stands last. */
export function describeStatus(status: Status): string {
  const { backupAt, troubles } = status;
  return [
    `${status.name} (${status.server}), process ${status.pid}${status.keeper === null ? '' : ` of ${status.keeper}`}, for ${formatAge(status.startedAt)}`,
    `  port ${status.port} on ${status.address}, fingerprint ${status.fingerprint}`,
    ...describeFigures(status, status.memoryBytes),
    `  certificate until ${status.certificateEndsAt.slice(0, 10)}, last backup ${backupAt === null ? 'none' : `${formatAge(backupAt)} ago`}`,
    ...troubles.map(({ text }) => `  ! ${text}`),
  ].join('\n');
}

/** The figures alone, a line each. */
export function describeFigures(status: ServerStats, memoryBytes: number): string[] {
  const reasons = Object.entries(status.refused).map(([reason, count]) => `${reason} ${count}`);
  return [
    `  ${status.players} players of ${status.playersMax} on ${status.connections} lines, ${status.rooms} rooms, ${status.battles} in battle`,
    `  ${status.connectionsTotal} lines since the start, ${status.refusedTotal} refused${reasons.length === 0 ? '' : ` (${reasons.join(', ')})`}`,
    `  ${status.ticksDroppedTotal} ticks dropped, ${Math.round(memoryBytes / 1_048_576)} MB`,
  ];
}

/** In the largest unit of which there are two or more. */
function formatAge(since: string): string {
  const seconds = Math.max(0, Math.round((Date.now() - Date.parse(since)) / 1000));
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.floor(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86_400)} days`;
}
