// PING: the line is up, and how long its way is (PROTOCOL 6.19).
import { ALWAYS, type Command } from './command.js';

/** PING */
export const ping: Command<'PING'> = { states: ALWAYS, run: () => ({}) };
