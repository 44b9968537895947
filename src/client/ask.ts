// Questions in plain line mode, before the full screen opens: a sentence out, a line in. Used by the client's start. Streams
// are handed in, so that a test can answer. It never decides anything, shows no secret, and leaves no listener on the streams.
import { createInterface, type ReadLineOptions } from 'node:readline/promises';
import { type Readable, Writable } from 'node:stream';
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
  /** Asks for a line that nobody is to see, such as a password. @param problem with the answer before; '' at first
   *  @returns it as it was typed @throws LeftError */
  askSecret(question: string, problem: string): Promise<string>;
}

/** A Console on streams; those of a terminal, or of a test. */
export function createConsole(input: Terminal<Readable>, output: Writable): Console {
  const tell = (text: string): void => {
    output.write(`${text}\n`);
  };
  return {
    tell,
    ask: async (question) => {
      try {
        return (await readAnswer({ input, output }, question)).trim();
      } catch (error) {
        // What comes next is not to begin behind the question.
        output.write('\n');
        throw error;
      }
    },
    askSecret: async (question, problem) => {
      if (problem !== '') tell(problem);
      output.write(question);
      try {
        // The reader of lines turns the terminal's own echo off, and what it writes in place of it goes nowhere.
        return await readAnswer({ input, output: nowhere(), terminal: input.isTTY === true }, '');
      } finally {
        output.write('\n');
      }
    },
  };
}

type Terminal<Stream> = Stream & { readonly isTTY?: boolean };

/** @throws LeftError */
async function readAnswer(options: ReadLineOptions, question: string): Promise<string> {
  const lines = createInterface(options);
  try {
    const left = new Promise<never>((_resolve, reject) => {
      lines.once('close', () => reject(new LeftError()));
    });
    return await Promise.race([lines.question(question), left]);
  } finally {
    lines.close();
  }
}

function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}

/** Asks until the answer is yes or no, in English or in the player's language. @throws LeftError */
export async function askYesOrNo(console: Console, question: string): Promise<boolean> {
  let answer = await console.ask(question);
  while (!/^(y|yes|t|tak|n|no|nie)$/i.test(answer)) answer = await console.ask(say('ask-yes-or-no'));
  return /^[yt]/i.test(answer);
}
