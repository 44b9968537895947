// Every word that the screens show, by name. Another language is another table with the same names.

const ENGLISH = {
  title: 'TERMINAL TANKS',
  subtitle: 'a tank battle for your terminal',
  'menu-create': 'Create a room and get a code to pass on',
  'menu-join': 'Join a room by its code',
  'menu-keys': '{up}/{down} choose   ENTER go   ? keys   q leave',
  'join-prompt': 'Code of the room: ',
  'join-keys': 'ENTER join   ESC back',
  'on-server': '{nick} on {server}',
  room: 'ROOM',
  'pass-on': 'Pass this code on: others join with it.',
  players: 'PLAYERS',
  options: 'OPTIONS',
  host: 'host',
  bot: 'bot',
  away: 'line down',
  you: 'you',
  'option-arena': 'Arena',
  'option-bots': 'Players with bots',
  'option-bot-level': 'Level of bots',
  'option-minutes': 'Minutes',
  'option-armour': 'Armour',
  'option-seats': 'Seats',
  'option-public': 'Public',
  yes: 'yes',
  no: 'no',
  none: 'none',
  'host-keys': '{up}/{down} option  {left}/{right} change  ENTER start  t chat  ? keys  q leave',
  'guest-keys': 'The host starts the match.  t chat  ? keys  q leave',
  countdown: 'The battle begins in {seconds}',
  'battle-keys': 'arrows/WASD drive  SPACE shoot  x stop  f auto-fire  t chat  ? keys  q leave',
  'auto-fire': 'AUTO-FIRE',
  locked: 'LOCKED',
  destroyed: 'DESTROYED by {nick}',
  respawn: 'back in {seconds}',
  reconnecting: 'RECONNECTING ...',
  waiting: 'Waiting for the arena ...',
  kill: '{by} x {nick}',
  'chat-prompt': 'Say: ',
  ping: '{ms} ms',
  champion: 'CHAMPION',
  standings: 'nick              points  kills  deaths',
  'podium-keys': 'Back to the room in {seconds}   t chat   q leave room',
  'leave-battle': 'Leave the battle? (y/n)',
  'leave-room': 'Leave the room? (y/n)',
  'leave-server': 'Leave the server? (y/n)',
  'too-small': 'Too small: make the window at least 40 x 15.',
  help: 'KEYS',
  'help-close': 'any key goes back',
} as const;

/** Name of a text. */
export type WordId = keyof typeof ENGLISH;

/** A text in the player's language. @param values what its `{names}` stand for */
export function word(id: WordId, values: Readonly<Record<string, string | number>> = {}): string {
  return ENGLISH[id].replace(/\{([a-z]+)\}/g, (_whole, name: string) => String(values[name] ?? ''));
}

/** The lines of the help screen: keys, and what they do. */
export const HELP: readonly (readonly [keys: string, what: string])[] = [
  ['arrows, WASD, HJKL', 'drive that way until another key says otherwise'],
  ['the opposite way', 'stop; once more: drive back'],
  ['Shift + arrow, capitals', 'turn without driving'],
  ['x or .', 'stop'],
  ['SPACE', 'shoot'],
  ['f', 'shoot by itself, on and off'],
  ['v', 'keep the gun where it points: drive sideways'],
  ['t or ENTER', 'say something to the room'],
  ['F3', 'line: ping, jitter, corrections'],
  ['q, Ctrl-C', 'leave, after a question'],
];
