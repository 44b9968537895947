// One battle's snapshots -> what is shown of it: the predictor's world, the clock, effects, kills, the last hit. Made by the receive
// loop when a battle begins, and called for each snapshot. Never sends or draws.
import { NOBODY } from '../game/things.js';
import { MINE_BLAST } from '../game/units.js';
import { ABSENT, ALIVE } from '../game/world.js';
import type { SnapshotNews } from '../protocol/snapshot.js';
import { addEffect, dropOldEffects } from './effects.js';
import { ModeWatch } from './mode-watch.js';
import { ShellWatch } from './shell-watch.js';
import { type Battle, type Effect, KILLS_MAX } from './state.js';

/** Writes what the snapshots of a battle tell into it. */
export class SnapshotReceiver {
  readonly #battle: Battle;
  readonly #shells = new ShellWatch();
  readonly #mode = new ModeWatch();
  /** Sequence of the input that the last snapshot told of. */
  #acknowledged = 0;

  /** @param battle changed with each snapshot */
  constructor(battle: Battle) {
    this.#battle = battle;
  }

  /** Takes a snapshot; it is read before return. @param nowMs the clock of the draw loop
   *  @throws ProtocolError when it is not one */
  take(body: Buffer, nowMs: number): void {
    const battle = this.#battle;
    const { server } = battle.predictor;
    const own = server.tanks[battle.seat];
    const wasAlive = own.life === ALIVE;
    const news = battle.predictor.receive(body);
    if (own.life === ALIVE && !wasAlive) battle.spawnedAtMs = nowMs;
    battle.clock.hear(news.tick, nowMs);
    if (news.acknowledged !== this.#acknowledged) battle.clock.hearInput(news.margin);
    this.#acknowledged = news.acknowledged;
    this.#noteEffects(news, nowMs);
    this.#noteKills(news, nowMs);
    this.#noteHit(news, nowMs);
    this.#shells.watch(server);
    this.#mode.watch(server, (what, who, number) =>
      keepLast(battle.news, { what, who, number, atMs: nowMs }),
    );
  }

  #noteEffects(news: SnapshotNews, nowMs: number): void {
    const { effects, predictor } = this.#battle;
    dropOldEffects(effects, nowMs);
    const note = (kind: Effect['kind'], x: number, y: number): void =>
      addEffect(effects, { kind, x, y, atMs: nowMs });
    for (const { x, y } of news.impacts) note('impact', x, y);
    for (const { x, y } of news.blasts) note('blast', x, y);
    for (const { seat } of news.destroyed) {
      const tank = predictor.server.tanks[seat];
      // A tank that ended out of sight has no place here.
      if (tank.life !== ABSENT) note('explosion', tank.x, tank.y);
    }
  }

  #noteKills(news: SnapshotNews, nowMs: number): void {
    const { kills } = this.#battle;
    for (const { seat, by } of news.destroyed) {
      const how = by === NOBODY ? 'ring' : this.#isBlasted(news, seat) ? 'mine' : 'shell';
      keepLast(kills, { seat, by, how, atMs: nowMs });
    }
  }

  #noteHit(news: SnapshotNews, nowMs: number): void {
    const battle = this.#battle;
    for (const { seat, by } of news.hits) {
      if (seat !== battle.seat) continue;
      const isMine = this.#isBlasted(news, seat);
      const heading = isMine ? -1 : this.#shells.headingOf(by, battle.predictor.server);
      battle.hit = { by, heading, atMs: nowMs };
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
