// CHAMPIONS: a page of the champions table, by mode and season (PROTOCOL 6.24).
import { ROOM_OPTIONS_DEFAULT } from '../../protocol/room-state.js';
import { type Command, LOGGED_IN } from './command.js';

/** CHAMPIONS */
export const champions: Command<'CHAMPIONS'> = {
  states: LOGGED_IN,
  run: (session, { mode, page, season }) =>
    session.hall.store.readPage(mode ?? ROOM_OPTIONS_DEFAULT.mode, season ?? null, page ?? 1),
};
