// The practice ground: each lesson is ticked when it is done, and by nothing else.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { LESSONS, OWN_SEAT, Practice } from '../../src/client/practice.js';
import { DOWN, DRIVE, driveTowards, FIRE, LOCK, RIGHT, UP } from '../../src/game/buttons.js';
import { TICK_MS } from '../../src/game/units.js';
import { ALIVE } from '../../src/game/world.js';

const test = suite('client/practice');

/** Holds buttons for some ticks at a time. */
function visit() {
  const practice = new Practice(0);
  let ticks = 0;
  const hold = (buttons: number, count: number): void => {
    for (let tick = 0; tick < count; tick++) practice.advance(++ticks * TICK_MS + 0.01, buttons);
  };
  const done = (): string[] => LESSONS.filter((lesson) => practice.isDone(lesson));
  return { practice, hold, done };
}

test('nothing is done by waiting', () => {
  const { practice, hold, done } = visit();
  hold(0, 60);
  assert.equal(done(), []);
  assert.is(practice.next, 'drive');
  assert.is(practice.world.tanks[OWN_SEAT].life, ALIVE);
});

test('every lesson can be done, in the order in which it is proposed', () => {
  const { practice, hold, done } = visit();
  hold(driveTowards(RIGHT), 20);
  assert.equal(done(), ['drive']);
  hold(0, 2);
  assert.equal(done(), ['drive', 'stop']);
  hold(driveTowards(UP) & ~DRIVE, 2);
  assert.equal(done(), ['drive', 'stop', 'turn']);
  hold(driveTowards(UP), 12);
  hold((driveTowards(RIGHT) & ~DRIVE) | FIRE, 40);
  assert.equal(done(), ['drive', 'stop', 'turn', 'brick']);
  hold(driveTowards(DOWN), 32);
  hold((driveTowards(RIGHT) & ~DRIVE) | FIRE, 60);
  assert.equal(done(), ['drive', 'stop', 'turn', 'brick', 'target']);
  hold(driveTowards(UP) | LOCK, 6);
  assert.equal(done(), ['drive', 'stop', 'turn', 'brick', 'target', 'strafe']);
  practice.talk();
  assert.is(practice.next, null);
});

test('a window that stood still costs the tank no journey', () => {
  const { practice } = visit();
  practice.advance(3_600_000, driveTowards(RIGHT));
  assert.ok(practice.world.tick < 20, `tick ${practice.world.tick}`);
});

test('effects do not pile up', () => {
  const { practice, hold } = visit();
  hold(driveTowards(RIGHT) | FIRE, 900);
  assert.ok(practice.effects.length <= 16);
});

test.run();
