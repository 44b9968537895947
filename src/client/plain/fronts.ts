// Plain mode for somebody on a server, and for somebody on none: which menu, and what is asked. Made by app.ts.
import type { Title } from '../title.js';
import { serverBase } from './menus.js';
import { type PlainParts, PlainScreens } from './screens.js';
import { titleAsked, titleBase } from './title-menu.js';

type Parts = Omit<PlainParts, 'base' | 'asked'>;

/** What somebody on a server hears. */
export function plainServer(parts: Parts): PlainScreens {
  const { state, actions } = parts;
  return new PlainScreens({
    ...parts,
    base: (desk) => () => serverBase({ ...parts, desk }),
    asked: () => {
      const { door } = state;
      if (door === null) return null;
      const question = [door.problem, door.question].filter((text) => text !== '').join(' ');
      return { question, isSecret: true, answer: (text) => actions.answerDoor(text) };
    },
  });
}

/** What somebody on none hears. */
export function plainTitle(parts: Parts, title: Title): PlainScreens {
  return new PlainScreens({
    ...parts,
    base: (desk) => () => titleBase(title, { ...parts, desk }),
    asked: () => titleAsked(title, parts.state),
  });
}
