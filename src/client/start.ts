// From the options to a player who is logged in: whom to trust, which nick, which room. All of it in plain line mode,
// before the full screen opens. Called by the entry; what it throws, explain.ts can say. Nothing stays open after a throw.
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { MODES } from '../game/modes.js';
import { SEATS_MAX, TICK_MS } from '../game/units.js';
import { Pins } from '../net/pins.js';
import { connectTls } from '../net/tls.js';
import { ProtocolError } from '../protocol/errors.js';
import { HANDSHAKE_TIMEOUT_MS, NICK_LENGTH_MAX } from '../protocol/limits.js';
import { parseNick } from '../protocol/nick.js';
import { ROOM_OPTIONS_DEFAULT, type RoomOptions } from '../protocol/room-state.js';
import { formatAddress, type ServerAddress } from './address.js';
import { askYesOrNo, type Console } from './ask.js';
import { explainPassword, isAboutPassword } from './explain.js';
import { configFolder } from './folder.js';
import { loadIdentity } from './identity.js';
import type { Link } from './link.js';
import { ServerError } from './link-error.js';
import { startLocalServer } from './local.js';
import { say } from './messages.js';
import type { PlayOptions } from './options.js';
import { People } from './people.js';
import { connectTo, createSession, type Session } from './session.js';
import { Settings } from './settings.js';
import { SPEED_MAX } from './solo.js';
import { pinServer, trustServer } from './trust.js';

const PINS_FILE = 'known-servers';

/** The servers that this user trusts. */
export function openPins(folder: string = configFolder()): Pins {
  return new Pins(join(folder, PINS_FILE));
}

/** Logs in on a server, with the questions that it takes, and enters the room that was asked for.
 *  @param folder where identity, nicks and pins are kept
 *  @throws whatever explain.ts can say; LeftError when the player gives up */
export async function startOnServer(
  address: ServerAddress,
  options: PlayOptions,
  console: Console,
  folder: string = configFolder(),
): Promise<Session> {
  const [identity, settings, people] = await Promise.all([
    loadIdentity(folder),
    Settings.load(folder),
    People.load(address, folder),
  ]);
  const pins = openPins(folder);
  const fingerprint = await trustServer({
    address,
    pins,
    look: (verify) => connectTls({ ...address, timeoutMs: HANDSHAKE_TIMEOUT_MS, verify }),
    decide: (shown) => acceptServer(address, shown, options.trust, console),
    warn: console.tell,
  });
  const connect = connectTo(address, options.lag);
  const { host, port } = address;
  const session = createSession({
    address,
    fingerprint,
    identity,
    people,
    connect,
    // Once the screen is full, there is no place for a warning; the next visit finds out again.
    onRenewed: (renewed) => pinServer({ address, pins, warn: () => {} }, renewed),
    onNick: (nick) => void settings.rememberNick(host, port, nick),
  });
  const known = options.nick ?? settings.nickOn(host, port);
  const nick = known ?? (await askNick(console, settings.lastNick));
  await logIn(session.link, nick, options.password, console);
  await settings.rememberNick(host, port, session.state.nick);
  return withRoom(session, () => enterRoom(session, options, console));
}

async function enterRoom({ link, state }: Session, options: PlayOptions, console: Console): Promise<void> {
  const { room: code, create } = options;
  if (code === null && !create) return;
  // The seat of the last visit may still be kept, and the login has led back to it.
  if (state.room !== null) {
    if (state.room.code === code) return;
    await link.request('LEAVE_CHANNEL', {});
  }
  if (code !== null) return joinRoom(link, code, options.password, console);
  const lock = options.password === null ? {} : { password: options.password };
  const chosen = roomOptions(options);
  await link.request('START_CHANNEL', { options: chosen, ...lock });
}

async function joinRoom(link: Link, code: string, given: string | null, console: Console): Promise<void> {
  for (let password = given; ; ) {
    try {
      await link.request('JOIN_CHANNEL', password === null ? { code } : { code, password });
      return;
    } catch (error) {
      const problem = passwordProblem(error, password);
      password = await console.askSecret(say('ask-room-password', { code }), problem);
    }
  }
}

/** Starts a private server and a battle with bots on it. Asks nothing.
 *  @param room what is played @param speed percent of the usual one
 *  @throws whatever explain.ts can say */
export async function startOnThisMachine(
  options: PlayOptions,
  room: Partial<RoomOptions>,
  speed: number = SPEED_MAX,
): Promise<Session> {
  const server = await startLocalServer({ speed });
  const local = createSession({
    address: server,
    fingerprint: server.fingerprint,
    identity: null,
    people: People.none(),
    connect: connectTo(server, options.lag),
  });
  const { link } = local;
  server.ended.then(() => link.abandon(say('local-died')));
  const session: Session = {
    ...local,
    leave: async () => {
      await local.leave();
      await server.stop();
    },
  };
  return withRoom(session, async () => {
    await link.open(options.nick ?? say('local-nick'));
    local.state.isPrivate = true;
    local.state.tickMs = (TICK_MS * SPEED_MAX) / speed;
    await link.request('START_CHANNEL', { options: room });
    await link.request('START_GAME', {});
  });
}

// A session that can't begin as it was asked for is left again.
async function withRoom(session: Session, begin: () => Promise<void>): Promise<Session> {
  try {
    await begin();
    return session;
  } catch (error) {
    await session.leave();
    throw error;
  }
}

/** Bots fill a room until so many play: the player is one of them. */
function roomOptions({ bots, botLevel, mode, arena }: PlayOptions): Partial<RoomOptions> {
  const chosen = {
    ...(botLevel === null ? {} : { botLevel }),
    ...(mode === null ? {} : { mode }),
    ...(arena === null ? {} : { arena }),
  };
  if (bots === null) return chosen;
  const seatsMax = MODES.find(({ id }) => id === mode)?.seatsMax ?? SEATS_MAX;
  const playing = Math.min(seatsMax, bots + 1);
  return {
    ...chosen,
    bots: playing,
    seats: Math.min(seatsMax, Math.max(ROOM_OPTIONS_DEFAULT.seats, playing)),
  };
}

async function acceptServer(
  address: ServerAddress,
  fingerprint: string,
  isTrusted: boolean,
  console: Console,
): Promise<boolean> {
  console.tell(say('unknown-server', { server: formatAddress(address), fingerprint }));
  return isTrusted || askYesOrNo(console, say('ask-trust'));
}

// A server does not wait as long as a person thinks, so each nick and each password is tried on a line of its own.
async function logIn(link: Link, first: string, given: string | null, console: Console): Promise<void> {
  let nick = first;
  let password = given;
  for (;;) {
    try {
      await link.open(nick, password);
      return;
    } catch (error) {
      const code = error instanceof ServerError ? error.code : '';
      if (code === 'NICK_TAKEN' || code === 'BAD_NICK') {
        const reason = (error as ServerError).message;
        console.tell(
          code === 'NICK_TAKEN' ? say('nick-is-taken', { nick }) : say('bad-nick', { nick, reason }),
        );
        nick = await askValidNick(console, say('ask-other-nick'));
      } else {
        const problem = passwordProblem(error, password);
        password = await console.askSecret(say('ask-password'), problem);
      }
    }
  }
}

/** What was wrong with a password; '' when none was given yet. @throws what is about something else */
function passwordProblem(error: unknown, password: string | null): string {
  if (!isAboutPassword(error)) throw error;
  return password === null ? '' : explainPassword(error);
}

async function askNick(console: Console, lastNick: string): Promise<string> {
  const nick = validNick(lastNick) ?? validNick(userName()) ?? 'Player';
  return askValidNick(console, say('ask-nick', { nick }), nick);
}

async function askValidNick(console: Console, question: string, otherwise?: string): Promise<string> {
  for (;;) {
    const typed = (await console.ask(question)) || otherwise;
    if (typed === undefined) continue;
    try {
      return parseNick(typed);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      console.tell(say('bad-nick', { nick: typed, reason: error.message }));
    }
  }
}

/** The nearest nick to a name: what can't stand in one is left out. */
function validNick(name: string): string | null {
  const allowed = name.normalize('NFC').replace(/[^\p{L}\p{M}0-9_.-]/gu, '');
  try {
    return parseNick(Array.from(allowed).slice(0, NICK_LENGTH_MAX).join(''));
  } catch {
    // Nothing is left of it, or it mixes scripts: then there is no proposal.
    return null;
  }
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A user id without an entry in the system's list, as in a container.
    return '';
  }
}
