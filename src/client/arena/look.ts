// How the arena is drawn on this terminal: with pixels or with characters, in which colours, still or moving. Made once from
// what the terminal can do and what the player wants; read by everything in this folder. Knows no terminal itself.
import type { ColourDepth } from '../colour-map.js';
import { type ArenaColours, PALETTES, PALETTES_256, type PaletteName, SIXTEEN_COLOURS } from './colours.js';

/** How the arena is drawn. */
export interface Look {
  /** Half blocks of colour, characters of a Unicode font, or ASCII alone. */
  readonly drawing: 'pixels' | 'blocks' | 'ascii';
  readonly colours: ArenaColours;
  /** Scenery does not move, and nothing flashes. */
  readonly calm: boolean;
}

/** The look for a terminal and a player: half blocks need colours, so without them characters draw. */
export function chooseLook(
  terminal: { readonly colours: ColourDepth; readonly ascii: boolean },
  player: { readonly palette: PaletteName; readonly calm: boolean },
): Look {
  const isPlain = terminal.colours === 'none';
  return {
    drawing: terminal.ascii ? 'ascii' : isPlain ? 'blocks' : 'pixels',
    colours: coloursFor(terminal.colours, player.palette),
    calm: player.calm,
  };
}

function coloursFor(depth: ColourDepth, palette: PaletteName): ArenaColours {
  if (depth === '16') return SIXTEEN_COLOURS;
  return depth === '256' ? PALETTES_256[palette] : PALETTES[palette];
}
