// UDP sockets that speak to the groups of discovery. A socket that asks belongs to one interface, because multicast leaves by one
// and which it is has to be said; a socket that listens joins the group on many. Used by both ends' discovery; knows nothing of what
// is in a datagram. Never a reason for the program to end: an interface that can't do it is left out.
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { BlockList } from 'node:net';
import { networkInterfaces } from 'node:os';
import { DISCOVERY_GROUP_IPV4, DISCOVERY_GROUP_IPV6 } from '../protocol/limits.js';

/** Datagrams stay in the network that they were sent in. */
const HOPS = 1;

/** An interface of this machine, as far as multicast needs it. */
export interface Interface {
  readonly family: 4 | 6;
  /** What names it to the socket: an IPv4 address, or `::%eth0`. */
  readonly name: string;
  readonly isLoopback: boolean;
}

/** Takes what comes in; `reply` sends back to where it came from. */
export type OnDatagram = (datagram: Buffer, from: RemoteInfo, reply: (datagram: Buffer) => void) => void;

/** The interfaces that are up, each once for each family. */
export function listInterfaces(): Interface[] {
  const found = new Map<string, Interface>();
  for (const [device, addresses] of Object.entries(networkInterfaces())) {
    for (const { family, address, internal } of addresses ?? []) {
      const name = family === 'IPv4' ? address : `::%${device}`;
      found.set(name, { family: family === 'IPv4' ? 4 : 6, name, isLoopback: internal });
    }
  }
  return [...found.values()];
}

/** The interface that has an address, and who is in its network; null when this machine has no such address. */
export function interfaceOf(address: string): { on: Interface; network: BlockList } | null {
  for (const [device, addresses] of Object.entries(networkInterfaces()))
    for (const found of addresses ?? []) {
      if (found.address !== address || found.cidr === null) continue;
      const kind = found.family === 'IPv4' ? 'ipv4' : 'ipv6';
      const network = new BlockList();
      network.addSubnet(address, Number(found.cidr.split('/')[1]), kind);
      const [family, name] = kind === 'ipv4' ? ([4, address] as const) : ([6, `::%${device}`] as const);
      return { on: { family, name, isLoopback: found.internal }, network };
    }
  return null;
}

/** Opens a socket that gets what is sent to a group once it has joined it; several programs may do so at once.
 *  @param port of the group
 *  @throws Error of the system when there is no such family */
export async function openListener(family: 4 | 6, port: number, onDatagram: OnDatagram): Promise<Socket> {
  const socket = create(family, true);
  await bind(socket, port, onDatagram);
  return socket;
}

/** Joins the group on an interface. @returns false when the interface can't do it, or has joined before */
export function joinGroup(socket: Socket, on: Interface): boolean {
  try {
    socket.addMembership(groupOf(on.family), on.name);
    return true;
  } catch {
    return false;
  }
}

/** Opens a socket that sends to the group by one interface, and gets the answers.
 *  @throws Error of the system when the interface can't do it */
export async function openAsker(by: Interface, onDatagram: OnDatagram): Promise<Socket> {
  const socket = create(by.family, false);
  await bind(socket, 0, onDatagram);
  try {
    socket.setMulticastInterface(by.name);
    socket.setMulticastTTL(HOPS);
    socket.setMulticastLoopback(true);
  } catch (error) {
    socket.close();
    throw error;
  }
  return socket;
}

/** Sends to the group. What can't be sent is lost, as datagrams are. */
export function sendToGroup(socket: Socket, family: 4 | 6, datagram: Buffer, port: number): void {
  socket.send(datagram, port, groupOf(family), () => {});
}

function groupOf(family: 4 | 6): string {
  return family === 4 ? DISCOVERY_GROUP_IPV4 : DISCOVERY_GROUP_IPV6;
}

function create(family: 4 | 6, reuseAddr: boolean): Socket {
  return family === 4
    ? createSocket({ type: 'udp4', reuseAddr })
    : createSocket({ type: 'udp6', reuseAddr, ipv6Only: true });
}

async function bind(socket: Socket, port: number, onDatagram: OnDatagram): Promise<void> {
  socket.on('message', (datagram, from) => {
    onDatagram(datagram, from, (answer) => socket.send(answer, from.port, from.address, () => {}));
  });
  const listening = once(socket, 'listening');
  try {
    socket.bind(port);
    await listening;
    // An answer goes no further than a question: a forged sender in another network gets nothing.
    socket.setTTL(HOPS);
  } catch (error) {
    socket.close();
    throw error;
  }
  // From here on an error is a datagram that was lost.
  socket.on('error', () => {});
}
