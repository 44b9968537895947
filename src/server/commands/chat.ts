// CHAT: says something to everybody in the room (PROTOCOL 6.12).
import { ProtocolError } from '../../protocol/errors.js';
import { CHAT_LENGTH_MAX } from '../../protocol/limits.js';
import { cleanText } from '../../protocol/text.js';
import type { Command } from './command.js';

/** CHAT */
export const chat: Command<'CHAT'> = {
  states: ['room'],
  run(session, body) {
    const text = cleanText(body.text, CHAT_LENGTH_MAX);
    if (text === '') throw new ProtocolError('BAD_BODY', 'There is nothing to say.', 'text');
    const player = session.player!;
    player.room!.chat(player, text);
    if (session.hall.logsChat) session.hall.log('chat', `${player.room!.code} ${player.nick}: ${text}`);
    return {};
  },
};
