// A name -> a TCP line to whichever of its addresses answers first (RFC 8305, "happy eyeballs"): tried one soon after the other, and none
// is given up because the next one has begun. Node's own connect gives each address but the last a quarter of a second, so that
// a far server that has an IPv6 address, which leads nowhere from here, could not be reached by its name. Called by tls.ts, which bounds the time.
import { lookup as lookUpByName } from 'node:dns';
import { connect, isIP, type LookupFunction, type Socket } from 'node:net';

/** When the next address is tried beside those that have not answered (RFC 8305, section 5). */
const NEXT_ADDRESS_MS = 250;
/** Faults of one address, what says most of the host first. */
const TELLING = ['ECONNREFUSED', 'ETIMEDOUT'];

interface Address {
  readonly address: string;
  readonly family: number;
}

/** What is dialled. */
export interface DialOptions {
  readonly host: string;
  readonly port: number;
  /** Gives all that is open up. */
  readonly signal: AbortSignal;
  readonly lookup?: LookupFunction | undefined;
  /** Opens one TCP connection; Node's when left out. */
  readonly open?: (address: string, port: number) => Socket;
}

/** Connects. @returns a socket without listeners @throws the error of the lookup, or the most telling one of the addresses */
export async function dial({ host, port, signal, lookup, open = openOne }: DialOptions): Promise<Socket> {
  const addresses = isIP(host) === 0 ? inTurn(await lookUp(host, lookup)) : [host];
  const waiting = [...addresses];
  const pending = new Set<Socket>();
  const faults: NodeJS.ErrnoException[] = [];
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<Socket>((resolve, reject) => {
      const fail = (error: NodeJS.ErrnoException): void => {
        faults.push(error);
        if (pending.size === 0 && waiting.length === 0) reject(mostTelling(faults));
        else next();
      };
      const next = (): void => {
        clearTimeout(timer);
        const address = waiting.shift();
        if (address === undefined || signal.aborted) return;
        const socket = open(address, port);
        pending.add(socket);
        socket.once('connect', () => {
          pending.delete(socket);
          socket.removeAllListeners('error');
          resolve(socket);
        });
        socket.on('error', (error) => {
          if (pending.delete(socket)) fail(error);
        });
        timer = setTimeout(next, NEXT_ADDRESS_MS);
      };
      signal.addEventListener('abort', () => reject(signal.reason));
      next();
    });
  } finally {
    clearTimeout(timer);
    for (const socket of pending) socket.destroy();
  }
}

function openOne(address: string, port: number): Socket {
  return connect({ host: address, port });
}

function lookUp(host: string, lookup: LookupFunction = lookUpByName as LookupFunction): Promise<Address[]> {
  return new Promise((resolve, reject) => {
    lookup(host, { all: true }, (error, found, family) => {
      if (error !== null) reject(error);
      else resolve(Array.isArray(found) ? found : [{ address: found, family: family ?? isIP(found) }]);
    });
  });
}

/** Both families in turn, beginning with that of the first address (RFC 8305, section 4). */
function inTurn(addresses: readonly Address[]): string[] {
  const first = addresses.filter(({ family }) => family === addresses[0].family);
  const second = addresses.filter(({ family }) => family !== addresses[0].family);
  return addresses
    .flatMap((_, index) => [first[index], second[index]])
    .flatMap((each) => (each === undefined ? [] : [each.address]));
}

function mostTelling(faults: readonly NodeJS.ErrnoException[]): Error {
  for (const code of TELLING) {
    const found = faults.find((fault) => fault.code === code);
    if (found !== undefined) return found;
  }
  return faults[0];
}
