// All verbs by the names that stand in messages.
import type { CommandName } from '../../protocol/messages.js';
import { champions } from './champions.js';
import { chat } from './chat.js';
import type { Command } from './command.js';
import { hello } from './hello.js';
import { joinChannel } from './join-channel.js';
import { leaveChannel } from './leave-channel.js';
import { listChannels } from './list-channels.js';
import { login } from './login.js';
import { ping } from './ping.js';
import { profile } from './profile.js';
import { quit } from './quit.js';
import { register } from './register.js';
import { resume } from './resume.js';
import { startChannel } from './start-channel.js';
import { startGame } from './start-game.js';
import { time } from './time.js';
import { updateChannel } from './update-channel.js';

/** The command of each name. */
export const COMMAND_TABLE: { readonly [Name in CommandName]: Command<Name> } = {
  HELLO: hello,
  TIME: time,
  REGISTER: register,
  LOGIN: login,
  RESUME: resume,
  LIST_CHANNELS: listChannels,
  START_CHANNEL: startChannel,
  JOIN_CHANNEL: joinChannel,
  LEAVE_CHANNEL: leaveChannel,
  UPDATE_CHANNEL: updateChannel,
  START_GAME: startGame,
  CHAT: chat,
  PING: ping,
  QUIT: quit,
  CHAMPIONS: champions,
  PROFILE: profile,
};
