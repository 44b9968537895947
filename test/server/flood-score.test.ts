// The score of chat: it lets people talk, stops a flood, and lets its owner speak again.
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  CHAT_MUTE_SECONDS,
  CHAT_SCORE_FALL_PER_SECOND,
  CHAT_SCORE_MAX,
  CHAT_SCORE_PER_LINE,
} from '../../src/protocol/limits.js';
import { FloodScore } from '../../src/server/flood-score.js';

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

test.run();
