// What a snapshot costs to encode and to decode, and how long it is, beside JSON and MessagePack of what the same player
// sees, and beside the least that the changes themselves need.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { encode as encodeMessagePack } from '@msgpack/msgpack';
import { step } from '../../src/game/step.js';
import { ABSENT, createWorld, type World } from '../../src/game/world.js';
import { createNews, decodeSnapshot } from '../../src/protocol/snapshot.js';
import { Snapshots } from '../../src/server/snapshots.js';
import { createBotBattle, median } from './battle.js';
import type { Findings } from './findings.js';

const TICKS = 10_000;
const PLAYERS = 8;
const ROUNDS = 5;

/** What another way to write the same takes. */
class Rival {
  #bytes = 0;
  #ms = 0;
  readonly #encode: (picture: object) => { readonly length: number };

  constructor(encode: (picture: object) => { readonly length: number }) {
    this.#encode = encode;
  }

  write(picture: object): void {
    const startedAt = performance.now();
    this.#bytes += this.#encode(picture).length;
    this.#ms += performance.now() - startedAt;
  }

  tell(bytesPerSnapshot: number): string {
    const bytes = this.#bytes / TICKS;
    const times = (bytes / bytesPerSnapshot).toFixed(1);
    return `${bytes.toFixed(0)} bytes, ${times} times as many; ${Math.round((this.#ms * 1e6) / TICKS)} ns once a room and tick`;
  }
}

/** Entropy of how each field of each entity changes from tick to tick, as if fields knew nothing of one another: what a
 *  perfect coder of single changes would need on average. */
class ChangeEntropy {
  readonly #counts = new Map<string, Map<number, number>>();
  #last: readonly (readonly [string, object])[] = [];

  add(world: World): void {
    const entities = [
      ...world.tanks.slice(0, PLAYERS).map((tank) => ['tank', { ...tank }] as const),
      ...world.shells.slice(0, 2 * PLAYERS).map((shell) => ['shell', { ...shell }] as const),
    ];
    for (const [index, [kind, before]] of this.#last.entries()) {
      const after = entities[index][1] as Record<string, number>;
      for (const [field, value] of Object.entries(before))
        this.#count(`${kind} ${field}`, after[field] - value);
    }
    this.#last = entities;
  }

  /** Bytes a tick of the whole room. */
  bytesPerTick(): number {
    let bits = 0;
    for (const changes of this.#counts.values()) {
      const total = [...changes.values()].reduce((sum, count) => sum + count, 0);
      for (const count of changes.values()) bits -= count * Math.log2(count / total);
    }
    return bits / 8 / TICKS;
  }

  #count(field: string, change: number): void {
    const changes = this.#counts.get(field) ?? new Map<number, number>();
    this.#counts.set(field, changes.set(change, (changes.get(change) ?? 0) + 1));
  }
}

/** Heap that update and encode use, in bytes a tick with PLAYERS viewers: the median of some battles. */
function measureHeap(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const heaps = Array.from({ length: ROUNDS }, () => {
    const { world, inputs, choose } = createBotBattle(PLAYERS);
    const snapshots = new Snapshots(world);
    const viewers = Array.from({ length: PLAYERS }, (_, seat) => snapshots.createViewer(seat));
    let heap = 0;
    for (let tick = 0; tick < TICKS; tick++) {
      choose();
      const events = step(world, inputs);
      const before = process.memoryUsage().heapUsed;
      snapshots.update(events);
      for (const viewer of viewers) snapshots.encode(viewer, tick & 0xff, 1);
      // A collection in between makes a tick's figure negative: leave it out.
      heap += Math.max(0, process.memoryUsage().heapUsed - before);
      if (tick % 1000 === 0) collect();
    }
    return heap / TICKS;
  });
  return Math.round(median(heaps));
}

/** Heap that asking for it takes, to be left out. */
function measureAsking(): number {
  let heap = 0;
  for (let tick = 0; tick < TICKS; tick++) {
    const before = process.memoryUsage().heapUsed;
    heap += Math.max(0, process.memoryUsage().heapUsed - before);
  }
  return Math.round(heap / TICKS);
}

/** A room of 8 in battle, one client each. */
export async function benchCodec(): Promise<Findings> {
  const { world, inputs, choose } = createBotBattle(PLAYERS);
  const snapshots = new Snapshots(world);
  const viewers = Array.from({ length: PLAYERS }, (_, seat) => snapshots.createViewer(seat));
  const client = createWorld(world.arena, world.options, 0, false);
  const news = createNews();
  const json = new Rival((picture) => JSON.stringify(picture));
  const messagePack = new Rival((picture) => encodeMessagePack(picture));
  const entropy = new ChangeEntropy();
  let frames = 0;
  let bytes = 0;
  let encodeMs = 0;
  let decodeMs = 0;
  let decoded = 0;
  for (let tick = 0; tick < TICKS; tick++) {
    choose();
    const events = step(world, inputs);
    const startedAt = performance.now();
    snapshots.update(events);
    const sent = viewers.map((viewer) => snapshots.encode(viewer, tick & 0xff, 1));
    encodeMs += performance.now() - startedAt;
    for (const frame of sent) {
      if (frame === null) continue;
      frames++;
      bytes += frame.length;
    }
    const frame = sent[0];
    if (frame !== null) {
      const decodeAt = performance.now();
      decodeSnapshot(frame.subarray(4), client, news);
      decodeMs += performance.now() - decodeAt;
      decoded++;
    }
    const tanks = world.tanks.filter((tank) => tank.life !== ABSENT);
    const picture = { tick: world.tick, tanks, shells: world.shells.filter((shell) => shell.flying === 1) };
    json.write(picture);
    messagePack.write(picture);
    entropy.add(world);
  }
  const bytesPerSnapshot = Number((bytes / frames).toFixed(1));
  const bytesPerTick = bytes / PLAYERS / TICKS;
  const encodeNs = Math.round((encodeMs * 1e6) / (TICKS * PLAYERS));
  const decodeNs = Math.round((decodeMs * 1e6) / decoded);
  const heapBytesPerTick = Math.max(0, measureHeap() - measureAsking());
  const entropyBytes = entropy.bytesPerTick();
  return {
    rows: [
      ['bytes a snapshot', String(bytesPerSnapshot)],
      ['encode, ns a player and tick', String(encodeNs)],
      ['decode, ns a snapshot', String(decodeNs)],
      [`heap bytes a tick, update and encode for ${PLAYERS}`, String(heapBytesPerTick)],
      ['JSON of the room', json.tell(bytesPerSnapshot)],
      ['MessagePack of the room', messagePack.tell(bytesPerSnapshot)],
      [
        'entropy of the changes, bytes a player and tick',
        `${entropyBytes.toFixed(1)}; ours takes ${bytesPerTick.toFixed(1)}`,
      ],
    ],
    json: { bytesPerSnapshot, bytesPerTick, encodeNs, decodeNs, heapBytesPerTick, entropyBytes },
  };
}
