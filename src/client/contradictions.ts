// Options of the command line that contradict each other -> a sentence about the first pair: two that say the same thing differently,
// and one that means nothing beside, or without, another. Called by options.ts before any value is read. Pure.

import { say } from './messages.js';
import type { Flags } from './options.js';

/** What the command line wants done, and the options that it takes for that; the others mean nothing there. */
const TASKS = {
  discover: ['json', 'lang'],
  scan: ['ports', 'json', 'yes', 'lang'],
  '--forget': ['forget', 'port', 'lang'],
  '--reset-terminal': ['resetTerminal', 'lang'],
} as const;
/** Options of one task alone. */
const TASK_OF = { ports: 'scan', yes: 'scan', json: 'discover' } as const;

type Name = keyof Flags;

/** Options that say the same thing differently. */
const EITHER: readonly (readonly [Name, Name])[] = [
  ['room', 'create'],
  ['predict', 'showMiss'],
];
/** A private server has no other place, and a room of its own. */
const NOT_LOCAL: readonly Name[] = ['port', 'room', 'create', 'password', 'trust', 'direct', 'directPort'];
/** What is said of a server means nothing where none is named. */
const FOR_HOST: readonly Name[] = ['port', 'room', 'create', 'password'];
/** What is said of a match means nothing where none is made. */
const FOR_NEW_ROOM: readonly Name[] = ['bots', 'botLevel', 'mode', 'arena'];

/** Finds two options that contradict each other.
 *  @returns a sentence for a person; null when there are none */
export function findContradiction(flags: Flags, task: keyof typeof TASKS | 'play'): string | null {
  const given = (Object.keys(flags) as Name[]).filter((name) => isGiven(flags, name));
  if (task !== 'play') {
    const stranger = given.find((name) => !(TASKS[task] as readonly Name[]).includes(name));
    return stranger === undefined ? null : say('not-with', { option: flagOf(stranger), task });
  }
  const alone = given.find((name) => Object.hasOwn(TASK_OF, name));
  if (alone !== undefined) {
    const command = TASK_OF[alone as keyof typeof TASK_OF];
    return say('only-with', { option: flagOf(alone), command });
  }
  const has = (name: Name): boolean => given.includes(name);
  if (has('local') && has('host')) return say('two-places');
  for (const [one, other] of EITHER)
    if (has(one) && has(other))
      return one === 'room' ? say('two-rooms') : say('either', { one: flagOf(one), other: flagOf(other) });
  const beside = (names: readonly Name[]): Name | undefined => names.find(has);
  const notLocal = has('local') ? beside(NOT_LOCAL) : undefined;
  if (notLocal !== undefined) return say('local-room', { option: flagOf(notLocal) });
  if (has('speed') && has('host')) return say('only-with', { option: '--speed', command: '--local' });
  const homeless = has('local') || has('host') ? undefined : beside(FOR_HOST);
  if (homeless !== undefined) return say('needs-host', { option: flagOf(homeless) });
  const roomless = has('host') && !has('create') ? beside(FOR_NEW_ROOM) : undefined;
  return roomless === undefined ? null : say('needs-create', { option: flagOf(roomless) });
}

/** A switch that is as it is without a word was not given. */
function isGiven(flags: Flags, name: Name): boolean {
  if (name === 'predict') return !flags.predict;
  if (name === 'ascii') return flags.ascii !== undefined;
  return flags[name] !== undefined && flags[name] !== false;
}

function flagOf(name: Name): string {
  const option = name === 'predict' ? 'noPredict' : name;
  return `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
