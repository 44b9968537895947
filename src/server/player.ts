// Somebody who has logged in. Outlives his connection: a line that drops leaves the player, his nick and his seat behind
// for a while. Owned by players.ts; changed by the session that he is on.
import type { Connection } from '../net/connection.js';
import { networkOf } from '../net/prefix.js';
import type { CommandAnswer } from '../protocol/commands.js';
import type { Room } from './room.js';
import type { Member } from './seats.js';
import { type Account, accountId } from './store/accounts.js';

/** Identity, key and signature, checked (PROTOCOL 6.17). */
export type WhisperCard = CommandAnswer<'CARD_OF'>['card'];

/** The connection that a player is on, as far as another session has to know it. */
export interface Line {
  readonly connection: Connection;
  /** Where it comes from. */
  readonly address: string;
  /** Tells the player why he has to go, and ends the line; nothing of him is kept. @param seconds null is for good */
  dismiss(code: string, message: string, seconds: number | null): void;
  /** Parts the line from its player, who has come back on another one. */
  takeOver(): void;
}

/** One player. */
export class Player implements Member {
  line: Line | null = null;
  #network = '';
  #networkOf = '';
  /** Higher than that of all who came to the server before him. */
  arrival = 0;
  /** Where he came from last. */
  address = '';
  /** When the account was made, or the guest came: milliseconds since 1970. */
  since = 0;
  room: Room | null = null;
  /** SHA-256 of the session key that RESUME takes, in hex. */
  sessionHash = '';
  /** Class, clan or lab group, shown with the nick; '' is none. */
  group = '';
  /** Ed25519 key of his account in base64url, null for a guest. */
  identity: string | null = null;
  /** His account's name in the store, which never changes; null for a guest. */
  account: string | null = null;
  /** When he took another nick, milliseconds since 1970. */
  renamedAt = 0;
  /** Nick key with which he came. */
  readonly firstKey: string;
  /** What private messages to this login are sealed to. */
  card: WhisperCard | null = null;
  /** When he last did something, by the server's clock. */
  activeMs = 0;
  /** Ends the player when his line stays down. */
  farewell: NodeJS.Timeout | null = null;

  /** @param key nick.ts: what makes two nicks the same
   *  @param isGuest true when no account is behind him */
  constructor(
    public nick: string,
    public key: string,
    readonly isGuest: boolean,
  ) {
    this.firstKey = key;
  }

  /** What counts as one address of those where they come from. */
  get network(): string {
    // Asked in each tick, and dear.
    if (this.#networkOf !== this.address) this.#network = networkOf(this.address);
    this.#networkOf = this.address;
    return this.#network;
  }

  /** Puts an account behind him. */
  own(account: Pick<Account, 'publicKey' | 'createdAt'>): void {
    this.since = account.createdAt;
    this.identity = account.publicKey;
    this.account = accountId(account);
  }

  get connection(): Connection | null {
    return this.line?.connection ?? null;
  }

  /** Puts him out of his room, and tells him why. */
  leaveRoom(code: string, message: string): void {
    const { room } = this;
    if (room === null) return;
    this.room = null;
    room.leave(this);
    this.connection?.sendText({ command: 'LEAVE_CHANNEL', body: { code, message } });
  }
}
