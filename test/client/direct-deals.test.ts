// Who gets a place among the deals of one player when there are too many: a crowd that asks pushes out nobody whom he has asked himself.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { DirectDeal, DirectStage } from '../../src/client/direct-deal.js';
import { DirectDeals } from '../../src/client/direct-deals.js';
import { Whisper } from '../../src/client/whisper.js';
import { DIRECT_LINES_MAX } from '../../src/protocol/limits.js';
import { createIdentity } from './visitor.js';

function open() {
  const dropped: string[] = [];
  const deals = new DirectDeals(({ nick }) => dropped.push(nick));
  const own = createIdentity();
  const whisper = new Whisper(own.publicKey, own.sign);
  let count = 0;
  const add = (nick: string, stage: DirectStage): DirectDeal | null =>
    deals.add({ nick, identity: nick, name: Buffer.alloc(32, count++), whisper, stage, card: null });
  return { deals, dropped, add };
}

test('strangers who ask push out one another, and nobody whom the player has asked', () => {
  const { dropped, add, deals } = open();
  add('Bob', 'asked');
  for (let index = 0; index < 2 * DIRECT_LINES_MAX; index++) add(`Eve${index}`, 'offered');
  assert.is(dropped.length, 1 + DIRECT_LINES_MAX);
  assert.not(dropped.includes('Bob'));
  assert.is(deals.find('Bob')?.stage, 'asked');
});

test('his own questions push out those of others first, then the oldest of his own', () => {
  const { dropped, add } = open();
  for (let index = 1; index < DIRECT_LINES_MAX; index++) add(`Own${index}`, 'asked');
  add('Eve', 'offered');
  add('Ann', 'asked');
  add('Ben', 'asked');
  assert.equal(dropped, ['Eve', 'Own1']);
  assert.is(add('Mob', 'offered'), null, 'there is no place for who asks now');
  assert.is(dropped.length, 2);
});

test.run();
