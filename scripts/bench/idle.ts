// What rooms cost in which nobody plays: 10,000 of them wait in a server, beside the same server with none.

import type { Findings } from './findings.js';
import { ServerProcess } from './server-process.js';

const ROOMS = 10_000;
const MEASURE_MS = 10_000;
/** A process that has just done something compiles, and collects what it has left, for a while. */
const SETTLE_MS = 30_000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Share of a core that a server uses. */
async function shareOf(server: ServerProcess): Promise<number> {
  await pause(SETTLE_MS);
  const before = await server.report();
  await pause(MEASURE_MS);
  const after = await server.report();
  return (after.cpuUs - before.cpuUs) / (MEASURE_MS * 1000);
}

/** The benchmark. */
export async function benchIdle(): Promise<Findings> {
  const server = new ServerProcess('game-server');
  await server.port();
  const emptyShare = await shareOf(server);
  server.tell({ kind: 'rooms', count: ROOMS });
  const roomsShare = await shareOf(server);
  await server.stop();
  const percent = (share: number): string => `${(share * 100).toFixed(2)} % of a core`;
  return {
    rows: [
      [`${ROOMS} rooms that wait, one person in each`, percent(roomsShare)],
      ['no room', percent(emptyShare)],
    ],
    json: {
      rooms: ROOMS,
      coreShare: Number(roomsShare.toFixed(5)),
      coreShareEmpty: Number(emptyShare.toFixed(5)),
    },
  };
}
