// What happens in a battle, as short lines: compares how it stands with how it stood. Owned by battle.ts, called some times a second; what is
// told and when is up to lines.ts. Reads the client's world and changes nothing.
import { DRIVE } from '../../game/buttons.js';
import { PICKUPS } from '../../game/pickups.js';
import { isSameSide } from '../../game/sides.js';
import { NOBODY } from '../../game/things.js';
import { SHELLS_PER_SEAT, TANK_REACH } from '../../game/units.js';
import { ALIVE, type Tank, type World } from '../../game/world.js';
import type { Battle, ClientState, Kill, ModeNews } from '../state.js';
import { newsWords } from '../views/battle/kill-feed.js';
import type { Standings } from '../views/battle/standings.js';
import { hasWord, word } from '../views/words.js';
import { headingTo, pickupName, sayFrom, sayHeading, targetsOf, tilesTo, wayOf } from './around.js';
import type { Manner } from './lines.js';

/** Before the same thing is told again, in ms. */
const AGAIN_MS = 4000;
const BLOCKED_STEPS = 3;
const SHELL_TILES = 10;
/** Seconds before the end at which the time is told, beside each minute. */
const LAST_SECONDS = [30, 10] as const;

/** Takes what is to be said; `rings` is for the bell. */
export type Tell = (text: string, manner: Manner & { readonly rings?: boolean }) => void;

/** Watches one battle. */
export class BattleWatch {
  readonly #battle: Battle;
  readonly #standings: Standings;
  readonly #tell: Tell;
  #kill: Kill | undefined;
  #news: ModeNews | undefined;
  #hitAtMs: number;
  #wasAlive = false;
  #blocked = 0;
  #gun = 0;
  #engine = 0;
  #cover = 0;
  #mines = 0;
  #secondsLeft = Number.POSITIVE_INFINITY;
  /** When what was told last, so that it is not told all the time. */
  readonly #toldAtMs = new Map<string, number>();
  /** Enemies who are in line. */
  #inLine = new Set<string>();

  constructor(battle: Battle, standings: Standings, tell: Tell) {
    this.#battle = battle;
    this.#standings = standings;
    this.#tell = tell;
    this.#hitAtMs = battle.hit?.atMs ?? Number.NEGATIVE_INFINITY;
    this.#kill = battle.kills.at(-1);
    this.#news = battle.news.at(-1);
  }

  /** That it begins, and what it is about. */
  begin({ room }: ClientState): string {
    const { mode } = this.#standings;
    const names = [`mode-${mode.id}`, `aim-${mode.id}`] as const;
    const [name, aim] = names.map((id) => (hasWord(id) ? word(id) : ''));
    const arena = room?.options.arena ?? '';
    const keys = word(this.#battle.isWatching ? 'plain-watch-help' : 'plain-ask-help');
    return `${word('say-begin', { mode: name || mode.id, arena })} ${aim} ${keys}`;
  }

  /** Tells what has happened since it was asked last. @param tickMs real time of a tick */
  step(nowMs: number, tickMs: number): void {
    const { world } = this.#battle.predictor;
    const own = world.tanks[this.#battle.seat];
    if (!this.#battle.isWatching) {
      this.#watchHits(own);
      this.#watchLife(own);
      this.#watchEffects(own);
      if (own.life === ALIVE) {
        this.#watchLine(world, nowMs);
        this.#watchShells(world, own, nowMs);
        this.#watchWay(world, own, nowMs);
      }
    }
    this.#watchKills();
    this.#watchNews();
    this.#watchTime((world.ticksLeft * tickMs) / 1000);
  }

  #watchHits({ armour, life }: Tank): void {
    const { hit } = this.#battle;
    if (hit === null || hit.atMs === this.#hitAtMs) return;
    this.#hitAtMs = hit.atMs;
    if (life !== ALIVE) return;
    const from = hit.heading < 0 ? '' : sayFrom(hit.heading);
    const text = word(from === '' ? 'say-hit-by' : 'say-hit', { from, armour });
    this.#tell(text, { isUrgent: true, topic: 'hit', rings: true });
  }

  #watchLife(own: Tank): void {
    const isAlive = own.life === ALIVE;
    if (isAlive && !this.#wasAlive)
      this.#tell(word('say-field', { way: sayHeading(own.heading) }), { topic: 'field', isUrgent: true });
    this.#wasAlive = isAlive;
  }

  #watchEffects({ gun, engine, cover, mines }: Tank): void {
    const tell = (before: number, now: number): void => {
      if (before === now) return;
      const what = (kind: number): string =>
        PICKUPS[kind].id === 'frozen' ? word('frozen') : pickupName(kind);
      if (now !== 0) this.#tell(word('say-took', { what: what(now) }), { topic: `took ${now}` });
      else if (before !== 0)
        this.#tell(word('say-over', { what: what(before) }), { topic: `took ${before}` });
    };
    tell(this.#gun, gun);
    tell(this.#engine, engine);
    tell(this.#cover, cover);
    if (mines > this.#mines) this.#tell(word('say-mines', { count: mines }), { topic: 'mines' });
    [this.#gun, this.#engine, this.#cover, this.#mines] = [gun, engine, cover, mines];
  }

  /** Enemies whom a shell would reach, when they come into the line. */
  #watchLine(world: World, nowMs: number): void {
    const { seat } = this.#battle;
    const inLine = new Set<string>();
    for (const target of targetsOf(world, seat)) {
      const isAhead = target.heading === world.tanks[seat].heading;
      const key = `${target.seat} ${isAhead ? 'ahead' : target.heading}`;
      inLine.add(key);
      if (this.#inLine.has(key) || !this.#isNew(key, nowMs)) continue;
      const { distance } = target;
      const way = sayHeading(target.heading);
      const text = isAhead ? word('say-aim', { distance }) : word('say-line', { way, distance });
      this.#tell(text, { topic: `line ${target.seat}`, isUrgent: isAhead, rings: isAhead });
    }
    this.#inLine = inLine;
  }

  /** Shells of others that fly at the own tank. */
  #watchShells(world: World, own: Tank, nowMs: number): void {
    const { seat } = this.#battle;
    for (const [slot, shell] of world.shells.entries()) {
      const shooter = Math.floor(slot / SHELLS_PER_SEAT);
      if (shell.flying === 0 || isSameSide(world, seat, shooter)) continue;
      const isMine = headingTo(shell, own, TANK_REACH) === shell.heading;
      if (!isMine || tilesTo(shell, own) > SHELL_TILES || !this.#isNew(`shell ${slot}`, nowMs)) continue;
      this.#tell(word('say-shell', { from: sayFrom(shell.heading) }), { isUrgent: true, topic: 'shell' });
    }
  }

  /** A tank that drives and does not get on. */
  #watchWay(world: World, own: Tank, nowMs: number): void {
    const isStuck = (own.buttons & DRIVE) !== 0 && own.velocityX === 0 && own.velocityY === 0;
    this.#blocked = isStuck ? this.#blocked + 1 : 0;
    if (!isStuck) this.#toldAtMs.delete('blocked');
    if (this.#blocked < BLOCKED_STEPS || !this.#isNew('blocked', nowMs)) return;
    const { what } = wayOf(world, this.#battle.seat, own.heading);
    this.#tell(word('say-blocked', { what: word(`what-${what}`) }), { isUrgent: true, topic: 'blocked' });
  }

  #watchKills(): void {
    const { kills, seat: own, isWatching } = this.#battle;
    const standings = this.#standings;
    const fresh = kills.slice(kills.lastIndexOf(this.#kill as Kill) + 1);
    this.#kill = kills.at(-1);
    for (const { seat, by } of fresh) {
      const isKnown = by !== NOBODY && by !== seat;
      const [nick, victim] = [standings.nickOf(by), standings.nickOf(seat)];
      if (seat === own && !isWatching) {
        const id = isKnown ? 'say-destroyed' : 'say-destroyed-by-none';
        this.#tell(word(id, { nick }), { isUrgent: true, rings: true });
      } else if (by === own && !isWatching)
        this.#tell(word('you-destroyed', { nick: victim }), { isUrgent: true, rings: true });
      else this.#tell(word(isKnown ? 'say-kill' : 'say-gone', { nick, victim }), { topic: `gone ${seat}` });
    }
  }

  #watchNews(): void {
    const { news } = this.#battle;
    const fresh = news.slice(news.lastIndexOf(this.#news as ModeNews) + 1);
    this.#news = news.at(-1);
    for (const item of fresh) this.#tell(newsWords(this.#standings, item), { topic: item.what });
  }

  /** The time that is left, at each minute and near the end. */
  #watchTime(seconds: number): void {
    const before = this.#secondsLeft;
    this.#secondsLeft = seconds;
    if (before === Number.POSITIVE_INFINITY || seconds <= 0) return;
    const minutes = Math.ceil(seconds / 60);
    if (Math.ceil(before / 60) > minutes) this.#tell(word('say-minutes', { minutes }), { topic: 'time' });
    for (const at of LAST_SECONDS)
      if (before > at && seconds <= at) this.#tell(word('say-seconds', { seconds: at }), { topic: 'time' });
  }

  #isNew(what: string, nowMs: number): boolean {
    const isNew = nowMs - (this.#toldAtMs.get(what) ?? Number.NEGATIVE_INFINITY) >= AGAIN_MS;
    if (isNew) this.#toldAtMs.set(what, nowMs);
    return isNew;
  }
}
