// A real server in the process of a test: certificate and data in a folder of its own, a free port of loopback, and
// lines to it over real TLS.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { loadOrCreateCertificate } from '../../src/net/certificate.js';
import { connectTls } from '../../src/net/tls.js';
import { type RunningServer, type ServerOptions, startServer } from '../../src/server/server.js';
import { Store } from '../../src/server/store/store.js';

/** A server for a test. */
export interface TestServer {
  readonly server: RunningServer;
  readonly port: number;
  /** Of its certificate, as `AA:BB:..`. */
  readonly fingerprint: string;
  readonly folder: string;
  readonly lines: string[];
  connect(): Promise<TLSSocket>;
  close(): Promise<void>;
}

/** Starts a server. @param options instead of the usual ones */
export async function startTestServer(options: Partial<ServerOptions> = {}): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'tank-test-server-'));
  const certificate = await loadOrCreateCertificate(join(folder, 'certs'));
  const store = await Store.open(join(folder, 'data'));
  const lines: string[] = [];
  const server = await startServer({
    port: 0,
    bind: '127.0.0.1',
    clientsMax: 100,
    certificate,
    store,
    log: (_kind, text) => lines.push(text),
    serverName: 'test-server 1',
    ...options,
  });
  const { port } = server.address;
  return {
    server,
    port,
    fingerprint: certificate.fingerprint,
    folder,
    lines,
    async connect() {
      const verify = (fingerprint: string): boolean => fingerprint === certificate.fingerprint;
      const { socket } = await connectTls({ host: '127.0.0.1', port, timeoutMs: 5000, verify });
      socket.on('error', () => {});
      return socket;
    },
    async close() {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Resolves with all that a peer has sent once `isEnough` says so, or when the line ends.
 *  @throws Error when neither comes in time */
export function receive(
  socket: TLSSocket,
  isEnough: (text: string) => boolean,
  boundMs = 5000,
): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const finish = (): void => {
      clearTimeout(timer);
      socket.off('data', onData);
      resolve(text);
    };
    const onData = (chunk: Buffer): void => {
      text += chunk.toString('latin1');
      if (isEnough(text)) finish();
    };
    const timer = setTimeout(() => reject(new Error(`not enough in ${boundMs} ms:\n${text}`)), boundMs);
    socket.on('data', onData);
    socket.once('close', finish);
  });
}
