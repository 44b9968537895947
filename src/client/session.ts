// A visit to one server, put together: the link, what it writes into, and who answers for talk. Made by the start; played by app.ts.
import { LaggedStream, type LineFaults } from '../net/bad-line.js';
import { connectTls } from '../net/tls.js';
import type { KeptChannel } from '../protocol/body-fields.js';
import { HANDSHAKE_TIMEOUT_MS } from '../protocol/limits.js';
import type { NoticeBody } from '../protocol/notices.js';
import type { ServerAddress } from './address.js';
import { cleanNick } from './clean-bodies.js';
import { DirectDesk } from './direct-desk.js';
import type { DirectNetwork } from './direct-reach.js';
import { Friends } from './friends.js';
import type { Identity } from './identity.js';
import type { Notice } from './line.js';
import { type Connect, Link } from './link.js';
import type { People } from './people.js';
import { Post } from './post.js';
import { Receiver } from './receiver.js';
import type { Answer } from './requests.js';
import { RpsDesk } from './rps-desk.js';
import { Settling } from './settling.js';
import { type ClientState, createClientState } from './state.js';

/** Codes above it tell a signal. */
const SIGNAL_CODE_BASE = 128;
/** The line is as bad in every run. */
const LAG_SEED = 1;

/** A player who is logged in. */
export interface Session {
  readonly link: Link;
  readonly state: ClientState;
  readonly people: People;
  readonly post: Post;
  readonly rps: RpsDesk;
  readonly direct: DirectDesk;
  readonly friends: Friends;
  /** Leaves the server, and ends it when it is a private one. Never fails. */
  leave(): Promise<void>;
}

/** What a session is made of. */
export interface SessionOptions {
  readonly address: ServerAddress;
  readonly fingerprint: string;
  /** null for a guest. */
  readonly identity: Identity | null;
  readonly people: People;
  readonly connect: Connect;
  /** Told when the player has another nick than that with which he came. */
  onNick?(nick: string): void;
  /** Told when the server has another key, for which an authority vouches. */
  onRenewed?(fingerprint: string): void;
  /** For direct lines; the real one when left out. */
  readonly network?: DirectNetwork;
}

/** Puts a session together; nothing is connected yet. */
export function createSession(options: SessionOptions): Session {
  return new Visit(options);
}

class Visit implements Session {
  readonly link: Link;
  readonly state = createClientState();
  readonly people: People;
  readonly post: Post;
  readonly rps: RpsDesk;
  readonly direct: DirectDesk;
  readonly friends: Friends;
  readonly #options: SessionOptions;
  readonly #receiver: Receiver;

  constructor(options: SessionOptions) {
    const { state } = this;
    const { address, fingerprint, identity, people, connect, network, onRenewed } = options;
    this.#options = options;
    this.people = people;
    this.#receiver = new Receiver(state, undefined, (nick) => people.isIgnored(nick));
    const link = new Link({
      address: { host: address.host, port: address.port },
      fingerprint,
      identity,
      state,
      connect,
      ...(onRenewed === undefined ? {} : { onRenewed }),
      handlers: {
        onAnswer: (answer) => this.#onAnswer(answer),
        onNotice: (notice) => this.#onNotice(notice),
        onFrame: (kind, body) => this.#receiver.onFrame(kind, body),
      },
      onOpen: () => this.#onOpen(),
    });
    const post = new Post({
      link,
      state,
      people,
      identity,
      onMove: (nick, peer, move) => this.rps.hear(nick, peer, move),
      direct: {
        send: (nick, said) => this.direct.send(nick, said),
        hear: (nick, peer, note) => this.direct.hear(nick, peer, note),
        rename: (peer, nick) => this.direct.rename(peer, nick),
      },
    });
    this.link = link;
    this.post = post;
    this.rps = new RpsDesk(state, post, new Settling(link, state));
    const line = network === undefined ? {} : { network };
    this.direct = new DirectDesk({ state, post, people, identity, ...line });
    this.friends = new Friends({ link, state, people, post });
  }

  readonly leave = (): Promise<void> => {
    this.direct.close();
    return this.link.quit();
  };

  #onAnswer(answer: Answer): void {
    this.#receiver.onAnswer(answer);
    if (answer.command === 'NICK') this.#options.onNick?.(this.state.nick);
    else if (answer.command === 'JOIN_CHANNEL') this.#askHistory('room');
    else if (answer.command === 'LEAVE_CHANNEL') this.#askHistory('lobby');
  }

  #onNotice(notice: Notice): void {
    if (notice.name === 'MSG') this.post.receive(notice.body);
    else this.#receiver.onNotice(notice);
    if (notice.name === 'NEWS') this.#follow(notice.body);
  }

  #onOpen(): void {
    this.post.begin();
    this.friends.ask();
    // So that Tab knows them.
    this.link.request('WHO', {}).catch(() => {});
    this.#askHistory(this.state.room === null ? 'lobby' : 'room');
  }

  /** What the player knows somebody by goes on to his other nick. All on the server are told; his room as well, but those who watch it
   *  maybe so late that somebody else has the nick. */
  #follow({ channel, was = '', nick }: NoticeBody<'NEWS'>): void {
    if (was === '' || channel !== 'lobby') return;
    for (const each of [this.people, this.post, this.rps]) each.follow(cleanNick(was), cleanNick(nick));
  }

  // A place whose past can't be told has none.
  #askHistory(channel: KeptChannel): void {
    this.link.request('HISTORY', { channel }).catch(() => {});
  }
}

/** How long a signal leaves to say good-bye, in ms. */
const SIGNALLED_LEAVE_MS = 250;

/** Leaves a server at the end of a visit. A signal is obeyed at once: what the server makes of the farewell is not waited for then.
 *  @param code with which the visit ended */
export async function leaveSession(session: Pick<Session, 'leave'>, code: number): Promise<void> {
  const left = session.leave();
  if (code <= SIGNAL_CODE_BASE) return left;
  await Promise.race([left, new Promise((resolve) => setTimeout(resolve, SIGNALLED_LEAVE_MS))]);
}

/** Connects over TLS. @param lag makes the line slower; null for as it is */
export function connectTo({ host, port }: ServerAddress, lag: LineFaults | null): Connect {
  return async (verify) => {
    const { socket } = await connectTls({ host, port, timeoutMs: HANDSHAKE_TIMEOUT_MS, verify });
    return lag === null ? socket : new LaggedStream(socket, lag, LAG_SEED);
  };
}
