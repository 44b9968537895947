// Anything that 20 people may do to a room, in any order, and what must be so after each of it. The seed is printed on failure.
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ARENAS } from '../../src/game/arenas.js';
import { ABSENT } from '../../src/game/world.js';
import { ProtocolError } from '../../src/protocol/errors.js';
import { type RoomState, roomSchema } from '../../src/protocol/room-state.js';
import { Room } from '../../src/server/room.js';
import { createRoomWorld, RoomPeer } from './room-peer.js';

const PEOPLE = 20;
const DEEDS = [
  'join',
  'leave',
  'ready',
  'team',
  'spectate',
  'follow',
  'park',
  'resume',
  'vote',
  'start',
  'input',
  'pass',
  'pass-long',
] as const;
type Deed = (typeof DEEDS)[number];

/** Somebody, as a server keeps him. */
interface Person {
  readonly peer: RoomPeer;
  readonly connection: RoomPeer['connection'];
  isIn: boolean;
}

class Party {
  readonly world = createRoomWorld();
  readonly room: Room;
  readonly people: Person[];

  constructor(mode: string, delay: number) {
    const arena = [...ARENAS.values()].find(({ modes }) => modes.includes(mode))!.name;
    const options = { mode, arena, delay, bots: 5, minutes: 1, countdown: 1, spectators: 4 };
    this.room = new Room('ABC234', options, this.world.context);
    this.people = Array.from({ length: PEOPLE }, (_, index) => {
      const peer = new RoomPeer(`P${index}`);
      return { peer, connection: peer.connection, isIn: false };
    });
    this.do('join', 0, 0);
  }

  do(deed: Deed, who: number, what: number): void {
    const person = this.people[who];
    try {
      this.#do(deed, person, what);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
    }
  }

  #do(deed: Deed, person: Person, what: number): void {
    const { room } = this;
    const { peer } = person;
    if (deed === 'pass' || deed === 'pass-long') {
      for (let tick = 0; tick < (deed === 'pass' ? 3 : 310); tick++) {
        room.tick();
        room.send();
      }
      return;
    }
    if (deed === 'join' || deed === 'spectate') {
      if (peer.connection === null) return;
      // A room of which the last one has gone is gone.
      if (this.world.empty.length > 0) return;
      if (deed === 'join') room.join(peer);
      else if (room.memberCount > 0) room.spectate(peer);
      person.isIn = room.memberCount > 0;
      return;
    }
    if (!person.isIn) return;
    if (deed === 'leave') {
      person.isIn = false;
      peer.connection = person.connection;
      room.leave(peer);
    } else if (deed === 'park') {
      if (peer.connection === null) return;
      peer.connection = null;
      room.park(peer);
    } else if (deed === 'resume') {
      if (peer.connection !== null) return;
      peer.connection = person.connection;
      room.unpark(peer);
    } else if (peer.connection === null) return;
    else if (deed === 'ready') room.ready(peer, what % 4 !== 0);
    else if (deed === 'team') this.#chooseTeam(peer, what % 3);
    else if (deed === 'follow') room.follow(peer, what);
    else if (deed === 'vote') room.voteNext(peer, what % 4);
    else if (deed === 'start') room.start(peer);
    else if (deed === 'input')
      room.input(peer, { tick: room.world?.tick ?? 0, sequence: what, buttons: what & 7 ? 9 : 0 });
  }

  #chooseTeam(peer: RoomPeer, team: number): void {
    const before = spread(this.room.state());
    this.room.chooseTeam(peer, team);
    assert.ok(spread(this.room.state()) <= Math.max(1, before));
  }

  check(): void {
    const { room, people } = this;
    assert.equal(this.world.errors, []);
    if (this.world.empty.length > 0) {
      assert.equal(
        people.filter(({ isIn }) => isIn),
        [],
      );
      return;
    }
    const state = roomSchema.parse(room.state());
    const seated = state.players.filter(({ bot }) => !bot);
    const watching = state.spectators ?? [];
    const inside = people.filter(({ isIn }) => isIn).map(({ peer }) => peer.nick);
    assert.equal([...seated, ...watching].map(({ nick }) => nick).sort(), inside.sort());
    assert.is(new Set(state.players.map(({ seat }) => seat)).size, state.players.length);
    assert.ok(state.players.length <= state.options.seats);
    assert.ok(
      seated.some(({ seat }) => seat === state.host),
      'the host is a person with a seat',
    );
    if (room.world === null) assert.ok(spread(state) <= 1, 'teams are even');
    for (const { peer, isIn } of people) {
      const seat = room.seatOf(peer);
      assert.is(
        seat !== null,
        seated.some(({ nick }) => nick === peer.nick),
      );
      assert.ok(isIn || seat === null);
    }
    if (room.world === null) return;
    for (const { seat, team } of state.players) {
      assert.is.not(room.world.tanks[seat].life, ABSENT);
      if (team !== undefined) assert.is(room.world.scores[seat].team, team);
    }
    const taken = new Set(state.players.map(({ seat }) => seat));
    const own = state.options.mode === 'defend' ? 8 : 16;
    for (let seat = 0; seat < own; seat++)
      if (!taken.has(seat)) assert.is(room.world.tanks[seat].life, ABSENT);
  }

  /** Who is out is sent nothing more, who is in is sent something. */
  checkLines(): void {
    const counts = this.people.map(({ peer }) => peer.frames.length);
    this.do('pass', 0, 0);
    for (const [index, { peer, isIn }] of this.people.entries())
      if (!isIn || peer.connection === null) assert.is(peer.frames.length, counts[index]);
  }
}

/** By how many the teams differ. */
function spread({ players, options }: RoomState): number {
  const counts = Array.from(
    { length: options.teams },
    (_, team) => players.filter((player) => player.team === team).length,
  );
  const hasTeams = players.some(({ team }) => team !== undefined);
  return hasTeams ? Math.max(...counts) - Math.min(...counts) : 0;
}

for (const [mode, delay] of [
  ['teams', 0],
  ['teams', 2],
  ['free-for-all', 5],
  ['capture-the-flag', 0],
  ['defend', 1],
] as const) {
  test(`${mode}, ${delay} seconds late`, () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...DEEDS), fc.nat(PEOPLE - 1), fc.nat(15)), {
          maxLength: 60,
          minLength: 20,
        }),
        (deeds) => {
          const party = new Party(mode, delay);
          for (const [deed, who, what] of deeds) {
            party.do(deed, who, what);
            party.check();
          }
          party.checkLines();
        },
      ),
      { numRuns: 40 },
    );
  });
}

test.run();
