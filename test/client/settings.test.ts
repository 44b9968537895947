// What is remembered between two runs, and that no damage to it ever matters much.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { PREFERENCES_DEFAULT, Settings } from '../../src/client/settings.js';

const test = suite<{ folder: string }>('settings');

test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'tanks-settings-'));
});
test.after.each(({ folder }) => rmSync(folder, { recursive: true, force: true }));

test('begin empty', async ({ folder }) => {
  const settings = await Settings.load(join(folder, 'not there'));
  assert.is(settings.lastNick, '');
  assert.is(settings.nickOn('host.example', 8265), null);
  assert.is(settings.nickOn('__proto__', 1), null);
});

test('keep a nick for each server, whatever the case of its name', async ({ folder }) => {
  const settings = await Settings.load(folder);
  assert.ok(await settings.rememberNick('Host.Example', 8265, 'Ada'));
  assert.ok(await settings.rememberNick('::1', 8265, 'Eve'));
  const again = await Settings.load(folder);
  assert.is(again.nickOn('host.example', 8265), 'Ada');
  assert.is(again.nickOn('host.example', 8266), null);
  assert.is(again.nickOn('::1', 8265), 'Eve');
  assert.is(again.lastNick, 'Eve');
  assert.equal(readdirSync(folder), ['settings.json']);
});

test('two clients of one user do not undo one another', async ({ folder }) => {
  const one = await Settings.load(folder);
  const other = await Settings.load(folder);
  await one.rememberNick('a.example', 1, 'Ada');
  await other.rememberNick('b.example', 1, 'Bob');
  const again = await Settings.load(folder);
  assert.equal([again.nickOn('a.example', 1), again.nickOn('b.example', 1)], ['Ada', 'Bob']);
});

test('know where the player was, the last one first, and no more than a dozen', async ({ folder }) => {
  const settings = await Settings.load(folder);
  for (let index = 0; index < 14; index++) await settings.rememberNick(`h${index}.example`, 8265, 'Ada');
  await settings.rememberNick('H5.example', 8265, 'Ada');
  const { recent } = await Settings.load(folder);
  assert.is(recent.length, 12);
  assert.equal(recent.slice(0, 3), ['h5.example:8265', 'h13.example:8265', 'h12.example:8265']);
});

test('keep which servers are marked, at once and in the file, also beside another client', async ({
  folder,
}) => {
  const [one, other] = [await Settings.load(folder), await Settings.load(folder)];
  const written = one.setFavourite({ host: 'A.example', port: 1 }, true);
  assert.equal(one.favourites, ['a.example:1']);
  await written;
  await other.setFavourite({ host: '::1', port: 2 }, true);
  await other.choose({ calm: true });
  assert.equal((await Settings.load(folder)).favourites, ['a.example:1', '[::1]:2']);
  await other.setFavourite({ host: 'a.example', port: 1 }, false);
  await other.rememberNick('b.example', 1, 'Bob');
  assert.equal((await Settings.load(folder)).favourites, ['[::1]:2']);
});

test('keep what was chosen, at once and in the file', async ({ folder }) => {
  const settings = await Settings.load(folder);
  assert.equal(settings.preferences, PREFERENCES_DEFAULT);
  const written = settings.choose({ language: 'pl', keys: { fire: ['e'] } });
  assert.is(settings.preferences.language, 'pl');
  void settings.choose({ calm: true });
  await written;
  await settings.rememberNick('a.example', 1, 'Ada');
  const again = await Settings.load(folder);
  assert.equal(again.preferences, {
    ...PREFERENCES_DEFAULT,
    language: 'pl',
    keys: { fire: ['e'] },
    calm: true,
  });
  assert.is(again.lastNick, 'Ada');
});

test('a choice that makes no sense counts as none, and leaves the others', async ({ folder }) => {
  const preferences = { language: 'xx', palette: 'colour-blind', scale: 9, keys: { fire: 'e' }, calm: 1 };
  writeFileSync(join(folder, 'settings.json'), JSON.stringify({ preferences, lastNick: 'Ada' }));
  const settings = await Settings.load(folder);
  assert.equal(settings.preferences, { ...PREFERENCES_DEFAULT, palette: 'colour-blind' });
  assert.is(settings.lastNick, 'Ada');
});

test('count as empty where they are damaged', async ({ folder }) => {
  const texts = [
    '',
    '{',
    'null',
    '[]',
    '{"nicks":5,"lastNick":{}}',
    '{"nicks":{"a:1":7},"lastNick":3}',
    '\0\0',
  ];
  for (const text of texts) {
    writeFileSync(join(folder, 'settings.json'), text);
    const settings = await Settings.load(folder);
    assert.is(settings.lastNick, '', text);
    assert.is(settings.nickOn('a', 1), null, text);
    assert.ok(await settings.rememberNick('a', 1, 'Ada'));
    assert.is((await Settings.load(folder)).nickOn('a', 1), 'Ada');
  }
});

test('that cannot be written are no reason not to play', async ({ folder }) => {
  const path = join(folder, 'file');
  writeFileSync(path, '');
  const settings = await Settings.load(path);
  assert.not.ok(await settings.rememberNick('a', 1, 'Ada'));
  assert.is(settings.nickOn('a', 1), 'Ada');
});

test.run();
