// One battle's snapshots -> what is shown of it: the predictor's world, the clock, effects, kills, the last hit. Made by the receive
// loop when a battle begins, and called for each snapshot. Never sends or draws.
import { isSameSide } from '../game/sides.js';
import { NOBODY } from '../game/things.js';
import { MINE_BLAST, SEATS_MAX } from '../game/units.js';
import { ABSENT, ALIVE } from '../game/world.js';
import type { SnapshotNews } from '../protocol/snapshot.js';
import { addEffect, dropOldEffects } from './effects.js';
import { ModeWatch, type TellHappening } from './mode-watch.js';
import { PickupWatch } from './pickup-watch.js';
import { ShellWatch } from './shell-watch.js';
import { type Battle, type Effect, KILLS_MAX } from './state.js';
import { Streaks } from './streaks.js';

/** Writes what the snapshots of a battle tell into it. */
export class SnapshotReceiver {
  readonly #battle: Battle;
  readonly #shells = new ShellWatch();
  readonly #mode = new ModeWatch();
  readonly #pickups = new PickupWatch();
  readonly #streaks = new Streaks();
  /** Sequence of the input that the last snapshot told of. */
  #acknowledged = 0;
  /** When the snapshot came that is being taken. */
  #nowMs = 0;

  /** @param battle changed with each snapshot */
  constructor(battle: Battle) {
    this.#battle = battle;
  }

  /** Takes a snapshot; it is read before return. @param nowMs the clock of the draw loop
   *  @throws ProtocolError when it is not one */
  take(body: Buffer, nowMs: number): void {
    const battle = this.#battle;
    this.#nowMs = nowMs;
    const { server } = battle.predictor;
    const own = server.tanks[battle.seat];
    const wasAlive = own.life === ALIVE;
    const news = battle.predictor.receive(body);
    if (own.life === ALIVE && !wasAlive) battle.spawnedAtMs = nowMs;
    battle.clock.hear(news.tick, nowMs);
    if (news.acknowledged !== this.#acknowledged) battle.clock.hearInput(news.margin);
    this.#acknowledged = news.acknowledged;
    this.#noteEffects(news);
    this.#noteKills(news);
    this.#noteHit(news);
    this.#shells.watch(server);
    this.#mode.watch(server, this.#noteHappening);
    const kind = this.#pickups.watch(server, battle.seat);
    if (kind > 0) battle.taken = { kind, atMs: nowMs };
  }

  readonly #noteHappening: TellHappening = (what, who, number) =>
    keepLast(this.#battle.news, { what, who, number, atMs: this.#nowMs });

  #noteEffect(kind: Effect['kind'], x: number, y: number): void {
    addEffect(this.#battle.effects, { kind, x, y, atMs: this.#nowMs });
  }

  #noteEffects(news: SnapshotNews): void {
    const { effects, predictor } = this.#battle;
    dropOldEffects(effects, this.#nowMs);
    for (const { x, y } of news.impacts) this.#noteEffect('impact', x, y);
    for (const { x, y } of news.blasts) this.#noteEffect('blast', x, y);
    for (const { seat } of news.destroyed) {
      const tank = predictor.server.tanks[seat];
      // A tank that ended out of sight has no place here.
      if (tank.life !== ABSENT) this.#noteEffect('explosion', tank.x, tank.y);
    }
  }

  #noteKills(news: SnapshotNews): void {
    const { kills, predictor } = this.#battle;
    for (const { seat, by } of news.destroyed) {
      const how = by === NOBODY ? 'ring' : this.#isBlasted(news, seat) ? 'mine' : 'shell';
      const kill = { seat, by, how, atMs: this.#nowMs } as const;
      keepLast(kills, kill);
      // A server may name seats that no tank has.
      if ((by >= SEATS_MAX && by !== NOBODY) || seat >= SEATS_MAX) continue;
      this.#streaks.take(kill, !isSameSide(predictor.server, by, seat), this.#noteHappening);
    }
  }

  #noteHit(news: SnapshotNews): void {
    const battle = this.#battle;
    for (const { seat, by } of news.hits) {
      if (seat !== battle.seat) continue;
      const isMine = this.#isBlasted(news, seat);
      const heading = isMine ? -1 : this.#shells.headingOf(by, battle.predictor.server);
      battle.hit = { by, heading, atMs: this.#nowMs };
    }
  }

  /** True when a mine that has just gone off reached a seat's tank. */
  #isBlasted(news: SnapshotNews, seat: number): boolean {
    const tank = this.#battle.predictor.server.tanks[seat];
    return news.blasts.some(
      ({ x, y }) => Math.abs(tank.x - x) < MINE_BLAST && Math.abs(tank.y - y) < MINE_BLAST,
    );
  }
}

/** As many as the list of kills shows. */
function keepLast<Item>(list: Item[], item: Item): void {
  list.push(item);
  if (list.length > KILLS_MAX) list.shift();
}
