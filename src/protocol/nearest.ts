// A word that somebody mistyped -> the known one that was probably meant. Pure; for commands of talk, options, settings and variables.

const MISTAKES_MAX = 2;

/** The known word that is nearest to a mistyped one; null when none is near. */
export function nearestTo(word: string, all: readonly string[]): string | null {
  const [first] = all
    .map((known) => ({ known, mistakes: mistakesBetween(word, known) }))
    .sort((one, other) => one.mistakes - other.mistakes);
  const isNear = first !== undefined && first.mistakes <= Math.min(MISTAKES_MAX, first.known.length - 1);
  return isNear ? first.known : null;
}

/** Letters to add, to take away, to change or to swap with their neighbour (Damerau and Levenshtein). */
function mistakesBetween(one: string, other: string): number {
  const rows = Array.from({ length: one.length + 1 }, (_, index) => [index]);
  for (let column = 0; column <= other.length; column++) rows[0][column] = column;
  for (let row = 1; row <= one.length; row++) {
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[row - 1] === other[column - 1];
      let least = Math.min(rows[row - 1][column] + 1, rows[row][column - 1] + 1);
      least = Math.min(least, rows[row - 1][column - 1] + (isSame ? 0 : 1));
      const isSwapped =
        row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (isSwapped) least = Math.min(least, rows[row - 2][column - 2] + 1);
      rows[row][column] = least;
    }
  }
  return rows[one.length][other.length];
}
