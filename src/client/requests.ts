// Commands that wait for their answers on one line. Gives each an id, finds the command that an answer belongs to, and
// checks the answer against the command's schema. Used by line.ts; never waits without a bound, never sends by itself.

import { COMMANDS, type CommandAnswer, type CommandName, errorSchema } from '../protocol/commands.js';
import type { TextMessage } from '../protocol/framing.js';
import { cleanText } from '../protocol/text.js';
import { LinkError, ServerError } from './link-error.js';
import type { Timers } from './timers.js';

/** How long an answer is waited for. */
const ANSWER_TIMEOUT_MS = 8000;
const MESSAGE_LENGTH_MAX = 400;
const CODE_LENGTH_MAX = 32;

/** A command that succeeded, and its answer. */
export type Answer = {
  [Name in CommandName]: { readonly command: Name; readonly body: CommandAnswer<Name> };
}[CommandName];

interface Waiting {
  readonly command: CommandName;
  readonly timer: unknown;
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

/** The commands of one line that have no answer yet. */
export class Requests {
  readonly #timers: Timers;
  readonly #waiting = new Map<number, Waiting>();
  #nextId = 1;

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  /** Starts to wait for the answer to a command.
   *  @returns the id to send with it, and what its answer will be: rejected with ServerError or LinkError */
  expect<Name extends CommandName>(command: Name): { id: number; answer: Promise<CommandAnswer<Name>> } {
    const id = this.#nextId++;
    const answer = new Promise<Answer>((resolve, reject) => {
      const timer = this.#timers.set(
        () => this.#take(id)?.reject(new LinkError('NO_ANSWER')),
        ANSWER_TIMEOUT_MS,
      );
      this.#waiting.set(id, { command, timer, resolve, reject });
    });
    return { id, answer: answer.then(({ body }) => body as CommandAnswer<Name>) };
  }

  /** Takes an answer to its command.
   *  @param message one with a status
   *  @returns the answer when it tells of success; null when it does not, and when nobody waits for it any more */
  settle(message: TextMessage): Answer | null {
    const waiting = this.#take(message.id);
    if (waiting === undefined) return null;
    const { command } = waiting;
    if (message.status === 'ERR') {
      waiting.reject(toServerError(message.body));
      return null;
    }
    const parsed = COMMANDS[command].answer.safeParse(message.body);
    if (!parsed.success || message.command !== command) {
      waiting.reject(new LinkError('BAD_ANSWER', { cause: parsed.error }));
      return null;
    }
    const answer = { command, body: parsed.data } as Answer;
    waiting.resolve(answer);
    return answer;
  }

  /** Gives up on all that wait: the line is down. */
  failAll(error: Error): void {
    for (const id of [...this.#waiting.keys()]) this.#take(id)?.reject(error);
  }

  #take(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) return undefined;
    this.#waiting.delete(id);
    this.#timers.clear(waiting.timer);
    return waiting;
  }
}

/** The error that the body of a message with `Status: ERR`, or of a QUIT notice, tells of; its texts are cleaned. */
export function toServerError(body: unknown): ServerError {
  const parsed = errorSchema.safeParse(body);
  if (!parsed.success) return new ServerError('UNKNOWN', '');
  const { code, message, field, seconds } = parsed.data;
  return new ServerError(
    cleanText(code, CODE_LENGTH_MAX),
    cleanText(message, MESSAGE_LENGTH_MAX),
    field === undefined ? undefined : cleanText(field, CODE_LENGTH_MAX),
    seconds,
  );
}
