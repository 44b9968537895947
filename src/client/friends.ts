// The friends of this player on one server: people.ts keeps them, the server tells what they are doing after each login and whenever it
// changes. A friend is known by his key and not by his nick. Called by the commands of talk and by the link; what the server tells
// is written by the receive loop.
import { NICK_LENGTH_MAX } from '../protocol/limits.js';
import { nickKey } from '../protocol/nick.js';
import { cleanText } from '../protocol/text.js';
import type { Link } from './link.js';
import { say } from './messages.js';
import type { People } from './people.js';
import type { Post } from './post.js';
import type { ClientState } from './state.js';
import { tell } from './talk-lines.js';

/** What they work on. */
export interface FriendsContext {
  readonly link: Pick<Link, 'request'>;
  readonly state: ClientState;
  readonly people: People;
  readonly post: Pick<Post, 'meet'>;
}

/** The friends on one visit. */
export class Friends {
  readonly #context: FriendsContext;

  constructor(context: FriendsContext) {
    this.#context = context;
  }

  /** Asks what they are doing; it comes into `state.friends`. Called after each login, and when others are friends than before. */
  ask(): void {
    const { link, state, people } = this.#context;
    const { friends } = people;
    if (friends.length === 0 && state.friends.length === 0) return;
    // A server that does not know of friends has none to show.
    link.request('FRIENDS', { friends: [...friends] }).catch(() => {});
  }

  /** Makes somebody who is here a friend, by the key that is known of him. @throws ServerError, LinkError */
  async add(who: string): Promise<void> {
    const { state, people, post } = this.#context;
    const peer = await post.meet(who);
    if (peer === null) return;
    const { nick } = peer;
    const isFriend = people.befriend(nick);
    tell(state, say(isFriend ? 'friend-new' : 'friends-full', { nick }));
    if (isFriend) this.ask();
  }

  /** Ends a friendship, by the nick of then or of now. */
  remove(who: string): void {
    const { state, people } = this.#context;
    const typed = cleanText(who, NICK_LENGTH_MAX);
    const shown = state.friends.find(({ nick }) => nickKey(nick) === nickKey(typed));
    const known = people.friends.find(({ identity }) => identity === shown?.identity);
    const isGone = people.unfriend(typed) || (known !== undefined && people.unfriend(known.nick));
    tell(state, say(isGone ? 'friend-gone' : 'friend-none', { nick: typed }));
    if (isGone) this.ask();
  }
}
