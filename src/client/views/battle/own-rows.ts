// The state of the own tank as rows of a list: what it is, how much of it is left, and for how long. Drawn by the panel and, in
// short, by the bar above. What lasts for a time is one more row here.
import { FROZEN, PICKUPS } from '../../../game/pickups.js';
import { MINES_CARRIED_MAX, SHELLS_PER_SEAT, SHIELD_TICKS, TICKS_PER_SECOND } from '../../../game/units.js';
import { ALIVE, type Tank, type World } from '../../../game/world.js';
import { INK, PICKUP_COLOURS } from '../../palette.js';
import type { Battle } from '../../state.js';
import { hasWord, type WordId, word } from '../words.js';
import { pickupName } from './pickups.js';

/** One row. */
export interface OwnRow {
  readonly label: WordId;
  /** Blocks that are there, of how many. */
  readonly filled: number;
  readonly blocks: number;
  readonly colour: number;
  /** What stands behind the blocks. */
  readonly note: string;
  /** For the bar, which has no room for a name: a letter, and what of it is left. */
  readonly short: string;
  /** For a bar with room for it: its name, and what of it is left. */
  readonly full: string;
}

/** Blocks of what is measured and not counted. */
const BLOCKS = 5;

/** The rows of the own tank, from what its prediction says. */
export function ownRows(battle: Battle, isHit: boolean): OwnRow[] {
  const { world } = battle.predictor;
  const tank = world.tanks[battle.seat];
  const rows = [armourRow(battle, tank, isHit), gunRow(world, battle.seat, tank)];
  if (tank.life !== ALIVE) return rows;
  if (tank.mines > 0) rows.push(minesRow(tank.mines));
  if (tank.shield > 0) rows.push(timeRow('panel-shield', 'O', tank.shield, SHIELD_TICKS, INK.shield));
  pushEffect(rows, tank.gun, tank.gunTicks);
  pushEffect(rows, tank.engine, tank.engineTicks);
  pushEffect(rows, tank.cover, tank.coverTicks);
  return rows;
}

function armourRow({ armour }: Battle, tank: Tank, isHit: boolean): OwnRow {
  const filled = tank.life === ALIVE ? tank.armour : 0;
  const colour = isHit ? INK.bright : filled === 1 && armour > 1 ? INK.accent : INK.good;
  return {
    label: 'panel-armour',
    filled,
    blocks: Math.max(armour, filled),
    colour,
    note: '',
    short: '',
    full: '',
  };
}

function gunRow(world: World, seat: number, tank: Tank): OwnRow {
  const { reload, inAir } = PICKUPS[tank.gun];
  const loaded = Math.floor((Math.max(0, reload - tank.reload) * BLOCKS) / reload);
  // With its shell in the air a gun is loaded and yet silent.
  const isSilent = shellsInAir(world, seat) >= Math.min(SHELLS_PER_SEAT, inAir + tank.star);
  const most = isSilent ? BLOCKS - 1 : BLOCKS;
  const filled = tank.life === ALIVE ? Math.min(loaded, most) : 0;
  const colour = filled === BLOCKS ? INK.accent : INK.dim;
  const hasStar = tank.life === ALIVE && tank.star === 1;
  const note = hasStar ? `* ${word('with-star')}` : '';
  return {
    label: 'panel-gun',
    filled,
    blocks: BLOCKS,
    colour,
    note,
    short: hasStar ? '*' : '',
    full: hasStar ? '*' : '',
  };
}

function shellsInAir({ shells }: World, seat: number): number {
  let count = 0;
  for (let slot = seat * SHELLS_PER_SEAT; slot < (seat + 1) * SHELLS_PER_SEAT; slot++)
    count += shells[slot].flying;
  return count;
}

function minesRow(mines: number): OwnRow {
  return {
    label: 'panel-mines',
    filled: mines,
    blocks: MINES_CARRIED_MAX,
    colour: PICKUP_COLOURS.orange,
    note: '',
    short: `M${mines}`,
    full: `${word('panel-mines')} ${mines}`,
  };
}

/** Adds a row for what works on a part of the tank, if anything does. */
function pushEffect(rows: OwnRow[], kind: number, ticks: number): void {
  const { id, letter, colour, ticks: ticksMax } = PICKUPS[kind];
  const label = `panel-${id}`;
  if (ticks === 0 || !hasWord(label)) return;
  const name = pickupName(kind) || word(label);
  rows.push(timeRow(label, kind === FROZEN ? 'I' : letter, ticks, ticksMax, PICKUP_COLOURS[colour], name));
}

/** A row of something that goes by. @param ticks that are left @param ticksMax of all of it */
function timeRow(
  label: WordId,
  letter: string,
  ticks: number,
  ticksMax: number,
  colour: number,
  name: string = word(label),
): OwnRow {
  const note = word('seconds', { seconds: (ticks / TICKS_PER_SECOND).toFixed(1) });
  const filled = Math.min(BLOCKS, Math.ceil((ticks * BLOCKS) / ticksMax));
  const seconds = Math.ceil(ticks / TICKS_PER_SECOND);
  const short = `${letter}${seconds}`;
  const full = `${name} ${word('seconds', { seconds })}`;
  return { label, filled, blocks: BLOCKS, colour, note, short, full };
}
