// Puts tables into the text of the paper, in the place of those that stand there.
import type { PaperTable } from './rule-tables.js';

/** The paper with these tables, each under its line of column names.
 *  @throws Error when one of those lines is not there, or is there twice */
export function refreshTables(paper: string, tables: readonly PaperTable[]): string {
  const lines = paper.split('\n');
  for (const { heading, rows } of tables) {
    const names = heading.trim().split(/ {2,}/).join('|');
    const places = lines.flatMap((line, at) => (line.trim().split(/ {2,}/).join('|') === names ? [at] : []));
    if (places.length !== 1) throw new Error(`the paper has ${places.length} tables "${heading.trim()}"`);
    const [place] = places;
    lines.splice(place, lines.indexOf('', place) - place, heading, ...rows);
  }
  return lines.join('\n');
}
