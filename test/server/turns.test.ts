// Whose command is carried out next, in virtual time: ticks first, then networks in turn, each as far as it may cost.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Network, networksOf } from '../../src/net/prefix.js';
import { type Customer, Turns, type TurnsClock } from '../../src/server/turns.js';

/** Time that passes only while something is done, or while a test waits. */
class FakeClock implements TurnsClock {
  nowMs = 0;
  readonly #deferred: (() => void)[] = [];
  #timer: { run: () => void; atMs: number } | null = null;

  now(): number {
    return this.nowMs;
  }
  cpuUs(): number {
    return this.nowMs * 1000;
  }
  defer(run: () => void): void {
    this.#deferred.push(run);
  }
  setTimer(run: () => void, delayMs: number): unknown {
    this.#timer = { run, atMs: this.nowMs + delayMs };
    return this.#timer;
  }
  clearTimer(timer: unknown): void {
    if (this.#timer === timer) this.#timer = null;
  }
  /** One turn of the event loop. @returns false when nothing was left to do */
  turn(): boolean {
    const due = this.#deferred.splice(0);
    for (const run of due) run();
    if (this.#timer === null || this.#timer.atMs > this.nowMs) return due.length > 0;
    const { run } = this.#timer;
    this.#timer = null;
    run();
    return true;
  }
  /** Lets time pass, with turns of the loop in each millisecond. */
  pass(ms: number, each: () => void = () => {}): void {
    for (const endMs = this.nowMs + ms; this.nowMs < endMs; this.nowMs++) {
      each();
      while (this.turn()) if (this.nowMs >= endMs) return;
    }
  }
}

/** A line whose commands take as long as the test says. */
class FakeLine implements Customer {
  waiting = 0;
  done = 0;
  costMs = 1;
  bytes = 0;
  turns: Turns | null = null;
  readonly networks: readonly Network[];

  constructor(
    network: string,
    readonly clock: FakeClock,
    readonly order: FakeLine[] = [],
  ) {
    this.networks = networksOf(network);
  }

  get hasWaiting(): boolean {
    return this.waiting > 0;
  }
  serve(): null {
    this.waiting--;
    this.done++;
    this.order.push(this);
    this.clock.nowMs += this.costMs;
    if (this.bytes > 0) this.turns!.wrote(this.bytes);
    return null;
  }
}

function open(isTickDue: () => boolean = () => false) {
  const clock = new FakeClock();
  const turns = new Turns({ linesPerNetwork: 16, isTickDue, clock });
  const order: FakeLine[] = [];
  const line = (network: string, costMs: number, bytes = 0): FakeLine =>
    Object.assign(new FakeLine(network, clock, order), { costMs, bytes, turns });
  const ask = (asked: FakeLine, count = 1): void => {
    asked.waiting += count;
    turns.enter(asked);
  };
  return { clock, turns, order, line, ask };
}

test('a command is carried out at once while nobody else waits', () => {
  const { line, ask } = open();
  const ada = line('a', 1);
  ask(ada);
  assert.is(ada.done, 1);
});

test('commands stop for a tick that is due, and go on after it', () => {
  let isDue = true;
  const { clock, line, ask } = open(() => isDue);
  const ada = line('a', 1);
  ask(ada, 3);
  clock.turn();
  assert.is(ada.done, 0, 'once put off, they wait for the loop to come round');
  isDue = false;
  clock.turn();
  assert.ok(ada.done > 0);
});

test('ticks that are always due, as with many battles of bots, leave commands a slice in every other turn', () => {
  const { clock, line, ask, order } = open(() => true);
  const crowd = Array.from({ length: 20 }, (_, index) => line(`n${index}`, 1));
  for (const one of crowd) ask(one, 1);
  assert.is(order.length, 0, 'a tick first');
  for (let turn = 0; turn < 20; turn++) clock.turn();
  assert.is(order.length, 20);
});

test('in one turn of the loop commands take a slice and no more, however many wait', () => {
  const { clock, order, line, ask } = open();
  for (let network = 0; network < 64; network++) ask(line(`n${network}`, 1), 30);
  assert.is(order.length, 2, 'two milliseconds when they came');
  for (let turn = 1; turn < 20; turn++) {
    clock.turn();
    assert.is(order.length, 2 + 2 * turn);
  }
});

test('16 lines of one network have one turn for each of the one line of another', () => {
  const { clock, order, line, ask } = open();
  const crowd = Array.from({ length: 16 }, () => line('crowd', 1));
  for (const one of crowd) ask(one, 10);
  const ada = line('a', 1);
  ask(ada, 5);
  while (ada.hasWaiting) clock.turn();
  const first = order.indexOf(ada);
  const others = order.slice(first).filter((one) => one !== ada).length;
  assert.ok(others <= 5, `${others} of the crowd while one line had its five turns`);
});

/** How much of ten seconds lines took that always want more. */
function shareOf(
  networks: number,
  linesEach: number,
  costMs: number,
  bytes = 0,
  nameOf = (network: number): string => `n${network}`,
) {
  const world = open();
  const lines = Array.from({ length: networks * linesEach }, (_, index) =>
    world.line(nameOf(index % networks), costMs, bytes),
  );
  const flood = (): void => {
    for (const one of lines) if (one.waiting < 5) world.ask(one);
  };
  // The purses are full at the start.
  world.clock.pass(20_000, flood);
  const before = lines.reduce((sum, { done }) => sum + done, 0);
  world.clock.pass(10_000, flood);
  const done = lines.reduce((sum, one) => sum + one.done, 0) - before;
  return { share: (done * costMs) / 10_000, bytesPerSecond: (done * bytes) / 10, ...world };
}

test('UPDATE_CHANNEL in turns by 16 lines of one address: no more than its network may cost', () => {
  const { share } = shareOf(1, 16, 4);
  assert.ok(share < 0.07, `${share} of the time`);
  assert.ok(share > 0.05, `${share} of the time`);
});

test('one line takes no more than a line may cost', () => {
  const { share } = shareOf(1, 1, 4);
  assert.ok(share < 0.03 && share > 0.02, `${share} of the time`);
});

test('64 lines of four addresses, and 480 of thirty: no more than the server has for all of them', () => {
  for (const networks of [4, 30]) {
    const { share } = shareOf(networks, 16, 4);
    // Each network has a little of its own.
    const most = 0.17 + networks * 0.008;
    assert.ok(share < most, `${networks}: ${share} of the time`);
  }
});

test('256 networks of one customer take no more than he may have', () => {
  const { share } = shareOf(256, 1, 1, 0, (network) => `2001:db8:0:${network.toString(16)}::1`);
  assert.ok(share < 0.17 + 4 * 0.008, `${share} of the time`);
});

test('long nicks: octets are bounded as time is', () => {
  const { bytesPerSecond } = shareOf(1, 16, 0.1, 119_000);
  assert.ok(bytesPerSecond < 600_000, `${bytesPerSecond} octets a second`);
});

test('whoever has cost little goes before those who have cost the server all that it has', () => {
  const { clock, line, ask, order } = shareOf(4, 16, 4);
  const ada = line('a', 1);
  const already = order.length;
  ask(ada);
  while (ada.done === 0) clock.turn();
  assert.ok(order.length - already <= 5, `${order.length - already} before`);
});

test('what is done later is paid by whoever caused it', () => {
  const { clock, turns, line, ask } = open();
  const ada = line('a', 0);
  let payer = turns.payer;
  ada.serve = () => {
    ada.waiting--;
    ada.done++;
    payer = turns.payer;
    return null;
  };
  ask(ada);
  assert.ok(payer);
  assert.is(turns.payer, null);
  for (let time = 0; time < 10; time++)
    turns.charge(payer, () => {
      clock.nowMs += 20;
    });
  ask(ada);
  assert.is(ada.done, 1, 'in debt');
  clock.pass(60_000);
  assert.is(ada.done, 2);
});

test('handshakes: what begins now and costs later is counted in the slice and in the purse', () => {
  const { clock, line, ask, order } = open();
  for (let index = 0; index < 200; index++) ask(Object.assign(line('crowd', 0), { laterUs: 1000 }));
  assert.is(order.length, 2);
  clock.turn();
  assert.is(order.length, 4);
  clock.pass(1000);
  // 256 ms that the network had, and 64 in a second; of which a line that is there but once can't use up more.
  assert.is(order.length, 200);
  for (let index = 0; index < 600; index++) ask(Object.assign(line('crowd', 0), { laterUs: 1000 }));
  const before = order.length;
  clock.pass(10_000);
  assert.ok(order.length - before <= 256 + 640, `${order.length - before} in ten seconds`);
  const ada = line('a', 0);
  ask(ada);
  assert.is(ada.done, 1);
});

test('what a command brings about later is paid by whoever gave it', () => {
  const { clock, turns, line, ask } = open();
  const ada = line('a', 0);
  const serve = ada.serve.bind(ada);
  ada.serve = () => {
    turns.bill(60_000);
    return serve();
  };
  ask(ada, 10);
  clock.pass(50);
  assert.is(ada.done, 2, 'in debt by the second');
  turns.bill(1_000_000);
  clock.pass(1000);
  assert.is(ada.done, 3, 'outside of a command nobody pays');
});

test('a line that is gone is not waited for', () => {
  const { clock, turns, line, ask } = open(() => false);
  const [ada, bob] = [line('a', 5), line('a', 5)];
  ask(ada);
  ask(bob, 2);
  bob.waiting = 0;
  turns.leave(bob);
  clock.pass(100);
  assert.is(bob.done, 0);
});

test.run();
