// Whole matches of every mode, played by bots: each one ends in time, and its scores add up.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ARENAS } from '../../src/game/arenas.js';
import { awardsOf, countEvents, createStatistics } from '../../src/game/awards.js';
import { beginMatch } from '../../src/game/match.js';
import { MODES, modeIndex } from '../../src/game/modes.js';
import { BASE_HEALTH, SEATS_MAX, TICKS_PER_SECOND } from '../../src/game/units.js';
import { ALIVE, OPTIONS_DEFAULT, type World, type WorldEvent } from '../../src/game/world.js';
import { type Played, play } from './bot-match.js';

const count = (events: readonly WorldEvent[], type: WorldEvent['type']): number =>
  events.filter((event) => event.type === type).length;

const sum = (world: World, name: 'points' | 'kills' | 'deaths'): number =>
  world.scores.reduce((total, score) => total + score[name], 0);

/** What the points of each mode must add up to. */
const ADDS_UP: Readonly<Record<string, (played: Played) => void>> = {
  'free-for-all': ({ world }) =>
    assert.is(
      sum(world, 'points') - sum(world, 'kills'),
      survivorPoint(world, sum(world, 'points') - sum(world, 'kills')),
    ),
  teams: ({ world }) => {
    for (const [team, { points }] of world.teams.entries()) {
      const own = world.scores.filter((score, seat) => score.team === team && world.tanks[seat].life > 0);
      const more = points - own.reduce((total, score) => total + score.points, 0);
      assert.is(more, survivorPoint(world, more));
    }
  },
  'capture-the-flag': ({ world, events }) => {
    const falls = events.filter(({ type }, index) => type === 'base-hit' && isLastHit(events, index)).length;
    const captures = count(events, 'flag-captured') + falls;
    const more = world.teams.reduce((total, { points }) => total + points, 0) - captures;
    assert.is(more, survivorPoint(world, more));
  },
  'king-of-the-hill': ({ world }) => assert.ok(sum(world, 'points') <= world.tick / TICKS_PER_SECOND + 1),
  'last-tank-standing': sumsUpRounds,
  duel: sumsUpRounds,
  defend: ({ world, events }) => {
    assert.ok(world.stage.number >= 1);
    const kills = world.scores.slice(0, 8).reduce((total, score) => total + score.kills, 0);
    const points = world.scores.slice(0, 8).reduce((total, score) => total + score.points, 0);
    assert.ok(points <= kills);
    assert.ok(count(events, 'wave-begins') <= world.stage.number);
  },
};

/** The point that the last side alive has in sudden death: 1 where there may be one, and it was given. */
function survivorPoint({ stage, tanks, scores }: World, given: number): number {
  const alive = new Set(tanks.flatMap(({ life }, seat) => (life === ALIVE ? [scores[seat].team] : [])));
  return stage.sudden === 1 && alive.size === 1 && given === 1 ? 1 : 0;
}

function sumsUpRounds({ world, events }: Played): void {
  const won = events.filter((event) => event.type === 'round-won' && event.seat < SEATS_MAX).length;
  assert.is(sum(world, 'points'), won);
}

/** True when a hit on a base took its last health: the hits on that base so far are a whole number of bases. */
function isLastHit(events: readonly WorldEvent[], index: number): boolean {
  const hit = events[index];
  if (hit.type !== 'base-hit') return false;
  const before = events
    .slice(0, index + 1)
    .filter((event) => event.type === 'base-hit' && event.team === hit.team);
  return before.length % BASE_HEALTH === 0;
}

for (const [mode, { id }] of MODES.entries()) {
  test(`${id}: 60 seeded matches end in time, and their points add up`, () => {
    for (let seed = 1; seed <= 60; seed++) {
      const seats = Array.from({ length: 2 + (seed % 5) }, (_, seat) => seat);
      const played = play(mode, seed, seats);
      ADDS_UP[id](played);
      assert.ok(sum(played.world, 'kills') <= sum(played.world, 'deaths'), `seed ${seed}`);
      assert.equal(
        [...played.ranked].sort((a, b) => a - b),
        seats,
      );
    }
  });
}

test('awards go to who did most, and to nobody when two did as much', () => {
  const statistics = createStatistics();
  const world = beginMatch([...ARENAS.values()][0], OPTIONS_DEFAULT, 1);
  const shots = Array.from({ length: 12 }, () => ({ type: 'shot', seat: 1, x: 0, y: 0 }) as const);
  countEvents(statistics, world, [
    ...shots,
    { type: 'spawned', seat: 0 },
    { type: 'hit', seat: 0, by: 1 },
    { type: 'destroyed', seat: 0, by: 1, x: 0, y: 0 },
    { type: 'picked', seat: 0, kind: 1 },
    { type: 'picked', seat: 1, kind: 1 },
  ]);
  assert.equal(awardsOf(statistics, ['most-kills', 'sharpshooter', 'collector'], [0, 1]), [
    { id: 'most-kills', seat: 1 },
    { id: 'sharpshooter', seat: 1 },
  ]);
});

test('whoever is alive is in the arena, and nobody is while a round lets nobody in', () => {
  play(modeIndex('last-tank-standing'), 3, [0, 1, 2, 3], (world) => {
    for (const { life, x, y } of world.tanks) {
      if (life === ALIVE) assert.ok(x > 0 && y > 0 && x < world.arena.columns * 256);
    }
  });
});

test.run();
