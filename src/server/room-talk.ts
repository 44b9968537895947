// The talk of one room: what its people say and what becomes of them, told to those with a seat at once and to those who watch as late as
// they see. Owned by room.ts; used by the commands of talk and of order. The text that comes in is cleaned already.
import { NOBODY } from '../game/things.js';
import type { NewsKind, TalkLine } from '../protocol/body-fields.js';
import { ProtocolError } from '../protocol/errors.js';
import type { Audience } from './audience.js';
import type { Member, Seats } from './seats.js';
import { type NewsDetail, Talk } from './talk.js';

/** What the talk of a room needs of it. */
export interface RoomTalkContext {
  readonly seats: Seats;
  readonly audience: Audience;
  /** Something was heard of somebody. @returns his seat @throws ProtocolError NO_SEAT */
  hear(member: Member): number;
  isBattle(): boolean;
  /** Something was said that those who watch may hear only later. */
  onLater(): void;
}

/** The talk of one room. */
export class RoomTalk {
  readonly #context: RoomTalkContext;
  /** What those with a seat hear. */
  readonly #seated: Talk;

  constructor(context: RoomTalkContext) {
    this.#context = context;
    this.#seated = new Talk('room', () => context.seats.connections());
  }

  /** Tells everybody in the room what somebody says. Those who watch are not heard by the others in a battle. */
  say(member: Member, text: string, action = false): void {
    const { seats, audience, hear, isBattle, onLater } = this.#context;
    if (seats.find(member) < 0) {
      audience.talk.say(member, text, null, action);
      if (!isBattle()) this.#seated.say(member, text, null, action);
      return;
    }
    const index = hear(member);
    this.#seated.say(member, text, index, action);
    audience.hear((talk) => talk.say(member, text, index, action));
    onLater();
  }

  /** Tells those who play on his team what somebody says; those who watch do not hear it. @throws ProtocolError NO_SEAT, NO_TEAM */
  sayToTeam(member: Member, text: string, action: boolean): void {
    const { seats, hear } = this.#context;
    const index = hear(member);
    const { team } = seats.at(index)!;
    if (team === NOBODY) throw new ProtocolError('NO_TEAM');
    new Talk('team', () => seats.connections(team)).say(member, text, index, action);
  }

  /** Tells everybody in the room what has become of somebody.
   *  @param detail why and for how long, where there is more to say @param isForAll whether he is told, too */
  news(kind: NewsKind, member: Member, detail: NewsDetail = {}, isForAll = false): void {
    const { audience, onLater } = this.#context;
    this.#seated.news(kind, member, detail, isForAll);
    audience.hear((talk) => talk.news(kind, member, detail, isForAll));
    onLater();
  }

  /** What was said last, oldest first, as somebody here may know it. */
  past(member: Member): TalkLine[] {
    const { audience } = this.#context;
    return (audience.has(member) ? audience.talk : this.#seated).past();
  }
}
