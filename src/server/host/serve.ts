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
import { loadEntrance } from './allow-file.js';
import { checkStart } from './check-start.js';
import { Console } from './console.js';
import { openControl } from './control.js';
import { takeHandoverFile, writeHandover } from './handover-file.js';
import { type LogFile, openLogFile } from './log-file.js';
import { removePidFile, writePidFile } from './pid-file.js';
import { flagOf, type ResolvedSettings, type SettingName, type Settings } from './settings.js';
import { SettingsError } from './settings-file.js';
import { type StartRecord, writeStartRecord } from './start-record.js';
import { type Status, statusOf } from './status.js';
import { findKeeper, RESTART_CODE } from './supervisor.js';

/** What can be changed while players are there. */
const RELOADABLE: readonly SettingName[] = [
  'name',
  'motd',
  'logChat',
  'password',
  'passwordFile',
  'accountsPerAddress',
  'logins',
  'allow',
  'cert',
  'key',
];

/** Where a server keeps its things, and who it is. */
export interface HostOptions {
  /** Reads all settings, again at each reload. @throws SettingsError */
  resolve(): ResolvedSettings;
  readonly dataDirectory: string;
  readonly certsDirectory: string;
  /** Program and version. */
  readonly serverName: string;
  /** Real time of a tick; that of the rules when left out. */
  readonly tickMs?: number | undefined;
  /** With what it was started, for `restart`. */
  readonly record: StartRecord;
  /** Shows a line of the log. */
  show(line: string): unknown;
}

/** Starts it. @throws SettingsError, CertificateError, StoreError, Error of the system such as EADDRINUSE */
export async function host(options: HostOptions): Promise<Hosted> {
  const { values } = options.resolve();
  const certificate = await loadCertificateOf(values, options.certsDirectory);
  const entrance = loadEntrance(values);
  const arenas = new ArenaShelf(values.arenas === null ? [] : await loadArenaFolder(values.arenas));
  const { store, file, log } = await openStoreAndLog(options);
  for (const warning of certificate.warnings) log('warning', warning);
  const running = await startServer({
    port: values.port,
    bind: values.bind ?? undefined,
    clientsMax: values.maxClients,
    connectionsPerAddressMax: values.maxPerAddress,
    entrance,
    roomsMax: values.maxRooms,
    botsMax: values.maxBots,
    accountsPerAddressMax: values.accountsPerAddress,
    name: values.name,
    motd: values.motd ?? '',
    logsChat: values.logChat,
    discovery: values.discovery,
    arenas,
    certificate,
    store,
    log,
    serverName: options.serverName,
    tickMs: options.tickMs,
    password: values.password ?? '',
    handover: takeHandoverFile(options.dataDirectory, Date.now()),
  }).catch(async (error) => {
    await Promise.all([store.close(), file.close()]);
    throw error;
  });
  const hosted = new Hosted(options, values, certificate, running, file, log);
  await hosted.open();
  return hosted;
}

/** A server that is hosted. */
export class Hosted {
  readonly running: RunningServer;
  /** What the person at the terminal can type. */
  readonly terminal: Console;
  /** Resolves when the server has ended. */
  readonly ended: Promise<void>;
  #tellEnded = (): void => {};
  readonly #options: HostOptions;
  #values: Settings;
  #certificate: Certificate;
  readonly #file: LogFile;
  readonly #log: Log;
  readonly #startedMs = performance.now();
  #control: Server | null = null;
  #metrics: Server | null = null;
  #stopping: Promise<void> | null = null;
  /** Why the last reload has failed; null when it has not. */
  #reloadFault: string | null = null;
  readonly #keeper = findKeeper();
  /** What the process ends with. */
  exitCode = 0;

  constructor(
    options: HostOptions,
    values: Settings,
    certificate: Certificate,
    running: RunningServer,
    file: LogFile,
    log: Log,
  ) {
    this.#options = options;
    this.#values = values;
    this.#certificate = certificate;
    this.running = running;
    this.#file = file;
    this.#log = log;
    this.ended = new Promise((resolve) => {
      this.#tellEnded = resolve;
    });
    this.terminal = new Console({
      hall: running.hall,
      stats: () => running.stats(),
      troubles: () => this.#status().troubles,
      reload: () => this.reload(),
      stop: () => void this.stop(),
    });
  }

  /** SHA-256 of the key that newcomers are shown, as `AA:BB:..`. */
  get fingerprint(): string {
    return this.#certificate.fingerprint;
  }

  /** Opens the ways in for the host: control socket, figures, PID file. When one does not open, the server is stopped.
   *  @throws Error of the system */
  async open(): Promise<void> {
    const { dataDirectory, record } = this.#options;
    try {
      this.#control = await openControl(dataDirectory, {
        status: () => this.#status(),
        reload: () => this.reload(),
        stop: () => void setImmediate(() => void this.stop()),
        restart: () => void setImmediate(() => this.#restart()),
        check: () => this.#check(),
        console: (line) => this.terminal.run(line),
        complete: (line) => this.terminal.complete(line),
      });
      if (this.#values.metrics > 0) {
        // Loaded only where it is wanted: it takes as long as all else.
        const { startMetrics } = await import('./metrics.js');
        const { metrics } = this.#values;
        const source = { ticker: this.running.ticker, status: () => this.#status() };
        const onError = (error: Error): void => this.#log('error', `Figures: ${error.message}`);
        this.#metrics = await startMetrics(source, metrics, onError).catch((error: Error) => {
          throw new SettingsError(`--metrics ${metrics} can't be used: ${error.message}`);
        });
      }
      writePidFile(dataDirectory);
      writeStartRecord(dataDirectory, record);
    } catch (error) {
      this.#log('error', describeError(error));
      await this.stop();
      throw error;
    }
    // The terminal is told by the entry, in the words that other programs look for.
    this.#file.log(
      'server',
      `Listening on port ${this.running.address.port}, fingerprint ${this.fingerprint}`,
    );
    await this.#file.settled();
  }

  /** Reads settings and certificate again and drops nobody. @throws SettingsError, CertificateError; all stays then, and it is said
   *  until a reload goes well */
  async reload(): Promise<void> {
    try {
      await this.#reload();
      this.#reloadFault = null;
    } catch (error) {
      this.#reloadFault = (error as Error).message;
      this.#log('error', `Settings were not read again, the old ones stay: ${this.#reloadFault}`);
      throw error;
    }
  }

  async #reload(): Promise<void> {
    const next = this.#options.resolve().values;
    const certificate = await loadCertificateOf(next, this.#options.certsDirectory);
    const late = (Object.keys(next) as SettingName[]).filter(
      (name) => next[name] !== this.#values[name] && !RELOADABLE.includes(name),
    );
    const { hall } = this.running;
    // First what can fail.
    const entrance = loadEntrance(next);
    this.running.useCertificate(certificate);
    Object.assign(hall, { name: next.name, motd: next.motd ?? '', logsChat: next.logChat });
    hall.accountQuota.perAddressMax = next.accountsPerAddress;
    hall.password = Password.of(next.password ?? '');
    hall.gate.entrance = entrance;
    this.#certificate = certificate;
    this.#values = next;
    this.#log('server', 'Settings and certificate were read again');
    for (const warning of certificate.warnings) this.#log('warning', warning);
    if (late.length > 0) this.#log('warning', `Needs a restart to count: ${late.map(flagOf).join(', ')}`);
  }

  /** Tells players, keeps what is to be kept, and ends; a second call waits for the first.
   *  @param code whether it comes back at once, with players in their seats
   *  @param reason for the log */
  stop(code: 'SHUTTING_DOWN' | 'RESTARTING' = 'SHUTTING_DOWN', reason = 'Stopping'): Promise<void> {
    this.#stopping ??= this.#end(code, reason);
    return this.#stopping;
  }

  /** Whoever keeps the process starts it anew by this code; else the one who asks does. */
  #restart(): void {
    if (this.#keeper !== null) this.exitCode = RESTART_CODE;
    void this.stop('RESTARTING');
  }

  /** Could a server start in place of this one? @throws what says why not */
  #check(): Promise<void> {
    const { resolve, dataDirectory, certsDirectory } = this.#options;
    const ownPorts = [this.running.address.port, this.#values.metrics];
    return checkStart({ values: resolve().values, dataDirectory, certsDirectory, ownPorts });
  }

  async #end(code: 'SHUTTING_DOWN' | 'RESTARTING', reason: string): Promise<void> {
    const isRestart = code === 'RESTARTING';
    this.#log(
      'server',
      isRestart ? 'Starting anew; players keep their seats' : `${reason}; players are told`,
    );
    this.#metrics?.close();
    this.#control?.close();
    if (isRestart) this.#handOver();
    await this.running.close(code);
    removePidFile(this.#options.dataDirectory);
    await this.#file.close();
    this.#tellEnded();
  }

  #handOver(): void {
    try {
      writeHandover(this.#options.dataDirectory, takeHandover(this.running.hall));
    } catch (error) {
      this.#log('error', `Seats can't be kept: ${(error as Error).message}`);
    }
  }

  #status(): Status {
    return statusOf({
      running: this.running,
      certificate: this.#certificate,
      serverName: this.#options.serverName,
      metricsPort: this.#values.metrics,
      keeper: this.#keeper,
      // By the clock as it is now: the one of the start may have been wrong.
      startedAt: new Date(Date.now() - (performance.now() - this.#startedMs)).toISOString(),
      logTrouble: this.#file.trouble,
      reloadFault: this.#reloadFault,
    });
  }
}

/** The log file is for who has the store: what the store says before is written behind. */
async function openStoreAndLog({ dataDirectory, show }: HostOptions) {
  const early: Parameters<Log>[] = [];
  let log: Log = (...line) => void early.push(line);
  const store = await Store.open(dataDirectory, { log: (...line) => log(...line) });
  const toTerminal = createLog(show);
  const file: LogFile = openLogFile(dataDirectory, toTerminal);
  log = (kind, text) => {
    toTerminal(kind, text);
    file.log(kind, text);
  };
  for (const line of early) log(...line);
  return { store, file, log };
}

async function loadCertificateOf({ cert, key }: Settings, directory: string): Promise<Certificate> {
  if (cert !== null && key !== null) return loadCertificate(cert, key);
  return loadOrCreateCertificate(directory);
}
