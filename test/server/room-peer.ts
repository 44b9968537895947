// A member of a room without a network: what the room sends to it is kept as messages, what it sends goes straight in.
import { Duplex } from 'node:stream';
import { Connection } from '../../src/net/connection.js';
import { Receiver } from '../../src/protocol/framing.js';
import type { RoomState } from '../../src/protocol/room-state.js';
import { ArenaShelf } from '../../src/server/arena-shelf.js';
import type { Room, RoomContext } from '../../src/server/room.js';
import type { Member } from '../../src/server/seats.js';
import type { MatchResult } from '../../src/server/store/match-result.js';
import { Ticker, type TickerClock } from '../../src/server/ticker.js';
import { Turns } from '../../src/server/turns.js';

const LIMITS = { messageBytesMax: 16384, frameBytesMax: 4096 };

/** A member whose line is in memory. */
export class RoomPeer implements Member {
  readonly texts: { command: string; body: Record<string, unknown> }[] = [];
  readonly frames: { kind: number; body: Buffer }[] = [];
  connection: Connection | null;
  /** While true, the line takes nothing. */
  isStuck = false;
  #resume: (() => void) | null = null;

  readonly group = '';
  network = '';

  constructor(
    readonly nick: string,
    readonly account: string | null = null,
  ) {
    const receiver = new Receiver(LIMITS);
    const stream = new Duplex({
      read() {},
      write: (chunk: Buffer, _encoding, done) => {
        receiver.push(chunk, (message) => {
          if (message.type === 'text') this.texts.push({ command: message.command, body: message.body });
          else if (message.type === 'binary')
            this.frames.push({ kind: message.kind, body: Buffer.from(message.body) });
        });
        if (this.isStuck) this.#resume = done;
        else done();
      },
    });
    const ignore = (): void => {};
    this.connection = new Connection(
      stream,
      { onText: ignore, onFrame: ignore, onClose: ignore, onError: ignore },
      // What is not flushed with a frame is written at once, so that a test need not wait.
      { limits: LIMITS, defer: (run) => run() },
    );
  }

  /** Lets a stuck line take what waits. */
  unstick(): void {
    this.isStuck = false;
    this.#resume?.();
    this.#resume = null;
  }

  /** The room as it was told last. */
  get room(): RoomState {
    return this.texts.filter(({ command }) => command === 'UPDATE_CHANNEL').at(-1)?.body.room as RoomState;
  }
}

/** What happened around the rooms of a test. */
export interface RoomWorld {
  readonly context: RoomContext;
  readonly results: MatchResult[];
  readonly empty: Room[];
  readonly errors: unknown[];
}

/** A context for rooms whose time stands still: a test calls `tick` itself. */
export function createRoomWorld(seed = 1): RoomWorld {
  const clock: TickerClock = { now: () => 0, setTimer: () => null, clearTimer: () => {} };
  const world: RoomWorld = {
    results: [],
    empty: [],
    errors: [],
    context: {
      ticker: new Ticker(undefined, clock),
      turns: new Turns({ linesPerNetwork: 16, isTickDue: () => false }),
      thinking: { may: () => true },
      arenas: new ArenaShelf(),
      seed: () => seed,
      isChampion: () => false,
      onEmpty: (room) => world.empty.push(room),
      onPhase: () => {},
      onResult: (_room, result) => world.results.push(result),
      onError: (_room, error) => world.errors.push(error),
    },
  };
  return world;
}
