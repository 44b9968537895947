// A duel's draw that two real clients settle on a real server by rock, paper, scissors; and one of which they tell different things.
import { setImmediate } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { rivalOf, Settling } from '../../src/client/settling.js';
import { HELD } from '../../src/game/things.js';
import { ALIVE, type World } from '../../src/game/world.js';
import { startTestServer, type TestServer } from '../server/test-server.js';
import { type Visitor, visit } from './visitor.js';

const BOUND_MS = 10_000;

interface Context {
  server: TestServer;
  ada: Visitor;
  bob: Visitor;
  world: World;
}

const test = suite<Context>('client/settling');

test.before.each(async (context) => {
  const server = await startTestServer();
  const place = { port: server.port, fingerprint: server.fingerprint };
  const [ada, bob] = [await visit(place, 'Ada'), await visit(place, 'Bob')];
  const options = { mode: 'duel', arena: 'Brickyard', countdown: 0, bots: 0, minutes: 1, score: 0 };
  const { room } = await ada.link.request('START_CHANNEL', { options });
  await bob.link.request('JOIN_CHANNEL', { code: room.code });
  await ada.link.request('START_GAME', {});
  const { world } = server.server.hall.lobby.find(room.code);
  Object.assign(context, { server, ada, bob, world });
  await until(() => world!.tanks[1].life === ALIVE, 'both are in the arena');
  assert.is(rivalOf(ada.state), null);
  world!.ticksLeft = 1;
  await until(
    () => rivalOf(ada.state) !== null && rivalOf(bob.state) !== null,
    'both know that they are level',
  );
});
test.after.each(async ({ server, ada, bob }) => {
  for (const visitor of [ada, bob]) await visitor.leave();
  await server.close();
});

/** Resolves once something is so. */
async function until(isSo: () => boolean, what: string): Promise<void> {
  for (const endMs = performance.now() + BOUND_MS; !isSo(); await setImmediate())
    if (performance.now() > endMs) throw new Error(`it never comes to this: ${what}`);
}

/** A round that the first one wins. */
async function round(winner: Visitor, loser: Visitor): Promise<void> {
  const count = ({ texts }: Visitor) =>
    texts().filter((line) => /paper against rock|rock against paper/.test(line)).length;
  const before = count(winner);
  await winner.type('/paper');
  await loser.type('/rock');
  await until(() => count(winner) > before && count(loser) > before, 'the round is over');
}

test('the battle stands still, and who wins the game wins the match', async ({ ada, bob, world }) => {
  await ada.type('/rps Bob');
  await bob.sees(/^Ada asks you for rock, paper, scissors about the match/);
  assert.is(world.stage.sudden, 1);
  await round(bob, ada);
  await until(() => ada.state.battle?.predictor.server.stage.sudden === HELD, 'it stands still');
  await round(bob, ada);
  assert.is(world.over, 0);
  await round(bob, ada);
  await ada.sees(/^Bob HAS WON/);
  await until(() => ada.state.room?.phase === 'podium' && bob.state.room?.phase === 'podium', 'the podium');
  assert.is(ada.state.room?.podium[0].nick, 'Bob');
});

test('a game with anybody else, and one that is asked for by one side alone, is about nothing', async ({
  ada,
  bob,
  world,
}) => {
  const asked: string[] = [];
  const link = { request: async (name: string) => asked.push(name) } as unknown as Visitor['link'];
  const settling = new Settling(link, ada.state);
  settling.want('Carol');
  settling.end('Carol', true);
  assert.equal([settling.isAtStake('Carol'), asked], [false, []]);
  assert.equal([settling.isAtStake('bob'), settling.rival], [true, 'Bob']);
  settling.end('Bob', false);
  assert.equal(asked, ['SETTLE']);
  await ada.type('/pkn Bob');
  await bob.sees(/^Ada asks you/);
  const { tick } = world;
  await until(() => world.tick > tick + 2, 'the battle goes on');
  assert.equal([world.stage.sudden, world.over], [1, 0]);
});

test.run();
