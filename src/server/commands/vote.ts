// VOTE: begins a vote of the room, answers one, or takes it back (PROTOCOL 6.32).
import { SEATS_MAX } from '../../game/units.js';
import type { VoteKind } from '../../protocol/body-fields.js';
import { ProtocolError } from '../../protocol/errors.js';
import type { RoomOptions } from '../../protocol/room-state.js';
import type { Player } from '../player.js';
import type { Room } from '../room.js';
import type { Session } from '../session.js';
import type { Command } from './command.js';

/** VOTE */
export const vote: Command<'VOTE'> = {
  states: ['room'],
  run(session, { kind, value, answer }) {
    const { votes } = session.hall;
    const player = session.player!;
    const room = player.room!;
    // Who watches has no part in it; and who votes is there.
    room.hear(player);
    if (answer !== undefined) {
      if (kind !== undefined || value !== undefined)
        throw new ProtocolError('BAD_BODY', 'Either a vote or an answer.', 'answer');
      if (answer === 'withdraw') votes.withdraw(room, player);
      else votes.answer(room, player, answer === 'yes');
    } else {
      if (kind === undefined || value === undefined)
        throw new ProtocolError('BAD_BODY', 'A vote has a kind and a value.', 'kind');
      const target = kind === 'kick' ? findTarget(session, room, value) : null;
      if (kind !== 'kick') room.checkOptions(optionsOf(kind, value));
      votes.begin(room, player, kind, value, target);
    }
    return {};
  },
};

/** Whom a vote may send out. @throws ProtocolError NO_SUCH_PLAYER, NOT_ALLOWED */
function findTarget({ hall }: Session, room: Room, value: string): Player {
  const player = hall.players.find(value);
  if (player?.room !== room) throw new ProtocolError('NO_SUCH_PLAYER', undefined, 'value');
  if (hall.order.isProtected(player)) throw new ProtocolError('NOT_ALLOWED', undefined, 'value');
  return player;
}

/** The options that a vote changes. @throws ProtocolError BAD_BODY */
export function optionsOf(kind: Exclude<VoteKind, 'kick'>, value: string): Partial<RoomOptions> {
  if (kind !== 'bots') return { [kind]: value };
  if (/^\d{1,2}$/.test(value) && Number(value) <= SEATS_MAX) return { bots: Number(value) };
  throw new ProtocolError('BAD_BODY', `A number from 0 to ${SEATS_MAX}.`, 'value');
}

/** Those of a room who may vote: with a seat, and there. */
export function votersOf(room: Room): readonly Player[] {
  // Whoever sits in a room of this server is one of its players.
  return room.activeMembers() as Player[];
}
