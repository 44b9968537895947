// TIME: what time it is at the server (PROTOCOL 6.2).
import { ALWAYS, type Command } from './command.js';

/** TIME */
export const time: Command<'TIME'> = {
  states: ALWAYS,
  run() {
    const now = new Date();
    return { utc: now.toISOString(), milliseconds: now.getTime() };
  },
};
