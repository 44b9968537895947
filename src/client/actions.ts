// What the screens may ask for, as commands to the server. A refusal becomes a line of talk, or stands where its answer would.
import { TokenBucket } from '../net/token-bucket.js';
import type { CommandBody } from '../protocol/commands.js';
import { ROOM_CHANGES_BURST, ROOM_CHANGES_PER_SECOND } from '../protocol/limits.js';
import type { RoomOptions } from '../protocol/room-state.js';
import { explain } from './explain.js';
import type { Link } from './link.js';
import { ServerError } from './link-error.js';
import { say } from './messages.js';
import type { PlayOptions } from './options.js';
import { RoomDoor } from './room-door.js';
import type { Session } from './session.js';
import { quickRoom } from './solo.js';
import type { RoomListing } from './state.js';
import { tell as tellLine } from './talk-lines.js';
import { runTalk } from './talk-runner.js';
import { SYSTEM_TIMERS } from './timers.js';
import type { Actions, RoomFilter } from './views/view.js';

/** Pages of arenas that are asked for. */
const PAGES_MAX = 8;
/** Answers to JOIN_CHANNEL after which another room may do. */
const TRY_ANOTHER: ReadonlySet<string> = new Set(['ROOM_FULL', 'NO_SUCH_ROOM', 'KICKED', 'BAD_PASSWORD']);

/** Makes the actions of somebody who is on a server.
 *  @param isNew whether they have not finished a match yet
 *  @param leave ends the visit */
export function createActions(
  session: Pick<Session, 'link' | 'state' | 'people' | 'post' | 'rps' | 'friends' | 'direct'>,
  options: Pick<PlayOptions, 'address'>,
  leave: () => void,
  isNew: () => boolean,
): Actions {
  const { link, state } = session;
  const address = options.address ?? { host: 'localhost', port: 0 };
  const tell = (error: unknown): void => tellLine(state, explain(error, address));
  // A line of talk is not seen from every screen, and would still stand in the room that is joined next.
  const refuse = (error: unknown): void => {
    state.refusal = explain(error, address);
  };
  const door = new RoomDoor({ link, state, tell: refuse });
  // A key that is held down must not end the line: a server puts up with so many refusals.
  const changes = new TokenBucket(ROOM_CHANGES_PER_SECOND, ROOM_CHANGES_BURST / 2);
  const change = <Name extends 'READY' | 'TEAM' | 'VOTE_NEXT'>(name: Name, body: CommandBody<Name>): void => {
    if (changes.take(1, SYSTEM_TIMERS.now())) link.request(name, body).catch(tell);
  };
  // A private server has nobody else on it: leaving its room is leaving.
  const isPrivate = options.address === null;
  const leaveRoom = (): void => {
    if (isPrivate) leave();
    else link.request('LEAVE_CHANNEL', {}).catch(tell);
  };
  return {
    playNow: () => void playNow(link, isNew()).catch(tell),
    createRoom: (chosen, password) => {
      const lock = password === '' ? {} : { password };
      link.request('START_CHANNEL', { options: chosen, ...lock }).catch(refuse);
    },
    joinRoom: (code) => door.enter('JOIN_CHANNEL', code),
    answerDoor: (password) => door.answer(password),
    leaveRoom,
    startGame: () => void link.request('START_GAME', {}).catch(tell),
    setReady: (ready) => change('READY', { ready }),
    chooseTeam: (team) => change('TEAM', { team }),
    voteNext: (choice) => change('VOTE_NEXT', { choice }),
    spectate: (code) => door.enter('SPECTATE', code),
    follow: (seat) => void link.request('FOLLOW', { seat }).catch(tell),
    setOption: (name, value) => {
      const changed = { [name]: value } as Partial<RoomOptions>;
      // Shown at once, so that keys which follow quickly go on from it; the server's word replaces it.
      if (state.room !== null) state.room = { ...state.room, options: { ...state.room.options, ...changed } };
      link.request('UPDATE_CHANNEL', { options: changed }).catch(tell);
    },
    // While the line is down it says so itself; the list is asked for again soon.
    listRooms: (filter = {}) => void listRooms(link, filter).catch(() => {}),
    listChampions: (page, mode) => {
      link.request('CHAMPIONS', { page, mode }).catch((error: unknown) => {
        const isUnknown = error instanceof ServerError && error.code === 'UNKNOWN_COMMAND';
        state.championsProblem = isUnknown ? say('no-champions') : explain(error, address);
      });
    },
    showProfile: (nick) => {
      Object.assign(state, { profile: null, profileProblem: '' });
      link.request('PROFILE', { nick }).catch((error: unknown) => {
        state.profileProblem = explain(error, address);
      });
    },
    say: (line) => void runTalk(line, { ...session, leaveRoom, leave }).catch(tell),
    leave,
  };
}

/** Asks for the rooms, and for as many pages as tell of arenas. */
async function listRooms(link: Link, filter: RoomFilter): Promise<void> {
  let answer = await link.request('LIST_CHANNELS', filter);
  for (let page = 2; page <= Math.min(answer.pages, PAGES_MAX) && answer.arenas.length > 0; page++)
    answer = await link.request('LIST_CHANNELS', { ...filter, page });
}

async function playNow(link: Link, isNew: boolean): Promise<void> {
  const { channels } = await link.request('LIST_CHANNELS', {});
  for (const { code } of channels.filter(hasSeat)) {
    try {
      await link.request('JOIN_CHANNEL', { code });
      return;
    } catch (error) {
      if (!(error instanceof ServerError) || !TRY_ANOTHER.has(error.code)) throw error;
    }
  }
  await link.request('START_CHANNEL', { options: quickRoom(isNew) });
  await link.request('START_GAME', {});
}

function hasSeat({ players, seats, locked }: RoomListing): boolean {
  return players < seats && locked !== true;
}
