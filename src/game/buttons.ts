// One player's input for one tick, as one byte: what a keyboard, a bot and the wire all speak.
// Bits 0-2 direction (0 none, 1 up, 2 right, 3 down, 4 left), 3 DRIVE, 4 FIRE, 5 LOCK, 6 LAY; 7 is 0.

/** Headings, clockwise from up; `direction - 1` in the buttons byte. */
export const UP = 0;
export const RIGHT = 1;
export const DOWN = 2;
export const LEFT = 3;

/** Displacement of one unit per heading. */
export const HEADING_X: readonly number[] = [0, 1, 0, -1];
export const HEADING_Y: readonly number[] = [-1, 0, 1, 0];

const DIRECTION_MASK = 0b0000_0111;
/** Drive in the direction; without it the tank turns on the spot. */
export const DRIVE = 0b0000_1000;
/** Shoot as soon as the gun is loaded, for as long as it is set. */
export const FIRE = 0b0001_0000;
/** Keep the heading: drive sideways or backwards to the aim. */
export const LOCK = 0b0010_0000;
/** Lay a mine, for as long as it is set and there are mines. */
export const LAY = 0b0100_0000;

/** Heading (0 to 3) that the buttons ask for, or -1 for none. */
export function directionOf(buttons: number): number {
  return (buttons & DIRECTION_MASK) - 1;
}

/** Buttons that drive towards a heading (0 to 3). */
export function driveTowards(heading: number): number {
  return (heading + 1) | DRIVE;
}

/** True when a byte from outside is a possible input: a known direction, DRIVE only with one, no unknown bit. */
export function areButtons(byte: number): boolean {
  if (byte < 0 || byte > (DIRECTION_MASK | DRIVE | FIRE | LOCK | LAY)) return false;
  const direction = byte & DIRECTION_MASK;
  return direction <= 4 && (direction !== 0 || (byte & DRIVE) === 0);
}
