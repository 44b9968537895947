// Talk: what is said and what becomes of whom, in the lobby and in each room, with the last lines for those who come later. Used by
// the commands and by rooms. It keeps no private message, and never learns what stands in one.
import { TokenBucket } from '../net/token-bucket.js';
import type { Channel, NewsKind, TalkLine } from '../protocol/body-fields.js';
import { forMany } from '../protocol/framing.js';
import {
  HISTORY_BYTES_MAX,
  HISTORY_LINES_MAX,
  LOBBY_CHATS_BURST,
  LOBBY_CHATS_PER_SECOND,
  LOBBY_NEWS_PEOPLE_MAX,
} from '../protocol/limits.js';
import type { NoticeBody } from '../protocol/notices.js';

/** Whom a line can be sent to. */
export interface Listener {
  sendText(
    message: { command: 'CHAT'; body: NoticeBody<'CHAT'> } | { command: 'NEWS'; body: NoticeBody<'NEWS'> },
  ): unknown;
}

/** Who says something. */
export interface Speaker {
  readonly nick: string;
  readonly group: string;
  /** null while his line is down. */
  readonly connection: Listener | null;
}

/** What more there is to say of a piece of news. */
export interface NewsDetail {
  readonly reason?: string;
  readonly seconds?: number;
  /** The nick before. */
  readonly was?: string;
}

/** The talk of the lobby, or of one room. */
export class Talk {
  readonly #channel: Channel;
  readonly #listeners: () => Iterable<Listener>;
  readonly #past: TalkLine[] = [];

  /** @param listeners those who hear what is said now */
  constructor(channel: Channel, listeners: () => Iterable<Listener>) {
    this.#channel = channel;
    this.#listeners = listeners;
  }

  /** Tells all what somebody says; the text is cleaned already.
   *  @param seat null for the server, and in the lobby */
  say(speaker: Speaker, text: string, seat: number | null, action = false): void {
    const { nick, group } = speaker;
    const line = { seat, nick, group, text, action, utcMs: Date.now() };
    this.#past.push(line);
    if (this.#past.length > HISTORY_LINES_MAX) this.#past.shift();
    const message = forMany({ command: 'CHAT' as const, body: { channel: this.#channel, ...line } });
    for (const listener of this.#listeners()) listener.sendText(message);
  }

  /** Tells all others what has become of somebody.
   *  @param detail why and for how long, where there is more to say @param isForAll whether he is told, too */
  news(
    kind: NewsKind,
    { nick, group, connection }: Speaker,
    detail: NewsDetail = {},
    isForAll = false,
  ): void {
    const { reason = '', seconds, was } = detail;
    const listeners = [...this.#listeners()];
    const isCrowd = this.#channel === 'lobby' && listeners.length > LOBBY_NEWS_PEOPLE_MAX;
    if (isCrowd && (kind === 'came' || kind === 'left')) return;
    const body = {
      channel: this.#channel,
      kind,
      nick,
      group,
      utcMs: Date.now(),
      ...(reason === '' ? {} : { reason }),
      ...(was === undefined ? {} : { was }),
      ...(seconds === undefined ? {} : { seconds }),
    };
    const message = forMany({ command: 'NEWS' as const, body });
    for (const listener of listeners) if (isForAll || listener !== connection) listener.sendText(message);
  }

  /** What was said last, oldest first, as much as HISTORY may tell. */
  past(): TalkLine[] {
    let bytes = 0;
    const first = this.#past.findLastIndex((line) => {
      bytes += Buffer.byteLength(JSON.stringify(line)) + 1;
      return bytes > HISTORY_BYTES_MAX;
    });
    return this.#past.slice(first + 1);
  }
}

/** What all together may say in the lobby, since each line goes to everybody. */
export function createLobbyBucket(): TokenBucket {
  return new TokenBucket(LOBBY_CHATS_PER_SECOND, LOBBY_CHATS_BURST);
}
