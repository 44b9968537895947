// HELLO: who is there, and a nonce to sign (PROTOCOL 6.1).
import { randomBytes } from 'node:crypto';
import { PROTOCOL_VERSION } from '../../protocol/commands.js';
import { ALWAYS, type Command } from './command.js';

const NONCE_BYTES = 32;

/** HELLO */
export const hello: Command<'HELLO'> = {
  states: ALWAYS,
  run(session) {
    session.nonce = randomBytes(NONCE_BYTES);
    return {
      message: 'Hello from server',
      protocol: PROTOCOL_VERSION,
      server: session.hall.serverName,
      name: session.hall.name,
      motd: session.hall.motd,
      players: session.hall.players.count,
      playersMax: session.hall.playersMax,
      ...(session.hall.password === null ? {} : { locked: true }),
      nonce: session.nonce.toString('base64url'),
    };
  },
};
