// What a player draws: read as it was meant, or refused with the place and the reason.
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { placeAt } from '../../src/game/arena.js';
import { ArenaError, arenaFromGrid, parseArena } from '../../src/game/arena-text.js';
import { SMALL_ARENAS } from '../../src/game/arenas/small.js';
import { BASE, BUSH, ICE, OPEN, STEEL, WATER, WHOLE_BRICK } from '../../src/game/terrain.js';

const ROW = '.'.repeat(24);
const HEADER = ['name: Meadow', 'author: Ada', 'modes: duel', ''];
/** Line of the first row behind HEADER. */
const FIRST = HEADER.length + 1;

type Mark = readonly [column: number, row: number, letters: string];

/** Lines of a good arena, with letters put into its 14 rows. */
function drawing(marks: readonly Mark[] = [], header = HEADER) {
  const rows = Array.from({ length: 14 }, () => ROW);
  for (const [column, row, letters] of [[0, 0, 'S'], [22, 12, 'S'], ...marks] as Mark[]) {
    rows[row] = rows[row].slice(0, column) + letters + rows[row].slice(column + letters.length);
  }
  return [...header, ...rows];
}

function requireRefused(lines: readonly string[], line: number, column: number, reason: RegExp): void {
  try {
    parseArena(lines.join('\n'));
  } catch (error) {
    assert.instance(error, ArenaError);
    const { message } = error as ArenaError;
    assert.match(message, reason);
    assert.ok(message.startsWith(`line ${line}, column ${column}: `), message);
    return;
  }
  assert.unreachable(`not refused: ${reason}`);
}

test('a drawing becomes an arena', () => {
  const arena = parseArena(
    drawing(
      [
        [6, 2, 'P'],
        [10, 2, '#X~%='],
        [2, 5, 'H'],
        [2, 8, 'A.a.1'],
        [10, 8, 'D.d.4'],
      ],
      ['name: Old Mill', 'author: Żaneta', 'modes: duel,king-of-the-hill , duel', 'hill: 3', ''],
    )
      .join('\r\n')
      .replace('king-of-the-hill ,', ''),
  );
  assert.equal([arena.name, arena.author, arena.columns, arena.rows], ['Old Mill', 'Żaneta', 24, 14]);
  assert.equal(arena.modes, ['duel']);
  const solo = [placeAt(0, 0), placeAt(22, 12)];
  assert.equal(
    arena.spawns.filter(({ team }) => team === undefined),
    solo,
  );
  assert.equal(
    arena.spawns.filter(({ team }) => team !== undefined),
    [
      { ...placeAt(6, 8), team: 0 },
      { ...placeAt(14, 8), team: 3 },
    ],
  );
  assert.equal(arena.pickupPads, [placeAt(6, 2)]);
  assert.equal(
    arena.flags.map(({ team }) => team),
    [0, 3],
  );
  assert.equal(arena.bases[0], { ...placeAt(2, 8), team: 0 });
  assert.equal(arena.hill, { ...placeAt(2, 5), radius: 3 * 256 });
  const row = 2 * 24;
  assert.equal([...arena.tiles.slice(row + 10, row + 15)], [WHOLE_BRICK, STEEL, WATER, BUSH, ICE]);
  assert.equal([...arena.tiles.slice(9 * 24 + 1, 9 * 24 + 5)], [OPEN, BASE, BASE, OPEN]);
});

test('a wrong header is refused', () => {
  const grid = drawing([], []);
  requireRefused(['modes: duel', '', ...grid], 1, 1, /no name/);
  requireRefused(['name: A', '', ...grid], 1, 1, /suits no mode/);
  requireRefused(['name: A\x1b[31m', 'modes: duel', '', ...grid], 1, 7, /letters/);
  requireRefused(['name: A', 'author: ', 'modes: duel', '', ...grid], 2, 8, /an? author/);
  requireRefused(['name: A', 'modes: , ,', '', ...grid], 2, 8, /no mode stands/);
  requireRefused(['name: A', 'modes: duel, toString', '', ...grid], 2, 14, /no such mode/);
  requireRefused(['name: A', 'hill: 13', 'modes: duel', '', ...grid], 2, 7, /2 to 12/);
  requireRefused(['name: A', 'Size: 3', 'modes: duel', '', ...grid], 2, 1, /none of/);
});

test('a wrong grid is refused, at its place', () => {
  requireRefused(drawing([[7, 3, '?']]), FIRST + 3, 8, /'\?' is no kind of ground/);
  requireRefused(drawing([[7, 3, '\x07']]), FIRST + 3, 8, /^.*U\+0007 is/);
  const ragged = drawing();
  ragged[FIRST + 4] = ROW.slice(2);
  requireRefused(ragged, FIRST + 5, 23, /22 wide, and the first one 24/);
  ragged[FIRST + 4] = `${ROW}...`;
  requireRefused(ragged, FIRST + 5, 25, /27 wide/);
  requireRefused([...HEADER, 'S.S'], FIRST, 3, /20 to 96 columns/);
  requireRefused([...HEADER, '.'.repeat(97)], FIRST, 97, /20 to 96 columns/);
  requireRefused([...HEADER, ROW, ROW], FIRST + 1, 1, /12 to 60 rows/);
  requireRefused([...HEADER, ...Array.from({ length: 61 }, () => ROW)], FIRST + 60, 1, /12 to 60 rows/);
  requireRefused(HEADER, 4, 1, /columns wide/);
});

test('what stands in its own way is refused', () => {
  requireRefused(drawing([[7, 3, 'S#']]), FIRST + 3, 8, /2 x 2 open tiles/);
  requireRefused(drawing([[23, 3, 'P']]), FIRST + 3, 24, /2 x 2 open tiles/);
  requireRefused(drawing([[5, 13, 'P']]), FIRST + 13, 6, /2 x 2 open tiles/);
  requireRefused(drawing([[5, 5, 'PP']]), FIRST + 5, 7, /2 x 2 open tiles/);
  requireRefused(drawing([[5, 5, 'H..H']]), FIRST + 5, 9, /one hill/);
  requireRefused(drawing([[5, 5, 'a..a']]), FIRST + 5, 9, /one flag/);
  requireRefused(drawing([[5, 5, 'B..B']]), FIRST + 5, 9, /one base/);
  const full = Array.from({ length: 14 }, () => 'S'.repeat(24));
  requireRefused([...HEADER, ...full], FIRST + 4, 1, /at most 96/);
});

test('an arena has what its modes need', () => {
  const withModes = (modes: string, ...marks: Mark[]) =>
    drawing(marks, ['name: A', `modes: duel, ${modes}`, '']);
  requireRefused(withModes('free-for-all'), 2, 14, /needs 4 spawn pads or more \(S\); there are 2/);
  requireRefused(withModes('teams'), 2, 14, /needs 2 spawn pads or more of team 1/);
  requireRefused(withModes('teams', [4, 4, '1.1..2']), 2, 14, /of team 2 \(2\); there are 1/);
  requireRefused(withModes('teams', [4, 4, '1.1..2.2.2']), 2, 14, /as many spawn pads of team 2/);
  requireRefused(withModes('teams', [4, 4, '1.1..2.2..4']), 2, 14, /of team 4/);
  requireRefused(withModes('capture-the-flag', [4, 4, '1.1..2.2..a']), 2, 14, /flag of team 2 \(b\)/);
  requireRefused(withModes('king-of-the-hill', [4, 4, 'S.S.']), 2, 14, /needs a hill/);
  requireRefused(withModes('defend', [4, 4, '1.1..2.2..B']), 2, 14, /base of the first team/);
  parseArena(withModes('defend, teams', [4, 4, '1.1..2.2..A']).join('\n'));
});

test('a place that nobody reaches without a shot is refused', () => {
  const walled = drawing([
    [4, 4, '####'],
    [4, 5, '#P.#'],
    [4, 6, '#..#'],
    [4, 7, '####'],
  ]);
  requireRefused(walled, FIRST + 5, 6, /no way leads here/);
  // A gap of one tile is too narrow for a tank, one of two is not.
  walled[FIRST + 3] = walled[FIRST + 3].replace('####', '#.##');
  requireRefused(walled, FIRST + 5, 6, /no way leads here/);
  walled[FIRST + 3] = walled[FIRST + 3].replace('#.##', '#..#');
  parseArena(walled.join('\n'));
});

test('whatever the text is, it is an arena or an ArenaError', () => {
  const letter = fc.constantFrom(...'....##X~%=SPH12abAB\n\n:é\u{1f4a3}\0');
  const [good] = SMALL_ARENAS;
  const broken = fc
    .array(fc.tuple(fc.nat(good.length - 1), fc.nat(3), fc.string({ unit: letter, maxLength: 4 })), {
      maxLength: 5,
    })
    .map((cuts) =>
      cuts.reduce((text, [at, count, put]) => text.slice(0, at) + put + text.slice(at + count), good),
    );
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: letter, maxLength: 2000 }),
    fc.string({ unit: 'binary' }),
    broken,
  );
  fc.assert(
    fc.property(text, (drawn) => {
      for (const read of [parseArena, (grid: string) => arenaFromGrid('x', grid)]) {
        try {
          read(drawn);
        } catch (error) {
          assert.instance(error, ArenaError);
          const { line, column } = error as ArenaError;
          assert.ok(line >= 1 && column >= 1, `${line}, ${column}`);
        }
      }
    }),
    { numRuns: 2000 },
  );
});

test.run();
