// Who is let in at all, whatever they have done: guests, accounts, or those alone who stand on the operator's list. A list is text, a key, a
// nick or a network a line. Asked by the gate at each login; a list that is read anew concerns who comes from then on. Pure.
import { parsePrefix, prefixesOf } from '../../net/prefix.js';
import { ProtocolError } from '../../protocol/errors.js';
import { nickKey, parseNick } from '../../protocol/nick.js';

/** Kinds of login. */
export const LOGINS = ['all', 'guests', 'accounts'] as const;
export type Logins = (typeof LOGINS)[number];

/** Somebody who wants to come in. */
export interface Comer {
  readonly nick: string;
  /** Ed25519 key of the account in base64url, null for a guest. */
  readonly identity: string | null;
  readonly address: string;
}

/** Those who may come in. */
export class AllowList {
  readonly #keys = new Set<string>();
  readonly #nicks = new Set<string>();
  readonly #networks = new Set<string>();

  /** Reads a list: a line each has a key, a nick, or an address or prefix; `#` begins a remark.
   *  @throws Error with the number of the first line that is none of these */
  static parse(text: string): AllowList {
    const list = new AllowList();
    for (const [index, line] of text
      .replace(/^\ufeff/, '')
      .split(/\r?\n/)
      .entries()) {
      const entry = line.replace(/#.*$/, '').trim();
      if (entry !== '' && !list.#add(entry))
        throw new Error(`line ${index + 1}, "${entry}", is no key, no nick and no network`);
    }
    return list;
  }

  get size(): number {
    return this.#keys.size + this.#nicks.size + this.#networks.size;
  }

  /** Is somebody on it? A nick stands for its account: that of a guest proves nothing. */
  has({ nick, identity, address }: Comer): boolean {
    if (identity !== null && (this.#keys.has(identity) || this.#nicks.has(nickKey(nick)))) return true;
    for (const prefix of prefixesOf(address)) if (this.#networks.has(prefix)) return true;
    return false;
  }

  #add(entry: string): boolean {
    const prefix = parsePrefix(entry);
    if (prefix !== null) this.#networks.add(prefix);
    else if (/^[\w-]{43}$/.test(entry)) this.#keys.add(entry);
    else {
      try {
        this.#nicks.add(nickKey(parseNick(entry)));
      } catch {
        return false;
      }
    }
    return true;
  }
}

/** Who is let in. */
export class Entrance {
  readonly #logins: Logins;
  readonly #list: AllowList | null;

  /** @param list null lets in everybody */
  constructor(logins: Logins = 'all', list: AllowList | null = null) {
    this.#logins = logins;
    this.#list = list;
  }

  /** Lets somebody in. @throws ProtocolError GUESTS_ONLY, ACCOUNTS_ONLY, NOT_INVITED */
  require(comer: Comer): void {
    if (this.#logins === 'guests' && comer.identity !== null) throw new ProtocolError('GUESTS_ONLY');
    if (this.#logins === 'accounts' && comer.identity === null) throw new ProtocolError('ACCOUNTS_ONLY');
    if (this.#list?.has(comer) === false) throw new ProtocolError('NOT_INVITED');
  }
}
