// Key presses -> the buttons byte of game/buttons.ts, for terminals that never tell that a key was let go: a direction drives until
// another key says otherwise. Called by the client's sender. Keeps only its own state; time is handed in, never read.
import { DOWN, DRIVE, driveTowards, FIRE, LEFT, LOCK, RIGHT, UP } from '../game/buttons.js';
import { TICK_MS } from '../game/units.js';

/** What a key can mean: drive or only turn towards a heading, or one of the rest. */
export type KeyAction =
  | { readonly kind: 'drive' | 'turn'; readonly heading: number }
  | { readonly kind: 'stop' | 'fire' | 'auto-fire' | 'lock' };

/** Ticks for which one press of fire holds: a press while the gun loads is not lost, and is still one shot. */
export const FIRE_HOLD_TICKS = 5;
/** A press of the same key within this time of the last is the terminal repeating a held key. */
export const REPEAT_MS = 150;

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
  f: { kind: 'auto-fire' },
  v: { kind: 'lock' },
};

const NO_HEADING = -1;

/** The buttons that a player holds, as far as presses alone can tell. */
export class Keys {
  readonly #bindings: ReadonlyMap<string, KeyAction>;
  #heading = NO_HEADING;
  #isDriving = false;
  #isAutoFire = false;
  #isLocked = false;
  #fireUntilMs = Number.NEGATIVE_INFINITY;
  #lastKey = '';
  #lastKeyMs = Number.NEGATIVE_INFINITY;

  /** @param bindings from the names of keys to their meaning */
  constructor(bindings: KeyBindings = KEY_BINDINGS) {
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

  /** Takes a key press.
   *  @param name terminal-kit's name of the key @param nowMs from a clock that never goes back
   *  @returns false when the key means nothing here */
  press(name: string, nowMs: number): boolean {
    const action = this.#bindings.get(name);
    if (action === undefined) return false;
    const isRepeat = name === this.#lastKey && nowMs - this.#lastKeyMs < REPEAT_MS;
    this.#lastKey = name;
    this.#lastKeyMs = nowMs;
    // A held key goes on firing; all else it has said already.
    if (action.kind === 'fire') this.#fireUntilMs = nowMs + FIRE_HOLD_TICKS * TICK_MS;
    else if (!isRepeat) this.#act(action);
    return true;
  }

  /** The buttons at a time. */
  buttons(nowMs: number): number {
    let buttons = 0;
    if (this.#heading !== NO_HEADING) buttons = driveTowards(this.#heading);
    if (!this.#isDriving) buttons &= ~DRIVE;
    if (this.#isAutoFire || nowMs < this.#fireUntilMs) buttons |= FIRE;
    if (this.#isLocked) buttons |= LOCK;
    return buttons;
  }

  /** Lets go of everything: after a respawn, and while a menu has the keys. */
  reset(): void {
    this.#stop();
    this.#isAutoFire = false;
    this.#isLocked = false;
    this.#fireUntilMs = Number.NEGATIVE_INFINITY;
    this.#lastKey = '';
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

  #stop(): void {
    this.#heading = NO_HEADING;
    this.#isDriving = false;
  }
}
