// TURNS: whose command is carried out next. Ticks come first; then networks take turns, and in each of them its lines, in slices so short
// that nobody's tick or input waits for long. Each command is charged what it costs to its line, its network and the server; who is in
// debt waits. Called by sessions; knows neither messages nor rooms.
import type { Network as NetworkName } from '../net/prefix.js';
import { type Allowance, type Cost, Purse } from './purse.js';

/** What one line may cost. */
const LINE: Allowance = { us: 25_000, bytes: 256 * 1024, seconds: 4 };
/** What all lines of one network may cost, for each line that it may have. */
const NETWORK_PER_LINE: Allowance = { us: 4_000, bytes: 32 * 1024, seconds: 4 };
/** As much of it is theirs whatever others do, and goes before all else: a network that has cost no more is modest. */
const MODEST_PER_LINE: Allowance = { us: 500, bytes: 8 * 1024, seconds: 4 };
/** What all commands may cost of networks that are not modest. */
const SERVER: Allowance = { us: 150_000, bytes: 4 * 1024 * 1024, seconds: 1 };
/** For how long commands are carried out before ticks and inputs have their turn. */
const SLICE_MS = 2;
/** What a message costs beside the time in which it is made: it is encrypted and written later. */
const MESSAGE_US = 20;
/** What the rest of a command costs that waits for the disk: it can't be told from other work. */
const LATER_US = 500;
/** What one command costs at most: what takes longer is the collector's, which many have made work for. */
const ACT_US_MAX = 20_000;
/** Networks whose purses are kept while they are full, too. */
const NETWORKS_MAX = 10_000;

/** Who has commands to be carried out: a line. */
export interface Customer {
  /** networksOf() its address. */
  readonly networks: readonly NetworkName[];
  /** Whether a command waits that can be begun now. */
  readonly hasWaiting: boolean;
  /** What it costs later, where that is known, in microseconds of CPU time. */
  readonly laterUs?: number;
  /** Carries out one of them; never throws. @returns a promise when it has to wait for something */
  serve(): Promise<void> | null;
}

/** The time and the machine that turns are taken on; a simulation gives its own. */
export interface TurnsClock {
  /** Milliseconds that only grow. */
  now(): number;
  /** Microseconds of CPU time that the process has used. */
  cpuUs(): number;
  /** Runs a function when ticks and inputs that are due have had their turn. */
  defer(run: () => void): void;
  setTimer(run: () => void, delayMs: number): unknown;
  clearTimer(timer: unknown): void;
}

const REAL_CLOCK: TurnsClock = {
  now: () => performance.now(),
  cpuUs() {
    const { user, system } = process.cpuUsage();
    return user + system;
  },
  defer: (run) => void setImmediate(run),
  setTimer: (run, delayMs) => setTimeout(run, delayMs).unref(),
  clearTimer: (timer) => clearTimeout(timer as NodeJS.Timeout),
};

/** What is charged to whom. */
export interface Account {
  readonly line: Purse;
  readonly network: Network;
}

interface Network {
  readonly purse: Purse;
  readonly modest: Purse;
  /** Those that it is part of. */
  readonly wider: readonly Network[];
  /** Those of its lines that have something waiting, the next first. */
  readonly waiting: Set<Customer>;
}

/** Settings of turns. */
export interface TurnsOptions {
  /** Lines that a network may have. */
  readonly linesPerNetwork: number;
  /** Whether a tick should be made now. */
  isTickDue(): boolean;
  readonly clock?: TurnsClock;
}

/** The turns of one server. */
export class Turns {
  readonly #options: TurnsOptions;
  readonly #clock: TurnsClock;
  readonly #server = new Purse(SERVER);
  readonly #networks = new Map<string, Network>();
  /** Those that have lines waiting, the next first. */
  readonly #queue = new Set<Network>();
  readonly #lines = new WeakMap<Customer, Purse>();
  #usedMs = 0;
  #isDeferred = false;
  /** Commands have waited for the tick that was due, and go on for a slice even if the next one is. */
  #hasYielded = false;
  #isAtWork = false;
  #timer: unknown = null;
  /** Who pays for what is done now. */
  #payer: Account | null = null;
  #messages = 0;
  #bytes = 0;

  constructor(options: TurnsOptions) {
    this.#options = options;
    this.#clock = options.clock ?? REAL_CLOCK;
  }

  /** Who pays for what is done now; null outside of commands. */
  get payer(): Account | null {
    return this.#payer;
  }

  /** Lets a line that has something waiting take its turns. */
  enter(customer: Customer): void {
    const network = this.#networkOf(customer);
    network.waiting.add(customer);
    this.#queue.add(network);
    if (!this.#isAtWork) this.#work();
  }

  /** A line is gone. */
  leave(customer: Customer): void {
    const network = this.#networks.get(customer.networks[0].name);
    network?.waiting.delete(customer);
    if (network?.waiting.size === 0) this.#queue.delete(network);
  }

  /** What is done now costs its payer so much more, which comes later. @param us of CPU time */
  bill(us: number): void {
    if (this.#payer !== null) this.#pay(this.#payer, { us, bytes: 0 });
  }

  /** A message is on its way to somebody. @param bytes of it */
  wrote(bytes: number): void {
    this.#messages++;
    this.#bytes += bytes;
  }

  /** Does something that is charged to an account; to nobody's when it is null. */
  charge(account: Account | null, act: () => void): void {
    const [payer, messages, bytes] = [this.#payer, this.#messages, this.#bytes];
    const [startMs, startUs] = [this.#clock.now(), this.#clock.cpuUs()];
    this.#payer = account;
    this.#messages = 0;
    this.#bytes = 0;
    try {
      act();
    } finally {
      const cost = this.#costSince(startMs, startUs);
      this.#payer = payer;
      this.#messages = messages;
      this.#bytes = bytes;
      if (account !== null) this.#pay(account, cost);
    }
  }

  /** The lesser of what the clock and the process say: one counts other programs, the other one threads that do something else. */
  #costSince(startMs: number, startUs: number): Cost {
    const us = Math.min((this.#clock.now() - startMs) * 1000, this.#clock.cpuUs() - startUs, ACT_US_MAX);
    return { us: us + this.#messages * MESSAGE_US, bytes: this.#bytes };
  }

  #pay({ line, network }: Account, cost: Cost): void {
    const nowMs = this.#clock.now();
    line.spend(cost, nowMs);
    const all = [network, ...network.wider];
    for (const { purse } of all) purse.spend(cost, nowMs);
    if (!isModest(network, nowMs)) this.#server.spend(cost, nowMs);
    else for (const { modest } of all) modest.spend(cost, nowMs);
  }

  /** Carries out commands until the slice is used up, a tick is due, or nobody may go on. */
  #work(): void {
    this.#isAtWork = true;
    let isOver = false;
    while (!isOver && this.#queue.size > 0) {
      isOver = this.#usedMs >= SLICE_MS || (!this.#hasYielded && this.#options.isTickDue());
      const startMs = this.#clock.now();
      const next = isOver ? null : this.#take(startMs);
      if (next === null) break;
      this.#serve(next);
      this.#usedMs += this.#clock.now() - startMs;
    }
    this.#isAtWork = false;
    // What was used is forgotten when ticks and inputs have had their turn.
    if (isOver || this.#usedMs > 0) this.#defer();
  }

  #defer(): void {
    if (this.#isDeferred) return;
    this.#isDeferred = true;
    this.#clock.defer(() => {
      this.#isDeferred = false;
      this.#usedMs = 0;
      // Between two of these calls the loop has made the ticks that were due.
      if (!this.#hasYielded && this.#options.isTickDue()) {
        this.#hasYielded = true;
        this.#defer();
        return;
      }
      if (this.#queue.size > 0) this.#work();
      this.#hasYielded = false;
    });
  }

  /** Takes the next line that may go on out of the queue, one of a modest network where there is one; null when nobody may, and then
   *  comes back when somebody does. */
  #take(nowMs: number): Customer | null {
    const serverMs = this.#server.waitMs(nowMs);
    let next: [Network, Customer] | null = null;
    let waitMs = Number.POSITIVE_INFINITY;
    for (const network of this.#queue) {
      const isFirst = isModest(network, nowMs);
      if (next !== null && !isFirst) continue;
      let networkMs = Math.max(network.purse.waitMs(nowMs), isFirst ? 0 : serverMs);
      for (const { purse } of network.wider) networkMs = Math.max(networkMs, purse.waitMs(nowMs));
      if (networkMs > 0) {
        waitMs = Math.min(waitMs, networkMs);
        continue;
      }
      for (const customer of network.waiting) {
        const customerMs = this.#purseOf(customer).waitMs(nowMs);
        waitMs = Math.min(waitMs, customerMs);
        if (customerMs > 0) continue;
        next = [network, customer];
        break;
      }
      if (next !== null && isFirst) break;
    }
    if (next === null) {
      this.#comeBack(waitMs);
      return null;
    }
    const [network, customer] = next;
    network.waiting.delete(customer);
    this.#queue.delete(network);
    if (network.waiting.size > 0) this.#queue.add(network);
    return customer;
  }

  #comeBack(waitMs: number): void {
    if (this.#timer !== null) this.#clock.clearTimer(this.#timer);
    this.#timer = this.#clock.setTimer(() => {
      this.#timer = null;
      this.#work();
    }, waitMs);
  }

  #serve(customer: Customer): void {
    const account = { line: this.#purseOf(customer), network: this.#networkOf(customer) };
    let later: Promise<void> | null = null;
    this.charge(account, () => {
      later = customer.serve();
    });
    const laterUs = customer.laterUs ?? (later === null ? 0 : LATER_US);
    if (laterUs > 0) this.#pay(account, { us: laterUs, bytes: 0 });
    this.#usedMs += laterUs / 1000;
    const goOn = (): void => {
      if (customer.hasWaiting) this.enter(customer);
    };
    if (later === null) {
      goOn();
      return;
    }
    void (later as Promise<void>).then(goOn);
  }

  #purseOf(customer: Customer): Purse {
    const known = this.#lines.get(customer);
    if (known !== undefined) return known;
    const purse = new Purse(LINE);
    this.#lines.set(customer, purse);
    return purse;
  }

  #networkOf({ networks: [own, ...wider] }: Customer): Network {
    return (
      this.#networks.get(own.name) ??
      this.#meet(
        own,
        wider.map((name) => this.#networks.get(name.name) ?? this.#meet(name, [])),
      )
    );
  }

  #meet({ name, share }: NetworkName, wider: readonly Network[]): Network {
    if (this.#networks.size >= NETWORKS_MAX) this.#forget();
    const lines = this.#options.linesPerNetwork * share;
    const purseOf = ({ us, bytes, seconds }: Allowance): Purse =>
      new Purse({ us: us * lines, bytes: bytes * lines, seconds });
    const network: Network = {
      purse: purseOf(NETWORK_PER_LINE),
      modest: purseOf(MODEST_PER_LINE),
      wider,
      waiting: new Set(),
    };
    this.#networks.set(name, network);
    return network;
  }

  /** Forgets those who owe nothing and want nothing. */
  #forget(): void {
    const nowMs = this.#clock.now();
    for (const [name, { purse, waiting }] of this.#networks)
      if (waiting.size === 0 && purse.holds(1, nowMs)) this.#networks.delete(name);
  }
}

/** Whether a network, and those that it is part of, have cost no more than what is theirs in any case. */
function isModest({ modest, wider }: Network, nowMs: number): boolean {
  return modest.waitMs(nowMs) === 0 && wider.every((other) => other.modest.waitMs(nowMs) === 0);
}
