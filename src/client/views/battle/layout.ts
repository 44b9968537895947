// How a window is shared out among arena, panel and lines: sizes in, rectangles out. Pure; asked for each frame. The arena is
// drawn as large as it fits; what is left beside it is the panel's, what is left below the lines'.
import { SCALE_MAX, SCALES } from '../../arena/camera.js';

/** A part of the window in cells. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly columns: number;
  readonly rows: number;
}

/** Where everything stands. */
export interface Layout {
  /** Size of the drawing, one of SCALES. */
  readonly scale: number;
  /** Tiles of the view that are shown; fewer than it has in a small window. */
  readonly tilesAcross: number;
  readonly tilesDown: number;
  readonly arena: Rect;
  /** Whether there is a line around the arena. */
  readonly hasBorder: boolean;
  readonly panel: Rect | null;
  readonly below: Rect;
}

/** The bar above and the footer. */
const BARS = 2;
const PANEL_MIN = 22;
const PANEL_MAX = 36;
const BELOW_MIN = 2;
const BELOW_MAX = 8;
/** With so many rows left, as many of them stand above the arena as below. */
const ROWS_TO_CENTRE = 12;
/** From here on a view that does not fit anyway is narrowed further for the sake of a panel. */
const COLUMNS_FOR_PANEL = 100;
/** In a lower window one line below has to do. */
const ROWS_FOR_TWO_LINES = 20;

/** Shares out a window.
 *  @param columns at least 40 @param rows at least 15
 *  @param tilesAcross tiles of the whole view @param tilesDown tiles of the whole view
 *  @param scaleMax largest size of the drawing, 1 to SCALE_MAX
 *  @param takesHalf whether the size may be one and a half */
export function arrange(
  columns: number,
  rows: number,
  tilesAcross: number,
  tilesDown: number,
  scaleMax: number = SCALE_MAX,
  takesHalf = false,
): Layout {
  const scale = chooseScale(columns, rows, tilesAcross, tilesDown, scaleMax, takesHalf);
  const wantedColumns = tilesAcross * 2 * scale;
  const wantedRows = tilesDown * scale;
  const isWhole = wantedColumns <= columns && wantedRows + BARS + BELOW_MIN <= rows;
  const hasPanel = columns - wantedColumns > PANEL_MIN || (!isWhole && columns >= COLUMNS_FOR_PANEL);
  const belowMin = hasPanel ? 0 : rows < ROWS_FOR_TWO_LINES ? 1 : BELOW_MIN;
  const roomAcross = columns - (hasPanel ? PANEL_MIN + 1 : 0);
  const roomDown = rows - BARS - belowMin;
  // A view that has to be narrowed anyway leaves room for a line at either side.
  const sides = tilesAcross * 2 * scale <= roomAcross ? 0 : 2;
  const across = Math.min(tilesAcross, Math.floor((roomAcross - sides) / (2 * scale)));
  const down = Math.min(tilesDown, Math.floor(roomDown / scale));
  const hasBorder = across * 2 * scale + 2 <= roomAcross && down * scale + 2 <= roomDown;
  const edge = hasBorder ? 1 : 0;
  const outer = { columns: across * 2 * scale + 2 * edge, rows: down * scale + 2 * edge };
  const gap = columns - outer.columns - PANEL_MAX >= 2 ? 2 : 1;
  const panelColumns = hasPanel ? Math.min(PANEL_MAX, columns - outer.columns - gap - 1) : 0;
  const rest = rows - BARS - outer.rows;
  const isCentred = rest >= ROWS_TO_CENTRE;
  const belowRows = Math.min(BELOW_MAX, isCentred ? rest >> 1 : rest);
  // Without a line around it, an odd column stands at the left, for the line there.
  const x = (columns - outer.columns - (hasPanel ? panelColumns + gap : 0) + 1 - edge) >> 1;
  const y = 1 + (isCentred ? rest >> 1 : 0);
  const margin = Math.max(edge, 1 - x);
  return {
    scale,
    tilesAcross: across,
    tilesDown: down,
    arena: { x: x + edge, y: y + edge, columns: outer.columns - 2 * edge, rows: outer.rows - 2 * edge },
    hasBorder,
    panel: hasPanel
      ? { x: x + outer.columns + gap, y, columns: panelColumns, rows: outer.rows + belowRows }
      : null,
    // As wide as the picture, without its border, and never at the window's very edge.
    below: {
      x: x + margin,
      y: y + outer.rows,
      columns: outer.columns - 2 * margin,
      rows: belowRows,
    },
  };
}

/** The largest drawing that leaves room for a panel or two lines; the smallest when none does. */
function chooseScale(
  columns: number,
  rows: number,
  tilesAcross: number,
  tilesDown: number,
  scaleMax: number,
  takesHalf: boolean,
): number {
  for (let index = SCALES.length - 1; index > 0; index--) {
    const scale = SCALES[index];
    // Two tiles take three rows at one and a half: a picture of an odd number would end within a row.
    const isPossible = Number.isInteger(scale) || (takesHalf && tilesDown % 2 === 0);
    if (scale > scaleMax || !isPossible) continue;
    const across = columns - tilesAcross * 2 * scale;
    const down = rows - BARS - tilesDown * scale;
    if (across >= 0 && down >= 0 && (across > PANEL_MIN || down >= BELOW_MIN)) return scale;
  }
  return SCALES[0];
}
