// Questions in plain line mode, before the full screen opens: a sentence out, a line in. Used by the client's start. Streams
// are handed in, so that a test can answer. It never decides anything, shows no secret, and leaves no listener on the streams.
import { createInterface, type ReadLineOptions } from 'node:readline/promises';
import { type Readable, Transform, Writable } from 'node:stream';
import { printable } from '../protocol/text.js';
import type { Charset } from './charset.js';
import { placeOf } from './key-places.js';
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

/** Writes lines of this program, with what they quote, to a terminal or a file: the only way out but for the full screen.
 *  @param charset of the terminal; null for UTF-8 */
export function writePlain(output: Writable, text: string, charset: Charset | null): void {
  const clean = printable(text);
  output.write(charset === null ? clean : charset.encode(clean));
}

/** A Console on streams; those of a terminal, or of a test. @param charset of the terminal; null for UTF-8
 *  @param isPlain leaves the typing to the terminal, so that no cursor is moved */
export function createConsole(
  input: Terminal<Readable>,
  output: Writable,
  charset: Charset | null = null,
  isPlain = false,
): Console {
  const write = (text: string): void => writePlain(output, text, charset);
  const tell = (text: string): void => write(`${text}\n`);
  return {
    tell,
    ask: async (question) => {
      try {
        const shown = charset === null ? output : encoded(output, charset);
        return (
          await readAnswer(
            { input, output: shown, ...(isPlain && { terminal: false }) },
            printable(question),
            charset,
          )
        ).trim();
      } catch (error) {
        // What comes next is not to begin behind the question.
        output.write('\n');
        throw error;
      }
    },
    askSecret: async (question, problem) => {
      if (problem !== '') tell(problem);
      write(question);
      try {
        // The reader of lines turns the terminal's own echo off, and what it writes in place of it goes nowhere.
        return await readAnswer({ input, output: nowhere(), terminal: input.isTTY === true }, '', charset);
      } finally {
        output.write('\n');
      }
    },
  };
}

type Terminal<Stream> = Stream & { readonly isTTY?: boolean; setRawMode?(isRaw: boolean): unknown };

/** @throws LeftError */
async function readAnswer(
  options: ReadLineOptions & { readonly input: Terminal<Readable> },
  question: string,
  charset: Charset | null,
): Promise<string> {
  const decode = charset?.createDecoder() ?? null;
  const { input } = options;
  const read = decode === null ? input : input.pipe(decoded(input, decode));
  const lines = createInterface({ ...options, input: read as NodeJS.ReadableStream });
  try {
    const left = new Promise<never>((_resolve, reject) => {
      lines.once('close', () => reject(new LeftError()));
    });
    return await Promise.race([lines.question(question), left]);
  } finally {
    lines.close();
    if (read !== input) input.unpipe().pause();
  }
}

/** What is typed, as UTF-8; its mode is the terminal's. */
function decoded(input: Terminal<Readable>, decode: (octets: Buffer) => string): Transform {
  const stream = new Transform({
    transform: (chunk, _encoding, done) => done(null, Buffer.from(decode(chunk))),
  });
  const setRawMode = input.setRawMode?.bind(input);
  return setRawMode === undefined ? stream : Object.assign(stream, { isTTY: input.isTTY, setRawMode });
}

/** What is written in UTF-8, in the letters of the terminal. */
function encoded(output: Writable, charset: Charset): Writable {
  const { isTTY, columns } = output as Writable & { isTTY?: boolean; columns?: number };
  const stream = new Writable({
    decodeStrings: false,
    write: (text: string | Buffer, _encoding, done) => {
      output.write(charset.encode(String(text)));
      done();
    },
  });
  return Object.assign(stream, { isTTY, columns });
}

function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}

/** Asks until the answer is yes or no, in English or in the player's language; where the keyboard writes no Latin letters, by the
 *  places of its keys. @throws LeftError */
export async function askYesOrNo(console: Console, question: string): Promise<boolean> {
  const ask = async (text: string): Promise<string> => Array.from(await console.ask(text), placeOf).join('');
  let answer = await ask(question);
  while (!/^(y|yes|t|tak|n|no|nie)$/i.test(answer)) answer = await ask(say('ask-yes-or-no'));
  return /^[yt]/i.test(answer);
}
