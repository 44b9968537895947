// The practice ground: each lesson is ticked when it is done, and by nothing else.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { FIELD_LESSONS, KEY_LESSONS, LESSONS, OWN_SEAT, Practice } from '../../src/client/practice.js';
import { DOWN, DRIVE, driveTowards, FIRE, LAY, LOCK, RIGHT, UP } from '../../src/game/buttons.js';
import { TICK_MS, TILE } from '../../src/game/units.js';
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
  assert.is(practice.next, 'hit');
});

test('one more minute teaches being hit, pickups, mines, ice and the bush', () => {
  const { practice, hold } = visit();
  for (const lesson of KEY_LESSONS) {
    assert.is(practice.next, lesson);
    practice.skip();
  }
  const own = practice.world.tanks[OWN_SEAT];
  const learnt = (): string[] => FIELD_LESSONS.filter((lesson) => practice.isDone(lesson));
  /** Sets the tank somewhere, from where a few ticks lead to the lesson. */
  const put = (x: number, y: number): void => void Object.assign(own, { x: x * TILE, y: y * TILE, slide: 0 });
  assert.is(practice.next, 'hit');
  hold(0, 300);
  assert.equal(learnt(), ['hit']);
  assert.is(own.armour, practice.world.options.armour - 1, 'one hit, and no more');
  const { x, y } = practice.world.tanks[1];
  hold(0, 90);
  assert.equal([practice.world.tanks[1].x, practice.world.tanks[1].y], [x, y], 'the other one stands again');
  assert.is(own.armour, practice.world.options.armour - 1);
  put(7, 2);
  hold(driveTowards(RIGHT), 20);
  assert.equal(learnt(), ['hit', 'pickup']);
  assert.is(own.armour, practice.world.options.armour);
  put(6, 12);
  hold(driveTowards(RIGHT), 20);
  assert.is(own.mines, 3);
  hold(LAY, 2);
  assert.equal(learnt(), ['hit', 'pickup', 'mine']);
  put(4, 10);
  hold(driveTowards(DOWN), 16);
  assert.not.ok(practice.isDone('ice'));
  hold(0, 3);
  assert.equal(learnt(), ['hit', 'pickup', 'mine', 'ice']);
  put(18, 3);
  hold(0, 10);
  assert.not.ok(practice.isDone('bush'), 'whoever only drives through it has not hidden');
  hold(0, 10);
  assert.is(practice.next, null);
});

test('mines that were laid before it is their turn lie there again', () => {
  const { practice, hold } = visit();
  const own = practice.world.tanks[OWN_SEAT];
  Object.assign(own, { x: 9 * TILE, y: 12 * TILE });
  hold(0, 2);
  assert.is(own.mines, 3);
  own.mines = 0;
  Object.assign(own, { x: 4 * TILE, y: 6 * TILE });
  while (practice.next !== 'mine' && practice.next !== null) practice.skip();
  hold(0, 2);
  Object.assign(own, { x: 9 * TILE, y: 12 * TILE });
  hold(0, 2);
  assert.is(own.mines, 3);
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
