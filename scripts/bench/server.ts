// The game server under N real TLS clients, beside a raw TLS server that moves the same bytes at the same rate in the same
// run. The clients are this process, which tells its own CPU time so that one sees that it was not the bottleneck.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { TLSSocket } from 'node:tls';
import { driveTowards } from '../../src/game/buttons.js';
import { TICK_MS, TICKS_PER_SECOND } from '../../src/game/units.js';
import { connectTls } from '../../src/net/tls.js';
import { encodeInput, INPUT_BYTES, INPUT_KIND, SNAPSHOT_KIND } from '../../src/protocol/frames.js';
import {
  FRAME_HEADER_BYTES,
  formatMessage,
  Receiver,
  type TextMessage,
  writeFrameHeader,
} from '../../src/protocol/framing.js';
import { median, percentile } from './battle.js';
import type { Findings } from './findings.js';
import { ServerProcess } from './server-process.js';

const PLAYERS_DEFAULT = 100;
const ROOM_SEATS = 8;
/** The two servers take turns, so that what else the machine does meets both. */
const ROUNDS = 5;
const WARM_UP_MS = 1000;
/** Before the first round, until what runs often is compiled. */
const SETTLE_MS = 5000;
const MEASURE_MS = 3000;
const INPUTS_PER_SECOND = 8;
/** Header, content type and tag of a TLS 1.3 record. */
const RECORD_BYTES = 22;

/** One player: registers, sits down, presses keys by chance, and notes when snapshots come. */
class Player {
  snapshots = 0;
  bytes = 0;
  tick = 0;
  #sequence = 0;
  #heading = 0;
  /** Arrival less the tick's time on the grid, in ms, whose least value is the quickest way. */
  offsets: number[] = [];
  isMeasured = false;
  isGone = false;
  readonly #answers: ((message: TextMessage) => void)[] = [];

  constructor(readonly socket: TLSSocket) {
    socket.setNoDelay(true);
    socket.on('error', () => {});
    socket.on('close', () => {
      this.isGone = true;
    });
    const receiver = new Receiver({ messageBytesMax: 16384, frameBytesMax: 4096 });
    socket.on('data', (chunk) =>
      receiver.push(chunk, (message) => {
        if (message.type === 'text') {
          if (message.status !== undefined) this.#answers.shift()?.(message);
        } else if (message.type === 'binary' && message.kind === SNAPSHOT_KIND) this.#take(message.body);
      }),
    );
  }

  #take(body: Buffer): void {
    this.tick = body.readUInt32BE(0);
    if (!this.isMeasured) return;
    this.snapshots++;
    this.bytes += body.length + FRAME_HEADER_BYTES;
    this.offsets.push(performance.now() - this.tick * TICK_MS);
  }

  request(command: string, body: object = {}): Promise<TextMessage> {
    this.socket.write(formatMessage({ command, id: 1, body }));
    return new Promise((resolve) => this.#answers.push(resolve));
  }

  press(): void {
    this.#sequence = (this.#sequence + 1) & 0xff;
    this.#heading = (this.#heading + 1 + 2 * (this.#sequence & 1)) & 3;
    const frame = Buffer.allocUnsafe(FRAME_HEADER_BYTES + INPUT_BYTES);
    const input = {
      tick: this.tick + 3,
      sequence: this.#sequence,
      buttons: driveTowards(this.#heading) | (this.#sequence % 3 === 0 ? 16 : 0),
    };
    encodeInput(input, frame, writeFrameHeader(frame, 0, INPUT_KIND, INPUT_BYTES));
    this.socket.write(frame);
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function connect(port: number): Promise<Player> {
  const { socket } = await connectTls({ host: '127.0.0.1', port, timeoutMs: 30_000, verify: () => true });
  return new Player(socket);
}

async function sitDown(players: readonly Player[]): Promise<void> {
  for (let first = 0; first < players.length; first += ROOM_SEATS) {
    const [host, ...guests] = players.slice(first, first + ROOM_SEATS);
    const options = { seats: ROOM_SEATS, minutes: 30, countdown: 0 };
    const { body } = await host.request('START_CHANNEL', { options });
    const { code } = body.room as { code: string };
    await Promise.all(guests.map((guest) => guest.request('JOIN_CHANNEL', { code })));
    await host.request('START_GAME');
  }
}

/** Presses each player's keys INPUTS_PER_SECOND times a second, evenly spread, until it is stopped. */
function pressKeys(players: readonly Player[]): () => void {
  let next = 0;
  let owed = 0;
  const timer = setInterval(() => {
    owed += (players.length * INPUTS_PER_SECOND) / 100;
    for (; owed >= 1; owed--) players[next++ % players.length].press();
  }, 10);
  return () => clearInterval(timer);
}

interface Window {
  readonly cpuUs: number;
  readonly late: number[];
  readonly clientCpuUs: number;
}

/** CPU of one server while its players press keys. */
async function measure(server: ServerProcess, players: readonly Player[]): Promise<Window> {
  const stop = pressKeys(players);
  await pause(WARM_UP_MS);
  const before = await server.report();
  const ownBefore = process.cpuUsage();
  for (const player of players) player.isMeasured = true;
  await pause(MEASURE_MS);
  const after = await server.report();
  const own = process.cpuUsage(ownBefore);
  for (const player of players) player.isMeasured = false;
  stop();
  return { cpuUs: after.cpuUs - before.cpuUs, late: after.late, clientCpuUs: own.user + own.system };
}

/** How much later than the quickest the snapshots of the last window came, for each player. */
function takeDelivery(players: readonly Player[]): number[] {
  return players.flatMap((player) => {
    const { offsets } = player;
    player.offsets = [];
    const least = offsets.reduce((low, offset) => Math.min(low, offset), Number.POSITIVE_INFINITY);
    return offsets.map((offset) => offset - least);
  });
}

async function connectAll(port: number, count: number): Promise<Player[]> {
  const players: Player[] = [];
  for (let index = 0; index < count; index++) players.push(await connect(port));
  return players;
}

/** What the raw server writes is no message: it is read and left. */
function readBlindly({ socket }: Player): void {
  socket.removeAllListeners('data');
  socket.on('data', () => {});
}

const spread = (values: readonly number[]): Spread => ({
  p50: Number(percentile(values, 0.5).toFixed(2)),
  p99: Number(percentile(values, 0.99).toFixed(2)),
  max: Number(percentile(values, 1).toFixed(2)),
});

interface Spread {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** The benchmark. */
export async function benchServer(args: readonly string[]): Promise<Findings> {
  const at = args.indexOf('--players');
  const count = at < 0 ? PLAYERS_DEFAULT : Number(args[at + 1]);
  if (!(count >= 1 && count <= 2000)) throw new Error('--players takes a number from 1 to 2000');

  const game = new ServerProcess('game-server');
  const players = await connectAll(await game.port(), count);
  for (const [index, player] of players.entries()) await player.request('REGISTER', { nick: `p${index}` });
  await sitDown(players);
  // From here on, since the server ends lines on which nothing is heard.
  const stopKeys = pressKeys(players);
  game.tell({ kind: 'measure-ticks' });
  const raw = new ServerProcess('raw-server');
  const rawPlayers = await connectAll(await raw.port(), count);
  for (const player of rawPlayers) readBlindly(player);

  const ticks = (MEASURE_MS / 1000) * TICKS_PER_SECOND;
  await pause(SETTLE_MS);
  stopKeys();
  const lag = monitorEventLoopDelay({ resolution: 5 });
  const ticksLate: number[] = [];
  const deliveryLate: number[] = [];
  const gameUs: number[] = [];
  const rawUs: number[] = [];
  const ratios: number[] = [];
  const burstRatios: number[] = [];
  const clientShares: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    game.signal('SIGCONT');
    lag.enable();
    const played = await measure(game, players);
    lag.disable();
    for (const late of played.late) ticksLate.push(late);
    for (const late of takeDelivery(players)) deliveryLate.push(late);
    game.signal('SIGSTOP');
    const snapshots = players.reduce((sum, player) => sum + player.snapshots, 0) / (round + 1);
    const bytes = players.reduce((sum, player) => sum + player.bytes, 0) / (round + 1);
    const load = { bytes: Math.round(bytes / snapshots), writesPerTick: snapshots / count / ticks };
    raw.tell({ kind: 'work', slots: 8, ...load });
    const moved = await measure(raw, rawPlayers);
    raw.tell({ kind: 'rest' });
    raw.tell({ kind: 'work', slots: 1, ...load });
    const burst = await measure(raw, rawPlayers);
    raw.tell({ kind: 'rest' });
    gameUs.push(played.cpuUs / (count * ticks));
    rawUs.push(moved.cpuUs / (count * ticks));
    ratios.push(played.cpuUs / moved.cpuUs);
    burstRatios.push(played.cpuUs / burst.cpuUs);
    clientShares.push(played.clientCpuUs / (MEASURE_MS * 1000));
  }
  const dropped = players.filter((player) => player.isGone).length;
  const snapshots = players.reduce((sum, player) => sum + player.snapshots, 0);
  const bytes = players.reduce((sum, player) => sum + player.bytes, 0);
  const seconds = (ROUNDS * MEASURE_MS) / 1000;
  for (const { socket } of [...players, ...rawPlayers]) socket.destroy();
  game.signal('SIGCONT');
  await Promise.all([game.stop(), raw.stop()]);

  const tickLate = spread(ticksLate);
  const delivery = spread(deliveryLate);
  const json = {
    players: count,
    rooms: Math.ceil(count / ROOM_SEATS),
    cpuUsPerPlayerTick: Number(median(gameUs).toFixed(2)),
    rawTlsUsPerPlayerTick: Number(median(rawUs).toFixed(2)),
    ratioToRawTls: Number(median(ratios).toFixed(3)),
    ratioToRawTlsInOneBurst: Number(median(burstRatios).toFixed(3)),
    bytesPerSnapshot: Number((bytes / snapshots).toFixed(1)),
    bytesPerPlayerSecond: Math.round((bytes + snapshots * RECORD_BYTES) / count / seconds),
    tickLateP50Ms: tickLate.p50,
    tickLateP99Ms: tickLate.p99,
    tickLateMaxMs: tickLate.max,
    deliveryLateP50Ms: delivery.p50,
    deliveryLateP99Ms: delivery.p99,
    deliveryLateMaxMs: delivery.max,
    dropped,
  };
  const show = ({ p50, p99, max }: Spread): string => `${p50} / ${p99} / ${max}`;
  return {
    rows: [
      ['players, rooms', `${json.players}, ${json.rooms}`],
      ['server CPU, us a player and tick', `${json.cpuUsPerPlayerTick}`],
      ['raw TLS on the same slots of the tick', `${json.rawTlsUsPerPlayerTick}`],
      [
        'ratio to raw TLS, median (each round)',
        `${json.ratioToRawTls} (${ratios.map((ratio) => ratio.toFixed(2)).join(' ')})`,
      ],
      ['ratio to raw TLS that writes all at once', String(json.ratioToRawTlsInOneBurst)],
      ['snapshots a player and second', (snapshots / count / seconds).toFixed(1)],
      ['bytes a snapshot', String(json.bytesPerSnapshot)],
      ['bytes a player and second, as TLS records', String(json.bytesPerPlayerSecond)],
      ['tick late, ms p50 / p99 / max', show(tickLate)],
      ['delivery after the quickest, ms p50 / p99 / max', show(delivery)],
      ['players dropped', String(dropped)],
      ['CPU of the clients, share of a core', median(clientShares).toFixed(2)],
      ['event loop of the clients late, ms p99', (lag.percentile(99) / 1e6 - 5).toFixed(2)],
    ],
    json,
  };
}
