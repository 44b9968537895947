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
  'local-room': '--local makes a room of its own: leave out {option}.',
  'no-argument': '"{argument}" stands alone: every option has a name, such as --host {argument}.',
  'bad-host':
    '"{host}" is not the name or address of a server. Examples: --host play.example.org, --host 192.0.2.7:8265.',
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
  'bad-bot-level': '--bot-level takes a number from 1 to {max}.',
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
  forgot: 'The fingerprint of {server} is forgotten. The next visit will ask about it again.',
  'nothing-to-forget': 'There is no fingerprint of {server} here, so there was nothing to forget.',
  'terminal-reset': 'The terminal is back to normal.',
  // Connecting.
  'starting-local': 'Starting a private server, and filling a room with bots ...',
  connecting: 'Connecting to {server} ...',
  leaving: 'Leaving ...',
  'host-unknown': 'There is no host named "{host}". Check the spelling, and that this machine is online.',
  refused:
    'Nothing listens on {server}. Check the port, and ask the host whether the server runs (npx tank-server).',
  unreachable:
    'There is no way to {server}. Check that this machine is online, and that the address is right.',
  'no-connection':
    '{server} did not answer in time. Check the address; a firewall between may drop what is sent there.',
  'not-tank':
    'What listens on {server} is not a tank server. Check the port: a tank server uses {port} by default.',
  'cut-early':
    '{server} hung up before a word was said. It may be full, or have banned this address: try again in a minute, or ask its host.',
  'server-changed':
    '{server} shows another fingerprint than before. Its host may have made a new certificate, or somebody sits in between and listens. Nothing was sent.\nAsk the host for the fingerprint. If it is the new one, run\n  tank-client --forget {server}\nand connect again.',
  // The line.
  reconnecting: 'The line to the server is down. Trying to come back to your seat ...',
  'line-lost': 'The line to {server} was lost. Start again to play on.',
  'no-answer': '{server} did not answer in time. Try again.',
  'bad-answer':
    '{server} answered something that this version does not understand. Update whichever of the two is older.',
  'other-protocol': '{server} speaks another version of the protocol. Update whichever of the two is older.',
  'guest-gone': 'The server no longer keeps your seat, and a guest cannot come back. Start again to play on.',
  'given-up':
    '{server} could not be reached for a minute, so your seat is gone. Start again once it is back.',
  idle: 'Are you there? Press a key: in {seconds} seconds the others go on without you.',
  'now-watching': 'Your seat is free for others: you watch now.',
  'now-playing': 'You have a seat now: you play.',
  'seat-lost': 'You are back, but your seat in the room was not kept. Join again with its code.',
  // What a server refuses.
  NICK_TAKEN: 'That nick belongs to somebody else on this server. Choose another one with --nick.',
  BAD_NICK: 'The server does not take this nick ({message}) Choose another one with --nick.',
  SERVER_FULL: '{server} is full. Try again in a few minutes.',
  TOO_MANY_CONNECTIONS:
    '{server} has too many connections from your address already. Close another client, or try again in a minute.',
  NO_SUCH_ROOM: 'There is no room with this code. Ask whoever made it: it may have ended.',
  ROOM_FULL: 'The room is full. Wait until somebody leaves, or create a room of your own.',
  NOT_HOST: 'Only the host of the room may do this.',
  WRONG_PHASE: 'This has to wait until the match is over.',
  TOO_MANY_ROOMS: 'The server has as many rooms as it can hold. Join one of them, or try again later.',
  FLOOD: 'The server has ended the line, because far too much was sent to it. Start again to play on.',
  TIMED_OUT: '{server} heard nothing from you for too long, and has ended the line.',
  SLOW_DOWN: 'Too fast: the server left out the last one. Wait a moment and try again.',
  TAKEN_OVER:
    'You have logged in from another client, so this one has left. One player plays in one place at a time.',
  SHUTTING_DOWN: '{server} was switched off by its host. Try again later.',
  KICKED: 'The host of the room has sent you away.',
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
  // Files.
  'identity-damaged':
    'The file {path} is not a key. Move it away and start again: a new one is made, with which you will need a new nick.',
  'identity-unusable':
    'Your key at {path} cannot be used: {reason}. Check who owns that folder and whether there is space.',
  'pins-unusable':
    'The list of known servers at {path} cannot be used: {reason}. Check who owns that folder and whether there is space.',
  // Everything else.
  'terminal-lost': 'The terminal is gone ({reason}).',
  mistake: 'tank-client made a mistake and had to stop: {reason}\nPlease report it with what you did before.',
} as const;

type Table = typeof ENGLISH;
/** Name of a sentence. */
export type MessageId = keyof Table;

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
