// What has happened in a mode, from how things stand in one snapshot and in the next.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ModeWatch } from '../../src/client/mode-watch.js';
import { ARENAS } from '../../src/game/arenas.js';
import { modeIndex } from '../../src/game/modes.js';
import { FLAG_CARRIED, FLAG_DROPPED, FLAG_HOME, NOBODY } from '../../src/game/things.js';
import { createWorld, OPTIONS_DEFAULT } from '../../src/game/world.js';

const test = suite('client/mode-watch');

function setUp(mode: string) {
  const options = { ...OPTIONS_DEFAULT, mode: modeIndex(mode) };
  const world = createWorld(ARENAS.get('Crossroads')!, options, 1, false);
  const modeWatch = new ModeWatch();
  /** What is told of the world as it is now. */
  const told = (): string[] => {
    const lines: string[] = [];
    modeWatch.watch(world, (what, who, number) => void lines.push(`${what} ${who} ${number}`));
    return lines;
  };
  return { world, modeWatch, told };
}

test('a flag is taken, captured, dropped, and home again', () => {
  const { world, told } = setUp('capture-the-flag');
  const flag = world.flags[1];
  const set = (state: number, carrier = NOBODY): string[] => {
    Object.assign(flag, { state, carrier });
    return told();
  };
  assert.equal(set(FLAG_HOME), [], 'who has just come knows how things stand');
  assert.equal(set(FLAG_CARRIED, 3), ['flag-taken 3 1']);
  assert.equal(set(FLAG_CARRIED, 3), []);
  assert.equal(set(FLAG_HOME), ['flag-captured 3 1']);
  assert.equal(set(FLAG_CARRIED, 4), ['flag-taken 4 1']);
  assert.equal(set(FLAG_DROPPED), [], 'the kill is told already');
  assert.equal(set(FLAG_CARRIED, 5), ['flag-taken 5 1']);
  assert.equal(set(FLAG_DROPPED), []);
  assert.equal(set(FLAG_HOME), ['flag-home 255 1']);
});

test('the hill is told of when somebody else has it, not each time that it is fought for', () => {
  const { world, told } = setUp('king-of-the-hill');
  const held = [NOBODY, 2, NOBODY, 2, 5].map((holder) => {
    world.hill.holder = holder;
    return told().join();
  });
  assert.equal(held, ['', 'hill-taken 2 0', '', '', 'hill-taken 5 0']);
});

test('who comes while somebody has the hill is told no news of it', () => {
  const { world, told } = setUp('king-of-the-hill');
  const held = [2, NOBODY, 2, 5].map((holder) => {
    world.hill.holder = holder;
    return told().join();
  });
  assert.equal(held, ['', '', '', 'hill-taken 5 0']);
});

test('a wave that is beaten and a base that falls', () => {
  const { world, told } = setUp('defend');
  Object.assign(world.bases[0], { health: 4, healthMax: 12 });
  world.stage.number = 3;
  assert.equal(told(), []);
  world.stage.number = 4;
  world.bases[0].health = 0;
  assert.equal(told(), ['base-falls 255 0', 'wave-beaten 255 3']);
  assert.equal(told(), []);
});

test('a round is told with who has won it, or with nobody', () => {
  const { world, told } = setUp('last-tank-standing');
  world.scores[3].points = 2;
  world.stage.number = 3;
  assert.equal(told(), [], 'who has just come knows how things stand');
  world.scores[5].points = 1;
  world.stage.number = 4;
  assert.equal(told(), ['round-won 5 3']);
  world.stage.number = 5;
  assert.equal(told(), ['round-won 255 4']);
});

test.run();
