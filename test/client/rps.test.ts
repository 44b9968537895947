// Rock, paper, scissors: each pair of choices, who must wait for whom, and every way to cheat.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  CHOICES,
  type Choice,
  decodeMove,
  encodeMove,
  plainMove,
  RpsGame,
  WINS_MAX,
} from '../../src/client/rps.js';

const ID = Buffer.from('0102030405060708', 'hex');
const key = (octet: number): string => Buffer.alloc(32, octet).toString('base64url');

function pair(): [RpsGame, RpsGame] {
  return [new RpsGame(ID, key(1), key(2)), new RpsGame(ID, key(2), key(1))];
}

/** Hands moves to and fro until there are none. @returns what each side was told */
function deliver(from: RpsGame, to: RpsGame, moves: readonly Buffer[], told: string[] = []): string[] {
  for (const move of moves) {
    const { send, news } = to.hear(decodeMove(move)!);
    if (news !== null)
      told.push(news.kind === 'round' ? `${news.own} ${news.peer} ${news.result}` : news.kind);
    deliver(to, from, send, told);
  }
  return told;
}

test('each choice is beaten by the next', () => {
  for (const [index, own] of CHOICES.entries()) {
    for (const [other, peer] of CHOICES.entries()) {
      const [ada, bob] = pair();
      assert.equal(deliver(ada, bob, ada.choose(own)), ['waiting']);
      const result = index === other ? 0 : (index + 1) % 3 === other ? -1 : 1;
      assert.equal(
        deliver(bob, ada, bob.choose(peer)).sort(),
        [`${own} ${peer} ${result}`, `${peer} ${own} ${-result || 0}`].sort(),
      );
      assert.equal([ada.wins, ada.peerWins], [bob.peerWins, bob.wins]);
    }
  }
});

test('three wins end it, draws do not, and nothing counts after that', () => {
  const [ada, bob] = pair();
  const play = (own: Choice, peer: Choice): void => {
    deliver(ada, bob, ada.choose(own));
    deliver(bob, ada, bob.choose(peer));
  };
  for (let round = 0; round < 300; round++) play('rock', 'rock');
  for (let round = 0; round < WINS_MAX; round++) play('paper', 'rock');
  assert.equal([ada.wins, ada.isOver, bob.peerWins, bob.isOver], [3, true, 3, true]);
  assert.equal(ada.choose('rock'), []);
});

test('nobody shows before he has the hand of the other, and nobody chooses twice', () => {
  const [ada, bob] = pair();
  const moves = ada.choose('rock');
  assert.equal(moves.length, 1);
  assert.equal(ada.choose('paper'), []);
  assert.is(decodeMove(moves[0])?.step, 'hand');
  // A second hand after the first is passed over.
  deliver(ada, bob, moves);
  const second = new RpsGame(ID, key(1), key(2)).choose('paper');
  assert.equal(bob.hear(decodeMove(second[0])!), { send: [], news: null });
});

test('a hand that is shown otherwise is cheating, and so is the hand of the other copied', () => {
  const [ada, bob] = pair();
  const [hand] = ada.choose('rock');
  deliver(ada, bob, [hand]);
  const [bobsHand] = bob.choose('scissors');
  const { send } = ada.hear(decodeMove(bobsHand)!);
  const shown = decodeMove(send[0])!;
  const changed = Buffer.from(shown.rest);
  changed[0] = 1;
  assert.equal(bob.hear({ ...shown, rest: changed }).news, { kind: 'cheated' });
  assert.ok(bob.isOver);

  const [eve, carol] = pair();
  const [carolsHand] = carol.choose('rock');
  eve.choose('paper');
  deliver(carol, eve, [carolsHand]);
  const copied = decodeMove(carolsHand)!;
  const carolShows = carol.hear(copied).send[0];
  assert.equal(carol.hear(decodeMove(carolShows)!).news, { kind: 'cheated' });
});

test('what is no move is none, and what belongs elsewhere is passed over', () => {
  const [ada, bob] = pair();
  const [hand] = ada.choose('rock');
  for (let length = 0; length < hand.length; length++) assert.is(decodeMove(hand.subarray(0, length)), null);
  assert.is(decodeMove(Buffer.concat([hand, Buffer.alloc(1)])), null);
  assert.is(decodeMove(Buffer.concat([ID, Buffer.from([4, 0])])), null);
  assert.is(decodeMove(plainMove(ID, 'ask'))?.step, 'ask');
  const later = encodeMove({ ...decodeMove(hand)!, round: 2 });
  assert.equal(bob.hear(decodeMove(later)!), { send: [], news: null });
  const show = { game: ID, step: 'show' as const, round: 1, rest: Buffer.alloc(17) };
  assert.equal(bob.hear(show), { send: [], news: null });
});

test.run();
