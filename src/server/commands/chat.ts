// CHAT: says something to everybody in the room, to the own team, or in the lobby (PROTOCOL 6.12).
import { ProtocolError } from '../../protocol/errors.js';
import { CHAT_LENGTH_MAX } from '../../protocol/limits.js';
import { cleanText } from '../../protocol/text.js';
import { type Command, LOGGED_IN } from './command.js';

/** CHAT */
export const chat: Command<'CHAT'> = {
  states: LOGGED_IN,
  run(session, body) {
    const text = cleanText(body.text, CHAT_LENGTH_MAX);
    if (text === '') throw new ProtocolError('BAD_BODY', 'There is nothing to say.', 'text');
    const { hall } = session;
    const player = session.player!;
    const { action = false, to = player.room === null ? 'lobby' : 'room' } = body;
    if (to !== 'lobby' && player.room === null) throw new ProtocolError('NOT_IN_ROOM');
    hall.gate.countLine(player);
    if (to === 'room') {
      player.room!.chat(player, text, action);
    } else if (to === 'team') {
      player.room!.chatTeam(player, text, action);
    } else {
      if (!hall.lobbyChats.take(1, hall.now())) throw new ProtocolError('SLOW_DOWN');
      hall.talk.say(player, text, null, action);
    }
    if (hall.logsChat)
      hall.log('chat', `${to === 'lobby' ? to : `${player.room!.code} ${to}`} ${player.nick}: ${text}`);
    return {};
  },
};
