// Each screen of the client in a state that is the same in every run: for the golden screens and the gallery.
import { chooseLook } from '../../src/client/arena/look.js';
import { ServerClock } from '../../src/client/clock.js';
import { Field } from '../../src/client/field.js';
import { Frame } from '../../src/client/frame.js';
import { Keys } from '../../src/client/keys.js';
import { say } from '../../src/client/messages.js';
import { makePlain, type PlainOptions } from '../../src/client/plain.js';
import { Predictor } from '../../src/client/predictor.js';
import { Screens, type ScreensContext, serverScreens } from '../../src/client/screens.js';
import { PREFERENCES_DEFAULT, type Preferences } from '../../src/client/settings.js';
import type { Solo } from '../../src/client/solo.js';
import { type ClientState, createBattle, createClientState, type Profile } from '../../src/client/state.js';
import { SETTING_NAMES } from '../../src/client/views/settings.js';
import { type TitleState, TitleView } from '../../src/client/views/title.js';
import type { Actions } from '../../src/client/views/view.js';
import { ARENAS } from '../../src/game/arenas.js';
import { createBot } from '../../src/game/bot/bot.js';
import { chooseButtons } from '../../src/game/bot/choose-buttons.js';
import { copyWorld } from '../../src/game/copy-world.js';
import { seatTank } from '../../src/game/match.js';
import { MODES } from '../../src/game/modes.js';
import { step } from '../../src/game/step.js';
import { SEATS_MAX } from '../../src/game/units.js';
import { createWorld, OPTIONS_DEFAULT } from '../../src/game/world.js';
import type { FriendState } from '../../src/protocol/body-fields.js';
import { ROOM_OPTIONS_DEFAULT, type RoomState } from '../../src/protocol/room-state.js';

// Times of talk are shown as they are here.
process.env.TZ = 'UTC';

const NICKS = ['Ada', 'Bob', 'Żółw', 'Diesel', 'Turbo', 'Gizmo', 'Sparky', 'Axle'];
/** When all of them are drawn. */
export const NOW_MS = 10_000;
const PLAYER = { palette: 'usual', calm: false } as const;
/** A terminal that shows everything. */
export const FULL: PlainOptions = { colours: 'truecolor', ascii: false };

function roomIn(phase: RoomState['phase']): RoomState {
  return {
    code: 'K7WQ2M',
    phase,
    endsInMs: phase === 'waiting' ? 0 : 8000,
    host: 0,
    options: { ...ROOM_OPTIONS_DEFAULT, bots: 8 },
    players: NICKS.map((nick, seat) => ({ seat, nick, bot: seat > 2, connected: seat !== 1 })),
    podium:
      phase === 'podium'
        ? NICKS.map((nick, seat) => ({
            seat,
            nick,
            team: seat,
            points: 20 - seat,
            kills: 20 - seat,
            deaths: seat,
          }))
        : [],
    ...(phase === 'podium' && {
      end: { by: 'time' as const, teams: [] },
      ballot: [
        { mode: 'free-for-all', arena: 'Crossroads', votes: 0 },
        { mode: 'teams', arena: 'Ford', votes: 2 },
        { mode: 'king-of-the-hill', arena: 'Kingsmound', votes: 0 },
      ],
    }),
    awards:
      phase === 'podium'
        ? [
            { award: 'most-kills', seat: 0, nick: NICKS[0] },
            { award: 'survivor', seat: 2, nick: NICKS[2] },
            { award: 'bricklayers-enemy', seat: 5, nick: NICKS[5] },
          ]
        : [],
  };
}

/** What a player knows in one phase of a room, or outside of any. */
export function stateIn(phase: RoomState['phase'] | null): ClientState {
  const state = createClientState();
  Object.assign(state, {
    line: 'open',
    serverName: 'terminal-tanks 0.1.0',
    nick: 'Ada',
    pingMs: 12,
    roomAtMs: NOW_MS,
    offer: {
      modes: MODES.map(({ id }) => id),
      arenas: [...ARENAS.values()].map(({ name, modes }) => ({ name, modes })),
    },
  });
  if (phase === null) return state;
  state.room = roomIn(phase);
  state.seat = 0;
  state.chat.push({ nick: 'Bob', seat: 1, text: 'good luck', atMs: NOW_MS - 1000 });
  return state;
}

/** The end of a match of teams whose first one has won. */
function endOfTeams(count: number): RoomState['end'] {
  return { by: 'time', teams: Array.from({ length: count }, (_, team) => ({ team, points: 40 - 3 * team })) };
}

/** A room as full as one gets: sixteen players, some with the longest nicks, in four teams, and more who watch than find room.
 *  The player of the last seat looks. */
function full(phase: RoomState['phase']): ClientState {
  const state = stateIn(phase);
  const nicks = ['Maximilian_the_1', 'Żółwik_Błotny_XX', 'W'.repeat(16), ...NICKS, 'Bolt', 'Rivet', 'Gasket'];
  const players = [...nicks, 'Torque', 'Zoë'].map((nick, seat) => ({
    seat,
    nick,
    bot: seat > 9 && seat < 15,
    connected: seat !== 4,
    team: seat % 4,
    ...(seat % 3 === 0 && { ready: true as const }),
  }));
  const podium = players.map(({ seat, nick, team }) => ({
    ...{ seat, nick, team },
    points: 120 - seat,
    kills: 20 - seat,
    deaths: seat,
  }));
  const awards = state.room!.awards!.map((award) => ({ ...award, nick: nicks[award.seat] }));
  state.room = {
    ...state.room!,
    options: { ...state.room!.options, mode: 'teams', teams: 4, seats: 16, bots: 16 },
    players,
    spectators: ['Eve', 'Maximilian_the_2', 'Maximilian_the_3'].map((nick) => ({ nick, connected: true })),
    podium: phase === 'podium' ? podium : [],
    ...(phase === 'podium' && { end: endOfTeams(4) }),
    awards,
  };
  state.seat = 15;
  return state;
}

/** A battle of bots after ten seconds, seen from seat 0. */
export function battleState(): ClientState {
  const state = stateIn('battle');
  const arena = ARENAS.get('Crossroads')!;
  const world = createWorld(arena, { ...OPTIONS_DEFAULT, timeLimitTicks: 5400 }, 3, true);
  const bots = NICKS.map((_, seat) => createBot(seat, 3));
  for (const seat of NICKS.keys()) seatTank(world, seat);
  const inputs = new Uint8Array(SEATS_MAX);
  for (let tick = 0; tick < 300; tick++) {
    for (const [seat, bot] of bots.entries()) inputs[seat] = chooseButtons(bot, world, seat);
    step(world, inputs);
  }
  const predictor = new Predictor(arena, { mode: 'free-for-all', armour: 3, pickups: 0, seat: 0, tick: 0 });
  copyWorld(world, predictor.world);
  copyWorld(world, predictor.server);
  state.battle = createBattle(predictor, new ServerClock(), 3, 0);
  state.battle.effects.push(
    { kind: 'explosion', x: 5000, y: 2500, atMs: NOW_MS - 250 },
    { kind: 'impact', x: 8000, y: 1500, atMs: NOW_MS - 60 },
  );
  state.battle.kills.push(
    { seat: 3, by: 0, how: 'shell', atMs: NOW_MS - 500 },
    { seat: 1, by: 5, how: 'shell', atMs: NOW_MS - 300 },
  );
  return state;
}

/** The same, seen by somebody who follows another tank. */
function watching(): ClientState {
  const state = battleState();
  const { battle } = state;
  const { arena } = battle!.predictor.server;
  const predictor = new Predictor(arena, { mode: 'free-for-all', armour: 3, pickups: 0, seat: 4, tick: 0 });
  copyWorld(battle!.predictor.server, predictor.world);
  copyWorld(battle!.predictor.server, predictor.server);
  state.nick = 'Eve';
  state.seat = null;
  state.battle = createBattle(predictor, new ServerClock(), 3, 0, true);
  state.battle.kills.push(...battle!.kills);
  return state;
}

/** What screens are made of; what is asked of the server is noted in `calls`, what is chosen in the settings in `preferences`. */
export function screenParts(state: ClientState, keys = new Keys()) {
  const calls: string[] = [];
  const note =
    (name: string) =>
    (...values: unknown[]) =>
      void calls.push([name, ...values].join(' '));
  const actions: Actions = {
    playNow: note('play'),
    createRoom: (options, password) =>
      note('create')(JSON.stringify(options), ...(password === '' ? [] : [password])),
    joinRoom: note('join'),
    answerDoor: note('door'),
    leaveRoom: note('leave-room'),
    startGame: note('start'),
    setReady: note('ready'),
    chooseTeam: note('team'),
    voteNext: note('vote'),
    spectate: note('spectate'),
    follow: note('follow'),
    setOption: note('option'),
    listRooms: (filter = {}) => note('list')(...Object.values(filter)),
    listChampions: note('champions'),
    showProfile: note('profile'),
    say: note('say'),
    leave: note('leave'),
  };
  const store = {
    preferences: { ...PREFERENCES_DEFAULT, practised: true },
    choose: (chosen: Partial<Preferences>) => {
      store.preferences = { ...store.preferences, ...chosen };
    },
  };
  const look = { ...chooseLook(FULL, PLAYER) };
  return { calls, parts: { state, keys, actions, store, look } };
}

/** A client's screens on a state, with keys to press. */
export function openScreens(state: ClientState, base?: ScreensContext['base'], keys = new Keys()) {
  const { calls, parts } = screenParts(state, keys);
  const { store, look } = parts;
  const flags = { showMiss: false, predict: true };
  const screens = new Screens({ ...parts, base: base ?? serverScreens(parts, flags) });
  const press = (...names: string[]): void => {
    for (const name of names) screens.key({ name, text: name.length === 1 ? name : null }, NOW_MS);
  };
  const draw = (columns: number, rows: number, terminal = FULL): Frame => {
    Object.assign(look, chooseLook(terminal, PLAYER));
    const frame = new Frame(columns, rows);
    screens.draw(frame, NOW_MS);
    makePlain(frame, terminal);
    return frame;
  };
  return { keys, screens, press, draw, calls, store };
}

type Opened = ReturnType<typeof openScreens>;

/** The title screen with these things in it; what is asked for is noted in `asked`. */
export function openTitle(
  change: Partial<TitleState> = {},
): Opened & { readonly asked: string[]; readonly title: TitleState } {
  const asked: string[] = [];
  const title: TitleState = {
    servers: [
      { address: { host: 'play.example.org', port: 8265 }, nick: 'Ada', isFavourite: false },
      { address: { host: '192.0.2.7', port: 9000 }, nick: '', isFavourite: false },
    ],
    trying: '',
    said: '',
    question: null,
    address: null,
    ...change,
  };
  const actions = {
    solo: () => ({ solo: { mode: 'free-for-all', arena: 'Crossroads', bots: 3, botLevel: 1 }, isNew: true }),
    playHere: ({ mode, arena, bots, botLevel }: Solo) =>
      void asked.push(`here ${mode} ${arena} ${bots} ${botLevel}`),
    visit: ({ host, port }: { host: string; port: number }, room: string | null = null) =>
      void asked.push(`visit ${host} ${port}${room === null ? '' : ` ${room}`}`),
    search: () => {},
    favour: ({ host, port }: { host: string; port: number }) => void asked.push(`favour ${host} ${port}`),
    answer: (text: string) => void asked.push(`answer ${text}`),
    cancel: () => void asked.push('cancel'),
  };
  const opened = openScreens(createClientState(), (pages) => {
    const view = new TitleView(title, actions, pages);
    return () => view;
  });
  return { ...opened, asked, title };
}

function pressed(opened: Opened, ...names: string[]): Opened {
  opened.press(...names);
  return opened;
}

/** The menu of a server, with rooms and champions to show. */
export function menuState(): ClientState {
  const state = stateIn(null);
  state.rooms = [
    {
      code: 'K7WQ2M',
      host: 'Bob',
      mode: 'free-for-all',
      arena: 'Crossroads',
      phase: 'battle',
      players: 5,
      seats: 8,
    },
    {
      code: 'HH3PXA',
      host: 'Żółw',
      mode: 'free-for-all',
      arena: 'Brickyard',
      phase: 'waiting',
      players: 2,
      seats: 4,
    },
    {
      code: 'ZZ9TTB',
      host: 'Eve',
      mode: 'duel',
      arena: 'Crossroads',
      phase: 'podium',
      players: 8,
      seats: 8,
      locked: true,
    },
  ];
  const rows = NICKS.map((nick, index) => ({
    rank: index + 1,
    nick,
    rating: 1742 - 61 * index,
    matches: 40 + 7 * index,
    wins: 21 - 2 * index,
    streak: index === 0 ? 4 : 0,
    champion: index === 0,
  }));
  state.champions = { mode: 'free-for-all', season: 1, page: 1, pages: 3, rows };
  return state;
}

/** Somebody who wants to come into a room with a password. @param problem with what he gave before; '' for none */
export function doorState(problem: string): ClientState {
  const state = menuState();
  state.door = { question: say('ask-room-password', { code: 'ZZ9TTB' }), problem };
  return state;
}

/** The menu of somebody with friends who do everything that one can do. */
export function befriended(): ClientState {
  const state = menuState();
  const doing: Partial<FriendState>[] = [
    { nick: 'Bob', presence: 'battle', room: 'K7WQ2M' },
    { nick: 'Diesel_the_Great', presence: 'battle', room: 'HH3PXA' },
    { nick: 'Turbo', presence: 'room' },
    { nick: 'Żółw', presence: 'lobby' },
    { nick: 'Gizmo', presence: 'away' },
    { nick: 'Eve', stranger: true },
    { nick: 'Sparky' },
    { nick: 'Zinc' },
    { nick: 'Axle' },
  ];
  state.friends = doing.map((friend, index) => ({
    identity: String(index).padStart(43, 'k'),
    nick: '?',
    presence: 'offline',
    ...friend,
  }));
  return state;
}

/** Talk of every kind, as it stands in a menu or a room. */
function talked(state: ClientState): ClientState {
  const utcMs = Date.UTC(2026, 10, 21, 14, 3);
  const atMs = NOW_MS - 1000;
  const told = { nick: null, seat: null, utcMs, atMs };
  const said = { seat: null, utcMs, atMs };
  state.motd = 'Be kind.';
  state.chat = [
    { ...told, kind: 'news', text: say('news-came', { nick: 'Bob' }) },
    { ...said, nick: 'Bob', group: '4B', text: 'who is for a duel?' },
    { ...said, nick: 'Żółw', kind: 'action', text: 'waves' },
    { ...said, nick: 'Bob', kind: 'private', text: 'at noon, behind the brick wall' },
    { ...said, nick: 'Bob', kind: 'private', isOwn: true, text: 'I will be there' },
    { ...said, nick: 'Eve', isLobby: true, text: 'a room is open' },
    { ...told, kind: 'warning', text: say('whisper-changed', { nick: 'Bob' }) },
    { ...told, text: say('rps-challenge', { nick: 'Bob' }) },
  ];
  return state;
}

const PROFILE: Profile = {
  nick: 'Bob',
  since: Date.UTC(2026, 1, 3),
  season: 4,
  modes: [
    {
      mode: 'free-for-all',
      rank: 2,
      rating: 1681,
      matches: 47,
      wins: 19,
      streak: 3,
      champion: false,
      history: Array.from({ length: 30 }, (_, index) => 1200 + 20 * index - 90 * (index % 4 === 3 ? 1 : 0)),
    },
  ],
  totals: { matches: 61, wins: 25, kills: 410, deaths: 377, wave: 0 },
  arena: 'Crossroads',
  against: { wins: 4, losses: 6, draws: 1 },
};

const menuAt = (line: number): string[] => [...Array.from({ length: line }, () => 'DOWN'), 'ENTER'];
const FINGERPRINT = Array.from({ length: 32 }, (_, index) => (index * 7 + 16).toString(16))
  .join(':')
  .toUpperCase();

/** Opens each screen that there is, by the name of its golden file. */
export const SHOWN_SCREENS: Readonly<Record<string, () => Opened>> = {
  title: () => openTitle(),
  'title-problem': () => openTitle({ said: say('refused', { server: 'play.example.org:8265' }) }),
  'title-solo': () => pressed(openTitle(), 'ENTER'),
  'title-address': () => pressed(openTitle(), ...menuAt(3), ...'play.example'),
  'title-address-failed': () => {
    const address = new Field(120);
    address.text = 'play.exampel.org';
    return openTitle({ address, said: say('host-unknown', { host: 'play.exampel.org' }) });
  },
  'title-trust': () =>
    openTitle({
      trying: say('connecting', { server: 'play.example.org:8265' }),
      said: say('unknown-server', { server: 'play.example.org:8265', fingerprint: FINGERPRINT }),
      question: say('ask-trust'),
    }),
  'title-found': () =>
    openTitle({
      servers: [
        {
          address: { host: 'play.example.org', port: 8265 },
          nick: 'Ada',
          isFavourite: false,
          found: { name: 'Home', players: 3, playersMax: 100 },
        },
        {
          address: { host: '192.0.2.7', port: 9000 },
          nick: '',
          isFavourite: false,
          found: { name: '', players: 0, playersMax: 16 },
        },
      ],
    }),
  'title-favourites': () =>
    pressed(
      openTitle({
        servers: [
          {
            address: { host: 'play.example.org', port: 8265 },
            nick: 'Ada',
            isFavourite: true,
            answer: { name: 'Home', players: 3, playersMax: 100, pingMs: 24 },
          },
          { address: { host: 'school.example', port: 8265 }, nick: '', isFavourite: true, answer: null },
          {
            address: { host: '192.0.2.7', port: 9000 },
            nick: 'Ada_the_Great',
            isFavourite: false,
            found: { name: 'Class 3b', players: 0, playersMax: 16 },
          },
        ],
      }),
      'DOWN',
    ),
  'menu-talked': () => openScreens(talked(menuState())),
  'menu-talk': () => pressed(openScreens(talked(menuState())), 't', ...'/onl', 'TAB'),
  'room-talked': () => openScreens(talked(stateIn('waiting'))),
  profile: () => pressed(openScreens({ ...menuState(), profile: PROFILE }), ...menuAt(4), 'DOWN', 'ENTER'),
  'profile-none': () =>
    pressed(
      openScreens({ ...menuState(), profileProblem: say('NO_SUCH_ACCOUNT') }),
      ...menuAt(4),
      'DOWN',
      'ENTER',
    ),
  menu: () => openScreens(menuState()),
  'menu-friends': () => pressed(openScreens(befriended()), 'RIGHT', 'DOWN'),
  create: () => pressed(openScreens(menuState()), ...menuAt(1), 'UP', 'UP'),
  'create-password': () => pressed(openScreens(menuState()), ...menuAt(1), 'UP', ...'sesame'),
  door: () => pressed(openScreens(doorState('')), ...'sesame'),
  'door-wrong': () => openScreens(doorState(say('BAD_PASSWORD'))),
  join: () => pressed(openScreens(menuState()), ...menuAt(2), ...'k7-wq'),
  'join-wrong': () => pressed(openScreens(menuState()), ...menuAt(2), ...'k70'),
  'join-refused': () => {
    const state = menuState();
    const opened = pressed(openScreens(state), ...menuAt(2), ...'k7wq2m', 'ENTER');
    state.refusal = say('NO_SUCH_ROOM');
    return opened;
  },
  rooms: () => pressed(openScreens(menuState()), ...menuAt(3), 'DOWN'),
  'rooms-some': () => pressed(openScreens(menuState()), ...menuAt(3), 'm', 'f'),
  'rooms-none': () => pressed(openScreens({ ...menuState(), rooms: [] }), ...menuAt(3)),
  champions: () => pressed(openScreens(menuState()), ...menuAt(4)),
  'champions-none': () =>
    pressed(
      openScreens({ ...menuState(), champions: null, championsProblem: say('no-champions') }),
      ...menuAt(4),
    ),
  practice: () => pressed(openScreens(menuState()), ...menuAt(5)),
  'practice-more': () =>
    pressed(openScreens(menuState()), ...menuAt(5), ...Array.from({ length: 7 }, () => 'TAB')),
  settings: () => pressed(openScreens(menuState()), ...menuAt(6), 'DOWN'),
  keys: () => pressed(openScreens(menuState()), ...menuAt(6), ...menuAt(SETTING_NAMES.length), ...menuAt(8)),
  room: () => openScreens(stateIn('waiting')),
  'room-teams': () => {
    const state = stateIn('waiting');
    const players = state.room!.players.map((player) => ({
      ...player,
      team: player.seat % 2,
      ...(player.seat === 2 && { ready: true as const }),
    }));
    const options = { ...state.room!.options, mode: 'capture-the-flag' };
    const spectators = ['Eve', 'Zoë'].map((nick) => ({ nick, connected: true }));
    state.room = { ...state.room!, options, players, spectators };
    return openScreens(state);
  },
  'room-full': () => openScreens(full('waiting')),
  countdown: () => openScreens(stateIn('countdown')),
  battle: () => openScreens(battleState()),
  watch: () => openScreens(watching()),
  camera: () => {
    const opened = openScreens(watching());
    opened.draw(80, 24);
    opened.press('f');
    return opened;
  },
  podium: () => openScreens(stateIn('podium')),
  'podium-teams': () => {
    const state = stateIn('podium');
    const { room } = state;
    const podium = room!.podium.map((entry) => ({ ...entry, team: entry.seat % 2 }));
    state.room = { ...room!, options: { ...room!.options, mode: 'teams' }, podium, end: endOfTeams(2) };
    return openScreens(state);
  },
  'podium-full': () => openScreens(full('podium')),
  'help-pickups': () => pressed(openScreens(stateIn('waiting')), '?', 'RIGHT', 'RIGHT'),
  'help-modes': () => pressed(openScreens(stateIn('waiting')), '?', 'LEFT'),
  help: () => pressed(openScreens(stateIn('waiting')), '?'),
  'help-rules': () => pressed(openScreens(stateIn('waiting')), '?', 'RIGHT'),
  pickups: () =>
    pressed(openScreens(stateIn('waiting')), ...Array.from({ length: 9 }, () => 'DOWN'), 'RIGHT', 'DOWN'),
  leave: () => pressed(openScreens(menuState()), 'q'),
};
