// The menus of somebody who is on a server: the server's own, a room, its options, the podium, and what lies behind their lines. Each is made
// anew whenever it is said. The words are those of the screens, and so are the doings (Actions).
import { PASSWORD_LENGTH_MAX, ROOM_CODE_LENGTH } from '../../protocol/limits.js';
import { parseRoomCode } from '../../protocol/room-code.js';
import { ROOM_OPTIONS_DEFAULT, type RoomOptions, type RoomState } from '../../protocol/room-state.js';
import type { Keys } from '../keys.js';
import { language } from '../language.js';
import { type ClientState, type Offer, secondsLeft } from '../state.js';
import { teamLetter } from '../views/battle/mode-line.js';
import { endingOf } from '../views/ending.js';
import { helpPages } from '../views/help-text.js';
import { sayWithKeys } from '../views/key-words.js';
import { spell } from '../views/phone-alphabet.js';
import { PICKUP_COUNT, pickupAt, togglePickup } from '../views/pickup-options.js';
import { awardLines } from '../views/podium/awards.js';
import {
  changedOption,
  modeName,
  OPTION_NAMES,
  type OptionName,
  optionName,
  sayValue,
} from '../views/room-options.js';
import { marksOf } from '../views/room-players.js';
import type { PreferenceStore } from '../views/settings.js';
import type { Actions } from '../views/view.js';
import { word } from '../views/words.js';
import type { Choice, Desk, MakeMenu, Menu } from './menu.js';
import { settingsMenu } from './settings-menu.js';

/** What the menus are made of. */
export interface MenuParts {
  readonly state: ClientState;
  readonly keys: Keys;
  readonly actions: Actions;
  readonly store: PreferenceStore;
  readonly desk: Desk;
}

const AWARD_COLUMNS = 80;
/** Of the table of a podium so many are told at once. */
const TOLD = 3;

/** The menu of a server. */
export function serverMenu(parts: MenuParts): Menu {
  const { state, actions, desk } = parts;
  return {
    head: [word('on-server', { nick: state.nick, server: state.serverName }), state.motd].filter(isSome),
    choices: [
      choice(word('menu-play'), () => actions.playNow()),
      choice(word('menu-create'), () => openCreate(parts)),
      choice(word('menu-join'), () => askCode(parts)),
      choice(word('menu-rooms'), () => openRooms(parts)),
      choice(word('menu-champions'), () => openChampions(parts)),
      choice(word('plain-talk'), () => desk.talk()),
      ...commonChoices(parts),
    ],
  };
}

/** What stands at the end of a menu. */
export function commonChoices({ desk, store, keys }: Pick<MenuParts, 'desk' | 'store' | 'keys'>): Choice[] {
  return [
    choice(word('menu-settings'), () => desk.open(() => settingsMenu(store, desk))),
    choice(word('menu-help'), () => desk.open(() => helpMenu(desk, keys))),
    choice(word('menu-leave'), () => desk.askToLeave()),
  ];
}

/** The pages of the help; a page is said when it is chosen. */
export function helpMenu(desk: Desk, { bindings }: Keys): Menu {
  const pages = helpPages(language(), bindings).map(({ title, lines }) =>
    choice(title, () => {
      for (const [name, text] of lines) desk.say(name === '' ? text : `${name.replace(/ +/g, ' ')}: ${text}`);
    }),
  );
  const keys = choice(word('set-keys'), () => desk.say(sayWithKeys('plain-help', bindings)));
  return { head: [word('help')], choices: [keys, ...pages.slice(1)] };
}

/** A room that waits. */
export function roomMenu(parts: MenuParts): Menu {
  const { state, actions, desk } = parts;
  const room = state.room as RoomState;
  const own = room.players.find(({ seat }) => seat === state.seat);
  const isHost = own !== undefined && room.host === state.seat;
  const { mode, arena } = room.options;
  const choices: Choice[] = [];
  if (isHost) choices.push(choice(word('solo-go'), () => actions.startGame()));
  if (own === undefined) choices.push(choice(word('plain-take-seat'), () => actions.joinRoom(room.code)));
  else choices.push(choice(word('plain-ready'), () => actions.setReady(own.ready !== true)));
  if (own?.team !== undefined) {
    const next = (own.team + 1) % room.options.teams;
    choices.push(choice(word('plain-team', { team: teamLetter(own.team) }), () => actions.chooseTeam(next)));
  }
  choices.push(choice(titleCase(word('options')), () => openOptions(parts, isHost)));
  choices.push(choice(word('plain-people'), () => sayPeople(parts)));
  if (!state.isPrivate) {
    choices.push(
      choice(word('plain-code'), () => {
        desk.say(word('plain-code-is', { code: [...room.code].join(' ') }));
        desk.say(spell(room.code, language()));
      }),
    );
  }
  if (!state.isPrivate) choices.push(choice(word('plain-talk'), () => desk.talk()));
  const name = state.isPrivate ? word('solo-room') : `${word('room')} ${room.code}`;
  const people = room.players.filter(({ bot }) => !bot).length;
  const players = word('players', { here: room.players.length, seats: room.options.seats, people });
  return {
    head: [`${name}, ${modeName(mode)}, ${arena}`, players.replace(/ {2,}/g, ', ')],
    choices: [...choices, ...commonChoices(parts)],
  };
}

function sayPeople({ state, desk }: MenuParts): void {
  const { room } = state;
  for (const player of room?.players ?? []) {
    const team = player.team === undefined ? [] : [word('team-name', { team: teamLetter(player.team) })];
    const marks = marksOf(player, player.seat === state.seat, room?.host ?? -1);
    desk.say([player.nick, ...team, ...marks].join(', '));
  }
  const watching = (room?.spectators ?? []).map(({ nick }) => nick).join(', ');
  if (watching !== '') desk.say(word('who-watch', { nicks: watching }));
}

function openOptions(parts: MenuParts, isHost: boolean): void {
  const { state, actions, desk } = parts;
  actions.listRooms();
  const change = (changed: Partial<RoomOptions>): void => {
    for (const [name, value] of Object.entries(changed)) actions.setOption(name, value);
  };
  desk.open(() => {
    const { room } = state;
    if (room === null) return { head: [], choices: [] };
    if (isHost) return optionsMenu(room.options, state.offer, desk, change);
    return { head: OPTION_NAMES.map((name) => sayOption(name, room.options)), choices: [] };
  });
}

/** Options, of which a number changes one to its next value. */
export function optionsMenu(
  options: RoomOptions,
  offer: Offer | null,
  desk: Desk,
  change: (changed: Partial<RoomOptions>) => void,
  names: readonly OptionName[] = OPTION_NAMES,
): Menu {
  const choices = names.map((name) =>
    choice(sayOption(name, options), () => {
      if (name === 'pickupsOff') {
        desk.open(() => pickupsMenu(options.pickupsOff, desk, (pickupsOff) => change({ pickupsOff })));
        return;
      }
      const changed = changedOption(name, 1, options, offer);
      change(changed);
      const next = { ...options, ...changed };
      for (const each of Object.keys(changed) as OptionName[]) desk.say(sayOption(each, next));
    }),
  );
  return { head: [word('plain-options-of', { options: titleCase(word('options')) })], choices };
}

function pickupsMenu(off: readonly string[], desk: Desk, change: (off: string[]) => void): Menu {
  let now = off;
  const say = (index: number): string => {
    const { id, name } = pickupAt(index);
    return word('plain-value', { name, value: word(now.includes(id) ? 'no' : 'yes') });
  };
  const choices = Array.from({ length: PICKUP_COUNT }, (_, index) =>
    choice(say(index), () => {
      const next = togglePickup(index, now);
      now = next;
      change(next);
      desk.say(say(index));
    }),
  );
  return { head: [word('option-pickups')], choices };
}

/** An option and its value. */
export function sayOption(name: OptionName, options: RoomOptions): string {
  return word('plain-value', {
    name: optionName(name),
    value: sayValue(name, options).replace(/ \.\.\.$/, ''),
  });
}

function openCreate({ state, actions, desk }: MenuParts): void {
  let options: RoomOptions = { ...ROOM_OPTIONS_DEFAULT, bots: 8 };
  let password = '';
  actions.listRooms();
  desk.open(() => ({
    head: [titleCase(word('create')), word('create-text')],
    choices: [
      choice(word('create-go'), () => actions.createRoom(options, password)),
      choice(
        word('plain-value', {
          name: word('option-password'),
          value: word(password === '' ? 'no-password' : 'plain-password-on'),
        }),
        () =>
          desk.ask(
            word('option-password'),
            (text) => {
              password = text ?? password;
            },
            { isSecret: true, max: PASSWORD_LENGTH_MAX },
          ),
      ),
      ...optionsMenu(options, state.offer, desk, (changed) => {
        options = { ...options, ...changed };
      }).choices,
    ],
  }));
}

function askCode({ actions, desk }: MenuParts): void {
  desk.ask(word('join-prompt'), (text) => {
    if (text === null || text.trim() === '') return;
    const code = parseRoomCode(text);
    if (code === null) desk.say(word('join-short', { length: ROOM_CODE_LENGTH }));
    else actions.joinRoom(code);
  });
}

function openRooms({ state, actions, desk }: MenuParts): void {
  state.rooms = null;
  actions.listRooms();
  desk.open(() => {
    if (state.rooms === null) return null;
    const choices = state.rooms.map(({ code, mode, arena, players, seats, phase, locked }) => {
      const values = { code, mode: modeName(mode), arena, players, seats, phase: word(`phase-${phase}`) };
      const text = word('plain-room', values) + (locked === true ? `, ${word('plain-locked')}` : '');
      return choice(text, () => actions.joinRoom(code));
    });
    return { head: [word(choices.length === 0 ? 'no-rooms' : 'rooms')], choices };
  });
}

function openChampions({ state, actions, desk }: MenuParts, page = 1): void {
  state.champions = null;
  actions.listChampions(page, 'free-for-all');
  desk.open(() => {
    const { champions, championsProblem } = state;
    if (championsProblem !== '') return { head: [championsProblem], choices: [] };
    if (champions === null) return null;
    if (champions.rows.length === 0) return { head: [word('no-champions-yet')], choices: [] };
    const { mode, season, pages } = champions;
    const rows = champions.rows.map(({ rank, nick, rating, wins, champion }) => {
      const text = word('plain-champion', { rank, nick, rating, wins });
      return champion ? `${text}, ${word('champion')}` : text;
    });
    const next = choice(word('plain-next-page'), () => {
      desk.back();
      openChampions({ state, actions, desk } as MenuParts, page + 1);
    });
    return {
      head: [word('champions-mode', { mode: modeName(mode), season }).replace(/ {2,}/g, ', '), ...rows],
      choices: page < pages ? [next] : [],
    };
  });
}

/** The podium, with the vote on what comes next. */
export function podiumMenu(parts: MenuParts): Menu {
  const { state, actions, desk, store } = parts;
  const room = state.room as RoomState;
  const ending = endingOf(room, state.seat, store.preferences.bestWave);
  const table = room.podium.map(({ nick, points, kills }, index) =>
    word('plain-place', { place: index + 1, nick, points, kills }),
  );
  const teams = (room.end?.teams ?? []).map(
    ({ team, points }) =>
      `${word('team-name', { team: teamLetter(team) })}: ${word('points-of', { points })}`,
  );
  const awards = awardLines(room, AWARD_COLUMNS).map(({ name, nick }) => `${name}: ${nick}`);
  const isPlaying = state.seat !== null;
  const votes = !isPlaying
    ? []
    : (room.ballot ?? []).map(({ arena, mode, votes: given }, index) => {
        const what = `${arena}, ${modeName(mode)}`;
        return choice(`${what}: ${word('ballot-votes', { votes: given })}`, () => {
          actions.voteNext(index);
          desk.say(word('plain-voted', { choice: what }));
        });
      });
  const own = room.players.find(({ seat }) => seat === state.seat);
  const ready = choice(word('plain-ready'), () => actions.setReady(own?.ready !== true));
  const left = votes.length > 0 ? [word('plain-left', { seconds: secondsLeft(state, desk.nowMs) })] : [];
  return {
    head: [ending?.title, ending?.how, ending?.own, ...teams, ...table.slice(0, TOLD), ...left]
      .map((text) => text ?? '')
      .filter(isSome),
    choices: [
      ...votes,
      choice(word('plain-table'), () => {
        for (const line of [...table, ...awards]) desk.say(line);
      }),
      ...(isPlaying ? [ready] : []),
      choice(word('plain-talk'), () => desk.talk()),
      choice(word('menu-leave'), () => desk.askToLeave()),
    ],
  };
}

/** What is shown to somebody on a server: a menu, or the battle. */
export function serverBase(parts: MenuParts): { readonly name: string; readonly make: MakeMenu | null } {
  const { state, desk } = parts;
  const { room } = state;
  if (room === null) return { name: 'menu', make: () => serverMenu(parts) };
  switch (room.phase) {
    case 'waiting':
      return { name: `room ${room.code}`, make: () => roomMenu(parts) };
    case 'battle':
      return { name: 'battle', make: null };
    case 'podium':
      return { name: 'podium', make: () => podiumMenu(parts) };
    case 'countdown': {
      const seconds = secondsLeft(state, desk.nowMs);
      const choices = [choice(word('menu-leave'), () => desk.askToLeave())];
      // Whoever is new hears the keys while nobody can shoot at them.
      const keys =
        parts.store.preferences.finished || state.seat === null
          ? []
          : [sayWithKeys('plain-help', parts.keys.bindings)];
      return {
        name: 'countdown',
        make: () => ({ head: [word('countdown', { seconds }), ...keys], choices }),
      };
    }
  }
}

/** A line that can be chosen. */
export function choice(text: string, run: () => void): Choice {
  return { text, run };
}

/** What stands in capitals on a screen, as it is said. */
export function titleCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();
}

function isSome(text: string): boolean {
  return text !== '';
}
