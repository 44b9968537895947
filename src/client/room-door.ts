// Coming into a room: JOIN_CHANNEL or SPECTATE, and where the room takes a password, the question for it and the same once more
// with what was typed. Owned by the actions. It shows through `state.door`, and keeps no password.
import { explainPassword, isAboutPassword } from './explain.js';
import type { Link } from './link.js';
import { say } from './messages.js';
import type { ClientState } from './state.js';

/** Ways into a room. */
type Entering = 'JOIN_CHANNEL' | 'SPECTATE';

/** What it works on. */
export interface RoomDoorContext {
  readonly link: Pick<Link, 'request'>;
  readonly state: Pick<ClientState, 'door'>;
  /** Tells of a refusal that no password helps against. */
  tell(error: unknown): void;
}

/** The doors of the rooms of one server. */
export class RoomDoor {
  readonly #context: RoomDoorContext;
  #asked: { readonly command: Entering; readonly code: string } | null = null;

  constructor(context: RoomDoorContext) {
    this.#context = context;
  }

  /** Enters a room, or asks for its password. Does not wait. */
  enter(command: Entering, code: string): void {
    this.#asked = { command, code };
    this.#try({ code }, (error) => this.#ask(error, false));
  }

  /** Enters the room that was asked about. Does not wait. @param password null gives up */
  answer(password: string | null): void {
    const { state } = this.#context;
    const { door } = state;
    if (password === null || this.#asked === null) {
      this.#asked = null;
      state.door = null;
      return;
    }
    this.#try({ code: this.#asked.code, password }, (error) => {
      // Whoever has given up in the meantime is not asked again.
      if (state.door === door) this.#ask(error, true);
    });
  }

  #try(body: { code: string; password?: string }, refused: (error: unknown) => void): void {
    const { link, state } = this.#context;
    link.request(this.#asked!.command, body).then(() => {
      state.door = null;
    }, refused);
  }

  #ask(error: unknown, isWrong: boolean): void {
    const { state, tell } = this.#context;
    const asked = this.#asked;
    if (asked !== null && isAboutPassword(error)) {
      const problem = isWrong ? explainPassword(error) : '';
      state.door = { question: say('ask-room-password', { code: asked.code }), problem };
    } else {
      state.door = null;
      tell(error);
    }
  }
}
