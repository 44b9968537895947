// Where everything is after a snapshot (PROTOCOL 7.3), checked at once: each coordinate alone is only known to be inside of the largest
// arena, and what moved on without a record is anywhere. Called by snapshot.ts.
import { TILE } from '../game/units.js';
import { ABSENT, type World } from '../game/world.js';
import { ProtocolError } from './errors.js';

/** At a snapshot's tick all that is there is inside of the arena: what moved on without a record may not have left it.
 *  @throws ProtocolError BAD_FRAME */
export function checkPlaces({ arena, tanks, shells, pads, mines, flags, bases, hill }: World): void {
  const [right, bottom] = [arena.columns * TILE, arena.rows * TILE];
  const check = ({ x, y }: { readonly x: number; readonly y: number }): void => {
    if (x < 0 || y < 0 || x > right || y > bottom)
      throw new ProtocolError('BAD_FRAME', 'something is outside of the arena');
  };
  for (const tank of tanks) if (tank.life !== ABSENT) check(tank);
  for (const shell of shells) if (shell.flying === 1) check(shell);
  for (const things of [pads, mines, flags, bases]) for (const thing of things) check(thing);
  for (const { homeX, homeY } of flags) check({ x: homeX, y: homeY });
  check(hill);
}
