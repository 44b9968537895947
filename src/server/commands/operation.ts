// CLOSE, RELOAD and SHUTDOWN: what an admin can do to the server from afar (PROTOCOL 6.43 to 6.45). What a server in a test, or a private
// one, can't do it says so.
import { ProtocolError } from '../../protocol/errors.js';
import { parseRoomCode } from '../../protocol/room-code.js';
import type { Hall, Operation } from '../hall.js';
import { type Command, LOGGED_IN } from './command.js';

/** Seconds until the server ends when nobody says otherwise. */
const SHUTDOWN_SECONDS_DEFAULT = 10;

/** CLOSE */
export const close: Command<'CLOSE'> = {
  states: LOGGED_IN,
  run(session, { code }) {
    const { hall, player } = session;
    hall.order.require(player!, 'CLOSE');
    closeRoom(hall, code);
    hall.log('player', `${player!.nick} has closed room ${code}`);
    return {};
  },
};

/** RELOAD */
export const reload: Command<'RELOAD'> = {
  states: LOGGED_IN,
  async run({ hall, player }) {
    hall.order.require(player!, 'RELOAD');
    try {
      await operationOf(hall).reload();
    } catch (error) {
      if (error instanceof ProtocolError) throw error;
      // Which setting is wrong is for the log of the server alone: it may tell a path or a password.
      hall.log('error', `Not read again for ${player!.nick}: ${(error as Error).message}`);
      throw new ProtocolError('NOT_NOW', 'Settings were not read again; the log of the server says why.');
    }
    return {};
  },
};

/** SHUTDOWN */
export const shutdown: Command<'SHUTDOWN'> = {
  states: LOGGED_IN,
  run({ hall, player }, { seconds = SHUTDOWN_SECONDS_DEFAULT, cancel }) {
    hall.order.require(player!, 'SHUTDOWN');
    operationOf(hall).endIn(cancel === true ? null : seconds);
    hall.log(
      'player',
      `${player!.nick} ${cancel === true ? 'lets the server run on' : `ends the server in ${seconds} s`}`,
    );
    return {};
  },
};

/** Puts everybody out of a room. @throws ProtocolError NO_SUCH_ROOM */
export function closeRoom({ lobby, players }: Hall, code: string): void {
  const room = lobby.find(parseRoomCode(code) ?? '');
  for (const player of [...players])
    if (player.room === room)
      player.leaveRoom('ROOM_CLOSED', 'The operator of the server has closed the room.');
}

function operationOf({ operation }: Hall): Operation {
  if (operation === null)
    throw new ProtocolError('NOT_NOW', 'This server can be operated from its terminal alone.');
  return operation;
}
