// Roles, bans and mutes as the journal tells of them: entry after entry goes in, what holds now comes out. A later entry about
// the same subject takes the place of an earlier one, so lifting is one that ends at once; what is later is told by the journal, and by no
// clock, which may have been wrong. What is dated in the future counts as of now, with its own term. Kept in memory whole. Pure.
import { z } from 'zod';
import { ownPrefix, prefixesOf } from '../../net/prefix.js';
import { nickKey } from '../../protocol/nick.js';

const base = {
  /** Unique: an entry that is told twice counts once. */
  id: z.string().regex(/^[\w-]{1,64}$/),
  /** Milliseconds since 1970. */
  at: z.int().min(0).max(8.64e15),
  /** Nick of who did it; '' is the server's terminal. */
  by: z.string().max(64),
};

/** Somebody with an account has another role on this server. */
export const roleEntrySchema = z.strictObject({
  kind: z.literal('role'),
  ...base,
  /** The account's Ed25519 key. */
  identity: z.string().length(43),
  nick: z.string().max(64),
  role: z.enum(['player', 'moderator', 'admin']),
});
export type RoleEntry = z.infer<typeof roleEntrySchema>;
/** Role of somebody on the whole server. */
export type StoredRole = RoleEntry['role'];

/** Somebody, or an address, is banned or muted, or is not any more. */
export const sanctionEntrySchema = z.strictObject({
  kind: z.literal('sanction'),
  ...base,
  sanction: z.enum(['ban', 'mute']),
  /** `account:KEY`, `address:PREFIX`, or `guest:PREFIX` for guests from there. */
  subject: z.string().regex(/^(account|address|guest):\S{1,64}$/),
  /** '' where it is about an address alone. */
  nick: z.string().max(64),
  /** When it ends, milliseconds since 1970; null is never. */
  until: z.int().min(0).nullable(),
  reason: z.string().max(400),
  /** The prefix from which they came: new keys and guests from there are held by it as well. */
  from: z
    .string()
    .regex(/^\S{1,64}$/)
    .optional(),
});
export type Sanction = z.infer<typeof sanctionEntrySchema>;
export type SanctionKind = Sanction['sanction'];

/** An entry that concerns order. */
export type OrderEntry = RoleEntry | Sanction;

/** Whom a sanction may be about: an account or a guest, and from where they come. */
export interface Person {
  /** null for a guest, and for somebody who has not logged in. */
  readonly identity: string | null;
  readonly address: string;
  /** When the account was made, or the guest came: milliseconds since 1970. */
  readonly since: number;
}

/** Networks of those who came although they were banned. */
const HOLDS_MAX = 10_000;

/** Does a sanction concern somebody of a role at all? */
type Holds = (sanction: Sanction) => boolean;

/** What holds. */
export class OrderBook {
  readonly #roles = new Map<string, RoleEntry>();
  readonly #sanctions = new Map<string, Sanction>();
  /** Keys of sanctions that hold newcomers from a prefix, by kind and prefix. */
  readonly #holds = new Map<string, Set<string>>();

  /** Takes an entry in, instead of the one about the same that came before. */
  apply(entry: OrderEntry): void {
    if (entry.kind === 'role') this.#roles.set(entry.identity, entry);
    else {
      const key = keyOf(entry);
      this.#sanctions.set(key, entry);
      if (entry.from !== undefined) this.#hold(entry.sanction, key, entry.from);
    }
  }

  /** Is an entry of another journal older than what is here about the same? */
  isOutdated(entry: OrderEntry, nowMs: number): boolean {
    const known = entry.kind === 'role' ? this.#roles.get(entry.identity) : this.#sanctions.get(keyOf(entry));
    return known !== undefined && Math.min(entry.at, nowMs) < Math.min(known.at, nowMs);
  }

  /** Somebody whom a sanction of their account concerns has come from an address: newcomers from there are held as well, until the
   *  server ends. */
  see(sanction: Sanction, { identity, address }: Person): void {
    if (sanction.subject === `account:${identity}` && this.#holds.size < HOLDS_MAX)
      this.#hold(sanction.sanction, keyOf(sanction), ownPrefix(address));
  }

  #hold(kind: SanctionKind, key: string, prefix: string): void {
    const hold = `${kind} ${prefix}`;
    this.#holds.set(hold, (this.#holds.get(hold) ?? new Set()).add(key));
  }

  /** The role of an account. @param identity null for a guest */
  role(identity: string | null): StoredRole {
    return identity === null ? 'player' : (this.#roles.get(identity)?.role ?? 'player');
  }

  /** The ban or mute of somebody: of the account, of an address as a whole, or of somebody else who came from there before the account
   *  was made or the guest came; null when there is none. */
  find(kind: SanctionKind, person: Person, nowMs: number): Sanction | null {
    const { identity, address } = person;
    if (identity !== null) {
      const own = this.#inForce(`${kind} account:${identity}`, nowMs);
      if (own !== null) return own;
    }
    // Whoever is to keep order must be able to come, whatever address somebody of no higher role has closed.
    const role = this.role(identity);
    const holds = ({ by }: Sanction): boolean =>
      role === 'player' || (role === 'moderator' && this.#isHigh(by));
    return (
      this.#findPrefix(`${kind} address`, address, nowMs, holds) ??
      (identity === null ? this.#findPrefix(`${kind} guest`, address, nowMs, holds) : null) ??
      this.#findHold(kind, person, nowMs, holds)
    );
  }

  /** The ban or mute of an address, whoever comes from it. */
  findAddress(kind: SanctionKind, address: string, nowMs: number): Sanction | null {
    return this.#findPrefix(`${kind} address`, address, nowMs, () => true);
  }

  /** Roles that were given and not taken away, the highest first. */
  roles(): RoleEntry[] {
    return [...this.#roles.values()]
      .filter(({ role }) => role !== 'player')
      .sort((one, other) => one.role.localeCompare(other.role) || one.nick.localeCompare(other.nick));
  }

  /** Is there anybody whom the ban of an address does not hold? */
  spares({ by }: Sanction): boolean {
    return this.roles().some(({ role }) => role === 'admin' || !this.#isHigh(by));
  }

  /** Was a sanction given by an admin or the server's terminal? @param by their nick */
  #isHigh(by: string): boolean {
    const key = nickKey(by);
    return by === '' || this.roles().some(({ role, nick }) => role === 'admin' && nickKey(nick) === key);
  }

  /** Those of a nick, that are in force. */
  ofNick(kind: SanctionKind, nick: string, nowMs: number): Sanction[] {
    const key = nickKey(nick);
    return this.all(nowMs).filter(
      (entry) => entry.sanction === kind && entry.nick !== '' && nickKey(entry.nick) === key,
    );
  }

  /** All that are in force, the newest first. */
  all(nowMs: number): Sanction[] {
    return [...this.#sanctions.keys()]
      .flatMap((key) => this.#inForce(key, nowMs) ?? [])
      .sort((one, other) => other.at - one.at);
  }

  #findHold(kind: SanctionKind, { address, since }: Person, nowMs: number, holds: Holds): Sanction | null {
    const prefix = ownPrefix(address);
    for (const key of this.#holds.get(`${kind} ${prefix}`) ?? []) {
      const found = this.#inForce(key, nowMs);
      // Who is dated in the future is not known to be new: a wrong clock has told it.
      if (found !== null && found.at < since && since <= nowMs && holds(found)) return found;
    }
    return null;
  }

  #findPrefix(start: string, address: string, nowMs: number, holds: Holds): Sanction | null {
    if (this.#sanctions.size === 0) return null;
    for (const prefix of [ownPrefix(address), ...prefixesOf(address)]) {
      const found = this.#inForce(`${start}:${prefix}`, nowMs);
      if (found !== null && holds(found)) return found;
    }
    return null;
  }

  #inForce(key: string, nowMs: number): Sanction | null {
    const found = this.#sanctions.get(key);
    if (found === undefined) return null;
    const { at, until } = found;
    // Made while the clock ran ahead: it would last until the clock is there again, and longer.
    const isAhead = at > nowMs;
    const term = until === null ? null : Math.max(0, until - at);
    const bound = isAhead ? { ...found, at: nowMs, until: term === null ? null : nowMs + term } : found;
    if (isAhead) this.#sanctions.set(key, bound);
    return bound.until === null || bound.until > nowMs ? bound : null;
  }
}

/** Seconds until a sanction ends, rounded up; null is never. */
export function secondsLeft({ until }: Sanction, nowMs: number): number | null {
  return until === null ? null : Math.max(0, Math.ceil((until - nowMs) / 1000));
}

function keyOf({ sanction, subject }: Sanction): string {
  return `${sanction} ${subject}`;
}
