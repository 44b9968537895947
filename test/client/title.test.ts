// The title screen's doings: the servers that are known and those that answer in this network, as one list.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { formatAddress } from '../../src/client/address.js';
import type { DiscoveryOptions, FoundServer } from '../../src/client/discovery.js';
import { ASK_EVERY_MS, type AskServer } from '../../src/client/favourites.js';
import { Frame } from '../../src/client/frame.js';
import { Keys } from '../../src/client/keys.js';
import { type PlayOptions, parseFlags } from '../../src/client/options.js';
import { FAVOURITES_MAX, Settings } from '../../src/client/settings.js';
import { createClientState } from '../../src/client/state.js';
import { Title } from '../../src/client/title.js';
import { SEARCH_EVERY_MS } from '../../src/client/views/title.js';
import type { View } from '../../src/client/views/view.js';
import { turns } from './fake-timers.js';
import { passingFolder } from './within.js';

interface Context {
  view: View;
  press(name: string, nowMs?: number): void;
  /** Favourites that were asked, and what comes of it. */
  asked: { name: string; answer(said: Awaited<ReturnType<AskServer>> | null): Promise<void> }[];
  searches: { options: DiscoveryOptions; end(): void }[];
  texts(nowMs?: number): string;
}

const test = suite<Context>('client/title');
const home = process.env.XDG_CONFIG_HOME;
const folder = passingFolder();

function optionsOf(): PlayOptions {
  const flags = { create: false, trust: false, local: false, resetTerminal: false, showNet: false } as const;
  const task = parseFlags(
    { ...flags, showMiss: false, predict: true, calm: false, direct: false, json: false, yes: false },
    [],
  );
  if (task.kind !== 'play') throw new Error('not to be played');
  return task.options;
}

test.before(() => {
  process.env.XDG_CONFIG_HOME = folder.path;
});
test.after(() => {
  if (home === undefined) delete process.env.XDG_CONFIG_HOME;
  else process.env.XDG_CONFIG_HOME = home;
  folder.remove();
});
test.before.each(async (context) => {
  context.searches = [];
  const state = createClientState();
  context.asked = [];
  const discover = (options: DiscoveryOptions): { over: Promise<void> } => {
    let end = (): void => {};
    const over = new Promise<void>((resolve) => {
      end = resolve;
    });
    context.searches.push({ options, end });
    return { over };
  };
  const title = await Title.load(
    optionsOf(),
    state,
    discover,
    (address) =>
      new Promise((resolve, reject) => {
        const answer = (said: Awaited<ReturnType<AskServer>> | null): Promise<void> => {
          if (said === null) reject(new Error('silent'));
          else resolve(said);
          return turns(2);
        };
        context.asked.push({ name: formatAddress(address), answer });
      }),
  );
  const pages = {
    open: () => {},
    show: () => {},
    back: () => {},
    askToLeave: () => {},
    write: () => {},
    bindings: new Keys().bindings,
  };
  context.view = title.base(pages)();
  context.press = (name, nowMs = 0) => void context.view.key({ name, text: null }, state, nowMs);
  context.texts = (nowMs = 0) => {
    context.view.step?.(nowMs);
    const frame = new Frame(80, 24);
    context.view.draw(frame, state, nowMs);
    return textOf(frame);
  };
});

function textOf(frame: Frame): string {
  const glyphs = [...frame.glyph].map((glyph) => (glyph > 0 && glyph < 0x110000 ? glyph : 0x20));
  return String.fromCodePoint(...glyphs);
}

const server = (host: string, changes: Partial<FoundServer> = {}): FoundServer => ({
  id: host,
  host,
  port: 8265,
  players: 3,
  playersMax: 100,
  rooms: 1,
  name: 'Home',
  ...changes,
});

test('servers of this network are shown as they answer, and looked for again every five seconds', async ({
  searches,
  texts,
}) => {
  assert.not.match(texts(0), /192\.0\.2\.7/);
  assert.is(searches.length, 1);
  searches[0].options.onFound(server('192.0.2.7', { name: 'Ho\u001b[2Jme' }));
  assert.match(texts(10), /192\.0\.2\.7:8265 {2}Ho\[2Jme +in your network, 3\/100/);
  texts(SEARCH_EVERY_MS - 1);
  assert.is(searches.length, 1);
  searches[0].end();
  await turns(2);
  assert.match(texts(SEARCH_EVERY_MS), /192\.0\.2\.7/);
  assert.is(searches.length, 2);
  // One that does not answer any more is gone when the search is over.
  searches[1].end();
  await turns(2);
  assert.not.match(texts(SEARCH_EVERY_MS + 1000), /192\.0\.2\.7/);
});

test('the choice stays where it is when a server comes into the list', async ({ searches, texts, view }) => {
  texts(0);
  view.key({ name: 'DOWN', text: null }, createClientState(), 0);
  assert.match(texts(1), /> Another server/);
  searches[0].options.onFound(server('192.0.2.7'));
  searches[0].options.onFound(server('192.0.2.8', { port: 9000 }));
  assert.match(texts(2), /> Another server/);
});

test('a server that is marked stands on top, is kept, asked at once and now and then, and shown as it answers', async ({
  searches,
  texts,
  press,
  asked,
}) => {
  texts(0);
  for (const host of ['192.0.2.7', '192.0.2.8']) searches[0].options.onFound(server(host));
  for (const key of ['DOWN', 'DOWN', '*']) press(key, 10);
  assert.match(texts(20), /> \* 192\.0\.2\.8:8265 .* 192\.0\.2\.7:8265 /);
  assert.equal(
    asked.map(({ name }) => name),
    ['192.0.2.8:8265'],
  );
  await asked[0].answer({ name: `Sch\u001bool ${'x'.repeat(60)}`, players: 2, playersMax: 16, pingMs: 24 });
  assert.match(texts(30), /\* 192\.0\.2\.8:8265 {2}School x{17} +2\/16, 24 ms/);
  texts(SEARCH_EVERY_MS);
  assert.is(asked.length, 1);
  texts(ASK_EVERY_MS + 10);
  assert.is(asked.length, 2);
  await asked[1].answer(null);
  // The next search does not find it any more, either.
  searches[0].end();
  await turns(2);
  texts(ASK_EVERY_MS + SEARCH_EVERY_MS + 10);
  searches[1].end();
  await turns(2);
  assert.match(texts(ASK_EVERY_MS + SEARCH_EVERY_MS + 20), /\* 192\.0\.2\.8:8265 +no answer/);

  await keeps(1);
  const again = await Title.load(optionsOf(), createClientState(), () => ({ over: new Promise(() => {}) }));
  const frame = new Frame(80, 24);
  again
    .base({ open() {}, show() {}, back() {}, askToLeave() {}, write() {}, bindings: new Keys().bindings })()
    .draw(frame, createClientState(), 0);
  assert.match(textOf(frame), /Play at once[^*]*\* 192\.0\.2\.8:8265/);
  press('*', ASK_EVERY_MS + 30);
  assert.not.match(texts(ASK_EVERY_MS + 40), /192\.0\.2\.8/);
  await keeps(0);
});

test('only servers can be marked, and no more than are shown', async ({ searches, texts, press, asked }) => {
  texts(0);
  press('*');
  assert.equal(asked, []);
  for (let index = 0; index <= FAVOURITES_MAX; index++) {
    searches[0].options.onFound(server(`192.0.2.${index}`));
    press('HOME');
    for (let line = 0; line <= index; line++) press('DOWN');
    press('*');
  }
  assert.is(asked.length, FAVOURITES_MAX);
  assert.match(texts(1), /as many favourite servers as can be shown/);
  await keeps(FAVOURITES_MAX);
});

/** Waits until so many servers are kept as favourites. */
async function keeps(count: number): Promise<void> {
  const endMs = performance.now() + 5000;
  for (;;) {
    const { favourites } = await Settings.load();
    if (favourites.length === count) return;
    if (performance.now() > endMs) throw new Error(`${favourites} instead of ${count}`);
  }
}

test.run();
