// Environment -> what the terminal can be told. Pure: terminal.ts asks once, at the start. In doubt it says less, because a
// sequence that a terminal doesn't know is drawn as rubbish, while fewer colours are only plainer.
import type { ColourDepth } from './colour-map.js';

/** What a terminal can do. */
export interface Capabilities {
  readonly colours: ColourDepth;
  /** It shows nothing but ASCII. */
  readonly ascii: boolean;
  /** REP, CSI b. */
  readonly repeat: boolean;
}

/** What terminal-kit's description of the terminal says about colours; undefined is "maybe". */
export interface ColourSupport {
  readonly '256colors'?: boolean | undefined;
  readonly trueColor?: boolean | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

const TRUECOLOR_TERMS = /kitty|alacritty|foot|ghostty|wezterm|direct|truecolor|contour/;
const TRUECOLOR_PROGRAMS = /^(iTerm\.app|WezTerm|vscode|ghostty|Hyper|Tabby|rio|WarpTerminal)$/;
const MONOCHROME_TERMS = /^(vt\d+|ansi-m|.*-m|.*-mono)$/;
const REPEAT_TERMS = /kitty|foot|alacritty|ghostty|wezterm|contour/;

/** Says what a terminal can do.
 *  @param support what terminal-kit knows of it
 *  @param platform as process.platform: the Windows console has all colours and sets no TERM */
export function detectCapabilities(
  env: Environment,
  support: ColourSupport = {},
  platform = '',
): Capabilities {
  const term = env.TERM ?? '';
  return {
    colours: detectColours(env, term, support, platform),
    ascii: isAscii(env, term),
    repeat:
      !isMultiplexed(env, term) &&
      (REPEAT_TERMS.test(term) ||
        isVte(env) ||
        env.XTERM_VERSION !== undefined ||
        env.WT_SESSION !== undefined),
  };
}

function detectColours(
  env: Environment,
  term: string,
  support: ColourSupport,
  platform: string,
): ColourDepth {
  // https://no-color.org: present and not empty.
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return 'none';
  if (MONOCHROME_TERMS.test(term)) return 'none';
  // GNU screen hands on the COLORTERM of the terminal around it, and garbles what that promises.
  const isScreen = term.startsWith('screen') && env.TMUX === undefined;
  const isTrueColour =
    /^(truecolor|24bits?)$/i.test(env.COLORTERM ?? '') ||
    TRUECOLOR_TERMS.test(term) ||
    TRUECOLOR_PROGRAMS.test(env.TERM_PROGRAM ?? '') ||
    env.WT_SESSION !== undefined ||
    env.KONSOLE_VERSION !== undefined ||
    isVte(env) ||
    support.trueColor === true;
  if (isTrueColour && !isScreen && term !== 'linux') return 'truecolor';
  if (platform === 'win32' && term === '') return 'truecolor';
  return term.includes('256') || support['256colors'] === true ? '256' : '16';
}

/** What cannot be trusted with more: a line terminal, and any terminal whose locale says that it has no UTF-8. The Linux console
 *  has block characters, but only where its locale says UTF-8; elsewhere a locale that is not set says nothing, as over SSH. */
function isAscii(env: Environment, term: string): boolean {
  if (/^vt\d|^ansi/.test(term)) return true;
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  if (/utf-?8/i.test(locale)) return false;
  return locale !== '' || term === 'linux';
}

/** The library under GNOME Terminal and many more; 3600 brought true colour. */
function isVte(env: Environment): boolean {
  return Number(env.VTE_VERSION ?? 0) >= 3600;
}

/** Inside tmux or screen the outer terminal's variables are still set, but say nothing. */
function isMultiplexed(env: Environment, term: string): boolean {
  return env.TMUX !== undefined || env.STY !== undefined || /^(screen|tmux)/.test(term);
}
