// VOTES: what the people of a room may decide against their host, or without one. One vote at a time in a room; it passes as soon as
// more than half of the votes are yes, and fails when that can't be any more or the time is up. Where people come from more than one
// network, each network has one vote, that of most of its people: else whoever opens a second line would have two. What was voted
// for is carried out by whoever made this. The time is passed in, so a test can turn it.

import { networkOf } from '../net/prefix.js';
import type { VoteKind } from '../protocol/body-fields.js';
import { ProtocolError } from '../protocol/errors.js';
import { VOTE_PAUSE_SECONDS, VOTE_SECONDS } from '../protocol/limits.js';
import type { NoticeBody } from '../protocol/notices.js';
import { type Hold, holdOf, isHeld, type Returning } from './order/hold.js';
import type { TickerClock } from './ticker.js';

/** Somebody who may vote. */
export interface Voter extends Returning {
  readonly nick: string;
}

/** What votes need from around them. */
export interface VoteContext<Room, Person> {
  readonly clock: TickerClock;
  /** Milliseconds since 1970. */
  utcMs(): number;
  /** Those who may vote: the people with a seat who are there, without bots. */
  people(room: Room): readonly Person[];
  tell(room: Room, body: NoticeBody<'VOTE'>): void;
  /** @param target whom it is about, or null @param openMs for how long the vote was open */
  carryOut(room: Room, kind: VoteKind, value: string, target: Person | null, openMs: number): void;
}

interface Ballot<Person> {
  readonly kind: VoteKind;
  readonly value: string;
  /** Whom it is about, whatever they are called by now; null when it is about no person. */
  readonly target: Person | null;
  readonly by: Person;
  readonly endsAtMs: number;
  readonly answers: Map<Person, boolean>;
  timer: unknown;
}

type State = NoticeBody<'VOTE'>['state'];

/** What can't be voted on, or by whom no vote can be begun, for a while. */
interface Pause {
  readonly what: string;
  readonly whom: Hold | null;
  readonly sinceMs: number;
}

/** Pause of who has begun a vote. */
const BEGUN = 'begun';
/** Pauses of a room that are remembered at most. */
const PAUSES_MAX = 200;

/** The votes of all rooms. */
export class Votes<Room extends object, Person extends Voter> {
  readonly #context: VoteContext<Room, Person>;
  readonly #ballots = new WeakMap<Room, Ballot<Person>>();
  /** For who has begun a vote, and for what has failed; the oldest first. */
  readonly #pauses = new WeakMap<Room, Pause[]>();

  constructor(context: VoteContext<Room, Person>) {
    this.#context = context;
  }

  /** Begins a vote, which whoever begins it is for. @param value checked already; a nick is that of the target
   *  @throws ProtocolError VOTE_OPEN, SLOW_DOWN with the seconds to wait */
  begin(room: Room, person: Person, kind: VoteKind, value: string, target: Person | null = null): void {
    const { clock } = this.#context;
    const nowMs = clock.now();
    if (this.#ballots.has(room)) throw new ProtocolError('VOTE_OPEN');
    this.#requirePause(room, BEGUN, person, 'You have begun a vote a moment ago.');
    this.#requirePause(room, aimOf(kind, value, target), target, 'Such a vote has failed a moment ago.');
    this.#notePause(room, BEGUN, person);
    const ballot: Ballot<Person> = {
      kind,
      value,
      target,
      by: person,
      endsAtMs: nowMs + VOTE_SECONDS * 1000,
      answers: new Map([[person, true]]),
      timer: null,
    };
    ballot.timer = clock.setTimer(() => this.#count(room, ballot, true), VOTE_SECONDS * 1000);
    this.#ballots.set(room, ballot);
    this.#count(room, ballot, false);
  }

  /** Takes an answer; who changes their mind may say so. @throws ProtocolError NO_VOTE */
  answer(room: Room, person: Person, isYes: boolean): void {
    const ballot = this.#require(room);
    ballot.answers.set(person, isYes);
    this.#count(room, ballot, false);
  }

  /** Takes a vote back, which only who has begun it may. It shields nobody from the next one.
   *  @throws ProtocolError NO_VOTE, NOT_ALLOWED */
  withdraw(room: Room, person: Person): void {
    const ballot = this.#require(room);
    if (ballot.by !== person)
      throw new ProtocolError('NOT_ALLOWED', 'Only who has begun the vote may take it back.', 'answer');
    this.#tell(room, ballot, 'withdrawn', this.#sum(room, ballot));
  }

  #require(room: Room): Ballot<Person> {
    const ballot = this.#ballots.get(room);
    if (ballot === undefined) throw new ProtocolError('NO_VOTE');
    return ballot;
  }

  /** @param isOver whether the time is up */
  #count(room: Room, ballot: Ballot<Person>, isOver: boolean): void {
    const { clock, carryOut } = this.#context;
    const sum = this.#sum(room, ballot);
    const hasPassed = sum.yes >= sum.needed;
    const hasFailed = !hasPassed && (isOver || sum.count - sum.no < sum.needed);
    const { kind, value, target } = ballot;
    if (hasFailed) this.#notePause(room, aimOf(kind, value, target), target);
    this.#tell(room, ballot, hasPassed ? 'passed' : hasFailed ? 'failed' : 'open', sum);
    const openMs = VOTE_SECONDS * 1000 - (ballot.endsAtMs - clock.now());
    if (hasPassed) carryOut(room, kind, value, target, openMs);
  }

  /** How it stands; who has left has no say any more, and who is away is not waited for. */
  #sum(room: Room, { answers }: Ballot<Person>): { yes: number; no: number; count: number; needed: number } {
    const networks = new Map<string, (boolean | undefined)[]>();
    for (const person of this.#context.people(room)) {
      const network = networkOf(person.address);
      const own = networks.get(network) ?? [];
      networks.set(network, own);
      own.push(answers.get(person));
    }
    const groups = [...networks.values()];
    const votes = groups.length === 1 ? groups[0] : groups.map(voteOf);
    const yes = votes.filter((answer) => answer === true).length;
    const no = votes.filter((answer) => answer === false).length;
    return { yes, no, count: votes.length, needed: majorityOf(votes.length) };
  }

  #tell(
    room: Room,
    ballot: Ballot<Person>,
    state: State,
    sum: { yes: number; no: number; needed: number },
  ): void {
    const { clock, tell } = this.#context;
    const { kind, target, by } = ballot;
    const endsInMs = state === 'open' ? Math.max(0, Math.round(ballot.endsAtMs - clock.now())) : 0;
    if (state !== 'open') {
      clock.clearTimer(ballot.timer);
      this.#ballots.delete(room);
    }
    const { yes, no, needed } = sum;
    tell(room, { kind, value: target?.nick ?? ballot.value, by: by.nick, state, yes, no, needed, endsInMs });
  }

  #requirePause(room: Room, what: string, whom: Person | null, message: string): void {
    const last = this.#pauses
      .get(room)
      ?.findLast((pause) => pause.what === what && (whom === null || isHeld(pause.whom!, whom)));
    if (last === undefined) return;
    const seconds = Math.ceil(VOTE_PAUSE_SECONDS - (this.#context.clock.now() - last.sinceMs) / 1000);
    if (seconds > 0) throw new ProtocolError('SLOW_DOWN', message, undefined, seconds);
  }

  #notePause(room: Room, what: string, whom: Person | null): void {
    const { clock, utcMs } = this.#context;
    const pauses = this.#pauses.get(room) ?? [];
    pauses.push({ what, whom: whom === null ? null : holdOf(whom, utcMs()), sinceMs: clock.now() });
    if (pauses.length > PAUSES_MAX) pauses.shift();
    this.#pauses.set(room, pauses);
  }
}

/** What a vote is about: a failed one holds up the next about the same, and no other. */
function aimOf(kind: VoteKind, value: string, target: Voter | null): string {
  return target === null ? `${kind} ${value.toLowerCase()}` : kind;
}

function majorityOf(count: number): number {
  return Math.floor(count / 2) + 1;
}

/** What most of a network want; undefined as long as that is open. */
function voteOf(answers: readonly (boolean | undefined)[]): boolean | undefined {
  const needed = majorityOf(answers.length);
  if (answers.filter((answer) => answer === true).length >= needed) return true;
  const no = answers.filter((answer) => answer === false).length;
  return answers.length - no < needed ? false : undefined;
}
