// A battle in plain mode: keys to the tank, questions about what is around, and what happens told as lines. Owned by screens.ts.
import { ALIVE } from '../../game/world.js';
import type { Look } from '../arena/look.js';
import type { Keys } from '../keys.js';
import { type Battle, type ClientState, secondsLeft, shownSeat } from '../state.js';
import type { Key } from '../terminal.js';
import { modeWords, teamLetter } from '../views/battle/mode-line.js';
import { Standings } from '../views/battle/standings.js';
import { nextSeat } from '../views/battle.js';
import { noteEnding } from '../views/ending.js';
import { sayWithKeys } from '../views/key-words.js';
import type { PreferenceStore } from '../views/settings.js';
import { type Actions, changeOf } from '../views/view.js';
import { word } from '../views/words.js';
import { pickupName, sayAround, sayGoals, sayWays } from './around.js';
import type { Lines } from './lines.js';
import { BattleWatch } from './watch.js';

/** What a battle needs. */
export interface PlainBattleParts {
  readonly state: ClientState;
  readonly keys: Keys;
  readonly actions: Actions;
  readonly store: PreferenceStore;
  readonly look: Look;
  readonly lines: Lines;
  /** Rings, where the player wants it. */
  bell(): void;
}

/** The battle that goes on, as long as one does. */
export class PlainBattle {
  readonly #parts: PlainBattleParts;
  #battle: Battle | null = null;
  #watch: BattleWatch | null = null;
  #standings: Standings;
  #isEnded = false;
  #wasAlive = false;
  #nowMs = 0;

  constructor(parts: PlainBattleParts) {
    this.#parts = parts;
    this.#standings = new Standings(parts.look);
  }

  /** Tells what has happened. */
  step(nowMs: number): void {
    this.#nowMs = nowMs;
    const { state, lines, keys, store } = this.#parts;
    const { battle, room } = state;
    if (battle === null || room === null) {
      this.#battle = null;
      return;
    }
    this.#standings.update(room, battle);
    if (battle !== this.#battle) this.#begin(battle);
    const isAlive = battle.predictor.world.tanks[battle.seat].life === ALIVE;
    if (this.#wasAlive && !isAlive) keys.letGo();
    this.#wasAlive = isAlive;
    if (noteEnding(state, store) === null) this.#watch?.step(nowMs, state.tickMs);
    else if (!this.#isEnded) {
      this.#isEnded = true;
      lines.drop();
      lines.say(word('say-ended'), nowMs);
    }
  }

  #begin(battle: Battle): void {
    const { state, lines, store } = this.#parts;
    this.#battle = battle;
    this.#isEnded = false;
    this.#watch = new BattleWatch(battle, this.#standings, (text, manner) => {
      lines.tell(text, this.#nowMs, manner);
      if (manner.rings === true && store.preferences.bellBattle) this.#parts.bell();
    });
    lines.drop();
    lines.say(this.#watch.begin(state), this.#nowMs);
  }

  /** Takes a key. @returns false when it means nothing here */
  key(key: Key, nowMs: number): boolean {
    const { state, lines } = this.#parts;
    const { battle } = state;
    if (battle === null) return false;
    if (battle.isWatching ? this.#follow(key, battle) : this.#drive(key, nowMs)) return true;
    const text = this.#answerOf(key.name, battle, nowMs);
    if (text === '') return false;
    lines.say(text, nowMs);
    return true;
  }

  /** What a key asks. '' for one that asks nothing */
  #answerOf(name: string, battle: Battle, nowMs: number): string {
    const { world } = battle.predictor;
    const seat = shownSeat(battle);
    switch (name) {
      case 'n':
      case 'TAB':
        return sayAround(world, seat);
      case 'c':
        return sayWays(world, seat);
      case 'g':
        return sayGoals(world, seat);
      case 'b':
        return this.#sayStanding(battle, nowMs);
      case 'r':
        return this.#parts.lines.last;
      case '?':
      case 'F1':
        return battle.isWatching
          ? word('plain-watch-help')
          : sayWithKeys('plain-help', this.#parts.keys.bindings);
      default:
        return '';
    }
  }

  #drive({ name, isRepeat }: Key, nowMs: number): boolean {
    const { keys, lines } = this.#parts;
    const { isAutoFire, isLocked } = keys;
    if (!keys.press(name, nowMs, isRepeat)) return false;
    if (keys.isAutoFire !== isAutoFire)
      lines.say(word(keys.isAutoFire ? 'say-auto-on' : 'say-auto-off'), nowMs);
    if (keys.isLocked !== isLocked) lines.say(word(keys.isLocked ? 'say-lock-on' : 'say-lock-off'), nowMs);
    return true;
  }

  #follow(key: Key, battle: Battle): boolean {
    const { actions, state, lines } = this.#parts;
    const step = changeOf(key);
    if (step === 0 || state.room === null) return false;
    const next = nextSeat(state.room, battle.seat, step);
    if (next !== battle.seat) actions.follow(next);
    lines.say(this.#standings.nickOf(next), this.#nowMs);
    return true;
  }

  #sayStanding(battle: Battle, nowMs: number): string {
    const { state } = this.#parts;
    const { scores, tanks, teams } = battle.predictor.server;
    const own = tanks[battle.seat];
    const parts = this.#standings.teams.map(
      (team) => `${word('team-name', { team: teamLetter(team) })} ${teams[team].points}`,
    );
    parts.push(...modeWords(battle, this.#standings));
    parts.push(word('points-of', { points: scores[battle.seat].points }));
    parts.push(word('near-armour', { armour: own.armour }));
    for (const kind of [own.gun, own.engine, own.cover]) if (kind !== 0) parts.push(pickupName(kind));
    if (own.mines > 0) parts.push(word('say-mines', { count: own.mines }));
    const left = secondsLeft(state, nowMs);
    if (left > 90) parts.push(word('say-minutes', { minutes: Math.round(left / 60) }));
    else if (left > 0) parts.push(word('say-seconds', { seconds: left }));
    return parts.join(', ');
  }
}
