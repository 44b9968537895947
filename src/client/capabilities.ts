// Environment, and what the terminal itself answers -> what the terminal can be told. Pure. In doubt it says less, because a
// sequence that a terminal doesn't know is drawn as rubbish, while fewer colours are only plainer.
import type { ColourDepth } from './colour-map.js';
import { WIDTH_ANSWER, WIDTH_COLUMN } from './terminal-modes.js';

/** What a terminal can do. */
export interface Capabilities {
  readonly colours: ColourDepth;
  /** It shows nothing but ASCII. */
  readonly ascii: boolean;
  /** REP, CSI b. */
  readonly repeat: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

const TRUECOLOR_TERMS = /kitty|alacritty|foot|ghostty|wezterm|direct|truecolor|contour|^st(-|$)/;
const TRUECOLOR_PROGRAMS = /^(iTerm\.app|WezTerm|vscode|ghostty|Hyper|Tabby|rio|WarpTerminal)$/;
const MONOCHROME_TERMS = /^(vt\d+|ansi-m|.*-m|.*-mono)$/;
/** They know REP. */
const MODERN_TERMS = /kitty|foot|alacritty|ghostty|wezterm|contour/;

/** Says what a terminal can do.
 *  @param platform as process.platform: the Windows console has all colours and sets no TERM */
export function detectCapabilities(env: Environment, platform = ''): Capabilities {
  const term = env.TERM ?? '';
  const isOwn = !isMultiplexed(env, term);
  const isModern = isOwn && (MODERN_TERMS.test(term) || isVte(env) || env.WT_SESSION !== undefined);
  return {
    colours: detectColours(env, term, platform),
    ascii: isAscii(env, term),
    repeat: isModern || (isOwn && env.XTERM_VERSION !== undefined),
  };
}

/** Whether a terminal may be asked in the words of DCS: some print them, and GNU screen hands them on to the terminal around it. */
export function mayBeAsked(env: Environment): boolean {
  const term = env.TERM ?? '';
  return !/^(linux|vt\d|ansi|screen)/.test(term);
}

/** What an answer adds to what is known of the terminal; the same object when nothing.
 *  @param reply to COLOUR_QUERY or WIDTH_QUERY, or to something else */
export function withAnswer(known: Capabilities, reply: string): Capabilities {
  const column = WIDTH_ANSWER.exec(reply)?.[1];
  if (column !== undefined)
    return Number(column) === WIDTH_COLUMN || known.ascii ? known : { ...known, ascii: true };
  // Who wants no colours gets none.
  if (known.colours === 'none' || known.colours === 'truecolor') return known;
  if (/^.P1\$r[\d;:]*48[:;]2[:;]:?1[:;]2[:;]3m/.test(reply) || /^.P1\+r524742/i.test(reply))
    return { ...known, colours: 'truecolor' };
  const count = /^.P1\+r436f=((?:3\d)+)/i.exec(reply)?.[1] ?? '';
  const isMany = Number(Buffer.from(count, 'hex').toString('latin1')) >= 256;
  return isMany && known.colours === '16' ? { ...known, colours: '256' } : known;
}

function detectColours(env: Environment, term: string, platform: string): ColourDepth {
  // https://no-color.org: present and not empty.
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return 'none';
  if (MONOCHROME_TERMS.test(term)) return 'none';
  // GNU screen hands on the COLORTERM of the terminal around it, and the TMUX, and garbles what that promises.
  const isScreen = term.startsWith('screen') && (env.TMUX === undefined || env.STY !== undefined);
  const isTrueColour =
    /^(truecolor|24bits?)$/i.test(env.COLORTERM ?? '') ||
    TRUECOLOR_TERMS.test(term) ||
    TRUECOLOR_PROGRAMS.test(env.TERM_PROGRAM ?? '') ||
    env.WT_SESSION !== undefined ||
    env.KONSOLE_VERSION !== undefined ||
    isVte(env);
  if (isTrueColour && !isScreen && term !== 'linux') return 'truecolor';
  if (platform === 'win32' && term === '') return 'truecolor';
  const isXterm = term.startsWith('xterm') && env.XTERM_VERSION !== undefined;
  return term.includes('256') || isXterm ? '256' : '16';
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
