// The vote at the podium: what the next match may be played as, and who wants what. Made by room.ts at the end of a battle;
// who leaves takes his vote along.
import type { Mode } from '../game/mode.js';
import { MODES, modeIndex } from '../game/modes.js';
import { drawInteger, type RandomState } from '../game/random.js';
import { ProtocolError } from '../protocol/errors.js';
import type { RoomOptions, RoomState } from '../protocol/room-state.js';
import type { ArenaShelf } from './arena-shelf.js';

/** A mode, and an arena that suits it. */
export interface Choice {
  readonly mode: string;
  readonly arena: string;
}

/** Arenas from seeds, which suit every mode. */
const WILD_NAMES = ['Wild small', 'Wild middle', 'Wild large'];

/** Three choices: two other arenas for the same mode, and another mode.
 *  @param fits whether those who are here can play a mode
 *  @param seed any integer */
export function drawChoices(
  { mode, arena }: RoomOptions,
  arenas: ArenaShelf,
  fits: (mode: Mode) => boolean,
  seed: number,
): Choice[] {
  const random: RandomState = { random: seed };
  const pool = (id: string): string[] => [
    ...[...arenas].flatMap(({ name, modes }) => (modes.includes(id) && name !== arena ? [name] : [])),
    ...WILD_NAMES,
  ];
  const first = pool(mode);
  const choices = [0, 1].map(() => ({
    mode,
    arena: first.splice(drawInteger(random, first.length), 1)[0],
  }));
  const others = MODES.filter((other) => other.id !== mode && fits(other));
  const other = others[drawInteger(random, others.length)].id;
  const second = pool(other);
  return [...choices, { mode: other, arena: second[drawInteger(random, second.length)] }];
}

/** One vote. */
export class Ballot<Voter> {
  readonly #choices: readonly Choice[];
  readonly #votes = new Map<Voter, number>();

  constructor(choices: readonly Choice[]) {
    this.#choices = choices;
  }

  /** Votes, or votes otherwise. @throws ProtocolError BAD_BODY */
  vote(voter: Voter, choice: number): void {
    if (choice >= this.#choices.length)
      throw new ProtocolError('BAD_BODY', 'There is no such choice.', 'choice');
    this.#votes.set(voter, choice);
  }

  /** Takes somebody's vote away. */
  forget(voter: Voter): void {
    this.#votes.delete(voter);
  }

  get isEmpty(): boolean {
    return this.#votes.size === 0;
  }

  /** The choice with the most votes, the first of those with as many; null without a vote. */
  winner(): Choice | null {
    if (this.isEmpty) return null;
    const { mode, arena } = this.tell().reduce((best, next) => (next.votes > best.votes ? next : best));
    return { mode, arena };
  }

  /** How it stands. */
  tell(): NonNullable<RoomState['ballot']> {
    const votes = [...this.#votes.values()];
    return this.#choices.map(({ mode, arena }, index) => ({
      mode,
      arena,
      votes: votes.filter((choice) => choice === index).length,
    }));
  }
}

/** The mode of an id that is known to be one. */
export function modeOf(id: string): Mode {
  return MODES[modeIndex(id)];
}
