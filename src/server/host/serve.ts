// A server with all that a host wants around it: settings, certificate, store, log file, control socket, figures. Started by the entry,
// in the foreground or as a daemon. It is told where to show its log, and never ends the process itself.
import type { Server } from 'node:net';
import { type Certificate, loadCertificate, loadOrCreateCertificate } from '../../net/certificate.js';
import { loadArenaFolder } from '../arena-folder.js';
import { ArenaShelf } from '../arena-shelf.js';
import { takeHandover } from '../handover.js';
import { createLog, describeError, type Log } from '../log.js';
import { Password } from '../password.js';
import { type RunningServer, startServer } from '../server.js';
import { Store } from '../store/store.js';
import { Console } from './console.js';
import { openControl } from './control.js';
import { takeHandoverFile, writeHandover } from './handover-file.js';
import { type LogFile, openLogFile } from './log-file.js';
import { removePidFile, writePidFile } from './pid-file.js';
import { flagOf, type ResolvedSettings, type SettingName, type Settings, SettingsError } from './settings.js';

/** What can be changed while players are there. */
const RELOADABLE: readonly SettingName[] = ['name', 'motd', 'logChat', 'password', 'cert', 'key'];

/** Where a server keeps its things, and who it is. */
export interface HostOptions {
  /** Reads all settings, again at each reload. @throws SettingsError */
  resolve(): ResolvedSettings;
  readonly dataDirectory: string;
  readonly certsDirectory: string;
  /** Program and version. */
  readonly serverName: string;
  /** Arguments of the command, for `restart`. */
  readonly args: readonly string[];
  /** Shows a line of the log. */
  show(line: string): unknown;
}

/** A server that is hosted. */
export interface Hosted {
  readonly running: RunningServer;
  readonly fingerprint: string;
  /** Resolves when the server has ended. */
  readonly ended: Promise<void>;
  /** Tells players, keeps what is to be kept, and ends; a second call waits for the first. */
  stop(): Promise<void>;
  /** What the person at the terminal can type. */
  readonly terminal: Console;
  /** Reads settings and certificate again and drops nobody. @throws SettingsError, CertificateError; all stays then */
  reload(): Promise<void>;
}

/** What `status` tells. */
export interface Status {
  readonly pid: number;
  readonly server: string;
  readonly name: string;
  readonly address: string;
  readonly port: number;
  readonly fingerprint: string;
  readonly startedAt: string;
  readonly connections: number;
  readonly players: number;
  readonly rooms: number;
  readonly battles: number;
  readonly memoryBytes: number;
}

/** Starts it. @throws SettingsError, CertificateError, StoreError, Error of the system such as EADDRINUSE */
export async function host(options: HostOptions): Promise<Hosted> {
  let { values } = options.resolve();
  let certificate = await loadCertificateOf(values, options.certsDirectory);
  const arenas = new ArenaShelf(values.arenas === null ? [] : await loadArenaFolder(values.arenas));
  // The log file is for who has the store: what the store says before is written behind.
  const early: Parameters<Log>[] = [];
  let log: Log = (...line) => void early.push(line);
  const store = await Store.open(options.dataDirectory, { log: (...line) => log(...line) });
  let control: Server | null = null;
  let metrics: Server | null = null;
  const toTerminal = createLog(options.show);
  const file: LogFile = openLogFile(options.dataDirectory, (error) =>
    toTerminal('error', `The log file can't be written (${error.message}); the game goes on`),
  );
  log = (kind, text) => {
    toTerminal(kind, text);
    file.log(kind, text);
  };
  for (const line of early) log(...line);
  const startedAt = new Date().toISOString();
  const running = await startServer({
    port: values.port,
    bind: values.bind ?? undefined,
    clientsMax: values.maxClients,
    roomsMax: values.maxRooms,
    name: values.name,
    motd: values.motd ?? '',
    logsChat: values.logChat,
    discovery: values.discovery,
    arenas,
    certificate,
    store,
    log,
    serverName: options.serverName,
    password: values.password ?? '',
    handover: takeHandoverFile(options.dataDirectory, Date.now()),
  }).catch(async (error) => {
    await Promise.all([store.close(), file.close()]);
    throw error;
  });

  async function reload(): Promise<void> {
    const next = options.resolve().values;
    const nextCertificate = await loadCertificateOf(next, options.certsDirectory);
    const late = (Object.keys(next) as SettingName[]).filter(
      (name) => next[name] !== values[name] && !RELOADABLE.includes(name),
    );
    const { hall } = running;
    Object.assign(hall, { name: next.name, motd: next.motd ?? '', logsChat: next.logChat });
    hall.password = Password.of(next.password ?? '');
    running.useCertificate(nextCertificate);
    certificate = nextCertificate;
    values = next;
    log('server', 'Settings and certificate were read again');
    if (late.length > 0) log('warning', `Needs a restart to count: ${late.map(flagOf).join(', ')}`);
  }

  function status(): Status {
    const { address, port } = running.address;
    const { connections, players, rooms, battles } = running.stats();
    return {
      pid: process.pid,
      server: options.serverName,
      name: running.hall.name,
      address,
      port,
      fingerprint: certificate.fingerprint,
      startedAt,
      connections,
      players,
      rooms,
      battles,
      memoryBytes: process.memoryUsage.rss(),
    };
  }

  let tellEnded = (): void => {};
  const ended = new Promise<void>((resolve) => {
    tellEnded = resolve;
  });
  let stopping: Promise<void> | null = null;
  async function end(code: 'SHUTTING_DOWN' | 'RESTARTING'): Promise<void> {
    log(
      'server',
      code === 'RESTARTING' ? 'Starting anew; players keep their seats' : 'Stopping; players are told',
    );
    metrics?.close();
    control?.close();
    if (code === 'RESTARTING') handOver();
    await running.close(code);
    removePidFile(options.dataDirectory);
    await file.close();
    tellEnded();
  }
  const stop = (code: 'SHUTTING_DOWN' | 'RESTARTING' = 'SHUTTING_DOWN'): Promise<void> => {
    stopping ??= end(code);
    return stopping;
  };

  function handOver(): void {
    try {
      writeHandover(options.dataDirectory, takeHandover(running.hall));
    } catch (error) {
      log('error', `Seats can't be kept: ${(error as Error).message}`);
    }
  }

  const terminal = new Console({
    hall: running.hall,
    stats: () => running.stats(),
    reload,
    stop: () => void stop(),
  });

  try {
    control = await openControl(options.dataDirectory, {
      status,
      reload,
      stop() {
        setImmediate(stop, 'SHUTTING_DOWN');
      },
      restart() {
        setImmediate(stop, 'RESTARTING');
      },
      console: (line) => terminal.run(line),
      complete: (line) => terminal.complete(line),
    });
    if (values.metrics > 0) {
      // Loaded only where it is wanted: it takes as long as all else.
      const { startMetrics } = await import('./metrics.js');
      metrics = await startMetrics(running, values.metrics).catch((error: Error) => {
        throw new SettingsError(`--metrics ${values.metrics} can't be used: ${error.message}`);
      });
    }
    writePidFile(options.dataDirectory, options.args);
  } catch (error) {
    log('error', describeError(error));
    await stop();
    throw error;
  }
  // The terminal is told by the entry, in the words that other programs look for.
  file.log('server', `Listening on port ${running.address.port}, fingerprint ${certificate.fingerprint}`);
  return { running, fingerprint: certificate.fingerprint, ended, stop: () => stop(), reload, terminal };
}

async function loadCertificateOf({ cert, key }: Settings, directory: string): Promise<Certificate> {
  if (cert !== null && key !== null) return loadCertificate(cert, key);
  return loadOrCreateCertificate(directory);
}
