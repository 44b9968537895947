// The flow of matches in a room, in virtual time: who is ready, who is away, who plays on which team, what comes next.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ARENAS } from '../../src/game/arenas.js';
import { driveTowards, FIRE, RIGHT } from '../../src/game/buttons.js';
import { RESPAWN_TICKS, RING_HARM_TICKS, TILE } from '../../src/game/units.js';
import { ALIVE, WRECK } from '../../src/game/world.js';
import { type RoomOptions, roomSchema } from '../../src/protocol/room-state.js';
import { PODIUM_TICKS, STILL_TICKS } from '../../src/server/matches.js';
import { Room } from '../../src/server/room.js';
import { createRoomWorld, RoomPeer } from './room-peer.js';

const LARGE_ARENA = [...ARENAS.values()].find(
  ({ columns, modes }) => columns > 90 && modes.includes('free-for-all'),
)!.name;
const TEAM_ARENA = [...ARENAS.values()].find(({ modes }) => modes.includes('teams'))!.name;

function open(options: Partial<RoomOptions> = {}, names = ['Ada', 'Bob', 'Cid', 'Dan']) {
  const world = createRoomWorld();
  const room = new Room('ABC234', options, world.context);
  const people = names.map((name) => new RoomPeer(name));
  for (const person of people) room.join(person);
  return { ...world, room, people };
}

function run(room: Room, ticks: number): void {
  for (let tick = 0; tick < ticks; tick++) {
    room.tick();
    room.send();
  }
}

/** A draw would go on. */
function decide(room: Room): void {
  room.world!.scores[0].points = 1;
}

const refusal = (code: string) => (error: { code: string }) => error.code === code;
const playerOf = (peer: RoomPeer, nick: string) => peer.room.players.find((player) => player.nick === nick)!;
const heard = (peer: RoomPeer, command: string) => peer.texts.filter((text) => text.command === command);

test('the countdown begins when all are ready, and who takes it back stops it', () => {
  const { room, people } = open({ countdown: 2 });
  const [ada, bob, cid, dan] = people;
  for (const person of [ada, bob, cid]) room.ready(person, true);
  assert.is(room.phase, 'waiting');
  room.ready(dan, true);
  assert.is(room.phase, 'countdown');
  assert.is(playerOf(ada, 'Dan').ready, true);
  room.ready(cid, false);
  assert.is(room.phase, 'waiting');
  assert.is(playerOf(ada, 'Cid').ready, undefined);
  room.leave(cid);
  assert.is(room.phase, 'countdown');
  run(room, 60);
  assert.is(room.phase, 'battle');
});

test('what was voted for during a countdown counts as soon as the room waits again', () => {
  const { room, people } = open({ countdown: 2, bots: 4 });
  room.start(people[0]);
  room.changeNext({ bots: 6 });
  assert.is(people[0].room.options.bots, 4);
  room.ready(people[0], false);
  assert.is(room.phase, 'waiting');
  assert.is(people[0].room.options.bots, 6);
  assert.is(people[0].room.players.length, 6);
});

test('the host starts at once, and stops what he has started; who was not ready does not', () => {
  const { room, people } = open();
  room.start(people[0]);
  assert.is(room.phase, 'countdown');
  room.ready(people[1], false);
  assert.is(room.phase, 'countdown');
  room.ready(people[0], false);
  assert.is(room.phase, 'waiting');
});

test('a line that is down holds up nobody', () => {
  const { room, people } = open();
  for (const person of people.slice(1)) room.ready(person, true);
  room.park(people[0]);
  assert.is(room.phase, 'countdown');
});

test('who does nothing while others are ready is warned, then away, and the match begins', () => {
  const { room, people } = open({ countdown: 1 });
  const [ada, bob, cid, dan] = people;
  run(room, 2000);
  assert.is(playerOf(ada, 'Dan').away, undefined, 'nobody waited for him');
  for (const person of [ada, bob, cid]) room.ready(person, true);
  run(room, 599);
  assert.is(heard(dan, 'IDLE').length, 0);
  run(room, 1);
  assert.equal(heard(dan, 'IDLE')[0].body, { seconds: 10 });
  for (const person of [ada, bob, cid]) room.talk.say(person, 'come on');
  run(room, 299);
  assert.is(room.phase, 'waiting');
  run(room, 1);
  assert.is(room.phase, 'countdown');
  assert.is(playerOf(ada, 'Dan').away, true);
  run(room, 30);
  assert.is(room.world!.tanks[3].parked, 1);
});

test('an idle player of a battle is parked, comes back with a key, and watches in the end', () => {
  const { room, people } = open({ countdown: 0, minutes: 30 });
  const [ada, bob] = people;
  room.start(ada);
  const keep = (ticks: number): void => {
    for (let tick = 0; tick < ticks; tick++) {
      if (tick % 100 === 0)
        for (const person of [ada, ...people.slice(2)])
          room.input(person, { tick: room.world!.tick, sequence: 1, buttons: 0 });
      run(room, 1);
    }
  };
  keep(600);
  assert.is(heard(bob, 'IDLE').length, 1);
  keep(300);
  assert.is(playerOf(ada, 'Bob').away, true);
  assert.is(room.world!.tanks[1].parked, 1);
  room.input(bob, { tick: room.world!.tick + 1, sequence: 1, buttons: driveTowards(RIGHT) });
  assert.is(playerOf(ada, 'Bob').away, undefined);
  assert.is(room.world!.tanks[1].parked, 0);
  keep(2700);
  assert.equal(heard(bob, 'SEAT').at(-1)?.body.seat, null);
  assert.equal(ada.room.spectators, [{ nick: 'Bob', connected: true }]);
  assert.is(room.seatOf(bob), null);
  room.join(bob);
  assert.is.not(room.seatOf(bob), null);
});

test('the seat of somebody who is away can be taken in a full room, and the host is one who is there', () => {
  const { room, people } = open({ countdown: 1, seats: 4 });
  for (const person of people.slice(1)) room.ready(person, true);
  run(room, 900);
  const eve = new RoomPeer('Eve');
  assert.is(room.join(eve), 0);
  assert.is(room.seatOf(people[0]), null);
  assert.is(heard(people[0], 'SEAT').at(-1)?.body.seat, null);
  assert.ok(eve.room.players.some(({ seat, bot }) => seat === eve.room.host && !bot));
  assert.throws(() => room.join(people[0]), refusal('ROOM_FULL'));
});

test('the podium offers three, the vote decides, and the next match begins by itself', () => {
  const { room, people } = open({ countdown: 1, minutes: 1 });
  room.start(people[0]);
  run(room, 40);
  decide(room);
  run(room, 1800 + STILL_TICKS);
  assert.is(room.phase, 'podium');
  const { ballot } = roomSchema.parse(people[0].room);
  assert.is(ballot?.length, 3);
  assert.is(new Set(ballot?.map(({ mode, arena }) => mode + arena)).size, 3);
  assert.throws(() => room.voteNext(people[0], 3), refusal('BAD_BODY'));
  room.voteNext(people[0], 0);
  room.voteNext(people[1], 2);
  room.voteNext(people[0], 2);
  assert.equal(
    people[2].room.ballot?.map(({ votes }) => votes),
    [0, 0, 2],
  );
  room.leave(people[1]);
  assert.is(people[2].room.ballot?.[2].votes, 1);
  run(room, PODIUM_TICKS);
  assert.is(room.phase, 'countdown');
  assert.equal([room.options.mode, room.options.arena], [ballot![2].mode, ballot![2].arena]);
  assert.throws(() => room.voteNext(people[0], 0), refusal('WRONG_PHASE'));
  assert.is(people[0].room.ballot, undefined);
});

test('bots hold their fire for as long as the room says, or until a person shoots', () => {
  const shotsWithin = (ticks: number, botTruce: number, shootsAt = -1): number => {
    const { room, people } = open({ countdown: 0, bots: 8, botLevel: 4, botTruce }, ['Ada']);
    room.start(people[0]);
    let shots = 0;
    for (let tick = 0; tick < ticks; tick++) {
      if (tick === shootsAt)
        room.input(people[0], { tick: room.world!.tick + 1, sequence: 1, buttons: FIRE });
      run(room, 1);
      for (const event of room.world!.events) if (event.type === 'shot' && event.seat > 0) shots++;
    }
    return shots;
  };
  assert.is(shotsWithin(240, 8), 0);
  assert.ok(shotsWithin(240, 0) > 0);
  assert.ok(shotsWithin(400, 8) > 0, 'it ends by itself');
  assert.ok(shotsWithin(240, 8, 30) > 0, 'who shoots is shot at');
});

test('nobody asks whether one who plays with bots alone is there', () => {
  const { room, people } = open({ countdown: 0, bots: 8, minutes: 10 }, ['Ada']);
  room.start(people[0]);
  run(room, 4000);
  assert.is(heard(people[0], 'IDLE').length, 0);
  assert.is(playerOf(people[0], 'Ada').away, undefined);
});

test('a battle that is decided stands still, told how and where, before the podium; its result counts at once', () => {
  const { room, people, results } = open({ countdown: 0, minutes: 1, arena: LARGE_ARENA, bots: 0 });
  const [ada, bob] = people;
  room.start(ada);
  run(room, 10);
  const world = room.world!;
  const [first, second, third] = [ada, bob, people[2]].map((peer) => room.seatOf(peer)!);
  Object.assign(world.tanks[first], { x: 4 * TILE, y: 4 * TILE });
  const { columns, rows } = world.arena;
  const place = { x: (columns - 4) * TILE, y: (rows - 4) * TILE };
  // The last shot is out of sight of the first.
  Object.assign(world.tanks[third], { ...place, armour: 1, shield: 0 });
  world.ticksLeft = 1;
  Object.assign(world.scores[second], { points: 5 });
  world.stage.ring = 10;
  Object.assign(world.tanks[second], { shield: 100 });
  world.tick += (RING_HARM_TICKS - 1 - (world.tick % RING_HARM_TICKS)) % RING_HARM_TICKS;
  run(room, 1);
  assert.is(world.over, 1);
  assert.is(room.phase, 'battle');
  assert.is(results.length, 1);
  assert.equal(ada.room.end, { by: 'time', teams: [], place });
  assert.is(ada.room.podium[0].nick, 'Bob');
  const seen = ada.frames.length;
  run(room, STILL_TICKS - 1);
  assert.is(room.phase, 'battle');
  assert.ok(ada.frames.length > seen, 'the surroundings of the place are sent');
  run(room, 1);
  assert.is(room.phase, 'podium');
  assert.is(results.length, 1);
});

test('who stays ready plays on with what there was; without anybody the room waits', () => {
  const { room, people } = open({ countdown: 0, minutes: 1 });
  for (const person of people) room.ready(person, true);
  assert.is(room.phase, 'battle');
  decide(room);
  for (let tick = 0; tick < 1800 + STILL_TICKS; tick++) {
    if (tick % 100 === 0) room.input(people[0], { tick, sequence: 1, buttons: 0 });
    run(room, 1);
  }
  assert.is(room.phase, 'podium');
  run(room, PODIUM_TICKS);
  assert.is(room.phase, 'battle');
  assert.is(room.options.arena, 'Crossroads');
  decide(room);
  run(room, 1800 + STILL_TICKS + PODIUM_TICKS);
  assert.is(room.phase, 'waiting', 'all of them are away');
});

test('an arena from a seed is made in the countdown, and waited for', () => {
  const { room, people } = open({ countdown: 0, arena: 'Wild large' });
  room.start(people[0]);
  assert.is(room.phase, 'countdown');
  for (let tick = 0; room.phase === 'countdown' && tick < 2000; tick++) run(room, 1);
  assert.is(room.phase, 'battle');
  assert.match(room.world!.arena.name, /^Wild large \d+$/);
});

test('teams are even, chosen while the room waits, and carried into the battle', () => {
  const { room, people } = open({ countdown: 0, arena: TEAM_ARENA, mode: 'teams', bots: 6 });
  const [ada] = people;
  const teamOf = (nick: string) => playerOf(ada, nick).team;
  assert.equal(
    [0, 1].map((team) => ada.room.players.filter((player) => player.team === team).length),
    [3, 3],
  );
  const other = 1 - teamOf('Ada')!;
  room.chooseTeam(ada, other);
  assert.is(teamOf('Ada'), other);
  assert.equal(
    [0, 1].map((team) => ada.room.players.filter((player) => player.team === team).length),
    [3, 3],
  );
  assert.throws(() => room.chooseTeam(ada, 2), refusal('BAD_BODY'));
  room.start(ada);
  for (const { seat, team } of ada.room.players) assert.is(room.world!.scores[seat].team, team);
});

test('a change of teams in a battle moves the tank, and is refused where it makes one team larger', () => {
  const { room, people } = open({ countdown: 0, arena: TEAM_ARENA, mode: 'teams' });
  const [ada, bob, cid] = people;
  room.start(ada);
  run(room, 10);
  const mine = playerOf(ada, 'Ada').team!;
  assert.throws(() => room.chooseTeam(ada, 1 - mine), refusal('UNBALANCED'));
  const enemy = [bob, cid].find((person) => playerOf(ada, person.nick).team !== mine)!;
  room.leave(enemy);
  room.world!.scores[0].points = 4;
  assert.is(room.world!.tanks[0].life, ALIVE);
  room.chooseTeam(ada, 1 - mine);
  assert.is(room.world!.tanks[0].life, WRECK);
  assert.is(room.world!.scores[0].team, 1 - mine);
  assert.is(room.world!.scores[0].points, 4);
  run(room, 120);
  assert.is(room.world!.tanks[0].life, ALIVE);
});

test('who is alone or in no team has none to choose', () => {
  for (const mode of ['free-for-all', 'defend', 'duel']) {
    const arena = [...ARENAS.values()].find(({ modes }) => modes.includes(mode))!.name;
    const { room, people } = open({ mode, arena });
    assert.is(playerOf(people[0], 'Ada').team, undefined);
    assert.throws(() => room.chooseTeam(people[0], 1), refusal('BAD_BODY'));
  }
});

test('who comes back to the same battle has the score that he left with, and starts the next one anew', () => {
  const { room, people, results } = open({ countdown: 0, minutes: 1, bots: 6 });
  const [ada, bob, cid] = people;
  room.start(ada);
  run(room, 10);
  const scoreOf = (peer: RoomPeer) => room.world!.scores[room.seatOf(peer)!];
  Object.assign(scoreOf(bob), { points: -3, kills: 1, deaths: 7 });
  room.leave(bob);
  run(room, 10);
  // A bot sits where he sat, and somebody who never was here begins at 0.
  const eve = new RoomPeer('Eve');
  room.join(eve);
  assert.equal([scoreOf(eve).points, scoreOf(eve).deaths], [0, 0]);
  room.join(bob);
  const { points, kills, deaths } = scoreOf(bob);
  assert.equal([points, kills, deaths], [-3, 1, 8]);
  room.spectate(cid);
  room.join(cid);
  assert.is(scoreOf(cid).deaths, 1);
  scoreOf(ada).points = 20;
  run(room, 1800);
  const standings = results[0].standings.filter(({ nick }) => nick === 'Bob');
  assert.is(standings.length, 1);
  assert.ok(standings[0].deaths >= 7, 'it is counted on from there');
  run(room, STILL_TICKS + PODIUM_TICKS);
  room.start(ada);
  assert.is(room.phase, 'battle');
  assert.equal([scoreOf(bob).points, scoreOf(bob).deaths], [0, 0]);
});

test('nobody gets out of a fight by leaving: he comes in again as one who was destroyed', () => {
  const { room, people } = open({ countdown: 0, bots: 0 });
  const [ada, bob] = people;
  room.start(ada);
  run(room, 10);
  const tankOf = (peer: RoomPeer) => room.world!.tanks[room.seatOf(peer)!];
  Object.assign(tankOf(bob), { armour: 1, shield: 0 });
  room.leave(bob);
  room.join(bob);
  run(room, RESPAWN_TICKS - 1);
  assert.is(tankOf(bob).life, WRECK);
  // Nor does leaving again make it more, or less.
  room.spectate(bob);
  room.join(bob);
  assert.is(room.world!.scores[room.seatOf(bob)!].deaths, 1);
  run(room, RESPAWN_TICKS - 1);
  assert.is(tankOf(bob).life, WRECK);
  run(room, 2);
  assert.is(tankOf(bob).life, ALIVE);
  // Who was not here before waits for nothing.
  const eve = new RoomPeer('Eve');
  room.join(eve);
  run(room, 2);
  assert.is(tankOf(eve).life, ALIVE);
});

test('who comes back is on his team again where that makes no team larger, else on the smaller one', () => {
  const options = { mode: 'teams', arena: TEAM_ARENA, countdown: 0, bots: 0 } as const;
  const { room, people } = open(options);
  const [ada, bob] = people;
  room.start(ada);
  run(room, 5);
  const teamOf = (peer: RoomPeer) => room.world!.scores[room.seatOf(peer)!].team;
  const [own, other] = [teamOf(bob), 1 - teamOf(bob)];
  const mates = people.filter((peer) => teamOf(peer) === own);
  const rivals = people.filter((peer) => teamOf(peer) === other);
  assert.equal([mates.length, rivals.length], [2, 2]);
  // 1 against 1: either would do, and it is his.
  room.leave(bob);
  room.leave(rivals[0]);
  room.join(bob);
  assert.is(teamOf(bob), own);
  // 1 against 0.
  room.leave(bob);
  room.leave(rivals[1]);
  room.join(bob);
  assert.is(teamOf(bob), other);
});

test('who leaves early stands in the result', () => {
  const { room, people, results } = open({ countdown: 0, minutes: 1 });
  room.start(people[0]);
  run(room, 100);
  decide(room);
  room.world!.scores[1].points = 7;
  room.leave(people[1]);
  run(room, 1800);
  const left = results[0].standings.find(({ nick }) => nick === 'Bob')!;
  assert.equal([left.points, left.place, left.bot], [7, 4, false]);
  assert.is(results[0].standings.length, 4);
});

test.run();
