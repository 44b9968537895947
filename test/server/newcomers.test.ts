// Lines on which nobody has logged in: which of them goes when there are too many.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Handshakes } from '../../src/server/handshakes.js';
import { type Newcomer, Newcomers } from '../../src/server/newcomers.js';

const test = suite('server/newcomers');

function open(max: number) {
  const newcomers = new Newcomers(max);
  const dropped: string[] = [];
  const come = (name: string, address: string): Newcomer => {
    const newcomer = { address, drop: () => void dropped.push(name) };
    newcomers.add(newcomer);
    return newcomer;
  };
  return { newcomers, dropped, come };
}

test('the largest network loses its oldest line, and no other network does', () => {
  const { newcomers, dropped, come } = open(4);
  come('ada', '198.51.100.7');
  for (let index = 0; index < 10; index++) come(`mob${index}`, '192.0.2.7');
  assert.equal(
    dropped,
    Array.from({ length: 7 }, (_, index) => `mob${index}`),
  );
  come('bob', '203.0.113.7');
  assert.is(dropped.at(-1), 'mob7');
  assert.is(newcomers.count, 4);
});

test('a /56 that opens a line from each of its networks is one network, and loses its own', () => {
  const { dropped, come } = open(20);
  for (let index = 0; index < 10; index++) come(`good${index}`, `2001:db8:${index + 1}::1`);
  for (let index = 0; index < 200; index++)
    come(`mob${index}`, `2001:db8:0:${(256 + index).toString(16)}::1`);
  assert.ok(dropped.length >= 190);
  assert.equal(
    dropped.filter((name) => name.startsWith('good')),
    [],
  );
});

test('two thousand silent lines of one address push out themselves, and not who is about to log in there', () => {
  const { newcomers, dropped, come } = open(100);
  let silent = 0;
  const flood = (count: number): void => {
    for (let index = 0; index < count; index++) come('silent', `192.0.2.${7 + 0 * silent++}`);
  };
  flood(200);
  for (let login = 0; login < 57; login++) {
    const ada = come('ada', '192.0.2.7');
    // Knock, handshake, HELLO, LOGIN: in between the others come.
    for (let step = 0; step < 4; step++) {
      flood(90 / 3);
      newcomers.advance(ada);
    }
    newcomers.remove(ada);
  }
  assert.ok(silent > 2000);
  assert.ok(!dropped.includes('ada'));
});

test('nobody holds a place for good by getting on a little all the time', () => {
  const { newcomers, dropped, come } = open(10);
  const slow = come('slow', '192.0.2.7');
  for (let index = 0; index < 200; index++) {
    newcomers.advance(slow);
    come('other', '192.0.2.7');
  }
  assert.ok(dropped.includes('slow'));
});

/** Handshakes in virtual time. */
function openHandshakes(perAddress: number) {
  let nowMs = 0;
  let timer: (() => void) | null = null;
  const handshakes = new Handshakes(perAddress, {
    now: () => nowMs,
    setTimer: (run) => {
      timer = run;
    },
    clearTimer: () => {},
  });
  const begun: string[] = [];
  const knock = (name: string, address: string): Newcomer => {
    const newcomer = { address, drop() {} };
    handshakes.add(newcomer, () => begun.push(name));
    return newcomer;
  };
  const pass = (ms: number): void => {
    for (const endMs = nowMs + ms; nowMs < endMs; ) {
      nowMs += 10;
      const run = timer;
      timer = null;
      run?.();
    }
  };
  return { handshakes, begun, knock, pass };
}

test('whoever keeps coming is let in no faster than a handshake is worth, and waits instead of being refused', () => {
  const { begun, knock, pass } = openHandshakes(2);
  for (let index = 0; index < 100; index++) knock(`mob${index}`, '192.0.2.7');
  pass(1000);
  assert.ok(begun.length >= 22 && begun.length <= 25, `${begun.length} in a second`);
  knock('ada', '198.51.100.7');
  assert.is(begun.at(-1), 'ada');
  // Behind the same address: the last one goes first.
  knock('bob', '192.0.2.7');
  pass(130);
  assert.ok(begun.includes('bob'));
  pass(60_000);
  assert.is(begun.length, 102);
});

test('a server begins few handshakes between two turns of its loop, from however many networks they come', () => {
  const { begun, knock, pass } = openHandshakes(16);
  for (let index = 0; index < 100; index++) knock(`mob${index}`, `198.51.${index}.7`);
  assert.is(begun.length, 5);
  pass(50);
  assert.ok(begun.length <= 30);
  pass(1000);
  assert.is(begun.length, 100);
});

test('who has gone begins none', () => {
  const { handshakes, begun, knock, pass } = openHandshakes(1);
  for (let index = 0; index < 8; index++) knock('mob', '192.0.2.7');
  const ada = knock('ada', '192.0.2.7');
  handshakes.remove(ada);
  pass(10_000);
  assert.ok(!begun.includes('ada'));
});

test.run();
