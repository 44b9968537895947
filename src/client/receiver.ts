// THE RECEIVE LOOP: what comes from the server -> what the client knows (state.ts). Called by the link for each message, in
// the order in which they come. Every text of a peer is cleaned here, before anything else of the client sees it.
// It must never send, draw, or keep more than a bound.
import { decodeArena } from '../protocol/arena-frame.js';
import type { TalkLine } from '../protocol/body-fields.js';
import { ARENA_KIND, SNAPSHOT_KIND } from '../protocol/frames.js';
import { CHAT_LENGTH_MAX, GROUP_LENGTH_MAX, REASON_LENGTH_MAX } from '../protocol/limits.js';
import type { NoticeBody } from '../protocol/notices.js';
import type { RoomState } from '../protocol/room-state.js';
import { cleanText } from '../protocol/text.js';
import {
  addOffer,
  cleanChampions,
  cleanFriends,
  cleanLabel,
  cleanListing,
  cleanNick,
  cleanOffer,
  cleanProfile,
  cleanRoom,
} from './clean-bodies.js';
import { ServerClock } from './clock.js';
import type { Notice } from './line.js';
import { say } from './messages.js';
import { Predictor } from './predictor.js';
import type { Answer } from './requests.js';
import { SnapshotReceiver } from './snapshot-receiver.js';
import { type ChatLine, type ClientState, createBattle, PEOPLE_MAX } from './state.js';
import { StepBudget } from './step-budget.js';
import { addHistory, addLine, leavePlace } from './talk-lines.js';

/** Writes what the server tells into the client's state. */
export class Receiver {
  readonly #state: ClientState;
  readonly #nowMs: () => number;
  readonly #isIgnored: (nick: string) => boolean;
  readonly #budget: StepBudget;
  /** A START_GAME whose arena has not come yet. */
  #starting: NoticeBody<'START_GAME'> | null = null;
  /** Takes what is told of the battle that runs. */
  #snapshots: SnapshotReceiver | null = null;

  /** @param nowMs the clock of the draw loop, which ages what is noted here
   *  @param isIgnored whom the player does not want to hear */
  constructor(
    state: ClientState,
    nowMs: () => number = () => performance.now(),
    isIgnored: (nick: string) => boolean = () => false,
  ) {
    this.#state = state;
    this.#nowMs = nowMs;
    this.#budget = new StepBudget(nowMs);
    this.#isIgnored = isIgnored;
  }

  /** Takes a successful answer: some of them move the player into a room or out of it. */
  onAnswer(answer: Answer): void {
    switch (answer.command) {
      case 'START_CHANNEL':
      case 'JOIN_CHANNEL':
        this.#enter(answer.body.room, answer.body.seat);
        break;
      case 'SPECTATE':
        this.#enter(answer.body.room, null);
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
        // The first page has the rooms that are worth a look; all of them tell of arenas.
        if (answer.body.page === 1) this.#state.rooms = answer.body.channels.map(cleanListing);
        this.#state.offer = addOffer(
          answer.body.page === 1 ? null : this.#state.offer,
          cleanOffer(answer.body),
        );
        break;
      case 'CHAMPIONS':
        this.#state.champions = cleanChampions(answer.body);
        this.#state.championsProblem = '';
        break;
      case 'PROFILE':
        this.#state.profile = cleanProfile(answer.body);
        this.#state.profileProblem = '';
        break;
      case 'NICK':
        this.#state.nick = cleanNick(answer.body.nick);
        break;
      case 'WHO':
        this.#state.people = answer.body.players.map(({ nick }) => cleanNick(nick));
        break;
      case 'FRIENDS':
        this.#state.friends = cleanFriends(answer.body.friends);
        break;
      case 'HISTORY':
        addHistory(
          this.#state,
          answer.body.lines.flatMap((line) => this.#heard(line)),
          this.#nowMs(),
        );
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
      case 'SEAT':
        this.#move(notice.body);
        break;
      case 'IDLE':
        this.#state.idleWarnings++;
        this.#tell(say('idle', { seconds: notice.body.seconds }));
        break;
      case 'CHAT':
        this.#chat(notice.body);
        break;
      case 'NEWS':
        this.#news(notice.body);
        break;
      case 'VOTE':
        this.#vote(notice.body);
        break;
      case 'FRIEND':
        this.#state.friends = cleanFriends(
          this.#state.friends.map((friend) =>
            friend.identity === notice.body.identity ? notice.body : friend,
          ),
        );
        break;
      case 'LEAVE_CHANNEL':
        this.#sendOut(notice.body.message);
        break;
      default:
    }
  }

  /** Takes a binary frame; the body is read before return.
   *  @throws ProtocolError when it is not what its kind asks for; kinds of the future are left out */
  onFrame(kind: number, body: Buffer): void {
    if (kind === ARENA_KIND) this.#startBattle(body);
    // One that was on its way when the battle ended, or when the player left, finds no battle.
    else if (kind === SNAPSHOT_KIND) this.#snapshots?.take(body, this.#nowMs());
  }

  // The battle of a room may already run, and its START_GAME be here before the answer is: so nothing of it is ended.
  #enter(room: RoomState, seat: number | null): void {
    leavePlace(this.#state);
    this.#state.seat = seat;
    this.#setRoom(room);
  }

  /** The server has given this player a seat, or taken it. */
  #move({ room, seat }: NoticeBody<'SEAT'>): void {
    this.#endBattle();
    this.#state.seat = seat;
    this.#setRoom(room);
    this.#tell(say(seat === null ? 'now-watching' : 'now-playing'));
  }

  /** A line of the program itself. */
  #tell(text: string, more: Pick<ChatLine, 'kind' | 'utcMs'> = { kind: 'warning' }): void {
    addLine(this.#state, { nick: null, seat: null, text, ...more }, this.#nowMs());
  }

  #leave(): void {
    this.#endBattle();
    if (this.#state.room !== null) leavePlace(this.#state);
    this.#state.room = null;
    this.#state.seat = null;
  }

  #sendOut(message: string): void {
    if (this.#state.room === null) return;
    this.#leave();
    this.#tell(cleanText(message, CHAT_LENGTH_MAX));
  }

  #comeBack(room: RoomState | null, seat: number | null): void {
    if (room !== null) {
      this.#state.seat = seat;
      this.#setRoom(room);
      return;
    }
    const isSeatLost = this.#state.room !== null;
    this.#leave();
    if (isSeatLost) this.#tell(say('seat-lost'), {});
  }

  #setRoom(room: RoomState): void {
    // Whoever finds themselves in a room that waits is to know why.
    const isSilent = this.#state.room?.phase === 'podium' && room.phase === 'waiting';
    this.#state.room = cleanRoom(room);
    this.#state.roomAtMs = this.#nowMs();
    if (room.phase === 'waiting' || room.phase === 'podium') this.#endBattle();
    if (isSilent) this.#tell(say('podium-silent'));
  }

  #endBattle(): void {
    this.#starting = null;
    this.#state.battle = null;
    this.#snapshots = null;
  }

  #startBattle(body: Buffer): void {
    const start = this.#starting;
    if (start === null) return;
    this.#starting = null;
    this.#budget.begin();
    const arena = decodeArena(cleanLabel(start.arena), body);
    const isWatching = start.spectator === true;
    this.#state.seat = isWatching ? null : start.seat;
    const predictor = new Predictor(arena, start, this.#budget);
    const battle = createBattle(
      predictor,
      new ServerClock(this.#state.tickMs),
      start.armour,
      this.#nowMs(),
      isWatching,
    );
    this.#state.battle = battle;
    this.#snapshots = new SnapshotReceiver(battle);
  }

  #chat({ channel, ...said }: NoticeBody<'CHAT'>): void {
    const { room, battle } = this.#state;
    const isLobby = channel === 'lobby';
    // A battle is no place for what the whole server says; what a room said behind this player's back is no more his.
    if (isLobby ? battle !== null : room === null) return;
    const place = {
      ...(isLobby && room !== null && { isLobby }),
      ...(channel === 'team' && { isTeam: true }),
    };
    for (const line of this.#heard(said)) addLine(this.#state, { ...line, ...place }, this.#nowMs());
  }

  /** A line as it is kept; none of somebody who is not to be heard. */
  #heard({ seat, nick, group, text, action, utcMs }: TalkLine) {
    const said = { nick: cleanNick(nick), text: cleanText(text, CHAT_LENGTH_MAX) };
    if (said.text === '' || this.#isIgnored(said.nick)) return [];
    const kind = action ? { kind: 'action' as const } : {};
    return [{ ...said, seat, group: cleanText(group, GROUP_LENGTH_MAX), utcMs, ...kind }];
  }

  #notePerson(nick: string, isHere: boolean): void {
    const others = this.#state.people.filter((other) => other !== nick);
    this.#state.people = isHere ? [nick, ...others].slice(0, PEOPLE_MAX) : others;
  }

  #vote({ kind, value, by, state, yes, no, needed, endsInMs }: NoticeBody<'VOTE'>): void {
    const what = `${kind} ${cleanLabel(value)}`;
    const text = say(`vote-${state}`, {
      by: cleanNick(by),
      what,
      yes,
      no,
      needed,
      seconds: Math.ceil(endsInMs / 1000),
    });
    this.#tell(text, { kind: 'news' });
  }

  #news({ channel, kind, nick, group, utcMs, reason, was = '', seconds }: NoticeBody<'NEWS'>): void {
    const { room } = this.#state;
    if (kind === 'renamed') this.#notePerson(cleanNick(was), false);
    if (channel === 'lobby') this.#notePerson(cleanNick(nick), kind !== 'left');
    if ((channel === 'lobby') !== (room === null)) return;
    const values = {
      nick: cleanNick(nick),
      was: cleanNick(was),
      group: cleanText(group, GROUP_LENGTH_MAX),
      reason: cleanText(reason ?? '', REASON_LENGTH_MAX) || '-',
      minutes: seconds === undefined ? '-' : Math.ceil(seconds / 60),
    };
    const text =
      kind === 'grouped' && values.group === '' ? say('news-ungrouped', values) : say(`news-${kind}`, values);
    this.#tell(text, { kind: 'news', utcMs });
  }
}
