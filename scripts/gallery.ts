// npm run gallery [-- FOLDER]: writes every screen of the client into one HTML page, as a terminal emulator shows it from the
// real bytes, so that a person can look through all of them at once. FOLDER is `gallery` when left out. The page needs nothing else.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PALETTE_NAMES } from '../src/client/arena/colours.js';
import { type ColourDepth, ColourMap, SIXTEEN } from '../src/client/colour-map.js';
import { encodeFrame } from '../src/client/encode-frame.js';
import { BOLD, DEFAULT_COLOUR, DIM, type Frame, INVERSE, UNDERLINE } from '../src/client/frame.js';
import { Pen } from '../src/client/pen.js';
import type { PlainOptions } from '../src/client/plain.js';
import { type ShownCell, ShownScreen } from '../test/client/golden.js';
import { SHOWN_BATTLES, shownBattle } from '../test/client/shown-battles.js';
import { drawOwnPlaces } from '../test/client/shown-own.js';
import { FULL, openScreens, SHOWN_SCREENS } from '../test/client/shown-screens.js';

const SIZES = [
  [80, 24],
  [120, 40],
  [200, 60],
] as const;
const TERMINALS = [
  FULL,
  { colours: '256', ascii: false },
  { colours: '16', ascii: false },
  { colours: 'none', ascii: false },
  { colours: 'none', ascii: true },
] as const;
const INK = 0xd0d0d0;
const PAPER = 0x101010;

/** Bytes as the client would send them, shown by an emulator. */
async function show(frame: Frame, depth: ColourDepth): Promise<ShownScreen> {
  const screen = new ShownScreen(frame.columns, frame.rows);
  await screen.write('\x1b[?1049h\x1b[?7l');
  const options = { colours: new ColourMap(depth), synchronized: true, repeat: true };
  await screen.write(encodeFrame(null, frame, new Pen(), options));
  return screen;
}

function css(colour: number, own: number): string {
  const value = colour === DEFAULT_COLOUR ? own : colour < SIXTEEN.length ? SIXTEEN[colour] : colour;
  return `#${value.toString(16).padStart(6, '0')}`;
}

/** Half blocks are painted by the page and not by a font, whose gaps are none of ours. */
function styleOf({ text, fg, bg, style }: ShownCell): string {
  const isInverse = (style & INVERSE) !== 0;
  const front = isInverse ? css(bg, PAPER) : css(fg, INK);
  const back = isInverse ? css(fg, INK) : css(bg, PAPER);
  if (text === '▀') return `background:linear-gradient(${front} 50%,${back} 50%)`;
  if (text === '▄') return `background:linear-gradient(${back} 50%,${front} 50%)`;
  const looks = [`color:${front};background:${back}`];
  if ((style & BOLD) !== 0) looks.push('font-weight:bold');
  if ((style & DIM) !== 0) looks.push('opacity:.6');
  if ((style & UNDERLINE) !== 0) looks.push('text-decoration:underline');
  return looks.join(';');
}

const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Looks are classes of the page, because few of them make up nearly all cells. */
const classes = new Map<string, string>();

function classOf(style: string): string {
  const known = classes.get(style) ?? `c${classes.size}`;
  classes.set(style, known);
  return known;
}

function drawRow(screen: ShownScreen, y: number): string {
  let html = '';
  let open = '';
  for (let x = 0; x < screen.terminal.cols; x++) {
    const cell = screen.cell(x, y);
    if (cell.width === 0) continue;
    const name = classOf(styleOf(cell));
    if (name !== open) html += `${open === '' ? '' : '</b>'}<b class=${name}>`;
    open = name;
    html += cell.text === '▀' || cell.text === '▄' ? ' ' : escapeText(cell.text || ' ');
  }
  return `${html}</b>`;
}

function drawScreen(screen: ShownScreen): string {
  return Array.from({ length: screen.terminal.rows }, (_, y) => drawRow(screen, y)).join('\n');
}

const kindOf = ({ ascii, colours }: PlainOptions): string => `${ascii ? 'ASCII, ' : ''}${colours}`;

const folder = process.argv[2] ?? 'gallery';
const screens: Record<string, () => Pick<ReturnType<typeof openScreens>, 'draw'>> = { ...SHOWN_SCREENS };
for (const [name, shown] of Object.entries(SHOWN_BATTLES))
  screens[`mode-${name}`] = () => openScreens(shownBattle(shown));
const parts: string[] = [];
for (const [name, open] of Object.entries(screens)) {
  parts.push(`<h2 id=${name}>${name}</h2>`);
  for (const [columns, rows] of SIZES) {
    // The other depths in one size: what differs is the colours.
    for (const terminal of columns === 80 ? TERMINALS : [FULL]) {
      const screen = await show(open().draw(columns, rows, terminal), terminal.colours);
      parts.push(`<h3>${columns} x ${rows}, ${kindOf(terminal)}</h3><pre>${drawScreen(screen)}</pre>`);
    }
  }
}
parts.push('<h2 id=own-tank>own-tank</h2>');
for (const mode of ['free-for-all', 'teams']) {
  for (const palette of PALETTE_NAMES) {
    for (const scale of [1, 1.5, 2]) {
      const shown = palette === 'usual' ? TERMINALS : TERMINALS.slice(0, 2);
      for (const terminal of shown.filter(({ colours }) => colours !== 'none' || scale !== 1.5)) {
        const screen = await show(drawOwnPlaces(terminal, mode, scale, palette), terminal.colours);
        const kind = `${mode}, ${palette}, size ${scale}, ${kindOf(terminal)}`;
        parts.push(`<h3>${kind}</h3><pre>${drawScreen(screen)}</pre>`);
      }
    }
  }
}
const links = [...Object.keys(screens), 'own-tank'].map((name) => `<a href=#${name}>${name}</a>`);
const page = `<!doctype html><meta charset=utf-8><title>Terminal Tanks: all screens</title><style>
body{background:#000;color:#ccc;font:14px sans-serif}a{color:#7fc7ff;margin-right:1em}
pre{font:14px/17px 'DejaVu Sans Mono',Menlo,Consolas,monospace;margin:0}pre b{font-weight:normal;display:inline-block;height:17px}
${[...classes].map(([style, name]) => `pre .${name}{${style}}`).join('\n')}
</style><h1>Terminal Tanks: all screens</h1><p>${links.join(' ')}</p>
${parts.join('\n')}
`;
mkdirSync(folder, { recursive: true });
const path = join(folder, 'index.html');
writeFileSync(path, page);
console.log(`${parts.filter((part) => part.startsWith('<h3>')).length} pictures are in ${path}`);
