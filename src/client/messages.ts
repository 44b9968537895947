// Every sentence that the client's start and its link say to a player, by name, in English; messages-pl.ts has the same names in
// Polish, and the compiler fails when one is missing there. Values are put in as they are: texts of a peer come cleaned.
import { fill, type Language, language, type Names } from './language.js';
import { POLISH } from './messages-pl.js';

/** English. `{name}` is replaced by a value. A sentence about a fault says what happened, and what to do next. */
const ENGLISH = {
  // Starting the command.
  'no-tty':
    'tank-client draws on a terminal and reads its keys: start it in one, without a pipe or a redirection.',
  'dumb-terminal': 'TERM is "dumb", a terminal without a cursor: start the game in another one.',
  'no-place':
    'Say where to play: --host HOST for a server, or --local for a game on this machine. See tank-client --help.',
  'two-places': '--local plays on this machine and --host on a server: use one of the two.',
  'two-rooms': '--room joins a room and --create makes one: use one of the two.',
  'local-room': '--local plays on this machine, in a room of its own: leave out {option}.',
  'needs-host': '{option} is about a server: say which one, too, with --host HOST.',
  'needs-create':
    '{option} is about a room that is made: add --create, or choose it in the room that you join.',
  either: '{one} and {other} contradict each other: use one of the two.',
  'not-with': '{option} means nothing beside {task}: leave it out.',
  'only-with': '{option} belongs to tank-client {command}: leave it out, or name the command.',
  'no-argument': '"{argument}" stands alone: every option has a name, such as --host {argument}.',
  'bad-host':
    '"{host}" is not the name or address of a server. Examples: --host play.example.org, --host 192.0.2.7:8265.',
  'bad-place': '"{place}" is not the address of a room. Example: tank://play.example.org:8265/K7WQ2M.',
  'place-twice': '{place} says where to play: leave out --host, --port and --room.',
  'bad-port':
    'A port is a number from 1 to 65535. A tank server listens on {port} unless its host says otherwise.',
  'two-ports': 'The port stands in --host and in --port: leave one out.',
  'bad-room':
    '"{code}" is not the code of a room. A code has {length} letters and digits; ask whoever made the room.',
  'bad-lag':
    '--lag {lag}: say how many milliseconds a round trip takes, and how many more or less: --lag 100+40.',
  'bad-colors': '--colors {colors}: say 16m, 256, 16 or mono; without it the terminal is asked.',
  'bad-palette': '--palette {palette}: there are {names}.',
  'bad-bots': '--bots takes a number from 0 to {max}.',
  'bad-mode': 'There is no mode "{mode}". The modes: {modes}.',
  'bad-arena':
    'There is no arena "{arena}". The arenas: {arenas}; or "Wild small", "Wild middle", "Wild large".',
  'arena-of-mode': '{arena} does not suit {mode}. It suits: {modes}.',
  'bots-of-mode': '{mode} has room for {max} bots beside you.',
  'bad-speed': '--speed takes a number from {min} to {max}: percent of the usual speed.',
  'bad-bot-level': '--bot-level takes a number from 1 to {max}.',
  'bad-direct-port': '--direct-port takes a number from {min} to 65535.',
  'bad-nick': '"{nick}" cannot be a nick. {reason}',
  'bad-language': 'There is no language "{language}". Choose one of: {known}.',
  'bad-ports': 'Ports are a number or a range from 1 to 65535, such as 8265 or 8000-8300, not "{ports}".',
  'scan-host': 'Say which host: tank-client scan HOST [--ports 8000-8300].',
  'many-ports':
    'These are {count} ports: a scan of so many can alarm the host and those between. If it is yours, add --yes.',
  'none-found': 'No server answers in this network. A server elsewhere: tank-client --host HOST.',
  'found-server': '{name}: {players} of {playersMax} players, {rooms} open rooms',
  'open-port': '{port}    open, no tank server',
  'tank-port': '{port}    tank server "{name}" ({version}), {players} of {playersMax} players',
  'ask-many-ports':
    'These are {count} ports: a scan of so many can alarm the host and those between. Scan them all? (y/n) ',
  'not-scanned': 'Nothing was scanned.',
  'scan-stopped': 'Stopped after {done} of {total} ports.',
  scanned: '{host}: {total} ports, {closed} closed, {filtered} filtered',
  'bad-usage': '{reason} See tank-client --help.',
  'no-option': 'There is no option {option}. See tank-client --help.',
  'no-value': '--{option} needs a value.',
  // Before the screen opens.
  'unknown-server':
    'You have not been on {server} before. Its fingerprint (SHA-256) is\n  {fingerprint}\nThe server prints the same one when it starts. If you can, compare the two.',
  'ask-trust': 'Play on this server from now on? (y/n) ',
  'ask-yes-or-no': 'Please answer y or n. ',
  'not-trusted':
    'Nothing was sent to {server}. Ask its host for the fingerprint, and start again when it is the same.',
  'not-pinned':
    'The fingerprint could not be kept in {path} ({reason}), so you will be asked again next time.',
  'ask-nick': 'Your nick on this server [{nick}]: ',
  'nick-is-taken': '"{nick}" belongs to somebody else on this server.',
  'ask-other-nick': 'Another nick: ',
  'ask-password': 'This server asks for a password: ',
  'ask-room-password': 'Room {code} asks for a password: ',
  forgot: 'The fingerprint of {server} is forgotten. The next visit will ask about it again.',
  'nothing-to-forget': 'There is no fingerprint of {server} here, so there was nothing to forget.',
  'terminal-reset': 'The terminal is back to normal.',
  // Connecting.
  'starting-local': 'Starting a private server, and filling a room with bots ...',
  connecting: 'Connecting to {server} ...',
  leaving: 'Leaving ...',
  'host-unknown': 'There is no host named "{host}". Check the spelling, and that this machine is online.',
  refused: 'Nothing listens on {server}. Check the port, and ask whoever runs the server whether it is on.',
  unreachable:
    'There is no way to {server}. Check that this machine is online, and that the address is right.',
  'no-connection':
    '{server} did not answer in time. Check the address; a firewall between may drop what is sent there.',
  'not-tank':
    'What listens on {server} is not a tank server. Check the port: a tank server uses {port} by default.',
  'cut-early':
    '{server} hung up before a word was said. It may be full, or have banned this address: try again in a minute, or ask its host.',
  'server-changed':
    '{server} shows another fingerprint than before. Its host may have made a new key, or somebody sits in between and listens. Nothing was sent.\nAsk the host for the fingerprint. If it is the new one, run\n  tank-client --forget {server}\nand connect again.',
  // The line.
  reconnecting: 'The line to the server is down. Trying to come back to your seat ...',
  restarting: 'The server starts anew and keeps your seat. You will be back in a moment ...',
  'line-lost': 'The line to {server} was lost. Start again to play on.',
  'no-answer': '{server} did not answer in time. Try again.',
  'bad-answer':
    '{server} answered something that this version does not understand. Update whichever of the two is older.',
  'other-protocol': '{server} speaks another version of the protocol. Update whichever of the two is older.',
  'guest-gone': 'The server no longer keeps your seat, and a guest cannot come back. Start again to play on.',
  'given-up':
    '{server} could not be reached for a minute, so your seat is gone. Start again once it is back.',
  idle: 'Are you there? Press a key: in {seconds} seconds the others go on without you.',
  'podium-silent': 'Nobody voted or was ready, so the room waits for its host, or for all to be ready.',
  'now-watching': 'Your seat is free for others: you watch now.',
  'now-playing': 'You have a seat now: you play.',
  'seat-lost': 'You are back, but your seat in the room was not kept. Join again with its code.',
  // What a server refuses.
  NICK_TAKEN: 'That nick belongs to somebody else on this server. Choose another one.',
  BAD_NICK: 'The server does not take this nick. {message}',
  SERVER_FULL: '{server} is full. Try again in a few minutes.',
  TOO_MANY_CONNECTIONS:
    '{server} has too many connections from your address already. Close another client, or try again in a minute.',
  NO_SUCH_ROOM: 'There is no room with this code. Ask whoever made it: it may have ended.',
  ROOM_FULL: 'The room is full. Wait until somebody leaves, or create a room of your own.',
  NO_TEAM: 'There are no teams in this mode.',
  NOT_HOST: 'Only the host of the room may do this.',
  WRONG_PHASE: 'This has to wait until the match is over.',
  TOO_MANY_BOTS: 'The server can have no more bots for now. Choose fewer of them, or try again later.',
  TOO_MANY_ACCOUNTS:
    'Too many have made an account on {server} from your network today. Try again in {hours} h, or ask whoever runs it.',
  TOO_MANY_ROOMS: 'The server has as many rooms as it can hold. Join one of them, or try again later.',
  FLOOD: 'The server has ended the line, because far too much was sent to it. Start again to play on.',
  TIMED_OUT: '{server} heard nothing from you for too long, and has ended the line.',
  SLOW_DOWN: 'Too fast: the server left out the last one. Wait a moment and try again.',
  TAKEN_OVER:
    'You have logged in from another client, so this one has left. One player plays in one place at a time.',
  SHUTTING_DOWN: '{server} was switched off by its host. Try again later.',
  NO_SUCH_PLAYER: 'Nobody of this nick is here now. /online tells who is.',
  NO_CARD: 'There is no key for private messages: guests have none, and neither has an older client.',
  NO_SUCH_ACCOUNT: 'Nobody of this nick has an account here.',
  NOT_NOW: 'The server cannot tell this at the moment. Try again later.',
  KICKED: '{server} says: {message}',
  BANNED: '{server} says: {message}',
  NO_SUCH_BAN: 'There is no such ban. /bans tells which there are.',
  MUTED: 'Nobody hears you for a while: {message}',
  BAD_PASSWORD: 'That was not the password. Try again, or ask whoever invited you.',
  'too-many-passwords': 'Too many wrong passwords came from your address. Try again in {seconds} s.',
  GUESTS_ONLY: '{server} takes guests alone. Come without an account of your own.',
  ACCOUNTS_ONLY: '{server} takes no guests. Come with an account of your own.',
  NOT_INVITED: 'You are not on the list of {server}. Ask whoever runs it to add your nick or key.',
  NOT_ALLOWED: 'This is not yours to do.',
  'no-champions':
    'This server keeps no champions table: it is of an older version. Ask its host for a newer one.',
  'server-said': '{server} says: {message} ({code})',
  // The private server.
  'local-folder':
    'No temporary folder could be made for the private server: {reason}. Free some space there, or set TMPDIR.',
  'local-failed': 'The private server did not start: {reason}. It said: {said}',
  'local-slow': 'it was not ready after {seconds} s',
  'local-ended': 'it ended ({code})',
  'local-died':
    'The private server has stopped by itself, so this game is over. Start again for another one.',
  'local-silent': 'nothing',
  'local-nick': 'You',
  // Files.
  'identity-damaged':
    'The file {path} is not a key. Move it away and start again: a new one is made, with which you will need a new nick.',
  'identity-unusable':
    'Your key at {path} cannot be used: {reason}. Check who owns that folder and whether there is space.',
  'pins-unusable':
    'The list of known servers at {path} cannot be used: {reason}. Check who owns that folder and whether there is space.',
  // Everything else.
  'terminal-lost': 'The terminal is gone ({reason}).',
  'visit-mistake':
    'tank-client made a mistake and left this server: {reason} ({code}). Please report it with what you did before.',
  mistake: 'tank-client made a mistake and had to stop: {reason}\nPlease report it with what you did before.',
  // Talk.
  'people-unusable':
    'The list of people that you know at {path} cannot be used: {reason}. Check who owns that folder; until then no private message is sent.',
  'talk-unknown': 'There is no command /{word}. /help tells which there are.',
  'talk-nearest': 'There is no command /{word}. Did you mean /{nearest}?',
  'talk-slip': 'Not said, since it looks like a command: {line}',
  'talk-incomplete': 'Something is missing. {help}',
  'talk-commands': '{commands}   /help COMMAND tells more. // begins a text with a slash.',
  'help-vote':
    '/vote kick NICK, /vote arena NAME, /vote bots N, /vote mode NAME: the room decides; /yes or /no.',
  'help-yes': '/yes: for what is being voted on.',
  'help-no': '/no: against it.',
  'help-withdraw': '/withdraw: takes back the vote that you have begun.',
  'help-kick': '/kick NICK [REASON]: sends somebody away, for whoever may.',
  'help-mute':
    '/mute NICK [10m|2h|7d] [REASON]: nobody hears somebody for a while, 10 minutes where no time is said.',
  'help-unmute': '/unmute NICK: somebody is heard again.',
  'help-ban':
    '/ban NICK|ADDRESS|PREFIX [10m|2h|7d|2w] [REASON]: does not let somebody in any more, for good where no time is said.',
  'help-unban': '/unban NICK|ADDRESS|PREFIX: lets somebody in again.',
  'help-bans': '/bans [PAGE]: who is kept out or silenced, by whom, why and for how long.',
  'help-op': '/op NICK ROLE: makes somebody host of the room, or player, moderator or admin of the server.',
  'help-close': '/close CODE: closes a room, for admins of the server.',
  'help-reload': '/reload: has the server read its settings and certificate again, for admins.',
  'help-shutdown': '/shutdown [SECONDS|cancel]: ends the server after a while, or not after all, for admins.',
  'room-closed': 'The room {code} is closed.',
  reloaded: 'Settings and certificate were read again.',
  'help-roles': '/roles [PAGE]: who is moderator or admin of the server.',
  'bad-term':
    'Nothing was done: "{text}" begins with a number, and is no time. A time is like 30m, 1.5h, 2 days or 1w, and the reason stands behind it.',
  'mute-holds': '{nick} is silenced: {term}.',
  'mute-lifted': '{nick} can be heard again.',
  'ban-holds': '{target} is kept out: {term}. Of those who were here, {gone} had to go.',
  'ban-lifted': '{target} may come in again.',
  'ban-for-good': 'for good',
  'ban-until': '{term}, until {until}',
  'ban-by-terminal': 'the terminal',
  'bans-none': 'Nobody is kept out or silenced.',
  'bans-ban': 'Kept out: {who}, {minutes}, by {by}: {reason}',
  'bans-mute': 'Silenced: {who}, {minutes}, by {by}: {reason}',
  roles: 'With a role: {people}',
  'roles-none': 'Nobody has a role.',
  'roles-page': 'That was page {page} of {pages}. /roles PAGE shows another.',
  'bans-page': 'That was page {page} of {pages}. /bans PAGE shows another.',
  'vote-open':
    '{by} asks: {what}? {yes} for, {no} against, it takes {needed}. /yes or /no within {seconds} s',
  'vote-passed': 'Voted: {what}',
  'vote-failed': 'Not voted: {what}',
  'vote-withdrawn': '{by} no longer wants the vote: {what}',
  'help-help': '/help [COMMAND]: what can be typed here.',
  'help-msg': '/msg NICK TEXT: a private message, which the server cannot read either.',
  'help-reply': '/r TEXT: an answer to whoever wrote to you last.',
  'help-verify':
    '/verify NICK: the safety number that you two can compare; /verify NICK ok accepts the key behind it.',
  'help-online': '/online: who is here, and what they are doing.',
  'help-all': '/all TEXT: say something to the whole server.',
  'help-team': '/team TEXT: say something to your team alone. T in a battle begins it.',
  'help-me': '/me TEXT: say what you do.',
  'help-nick': '/nick NICK: another nick; results, rights and friends stay yours.',
  'help-group':
    '/group [TAG]: the tag of your class, clan or lab group, shown with your nick; without one it is taken away.',
  'help-ignore': '/ignore NICK: hear somebody no more; once more: hear him again.',
  'help-friend': '/friend NICK: the menu shows what somebody does, known by the key and not by the nick.',
  'help-unfriend': '/unfriend NICK: somebody is no friend any more.',
  'help-rps': '/rps NICK: rock, paper, scissors, first to three wins.',
  'help-rock': '/rock: play rock against whoever waits for you.',
  'help-paper': '/paper: play paper against whoever waits for you.',
  'help-scissors': '/scissors: play scissors against whoever waits for you.',
  'help-time': "/time: the server's time, and yours.",
  'help-ping': '/ping: how long the way to the server and back takes.',
  'help-leave': '/leave: leave the room.',
  'help-quit': '/quit: leave the server.',
  online: '{count} {count:person|people} here: {people}',
  'presence-lobby': 'in the menu',
  'presence-room': 'in a room',
  'presence-battle': 'in battle',
  'presence-away': 'away',
  'presence-offline': 'line down',
  'server-time': "It is {local} here, and {utc} (UTC) by the server's clock.",
  'ping-is': '{ms} ms to the server and back.',
  'nick-is': 'You are now called {nick}.',
  'group-is': 'Your tag is [{group}].',
  'group-none': 'You have no tag.',
  'ignore-on': 'You hear {nick} no more. /ignore {nick} undoes it.',
  'ignore-off': 'You hear {nick} again.',
  'not-in-room': 'You are in no room. /quit leaves the server.',
  'news-came': '{nick} is here',
  'news-left': '{nick} has left',
  'news-joined': '{nick} has joined',
  'news-watches': '{nick} watches',
  'news-dropped': 'The line of {nick} is down; the seat is kept',
  'news-back': '{nick} is back',
  'news-renamed': '{was} is now called {nick}',
  'news-grouped': '{nick} is now of [{group}]',
  'news-ungrouped': '{nick} has no tag any more',
  'news-kicked': '{nick} was sent away: {reason}',
  'news-banned': '{nick} may not come in any more: {reason}',
  'news-muted': 'Nobody hears {nick} for {minutes} min: {reason}',
  'news-unmuted': '{nick} can be heard again',
  'news-role': '{nick} is now {reason}',
  'friend-new':
    '{nick} is a friend from now on: the menu shows what your friends are doing. /unfriend {nick} undoes it.',
  'friend-gone': '{nick} is no friend any more.',
  'friend-none': '{nick} is not among your friends here.',
  'favourites-full': 'There are as many favourite servers as can be shown. * on one of them makes room.',
  'friends-full': 'You have as many friends here as can be shown. /unfriend NICK makes room.',
  'nobody-wrote': 'Nobody has written to you yet.',
  'whisper-guest':
    'Guests have no key, so they cannot send private messages. On a server with an account you can.',
  'whisper-self': 'That is you.',
  'whisper-first': 'First contact with {nick}: the key is kept from now on. /verify {nick} makes sure of it.',
  'whisper-renamed': '{nick} is somebody whom you know by another nick: the key is the same.',
  'whisper-changed':
    '{nick} SHOWS ANOTHER KEY THAN BEFORE. It may be a new machine, or somebody in between who reads along. Nothing was sent. /verify {nick} shows what to compare.',
  'whisper-from-changed':
    'WHAT FOLLOWS COMES FROM ANOTHER KEY than the one that you know {nick} by: it may be from somebody else. /verify {nick} shows what to compare.',
  'whisper-forged': 'The key that the server tells for {nick} is not signed by its owner. Nothing was sent.',
  'whisper-replayed': 'A private message of {nick} came a second time and was left out.',
  'whisper-bad': 'A private message of {nick} could not be opened and was left out.',
  'verify-number': 'You and {nick} should both see\n{number}',
  'verify-compare':
    'Compare it with {nick} by another way, such as a call. When both see the same, nobody is in between.',
  'verify-changed':
    'This is NOT the key that you knew. Only when {nick} sees the same number, by another way such as a call: /verify {nick} ok',
  'verify-done': 'The key of {nick} is accepted.',
  'help-direct':
    '/direct NICK: talk straight to somebody, past the server; /direct NICK off ends or refuses it; /direct tells how it stands.',
  'direct-off':
    'Direct lines are off. Turn them on in the settings (F2). Whoever you ask or accept then sees your network address, and whoever watches the network sees that you two talk.',
  'direct-asked':
    '{nick} is asked for a direct line. Saying yes tells {nick} your network address, and you theirs.',
  'direct-offer':
    '{nick} wants to talk to you directly, past the server. {nick} would see your network address. /direct {nick} accepts, /direct {nick} off refuses.',
  'direct-wanted':
    '{nick} wants to talk to you directly, past the server. You have that turned off, so no was the answer; /direct tells more.',
  'direct-meeting': 'Looking for a way to {nick} ...',
  'direct-up': 'You and {nick} are connected directly: private messages and /rps go past the server now.',
  'direct-is-up': 'You and {nick} are connected directly already.',
  'direct-down':
    'The direct line to {nick} is down. Private messages go by the server again, sealed as ever.',
  'direct-ended': 'There is no direct line to {nick} any more.',
  'direct-refused': '{nick} says no to a direct line for now. Private messages go by the server.',
  'direct-failed':
    'No direct way to {nick} was found: a router or firewall may be between. Private messages go by the server.',
  'direct-full': 'You have as many direct lines as there can be. /direct NICK off ends one.',
  'direct-none': 'There is no direct line to {nick}.',
  'direct-no-door': 'Nobody can be let in here for a direct line: {reason}.',
  'direct-all': 'Connected directly: {up}. Asked by: {offered}.',
  'rps-asked': 'You have asked {nick} for rock, paper, scissors. Choose: /rock, /paper or /scissors',
  'rps-challenge':
    '{nick} asks you for rock, paper, scissors, first to three wins. Choose: /rock, /paper or /scissors',
  'rps-asked-match': 'You ask {nick} for rock, paper, scissors about the match. Yours: /rock ...',
  'rps-challenge-match': '{nick} asks you for rock, paper, scissors about the match. Yes: /rock ...',
  'rps-refused': '{nick} cannot play now.',
  'rps-none': 'Nobody waits for your choice. /rps NICK asks for a game.',
  'rps-chosen': 'You have chosen {choice}. {nick} sees it once both have chosen.',
  'rps-waiting': '{nick} has chosen, and waits for you.',
  'rps-won': '{own} against {peer} of {nick}: you win.',
  'rps-lost': '{own} against {peer} of {nick}: {nick} wins.',
  'rps-draw': '{own} against {peer} of {nick}: a draw.',
  'rps-score': 'It is {own} to {peer}.',
  'rps-next': 'Round {round}: /rock, /paper or /scissors',
  'rps-game-won': 'YOU HAVE WON against {nick}.',
  'rps-game-lost': '{nick} HAS WON.',
  'rps-cheated': '{nick} CHEATED: what was shown is not what was chosen before. The game is over.',
  'rps-rock': 'rock',
  'rps-paper': 'paper',
  'rps-scissors': 'scissors',
} as const;

type Table = typeof ENGLISH;
/** Name of a sentence. */
export type MessageId = keyof Table;

/** A sentence about direct lines that names nobody but the peer. */
export type DirectMessageId = Exclude<
  Extract<MessageId, `direct-${string}`>,
  'direct-no-door' | 'direct-all'
>;

/** The values that a sentence needs; nothing when it needs none. */
type ValuesOf<Id extends MessageId> = [Names<Table[Id]>] extends [never]
  ? []
  : [values: Readonly<Record<Names<Table[Id]>, string | number>>];

/** All sentences of each language. */
export const MESSAGES: Readonly<Record<Language, Readonly<Record<MessageId, string>>>> = {
  en: ENGLISH,
  pl: POLISH,
};

/** Says a sentence in the player's language.
 *  @param values what its `{names}` stand for */
export function say<Id extends MessageId>(id: Id, ...[values]: ValuesOf<Id>): string {
  return fill(MESSAGES[language()][id], values ?? {});
}
