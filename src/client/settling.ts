// A game of rock, paper, scissors that is about more than itself: between two who are level in a duel's sudden death it settles the
// match, if both tell the server so. Asked and told by the desk of these games; what it tells the server nobody waits for.
import { levelTwo } from '../game/settle.js';
import type { CommandBody } from '../protocol/commands.js';
import { nickKey } from '../protocol/nick.js';
import type { Link } from './link.js';
import type { ClientState } from './state.js';

/** What is at stake in the games of one visit. */
export class Settling {
  readonly #link: Pick<Link, 'request'>;
  readonly #state: ClientState;

  constructor(link: Pick<Link, 'request'>, state: ClientState) {
    this.#link = link;
    this.#state = state;
  }

  /** Nick of the person with whom this player is level, null when there is none. */
  get rival(): string | null {
    return rivalOf(this.#state)?.nick ?? null;
  }

  /** Does a game with somebody settle the match? */
  isAtStake(nick: string): boolean {
    return this.rival !== null && nickKey(this.rival) === nickKey(nick);
  }

  /** This player wants it to. */
  want(nick: string): void {
    if (this.isAtStake(nick)) this.#tell({});
  }

  /** The game is over. */
  end(nick: string, isWon: boolean): void {
    const { battle } = this.#state;
    const rival = rivalOf(this.#state);
    if (battle === null || rival === null || !this.isAtStake(nick)) return;
    this.#tell({ seat: isWon ? battle.seat : rival.seat });
  }

  // The battle may have decided meanwhile, or the other one not want it: then it simply goes on.
  #tell(body: CommandBody<'SETTLE'>): void {
    this.#link.request('SETTLE', body).catch(() => {});
  }
}

/** The person with whom this player is level in sudden death, where the two may settle it. */
export function rivalOf({
  battle,
  room,
}: ClientState): { readonly seat: number; readonly nick: string } | null {
  if (battle === null || battle.isWatching || room === null) return null;
  const two = levelTwo(battle.predictor.server);
  if (two === null || !two.includes(battle.seat)) return null;
  const seat = two[0] === battle.seat ? two[1] : two[0];
  const rival = room.players.find((player) => player.seat === seat && !player.bot);
  return rival === undefined ? null : { seat, nick: rival.nick };
}
