// The characters with which the arena is drawn where there are no colours for half blocks: one set of block characters and one
// of ASCII alone. Read by the text-*.ts files. Every character takes one column in every terminal (glyph.ts: isSure).

/** Tanks by scale - 1 and heading (up, right, down, left), each `4 * scale` columns by `2 * scale` rows. `1` is the sign of the
 *  seat, `m` that of the team, `t` and `u` are tracks, `[` and `]` sides that show wear, and `.` leaves what is there. */
type TankArt = readonly (readonly (readonly string[])[])[];

/** One set of characters. Patterns of the ground repeat after their length. */
export interface TextArt {
  readonly brick: string;
  /** The same where there is room for courses; every other row is set off by half. */
  readonly brickCourse: string;
  /** What is left of brick in the upper or the lower half of a cell, and where all of it is gone. */
  readonly brickUpper: string;
  readonly brickLower: string;
  readonly steel: string;
  readonly water: string;
  readonly bush: string;
  readonly ice: string;
  readonly base: string;
  /** Shells by their kind: one that flies across, and one that flies up or down. */
  readonly shells: readonly string[];
  readonly muzzle: string;
  readonly impact: string;
  /** From hot to smoke. */
  readonly fire: string;
  readonly shield: string;
  readonly wreck: string;
  /** Sides of a tank that is frozen. */
  readonly frozen: string;
  readonly mine: string;
  /** Ground that the ring has closed. */
  readonly ring: string;
  /** Side of the hill: across, up and down, corner. */
  readonly hill: string;
  /** `t` and `u` of the tank, which change places while it drives. */
  readonly tracks: string;
  /** Sides of a tank that is whole, hit, battered: `[` and `]` of each. */
  readonly sides: readonly string[];
  /** In place of the sign of a team where there is none. */
  readonly noTeam: string;
  readonly tanks: TankArt;
}

const ASCII_TANKS: TankArt = [
  [
    ['/^^\\', '[1m]'],
    ['[1]>', '[m]>'],
    ['[1m]', '\\vv/'],
    ['<[1]', '<[m]'],
  ],
  [
    ['tt || tt', 'uu_||_uu', 'tt[1m]tt', 'uu[__]uu'],
    ['tutututu', '[ 1 ]===', '[_m_]===', 'tutututu'],
    ['tt____tt', 'uu[1m]uu', 'tt[  ]tt', 'uu || uu'],
    ['tutututu', '===[ 1 ]', '===[_m_]', 'tutututu'],
  ],
  [
    ['ttt  ||  ttt', 'uuu  ||  uuu', 'ttt /||\\ ttt', 'uuu[ 1m ]uuu', 'ttt[    ]ttt', 'uuu\\____/uuu'],
    ['tutututututu', ' ______     ', '[      \\____', '[  1 m /----', '[______/    ', 'tutututututu'],
    ['ttt/----\\ttt', 'uuu[    ]uuu', 'ttt[ 1m ]ttt', 'uuu \\||/ uuu', 'ttt  ||  ttt', 'uuu  ||  uuu'],
    ['tutututututu', '     ______ ', '____/      ]', '----\\ 1 m  ]', '    \\______]', 'tutututututu'],
  ],
];

const BLOCK_TANKS: TankArt = [
  [
    ['▄▐▌▄', '[1m]'],
    ['[1▙▄', '[m▛▀'],
    ['[1m]', '▀▐▌▀'],
    ['▄▟1]', '▀▜m]'],
  ],
  [
    ['tt ▐▌ tt', 'uu▗▟▙▖uu', 'tt[1m]tt', 'uu▙▄▄▟uu'],
    ['tutututu', '[ 1 ▐▄▄▄', '[ m ▐▀▀▀', 'tutututu'],
    ['tt▛▀▀▜tt', 'uu[1m]uu', 'tt▝▜▛▘tt', 'uu ▐▌ uu'],
    ['tutututu', '▄▄▄▌ 1 ]', '▀▀▀▌ m ]', 'tutututu'],
  ],
  [
    ['ttt  ▐▌  ttt', 'uuu  ▐▌  uuu', 'ttt▄▟██▙▄ttt', 'uuu[ 1m ]uuu', 'ttt[    ]ttt', 'uuu▙▄▄▄▄▟uuu'],
    ['tutututututu', '▛▀▀▀▀▀▙     ', '[  1  █▄▄▄▄▄', '[  m  █▀▀▀▀▀', '▙▄▄▄▄▄▛     ', 'tutututututu'],
    ['ttt▛▀▀▀▀▜ttt', 'uuu[    ]uuu', 'ttt[ 1m ]ttt', 'uuu▀▜██▛▀uuu', 'ttt  ▐▌  ttt', 'uuu  ▐▌  uuu'],
    ['tutututututu', '     ▟▀▀▀▀▀▜', '▄▄▄▄▄█  1  ]', '▀▀▀▀▀█  m  ]', '     ▜▄▄▄▄▄▟', 'tutututututu'],
  ],
];

/** For a terminal that shows nothing but ASCII. */
export const ASCII_ART: TextArt = {
  brick: '#',
  brickCourse: '___|',
  brickUpper: '"',
  brickLower: '_',
  steel: 'H',
  water: '~ ~~',
  bush: '%&',
  ice: ': ',
  base: '$',
  shells: ['-|', 'oo', '=H', '##'],
  muzzle: '*',
  impact: '*',
  fire: '@#*+.',
  shield: '*',
  wreck: 'x',
  frozen: '*',
  mine: 'o',
  ring: '/',
  hill: '-|+',
  tracks: '=-',
  sides: ['[]', '()', '::'],
  noTeam: '_',
  tanks: ASCII_TANKS,
};

/** For a terminal without colours. */
export const BLOCK_ART: TextArt = {
  brick: '▒',
  brickCourse: '▒',
  brickUpper: '▀',
  brickLower: '▄',
  steel: '╬',
  water: '~ ~~',
  bush: '░',
  ice: "·'",
  base: '▞',
  shells: ['━┃', 'oo', '═║', '■■'],
  muzzle: '*',
  impact: '*',
  fire: '█▓▒░.',
  shield: '*',
  wreck: '▚',
  frozen: '*',
  mine: 'o',
  ring: '/',
  hill: '─│┼',
  tracks: '█▓',
  sides: ['▐▌', '┃┃', '┊┊'],
  noTeam: ' ',
  tanks: BLOCK_TANKS,
};

/** The sign of a seat: 1 to 9, then A to G. @param seat 0 to 15 */
export function seatSign(seat: number): string {
  return '123456789ABCDEFG'[seat];
}

/** The sign of a team, a to d. @param team 0 to 3 */
export function teamSign(team: number): string {
  return 'abcd'[team];
}
