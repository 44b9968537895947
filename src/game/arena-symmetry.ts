// The two ways in which an arena from a seed is the same for all: turned half round, or mirrored left to right and top to
// bottom. Used by the files that make such an arena.

/** The size of an arena in tiles, and whether it is mirrored both ways or only turned half round. */
export interface Symmetry {
  readonly columns: number;
  readonly rows: number;
  readonly isMirrored: boolean;
}

/** A box of tiles by its upper left one. */
export interface Box {
  readonly column: number;
  readonly row: number;
  readonly width: number;
  readonly height: number;
}

/** A box and where it comes to lie on the other sides, itself first; one that lies on an axis counts once. The last of
 *  them is always on the other team's side. */
export function imagesOf({ columns, rows, isMirrored }: Symmetry, box: Box): Box[] {
  const column = columns - box.width - box.column;
  const row = rows - box.height - box.row;
  const all = isMirrored
    ? [box, { ...box, row }, { ...box, column }, { ...box, column, row }]
    : [box, { ...box, column, row }];
  return all.filter(
    (image, index) =>
      all.findIndex((other) => other.column === image.column && other.row === image.row) === index,
  );
}

/** Tiles between two boxes, the larger one of across and down; below 0 when they overlap. */
export function gapBetween(first: Box, second: Box): number {
  const across = Math.max(
    second.column - first.column - first.width,
    first.column - second.column - second.width,
  );
  const down = Math.max(second.row - first.row - first.height, first.row - second.row - second.height);
  return Math.max(across, down);
}
