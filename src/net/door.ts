// A TLS listener that is open only while somebody is awaited, with a certificate that names nobody. Lines come out of it unread:
// who is on one is for its taker to find out, soon. Used by a client that lets another one talk to it directly.
// It must never keep more strangers than a bound, nor tell them anything but its certificate.
import { once } from 'node:events';
import type { AddressInfo, Server } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { type Certificate, createNamelessCertificate } from './certificate.js';
import { networkOf } from './prefix.js';
import { createTlsServer } from './tls.js';
import { TokenBucket } from './token-bucket.js';

/** Connections that may be open at the same time, those of one address among them, and how many may come: a second on average, and
 *  at once after a pause. */
const GUESTS_MAX = 16;
export const GUESTS_PER_ADDRESS_MAX = 10;
const GUESTS_PER_SECOND = 4;
const GUESTS_BURST = 20;
/** Networks of which it is remembered how fast they come; who came longest ago is forgotten first. */
const PACES_MAX = 1000;

/** What a door needs. */
export interface DoorOptions {
  /** Application protocol that is spoken. */
  readonly alpn: string;
  /** Name in the certificate. */
  readonly name: string;
  /** A line is up; the socket is the caller's, who cuts it when it is not what he waits for. */
  onGuest(socket: TLSSocket): void;
}

/** Where an open door is. */
export interface DoorPlace {
  readonly port: number;
  /** SHA-256 of the certificate in DER. */
  readonly hash: Buffer;
}

/** One door; it can be opened again after it was closed, with the same certificate. */
export class Door {
  readonly #options: DoorOptions;
  readonly #guests = new Map<string, number>();
  /** By network: whoever keeps knocking keeps nobody else out. */
  readonly #paces = new Map<string, TokenBucket>();
  #certificate: Promise<Certificate> | null = null;
  #opened: Promise<{ readonly place: DoorPlace; readonly server: Server }> | null = null;

  constructor(options: DoorOptions) {
    this.#options = options;
  }

  /** Makes the certificate, which takes about 0.1 s of CPU once; does nothing when there is one. */
  prepare(): Promise<Certificate> {
    this.#certificate ??= createNamelessCertificate(this.#options.name);
    return this.#certificate;
  }

  /** Opens the door, unless it is open. @param port 0 for any @throws Error when the port can't be used */
  async open(port: number): Promise<DoorPlace> {
    const opening = this.#opened ?? this.#listen(port);
    this.#opened = opening;
    try {
      return (await opening).place;
    } catch (error) {
      if (this.#opened === opening) this.#opened = null;
      throw error;
    }
  }

  /** Closes the door; lines that came through it stay. */
  close(): void {
    this.#opened?.then(
      ({ server }) => server.close(),
      () => {},
    );
    this.#opened = null;
  }

  async #listen(port: number): Promise<{ place: DoorPlace; server: Server }> {
    const { key, cert, hash } = await this.prepare();
    const { server } = createTlsServer({
      key,
      cert,
      alpn: this.#options.alpn,
      admit: (address) => this.#admit(address),
      onGone: (address) => this.#release(address),
      onConnection: (socket) => this.#options.onGuest(socket),
    });
    server.listen(port);
    await once(server, 'listening');
    // One who can't be let in, for want of descriptors: the next one may be.
    server.on('error', () => {});
    return { place: { port: (server.address() as AddressInfo).port, hash }, server };
  }

  #admit(address: string): boolean {
    const here = [...this.#guests.values()].reduce((sum, count) => sum + count, 0);
    const ofThis = this.#guests.get(address) ?? 0;
    if (here >= GUESTS_MAX || ofThis >= GUESTS_PER_ADDRESS_MAX) return false;
    if (!this.#mayKnock(networkOf(address))) return false;
    this.#guests.set(address, ofThis + 1);
    return true;
  }

  #mayKnock(network: string): boolean {
    const pace = this.#paces.get(network) ?? new TokenBucket(GUESTS_PER_SECOND, GUESTS_BURST);
    this.#paces.delete(network);
    this.#paces.set(network, pace);
    if (this.#paces.size > PACES_MAX) this.#paces.delete(this.#paces.keys().next().value!);
    return pace.take(1, performance.now());
  }

  #release(address: string): void {
    const left = (this.#guests.get(address) ?? 1) - 1;
    if (left === 0) this.#guests.delete(address);
    else this.#guests.set(address, left);
  }
}
