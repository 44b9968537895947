// Questions in plain line mode, before the full screen opens: a sentence out, a line in. Used by the client's start. Streams
// are handed in, so that a test can answer. It never decides anything, and leaves no listener on the streams.
import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';
import { say } from './messages.js';

/** The player ended the questions: Ctrl-C, Ctrl-D, or a terminal that is gone. */
export class LeftError extends Error {
  override readonly name = 'LeftError';
}

/** A terminal in line mode. */
export interface Console {
  /** Says something on a line of its own. */
  tell(text: string): void;
  /** Asks for a line. @returns it without blanks around it @throws LeftError */
  ask(question: string): Promise<string>;
}

/** A Console on streams; those of a terminal, or of a test. */
export function createConsole(input: Readable, output: Writable): Console {
  return {
    tell: (text) => {
      output.write(`${text}\n`);
    },
    ask: async (question) => {
      const lines = createInterface({ input, output });
      try {
        const left = new Promise<never>((_resolve, reject) => {
          lines.once('close', () => reject(new LeftError()));
        });
        return (await Promise.race([lines.question(question), left])).trim();
      } catch (error) {
        // What comes next is not to begin behind the question.
        output.write('\n');
        throw error;
      } finally {
        lines.close();
      }
    },
  };
}

/** Asks until the answer is yes or no, in English or in the player's language. @throws LeftError */
export async function askYesOrNo(console: Console, question: string): Promise<boolean> {
  let answer = await console.ask(question);
  while (!/^(y|yes|t|tak|n|no|nie)$/i.test(answer)) answer = await console.ask(say('ask-yes-or-no'));
  return /^[yt]/i.test(answer);
}
