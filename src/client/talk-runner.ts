// What a line of talk does: said, or carried out as a command, one entry a command. What the commands tell are lines of the program
// itself; nothing that begins with a slash is ever said by mistake. Called by the actions with what was typed.

import type { VoteKind } from '../protocol/body-fields.js';
import { GROUP_LENGTH_MAX, NICK_LENGTH_MAX } from '../protocol/limits.js';
import { cleanText } from '../protocol/text.js';
import type { DirectDesk } from './direct-desk.js';
import type { Friends } from './friends.js';
import { language } from './language.js';
import type { Link } from './link.js';
import { say } from './messages.js';
import type { People } from './people.js';
import type { Post } from './post.js';
import type { RpsDesk } from './rps-desk.js';
import type { ClientState } from './state.js';
import { parseTalk, TALK_COMMANDS, type TalkCommandName } from './talk-commands.js';
import { tell } from './talk-lines.js';
import { ORDER } from './talk-order.js';

/** What commands work on. */
export interface TalkContext {
  readonly link: Pick<Link, 'request'>;
  readonly state: ClientState;
  readonly people: People;
  readonly post: Post;
  readonly rps: RpsDesk;
  readonly direct: DirectDesk;
  readonly friends: Friends;
  leaveRoom(): void;
  leave(): void;
}

/** Carries a command out. @param args as many as its row in TALK_COMMANDS needs, or more
 *  @throws ServerError, LinkError */
type Run = (context: TalkContext, args: readonly string[]) => unknown;

/** What can be voted on, in both languages. */
const VOTE_WORDS: Readonly<Record<string, VoteKind>> = {
  kick: 'kick',
  wyrzuc: 'kick',
  arena: 'arena',
  bots: 'bots',
  boty: 'bots',
  mode: 'mode',
  tryb: 'mode',
};

const RUN: Readonly<Record<TalkCommandName, Run>> = {
  help: ({ state }, [name]) => tell(state, name === undefined ? listCommands() : helpOn(name)),
  msg: ({ post }, [nick, text]) => post.send(nick, { kind: 'text', text }),
  reply: ({ post, state }, [text]) =>
    post.lastFrom === null
      ? tell(state, say('nobody-wrote'))
      : post.send(post.lastFrom, { kind: 'text', text }),
  verify: async ({ post, friends }, [nick, word]) => {
    const isAccepted = word?.toLowerCase() === 'ok';
    await post.verify(nick, isAccepted);
    // A friend whose new key is accepted is found by it.
    if (isAccepted) friends.ask();
  },
  direct: ({ direct }, [nick, word]) => {
    if (nick === undefined) return direct.tellAll();
    return word?.toLowerCase() === 'off' ? direct.refuse(nick) : direct.ask(nick);
  },
  online: async ({ link, state }) => {
    const { count, players } = await link.request('WHO', {});
    const people = players.map(({ nick, group, presence }) => {
      const tag = cleanText(group, GROUP_LENGTH_MAX);
      const name = cleanText(nick, NICK_LENGTH_MAX);
      return `${name}${tag === '' ? '' : ` [${tag}]`} (${say(`presence-${presence}`)})`;
    });
    tell(state, say('online', { count, people: people.join(', ') }));
  },
  all: ({ link }, [text]) => link.request('CHAT', { text, to: 'lobby' }),
  team: ({ link }, [text]) => link.request('CHAT', { text, to: 'team' }),
  me: ({ link }, [text]) => link.request('CHAT', { text, action: true }),
  nick: async ({ link, state }, [wanted]) => {
    const { nick } = await link.request('NICK', { nick: wanted });
    tell(state, say('nick-is', { nick: cleanText(nick, NICK_LENGTH_MAX) }));
  },
  group: async ({ link, state }, [tag = '']) => {
    const answer = await link.request('GROUP', { group: cleanText(tag, GROUP_LENGTH_MAX) });
    const group = cleanText(answer.group, GROUP_LENGTH_MAX);
    tell(state, group === '' ? say('group-none') : say('group-is', { group }));
  },
  ignore: ({ people, state }, [typed]) => {
    const nick = cleanText(typed, NICK_LENGTH_MAX);
    tell(state, say(people.turnIgnored(nick) ? 'ignore-on' : 'ignore-off', { nick }));
  },
  friend: ({ friends }, [nick]) => friends.add(nick),
  unfriend: ({ friends }, [nick]) => friends.remove(nick),
  rps: ({ rps }, [nick]) => rps.ask(nick),
  rock: ({ rps }) => rps.choose('rock'),
  paper: ({ rps }) => rps.choose('paper'),
  scissors: ({ rps }) => rps.choose('scissors'),
  vote: ({ link, state }, [typed, value]) => {
    const kind = VOTE_WORDS[typed.toLowerCase()];
    return kind === undefined ? tell(state, say('help-vote')) : link.request('VOTE', { kind, value });
  },
  ...ORDER,
  yes: ({ link }) => link.request('VOTE', { answer: 'yes' }),
  no: ({ link }) => link.request('VOTE', { answer: 'no' }),
  withdraw: ({ link }) => link.request('VOTE', { answer: 'withdraw' }),
  time: async ({ link, state }) => {
    const { utc } = await link.request('TIME', {});
    tell(state, say('server-time', { utc: utc.slice(11, 19), local: new Date().toLocaleTimeString('pl') }));
  },
  ping: async ({ link, state }) => {
    const sentMs = performance.now();
    await link.request('PING', {});
    tell(state, say('ping-is', { ms: Math.round(performance.now() - sentMs) }));
  },
  leave: ({ state, leaveRoom }) => {
    if (state.room === null) tell(state, say('not-in-room'));
    else leaveRoom();
  },
  quit: ({ leave }) => leave(),
};

/** Says a line, or carries out the command in it.
 *  @throws ServerError, LinkError when the server refuses it */
export async function runTalk(line: string, context: TalkContext): Promise<void> {
  const { state, link } = context;
  const input = parseTalk(line);
  switch (input.kind) {
    case 'say':
      await link.request('CHAT', { text: input.text });
      break;
    case 'command':
      await RUN[input.name](context, input.args);
      break;
    case 'slip':
      tell(state, say('talk-slip', { line: input.text }));
      break;
    case 'incomplete':
      tell(state, say('talk-incomplete', { help: say(`help-${input.name}`) }));
      break;
    case 'unknown': {
      const { word, nearest } = input;
      tell(state, nearest === null ? say('talk-unknown', { word }) : say('talk-nearest', { word, nearest }));
    }
  }
}

function listCommands(): string {
  const place = language() === 'en' ? 0 : -1;
  return say('talk-commands', {
    commands: TALK_COMMANDS.map(({ words }) => `/${words.at(place)}`).join(' '),
  });
}

function helpOn(name: string): string {
  const input = parseTalk(name.startsWith('/') ? name : `/${name}`);
  if (input.kind === 'command' || input.kind === 'incomplete') return say(`help-${input.name}`);
  return input.kind === 'unknown' && input.nearest !== null
    ? say('talk-nearest', { word: input.word, nearest: input.nearest })
    : say('talk-unknown', { word: name });
}
