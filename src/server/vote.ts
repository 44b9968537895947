// VOTES: what the people of a room may decide against their host, or without one. One vote at a time in a room; it passes as soon as
// more than half of the people say yes, and fails when that can't be any more or the time is up. What was voted for is carried out
// by whoever made this. The time is passed in, so a test can turn it.

import type { VoteKind } from '../protocol/body-fields.js';
import { ProtocolError } from '../protocol/errors.js';
import { VOTE_PAUSE_SECONDS, VOTE_SECONDS } from '../protocol/limits.js';
import type { NoticeBody } from '../protocol/notices.js';
import type { TickerClock } from './ticker.js';

/** What votes need from around them. */
export interface VoteContext<Room, Person> {
  readonly clock: TickerClock;
  /** Those who may vote: the people of a room, without bots. */
  people(room: Room): readonly Person[];
  tell(room: Room, body: NoticeBody<'VOTE'>): void;
  /** @param target whom it is about, or null */
  carryOut(room: Room, kind: VoteKind, value: string, target: Person | null): void;
}

interface Ballot<Person> {
  readonly kind: VoteKind;
  readonly value: string;
  /** Whom it is about, whatever he is called by now; null when it is about no person. */
  readonly target: Person | null;
  readonly by: Person;
  readonly endsAtMs: number;
  readonly answers: Map<Person, boolean>;
  timer: unknown;
}

/** The votes of all rooms. */
export class Votes<Room extends object, Person extends { readonly nick: string }> {
  readonly #context: VoteContext<Room, Person>;
  readonly #ballots = new WeakMap<Room, Ballot<Person>>();
  /** When a vote of a kind has failed in a room. */
  readonly #failedAt = new WeakMap<Room, Map<VoteKind, number>>();
  /** When somebody began one. */
  readonly #begunAt = new WeakMap<Person, number>();

  constructor(context: VoteContext<Room, Person>) {
    this.#context = context;
  }

  /** Begins a vote, which whoever begins it is for. @param value checked already; a nick is that of the target
   *  @throws ProtocolError VOTE_OPEN, SLOW_DOWN with the seconds to wait */
  begin(room: Room, person: Person, kind: VoteKind, value: string, target: Person | null = null): void {
    const { clock } = this.#context;
    const nowMs = clock.now();
    if (this.#ballots.has(room)) throw new ProtocolError('VOTE_OPEN');
    requirePause(this.#begunAt.get(person), nowMs, 'You have begun a vote a moment ago.');
    requirePause(this.#failedAt.get(room)?.get(kind), nowMs, 'Such a vote has failed a moment ago.');
    this.#begunAt.set(person, nowMs);
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

  /** Takes an answer; who changes his mind may say so. @throws ProtocolError NO_VOTE */
  answer(room: Room, person: Person, isYes: boolean): void {
    const ballot = this.#ballots.get(room);
    if (ballot === undefined) throw new ProtocolError('NO_VOTE');
    ballot.answers.set(person, isYes);
    this.#count(room, ballot, false);
  }

  /** @param isOver whether the time is up */
  #count(room: Room, ballot: Ballot<Person>, isOver: boolean): void {
    const { clock, people, tell, carryOut } = this.#context;
    const voters = people(room);
    // Who has left has no say any more.
    const answers = voters.map((person) => ballot.answers.get(person));
    const yes = answers.filter((answer) => answer === true).length;
    const no = answers.filter((answer) => answer === false).length;
    const needed = Math.floor(voters.length / 2) + 1;
    const hasPassed = yes >= needed;
    const hasFailed = !hasPassed && (isOver || voters.length - no < needed);
    const { kind, target, by } = ballot;
    const value = target?.nick ?? ballot.value;
    const state = hasPassed ? 'passed' : hasFailed ? 'failed' : 'open';
    const endsInMs = state === 'open' ? Math.max(0, Math.round(ballot.endsAtMs - clock.now())) : 0;
    if (state !== 'open') {
      clock.clearTimer(ballot.timer);
      this.#ballots.delete(room);
    }
    if (hasFailed) this.#noteFailure(room, kind, clock.now());
    tell(room, { kind, value, by: by.nick, state, yes, no, needed, endsInMs });
    if (hasPassed) carryOut(room, kind, value, target);
  }

  #noteFailure(room: Room, kind: VoteKind, nowMs: number): void {
    const failed = this.#failedAt.get(room) ?? new Map<VoteKind, number>();
    this.#failedAt.set(room, failed.set(kind, nowMs));
  }
}

function requirePause(sinceMs: number | undefined, nowMs: number, message: string): void {
  if (sinceMs === undefined) return;
  const seconds = Math.ceil(VOTE_PAUSE_SECONDS - (nowMs - sinceMs) / 1000);
  if (seconds > 0) throw new ProtocolError('SLOW_DOWN', message, undefined, seconds);
}
