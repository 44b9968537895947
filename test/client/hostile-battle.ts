// A client in a battle against a server that may say anything: receive, step and draw as in a game, on every kind of terminal. For
// the tests and the fuzzer; no line, no clock. What throws a ProtocolError was refused; anything else that is thrown is a find.
import type { Look } from '../../src/client/arena/look.js';
import { chooseLook } from '../../src/client/arena/look.js';
import { Frame } from '../../src/client/frame.js';
import { Keys } from '../../src/client/keys.js';
import type { Notice } from '../../src/client/line.js';
import { makePlain, type PlainOptions } from '../../src/client/plain.js';
import { Receiver } from '../../src/client/receiver.js';
import type { Answer } from '../../src/client/requests.js';
import { Screens, serverScreens } from '../../src/client/screens.js';
import { Sender } from '../../src/client/sender.js';
import { PREFERENCES_DEFAULT } from '../../src/client/settings.js';
import { type ClientState, createClientState } from '../../src/client/state.js';
import type { Actions, PageName } from '../../src/client/views/view.js';
import type { Arena } from '../../src/game/arena.js';
import { ARENAS } from '../../src/game/arenas.js';
import { MODES } from '../../src/game/modes.js';
import { SEATS_MAX, TICK_MS, TILE } from '../../src/game/units.js';
import { ALIVE, createTank } from '../../src/game/world.js';
import { encodeArena } from '../../src/protocol/arena-frame.js';
import { COMMANDS, type CommandName } from '../../src/protocol/commands.js';
import { ProtocolError } from '../../src/protocol/errors.js';
import { TANK_MASK_FULL } from '../../src/protocol/fields.js';
import { ARENA_KIND, SNAPSHOT_KIND } from '../../src/protocol/frames.js';
import type { TextMessage } from '../../src/protocol/framing.js';
import { NOTICES, type NoticeName } from '../../src/protocol/notices.js';
import { ROOM_OPTIONS_DEFAULT, type RoomState } from '../../src/protocol/room-state.js';
import { encodeHeader, encodeTank } from '../../src/protocol/snapshot.js';

/** Windows and terminals: half blocks, blocks without colours, ASCII. */
const TERMINALS: readonly { columns: number; rows: number; output: PlainOptions }[] = [
  { columns: 150, rows: 44, output: { colours: 'truecolor', ascii: false } },
  { columns: 80, rows: 24, output: { colours: '16', ascii: false } },
  { columns: 100, rows: 30, output: { colours: 'none', ascii: false } },
  { columns: 41, rows: 15, output: { colours: 'none', ascii: true } },
];
/** Arenas by their modes, packed once. */
const FRAMES = new Map<string, Buffer>();
const START_TICK = 100;
const OWN = 2;

/** A room that plays a mode, with a person or a bot on each seat. */
export function fullRoom(mode: string, arena: string): RoomState {
  return {
    code: 'K7WQ2M',
    phase: 'battle',
    endsInMs: 0,
    host: 0,
    options: { ...ROOM_OPTIONS_DEFAULT, mode, arena },
    players: Array.from({ length: SEATS_MAX }, (_, seat) => ({
      seat,
      nick: `Tank${seat}`,
      bot: seat > 3,
      connected: true,
    })),
    podium: [],
    awards: [],
  };
}

/** An arena on which a mode is played. */
export function arenaFor(mode: string): Arena {
  return [...ARENAS.values()].find(({ modes }) => modes.includes(mode))!;
}

/** A client whose server is not to be trusted. */
export class HostileBattle {
  readonly state: ClientState = createClientState();
  readonly receiver: Receiver;
  /** Milliseconds of the client's clock. */
  nowMs = 10_000;
  tick = START_TICK;
  readonly #arena: Buffer;
  readonly #mode: string;
  readonly #sender: Sender;
  readonly #shows: { screens: Screens; look: Look; frame: Frame; output: PlainOptions }[];

  /** Begins a battle in which all is well. @param only the number of the one terminal on which it is drawn; all when left out */
  constructor(mode = MODES[0].id, only?: number) {
    const { state } = this;
    const keys = new Keys();
    this.receiver = new Receiver(state, () => this.nowMs);
    this.#sender = new Sender({ state, now: () => this.nowMs, buttons: () => 26, sendFrame: () => {} });
    const nothing = new Proxy({}, { get: () => () => {} }) as Actions;
    const terminals = only === undefined ? TERMINALS : [TERMINALS[only % TERMINALS.length]];
    this.#shows = terminals.map(({ columns, rows, output }) => {
      const look = chooseLook(output, { palette: 'usual', calm: false });
      const store = { preferences: PREFERENCES_DEFAULT, choose: () => {} };
      const parts = { state, keys, actions: nothing, store, look };
      const base = serverScreens(parts, { showMiss: false, predict: true });
      return { look, output, frame: new Frame(columns, rows), screens: new Screens({ ...parts, base }) };
    });
    const arena = arenaFor(mode);
    Object.assign(state, { line: 'open', nick: 'Ada', pingMs: 90 });
    this.receiver.onAnswer({
      command: 'JOIN_CHANNEL',
      body: { room: fullRoom(mode, arena.name), seat: OWN },
    });
    const frame = FRAMES.get(mode) ?? encodeArena(arena);
    FRAMES.set(mode, frame);
    this.#arena = frame;
    this.#mode = mode;
    this.restart();
    this.snapshot((out, start) => {
      let offset = start;
      for (let seat = 0; seat < SEATS_MAX; seat += 2) {
        const tank = { ...createTank(), life: ALIVE, x: (3 + 2 * seat) * TILE, y: 4 * TILE, armour: 2 };
        offset = encodeTank(out, offset, seat, { ...tank, velocityY: 40, heading: 2 }, TANK_MASK_FULL);
      }
      return offset;
    });
  }

  /** Begins a battle. @throws ProtocolError when it is refused */
  restart(): void {
    this.start({ mode: this.#mode });
    this.receiver.onFrame(ARENA_KIND, this.#arena);
    this.tick = START_TICK;
  }

  /** Tells START_GAME. */
  start(body: object): void {
    const start = { arena: 'Field', mode: 'duel', seat: OWN, tick: START_TICK, armour: 3, pickups: 0xffff };
    this.receiver.onNotice({ name: 'START_GAME', body: { ...start, ...body } });
  }

  /** Takes a snapshot of the next tick. @throws ProtocolError when it is refused */
  snapshot(write: (out: Buffer, offset: number) => number, ticks = 1): void {
    const out = Buffer.alloc(8192);
    this.tick += ticks;
    const end = write(out, encodeHeader(out, 0, this.tick, 0, 0));
    this.receiver.onFrame(SNAPSHOT_KIND, out.subarray(0, end));
  }

  /** Goes on for some ticks, drawing everything on every terminal. */
  play(ticks: number): void {
    for (let count = 0; count < ticks; count++) {
      this.nowMs += TICK_MS;
      this.#sender.tick();
      if (count % 15 === 0 || count === ticks - 1) this.draw();
    }
  }

  /** Opens a page above the battle, or above what is there instead. */
  open(page: PageName): void {
    for (const { screens } of this.#shows) screens.open(page);
  }

  /** Presses a key, and begins a line of talk under which what was said is read. */
  press(name: string): void {
    for (const { screens } of this.#shows) screens.key({ name, text: null }, this.nowMs);
  }
  talk(): void {
    for (const { screens } of this.#shows) screens.write('');
  }

  /** Takes a message as a line hands it on when it fits its schema. @throws ProtocolError when it is refused */
  hear({ command, status, body }: TextMessage): void {
    if (status === undefined && Object.hasOwn(NOTICES, command)) {
      const parsed = NOTICES[command as NoticeName].safeParse(body);
      if (!parsed.success) throw new ProtocolError('BAD_BODY');
      this.receiver.onNotice({ name: command, body: parsed.data } as Notice);
    } else if (status === 'SUCC' && Object.hasOwn(COMMANDS, command)) {
      const parsed = COMMANDS[command as CommandName].answer.safeParse(body);
      if (parsed.success) this.receiver.onAnswer({ command, body: parsed.data } as Answer);
    }
  }

  /** Draws what there is to see on every terminal. */
  draw(): void {
    for (const { screens, frame, output } of this.#shows) {
      frame.resize(frame.columns, frame.rows);
      screens.draw(frame, this.nowMs);
      makePlain(frame, output);
    }
  }
}
