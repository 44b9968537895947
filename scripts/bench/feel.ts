// What a player feels at a delay: corrections of the own tank, how far the others are drawn from where the server has them at
// that moment (in virtual time, by seeds), and the time from a key to the bytes that show it (a real server behind a real lagging
// line, the real client with a terminal in memory). The delay is the round trip, as a player knows it as ping.

import { chooseLook } from '../../src/client/arena/look.js';
import type { OthersIn } from '../../src/client/drawn-world.js';
import type { Frame } from '../../src/client/frame.js';
import { Keys } from '../../src/client/keys.js';
import { Link } from '../../src/client/link.js';
import { Receiver } from '../../src/client/receiver.js';
import { Screen } from '../../src/client/screen.js';
import { Screens, serverScreens } from '../../src/client/screens.js';
import { Sender } from '../../src/client/sender.js';
import { PREFERENCES_DEFAULT } from '../../src/client/settings.js';
import { createClientState } from '../../src/client/state.js';
import type { Terminal } from '../../src/client/terminal.js';
import { TILE } from '../../src/game/units.js';
import { LaggedStream } from '../../src/net/bad-line.js';
import { connectTls, type Verify } from '../../src/net/tls.js';
import { playMatch } from '../../test/simulation/played-match.js';
import { percentile } from './battle.js';
import type { Findings } from './findings.js';
import { ServerProcess } from './server-process.js';

const DELAYS = [
  { delayMs: 0, jitterMs: 0 },
  { delayMs: 50, jitterMs: 10 },
  { delayMs: 100, jitterMs: 40 },
  { delayMs: 150, jitterMs: 40 },
  { delayMs: 200, jitterMs: 40 },
  { delayMs: 300, jitterMs: 60 },
];
const SEEDS = 6;
const MATCH_MS = 30_000;
const BOTS = 8;
const PRESSES = 60;
const WAYS: readonly OthersIn[] = ['both', 'server-time', 'own-time', 'past'];
/** Rows that change without a key: status above, lines of text below. */
const ROWS_OF_TEXT_BELOW = 3;

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
const tiles = (units: number): number => Number((units / TILE).toFixed(2));

interface Errors {
  readonly meanTiles: number;
  readonly p95Tiles: number;
  readonly shellsMeanTiles: number;
  readonly correctionUnits: number;
}

function measureErrors(delayMs: number, jitterMs: number, othersIn: OthersIn, bots: number): Errors {
  const tanks: number[] = [];
  const shells: number[] = [];
  let correctionUnits = 0;
  for (let seed = 1; seed <= SEEDS; seed++) {
    const faults = { delayMs: delayMs / 2, jitterMs: Math.round(jitterMs / 2) };
    const outcome = playMatch({ seed, lengthMs: MATCH_MS, faults, othersIn, room: { bots } });
    tanks.push(...outcome.tankErrors);
    shells.push(...outcome.shellErrors);
    correctionUnits += outcome.correctionUnits;
  }
  return {
    meanTiles: tiles(mean(tanks)),
    p95Tiles: tanks.length === 0 ? 0 : tiles(percentile(tanks, 0.95)),
    shellsMeanTiles: tiles(mean(shells)),
    correctionUnits,
  };
}

/** A terminal of 80 x 24 that takes everything and tells when. */
function createMemoryTerminal(onWrite: () => void): Terminal {
  return {
    columns: 80,
    rows: 24,
    colours: 'truecolour',
    synchronized: true,
    repeat: true,
    write() {
      onWrite();
      return true;
    },
    on() {},
    off() {},
    close() {},
  } as unknown as Terminal;
}

/** A number that changes when a cell of the arena does. */
function arenaHash(frame: Frame): number {
  let hash = 0;
  const end = (frame.rows - ROWS_OF_TEXT_BELOW) * frame.columns;
  for (let cell = frame.columns; cell < end; cell++) {
    hash = Math.imul(hash ^ frame.glyph[cell], 0x01000193);
    hash = Math.imul(hash ^ frame.foreground[cell] ^ (frame.background[cell] << 7), 0x01000193);
  }
  return hash;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Milliseconds from a key press to the write that shows the turned tank, for each of many presses. */
async function measureKeys(port: number, delayMs: number, jitterMs: number): Promise<number[]> {
  const faults = { delayMs: delayMs / 2, jitterMs: Math.round(jitterMs / 2) };
  const state = createClientState();
  let fingerprint = '';
  const open = async (verify: Verify<boolean>) =>
    (await connectTls({ host: '127.0.0.1', port, timeoutMs: 10_000, verify })).socket;
  (
    await open((shown) => {
      fingerprint = shown;
      return true;
    })
  ).destroy();
  const link = new Link({
    address: { host: '127.0.0.1', port },
    fingerprint,
    identity: null,
    state,
    handlers: new Receiver(state),
    connect: async (verify) => new LaggedStream(await open(verify), faults, 1),
  });
  await link.open(`feel${delayMs}`);
  await link.request('START_CHANNEL', {
    options: { arena: 'Brickyard', countdown: 0, minutes: 30 },
  });
  await link.request('START_GAME', {});
  const keys = new Keys();
  const look = chooseLook({ colours: 'truecolor', ascii: false }, { palette: 'usual', calm: false });
  const noFlags = { showMiss: false, predict: true };
  const store = { preferences: PREFERENCES_DEFAULT, choose: () => {} };
  const parts = { state, keys, actions: {} as never, store, look };
  const screens = new Screens({ ...parts, base: serverScreens(parts, noFlags) });
  let shown = 0;
  let drawnNow = 0;
  let pressedAtMs = 0;
  const times: number[] = [];
  const terminal = createMemoryTerminal(() => {
    if (pressedAtMs > 0 && drawnNow !== shown) {
      times.push(performance.now() - pressedAtMs);
      pressedAtMs = 0;
    }
    shown = drawnNow;
  });
  const screen = new Screen({
    terminal,
    framesPerSecond: 60,
    draw: (frame) => {
      screens.draw(frame, performance.now());
      drawnNow = arenaHash(frame);
    },
  });
  const sender = new Sender({
    state,
    buttons: (nowMs) => keys.buttons(nowMs),
    sendFrame: (frame) => link.sendFrame(frame),
  });
  sender.start();
  screen.start();
  // Until the spawn shield no longer blinks; nothing else moves in this arena, which has no water.
  await pause(3500);
  for (let press = 0; press < PRESSES; press++) {
    // Away from the phase of the frames.
    await pause(120 + (press % 17));
    pressedAtMs = performance.now();
    keys.press(['SHIFT_UP', 'SHIFT_RIGHT', 'SHIFT_DOWN', 'SHIFT_LEFT'][press % 4], pressedAtMs);
  }
  await pause(120);
  screen.stop();
  sender.stop();
  await link.quit();
  return times;
}

/** The benchmark. */
export async function benchFeel(): Promise<Findings> {
  const server = new ServerProcess('game-server');
  const port = await server.port();
  const rows: object[] = [];
  const shown: [string, string][] = [];
  for (const { delayMs, jitterMs } of DELAYS) {
    const alone = measureErrors(delayMs, jitterMs, 'both', 0);
    const ways = WAYS.map((way) => measureErrors(delayMs, jitterMs, way, BOTS));
    const times = await measureKeys(port, delayMs, jitterMs);
    const keyToWriteP99Ms = Number(percentile(times, 0.99).toFixed(1));
    rows.push({
      delayMs,
      jitterMs,
      ownCorrectionUnits: alone.correctionUnits,
      othersMeanErrorTiles: ways[0].meanTiles,
      othersP95ErrorTiles: ways[0].p95Tiles,
      othersShellsMeanErrorTiles: ways[0].shellsMeanTiles,
      keyToWriteP99Ms,
      keysSeen: times.length,
    });
    const each = ways
      .map(({ meanTiles, p95Tiles, shellsMeanTiles }) => `${meanTiles} ${p95Tiles} ${shellsMeanTiles}`)
      .join(' | ');
    shown.push([
      `${delayMs} +- ${jitterMs} ms`,
      `${alone.correctionUnits} units | ${each} | key ${percentile(times, 0.5).toFixed(1)} ${keyToWriteP99Ms} ms (${times.length} of ${PRESSES})`,
    ]);
  }
  await server.stop();
  return {
    rows: [
      ['round trip', 'own corrections | others in tiles: tanks mean, p95, shells mean, drawn:'],
      ['', `${WAYS.join(' | ')} | key to write p50 p99`],
      ...shown,
    ],
    json: { rows },
  };
}
