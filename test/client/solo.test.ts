// What is played against bots on this machine.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { PREFERENCES_DEFAULT } from '../../src/client/settings.js';
import { chooseSolo, quickRoom, SOLO_OFFER, type SoloFlags, soloRoom } from '../../src/client/solo.js';
import { MODES } from '../../src/game/modes.js';
import { ROOM_OPTIONS_DEFAULT, roomOptionsSchema } from '../../src/protocol/room-state.js';
import { ArenaShelf } from '../../src/server/arena-shelf.js';
import { checkOptions } from '../../src/server/room-options.js';

const test = suite('client/solo');
const NOTHING: SoloFlags = { mode: null, arena: null, bots: null, botLevel: null };

test('somebody new has few and easy bots; who has finished a match the usual ones; the last choice is kept', () => {
  const first = chooseSolo(NOTHING, PREFERENCES_DEFAULT);
  assert.equal([first.bots, first.botLevel], [3, 1]);
  const usual = chooseSolo(NOTHING, { solo: null, finished: true });
  assert.equal([usual.bots, usual.botLevel], [7, 2]);
  const last = { mode: 'duel', arena: 'Icebox', bots: 1, botLevel: 4 };
  assert.equal(chooseSolo(NOTHING, { solo: last, finished: false }), last);
});

test('what the flags say goes first, and a mode brings an arena that suits it', () => {
  const solo = { mode: 'free-for-all', arena: 'Crossroads', bots: 7, botLevel: 2 };
  const hill = chooseSolo({ ...NOTHING, mode: 'king-of-the-hill' }, { solo, finished: true });
  const arena = SOLO_OFFER.arenas.find(({ name }) => name === hill.arena)!;
  assert.ok(arena.modes.includes('king-of-the-hill'));
  assert.equal(chooseSolo({ ...NOTHING, botLevel: 4, bots: 0 }, { solo, finished: true }), {
    ...solo,
    botLevel: 4,
    bots: 0,
  });
});

test('a room of each mode is one that a server takes, whatever was chosen', () => {
  for (const { id } of MODES)
    for (const bots of [0, 1, 15]) {
      const solo = chooseSolo({ ...NOTHING, mode: id, bots }, PREFERENCES_DEFAULT);
      const room = { ...ROOM_OPTIONS_DEFAULT, ...soloRoom(solo, true) };
      assert.equal(roomOptionsSchema.parse(room), room);
      assert.equal(checkOptions(room, true, new ArenaShelf()), room);
    }
});

test('only somebody new is spared', () => {
  const solo = chooseSolo(NOTHING, PREFERENCES_DEFAULT);
  assert.is(soloRoom(solo, true).botTruce, 8);
  assert.is(soloRoom(solo, false).botTruce, undefined);
  assert.equal([quickRoom(true).botTruce, quickRoom(true).botLevel], [8, 1]);
  assert.equal([quickRoom(false).botTruce, quickRoom(false).botLevel], [undefined, 2]);
});

test.run();
