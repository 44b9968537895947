// What a snapshot costs to encode and to decode, and how long it is, beside JSON of what the same player sees.
import { step } from '../../src/game/step.js';
import { SEATS_MAX } from '../../src/game/units.js';
import { ABSENT, createWorld } from '../../src/game/world.js';
import { createNews, decodeSnapshot } from '../../src/protocol/snapshot.js';
import { Snapshots } from '../../src/server/snapshots.js';
import type { Findings } from '../bench.js';
import { createBotBattle } from './battle.js';

const TICKS = 6000;
const PLAYERS = 8;

/** A room of 8 in battle, one client each. */
export async function benchCodec(): Promise<Findings> {
  const { world, inputs, choose } = createBotBattle(PLAYERS);
  const snapshots = new Snapshots(world);
  const viewers = Array.from({ length: PLAYERS }, (_, seat) => snapshots.createViewer(seat));
  const client = createWorld(world.arena, world.options, 0, false);
  const news = createNews();
  let frames = 0;
  let bytes = 0;
  let encodeMs = 0;
  let decodeMs = 0;
  let decoded = 0;
  let jsonBytes = 0;
  let jsonMs = 0;
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
    const jsonAt = performance.now();
    const tanks = world.tanks.filter((tank) => tank.life !== ABSENT);
    const json = JSON.stringify({
      tick: world.tick,
      tanks,
      shells: world.shells.filter((shell) => shell.flying === 1),
    });
    jsonMs += performance.now() - jsonAt;
    jsonBytes += json.length;
  }
  const bytesPerSnapshot = Number((bytes / frames).toFixed(1));
  const encodeNs = Math.round((encodeMs * 1e6) / (TICKS * PLAYERS));
  const decodeNs = Math.round((decodeMs * 1e6) / decoded);
  return {
    rows: [
      ['bytes a snapshot', String(bytesPerSnapshot)],
      ['encode, ns a player and tick', String(encodeNs)],
      ['decode, ns a snapshot', String(decodeNs)],
      [
        'JSON of the room: bytes',
        `${(jsonBytes / TICKS).toFixed(0)}, ${(jsonBytes / TICKS / bytesPerSnapshot).toFixed(1)} times as many`,
      ],
      ['JSON of the room: ns, once a tick', String(Math.round((jsonMs * 1e6) / TICKS))],
      ['seats', String(SEATS_MAX)],
    ].slice(0, 5) as [string, string][],
    json: { bytesPerSnapshot, encodeNs, decodeNs },
  };
}
