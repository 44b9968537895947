// Table files of a real database: good as they are, and bad with any bit turned, but for those that mean nothing.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createClassicLevel } from '../../../src/server/store/level.js';
import { findBadTable, isGoodTable } from '../../../src/server/store/table-files.js';

const FOOTER_BYTES = 48;
const MAGIC_BYTES = 8;
const test = suite<{ folder: string; file: string }>('server/store/table-files');

test.before(async (context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'tank-tables-'));
  const level = createClassicLevel(context.folder);
  await level.open({ compression: false });
  for (let number = 0; number < 300; number++) await level.put(`key:${number}`, `value ${number} `.repeat(8));
  await level.compactRange('a', 'z');
  await level.close();
  context.file = join(context.folder, readdirSync(context.folder).find((name) => name.endsWith('.ldb'))!);
});
test.after(({ folder }) => rmSync(folder, { recursive: true, force: true }));

test('a table is good as it was written', async ({ folder, file }) => {
  assert.ok(isGoodTable(readFileSync(file)));
  assert.is(await findBadTable(folder), null);
  assert.is(await findBadTable(join(folder, 'nowhere')), null);
});

test('a table with one bit turned is bad, wherever it is but in the filling of its footer', ({ file }) => {
  const table = readFileSync(file);
  for (let offset = 0; offset < table.length; offset += offset < table.length - 2000 ? 97 : 1) {
    const isInFooter = offset >= table.length - FOOTER_BYTES && offset < table.length - MAGIC_BYTES;
    const isFilling = isInFooter && table[offset] === 0;
    const bit = 1 << (offset % 8);
    table[offset] ^= bit;
    assert.is(isGoodTable(table), isFilling, `at ${offset}`);
    table[offset] ^= bit;
  }
});

test('a table that was cut off is bad', async ({ folder, file }) => {
  const table = readFileSync(file);
  for (const length of [0, 7, FOOTER_BYTES, table.length - 1])
    assert.not.ok(isGoodTable(table.subarray(0, length)), `${length}`);
  writeFileSync(file, table.subarray(1));
  assert.is(join(folder, (await findBadTable(folder)) ?? ''), file);
});

test.run();
