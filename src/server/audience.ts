// The spectators of a room: who they are, which tank each of them follows or where his camera stands, what they see and what they
// hear, all of it later by as much as the host has chosen. They see exactly what the followed tank's player is sent; a camera sees
// what hides from nobody. Called by room.ts, after the players.
import { NOBODY } from '../game/things.js';
import { SEATS_MAX, TICKS_PER_SECOND, TILE } from '../game/units.js';
import { ABSENT, createTank, type World } from '../game/world.js';
import type { Connection } from '../net/connection.js';
import { ProtocolError } from '../protocol/errors.js';
import type { LookAt } from '../protocol/frames.js';
import { forMany } from '../protocol/framing.js';
import type { RoomState } from '../protocol/room-state.js';
import { type Battle, startBody } from './battle.js';
import type { Delivery } from './delivery.js';
import { Past } from './past.js';
import type { Member } from './seats.js';
import { Snapshots } from './snapshots.js';
import { Talk } from './talk.js';
import type { Viewer } from './viewer.js';

/** How often the room itself is told of to those who see it late: it may change more often than anybody can read. */
const STATE_TICKS = 10;
/** Lines of talk that may wait. */
const LINES_MAX = 256;

interface Spectator {
  readonly member: Member;
  /** Seat that he follows. */
  follows: number;
  viewer: Viewer | null;
}

/** What they watch: the room's battle, or what it was some seconds ago. */
interface Stage {
  readonly world: World;
  readonly arenaFrame: Buffer;
  /** null while nobody looks at a battle of the past. */
  snapshots: Snapshots | null;
}

/** Those who watch. */
export class Audience {
  /** What they hear. */
  readonly talk = new Talk('room', () => this.#connections());
  readonly #isBlind: (member: Member) => boolean;
  readonly #spectators: Spectator[] = [];
  #past: Past | null = null;
  #stage: Stage | null = null;
  /** The room as they know it. */
  #shown: RoomState | null = null;
  /** As it is, when they are still to be told. */
  #unseen: RoomState | null = null;
  #lines = 0;

  /** @param isBlind who is shown nothing of a battle */
  constructor(isBlind: (member: Member) => boolean = () => false) {
    this.#isBlind = isBlind;
  }

  /** Sets how late they are. What was still to come comes at once. @param seconds 0 to 30 */
  setDelay(seconds: number): void {
    this.#past?.finish();
    this.#past = seconds === 0 ? null : new Past(seconds * TICKS_PER_SECOND);
    if (this.#unseen !== null) this.#show(this.#unseen);
    this.#unseen = null;
  }

  get count(): number {
    return this.#spectators.length;
  }
  /** True while something is still to come that they have not seen. */
  get isBehind(): boolean {
    return this.#past !== null && (this.#past.isBehind || this.#unseen !== null);
  }
  /** Who is here, in the order in which they came. */
  get members(): Member[] {
    return this.#spectators.map(({ member }) => member);
  }
  /** The room as they know it. */
  get shown(): RoomState {
    return this.#shown!;
  }

  has(member: Member): boolean {
    return this.#spectators.some((spectator) => spectator.member === member);
  }

  /** Lets somebody watch. @param follows seat that he would like to follow */
  add(member: Member, follows = 0): void {
    const spectator: Spectator = { member, follows, viewer: null };
    this.#spectators.push(spectator);
    this.#enter(spectator);
  }

  /** @returns false when he does not watch */
  remove(member: Member): boolean {
    const index = this.#spectators.findIndex((spectator) => spectator.member === member);
    if (index < 0) return false;
    this.#spectators.splice(index, 1);
    if (this.#spectators.length === 0 && this.#past !== null && this.#stage !== null)
      this.#stage.snapshots = null;
    return true;
  }

  /** Takes the picture from somebody whose line is down. @returns false when he does not watch */
  park(member: Member): boolean {
    const spectator = this.#find(member);
    if (spectator !== undefined) spectator.viewer = null;
    return spectator !== undefined;
  }

  /** Gives it back. @returns false when he does not watch */
  unpark(member: Member): boolean {
    const spectator = this.#find(member);
    if (spectator !== undefined) this.#enter(spectator);
    return spectator !== undefined;
  }

  /** Follows another tank. @throws ProtocolError HAS_SEAT, WRONG_PHASE, BAD_BODY */
  follow(member: Member, seat: number): void {
    const spectator = this.#find(member);
    if (spectator === undefined) throw new ProtocolError('HAS_SEAT');
    if (this.#stage === null) throw new ProtocolError('WRONG_PHASE');
    if (this.#stage.world.tanks[seat].life === ABSENT)
      throw new ProtocolError('BAD_BODY', 'There is no tank of this seat.', 'seat');
    spectator.follows = seat;
    this.#enter(spectator);
  }

  /** Moves somebody's camera, and takes it off the tank that he follows; without effect for who watches no battle.
   *  @param place in units; one outside of the arena counts as its edge */
  look(member: Member, place: LookAt): void {
    const viewer = this.#find(member)?.viewer;
    if (!viewer || this.#stage === null) return;
    const { columns, rows } = this.#stage.world.arena;
    if (viewer.seat !== NOBODY) viewer.eye = createTank();
    viewer.seat = NOBODY;
    viewer.eye.x = Math.min(place.x, columns * TILE);
    viewer.eye.y = Math.min(place.y, rows * TILE);
  }

  /** The room has changed. */
  tell(state: RoomState): void {
    if (this.#past !== null && this.#shown !== null) this.#unseen = state;
    else this.#show(state);
  }

  /** Lets them hear what the players hear. */
  hear(say: (talk: Talk) => void): void {
    if (this.#past === null) say(this.talk);
    else if (this.#lines < LINES_MAX) {
      this.#lines++;
      this.#past.later(() => {
        this.#lines--;
        say(this.talk);
      });
    }
  }

  /** A battle begins. */
  begin({ world, arenaFrame, snapshots }: Battle): void {
    if (this.#past === null) {
      this.#raise({ world, arenaFrame, snapshots });
      return;
    }
    const past = this.#past;
    past.begin(world);
    past.later(() => this.#raise({ world: past.world!, arenaFrame, snapshots: null }));
  }

  /** Something was done to the world of the battle between two ticks. */
  redo(act: (world: World) => void): void {
    const past = this.#past;
    past?.later(() => {
      if (past.world !== null) act(past.world);
    });
  }

  /** The battle is over. */
  end(): void {
    const past = this.#past;
    if (past === null) this.#drop();
    else
      past.later(() => {
        past.world = null;
        this.#drop();
      });
  }

  /** One tick of the room, before its battle makes its own. */
  tick(): void {
    if (this.#past === null) return;
    const hasStepped = this.#past.tick();
    if (this.#unseen !== null && this.#past.clock % STATE_TICKS === 0) {
      const state = this.#unseen;
      this.#unseen = null;
      this.#past.later(() => this.#show(state));
    }
    if (hasStepped && this.#stage !== null) this.#stage.snapshots?.update(this.#stage.world.events);
  }

  /** What was pressed in the step that the battle has made. */
  press(buttons: Uint8Array): void {
    this.#past?.press(buttons);
  }

  /** What each of them is sent of this tick. */
  encode(delivery: Delivery): void {
    if (this.#stage === null) return;
    for (const spectator of this.#spectators) {
      const { member, viewer, follows } = spectator;
      if (member.connection === null || this.#isBlind(member)) continue;
      const isLost = viewer?.seat !== NOBODY && this.#stage.world.tanks[follows].life === ABSENT;
      if (viewer === null || isLost) this.#enter(spectator);
      const { snapshots } = this.#stage;
      if (spectator.viewer !== null) delivery.add(member.connection, snapshots!, spectator.viewer, 0, 0);
    }
  }

  #find(member: Member): Spectator | undefined {
    return this.#spectators.find((spectator) => spectator.member === member);
  }

  #raise(stage: Stage): void {
    this.#stage = stage;
    for (const spectator of this.#spectators) this.#enter(spectator);
  }

  #drop(): void {
    this.#stage = null;
    for (const spectator of this.#spectators) spectator.viewer = null;
  }

  /** Sends what somebody needs to look on, and from the next tick on snapshots; follows the next tank when his is gone. */
  #enter(spectator: Spectator): void {
    spectator.viewer = null;
    const { connection } = spectator.member;
    if (this.#stage === null || connection === null) return;
    const { world, arenaFrame } = this.#stage;
    const seat = nextTank(world, spectator.follows);
    if (seat < 0) return;
    this.#stage.snapshots ??= lookAt(world);
    spectator.follows = seat;
    spectator.viewer = this.#stage.snapshots.createViewer(seat);
    connection.sendText({ command: 'START_GAME', body: { ...startBody(world, seat), spectator: true } });
    connection.sendFrame(arenaFrame);
  }

  #show(state: RoomState): void {
    this.#shown = state;
    if (this.#spectators.length === 0) return;
    const message = forMany({ command: 'UPDATE_CHANNEL', body: { room: state } });
    for (const connection of this.#connections()) connection.sendText(message);
  }

  *#connections(): Iterable<Connection> {
    for (const { member } of this.#spectators) if (member.connection !== null) yield member.connection;
  }
}

/** Snapshots of a world that is under way. */
function lookAt(world: World): Snapshots {
  const snapshots = new Snapshots(world);
  snapshots.update([]);
  return snapshots;
}

/** The tank of a seat, or of the next one that is taken; -1 when there is none. */
function nextTank(world: World, seat: number): number {
  for (let turn = 0; turn < SEATS_MAX; turn++) {
    const next = (seat + turn) % SEATS_MAX;
    if (world.tanks[next].life !== ABSENT) return next;
  }
  return -1;
}
