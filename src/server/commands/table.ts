// All verbs by the names that stand in messages.
import type { CommandName } from '../../protocol/commands.js';
import { ban } from './ban.js';
import { bans } from './bans.js';
import { card, cardOf } from './card.js';
import { champions } from './champions.js';
import { chat } from './chat.js';
import type { Command } from './command.js';
import { follow } from './follow.js';
import { friends } from './friends.js';
import { group } from './group.js';
import { hello } from './hello.js';
import { history } from './history.js';
import { joinChannel } from './join-channel.js';
import { kick } from './kick.js';
import { leaveChannel } from './leave-channel.js';
import { listChannels } from './list-channels.js';
import { login } from './login.js';
import { msg } from './msg.js';
import { mute } from './mute.js';
import { nick } from './nick.js';
import { op } from './op.js';
import { close, reload, shutdown } from './operation.js';
import { ping } from './ping.js';
import { profile } from './profile.js';
import { quit } from './quit.js';
import { ready } from './ready.js';
import { register } from './register.js';
import { resume } from './resume.js';
import { roles } from './roles.js';
import { settle } from './settle.js';
import { spectate } from './spectate.js';
import { startChannel } from './start-channel.js';
import { startGame } from './start-game.js';
import { team } from './team.js';
import { time } from './time.js';
import { unban } from './unban.js';
import { updateChannel } from './update-channel.js';
import { vote } from './vote.js';
import { voteNext } from './vote-next.js';
import { who } from './who.js';

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
  HISTORY: history,
  WHO: who,
  GROUP: group,
  CARD: card,
  CARD_OF: cardOf,
  MSG: msg,
  PING: ping,
  QUIT: quit,
  CHAMPIONS: champions,
  PROFILE: profile,
  KICK: kick,
  MUTE: mute,
  BAN: ban,
  UNBAN: unban,
  BANS: bans,
  OP: op,
  VOTE: vote,
  READY: ready,
  TEAM: team,
  VOTE_NEXT: voteNext,
  SPECTATE: spectate,
  FOLLOW: follow,
  FRIENDS: friends,
  NICK: nick,
  SETTLE: settle,
  ROLES: roles,
  CLOSE: close,
  RELOAD: reload,
  SHUTDOWN: shutdown,
};
