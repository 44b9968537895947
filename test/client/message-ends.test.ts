// Each number in what a server tells by text, at the ends of its range and beyond them: what is beyond is refused, and all else is drawn
// on every page.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { z } from 'zod';
import { MESSAGES } from '../../scripts/fuzz/hostile-server.js';
import { COMMANDS, type CommandName } from '../../src/protocol/commands.js';
import { NOTICES, type NoticeName } from '../../src/protocol/notices.js';
import { HostileBattle } from './hostile-battle.js';

const test = suite('client/message-ends');

interface Shape {
  readonly type?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
}
interface Ends {
  readonly path: readonly string[];
  readonly least: number;
  readonly most: number;
}

/** Each number that a body has, by its path and its range. */
function endsOf(shape: Shape | undefined, body: unknown, path: readonly string[] = []): Ends[] {
  if (shape?.anyOf !== undefined) return shape.anyOf.flatMap((each) => endsOf(each, body, path));
  if (shape?.type === 'integer') {
    const { minimum: least = Number.NEGATIVE_INFINITY, maximum: most = Number.POSITIVE_INFINITY } = shape;
    return [{ path, least, most }];
  }
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([name, inner]) =>
    endsOf(shape?.properties?.[name] ?? shape?.items, inner, [...path, name]),
  );
}

function withNumber(body: unknown, [name, ...rest]: readonly string[], value: number): object {
  const inner = (body as Record<string, unknown>)[name];
  const changed = rest.length === 0 ? value : withNumber(inner, rest, value);
  if (Array.isArray(body)) return body.map((each, index) => (String(index) === name ? changed : each));
  return { ...(body as object), [name]: changed };
}

const [, champions] = MESSAGES.find(([command]) => command === 'CHAMPIONS')!;
const TABLE = { type: 'text', status: 'SUCC', command: 'CHAMPIONS', id: 1, body: champions } as never;

for (const [command, body, isAnswer] of MESSAGES) {
  const schema = isAnswer ? COMMANDS[command as CommandName].answer : NOTICES[command as NoticeName];
  const shape = z.toJSONSchema(schema, { unrepresentable: 'any' }) as Shape;
  const room = (body as { room?: { phase?: string } }).room?.phase ?? '';
  for (const { path, least, most } of endsOf(shape, body))
    test(`${command} ${room} ${path.join('.')} is drawn at its ends, and refused beyond`, () => {
      assert.ok(Number.isFinite(least) && Number.isFinite(most), 'a range without an end');
      for (const value of [least, most]) {
        const changed = withNumber(body, path, value);
        assert.ok(schema.safeParse(changed).success, `${value}`);
        const status = isAnswer ? { status: 'SUCC' } : {};
        const message = { type: 'text', auth: null, command, id: 1, body: changed, ...status } as never;
        const battle = new HostileBattle(undefined, value === least ? 0 : 3);
        battle.hear(message);
        battle.play(2);
        battle.talk();
        battle.play(1);
        battle.press('ESCAPE');
        for (const page of ['rooms', 'champions', 'help'] as const) {
          battle.open(page);
          battle.play(1);
          // On the table of champions that opens a profile.
          if (command !== 'CHAMPIONS') battle.hear(TABLE);
          battle.press('ENTER');
          battle.hear(message);
          battle.play(1);
        }
      }
      for (const beyond of [least - 1, most + 1, 0.5])
        assert.not(schema.safeParse(withNumber(body, path, beyond)).success, `${beyond}`);
    });
}

test.run();
