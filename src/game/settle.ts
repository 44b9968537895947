// A draw in sudden death that the two who are level settle between themselves, without a shot: the world stands still meanwhile, so
// that nothing decides for them, and who has won gets the point that is missing. How they find out is theirs. Called by the server
// between two ticks; the question is asked by clients, too.
import { MODES } from './modes.js';
import { HELD } from './things.js';
import { SEATS_MAX } from './units.js';
import { ABSENT, type World } from './world.js';

/** The two seats that are level at the top in sudden death, in a mode that lets them settle it; null when there are no such two. */
export function levelTwo({ options, stage, over, tanks, scores }: World): readonly [number, number] | null {
  if (!MODES[options.mode].maySettle || stage.sudden === 0 || over === 1) return null;
  let best = Number.NEGATIVE_INFINITY;
  let level: number[] = [];
  for (let seat = 0; seat < SEATS_MAX; seat++) {
    if (tanks[seat].life === ABSENT || scores[seat].points < best) continue;
    if (scores[seat].points > best) level = [];
    best = scores[seat].points;
    level.push(seat);
  }
  const [first, second] = level;
  return level.length === 2 ? [first, second] : null;
}

/** True while no shell is in the air: what was fired before has had its say. */
export function isQuiet({ shells }: World): boolean {
  for (const { flying } of shells) if (flying === 1) return false;
  return true;
}

/** Lets the world stand still. */
export function hold(world: World): void {
  world.stage.sudden = HELD;
  // What moves by itself in the eyes of a client stands, too.
  for (const tank of world.tanks) {
    tank.velocityX = 0;
    tank.velocityY = 0;
  }
}

/** Lets sudden death go on where it stood still. */
export function release(world: World): void {
  world.stage.sudden = 1;
}

/** Decides the match. @param seat one of levelTwo() */
export function settle(world: World, seat: number): void {
  release(world);
  world.scores[seat].points++;
}
