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
import { type Connect, Link } from './link.js';
import type { People } from './people.js';
import { Post } from './post.js';
import { Receiver } from './receiver.js';
import { RpsDesk } from './rps-desk.js';
import { Settling } from './settling.js';
import { type ClientState, createClientState } from './state.js';

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
  /** For direct lines; the real one when left out. */
  readonly network?: DirectNetwork;
}

/** Puts a session together; nothing is connected yet. */
export function createSession(options: SessionOptions): Session {
  const { address, fingerprint, identity, people, connect, network } = options;
  const state = createClientState();
  const receiver = new Receiver(state, undefined, (nick) => people.isIgnored(nick));
  // What the player knows somebody by goes on to his other nick.
  const follow = ({ was = '', nick }: NoticeBody<'NEWS'>): void => {
    if (was !== '') for (const each of [people, post, rps]) each.follow(cleanNick(was), cleanNick(nick));
  };
  // A place whose past can't be told has none.
  const askHistory = (channel: KeptChannel): void =>
    void link.request('HISTORY', { channel }).catch(() => {});
  const link: Link = new Link({
    address: { host: address.host, port: address.port },
    fingerprint,
    identity,
    state,
    connect,
    handlers: {
      onAnswer: (answer) => {
        receiver.onAnswer(answer);
        if (answer.command === 'NICK') options.onNick?.(state.nick);
        else if (answer.command === 'JOIN_CHANNEL') askHistory('room');
        else if (answer.command === 'LEAVE_CHANNEL') askHistory('lobby');
      },
      onNotice: (notice) => {
        if (notice.name === 'MSG') post.receive(notice.body);
        else receiver.onNotice(notice);
        if (notice.name === 'NEWS') follow(notice.body);
      },
      onFrame: (kind, body) => receiver.onFrame(kind, body),
    },
    onOpen: () => {
      post.begin();
      friends.ask();
      // So that Tab knows them.
      link.request('WHO', {}).catch(() => {});
      askHistory(state.room === null ? 'lobby' : 'room');
    },
  });
  const post: Post = new Post({
    link,
    state,
    people,
    identity,
    onMove: (nick, peer, move) => rps.hear(nick, peer, move),
    direct: {
      send: (nick, said) => direct.send(nick, said),
      hear: (nick, peer, note) => direct.hear(nick, peer, note),
      rename: (peer, nick) => direct.rename(peer, nick),
    },
  });
  const rps = new RpsDesk(state, post, new Settling(link, state));
  const direct = new DirectDesk({
    state,
    post,
    people,
    identity,
    ...(network === undefined ? {} : { network }),
  });
  const leave = (): Promise<void> => {
    direct.close();
    return link.quit();
  };
  const friends: Friends = new Friends({ link, state, people, post });
  return { link, state, people, post, rps, direct, friends, leave };
}

/** Connects over TLS. @param lag makes the line slower; null for as it is */
export function connectTo({ host, port }: ServerAddress, lag: LineFaults | null): Connect {
  return async (verify) => {
    const { socket } = await connectTls({ host, port, timeoutMs: HANDSHAKE_TIMEOUT_MS, verify });
    return lag === null ? socket : new LaggedStream(socket, lag, LAG_SEED);
  };
}
