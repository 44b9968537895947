// The game server under N real TLS clients, beside a raw TLS server that moves the same bytes at the same rate in the same
// run. The clients are this process, which tells its own CPU time so that one sees that it was not the bottleneck.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { TLSSocket } from 'node:tls';
import { fileURLToPath } from 'node:url';
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
import type { Findings } from '../bench.js';
import { percentile } from './battle.js';

const PLAYERS_DEFAULT = 100;
const ROOM_SEATS = 8;
const WARM_UP_MS = 4000;
const MEASURE_MS = 10_000;
const INPUTS_PER_SECOND = 8;
/** Header, content type and tag of a TLS 1.3 record. */
const RECORD_BYTES = 22;

interface Report {
  readonly cpuUs: number;
  readonly late: number[];
}

class Server {
  readonly #child: ChildProcess;

  constructor(script: string, args: readonly string[] = []) {
    this.#child = fork(fileURLToPath(new URL(`./${script}.js`, import.meta.url)), args);
  }

  async port(): Promise<number> {
    const [{ port }] = await once(this.#child, 'message');
    return port;
  }

  async report(): Promise<Report> {
    this.#child.send('report');
    const [report] = await once(this.#child, 'message');
    return report as Report;
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.disconnect();
    await ended;
  }
}

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
  readonly #answers: ((message: TextMessage) => void)[] = [];

  constructor(readonly socket: TLSSocket) {
    socket.setNoDelay(true);
    socket.on('error', () => {});
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

async function measure(
  server: Server,
  players: readonly Player[],
): Promise<{ cpuUs: number; late: number[]; clientCpuUs: number }> {
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

/** The benchmark. */
export async function benchServer(args: readonly string[]): Promise<Findings> {
  const at = args.indexOf('--players');
  const count = at < 0 ? PLAYERS_DEFAULT : Number(args[at + 1]);
  if (!(count >= 1 && count <= 2000)) throw new Error('--players takes a number from 1 to 2000');

  const game = new Server('game-server');
  const port = await game.port();
  const players: Player[] = [];
  for (let index = 0; index < count; index++) {
    const player = await connect(port);
    await player.request('REGISTER', { nick: `p${index}` });
    players.push(player);
  }
  await sitDown(players);
  const played = await measure(game, players);
  const ticks = (MEASURE_MS / 1000) * TICKS_PER_SECOND;
  const snapshots = players.reduce((sum, player) => sum + player.snapshots, 0);
  const bytes = players.reduce((sum, player) => sum + player.bytes, 0);
  const deliveryLate = players.flatMap(({ offsets }) => {
    const least = Math.min(...offsets);
    return offsets.map((offset) => offset - least);
  });
  for (const { socket } of players) socket.destroy();
  await game.stop();

  const raw = new Server('raw-server', [
    String(Math.round(bytes / snapshots)),
    String(snapshots / count / ticks),
  ]);
  const rawPort = await raw.port();
  const rawPlayers: Player[] = [];
  for (let index = 0; index < count; index++) {
    const { socket } = await connectTls({
      host: '127.0.0.1',
      port: rawPort,
      timeoutMs: 30_000,
      verify: () => true,
    });
    const player = new Player(socket);
    socket.removeAllListeners('data');
    socket.on('data', () => {});
    rawPlayers.push(player);
  }
  const moved = await measure(raw, rawPlayers);
  for (const { socket } of rawPlayers) socket.destroy();
  await raw.stop();

  const perTick = (us: number): number => Number((us / (count * ticks)).toFixed(2));
  const json = {
    players: count,
    rooms: Math.ceil(count / ROOM_SEATS),
    cpuUsPerPlayerTick: perTick(played.cpuUs),
    ratioToRawTls: Number((played.cpuUs / moved.cpuUs).toFixed(3)),
    bytesPerPlayerSecond: Math.round((bytes + snapshots * RECORD_BYTES) / count / (MEASURE_MS / 1000)),
    tickLateP99Ms: Number(percentile(played.late, 0.99).toFixed(2)),
    deliveryLateP99Ms: Number(percentile(deliveryLate, 0.99).toFixed(2)),
  };
  return {
    rows: [
      ['players, rooms', `${json.players}, ${json.rooms}`],
      ['server CPU, us a player and tick', `${json.cpuUsPerPlayerTick} (raw TLS ${perTick(moved.cpuUs)})`],
      ['ratio to raw TLS', String(json.ratioToRawTls)],
      ['snapshots a player and second', (snapshots / count / (MEASURE_MS / 1000)).toFixed(1)],
      ['bytes a snapshot', (bytes / snapshots).toFixed(1)],
      ['bytes a player and second, as TLS records', String(json.bytesPerPlayerSecond)],
      ['tick late, ms p50 / p99', `${percentile(played.late, 0.5).toFixed(2)} / ${json.tickLateP99Ms}`],
      [
        'delivery after the quickest, ms p50 / p99',
        `${percentile(deliveryLate, 0.5).toFixed(2)} / ${json.deliveryLateP99Ms}`,
      ],
      ['CPU of the clients, share of a core', (played.clientCpuUs / (MEASURE_MS * 1000)).toFixed(2)],
    ],
    json,
  };
}
