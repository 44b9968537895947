// The state of the own tank as rows of a list: what it is, how much of it is left, and for how long. Drawn by the panel and, in
// short, by the bar above. What lasts for a time is one more row here.
import { RELOAD_TICKS, SHELLS_PER_SEAT, SHIELD_TICKS, TICKS_PER_SECOND } from '../../../game/units.js';
import { ALIVE, type Tank, type World } from '../../../game/world.js';
import { INK } from '../../palette.js';
import type { Battle } from '../../state.js';
import { type WordId, word } from '../words.js';

/** One row. */
export interface OwnRow {
  readonly label: WordId;
  /** Blocks that are there, of how many. */
  readonly filled: number;
  readonly blocks: number;
  readonly colour: number;
  /** What stands behind the blocks. */
  readonly note: string;
}

/** Blocks of what is measured and not counted. */
const BLOCKS = 5;

/** The rows of the own tank, from what its prediction says. */
export function ownRows(battle: Battle, isHit: boolean): OwnRow[] {
  const { world } = battle.predictor;
  const tank = world.tanks[battle.seat];
  const rows = [armourRow(battle, tank, isHit), gunRow(world, battle.seat, tank)];
  if (tank.life === ALIVE && tank.shield > 0) {
    rows.push(timeRow('panel-shield', tank.shield, SHIELD_TICKS, INK.shield));
  }
  return rows;
}

function armourRow({ armour }: Battle, tank: Tank, isHit: boolean): OwnRow {
  const filled = tank.life === ALIVE ? tank.armour : 0;
  const colour = isHit ? INK.bright : filled === 1 && armour > 1 ? INK.accent : INK.good;
  return { label: 'panel-armour', filled, blocks: armour, colour, note: '' };
}

function gunRow(world: World, seat: number, tank: Tank): OwnRow {
  const loaded = Math.floor(((RELOAD_TICKS - tank.reload) * BLOCKS) / RELOAD_TICKS);
  // With its shell in the air a gun is loaded and yet silent.
  const most = isShellInAir(world, seat) ? BLOCKS - 1 : BLOCKS;
  const filled = tank.life === ALIVE ? Math.min(loaded, most) : 0;
  const colour = filled === BLOCKS ? INK.accent : INK.dim;
  return { label: 'panel-gun', filled, blocks: BLOCKS, colour, note: '' };
}

function isShellInAir({ shells }: World, seat: number): boolean {
  for (let slot = seat * SHELLS_PER_SEAT; slot < (seat + 1) * SHELLS_PER_SEAT; slot++) {
    if (shells[slot].flying === 1) return true;
  }
  return false;
}

/** A row of something that goes by. @param ticks that are left @param ticksMax of all of it */
function timeRow(label: WordId, ticks: number, ticksMax: number, colour: number): OwnRow {
  const note = word('seconds', { seconds: (ticks / TICKS_PER_SECOND).toFixed(1) });
  return { label, filled: Math.ceil((ticks * BLOCKS) / ticksMax), blocks: BLOCKS, colour, note };
}
