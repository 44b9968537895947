import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refreshTables } from '../../scripts/paper/refresh.js';
import { ruleTables } from '../../scripts/paper/rule-tables.js';
import { placeAt } from '../../src/game/arena.js';
import { ARENAS } from '../../src/game/arenas.js';
import { PICKUPS } from '../../src/game/pickups.js';
import { SHELL_KINDS } from '../../src/game/shell-kinds.js';
import { TERRAIN } from '../../src/game/terrain.js';
import * as units from '../../src/game/units.js';
import { createWorld, OPTIONS_DEFAULT } from '../../src/game/world.js';
import { decodeArena, encodeArena } from '../../src/protocol/arena-frame.js';
import { COMMANDS } from '../../src/protocol/commands.js';
import { ERROR_CODES } from '../../src/protocol/errors.js';
import { TANK_GROUPS } from '../../src/protocol/fields.js';
import {
  ARENA_KIND,
  decodeInput,
  decodeLook,
  INPUT_KIND,
  LOOK_KIND,
  SNAPSHOT_KIND,
} from '../../src/protocol/frames.js';
import * as limits from '../../src/protocol/limits.js';
import { NOTICES } from '../../src/protocol/notices.js';
import { roomOptionsSchema, roomSchema } from '../../src/protocol/room-state.js';
import { createNews, decodeSnapshot } from '../../src/protocol/snapshot.js';
import { THING_TABLES } from '../../src/protocol/thing-fields.js';
import { RIGHTS, ROLES } from '../../src/server/order/rights.js';
import { hexOf, paper, section } from './paper-text.js';

test('it is plain ASCII of at most 78 columns', () => {
  for (const line of paper.split('\n')) assert.match(line, /^[\x20-\x7e]{0,78}$/);
});

test('names of fields stand in quotes in its prose', () => {
  const prose = section(/^0 THE SHORTEST/m, /^13 A BATTLE/m)
    .split('\n')
    // What is sent is told as it is, and so are the rows of tables whose first cell is a name.
    .filter((line) => !/^[><{]/.test(line))
    .map((line) => line.replace(/^(?: {2}| {9})[a-z]+[A-Z]\w* +(?=[iu]\d+ |\d|true|names|milliseconds)/, ''))
    .join('\n')
    .replace(/\{[^}]*\}/g, '');
  // Names of one word may be words of the language; those of two are nothing else.
  for (const [name] of prose.matchAll(/(?<!["\w])[a-z]+[A-Z]\w*\b/g))
    assert.unreachable(`${name} without quotes`);
  for (const [, before] of section(/^6 COMMANDS/m, /^7 BINARY/m).matchAll(
    /^ {2}(?:Body|Answer) +(?!and answer)(.*)$/gm,
  ))
    assert.match(before, /^(none|not needed: "|either "|nothing, or "|")/, before);
});

test('people are they', () => {
  assert.not.match(paper, /\b(?:[Hh]e|[Hh]im|[Hh]is|[Hh]imself|[Ss]he|[Hh]ers?|[Hh]erself)\b/);
});

test('section 4 has each limit with its value, and no other', () => {
  const rows = [...section(/^4 LIMITS/m, /^5 ERRORS/m).matchAll(/^ {2}([A-Z][A-Z_0-9]+) +(\S+) {2}/gm)];
  const told = Object.fromEntries(
    rows.filter(([, name]) => name !== 'NAME').map(([, name, value]) => [name, value]),
  );
  assert.equal(
    told,
    Object.fromEntries(Object.entries(limits).map(([name, value]) => [name, String(value)])),
  );
});

test('section 5 has each error and whether it ends the line, and no other', () => {
  const rows = [...section(/^5 ERRORS/m, /^6 COMMANDS/m).matchAll(/^ {2}([A-Z][A-Z_0-9]+) +(yes|no) /gm)];
  const told = Object.fromEntries(rows.map(([, code, ends]) => [code, ends === 'yes']));
  assert.equal(
    told,
    Object.fromEntries(Object.entries(ERROR_CODES).map(([code, { fatal }]) => [code, fatal])),
  );
});

test('section 6 has each command, notice and field', () => {
  const commands = section(/^6 COMMANDS/m, /^7 BINARY/m);
  const told = [...commands.matchAll(/^6\.\d+ ([A-Z_]+) -/gm)].map(([, name]) => name);
  assert.equal(told, Object.keys(COMMANDS));
  const notices = section(/^6\.21 Notices/m, /^6\.22 room/m);
  assert.equal(
    [...notices.matchAll(/^ {2}([A-Z_]+) /gm)].map(([, name]) => name),
    Object.keys(NOTICES),
  );
  const room = section(/^6\.22 room/m, /^6\.23 options/m);
  assert.equal(
    [...room.matchAll(/^ {2}([a-zA-Z]+) /gm)].map(([, name]) => name),
    Object.keys(roomSchema.shape),
  );
  const options = section(/^6\.23 options/m, /^6\.24 /m);
  assert.equal(
    [...options.matchAll(/^ {2}([a-zA-Z]+) /gm)].map(([, name]) => name),
    Object.keys(roomOptionsSchema.shape),
  );
});

test('section 6.33 has each role and command, as order.ts reads them', () => {
  const rows = [
    ...section(/^6\.33 Who may/m, /^7 BINARY/m).matchAll(/^ {2}([A-Z]+) +(\w+) +(\w+) +(\w+) +(\w+)$/gm),
  ];
  const [[, , ...roles], ...cells] = rows;
  assert.equal(
    roles.map((role) => role.toLowerCase()),
    [...ROLES],
  );
  const told = cells.map(([, command, ...reaches]) => [
    command,
    Object.fromEntries(reaches.map((reach, index) => [ROLES[index], reach])),
  ]);
  assert.equal(Object.fromEntries(told), RIGHTS);
});

test('the comments of the code name sections that are there', () => {
  const headings = new Set([...paper.matchAll(/^(\d+(?:\.\d+)?) [A-Za-z]/gm)].map(([, number]) => number));
  for (const number of [
    '1',
    '2',
    '3.1',
    '3.2',
    '3.3',
    '3.4',
    '5',
    '6.1',
    '6.14',
    '6.22',
    '6.23',
    '6.24',
    '6.25',
    '6.26',
    '6.27',
    '6.28',
    '6.29',
    '6.30',
    '6.31',
    '6.32',
    '6.33',
    '6.34',
    '6.35',
    '6.36',
    '6.37',
    '6.38',
    '6.39',
    '7.2',
    '7.3',
    '7.4',
    '7.5',
  ]) {
    assert.ok(headings.has(number), number);
  }
});

test('section 7 has the kinds of frame, ground, pickup and shell, and the fields of tanks and things', () => {
  const kinds = [...section(/^7\.1/m, /^7\.2/m).matchAll(/^ {2}(\d) {5}([A-Z]+) /gm)].map(
    ([, kind, name]) => [name, Number(kind)],
  );
  assert.equal(kinds, [
    ['INPUT', INPUT_KIND],
    ['SNAPSHOT', SNAPSHOT_KIND],
    ['ARENA', ARENA_KIND],
    ['LOOK', LOOK_KIND],
  ]);
  let group = -1;
  const rows = [
    ...section(/^ {2}GROUP/m, /^"x" and "y" are/m).matchAll(
      /^ {2}(\d?) +(\w+) +([iu])(8|16) +(-?\d+) to (\d+)$/gm,
    ),
  ];
  const told = rows.map(([, number, name, sign, bits, min, max]) => {
    if (number !== '') group = Number(number);
    return {
      group,
      name,
      isSigned: sign === 'i',
      bytes: Number(bits) / 8,
      min: Number(min),
      max: Number(max),
    };
  });
  const coded = TANK_GROUPS.flatMap((fields, index) =>
    fields.map(({ name, bytes, min, max }) => ({ group: index, name, isSigned: min < 0, bytes, min, max })),
  );
  assert.equal(told, coded);
  const things = [
    ...section(/^ {2}WHAT/m, /^Behind/m).matchAll(
      /^ {2}(\d?) +(\w+) +(?:([iu])(8|16) +)?(-?\d+) to (\d+)$/gm,
    ),
  ].map(([, number, name, sign, bits, min, max]) =>
    number === ''
      ? { name, isSigned: sign === 'i', bytes: Number(bits) / 8, min: Number(min), max: Number(max) }
      : { table: Number(number), name, count: Number(max) + 1 },
  );
  const codedThings = THING_TABLES.flatMap(({ name: thing, count, fields }, table) => [
    { table, name: thing, count },
    ...fields.map(({ name, bytes, min, max }) => ({ name, isSigned: min < 0, bytes, min, max })),
  ]);
  assert.equal(things, codedThings);
  const pickups = [
    ...section(/^7\.5 /m, /^7\.6 /m).matchAll(/^ {2}(\d+) +([a-z-]+) +(\S) +(\w+) +(\w+) +(\d+)$/gm),
  ].map(([, , id, letter, colour, part, ticks]) => ({ id, letter, colour, part, ticks: Number(ticks) }));
  assert.equal(
    pickups,
    PICKUPS.slice(1).map(({ id, letter, colour, part, ticks }) => ({ id, letter, colour, part, ticks })),
  );
  const shells = [...section(/^ {2}SHELL {2}NAME/m, /^7\.6 /m).matchAll(/^ {2}\d +([a-z-]+) +(\d+)$/gm)];
  assert.equal(
    shells.map(([, name, speed]) => [name, Number(speed)]),
    SHELL_KINDS.map(({ name, speed }) => [name, speed]),
  );
  const ground = [
    ...section(/^ {2}KIND {2}NAME {4}LETTER/m, /^For brick/m).matchAll(
      /^ {2}(\d) +(\w+) +(\S) +(yes|no) +(yes|no)$/gm,
    ),
  ];
  assert.equal(
    ground.map(([, , name, letter, tanks, shells]) => ({
      name,
      letter,
      stopsTanks: tanks === 'yes',
      stopsShells: shells === 'yes',
    })),
    TERRAIN,
  );
});

test('the examples of section 7 say what they say they do', () => {
  const input = hexOf('input');
  assert.equal(input.subarray(0, 4), Buffer.from([0x24, INPUT_KIND, 0, 6]));
  assert.equal(decodeInput(input.subarray(4)), { tick: 300, sequence: 7, buttons: 0b01_1010 });
  const look = hexOf('look');
  assert.equal(look.subarray(0, 4), Buffer.from([0x24, LOOK_KIND, 0, 4]));
  assert.equal(decodeLook(look.subarray(4)), { x: 40 * 256, y: 20 * 256 });
  const [arena] = ARENAS.values();
  const world = createWorld(arena, OPTIONS_DEFAULT, 0, false);
  world.tick = 65530;
  world.terrain[41] = 2;
  const news = createNews();
  decodeSnapshot(hexOf('snapshot'), world, news);
  assert.is(world.tick, 65536);
  assert.equal([news.acknowledged, news.margin], [7, 2]);
  assert.is(world.tanks[3].y, 512);
  assert.equal(world.shells[6], { flying: 1, x: 1024, y: 768, heading: 1, kind: 2, bounces: 0 });
  assert.is(world.terrain[41], 0);
  assert.is(world.ticksLeft, 600);
  const shown = decodeArena('', hexOf('arena'));
  // What is packed may differ from one zlib to the next.
  assert.equal(decodeArena('', encodeArena(shown)), shown);
  assert.is(shown.tiles[0], 2);
  assert.equal(shown.spawns, [placeAt(2, 3)]);
  assert.equal(shown.flags, [{ ...placeAt(18, 10), team: 1 }]);
  assert.equal(shown.hill, { ...placeAt(9, 5), radius: 4 * 256 });
});

test('section 12 has every number and table of the rules, as scripts/paper.ts makes them', () => {
  assert.is(refreshTables(paper, ruleTables()), paper, 'npm run paper');
  const [numbers] = ruleTables();
  const names = new Set(numbers.rows.map((row) => row.trim().split(' ')[0]));
  for (const name of Object.keys(units)) if (name !== 'TICK_MS') assert.ok(names.has(name), name);
  // A name in the prose is one of the table, or of another section.
  for (const [name] of section(/^12 RULES/m, /^13 /m).matchAll(/\b[A-Z]+_[A-Z_]+\b/g))
    assert.ok(names.has(name), name);
});

test.run();
