// A TLS line to a server of this machine from an address of one's own choice, so that a server sees several networks.
import { once } from 'node:events';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { ALPN } from '../../../src/protocol/limits.js';

const CONNECT_MS = 5000;

/** Connects. @param address of 127.0.0.0/8 @throws Error when it is not let in */
export async function connectFrom(address: string, port: number): Promise<TLSSocket> {
  // The types leave out what a TLS socket passes on to its TCP socket.
  const options: ConnectionOptions & { localAddress: string } = {
    host: '127.0.0.1',
    port,
    localAddress: address,
    rejectUnauthorized: false,
    ALPNProtocols: [ALPN],
    minVersion: 'TLSv1.3',
  };
  const socket = connect(options);
  socket.on('error', () => {});
  try {
    await once(socket, 'secureConnect', { signal: AbortSignal.timeout(CONNECT_MS) });
  } catch (error) {
    socket.destroy();
    throw error;
  }
  return socket;
}
