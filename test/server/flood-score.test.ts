// The score of chat: it lets people talk, stops a flood, and lets its owner speak again.
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  CHAT_MUTE_SECONDS,
  CHAT_NETWORK_SHARE,
  CHAT_SCORE_FALL_PER_SECOND,
  CHAT_SCORE_MAX,
  CHAT_SCORE_PER_LINE,
  CHAT_SCORE_PER_MSG,
} from '../../src/protocol/limits.js';
import { FloodScore, FloodScores } from '../../src/server/flood-score.js';
import type { Returning } from '../../src/server/order/hold.js';

const AT_ONCE = CHAT_SCORE_MAX / CHAT_SCORE_PER_LINE;

const test = suite('server/flood-score');

test('some lines at once are talk, one more is a flood, and it ends', () => {
  const score = new FloodScore();
  for (let line = 0; line < AT_ONCE; line++) assert.is(score.add(1000), 'ok');
  assert.is(score.secondsLeft(1000), 0);
  assert.is(score.add(1000), 'muted');
  assert.is(score.secondsLeft(1000), CHAT_MUTE_SECONDS);
  assert.is(score.secondsLeft(1001), CHAT_MUTE_SECONDS);
  assert.is(score.secondsLeft(1000 + CHAT_MUTE_SECONDS * 1000), 0);
  assert.is(score.add(1000 + CHAT_MUTE_SECONDS * 1000), 'ok');
});

test('who speaks no faster than the score falls is never muted', () => {
  const pauseMs = (CHAT_SCORE_PER_LINE / CHAT_SCORE_FALL_PER_SECOND) * 1000;
  fc.assert(
    fc.property(fc.array(fc.nat(5000), { maxLength: 200 }), (pauses) => {
      const score = new FloodScore();
      let nowMs = 0;
      for (const more of pauses) {
        assert.is(score.add(nowMs), 'ok');
        nowMs += pauseMs + more;
      }
    }),
  );
});

test('nobody says more than a burst and what has fallen since', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(3000), { minLength: 1, maxLength: 200 }), (pauses) => {
      const score = new FloodScore();
      let nowMs = 0;
      let said = 0;
      for (const pause of pauses) {
        nowMs += pause;
        if (score.secondsLeft(nowMs) === 0 && score.add(nowMs) === 'ok') said++;
      }
      const fallen = (nowMs / 1000) * CHAT_SCORE_FALL_PER_SECOND;
      // A mute wipes the score, and lasts longer than it would have taken to fall.
      assert.ok(said * CHAT_SCORE_PER_LINE <= CHAT_SCORE_MAX + fallen, `${said} lines in ${nowMs} ms`);
    }),
  );
});

const LINE = CHAT_SCORE_PER_LINE;
/** Somebody who came a week ago. */
function person(identity: string | null, address: string, since: number, firstKey = 'nick'): Returning {
  return { identity, address, since, firstKey };
}
const WEEK = 7 * 24 * 3_600_000;
/** Says lines until one is not heard. @returns how many were */
function flood(scores: FloodScores, who: Returning, nowMs: number, weight = LINE): number {
  for (let said = 0; ; said++) if (scores.add(who, weight, nowMs, WEEK + nowMs) !== 'ok') return said;
}

test('a flood mute is not washed off by a new login, nick, key or as a guest', () => {
  const scores = new FloodScores();
  const ada = person('ada', '192.0.2.1', 0);
  assert.is(flood(scores, ada, 1000), AT_ONCE);
  for (const [again, seconds] of [
    [person('ada', '198.51.100.1', 0), CHAT_MUTE_SECONDS],
    [person('fresh', '192.0.2.1', WEEK + 1001), CHAT_MUTE_SECONDS],
    [person(null, '192.0.2.1', WEEK + 1001, 'guest'), CHAT_MUTE_SECONDS],
    [person('known', '192.0.2.1', 0), 0],
    [person(null, '192.0.2.1', WEEK, 'guest'), 0],
    [person(null, '192.0.2.2', WEEK + 1001, 'guest'), 0],
  ] as const)
    assert.is(scores.secondsLeft(again, 1000), seconds, JSON.stringify(again));
  assert.is(
    scores.secondsLeft(person('fresh', '192.0.2.1', WEEK + 1001), 1000 + CHAT_MUTE_SECONDS * 1000),
    0,
  );
});

test('four hundred logins of one network say no more than a few people', () => {
  const scores = new FloodScores();
  let said = 0;
  for (let login = 0; login < 404; login++) {
    const nowMs = login * 50;
    const guest = person(null, '192.0.2.1', WEEK + nowMs, `guest${login}`);
    if (scores.secondsLeft(guest, nowMs) > 0) continue;
    for (let line = 0; line < AT_ONCE; line++)
      if (scores.add(guest, LINE, nowMs, WEEK + nowMs) === 'ok') said++;
  }
  assert.ok(said <= CHAT_NETWORK_SHARE * (AT_ONCE + (20.2 * CHAT_SCORE_FALL_PER_SECOND) / LINE), `${said}`);
  // Who is known there is heard.
  assert.is(scores.add(person('ada', '192.0.2.1', 0), LINE, 20_200, WEEK), 'ok');
});

test('private messages count, and there may be more of them', () => {
  const scores = new FloodScores();
  const at = flood(scores, person('ada', '192.0.2.1', 0), 1000, CHAT_SCORE_PER_MSG);
  assert.is(at, Math.floor(CHAT_SCORE_MAX / CHAT_SCORE_PER_MSG));
});

test.run();
