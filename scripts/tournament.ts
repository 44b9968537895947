// npm run -s tournament: bots play bots, each level against the one below; or, with --spawns, those alike, to see that no
// spawn pad is better than another. The same arguments print the same tables on every machine. --help tells them.
import { parseArgs } from 'node:util';
import { ARENAS } from '../src/game/arenas.js';
import { LEVELS } from '../src/game/bot/levels.js';
import { MODES } from '../src/game/modes.js';
import { pickupSet } from '../src/game/pickups.js';
import { SEATS_MAX, SUDDEN_TICKS, TICKS_PER_SECOND } from '../src/game/units.js';
import { OPTIONS_DEFAULT, type World } from '../src/game/world.js';
import { tellBeginner } from './tournament/beginner-table.js';
import { playBotMatch } from './tournament/bot-match.js';
import { proveSpawns } from './tournament/spawn-table.js';

const HELP = `npm run -s tournament -- [OPTIONS]
Each level of bots against the one below, half of the tanks each: how many matches it won, kills and deaths of both.
  --mode free-for-all   the mode
  --levels 1..4         the levels
  --matches 100         for each pair of levels
  --arena Crossroads    one arena; all that suit the mode when left out
  --seconds 120         length of a match
  --tanks 4             in a match
  --seed 1              of the first match; each after it has the next

npm run -s tournament -- --spawns [OPTIONS]
Bots alike in each small arena: how often won who began on each pad, in each colour, and as the first or a later one to come,
against the fair part; in modes with rounds, each round counts. Luck is one standard deviation of the excess, in points. Then
kills a life, of all lives that began there. Ends with 1 when anything is more than 5 points above its fair part.
  --mode, --arena, --seconds 60, --tanks, --seed as above
  --levels 1..4         take turns from match to match; 3..3 is one alone
  --matches 2000        in each arena; with fewer, luck alone makes more of it

npm run -s tournament -- --beginner [OPTIONS]
A scripted beginner, who sees all a quarter of a second late and presses four keys a second, against bots of each level in the
small arenas. Ends with 1 when they have less than twice the points of the best bot of level 1.
  --arena, --tanks, --seed as above
  --seconds 180         length of a match
  --matches 200         against each level
`;

const { values } = parseArgs({
  options: {
    mode: { type: 'string', default: 'free-for-all' },
    levels: { type: 'string', default: `1..${LEVELS.length}` },
    spawns: { type: 'boolean', default: false },
    beginner: { type: 'boolean', default: false },
    matches: { type: 'string' },
    arena: { type: 'string' },
    seconds: { type: 'string' },
    tanks: { type: 'string', default: '4' },
    seed: { type: 'string', default: '1' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}

/** An arena of which 80 x 24 characters show all. */
const SMALL_TILES = 38 * 20;

interface Tally {
  wins: number;
  kills: number;
  deaths: number;
}

/** What each of two levels has at the end of one match. */
type Results = readonly [lower: number, higher: number];

/** Plays one level against another; seats and arenas take turns. */
function playPair(lower: number, higher: number): { tallies: [Tally, Tally]; draws: number } {
  const tallies: [Tally, Tally] = [
    { wins: 0, kills: 0, deaths: 0 },
    { wins: 0, kills: 0, deaths: 0 },
  ];
  let draws = 0;
  const play = MODES[mode].enemySeats > 0 ? playApart : playTogether;
  for (let index = 0; index < matches; index++) {
    const results = play([lower, higher], index, tallies);
    if (results[0] === results[1]) draws++;
    else tallies[results[0] > results[1] ? 0 : 1].wins++;
  }
  return { tallies, draws };
}

/** One match, in which the two have every other seat, and so, where there are two teams, a team each. */
function playTogether(pair: Results, index: number, tallies: readonly [Tally, Tally]): Results {
  // Which of the two has the even seats changes from match to match.
  const sideOf = (seat: number): 0 | 1 => (((seat + index) & 1) === 0 ? 0 : 1);
  const levels = Array.from({ length: tanks }, (_, seat) => pair[sideOf(seat)]);
  const world = playOne(levels, index);
  const results: [number, number] = [0, 0];
  for (let seat = 0; seat < tanks; seat++) {
    count(tallies[sideOf(seat)], world, seat);
    const { team, points } = world.scores[seat];
    // A team's points are those of each of its seats.
    results[sideOf(seat)] += MODES[mode].hasTeams ? world.teams[team].points : points;
  }
  return results;
}

/** One match each against the mode's own enemies: who comes to a later wave; in the same one, who has destroyed more of them;
 *  and of those who are alike in that too, whose base is in a better state. */
function playApart(pair: Results, index: number, tallies: readonly [Tally, Tally]): Results {
  const results = pair.map((level, side) => {
    const world = playOne(new Array<number>(tanks).fill(level), index);
    let destroyed = 0;
    for (let seat = 0; seat < tanks; seat++) {
      count(tallies[side], world, seat);
      destroyed += world.scores[seat].kills;
    }
    return (world.stage.number * 10_000 + destroyed) * 100 + world.bases[0].health;
  });
  return [results[0], results[1]];
}

function playOne(levels: readonly number[], index: number): World {
  const arena = arenas[index % arenas.length];
  return playBotMatch({ arena, options, levels, seed: seed + index, ticksMax: 3 * options.timeLimitTicks });
}

function count(tally: Tally, world: World, seat: number): void {
  tally.kills += world.scores[seat].kills;
  tally.deaths += world.scores[seat].deaths;
}

function whole(text: string, least: number, most: number, what: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  return stop(`--${what} is a whole number from ${least} to ${most}.`);
}

function stop(reason: string): never {
  console.error(reason);
  process.exit(2);
}

const mode = MODES.findIndex(({ id }) => id === values.mode);
const range = /^([1-4])\.\.([1-4])$/.exec(values.levels);
const arenas = [...ARENAS.values()].filter(
  (arena) => (values.arena ?? arena.name) === arena.name && arena.modes.includes(values.mode),
);
if (mode < 0 || range === null || arenas.length === 0) {
  stop(
    `--mode ${MODES.map(({ id }) => id).join('|')}, --levels 1..4, --arena ${[...ARENAS.keys()].join('|')}`,
  );
}
const [lowest, highest] = [Number(range[1]), Number(range[2])];
/** What each of the three is measured with, when nothing else is said. */
const usual = values.spawns ? ['2000', '60'] : values.beginner ? ['200', '180'] : ['100', '120'];
const matches = whole(values.matches ?? usual[0], 1, 100_000, 'matches');
const tanks = whole(values.tanks, 2, SEATS_MAX, 'tanks');
const seed = whole(values.seed, 0, 0x7fffffff, 'seed');
const seconds = whole(values.seconds ?? usual[1], 1, 1800, 'seconds');
const options = {
  ...OPTIONS_DEFAULT,
  mode,
  timeLimitTicks: seconds * TICKS_PER_SECOND,
  pickups: pickupSet([], false),
};

if (values.beginner) measureBeginner();
else if (values.spawns) compareSpawns();
else compareLevels();

function measureBeginner(): void {
  if (values.mode !== 'free-for-all') stop('--beginner plays free-for-all.');
  console.log(
    `${values.mode}, a beginner and ${tanks - 1} bots, ${matches} matches of ${seconds} s, seed ${seed}`,
  );
  process.exitCode = tellBeginner({ arenas: smallArenas(), options, tanks, matches, seed }) ? 0 : 1;
}

function compareLevels(): void {
  console.log(`${values.mode}, ${matches} matches a pair of ${seconds} s, ${tanks} tanks, seed ${seed}`);
  console.log('  levels   higher wins  lower wins  draws   share    kills/deaths higher, lower');
  for (let lower = lowest; lower < highest; lower++) {
    const { tallies, draws } = playPair(lower, lower + 1);
    const [low, high] = tallies;
    const share = `${((100 * high.wins) / matches).toFixed(1)} %`;
    const kills = `${high.kills}/${high.deaths}, ${low.kills}/${low.deaths}`;
    console.log(
      `  ${lower + 1} v ${lower}    ${String(high.wins).padStart(11)}  ${String(low.wins).padStart(10)}  ${String(draws).padStart(5)}  ${share.padStart(6)}    ${kills}`,
    );
  }
}

/** Those that fit on a screen; one that was named counts as such. */
function smallArenas(): typeof arenas {
  const small = arenas.filter(
    ({ columns, rows, name }) => name === values.arena || columns * rows <= SMALL_TILES,
  );
  return small.length > 0
    ? small
    : stop(`No small arena suits ${values.mode}; --arena names one of another size.`);
}

function compareSpawns(): void {
  if (MODES[mode].enemySeats > 0)
    stop(`${values.mode} has no fair part: its two sides are not meant to be the same.`);
  const levels = Array.from({ length: Math.max(1, highest - lowest + 1) }, (_, index) => lowest + index);
  const small = smallArenas();
  console.log(
    `${values.mode}, ${matches} matches an arena of ${seconds} s, ${tanks} tanks, levels ${levels}, seed ${seed}`,
  );
  const trial = { options, tanks, ticksMax: options.timeLimitTicks + SUDDEN_TICKS };
  process.exitCode = proveSpawns(small, trial, levels, matches, seed) ? 0 : 1;
}
