// Which pickups appear in a room, as lines that are turned on and off: the list behind one of the options. Used by
// room-options.ts; pickups that harm who takes them have an option of their own.
import { FROZEN, PICKUPS } from '../../game/pickups.js';
import { BOLD, type Frame } from '../frame.js';
import { INK, PICKUP_COLOURS } from '../palette.js';
import { firstShown } from './view.js';
import { hasWord, word } from './words.js';

const CHOICES = PICKUPS.slice(1, FROZEN).filter(({ isBad }) => !isBad);

/** How many there are. */
export const PICKUP_COUNT = CHOICES.length;

/** How many of them are turned off. */
export function countOff(off: readonly string[]): number {
  return CHOICES.filter(({ id }) => off.includes(id)).length;
}

/** The list of those that are turned off after one was changed. @param index 0 to PICKUP_COUNT - 1 */
export function togglePickup(index: number, off: readonly string[]): string[] {
  const { id } = CHOICES[index];
  return off.includes(id) ? off.filter((other) => other !== id) : [...off, id];
}

/** What one of them is called. @param index 0 to PICKUP_COUNT - 1 */
export function pickupAt(index: number): { readonly id: string; readonly name: string } {
  const { id } = CHOICES[index];
  const name = `pickup-${id}`;
  return { id, name: hasWord(name) ? word(name) : id };
}

/** Draws the list. @param rows how many lines at most: those around the chosen one */
export function drawPickups(
  frame: Frame,
  x: number,
  y: number,
  width: number,
  rows: number,
  off: readonly string[],
  chosen: number,
): void {
  const first = Math.max(0, firstShown(chosen, PICKUP_COUNT, rows));
  for (let row = 0; row < rows && first + row < PICKUP_COUNT; row++) {
    const { id, letter, colour } = CHOICES[first + row];
    const isChosen = first + row === chosen;
    const isOn = !off.includes(id);
    const name = `pickup-${id}`;
    const fg = isChosen ? INK.accent : isOn ? INK.text : INK.dim;
    const look = { fg, style: isChosen ? BOLD : 0 };
    frame.text(x, y + row, `${isChosen ? '>' : ' '} ${isOn ? '[x]' : '[ ]'}`, look);
    frame.text(x + 6, y + row, letter, { fg: isOn ? PICKUP_COLOURS[colour] : INK.dim, style: BOLD });
    frame.text(x + 9, y + row, hasWord(name) ? word(name) : id, { ...look, width: width - 9 });
  }
}
