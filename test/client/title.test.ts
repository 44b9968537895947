// The title screen's doings: the servers that are known and those that answer in this network, as one list.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { DiscoveryOptions, FoundServer } from '../../src/client/discovery.js';
import { Frame } from '../../src/client/frame.js';
import { type PlayOptions, parseFlags } from '../../src/client/options.js';
import { createClientState } from '../../src/client/state.js';
import { Title } from '../../src/client/title.js';
import { SEARCH_EVERY_MS } from '../../src/client/views/title.js';
import type { View } from '../../src/client/views/view.js';
import { turns } from './fake-timers.js';
import { passingFolder } from './within.js';

interface Context {
  view: View;
  searches: { options: DiscoveryOptions; end(): void }[];
  texts(nowMs?: number): string;
}

const test = suite<Context>('client/title');
const home = process.env.XDG_CONFIG_HOME;
const folder = passingFolder();

function optionsOf(): PlayOptions {
  const flags = { create: false, trust: false, local: false, resetTerminal: false, showNet: false } as const;
  const task = parseFlags(
    { ...flags, showMiss: false, predict: true, calm: false, json: false, yes: false },
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
  const title = await Title.load(optionsOf(), state, (options) => {
    let end = (): void => {};
    const over = new Promise<void>((resolve) => {
      end = resolve;
    });
    context.searches.push({ options, end });
    return { over };
  });
  const pages = { open: () => {}, back: () => {}, askToLeave: () => {} };
  context.view = title.base(pages)();
  context.texts = (nowMs = 0) => {
    context.view.step?.(nowMs);
    const frame = new Frame(80, 24);
    context.view.draw(frame, state, nowMs);
    return String.fromCodePoint(
      ...[...frame.glyph].map((glyph) => (glyph > 0 && glyph < 0x110000 ? glyph : 0x20)),
    );
  };
});

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

test.run();
