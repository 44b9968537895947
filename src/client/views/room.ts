// A room between matches: its code, who is there, and the options, which its host changes.
import type { RoomOptions, RoomState } from '../../protocol/messages.js';
import { BOLD, type Frame } from '../frame.js';
import { INK, seatColour } from '../palette.js';
import { type ClientState, secondsLeft } from '../state.js';
import type { Key } from '../terminal.js';
import { drawChat } from './chat.js';
import { type Actions, drawBar, drawCentred, type View } from './view.js';
import { type WordId, word } from './words.js';

interface OptionRow {
  readonly name: Exclude<keyof RoomOptions, 'pickupsOff'>;
  readonly word: WordId;
  /** Values that the arrows go through. */
  readonly values: readonly (string | number | boolean)[];
}

const range = (from: number, to: number, step = 1): number[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);

// The server refuses what it doesn't know, so that a name which is missing on one side does no harm.
const OPTION_ROWS: readonly OptionRow[] = [
  { name: 'arena', word: 'option-arena', values: ['Crossroads', 'Brickyard'] },
  { name: 'bots', word: 'option-bots', values: [0, ...range(2, 16)] },
  { name: 'botLevel', word: 'option-bot-level', values: range(1, 4) },
  { name: 'minutes', word: 'option-minutes', values: [1, 2, 3, 5, 10, 15] },
  { name: 'armour', word: 'option-armour', values: range(1, 5) },
  { name: 'seats', word: 'option-seats', values: range(2, 16) },
  { name: 'public', word: 'option-public', values: [false, true] },
];

/** The room. */
export class RoomView implements View {
  readonly #actions: Actions;
  #chosen = 1;

  constructor(actions: Actions) {
    this.#actions = actions;
  }

  draw(frame: Frame, state: ClientState, nowMs: number): void {
    const { room } = state;
    if (room === null) return;
    drawBar(
      frame,
      0,
      `${word('room')} ${room.code}   ${word('on-server', { nick: state.nick, server: state.serverName })}`,
    );
    drawCentred(frame, 2, ` ${[...room.code].join(' ')} `, 0x000000, BOLD, INK.accent);
    drawCentred(frame, 3, word('pass-on'), INK.dim);
    const left = Math.max(2, (frame.columns - 76) >> 1);
    this.#drawPlayers(frame, state, room, left);
    this.#drawOptions(frame, state, room, left + 42);
    if (room.phase === 'countdown') {
      drawCentred(
        frame,
        frame.rows - 7,
        word('countdown', { seconds: secondsLeft(state, nowMs) }),
        INK.good,
        BOLD,
      );
    }
    drawChat(
      frame,
      state,
      left,
      frame.rows - 5,
      4,
      frame.columns - 2 * left,
      nowMs,
      Number.POSITIVE_INFINITY,
    );
    const arrows = { up: 'up', down: 'down', left: 'left', right: 'right' };
    drawBar(frame, frame.rows - 1, word(room.host === state.seat ? 'host-keys' : 'guest-keys', arrows));
  }

  #drawPlayers(frame: Frame, state: ClientState, room: RoomState, x: number): void {
    const count = `${room.players.length}/${room.options.seats}`;
    frame.text(x, 5, `${word('players')} ${count}`, { fg: INK.dim, style: BOLD });
    for (const [index, player] of room.players.entries()) {
      const y = 6 + index;
      if (y >= frame.rows - 7) break;
      frame.fill(x, y, 2, 1, { bg: seatColour(player.seat) });
      const marks = [
        player.seat === state.seat ? word('you') : '',
        player.seat === room.host ? word('host') : '',
        player.bot ? word('bot') : '',
        player.connected ? '' : word('away'),
      ].filter((mark) => mark !== '');
      const nick = { fg: player.seat === state.seat ? INK.bright : INK.text, width: 18 };
      frame.text(x + 3, y, player.nick, nick);
      frame.text(x + 21, y, marks.join(', '), { fg: INK.dim, width: 20 });
    }
  }

  #drawOptions(frame: Frame, state: ClientState, room: RoomState, x: number): void {
    frame.text(x, 5, word('options'), { fg: INK.dim, style: BOLD });
    const isHost = room.host === state.seat;
    for (const [index, row] of OPTION_ROWS.entries()) {
      const isChosen = isHost && index === this.#chosen;
      const value = sayValue(room.options[row.name]);
      const text = `${isChosen ? '>' : ' '} ${word(row.word).padEnd(20)}${isChosen ? `< ${value} >` : `  ${value}`}`;
      frame.text(x, 6 + index, text, isChosen ? { fg: INK.accent, style: BOLD } : { fg: INK.text });
    }
  }

  key(key: Key, state: ClientState): boolean {
    const { room } = state;
    if (room === null || room.host !== state.seat || room.phase !== 'waiting') return false;
    switch (key.name) {
      case 'UP':
      case 'k':
        this.#chosen = (this.#chosen + OPTION_ROWS.length - 1) % OPTION_ROWS.length;
        return true;
      case 'DOWN':
      case 'j':
        this.#chosen = (this.#chosen + 1) % OPTION_ROWS.length;
        return true;
      case 'LEFT':
      case 'h':
        this.#change(room, -1);
        return true;
      case 'RIGHT':
      case 'l':
        this.#change(room, 1);
        return true;
      case 'ENTER':
      case ' ':
        this.#actions.startGame();
        return true;
      default:
        return false;
    }
  }

  #change(room: RoomState, step: number): void {
    const { name, values } = OPTION_ROWS[this.#chosen];
    const index = values.indexOf(room.options[name]);
    this.#actions.setOption(name, values[(index + step + values.length) % values.length]);
  }
}

function sayValue(value: string | number | boolean): string {
  if (typeof value === 'boolean') return word(value ? 'yes' : 'no');
  return value === 0 ? word('none') : String(value);
}
