// The ends of all modes: golden pictures of the battle that stands still and of the podium, in both languages; and what is said of each.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { LANGUAGES, speak } from '../../../src/client/language.js';
import { endingOf } from '../../../src/client/views/ending.js';
import { MODES } from '../../../src/game/modes.js';
import type { RoomState } from '../../../src/protocol/room-state.js';
import { expectGolden } from '../golden.js';
import { ENDING_MODES, shownEnding } from '../shown-endings.js';
import { openScreens, stateIn } from '../shown-screens.js';

const test = suite('client/views/endings');
test.after.each(() => speak('en'));

const SIZES = [
  [80, 24],
  [120, 40],
] as const;

test('every mode has an end to be looked at', () => {
  assert.equal([...ENDING_MODES].sort(), MODES.map(({ id }) => id).sort());
});

for (const mode of ENDING_MODES)
  for (const [name, phase] of [
    ['end', 'battle'],
    ['podium', 'podium'],
  ] as const) {
    const state = shownEnding(mode, phase);
    for (const language of LANGUAGES)
      for (const [columns, rows] of SIZES) {
        const file = `endings/${language}/${mode}-${name}-${columns}x${rows}`;
        test(file, () => {
          speak(language);
          return expectGolden(file, openScreens(state).draw(columns, rows));
        });
      }
    const file = `endings/ascii/${mode}-${name}-80x24`;
    test(file, () => expectGolden(file, openScreens(state).draw(80, 24, { colours: 'none', ascii: true })));
  }

/** The room at the podium after a match. */
function roomAfter(mode: string, end: RoomState['end'], points: readonly number[]): RoomState {
  const { room } = stateIn('podium');
  const podium = points.map((each, seat) => ({
    ...{ seat, nick: `N${seat}`, team: seat % 2, points: each, kills: 0, deaths: 0 },
  }));
  return { ...room!, end, podium, options: { ...room!.options, mode } };
}

const endOfTeams = (by: 'time' | 'draw' | 'sudden-death'): RoomState['end'] => ({
  by,
  teams: [
    { team: 1, points: 19 },
    { team: 0, points: by === 'draw' ? 19 : 18 },
  ],
});

test('it says who has won, by what, and how the player stood', () => {
  const said = (mode: string, end: RoomState['end'], seat: number | null, best = 0): string => {
    const { title, how, own, isWon } = endingOf(roomAfter(mode, end, [5, 3, 2]), seat, best)!;
    return `${title}, ${how}; ${own}${isWon ? '!' : ''}`;
  };
  const alone = { by: 'time', teams: [] } as const;
  assert.is(said('free-for-all', { ...alone, teams: [] }, 0), 'N0 WINS WITH 5 POINTS, time is up; YOU WON!');
  assert.is(
    said('free-for-all', { by: 'score', teams: [] }, 2),
    'N0 WINS WITH 5 POINTS, the score limit is reached; you are number 3 of 3',
  );
  assert.is(said('free-for-all', { by: 'time', teams: [] }, null), 'N0 WINS WITH 5 POINTS, time is up; ');
  assert.is(
    said('king-of-the-hill', { by: 'sudden-death', teams: [] }, 1),
    'N0 IS KING: 5 s ON THE HILL, in sudden death; you are number 2 of 3',
  );
  assert.is(
    said('duel', { by: 'score', teams: [], rounds: 8 }, 0),
    'N0 WINS 5 OF 8 ROUNDS, the score limit is reached; YOU WON!',
  );
  assert.is(said('teams', endOfTeams('time'), 1), 'TEAM B WINS 19 : 18, time is up; YOUR TEAM WON!');
  assert.is(
    said('capture-the-flag', endOfTeams('sudden-death'), 0),
    'TEAM B WINS 19 : 18, in sudden death; your team lost',
  );
  assert.match(said('teams', endOfTeams('draw'), 0), /^A DRAW, 19 : 19, level to the end/);
  assert.is(
    said('defend', { by: 'base', teams: [], wave: 3 }, 0, 6),
    'THE BASE FELL IN WAVE 4, 3 waves beaten; your best: 6 waves',
  );
  assert.is(
    said('defend', { by: 'time', teams: [], wave: 6 }, 0, 6),
    'THE BASE STANDS, 6 waves beaten; as far as you ever came!',
  );
});

test('before a match has ended there is nothing to say', () => {
  assert.is(endingOf(stateIn('waiting').room!, 0, 0), null);
});

test('the vote shows what is one own choice, on this ballot alone', () => {
  const state = stateIn('podium');
  const screens = openScreens(state);
  const rows = (): string =>
    String.fromCodePoint(
      ...[...screens.draw(80, 24).glyph].map((glyph) => (glyph > 31 && glyph < 0x110000 ? glyph : 32)),
    );
  assert.not.match(rows(), /<- you/);
  screens.press('2');
  assert.equal(screens.calls, ['vote 1']);
  assert.match(rows(), /Ford, teams: 2 votes <- you/);
  state.room = { ...state.room!, ballot: [{ mode: 'duel', arena: 'Icebox', votes: 0 }] };
  assert.not.match(rows(), /<- you/);
});

test.run();
