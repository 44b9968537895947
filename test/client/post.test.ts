// Private messages past a relay that does what it likes: another key, a forged card, a box twice, a box that was changed. The relay
// stands where the server would; both ends are what a client has.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Link } from '../../src/client/link.js';
import { ServerError } from '../../src/client/link-error.js';
import { People } from '../../src/client/people.js';
import { Post } from '../../src/client/post.js';
import { type ClientState, createClientState } from '../../src/client/state.js';
import { Whisper, type WhisperCard } from '../../src/client/whisper.js';
import { createIdentity, NO_DIRECT } from './visitor.js';
import { passingFolder } from './within.js';

interface End {
  readonly post: Post;
  readonly state: ClientState;
  readonly people: People;
  readonly moves: Buffer[];
}

/** A relay that passes on what it is given, until a test tells it otherwise. */
class Relay {
  readonly ends = new Map<string, End>();
  readonly cards = new Map<string, WhisperCard>();
  nowMs = 0;
  /** Commands that came, as text. */
  readonly heard: string[] = [];
  /** Boxes that were passed on. */
  readonly boxes: string[] = [];

  join(nick: string, identity = createIdentity(), people = People.none()): End {
    const state = createClientState();
    state.nick = nick;
    const moves: Buffer[] = [];
    const request = async (name: string, body: Record<string, string>): Promise<object> => {
      this.heard.push(`${name} ${JSON.stringify(body)}`);
      return this.#answer(nick, identity.publicKey, name, body);
    };
    const link = { request } as unknown as Link;
    const onMove = (_nick: string, _identity: string, move: Buffer): unknown => moves.push(move);
    const post = new Post({ link, state, people, identity, onMove, direct: NO_DIRECT }, () => this.nowMs);
    const end = { post, state, people, moves };
    this.ends.set(nick, end);
    post.begin();
    return end;
  }

  #answer(nick: string, identity: string, name: string, body: Record<string, string>): object {
    if (name === 'CARD') this.cards.set(nick, { identity, key: body.key, signature: body.signature });
    else if (name === 'CARD_OF') {
      const card = this.cards.get(body.nick);
      if (card === undefined) throw new ServerError('NO_SUCH_PLAYER', 'No.');
      return { nick: body.nick, card };
    } else if (name === 'MSG') this.pass(nick, body.to, body.box);
    return {};
  }

  /** Hands a box over. */
  pass(from: string, to: string, box: string, card = this.cards.get(from)!): void {
    this.boxes.push(box);
    this.ends.get(to)?.post.receive({ from, card, box, utcMs: 0 });
  }

  sent(): number {
    return this.heard.filter((line) => line.startsWith('MSG')).length;
  }
}

const text = (said: string) => ({ kind: 'text' as const, text: said });
const linesOf = ({ state }: End, kind?: string): string[] =>
  state.chat.filter((line) => kind === undefined || line.kind === kind).map((line) => line.text);
/** A card of somebody else, as a relay would make one. */
function strange(): { whisper: Whisper; card: WhisperCard } {
  const { publicKey, sign } = createIdentity();
  const whisper = new Whisper(publicKey, sign);
  return { whisper, card: whisper.card };
}

const test = suite<{ relay: Relay; ada: End; bob: End }>('client/post');
test.before.each((context) => {
  context.relay = new Relay();
  context.ada = context.relay.join('Ada');
  context.bob = context.relay.join('Bob');
});

test('nothing that leaves holds the text', async ({ relay, ada, bob }) => {
  await ada.post.send('Bob', text('at noon'));
  assert.equal(linesOf(bob, 'private'), ['at noon']);
  assert.not.match(relay.heard.join('\n'), /noon/);
});

test('messages keep the order in which they were typed', async ({ ada, bob }) => {
  await Promise.all(['1', '2', '3'].map((said) => ada.post.send('Bob', text(said))));
  assert.equal(linesOf(bob, 'private'), ['1', '2', '3']);
});

test('a key that is not the known one warns before each message, and none is sent', async ({
  relay,
  ada,
}) => {
  await ada.post.send('Bob', text('one'));
  relay.cards.set('Bob', strange().card);
  for (let count = 1; count <= 3; count++) {
    assert.is(await ada.post.send('Bob', text('two')), null);
    assert.is(linesOf(ada, 'warning').length, count);
  }
  assert.match(linesOf(ada, 'warning')[0], /ANOTHER KEY.*Nothing was sent/);
  assert.is(relay.sent(), 1);
});

test('each message that comes from another key is told to do so, and a move of it is not played', async ({
  relay,
  ada,
  bob,
}) => {
  await bob.post.send('Ada', text('one'));
  const { whisper, card } = strange();
  for (let count = 1; count <= 3; count++) {
    relay.pass('Bob', 'Ada', whisper.seal(text('send money'), relay.cards.get('Ada')!), card);
    assert.is(linesOf(ada, 'warning').length, count);
    assert.match(ada.state.chat.at(-2)?.text ?? '', /ANOTHER KEY/);
    assert.is(ada.state.chat.at(-1)?.text, 'send money');
  }
  const move = whisper.seal({ kind: 'rps', move: Buffer.alloc(10) }, relay.cards.get('Ada')!);
  relay.pass('Bob', 'Ada', move, card);
  assert.equal(ada.moves, []);
});

test('the safety number is the same on both sides, and ok accepts only what was shown', async ({
  relay,
  ada,
  bob,
}) => {
  await ada.post.verify('Bob', false);
  await bob.post.verify('Ada', false);
  const numbers = [ada, bob].map((end) => /(?:\d{5} ?){12}/.exec(linesOf(end).join('\n'))?.[0].trim());
  assert.ok(numbers[0]);
  assert.is(numbers[0], numbers[1]);
  await ada.post.send('Bob', text('one'));
  const { card } = strange();
  relay.cards.set('Bob', card);
  // Not shown yet: ok shows it, and accepts nothing.
  await ada.post.verify('Bob', true);
  assert.is(ada.people.check('Bob', card.identity), 'changed');
  assert.match(linesOf(ada, 'warning').at(-1)!, /NOT the key.*\/verify Bob ok/);
  // Shown, and changed once more behind it.
  relay.cards.set('Bob', strange().card);
  await ada.post.verify('Bob', true);
  assert.is(ada.people.check('Bob', card.identity), 'changed');
  relay.cards.set('Bob', card);
  await ada.post.verify('Bob', false);
  await ada.post.verify('Bob', true);
  assert.is(ada.people.check('Bob', card.identity), 'known');
  assert.ok(await ada.post.send('Bob', text('two')));
});

test('somebody known by another nick is no stranger, and a stranger under a known one is', async ({
  relay,
  ada,
}) => {
  await ada.post.send('Bob', text('one'));
  const { identity } = relay.cards.get('Bob')!;
  relay.cards.set('Rob', relay.cards.get('Bob')!);
  relay.cards.set('Bob', strange().card);
  assert.ok(await ada.post.send('Rob', text('two')));
  assert.match(linesOf(ada, 'news').at(-1)!, /^Rob is somebody whom you know/);
  assert.is(ada.people.check('Rob', identity), 'known');
  assert.is(await ada.post.send('Bob', text('three')), null);
  assert.match(linesOf(ada, 'warning').at(-1)!, /^Bob SHOWS ANOTHER KEY/);
});

test('strangers make no file of the reader grow, until the reader answers one of them', async ({ relay }) => {
  const { path: folder, remove } = passingFolder();
  try {
    const server = { host: 'play.example.org', port: 8265 };
    const people = await People.load(server, folder);
    relay.join('Eva', createIdentity(), people);
    const to = relay.cards.get('Eva')!;
    for (let count = 0; count < 300; count++) {
      const { whisper, card } = strange();
      relay.pass(`Eve${count}`, 'Eva', whisper.seal(text('hello'), to), card);
    }
    const eva = relay.ends.get('Eva')!;
    assert.is(linesOf(eva, 'private').at(-1), 'hello');
    // What the program answers by itself is no answer of the reader.
    eva.post.answer('Bob', text('by itself'));
    await eva.post.send('Nobody', text('waits for it')).catch(() => {});
    await people.written();
    assert.is(existsSync(join(folder, 'known-people')), false);
    await eva.post.send('Bob', text('hello Bob'));
    await people.written();
    assert.match(readFileSync(join(folder, 'known-people'), 'utf8'), /^\S+ key Bob \S+ \S+\n$/i);
    // A stranger who shows another key is told to do so, as long as they are remembered.
    const { whisper, card } = strange();
    relay.pass('Eve299', 'Eva', whisper.seal(text('hello'), to), card);
    assert.match(linesOf(eva, 'warning').at(-1)!, /ANOTHER KEY/);
  } finally {
    remove();
  }
});

test('a card that its identity did not sign, and one of another nick, is refused', async ({ relay, ada }) => {
  const good = relay.cards.get('Bob')!;
  relay.cards.set('Bob', { ...good, key: strange().card.key });
  assert.is(await ada.post.send('Bob', text('x')), null);
  assert.match(linesOf(ada, 'warning')[0], /not signed/);
  assert.is(ada.people.check('Bob', good.identity), 'unknown');
  assert.is(relay.sent(), 0);
});

test('a box that comes twice, and one that was changed, are told of once and quietly', async ({
  relay,
  ada,
  bob,
}) => {
  await ada.post.send('Bob', text('at noon'));
  const [box] = relay.boxes;
  for (let count = 0; count < 3; count++) {
    relay.pass('Ada', 'Bob', box);
    relay.pass('Ada', 'Bob', `${box.slice(0, -4)}AAAA`);
  }
  assert.equal(linesOf(bob, 'private'), ['at noon']);
  assert.equal(
    linesOf(bob, 'news').filter((line) => !line.startsWith('First')),
    [
      'A private message of Ada came a second time and was left out.',
      'A private message of Ada could not be opened and was left out.',
    ],
  );
});

test('a box of a login before opens nowhere', async ({ relay, ada, bob }) => {
  const old = relay.cards.get('Bob')!;
  bob.post.begin();
  const fresh = relay.cards.get('Bob')!;
  assert.is.not(fresh.key, old.key);
  relay.cards.set('Bob', old);
  await ada.post.send('Bob', text('x'));
  assert.equal(linesOf(bob, 'private'), []);
  relay.cards.set('Bob', fresh);
  await ada.post.send('Bob', text('y'));
  assert.equal(linesOf(bob, 'private'), ['y']);
});

test('a sender cleans nothing for the reader: he cleans himself', async ({ relay, ada, bob }) => {
  relay.pass(`\u001b]0;x\u0007Ada\u202e`, 'Bob', relay.boxes[0] ?? 'AAAA');
  await ada.post.send('Bob', text('x\u001b[2J'));
  assert.equal(linesOf(bob, 'private'), ['x[2J']);
  for (const line of linesOf(bob)) assert.not.match(line, /\p{C}/u);
});

test('what the program answers by itself is bounded, so that nobody can use up what the player may send', async ({
  relay,
  ada,
}) => {
  const answer = async (): Promise<number> => {
    const before = relay.heard.length;
    for (let time = 0; time < 100; time++) ada.post.answer('Bob', text('no'));
    ada.post.answer('Nobody', text('no'));
    await ada.post.send('Bob', text('the last one in the queue'));
    return relay.heard.length - before;
  };
  const own = 2;
  assert.is(await answer(), 5 * 2 + own);
  assert.is(await answer(), own);
  relay.nowMs += 1000;
  assert.is(await answer(), 2 + own);
});

test.run();
