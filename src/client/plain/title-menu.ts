// The title of plain mode: play on this machine, go to a server, or type where one is; and what is asked on the way. Its doings are title.ts's,
// as those of the title screen are.
import { PORT_DEFAULT } from '../../protocol/limits.js';
import { ROOM_OPTIONS_DEFAULT, type RoomOptions } from '../../protocol/room-state.js';
import { parsePlace } from '../address.js';
import { SOLO_OFFER } from '../solo.js';
import type { ClientState } from '../state.js';
import type { Title } from '../title.js';
import { modeName } from '../views/room-options.js';
import { nameOf, noteOf } from '../views/title.js';
import { word } from '../views/words.js';
import type { Desk, MakeMenu, Menu } from './menu.js';
import { choice, commonChoices, type MenuParts, optionsMenu, titleCase } from './menus.js';
import type { Asked } from './screens.js';

const ADDRESS_MAX = 120;
const SOLO_NAMES = ['mode', 'arena', 'bots', 'botLevel'] as const;

/** What is shown to somebody on no server: the title, or what is being tried. */
export function titleBase(
  title: Title,
  parts: Pick<MenuParts, 'desk' | 'store' | 'keys'>,
): { readonly name: string; readonly make: MakeMenu } {
  const { trying, said } = title.state;
  if (trying === '') return { name: `title ${said}`, make: () => titleMenu(title, parts) };
  const giveUp = choice(word('plain-give-up'), () => title.actions.cancel());
  return {
    name: `trying ${trying} ${said}`,
    make: () => ({ head: [said === '' ? trying : said], choices: [giveUp] }),
  };
}

/** What the start asks now; a password is asked for by the door above it. */
export function titleAsked(title: Title, { door }: Pick<ClientState, 'door'>): Asked | null {
  if (door !== null)
    return {
      question: [door.problem, door.question].filter((text) => text !== '').join(' '),
      isSecret: true,
      answer: (text) => title.answerDoor(text),
    };
  const { question } = title.state;
  if (question === null) return null;
  const answer = (text: string | null): void =>
    text === null ? title.actions.cancel() : title.actions.answer(text.trim());
  return { question, isSecret: false, answer };
}

function titleMenu(title: Title, parts: Pick<MenuParts, 'desk' | 'store' | 'keys'>): Menu {
  const { servers, said } = title.state;
  const { desk } = parts;
  title.actions.search(desk.nowMs);
  return {
    head: [word('title'), said].filter((text) => text !== ''),
    choices: [
      choice(word('title-local'), () => openSolo(title, desk)),
      ...servers.map((server) => {
        const name = nameOf(server).replace(/ {2,}/g, ', ');
        const note = noteOf(server).replace(/ {2,}/g, ', ');
        const text = note === '' ? name : `${name}, ${note}`;
        return choice(text, () => title.actions.visit(server.address));
      }),
      choice(word('title-address'), () => askAddress(title, desk)),
      ...commonChoices(parts),
    ],
  };
}

function askAddress(title: Title, desk: Desk): void {
  desk.ask(
    word('address-prompt'),
    (text) => {
      if (text === null || text.trim() === '') return;
      const typed = parsePlace(text);
      if (typed === null) desk.say(word('address-bad', { address: text }));
      else title.actions.visit({ host: typed.host, port: typed.port ?? PORT_DEFAULT }, typed.room);
    },
    { max: ADDRESS_MAX },
  );
}

function openSolo(title: Title, desk: Desk): void {
  const { solo } = title.actions.solo();
  // In a room the player counts among those up to whom bots fill it.
  let options: RoomOptions = { ...ROOM_OPTIONS_DEFAULT, ...solo, bots: solo.bots + 1 };
  desk.open(() => {
    const { mode, arena, bots, botLevel } = options;
    const values = { mode: modeName(mode), arena, bots: Math.max(1, bots - 1), level: botLevel };
    const start = choice(word('plain-solo', values), () => {
      desk.back();
      title.actions.playHere({ mode, arena, bots: values.bots, botLevel });
    });
    const change = (changed: Partial<RoomOptions>): void => {
      options = { ...options, ...changed };
    };
    const { choices } = optionsMenu(options, SOLO_OFFER, desk, change, SOLO_NAMES);
    return { head: [titleCase(word('solo'))], choices: [start, ...choices] };
  });
}
