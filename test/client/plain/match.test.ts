// A whole match in plain mode on a real server: a room made by numbers, a battle that is driven and asked about, the podium, a vote, the room
// again. The server's ticks are short here, as they are long for a game that is slowed down: the client's clock has to agree with both.
import { setImmediate } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createActions } from '../../../src/client/actions.js';
import { Keys } from '../../../src/client/keys.js';
import { plainServer } from '../../../src/client/plain/fronts.js';
import { Lines } from '../../../src/client/plain/lines.js';
import { Sender } from '../../../src/client/sender.js';
import { ALIVE } from '../../../src/game/world.js';
import { startTestServer, type TestServer } from '../../server/test-server.js';
import { screenParts } from '../shown-screens.js';
import { type Visitor, visit } from '../visitor.js';

/** Eight times as fast as the rules have it. */
const TICK_MS = 4;
const BOUND_MS = 60_000;

const test = suite<{ server: TestServer; ada: Visitor }>('client/plain/match');

test.before.each(async (context) => {
  context.server = await startTestServer({ tickMs: TICK_MS });
  context.ada = await visit(context.server, 'Ada');
});
test.after.each(async ({ server, ada }) => {
  await ada.leave();
  await server.close();
});

test('a match is played in plain mode from the menu to the podium and back, by somebody who only hears it', async ({
  ada,
}) => {
  const { state, link } = ada;
  state.tickMs = TICK_MS;
  const keys = new Keys();
  keys.tickMs = TICK_MS;
  const actions = createActions(
    ada,
    { address: { host: 'h', port: 1 } },
    () => {},
    () => false,
  );
  const { parts } = screenParts(state, keys);
  let text = '';
  const add = (more: string): void => {
    text += more;
  };
  const typing = { echo: add, rub: () => {} };
  const screens = plainServer({ ...parts, actions, lines: new Lines(add), typing, bell: () => {} });
  const sender = new Sender({
    state,
    buttons: (nowMs) => keys.buttons(nowMs),
    sendFrame: (frame) => link.sendFrame(frame),
  });
  const press = (...names: string[]): void => {
    for (const name of names) screens.key({ name, text: name.length === 1 ? name : null }, performance.now());
  };
  /** Resolves when something was said, with all that was said since the last time. */
  const hears = async (what: RegExp): Promise<string> => {
    const endMs = performance.now() + BOUND_MS;
    for (;;) {
      screens.draw(null, performance.now());
      if (what.test(text)) break;
      if (performance.now() > endMs) throw new Error(`${what} was not said, but:\n${text}`);
      await setImmediate();
    }
    const said = text;
    text = '';
    return said;
  };
  sender.start();
  try {
    await hears(/2\. Create a room/);
    press('2');
    await hears(/7\. Minutes: 3/);
    press('7', '7', '7', '7', '7', '7', '7');
    assert.match(await hears(/Minutes: 2/), /Minutes: 30\nMinutes: 1\nMinutes: 2\n/);
    press('7', '7', '7', '7', '7', '7', '7', '1');
    const room = await hears(/1\. Start\n/);
    assert.match(room, /Minutes: 1\n/);
    assert.match(room, /ROOM [A-Z2-9]{6}, free for all, Crossroads/);
    press('1');
    await hears(/The battle begins in/);
    await hears(/The battle begins: free for all on Crossroads\. Most points/);
    // Before the own tank is in the arena there is nothing around it.
    const isIn = (): boolean => state.battle?.predictor.world.tanks[state.seat!].life === ALIVE;
    for (const endMs = performance.now() + BOUND_MS; !isIn() && performance.now() < endMs; ) {
      screens.draw(null, performance.now());
      await setImmediate();
    }
    press('n', 'c', 'b');
    const answers = await hears(/point/);
    assert.match(answers, /(enemy (north|south|east|west)[-a-z]* \d+|in sight).*ahead \d+, armour \d\n/);
    assert.match(answers, /you face (north|south|east|west); north \d+, /);
    const at = state.battle!.predictor.world.tanks[state.seat!].x;
    press('f', 'd');
    assert.match(await hears(/shoots by itself/), /The gun shoots by itself\./);
    const moved = (): boolean => {
      const tank = state.battle?.predictor.server.tanks[state.seat!];
      return tank?.life === ALIVE && tank.x !== at;
    };
    for (const endMs = performance.now() + BOUND_MS; !moved() && performance.now() < endMs; ) {
      screens.draw(null, performance.now());
      await setImmediate();
    }
    assert.ok(moved(), 'the server has moved the tank');
    const battle = state.battle!;
    assert.is(battle.clock.tickMs, TICK_MS);
    await hears(/The battle is over\./);
    assert.ok(battle.predictor.world.tick >= 60 * 30, String(battle.predictor.world.tick));
    const podium = await hears(/s left to vote[\s\S]*Talk/);
    assert.match(podium, /WINS WITH|DRAW/);
    assert.match(podium, /1\. .*: 0 votes/);
    press('1');
    assert.match(await hears(/Your vote/), /Your vote: /);
    await hears(/The battle begins in/);
    press('q', 'y');
    await hears(/1\. Play now/);
  } finally {
    sender.stop();
  }
});

test.run();
