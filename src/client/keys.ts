// Key presses, and releases where a terminal tells of them -> the buttons byte of game/buttons.ts. Called by the screens with
// keys, by the client's sender for the buttons. Keeps only its own state; time is handed in, never read.
//
// Where releases are not told, a direction drives until another key says otherwise, and key-repeats.ts finds the presses. Holding
// drives and letting go stops from the first release on that fits a press seen here, whatever the terminal has promised: tmux
// takes the promise and throws the releases away. A held key that is pressed anew tells that its release was lost, and all is
// as before until the next release.
import { DOWN, DRIVE, driveTowards, FIRE, LAY, LEFT, LOCK, RIGHT, UP } from '../game/buttons.js';
import { TICK_MS } from '../game/units.js';
import { KeyRepeats, REPEAT_DELAY_MS_MAX } from './key-repeats.js';

/** What a key can mean: drive or only turn towards a heading, or one of the rest. */
export type KeyAction =
  | { readonly kind: 'drive' | 'turn'; readonly heading: number }
  | { readonly kind: 'stop' | 'fire' | 'lay' | 'auto-fire' | 'lock' };

/** Ticks for which one press of fire holds: a press while the gun loads is not lost, and is still one shot. */
export const FIRE_HOLD_TICKS = 5;

/** From terminal-kit's key names to what they mean. */
export type KeyBindings = Readonly<Record<string, KeyAction>>;

const drive = (heading: number): KeyAction => ({ kind: 'drive', heading });
const turn = (heading: number): KeyAction => ({ kind: 'turn', heading });

/** The keys of the game unless a player chooses others: arrows, WASD and HJKL drive; with Shift they only turn. */
export const KEY_BINDINGS: KeyBindings = {
  UP: drive(UP),
  RIGHT: drive(RIGHT),
  DOWN: drive(DOWN),
  LEFT: drive(LEFT),
  w: drive(UP),
  d: drive(RIGHT),
  s: drive(DOWN),
  a: drive(LEFT),
  k: drive(UP),
  l: drive(RIGHT),
  j: drive(DOWN),
  h: drive(LEFT),
  SHIFT_UP: turn(UP),
  SHIFT_RIGHT: turn(RIGHT),
  SHIFT_DOWN: turn(DOWN),
  SHIFT_LEFT: turn(LEFT),
  W: turn(UP),
  D: turn(RIGHT),
  S: turn(DOWN),
  A: turn(LEFT),
  K: turn(UP),
  L: turn(RIGHT),
  J: turn(DOWN),
  H: turn(LEFT),
  x: { kind: 'stop' },
  '.': { kind: 'stop' },
  ' ': { kind: 'fire' },
  e: { kind: 'lay' },
  f: { kind: 'auto-fire' },
  v: { kind: 'lock' },
};

const NO_HEADING = -1;
const MODIFIERS = /^(?:(?:CTRL|ALT|SHIFT|META)_)+(?=.)/;

/** A key that is down, as far as is known. */
interface DownKey {
  /** Its name without modifiers, which may be let go before it. */
  readonly key: string;
  readonly action: KeyAction;
  lastMs: number;
}

/** The buttons that a player holds, as far as keys can tell. */
export class Keys {
  /** Whether presses count alone, and a release of a key says nothing. */
  toggles = false;
  /** Real time of a tick. */
  tickMs: number = TICK_MS;
  #bindings: ReadonlyMap<string, KeyAction>;
  #heading = NO_HEADING;
  #isDriving = false;
  #isAutoFire = false;
  #isLocked = false;
  #fireUntilMs = Number.NEGATIVE_INFINITY;
  #layUntilMs = Number.NEGATIVE_INFINITY;
  readonly #repeats = new KeyRepeats();
  /** What the last key means if it was a press. */
  #waiting: KeyAction | null = null;
  /** Whether releases are believed in. */
  #isHolding = false;
  /** Keys that are down, the newest last; without releases only the presses are true. */
  #down: DownKey[] = [];

  /** @param bindings from the names of keys to their meaning */
  constructor(bindings: KeyBindings = KEY_BINDINGS) {
    this.#bindings = new Map(Object.entries(bindings));
  }

  /** Replaces the table; what is held stays held. */
  rebind(bindings: KeyBindings): void {
    this.#bindings = new Map(Object.entries(bindings));
  }

  /** True while the gun fires by itself, for the display. */
  get isAutoFire(): boolean {
    return this.#isAutoFire;
  }

  /** True while the heading is kept, for the display. */
  get isLocked(): boolean {
    return this.#isLocked;
  }

  /** The table as it stands. */
  get bindings(): ReadonlyMap<string, KeyAction> {
    return this.#bindings;
  }

  /** True for a key that means something in a battle. */
  has(name: string): boolean {
    return this.#bindings.has(name);
  }

  /** Heading of a key that drives, 0 to 3; -1 for another one. @param name terminal-kit's name of the key */
  headingOf(name: string): number {
    const action = this.#bindings.get(name);
    return action?.kind === 'drive' ? action.heading : NO_HEADING;
  }

  /** Takes a key press.
   *  @param name terminal-kit's name of the key @param nowMs from a clock that never goes back
   *  @param isRepeat true when the terminal says that the key is held
   *  @returns false when the key means nothing here */
  press(name: string, nowMs: number, isRepeat = false): boolean {
    this.#settle(nowMs, name);
    const action = this.#bindings.get(name);
    if (action === undefined) {
      this.#repeats.forget();
      return false;
    }
    const wasDown = this.#noteDown(name, action, nowMs, isRepeat);
    const isSwitch = isSwitchAction(action);
    const verdict = this.#repeats.judge(name, isSwitch, nowMs);
    if (this.#isHolding && action.kind !== 'lay')
      this.#pressKnown(action, wasDown, isSwitch && isRepeat, nowMs);
    // Mines lie apart from each other: a key that is held lays no more of them.
    else if (action.kind === 'lay') this.#layUntilMs = nowMs + FIRE_HOLD_TICKS * this.tickMs;
    // A held key goes on firing; all else it has said already.
    else if (action.kind === 'fire') this.#fire(nowMs);
    else if (isRepeat || verdict === 'repeat') this.#waiting = null;
    else if (verdict === 'wait') this.#waiting = action;
    else this.#act(action);
    return true;
  }

  /** Takes the release of a key, from a terminal that tells of it.
   *  @param name as for press(), with or without modifiers */
  release(name: string): void {
    if (this.toggles) return;
    const key = withoutModifiers(name);
    const index = this.#down.findIndex((down) => down.key === key);
    // Its press went elsewhere, to a menu or a line of talk.
    if (index < 0) return;
    const { action } = this.#down[index];
    // Of the older keys nobody knows whether they are still down, when this is the first release.
    if (this.#isHolding) this.#down.splice(index, 1);
    else this.#down.splice(0, index + 1);
    this.#isHolding = true;
    this.#waiting = null;
    this.#repeats.forget();
    if (action.kind === 'drive') this.#driveAsHeld();
  }

  /** The buttons at a time. */
  buttons(nowMs: number): number {
    this.#settle(nowMs);
    let buttons = 0;
    if (this.#heading !== NO_HEADING) buttons = driveTowards(this.#heading);
    if (!this.#isDriving) buttons &= ~DRIVE;
    if (this.#isAutoFire || nowMs < this.#fireUntilMs || this.#isFireHeld()) buttons |= FIRE;
    if (this.#isLocked) buttons |= LOCK;
    if (nowMs < this.#layUntilMs) buttons |= LAY;
    return buttons;
  }

  /** Stops a tank that nobody holds a key for: a new one waits for its first key. */
  letGo(): void {
    const waiting = this.#waiting;
    this.#waiting = null;
    this.#repeats.forget();
    // A switch is the player's, not the tank's: its press is not lost with the tank.
    if (waiting !== null && isSwitchAction(waiting)) this.#act(waiting);
    if (!this.#isHolding) this.#stop();
  }

  /** Lets go of all keys that are held: what becomes of them is not told any more. Where nobody holds keys nothing changes. */
  letGoOfHeld(): void {
    if (!this.#isHolding) return;
    this.#down = [];
    this.#fireUntilMs = Number.NEGATIVE_INFINITY;
    this.#stop();
  }

  /** Lets go of everything, switches too. */
  reset(): void {
    this.#waiting = null;
    this.#repeats.forget();
    this.#stop();
    this.#isAutoFire = false;
    this.#isLocked = false;
    this.#fireUntilMs = Number.NEGATIVE_INFINITY;
    this.#layUntilMs = Number.NEGATIVE_INFINITY;
    this.#down = [];
  }

  /** Notes that a key is down. @returns true when it was already, and is only repeated */
  #noteDown(name: string, action: KeyAction, nowMs: number, isRepeat: boolean): boolean {
    const key = withoutModifiers(name);
    const index = this.#down.findIndex((down) => down.key === key);
    if (index >= 0 && this.#isHolding) {
      const down = this.#down[index];
      const isRepeated = isRepeat || nowMs - down.lastMs < REPEAT_DELAY_MS_MAX;
      down.lastMs = nowMs;
      if (isRepeated) return true;
      this.#isHolding = false;
      this.#down = [];
    } else if (index >= 0) this.#down.splice(index, 1);
    this.#down.push({ key, action, lastMs: nowMs });
    return false;
  }

  /** Takes a press where releases are told. */
  #pressKnown(action: KeyAction, wasDown: boolean, isSwitchRepeated: boolean, nowMs: number): void {
    if (wasDown || isSwitchRepeated) return;
    if (action.kind === 'fire') this.#fire(nowMs);
    else if (action.kind === 'drive') this.#driveAsHeld();
    else this.#act(action);
  }

  /** Lets the last key act when it has waited for long enough, or another one comes. */
  #settle(nowMs: number, name?: string): void {
    if (!this.#repeats.isDue(nowMs, name) || this.#waiting === null) return;
    const action = this.#waiting;
    this.#waiting = null;
    this.#act(action);
  }

  #fire(nowMs: number): void {
    this.#fireUntilMs = nowMs + FIRE_HOLD_TICKS * this.tickMs;
  }

  #act(action: KeyAction): void {
    switch (action.kind) {
      case 'drive':
        this.#drive(action.heading);
        break;
      case 'turn':
        this.#heading = action.heading;
        this.#isDriving = false;
        break;
      case 'auto-fire':
        this.#isAutoFire = !this.#isAutoFire;
        break;
      case 'lock':
        this.#isLocked = !this.#isLocked;
        break;
      default:
        this.#stop();
    }
  }

  #drive(heading: number): void {
    const isOpposite = (heading ^ 2) === this.#heading;
    if (this.#isDriving && isOpposite) {
      this.#stop();
      return;
    }
    this.#heading = heading;
    this.#isDriving = true;
  }

  /** Drives where the newest direction that is down says. */
  #driveAsHeld(): void {
    for (let index = this.#down.length - 1; index >= 0; index--) {
      const { action } = this.#down[index];
      if (action.kind !== 'drive') continue;
      this.#heading = action.heading;
      this.#isDriving = true;
      return;
    }
    this.#stop();
  }

  #isFireHeld(): boolean {
    if (!this.#isHolding) return false;
    for (const { action } of this.#down) if (action.kind === 'fire') return true;
    return false;
  }

  #stop(): void {
    this.#heading = NO_HEADING;
    this.#isDriving = false;
  }
}

function isSwitchAction({ kind }: KeyAction): boolean {
  return kind === 'auto-fire' || kind === 'lock';
}

function withoutModifiers(name: string): string {
  const key = name.replace(MODIFIERS, '');
  return key.length === 1 ? key.toLowerCase() : key;
}
