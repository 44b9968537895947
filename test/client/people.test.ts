// Who is known on a server, and who is not to be heard: kept in a file that two clients can share.
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { People } from '../../src/client/people.js';
import { FRIENDS_MAX } from '../../src/protocol/limits.js';
import { nickKey } from '../../src/protocol/nick.js';
import { passingFolder } from './within.js';

const HERE = { host: 'Play.example', port: 8265 };
const ADA = 'A'.repeat(43);
const EVE = 'E'.repeat(43);
const DATE = new Date('2026-11-21T12:00:00Z');

const test = suite<{ folder: ReturnType<typeof passingFolder> }>('client/people');
test.before.each((context) => {
  context.folder = passingFolder();
});
test.after.each(({ folder }) => folder.remove());

test('a first identity is kept, another one is a change, on this server alone', async ({ folder }) => {
  const people = await People.load(HERE, folder.path);
  assert.is(people.check('Ada', ADA), 'unknown');
  assert.is(await people.pin('Ada', ADA, DATE), '');
  for (const again of [people, await People.load({ host: 'play.EXAMPLE', port: 8265 }, folder.path)]) {
    assert.is(again.check('ada', ADA), 'known');
    assert.is(again.check('Ada', EVE), 'changed');
  }
  assert.is((await People.load({ ...HERE, port: 1 }, folder.path)).check('Ada', ADA), 'unknown');
  assert.is(await people.pin('Ada', EVE, DATE), '');
  assert.is(
    readFileSync(join(folder.path, 'known-people'), 'utf8'),
    `play.example:8265 key ada ${EVE} 2026-11-21\n`,
  );
});

test('who is not to be heard is not heard under another nick either, and his old one is free', async ({
  folder,
}) => {
  const people = await People.load(HERE, folder.path);
  people.follow('Bob', 'Rob');
  assert.is(people.isIgnored('Rob'), false);
  people.turnIgnored('Ada');
  people.follow('ADA', 'Bea');
  await people.written();
  for (const each of [people, await People.load(HERE, folder.path)])
    assert.equal([each.isIgnored('Ada'), each.isIgnored('Bea')], [false, true]);
});

test('who is ignored stays so until he is heard again, in any spelling', async ({ folder }) => {
  const people = await People.load(HERE, folder.path);
  assert.is(people.turnIgnored('Ada'), true);
  await people.written();
  const again = await People.load(HERE, folder.path);
  assert.ok(again.isIgnored('ADA'));
  assert.is(again.turnIgnored('ADA'), false);
  await again.written();
  assert.not.ok((await People.load(HERE, folder.path)).isIgnored('Ada'));
});

test('hearing somebody again does not concern those whose nicks begin like his', async ({ folder }) => {
  const people = await People.load(HERE, folder.path);
  for (const nick of ['Ann', 'Anna', 'Ann']) people.turnIgnored(nick);
  await people.written();
  const again = await People.load(HERE, folder.path);
  assert.equal([again.isIgnored('Ann'), again.isIgnored('Anna')], [false, true]);
});

test('a friend is kept as he is written, with the identity that is known of him now', async ({ folder }) => {
  const people = await People.load(HERE, folder.path);
  assert.ok(people.befriend('Żółw'));
  assert.equal(people.friends, [], 'nobody is a friend without a key');
  await people.pin('Żółw', ADA, DATE);
  await people.pin('Żółw2', EVE, DATE);
  for (const nick of ['Żółw2', 'Żółw', 'ŻÓŁW']) assert.ok(people.befriend(nick));
  assert.ok(people.unfriend('żółw2'));
  assert.is(people.unfriend('Żółw2'), false);
  await people.written();
  const again = await People.load(HERE, folder.path);
  assert.equal(again.friends, [{ nick: 'Żółw', identity: ADA }]);
  await again.pin('Żółw', EVE, DATE);
  assert.equal(again.friends, [{ nick: 'Żółw', identity: EVE }]);
  assert.equal((await People.load({ ...HERE, port: 1 }, folder.path)).friends, []);
});

test('there are no more friends than a server tells of, whatever the file says', async ({ folder }) => {
  const server = 'play.example:8265';
  const lines = Array.from({ length: FRIENDS_MAX + 5 }, (_, index) => [
    `${server} key ${nickKey(`friend${index}`)} ${ADA} 2026-11-21`,
    `${server} friend friend${index}`,
  ]);
  const broken = [`${server} friend %E0%A4%A`, `${server} friend %1B%0A`];
  writeFileSync(join(folder.path, 'known-people'), `${[...broken, ...lines.flat()].join('\n')}\n`);
  const people = await People.load(HERE, folder.path);
  assert.is(people.friends.length, FRIENDS_MAX);
  assert.is(people.befriend('Ada'), false);
  assert.ok(people.befriend('friend1'), 'who is one already stays one');
});

test('what another client wrote stays, and so do lines that make no sense', async ({ folder }) => {
  const path = join(folder.path, 'known-people');
  writeFileSync(path, 'what is this\n');
  const [one, other] = [await People.load(HERE, folder.path), await People.load(HERE, folder.path)];
  await one.pin('Ada', ADA, DATE);
  await other.pin('__proto__', EVE, DATE);
  const kept = await People.load(HERE, folder.path);
  assert.equal([kept.check('Ada', ADA), kept.check('__proto__', EVE)], ['known', 'known']);
  assert.match(readFileSync(path, 'utf8'), /^what is this\n/);
});

test('a list that cannot be read is a problem and not an empty list', async ({ folder }) => {
  mkdirSync(join(folder.path, 'known-people'));
  const people = await People.load(HERE, folder.path);
  assert.match(people.problem, /cannot be used/);
  assert.match(await people.pin('Ada', ADA), /cannot be used/);
});

test('a folder that cannot be written to is told of, and all goes on', async ({ folder }) => {
  const inside = join(folder.path, 'a-file');
  const people = await People.load(HERE, inside);
  writeFileSync(inside, '');
  chmodSync(inside, 0o400);
  assert.match(await people.pin('Ada', ADA), /cannot be used/);
  assert.is(people.check('Ada', EVE), 'changed');
});

test('nobody is kept where there is no file', async () => {
  const people = People.none();
  assert.is(await people.pin('Ada', ADA), '');
  assert.is(people.check('Ada', ADA), 'known');
});

test.run();
