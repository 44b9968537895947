// Snapshots from end to end: what a room encodes for a player, decoded, is what this player may see, and nothing else.
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Arena } from '../../src/game/arena.js';
import { arenaFromGrid } from '../../src/game/arena-text.js';
import { ARENAS } from '../../src/game/arenas.js';
import { createBot } from '../../src/game/bot/bot.js';
import { chooseButtons } from '../../src/game/bot/choose-buttons.js';
import { LAY, UP } from '../../src/game/buttons.js';
import { beginMatch, seatTank, unseatTank } from '../../src/game/match.js';
import { MODES } from '../../src/game/modes.js';
import { PICKUPS, pickupSet } from '../../src/game/pickups.js';
import { step } from '../../src/game/step.js';
import { createMine } from '../../src/game/things.js';
import { MINES_MAX, MINES_PER_SEAT, SEATS_MAX, SHELLS_MAX, TILE } from '../../src/game/units.js';
import { isInBush, seesMine, seesShell, seesTank } from '../../src/game/visibility.js';
import {
  ABSENT,
  ALIVE,
  createScore,
  createShell,
  createTank,
  createWorld,
  type MatchOptions,
  OPTIONS_DEFAULT,
  type World,
} from '../../src/game/world.js';
import { ProtocolError } from '../../src/protocol/errors.js';
import { SCORE_FIELDS, SHELL_FIELDS, TANK_GROUPS } from '../../src/protocol/fields.js';
import { FRAME_BYTES_MAX } from '../../src/protocol/limits.js';
import { createNews, decodeSnapshot, encodeShell, encodeTank } from '../../src/protocol/snapshot.js';
import { THING_TABLES } from '../../src/protocol/thing-fields.js';
import { Snapshots } from '../../src/server/snapshots.js';
import type { Viewer } from '../../src/server/viewer.js';

const OPTIONS = { ...OPTIONS_DEFAULT, timeLimitTicks: 5000 };

/** An arena of the largest size with cover everywhere, so that views move and bushes hide. */
function largeArena(): Arena {
  const pattern = ['S.....%%....#....=', '......%%....#....=', '..~~..%%..X.......', '..~~......X...##..'];
  const rows = Array.from({ length: 60 }, (_, row) => pattern[row % pattern.length].repeat(6).slice(0, 96));
  return arenaFromGrid('large', rows.join('\n'));
}

/** A player's client: its world, and what the room knows of it. */
interface Peer {
  readonly viewer: Viewer;
  readonly world: World;
}

function requireSameAsSeen(server: World, { viewer, world }: Peer): void {
  for (let seat = 0; seat < SEATS_MAX; seat++) {
    const expected = seesTank(server, viewer.seat, viewer.view, seat) ? server.tanks[seat] : createTank();
    assert.equal(world.tanks[seat], expected, `tank ${seat} for ${viewer.seat} at tick ${server.tick}`);
    if (server.tanks[seat].life !== ABSENT) assert.equal(world.scores[seat], server.scores[seat]);
  }
  for (let slot = 0; slot < SHELLS_MAX; slot++) {
    const shell = server.shells[slot];
    const isSeen = seesShell(server, viewer.seat, viewer.view, slot);
    assert.is(
      world.shells[slot].flying,
      isSeen ? 1 : 0,
      `shell ${slot} for ${viewer.seat} at tick ${server.tick}`,
    );
    if (isSeen) assert.equal(world.shells[slot], shell);
  }
  const { left, right, top, bottom } = viewer.view;
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      const index = row * server.arena.columns + column;
      assert.is(world.terrain[index], server.terrain[index], `tile ${column}, ${row} at tick ${server.tick}`);
    }
  }
  for (let slot = 0; slot < MINES_MAX; slot++) {
    const expected = seesMine(server, viewer.seat, viewer.view, slot) ? server.mines[slot] : createMine();
    assert.equal(world.mines[slot], expected, `mine ${slot} for ${viewer.seat} at tick ${server.tick}`);
  }
  for (const name of ['pads', 'flags', 'bases', 'teams', 'hill', 'stage', 'ticksLeft'] as const) {
    assert.equal(world[name], server[name], `${name} for ${viewer.seat} at tick ${server.tick}`);
  }
}

/** What nobody's client may hold, in words of its own: an enemy far away who is cloaked or in a bush, or his mine; what lies
 *  behind a tank that is blind there. */
function requireNothingHidden(server: World, { viewer, world }: Peer): void {
  const own = server.tanks[viewer.seat];
  const isFar = (x: number, y: number): boolean =>
    own.life !== ALIVE || Math.max(Math.abs(x - own.x), Math.abs(y - own.y)) > 3 * TILE;
  for (const [seat, tank] of server.tanks.entries()) {
    const isEnemy = server.scores[seat].team !== server.scores[viewer.seat].team;
    if (seat === viewer.seat || tank.life !== ALIVE) continue;
    const carries = server.flags.some(({ carrier }) => carrier === seat);
    const isCloaked = PICKUPS[tank.cover].id === 'cloak';
    const isHidden = tank.reload === 0 && !carries && (isCloaked || isInBush(server, tank));
    if (isEnemy && isHidden && isFar(tank.x, tank.y)) {
      assert.is(world.tanks[seat].life, ABSENT, `tank ${seat} is hidden from ${viewer.seat}`);
    }
    if (PICKUPS[own.cover].id === 'blind-arc' && own.heading === UP && tank.y > own.y) {
      assert.is(world.tanks[seat].life, ABSENT, `tank ${seat} is behind ${viewer.seat}`);
    }
  }
  for (const [slot, mine] of server.mines.entries()) {
    const layer = Math.trunc(slot / MINES_PER_SEAT);
    const isEnemy = server.scores[layer].team !== server.scores[viewer.seat].team;
    if (mine.laid === 1 && isEnemy && isFar(mine.x, mine.y)) assert.is(world.mines[slot].laid, 0);
  }
}

/** Gives a tank what a pickup would, so that short matches have all of them. */
function giveSomething(server: World, seat: number, kind: number): void {
  const { part, ticks } = PICKUPS[kind];
  const tank = server.tanks[seat];
  if (tank.life !== ALIVE) return;
  if (part === 'none') PICKUPS[kind].take(server, seat);
  else Object.assign(tank, { [part]: kind, [`${part}Ticks`]: ticks });
}

/** Plays bots, lets some writes fail, and compares each client with what it may see after each snapshot. */
function playAndCompare(
  arena: Arena,
  seed: number,
  ticks: number,
  lossPercent: number,
  options: MatchOptions = OPTIONS,
): { snapshots: number; bytes: number } {
  const server = beginMatch(arena, options, seed);
  const { seatsMax } = MODES[options.mode];
  const snapshots = new Snapshots(server);
  const bots = Array.from({ length: SEATS_MAX }, (_, seat) => createBot(seed + seat, 3));
  const chance = createBot(seed ^ 0x5a5a, 3);
  const roll = (bound: number): number => {
    chance.random = (Math.imul(chance.random, 1103515245) + 12345) | 0;
    return (chance.random >>> 8) % bound;
  };
  const peers = new Map<number, Peer>();
  const enter = (seat: number): void => {
    seatTank(server, seat);
    const world = createWorld(arena, options, 0, false);
    world.tick = server.tick;
    peers.set(seat, { viewer: snapshots.createViewer(seat), world });
  };
  for (let seat = 0; seat < 8; seat++) enter(seat);
  const inputs = new Uint8Array(SEATS_MAX);
  const news = createNews();
  const told = { snapshots: 0, bytes: 0 };
  for (let tick = 0; tick < ticks; tick++) {
    if (roll(100) === 0) {
      const seat = roll(seatsMax);
      if (peers.delete(seat)) unseatTank(server, seat);
      else enter(seat);
    }
    if (roll(60) === 0) server.tanks[roll(SEATS_MAX)].parked ^= 1;
    if (options.pickups > 0 && roll(8) === 0)
      giveSomething(server, roll(SEATS_MAX), 1 + roll(PICKUPS.length - 1));
    for (let seat = 0; seat < SEATS_MAX; seat++) {
      inputs[seat] = chooseButtons(bots[seat], server, seat) | (roll(10) === 0 ? LAY : 0);
    }
    snapshots.update(step(server, inputs));
    for (const peer of peers.values()) {
      if (roll(100) < lossPercent) {
        snapshots.skip(peer.viewer);
        continue;
      }
      const frame = snapshots.encode(peer.viewer, tick & 0xff, 0);
      assert.ok(frame);
      assert.ok(frame.length - 4 <= FRAME_BYTES_MAX);
      told.snapshots++;
      told.bytes += frame.length;
      decodeSnapshot(frame.subarray(4), peer.world, news);
      requireSameAsSeen(server, peer);
      requireNothingHidden(server, peer);
    }
  }
  return told;
}

test('each client has what its player may see, after each snapshot of random matches with lost writes', () => {
  const arenas = [
    ARENAS.get('Crossroads')!,
    ARENAS.get('Brickyard')!,
    ARENAS.get('Archipelago')!,
    largeArena(),
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...arenas),
      fc.integer({ min: 0, max: 2 ** 30 }),
      fc.constantFrom(0, 5, 50),
      (arena, seed, loss) => {
        playAndCompare(arena, seed, 250, loss);
      },
    ),
    { numRuns: 8 },
  );
});

test('so it is in every mode, with every pickup, mine and ring', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: MODES.length - 1 }),
      fc.integer({ min: 0, max: 2 ** 30 }),
      fc.constantFrom(0, 30),
      fc.constantFrom(2, 4),
      (mode, seed, loss, teams) => {
        const arenas = [...ARENAS.values()].filter(({ modes }) => modes.includes(MODES[mode].id));
        const pickups = pickupSet([], true);
        // Short, so that draws, rounds and sudden death are in it.
        const options = { ...OPTIONS, mode, pickups, teams, timeLimitTicks: 150 };
        playAndCompare(arenas[seed % arenas.length], seed, 250, loss, options);
      },
    ),
    { numRuns: 14 },
  );
});

test('a room of 8 in battle takes at most 60 octets a snapshot on average', () => {
  const { snapshots, bytes } = playAndCompare(ARENAS.get('Crossroads')!, 7, 1500, 0);
  assert.ok(bytes / snapshots < 60, `${(bytes / snapshots).toFixed(1)} octets`);
});

test('nothing is sent while nothing changes, but one in 30 ticks', () => {
  const server = createWorld(ARENAS.get('Brickyard')!, OPTIONS, 1, true);
  seatTank(server, 0);
  const snapshots = new Snapshots(server);
  const viewer = snapshots.createViewer(0);
  const inputs = new Uint8Array(SEATS_MAX);
  const sent: number[] = [];
  for (let tick = 1; tick <= 200; tick++) {
    snapshots.update(step(server, inputs));
    if (snapshots.encode(viewer, 0, 0) !== null) sent.push(tick);
  }
  assert.equal(sent.slice(0, 2), [1, 31]);
  assert.is(sent.length, 7);
});

test('records, octet by octet', () => {
  const out = Buffer.alloc(32);
  const tank = {
    ...createTank(),
    x: 0x0102,
    y: 0x0304,
    heading: 3,
    buttons: 0x1a,
    velocityX: -48,
    velocityY: 0,
    life: 1,
    armour: 2,
  };
  const end = encodeTank(out, 0, 5, tank, 0b1111);
  assert.is(out.toString('hex', 0, end), '050f010203040' + '31ad000' + '010200');
  assert.is(
    out.toString(
      'hex',
      0,
      encodeShell(out, 0, 31, { ...createShell(), x: 1, y: 2, heading: 2, kind: 3, bounces: 1 }),
    ),
    '3f00010002020301',
  );
});

test('the tables of fields hold every field of a tank, a shell, a score and a thing', () => {
  const told = TANK_GROUPS.flatMap((group) => group.map(({ name }) => name));
  assert.equal([...told].sort(), Object.keys(createTank()).sort());
  for (const table of THING_TABLES) {
    const fields = table.fields.map(({ name }) => name);
    const thing = table.at(createWorld([...ARENAS.values()][0], OPTIONS, 1, false), 0);
    if (table.name !== 'clock') assert.equal([...fields].sort(), Object.keys(thing).sort(), table.name);
  }
  assert.equal(
    SCORE_FIELDS.map(({ name }) => name),
    Object.keys(createScore(0)),
  );
  assert.equal([...SHELL_FIELDS.map(({ name }) => name), 'flying'].sort(), Object.keys(createShell()).sort());
});

test('garbage is refused with BAD_FRAME, and nothing else happens', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      const world = createWorld(ARENAS.get('Crossroads')!, OPTIONS, 1, false);
      try {
        decodeSnapshot(
          Buffer.concat([Buffer.from('0000000500', 'hex'), Buffer.from(bytes)]),
          world,
          createNews(),
        );
      } catch (error) {
        assert.instance(error, ProtocolError);
        assert.is((error as ProtocolError).code, 'BAD_FRAME');
      }
      for (const tile of world.terrain) assert.ok(tile <= 0xff);
    }),
    { numRuns: 2000 },
  );
});

test('a snapshot of the past, or of a far future, is refused', () => {
  for (const tick of ['00000004', '00100000']) {
    const world = createWorld(ARENAS.get('Crossroads')!, OPTIONS, 1, false);
    world.tick = 5;
    assert.throws(
      () => decodeSnapshot(Buffer.from(`${tick}0000`, 'hex'), world, createNews()),
      /tick out of order/,
    );
  }
});

test.run();
