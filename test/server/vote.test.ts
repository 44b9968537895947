// Votes in virtual time: when they pass, when they fail, and what keeps them from being repeated.
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { ProtocolError } from '../../src/protocol/errors.js';
import { VOTE_PAUSE_SECONDS, VOTE_SECONDS } from '../../src/protocol/limits.js';
import type { NoticeBody } from '../../src/protocol/notices.js';
import { type Voter, Votes } from '../../src/server/vote.js';

interface Person extends Voter {
  nick: string;
}

function person(index: number, address = '192.0.2.1'): Person {
  return { nick: `p${index}`, identity: `k${index}`, firstKey: `p${index}`, address, since: -1 };
}

/** A room with people, whose clock is turned by hand. */
class Play {
  readonly room = {};
  readonly people: Person[];
  readonly told: NoticeBody<'VOTE'>[] = [];
  readonly done: string[] = [];
  nowMs = 0;
  #timers: { readonly run: () => void; readonly dueMs: number }[] = [];
  readonly votes: Votes<object, Person>;

  /** @param addresses of each of them; all from one network when left out */
  constructor(count: number, addresses: readonly string[] = []) {
    this.people = Array.from({ length: count }, (_, index) => person(index, addresses[index]));
    this.votes = new Votes<object, Person>({
      clock: {
        now: () => this.nowMs,
        setTimer: (run, delayMs) => {
          const timer = { run, dueMs: this.nowMs + delayMs };
          this.#timers.push(timer);
          return timer;
        },
        clearTimer: (timer) => {
          this.#timers = this.#timers.filter((other) => other !== timer);
        },
      },
      utcMs: () => this.nowMs,
      people: () => this.people,
      tell: (_room, body) => this.told.push(body),
      carryOut: (_room, kind, value, target) => this.done.push(`${kind} ${target?.nick ?? value}`),
    });
  }

  pass(seconds: number): void {
    this.nowMs += seconds * 1000;
    const due = this.#timers.filter(({ dueMs }) => dueMs <= this.nowMs);
    this.#timers = this.#timers.filter(({ dueMs }) => dueMs > this.nowMs);
    for (const { run } of due) run();
  }

  /** @returns the code of its error and the seconds to wait, or null */
  begin(person: number, kind: 'kick' | 'arena' | 'bots' = 'arena', target = -1): string | null {
    try {
      this.votes.begin(this.room, this.people[person], kind, 'it', this.people[target] ?? null);
      return null;
    } catch (error) {
      const { code, seconds } = error as ProtocolError;
      return seconds === undefined ? code : `${code} ${seconds}`;
    }
  }

  answer(person: number, isYes: boolean): void {
    this.votes.answer(this.room, this.people[person], isYes);
  }

  get last(): NoticeBody<'VOTE'> {
    return this.told.at(-1)!;
  }
}

const test = suite('server/vote');

test('passes as soon as more than half say yes, and not before', () => {
  const play = new Play(4);
  assert.is(play.begin(0), null);
  assert.equal(play.last, {
    kind: 'arena',
    value: 'it',
    by: 'p0',
    state: 'open',
    yes: 1,
    no: 0,
    needed: 3,
    endsInMs: VOTE_SECONDS * 1000,
  });
  play.answer(1, true);
  assert.is(play.last.state, 'open');
  play.answer(2, true);
  assert.is(play.last.state, 'passed');
  assert.equal(play.done, ['arena it']);
  play.pass(VOTE_SECONDS);
  assert.equal(play.done, ['arena it']);
});

test('somebody alone decides at once', () => {
  const play = new Play(1);
  play.begin(0);
  assert.equal(play.done, ['arena it']);
});

test('fails when it can not pass any more, or when its time is up', () => {
  const play = new Play(4);
  play.begin(0);
  play.answer(1, false);
  assert.is(play.last.state, 'open');
  play.answer(2, false);
  assert.is(play.last.state, 'failed');
  assert.throws(
    () => play.answer(3, true),
    (error: ProtocolError) => error.code === 'NO_VOTE',
  );
  play.begin(1, 'bots');
  play.pass(VOTE_SECONDS - 1);
  assert.is(play.last.state, 'open');
  play.pass(1);
  assert.is(play.last.state, 'failed');
  assert.equal(play.done, []);
});

test('a vote on somebody is on him, whatever he is called by then', () => {
  const play = new Play(3);
  const [by, target] = play.people;
  play.votes.begin(play.room, by, 'kick', target.nick, target);
  assert.equal([play.last.value, play.last.by], ['p1', 'p0']);
  Object.assign(target, { nick: 'innocent' });
  Object.assign(by, { nick: 'asker' });
  play.answer(2, true);
  assert.equal([play.last.value, play.last.by, play.done], ['innocent', 'asker', ['kick innocent']]);
});

test('who changes his mind counts once, and who has left not at all', () => {
  const play = new Play(5);
  play.begin(0);
  for (let time = 0; time < 5; time++) play.answer(1, time % 2 === 0);
  assert.equal([play.last.yes, play.last.no], [2, 0]);
  const [, gone] = play.people;
  play.people.splice(play.people.indexOf(gone), 1);
  play.answer(1, false);
  assert.equal([play.last.yes, play.last.no, play.last.needed], [1, 1, 3]);
});

test('one at a time; after a failed one of its kind, and after one of his own, there is a pause', () => {
  const play = new Play(4);
  play.begin(0);
  assert.is(play.begin(1, 'kick', 0), 'VOTE_OPEN');
  play.pass(VOTE_SECONDS);
  assert.is(play.begin(1), `SLOW_DOWN ${VOTE_PAUSE_SECONDS}`);
  assert.is(play.begin(0, 'bots'), `SLOW_DOWN ${VOTE_PAUSE_SECONDS - VOTE_SECONDS}`);
  assert.is(play.begin(1, 'bots'), null);
  play.pass(VOTE_PAUSE_SECONDS);
  assert.is(play.begin(1), null);
});

test('two lines of one network have one vote against a host of another', () => {
  const play = new Play(3, ['192.0.2.1', '198.51.100.7', '198.51.100.7']);
  play.begin(1, 'kick', 0);
  assert.equal([play.last.yes, play.last.needed], [0, 2]);
  play.answer(2, true);
  assert.equal([play.last.state, play.last.yes, play.last.no, play.last.needed], ['open', 1, 0, 2]);
  play.answer(0, false);
  assert.is(play.last.state, 'failed');
  assert.equal(play.done, []);
});

test('a failed vote shields whom it was about, and nobody else; its beginner neither', () => {
  const play = new Play(4);
  play.begin(0, 'kick', 1);
  play.pass(VOTE_SECONDS);
  assert.is(play.last.state, 'failed');
  assert.is(play.begin(2, 'kick', 1), `SLOW_DOWN ${VOTE_PAUSE_SECONDS}`);
  assert.is(play.begin(2, 'kick', 0), null);
});

test('whoever begins a vote waits before the next, also when they have left and come back with a new key', () => {
  const play = new Play(4);
  play.begin(0, 'bots');
  play.pass(VOTE_SECONDS);
  play.people[0] = { ...person(9), since: play.nowMs };
  assert.match(play.begin(0, 'kick', 2)!, /^SLOW_DOWN/);
  assert.is(play.begin(1, 'kick', 2), null);
});

test('who has begun a vote takes it back, and nobody else does; it shields nobody', () => {
  const play = new Play(4);
  play.begin(0, 'kick', 1);
  assert.throws(
    () => play.votes.withdraw(play.room, play.people[1]),
    (error: ProtocolError) => error.code === 'NOT_ALLOWED',
  );
  play.votes.withdraw(play.room, play.people[0]);
  assert.equal([play.last.state, play.done], ['withdrawn', []]);
  play.pass(VOTE_SECONDS);
  assert.is(play.last.state, 'withdrawn');
  assert.is(play.begin(2, 'kick', 1), null);
});

test('whatever people answer: it is carried out exactly when more than half of those who are there said yes', () => {
  const answers = fc.array(fc.tuple(fc.nat(9), fc.boolean()), { maxLength: 30 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10 }), answers, (count, said) => {
      const play = new Play(count);
      play.begin(0);
      const known = new Map<number, boolean>([[0, true]]);
      for (const [person, isYes] of said) {
        if (person >= count || play.last.state !== 'open') continue;
        play.answer(person, isYes);
        known.set(person, isYes);
      }
      play.pass(VOTE_SECONDS);
      const yes = [...known.values()].filter((isYes) => isYes).length;
      assert.is(play.done.length, yes * 2 > count ? 1 : 0);
      assert.is(play.last.state, yes * 2 > count ? 'passed' : 'failed');
    }),
  );
});

test.run();
