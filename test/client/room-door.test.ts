// Coming into a room that takes a password: when it is asked for, what a wrong one leads to, and that giving up is final.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Link } from '../../src/client/link.js';
import { ServerError } from '../../src/client/link-error.js';
import { RoomDoor } from '../../src/client/room-door.js';
import { type ClientState, createClientState } from '../../src/client/state.js';

const CODE = 'K7WQ2M';

const test = suite('client/room-door');

/** A door of which the test gives the answers, one for each command. */
function open() {
  const sent: string[] = [];
  const told: unknown[] = [];
  const waiting: { resolve(): void; reject(error: Error): void }[] = [];
  const state: ClientState = createClientState();
  const link = {
    request: (name: string, body: object) => {
      sent.push(`${name} ${JSON.stringify(body)}`);
      return new Promise((resolve, reject) => {
        waiting.push({ resolve: () => resolve({}), reject });
      });
    },
  } as unknown as Link;
  const door = new RoomDoor({ link, state, tell: (error) => told.push(error) });
  const answered = async (error?: ServerError): Promise<void> => {
    const { resolve, reject } = waiting.shift()!;
    if (error === undefined) resolve();
    else reject(error);
    await new Promise((done) => setImmediate(done));
  };
  return { door, state, sent, told, answered };
}

const wrong = (): ServerError => new ServerError('BAD_PASSWORD', 'No.', 'password');

test('it asks only where a password is needed, and until it is right', async () => {
  const { door, state, sent, told, answered } = open();
  door.enter('SPECTATE', CODE);
  assert.is(state.door, null);
  await answered(wrong());
  assert.match(state.door!.question, new RegExp(CODE));
  assert.is(state.door!.problem, '');
  door.answer('guess');
  await answered(wrong());
  assert.match(state.door!.problem, /not the password/);
  door.answer('another');
  await answered(new ServerError('SLOW_DOWN', 'Too many.', 'password', 10));
  assert.match(state.door!.problem, /Too many wrong passwords.* 10 s/);
  door.answer('sesame');
  await answered();
  assert.is(state.door, null);
  assert.equal(told, []);
  assert.equal(
    sent,
    [{ code: CODE }, ...['guess', 'another', 'sesame'].map((password) => ({ code: CODE, password }))].map(
      (body) => `SPECTATE ${JSON.stringify(body)}`,
    ),
  );
  assert.not.match(JSON.stringify(state), /sesame/);
});

test('what no password helps against is told, and ends the question', async () => {
  const { door, state, told, answered } = open();
  const full = new ServerError('ROOM_FULL', 'Full.');
  door.enter('JOIN_CHANNEL', CODE);
  await answered(full);
  assert.equal([state.door, told], [null, [full]]);
  door.enter('JOIN_CHANNEL', CODE);
  await answered(wrong());
  door.answer('sesame');
  await answered(new ServerError('SLOW_DOWN', 'Too fast.'));
  assert.is(state.door, null);
  assert.is(told.length, 2);
});

test('who gives up is not asked again, also when the answer is still on its way', async () => {
  const { door, state, sent, told, answered } = open();
  door.enter('JOIN_CHANNEL', CODE);
  await answered(wrong());
  door.answer('guess');
  door.answer(null);
  assert.is(state.door, null);
  await answered(wrong());
  assert.is(state.door, null);
  door.answer('late');
  assert.is(sent.length, 2);
  assert.equal(told, []);
});

test.run();
