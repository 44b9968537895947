// The deals of one player, by identity, a bound of them; and how much each line of the past has brought, so that what a peer sends
// again by the server counts once. Owned by direct-desk.ts.
import { DIRECT_LINES_MAX } from '../protocol/limits.js';
import { nickKey } from '../protocol/nick.js';
import { type DealBeginning, DirectDeal, type DirectStage } from './direct-deal.js';

/** Lines of the past that are remembered. */
const PAST_MAX = 32;

/** A line of one peer, by its secret name. */
type NamedLine = Pick<DealBeginning, 'identity' | 'name'>;

/** All deals. */
export class DirectDeals {
  /** The oldest first. */
  readonly #deals = new Map<string, DirectDeal>();
  /** Number of the last box that a line has brought. */
  readonly #past = new Map<string, number>();
  readonly #onDrop: (deal: DirectDeal) => void;

  /** @param onDrop called when a deal is over, with its line cut */
  constructor(onDrop: (deal: DirectDeal) => void) {
    this.#onDrop = onDrop;
  }

  get(identity: string): DirectDeal | undefined {
    return this.#deals.get(identity);
  }

  find(nick: string): DirectDeal | undefined {
    const key = nickKey(nick);
    return [...this.#deals.values()].find((deal) => nickKey(deal.nick) === key);
  }

  /** Whether a deal is not over. */
  has(deal: DirectDeal): boolean {
    return this.#deals.get(deal.identity) === deal;
  }

  /** Who is at a stage, for people to read. */
  nicksOf(stage: DirectStage): string {
    const those = [...this.#deals.values()].filter((deal) => deal.stage === stage);
    return those.map(({ nick }) => nick).join(', ') || '-';
  }

  /** In the place of what there was with this peer; questions that nobody has answered make room, but those of this player not to
   *  somebody who asks him. @returns null when there is none */
  add(begun: DealBeginning): DirectDeal | null {
    const before = this.#deals.get(begun.identity);
    const idle = this.#first('offered') ?? (begun.stage === 'asked' ? this.#first('asked') : undefined);
    if (before !== undefined) this.drop(before);
    else if (this.#deals.size >= DIRECT_LINES_MAX && idle !== undefined) this.drop(idle);
    if (this.#deals.size >= DIRECT_LINES_MAX) return null;
    const deal = new DirectDeal(begun);
    this.#deals.set(deal.identity, deal);
    return deal;
  }

  drop(deal: DirectDeal): void {
    this.#deals.delete(deal.identity);
    if (deal.hasLine) this.#remember(deal, deal.heard);
    deal.end();
    this.#onDrop(deal);
  }

  dropAll(): void {
    for (const deal of [...this.#deals.values()]) this.drop(deal);
  }

  #first(stage: DirectStage): DirectDeal | undefined {
    return [...this.#deals.values()].find((deal) => deal.stage === stage);
  }

  /** Whether a box of a line that is over has not come yet; from now on it has. @param sequence its number, from 1 on */
  isNew(line: NamedLine, sequence: number): boolean {
    if (sequence <= (this.#past.get(keyOf(line)) ?? 0)) return false;
    this.#remember(line, sequence);
    return true;
  }

  #remember(line: NamedLine, heard: number): void {
    this.#past.set(keyOf(line), heard);
    if (this.#past.size > PAST_MAX) this.#past.delete([...this.#past.keys()][0]!);
  }
}

function keyOf({ identity, name }: NamedLine): string {
  return `${identity} ${name.toString('base64url')}`;
}
