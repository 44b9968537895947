// The numbers of the rules: lengths in units, times in ticks, speeds in units a tick. All are integers.
// Used by the rules, by the codec and by the drawing; nothing here is changed while a match runs.

/** Length of one tile's side in units. */
export const TILE = 256;
/** Half a tile: the grid to which tanks turn and in which brick chips away. */
export const HALF_TILE = TILE / 2;
/** World steps a second. */
export const TICKS_PER_SECOND = 30;
/** Milliseconds of one tick; not an integer, so it is for clocks and never for the rules. */
export const TICK_MS = 1000 / TICKS_PER_SECOND;

/** Most tanks in one world, and so seats in one room. */
export const SEATS_MAX = 16;
/** Shells that one tank may have in the air at most (two with a star). */
export const SHELLS_PER_SEAT = 2;
/** Most shells in one world. A shell's slot is `seat * SHELLS_PER_SEAT + n`. */
export const SHELLS_MAX = SEATS_MAX * SHELLS_PER_SEAT;

/** Teams in a match at most. */
export const TEAMS_MAX = 4;
/** Pads for pickups in one arena at most. */
export const PADS_MAX = 16;
/** Mines that one tank may have on the ground, and may carry. A mine's slot is `seat * MINES_PER_SEAT + n`. */
export const MINES_PER_SEAT = 2;
export const MINES_MAX = SEATS_MAX * MINES_PER_SEAT;
export const MINES_CARRIED_MAX = 3;

/** From a tank's centre to its edge. A tank covers 2 x 2 tiles. */
export const TANK_REACH = TILE;
/** Speed of a tank: 5.6 tiles a second. */
export const TANK_SPEED = 48;
/** How far beside a gap a tank may be and still be led into it: half a tile, after the turn's own rounding. */
export const GAP_REACH = HALF_TILE;
/** Ticks that a tank keeps sliding on ice after it stopped driving. */
export const ICE_SLIDE_TICKS = 12;

/** Speed of a shell: 15 tiles a second. */
export const SHELL_SPEED = HALF_TILE;
/** From a shell's path to its side. */
export const SHELL_REACH = 64;
/** From a shell's path to the side of the hole that it makes in brick: as wide as a tank. */
export const HOLE_REACH = TANK_REACH;
/** How far ahead a shell that turns looks for the more open side. */
export const TURN_SIGHT = 8 * TILE;
/** Shortest time between two shots of one tank. */
export const RELOAD_TICKS = 10;

/** Ticks of spawn shield. */
export const SHIELD_TICKS = 2 * TICKS_PER_SECOND;
/** Ticks from a tank's end to its next spawn. */
export const RESPAWN_TICKS = 2 * TICKS_PER_SECOND;
/** A spawn pad with every enemy this far away is as good as any other. */
export const SPAWN_DISTANCE = 12 * TILE;
/** Ticks until a mine on the ground is armed. */
export const MINE_ARM_TICKS = TICKS_PER_SECOND;
/** From a mine to the centre of a tank that sets it off, and of one that it harms; what a shell hits of it. */
export const MINE_TRIGGER = TANK_REACH;
export const MINE_BLAST = TANK_REACH + TILE;
export const MINE_REACH = TILE / 4;
/** Points of armour that a mine takes. */
export const MINE_HARM = 2;

/** Ticks from the beginning of a match to the first pickups, and from one that was taken to the next on its pad. */
export const PAD_FIRST_TICKS = 5 * TICKS_PER_SECOND;
export const PAD_TICKS = 20 * TICKS_PER_SECOND;
/** From the centre of a pad, a flag or its home to the centre of a tank that takes what is there. */
export const TOUCH_REACH = TILE;
/** Ticks that a dropped flag lies until it is back home. */
export const FLAG_TICKS = 15 * TICKS_PER_SECOND;
/** Points of a seat for what a team gets one point for. */
export const CAPTURE_POINTS = 5;
/** Hits that a base takes. */
export const BASE_HEALTH = 12;

/** Ticks from one step of the ring to the next, and from the beginning of a round to its first. */
export const RING_STEP_TICKS = 45;
export const RING_FIRST_TICKS = 30 * TICKS_PER_SECOND;
/** Ticks between two harms of a tank outside of the ring, and between two points for holding the hill. */
export const RING_HARM_TICKS = TICKS_PER_SECOND;
export const HILL_TICKS = TICKS_PER_SECOND;
/** Ticks between two rounds: the end of one is looked at, then tanks spawn and cannot be harmed yet. */
export const ROUND_PAUSE_TICKS = 5 * TICKS_PER_SECOND;
export const ROUND_TRUCE_TICKS = 3 * TICKS_PER_SECOND;
/** Ticks between two waves. */
export const WAVE_PAUSE_TICKS = 5 * TICKS_PER_SECOND;
/** Seats of the enemies of a wave: the last ones. */
export const WAVE_SEATS = 8;
/** Enemies of a wave at most, all that come in it. */
export const WAVE_ENEMIES_MAX = 60;
/** The wave from which on every enemy has a star. */
export const WAVE_STAR = 6;
/** Ticks of sudden death at most; a draw that lasts longer stays one. */
export const SUDDEN_TICKS = 60 * TICKS_PER_SECOND;

/** Armour of a tank when the room says nothing else; a room option from 1 to ARMOUR_MAX. */
export const ARMOUR_DEFAULT = 3;
export const ARMOUR_MAX = 5;

/** The view: what a client is shown, and so the most that a server sends it, in tiles. */
export const VIEW_COLUMNS = 56;
export const VIEW_ROWS = 32;
/** Distance from which a tank in a bush is seen all the same. */
export const BUSH_SIGHT = 3 * TILE;
