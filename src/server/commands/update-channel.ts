// UPDATE_CHANNEL: the host changes the room's options (PROTOCOL 6.10).
import type { CommandBody } from '../../protocol/commands.js';
import type { RoomOptions } from '../../protocol/room-state.js';
import { Password } from '../password.js';
import type { Command } from './command.js';

/** UPDATE_CHANNEL */
export const updateChannel: Command<'UPDATE_CHANNEL'> = {
  states: ['room'],
  run(session, body) {
    const player = session.player!;
    const password = body.password === undefined ? undefined : Password.of(body.password);
    player.room!.update(player, definedOf(body.options), password);
    return {};
  },
};

/** The options that a body names. */
export function definedOf(options: CommandBody<'UPDATE_CHANNEL'>['options']): Partial<RoomOptions> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
