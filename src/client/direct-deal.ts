// What is between this player and one peer on the way to a direct line and on it: how far they are, the keys of the line, the line
// itself. Made by direct-desk.ts, which alone knows what leads from one stage to the next.
import type { DirectLine } from './direct-line.js';
import { encodeNote } from './direct-notes.js';
import type { DirectResult } from './post.js';
import { type Whisper, type WhisperCard, WhisperError, type WhisperSaid } from './whisper.js';

/** `asked` by this player, `offered` by the peer; `meeting` once both want it; `up` when both talk on it. */
export type DirectStage = 'asked' | 'offered' | 'meeting' | 'up';

/** How a deal begins. */
export interface DealBeginning {
  readonly nick: string;
  readonly identity: string;
  /** Secret name of the line. */
  readonly name: Buffer;
  /** Keys of this line alone: its boxes open nowhere else, and no other way has a part in their count. */
  readonly whisper: Whisper;
  readonly stage: DirectStage;
  /** The peer's key for the line; null while it is not known. */
  readonly card: WhisperCard | null;
}

/** One peer. */
export class DirectDeal {
  nick: string;
  stage: DirectStage;
  card: WhisperCard | null;
  /** Whether the peer was told the addresses of this machine. */
  hasTold = false;
  /** Whether this end has tried to come to the peer. */
  hasCalled = false;
  timer: unknown;
  readonly identity: string;
  readonly name: Buffer;
  readonly whisper: Whisper;
  #line: DirectLine | null = null;
  #onSaid: (said: WhisperSaid) => void = () => {};
  /** READY was sent, and has come: all that went by the server before is there. */
  #isReady = false;
  #isPeerReady = false;

  constructor({ nick, identity, name, whisper, stage, card }: DealBeginning) {
    this.nick = nick;
    this.identity = identity;
    this.name = name;
    this.whisper = whisper;
    this.stage = stage;
    this.card = card;
  }

  get hasLine(): boolean {
    return this.#line !== null;
  }

  /** Whether both ends are ready to hear what is said on the line. */
  get isSettled(): boolean {
    return this.#isReady && this.#isPeerReady;
  }

  /** Number of the last box that the line has brought. */
  get heard(): number {
    return this.#line?.heard ?? 0;
  }

  /** Takes a line to this peer; there is none yet. @param onSaid takes what he says on it, once he is ready */
  adopt(line: DirectLine, onSaid: (said: WhisperSaid) => void): void {
    this.#line = line;
    this.#onSaid = onSaid;
    if (this.#isPeerReady) this.#listen(line);
  }

  /** READY was sent: from now on what is said goes by the line. */
  setReady(): void {
    this.#isReady = true;
  }

  /** The peer's READY has come. */
  setPeerReady(): void {
    if (this.#isPeerReady) return;
    this.#isPeerReady = true;
    if (this.#line !== null) this.#listen(this.#line);
  }

  /** Says something on the line. @returns null where there is none that is ready */
  async send(said: WhisperSaid): Promise<DirectResult | null> {
    const line = this.#line;
    if (line === null || this.card === null || !this.#isReady) return null;
    const isTaken = await line.send(this.whisper.seal(said, this.card));
    const left = { step: 'left', name: this.name, sequence: line.sent, content: said } as const;
    return { nick: this.nick, identity: this.identity, left: isTaken ? null : encodeNote(left) };
  }

  /** Cuts the line. */
  end(): void {
    this.#line?.end();
  }

  #listen(line: DirectLine): void {
    line.begin((box) => {
      try {
        const said = this.whisper.open(box, this.card!);
        if (said !== null && said.kind !== 'direct') this.#onSaid(said);
        return true;
      } catch (error) {
        if (error instanceof WhisperError) return false;
        throw error;
      }
    });
  }
}
