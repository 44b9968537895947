// A mistake of the client's own ends the visit and not the client: in drawing, in stepping, with a key, and with what a server sends.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Link } from '../../src/client/link.js';
import { Sender } from '../../src/client/sender.js';
import { createClientState } from '../../src/client/state.js';
import { VisitGuard } from '../../src/client/visit-guard.js';
import { FakeTimers } from './fake-timers.js';
import { HostileBattle } from './hostile-battle.js';
import { FINGERPRINT, ScriptedServer } from './scripted-server.js';

const broken = (): never => {
  throw new TypeError('nothing is there');
};
const key = { name: 'a', text: 'a' };

test('a mistake in drawing or with a key is told once with its code, and nothing is done after it', () => {
  for (const [doing, code] of [
    ['draw', 'CLIENT-DRAW'],
    ['key', 'CLIENT-KEY'],
  ] as const) {
    const told: string[] = [];
    let drawn = 0;
    const show = {
      draw: () => void drawn++,
      key: () => {},
      release: () => {},
      letGo: () => {},
      isStill: () => true,
    };
    const guarded = new VisitGuard((message) => told.push(message)).show({ ...show, [doing]: broken });
    for (let count = 0; count < 3; count++) {
      guarded.key(key, 0);
      guarded.draw(null as never, 0);
    }
    assert.is(told.length, 1);
    assert.match(told[0], `nothing is there (${code})`);
    assert.is(drawn, 0);
  }
});

test('a mistake in stepping is told, and the loop goes on until it is stopped', async () => {
  const { state } = new HostileBattle();
  let tell = (_message: string): void => {};
  const told = new Promise<string>((resolve) => {
    tell = resolve;
  });
  const guard = new VisitGuard(tell);
  const run = (turn: () => void): void => guard.run('STEP', turn, undefined);
  const sender = new Sender({ state, buttons: broken, sendFrame: () => {}, guard: run });
  sender.start();
  assert.match(await told, 'nothing is there (CLIENT-STEP)');
  sender.stop();
});

test('a mistake with what a server sends closes the line for good, and is not thrown at the client', async () => {
  const server = new ScriptedServer();
  const state = createClientState();
  const link = new Link({
    address: { host: 'host.example', port: 8265 },
    fingerprint: FINGERPRINT,
    identity: null,
    state,
    handlers: { onAnswer: () => {}, onNotice: () => {}, onFrame: broken },
    connect: server.connect,
    timers: new FakeTimers(),
  });
  await link.open('Ada');
  server.frame(2, Buffer.alloc(6));
  await link.closed;
  assert.is(state.line, 'closed');
  assert.match(state.lineReason, 'nothing is there (CLIENT-RECEIVE)');
  assert.is(server.lineCount, 1);
});

test.run();
