// Each field that a server can send, at the ends of its range and beyond them, through receive, step and draw: what is beyond is
// refused, and nothing that is taken makes the client stumble.
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { MODES } from '../../src/game/modes.js';
import { STEEL } from '../../src/game/terrain.js';
import { NOBODY } from '../../src/game/things.js';
import { MINES_MAX, SEATS_MAX, SHELLS_MAX, TILE } from '../../src/game/units.js';
import { ALIVE, createShell, createTank } from '../../src/game/world.js';
import { ProtocolError } from '../../src/protocol/errors.js';
import {
  COORDINATE_MAX,
  type Field,
  SCORE_FIELDS,
  SHELL_FIELDS,
  TANK_GROUPS,
  TANK_MASK_FULL,
} from '../../src/protocol/fields.js';
import {
  encodeNote,
  encodeScore,
  encodeShell,
  encodeShellGone,
  encodeTank,
  encodeTankGone,
  encodeThing,
  encodeTile,
  encodeTilesHead,
} from '../../src/protocol/snapshot.js';
import { MINE_TABLE, THING_TABLES } from '../../src/protocol/thing-fields.js';
import { arenaFor, HostileBattle } from './hostile-battle.js';

const test = suite('client/field-ends');
/** Ticks that are played after a snapshot. */
const PLAYED_TICKS = 6;

type Values = Readonly<Record<string, number>>;
/** Something of which a record tells: its name, its fields, how many there are, and how a record of it is written. */
interface Kind {
  readonly name: string;
  readonly fields: readonly Field<Values>[];
  readonly count: number;
  readonly sample: Values;
  write(out: Buffer, offset: number, index: number, values: Values): number;
}

const fieldsOf = (fields: unknown): readonly Field<Values>[] => fields as readonly Field<Values>[];
const asEntity = <Entity>(values: Values): Entity => values as unknown as Entity;
const middle = { x: 10 * TILE, y: 6 * TILE };
const tank = { ...createTank(), ...middle, life: ALIVE, armour: 2 };

const KINDS: readonly Kind[] = [
  {
    name: 'tank',
    fields: fieldsOf(TANK_GROUPS.flat()),
    count: SEATS_MAX,
    sample: { ...tank },
    write: (out, offset, index, values) => encodeTank(out, offset, index, asEntity(values), TANK_MASK_FULL),
  },
  {
    name: 'shell',
    fields: fieldsOf(SHELL_FIELDS),
    count: SHELLS_MAX,
    sample: { ...createShell(), ...middle },
    write: (out, offset, index, values) => encodeShell(out, offset, index, asEntity(values)),
  },
  {
    name: 'score',
    fields: fieldsOf(SCORE_FIELDS),
    count: SEATS_MAX,
    sample: { team: 0, turn: 0, points: 0, kills: 0, deaths: 0 },
    write: (out, offset, index, values) => encodeScore(out, offset, index, asEntity(values)),
  },
  ...THING_TABLES.map(({ name, count, fields }, table) => ({
    name,
    count,
    fields,
    sample: {
      ...Object.fromEntries(fields.map((field) => [field.name, middle[field.name as 'x'] ?? field.min])),
      ...(name === 'mine' && { laid: 1 }),
    },
    write: (out: Buffer, offset: number, index: number, values: Values) =>
      encodeThing(out, offset, table, index, values),
  })),
];

/** Plays a battle in which a server says something. @param terminal on which it is drawn, all when left out
 *  @returns whether that was taken */
function isTaken(
  mode: string,
  write: (out: Buffer, offset: number) => number,
  ticks?: number,
  terminal?: number,
): boolean {
  const battle = new HostileBattle(mode, terminal);
  battle.play(2);
  try {
    battle.snapshot(write, ticks);
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    return false;
  }
  battle.play(PLAYED_TICKS);
  return true;
}

function isOutside(name: string, value: number, mode: string): boolean {
  const { columns, rows } = arenaFor(mode);
  return (
    value > (/x$/i.test(name) ? columns * TILE : /y$/i.test(name) ? rows * TILE : Number.POSITIVE_INFINITY)
  );
}

for (const { name, fields, count, sample, write } of KINDS)
  for (const field of fields) {
    const { min, max, bytes } = field;
    const isSigned = min < 0;
    const least = isSigned ? -(2 ** (8 * bytes - 1)) : 0;
    const most = 2 ** (8 * bytes - (isSigned ? 1 : 0)) - 1;
    test(`${name}.${field.name} at its ends is taken, stepped and drawn in every mode, and refused beyond`, () => {
      for (const { id } of MODES)
        for (const index of [0, count - 1])
          for (const value of [min, max]) {
            const values = { ...sample, [field.name]: value };
            const fits = field.fits?.(value) !== false && !isOutside(field.name, value, id);
            // Each end is drawn with pixels and with characters.
            const terminal = (value === min) === (index === 0) ? 0 : 3;
            const taken = isTaken(id, (out, offset) => write(out, offset, index, values), 1, terminal);
            assert.is(taken, fits, `${value} in ${id}`);
          }
      for (const value of [min - 1, max + 1].filter((beyond) => beyond >= least && beyond <= most)) {
        const values = { ...sample, [field.name]: value };
        assert.not(
          isTaken(MODES[0].id, (out, offset) => write(out, offset, 0, values)),
          `${value}`,
        );
      }
    });
  }

test('buttons that no keyboard has are refused: they once gave a heading that drawing looked up in vain', () => {
  for (const buttons of [5, 6, 7, 13, 8, 127])
    assert.not(
      isTaken('free-for-all', (out, offset) => encodeTank(out, offset, 5, { ...tank, buttons }, 127)),
    );
  assert.ok(
    isTaken('free-for-all', (out, offset) => encodeTank(out, offset, 5, { ...tank, buttons: 12 }, 127)),
  );
});

test('ends, tiles and notes at the ends of their ranges are taken, stepped and drawn, and refused beyond', () => {
  const tile = (place: number, kind: number) => (out: Buffer, offset: number) =>
    encodeTile(out, encodeTilesHead(out, offset, 1), place, kind);
  const { columns, rows } = arenaFor('teams');
  for (const x of [0, columns * TILE, 0xffff]) {
    const shell = { ...createShell(), x, y: x };
    assert.ok(isTaken('teams', (out, offset) => encodeShellGone(out, offset, SHELLS_MAX - 1, shell)));
    const mine = { laid: 0, ticks: 0, x: Math.min(x, COORDINATE_MAX), y: Math.min(x, COORDINATE_MAX) };
    assert.ok(isTaken('teams', (out, offset) => encodeThing(out, offset, MINE_TABLE, MINES_MAX - 1, mine)));
  }
  assert.ok(isTaken('teams', (out, offset) => encodeTankGone(out, offset, SEATS_MAX - 1)));
  assert.ok(isTaken('teams', tile(columns * rows - 1, STEEL)));
  assert.not(isTaken('teams', tile(columns * rows, STEEL)));
  assert.not(isTaken('teams', tile(0, 0x0f)));
  for (const kind of [0, 1, 2, 31])
    for (const [seat, by, isGood] of [
      [0, 0, true],
      [SEATS_MAX - 1, NOBODY, true],
      [0, SEATS_MAX, false],
      [0, NOBODY - 1, false],
      [SEATS_MAX, 0, false],
    ] as const)
      assert.is(
        isTaken('teams', (out, offset) => encodeNote(out, offset, kind, seat, by)),
        isGood,
        `${seat} ${by}`,
      );
});

test('whatever is in range for all fields at once is refused or played', () => {
  const record = fc.integer({ min: 0, max: KINDS.length - 1 }).chain((kind) => {
    const { fields, count } = KINDS[kind];
    const values = Object.fromEntries(
      fields.map(({ name, min, max }) => [
        name,
        // Most places are inside of every arena, so that much of it is played.
        /[xy]$/i.test(name) && max > 255
          ? fc.oneof(
              { weight: 40, arbitrary: fc.integer({ min, max: 12 * TILE }) },
              fc.constantFrom(min, max),
            )
          : fc.oneof(fc.constantFrom(min, max), fc.integer({ min, max })),
      ]),
    );
    return fc.record({
      kind: fc.constant(kind),
      index: fc.integer({ min: 0, max: count - 1 }),
      values: fc.record(values),
    });
  });
  let taken = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...MODES.map(({ id }) => id)),
      fc.array(record, { minLength: 1, maxLength: 24 }),
      fc.constantFrom(1, 1, 30, 300),
      (mode, records, ticks) => {
        const write = (out: Buffer, start: number): number =>
          records.reduce(
            (offset, { kind, index, values }) => KINDS[kind].write(out, offset, index, values as Values),
            start,
          );
        if (isTaken(mode, write, ticks)) taken++;
      },
    ),
    { seed: 20_261_128, numRuns: 200 },
  );
  assert.ok(taken > 10, `${taken} of them were played`);
});

test('what flies or drives on between two snapshots may not leave the arena', () => {
  const away = { ...tank, velocityX: 127, velocityY: -127 };
  const battle = new HostileBattle();
  battle.snapshot((out, offset) => encodeTank(out, offset, 2, away, 127));
  assert.throws(
    () => battle.snapshot((_out, offset) => offset, 300),
    (error: unknown) => error instanceof ProtocolError,
  );
  battle.play(PLAYED_TICKS);
});

test.run();
