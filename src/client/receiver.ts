// THE RECEIVE LOOP: what comes from the server -> what the client knows (state.ts). Called by the link for each message, in
// the order in which they come. Every text of a peer is cleaned here, before anything else of the client sees it.
// It must never send, draw, or keep more than a bound.
import { WILD_SIZES } from '../game/arena-wild.js';
import { NOBODY } from '../game/things.js';
import { MINE_BLAST } from '../game/units.js';
import { ABSENT, ALIVE } from '../game/world.js';
import { decodeArena } from '../protocol/arena-frame.js';
import { ARENA_KIND, SNAPSHOT_KIND } from '../protocol/frames.js';
import { CHAT_LENGTH_MAX, NICK_LENGTH_MAX } from '../protocol/limits.js';
import type { CommandAnswer, NoticeBody, RoomState } from '../protocol/messages.js';
import type { SnapshotNews } from '../protocol/snapshot.js';
import { cleanText } from '../protocol/text.js';
import { ServerClock } from './clock.js';
import type { Notice } from './line.js';
import { say } from './messages.js';
import { Predictor } from './predictor.js';
import type { Answer } from './requests.js';
import { ShellWatch } from './shell-watch.js';
import {
  type Battle,
  CHAT_LINES_MAX,
  type ChampionsPage,
  type ChatLine,
  type ClientState,
  createBattle,
  type Effect,
  KILLS_MAX,
  type Offer,
  type RoomListing,
} from './state.js';

/** Effects that are kept, and for how long: longer than the longest one is drawn. */
export const EFFECTS_MAX = 64;
export const EFFECT_MS_MAX = 1000;
/** Code points of a room's texts: names of modes and arenas. */
const LABEL_LENGTH_MAX = 32;

/** Writes what the server tells into the client's state. */
export class Receiver {
  readonly #state: ClientState;
  readonly #nowMs: () => number;
  /** A START_GAME whose arena has not come yet. */
  #starting: NoticeBody<'START_GAME'> | null = null;
  readonly #shells = new ShellWatch();
  /** Sequence of the input that the last snapshot told of. */
  #acknowledged = 0;

  /** @param nowMs the clock of the draw loop, which ages what is noted here */
  constructor(state: ClientState, nowMs: () => number = () => performance.now()) {
    this.#state = state;
    this.#nowMs = nowMs;
  }

  /** Takes a successful answer: some of them move the player into a room or out of it. */
  onAnswer(answer: Answer): void {
    switch (answer.command) {
      case 'START_CHANNEL':
      case 'JOIN_CHANNEL':
        this.#enter(answer.body.room, answer.body.seat);
        break;
      case 'LEAVE_CHANNEL':
        this.#leave();
        break;
      case 'LOGIN':
      case 'RESUME':
        this.#comeBack(answer.body.room, answer.body.seat);
        break;
      case 'REGISTER':
        // Nobody is in a room right after it, whatever was before the line broke.
        this.#comeBack(null, null);
        break;
      case 'LIST_CHANNELS':
        this.#state.rooms = answer.body.channels.map(cleanListing);
        this.#state.offer = cleanOffer(answer.body);
        break;
      case 'CHAMPIONS':
        this.#state.champions = cleanChampions(answer.body);
        this.#state.championsProblem = '';
        break;
      default:
    }
  }

  /** Takes what the server tells unasked. */
  onNotice(notice: Notice): void {
    switch (notice.name) {
      case 'UPDATE_CHANNEL':
        // A notice that was on its way when the player left is about a room of the past.
        if (this.#state.room?.code === cleanLabel(notice.body.room.code)) this.#setRoom(notice.body.room);
        break;
      case 'START_GAME':
        this.#endBattle();
        this.#starting = notice.body;
        break;
      case 'CHAT':
        this.#chat(notice.body);
        break;
      default:
    }
  }

  /** Takes a binary frame; the body is read before return.
   *  @throws ProtocolError when it is not what its kind asks for; kinds of the future are left out */
  onFrame(kind: number, body: Buffer): void {
    if (kind === ARENA_KIND) this.#startBattle(body);
    else if (kind === SNAPSHOT_KIND) this.#takeSnapshot(body);
  }

  // The battle of a room may already run, and its START_GAME be here before the answer is: so nothing of it is ended.
  #enter(room: RoomState, seat: number): void {
    this.#state.chat = [];
    this.#state.seat = seat;
    this.#setRoom(room);
  }

  #leave(): void {
    this.#endBattle();
    this.#state.room = null;
    this.#state.seat = null;
  }

  #comeBack(room: RoomState | null, seat: number | null): void {
    if (room !== null && seat !== null) {
      this.#state.seat = seat;
      this.#setRoom(room);
      return;
    }
    if (this.#state.room !== null) this.#addLine({ nick: null, seat: null, text: say('seat-lost') });
    this.#leave();
  }

  #setRoom(room: RoomState): void {
    this.#state.room = cleanRoom(room);
    this.#state.roomAtMs = this.#nowMs();
    if (room.phase === 'waiting' || room.phase === 'podium') this.#endBattle();
  }

  #endBattle(): void {
    this.#starting = null;
    this.#state.battle = null;
  }

  #startBattle(body: Buffer): void {
    const start = this.#starting;
    if (start === null) return;
    this.#starting = null;
    const arena = decodeArena(cleanLabel(start.arena), body);
    this.#acknowledged = 0;
    this.#shells.reset();
    this.#state.seat = start.seat;
    const predictor = new Predictor(arena, start);
    this.#state.battle = createBattle(predictor, new ServerClock(), start.armour, this.#nowMs());
  }

  #takeSnapshot(body: Buffer): void {
    const { battle } = this.#state;
    // One that was on its way when the battle ended, or when the player left.
    if (battle === null) return;
    const nowMs = this.#nowMs();
    const own = battle.predictor.server.tanks[battle.seat];
    const wasAlive = own.life === ALIVE;
    const news = battle.predictor.receive(body);
    if (own.life === ALIVE && !wasAlive) battle.spawnedAtMs = nowMs;
    battle.clock.hear(news.tick, nowMs);
    if (news.acknowledged !== this.#acknowledged) battle.clock.hearInput(news.margin);
    this.#acknowledged = news.acknowledged;
    this.#noteEffects(battle, news, nowMs);
    for (const { seat, by } of news.destroyed) {
      const how = by === NOBODY ? 'ring' : isBlasted(battle, news, seat) ? 'mine' : 'shell';
      keepLast(battle.kills, { seat, by, how, atMs: nowMs }, KILLS_MAX);
    }
    for (const { seat, by } of news.hits) {
      if (seat !== battle.seat) continue;
      const isMine = isBlasted(battle, news, seat);
      const heading = isMine ? -1 : this.#shells.headingOf(by, battle.predictor.server);
      battle.hit = { by, heading, atMs: nowMs };
    }
    this.#shells.watch(battle.predictor.server);
  }

  #noteEffects(battle: Battle, news: SnapshotNews, nowMs: number): void {
    const { effects, predictor } = battle;
    const fresh = effects.findIndex(({ atMs }) => nowMs - atMs < EFFECT_MS_MAX);
    effects.splice(0, fresh === -1 ? effects.length : fresh);
    const note = (kind: Effect['kind'], x: number, y: number): void =>
      keepLast(effects, { kind, x, y, atMs: nowMs }, EFFECTS_MAX);
    for (const { x, y } of news.impacts) note('impact', x, y);
    for (const { x, y } of news.blasts) note('blast', x, y);
    for (const { seat } of news.destroyed) {
      const tank = predictor.server.tanks[seat];
      // A tank that ended out of sight has no place here.
      if (tank.life !== ABSENT) note('explosion', tank.x, tank.y);
    }
  }

  #chat({ channel, seat, nick, text }: NoticeBody<'CHAT'>): void {
    if (channel !== 'room') return;
    const line = { seat, nick: cleanNick(nick), text: cleanText(text, CHAT_LENGTH_MAX) };
    if (line.text !== '') this.#addLine(line);
  }

  #addLine(line: Omit<ChatLine, 'atMs'>): void {
    keepLast(this.#state.chat, { ...line, atMs: this.#nowMs() }, CHAT_LINES_MAX);
  }
}

/** True when a mine that has just gone off reached a seat's tank. */
function isBlasted({ predictor }: Battle, news: SnapshotNews, seat: number): boolean {
  const tank = predictor.server.tanks[seat];
  return news.blasts.some(
    ({ x, y }) => Math.abs(tank.x - x) < MINE_BLAST && Math.abs(tank.y - y) < MINE_BLAST,
  );
}

function keepLast<Item>(list: Item[], item: Item, countMax: number): void {
  list.push(item);
  if (list.length > countMax) list.splice(0, list.length - countMax);
}

function cleanRoom(room: RoomState): RoomState {
  return {
    ...room,
    code: cleanLabel(room.code),
    options: {
      ...room.options,
      mode: cleanLabel(room.options.mode),
      arena: cleanLabel(room.options.arena),
      pickupsOff: room.options.pickupsOff.map(cleanLabel),
    },
    players: room.players.map((player) => ({ ...player, nick: cleanNick(player.nick) })),
    awards: room.awards.map(({ award, seat, nick }) => ({
      award: cleanLabel(award),
      seat,
      nick: cleanNick(nick),
    })),
    podium: room.podium.map((player) => ({ ...player, nick: cleanNick(player.nick) })),
  };
}

function cleanListing(room: RoomListing): RoomListing {
  const { code, host, mode, arena } = room;
  return {
    ...room,
    code: cleanLabel(code),
    host: cleanNick(host),
    mode: cleanLabel(mode),
    arena: cleanLabel(arena),
  };
}

/** Arenas from seeds are not listed; they suit every mode (PROTOCOL 6.23). */
function cleanOffer({ modes, arenas }: CommandAnswer<'LIST_CHANNELS'>): Offer {
  const ids = modes.map(cleanLabel);
  const listed = arenas.map((arena) => ({
    name: cleanLabel(arena.name),
    modes: arena.modes.flatMap((index) => ids[index] ?? []),
  }));
  const wild = Object.keys(WILD_SIZES).map((size) => ({ name: `Wild ${size}`, modes: ids }));
  return { modes: ids, arenas: [...listed, ...wild] };
}

function cleanChampions(table: ChampionsPage): ChampionsPage {
  const rows = table.rows.map((row) => ({ ...row, nick: cleanNick(row.nick) }));
  return { ...table, mode: cleanLabel(table.mode), rows };
}

function cleanNick(nick: string): string {
  return cleanText(nick, NICK_LENGTH_MAX) || '?';
}

function cleanLabel(text: string): string {
  return cleanText(text, LABEL_LENGTH_MAX);
}
