// A store that is killed: adds matches one after the other, gives somebody another nick with each, and says each that was acknowledged,
// until it is gone.
// Arguments: folder, synced or unsynced, number of the first match.
import { writeSync } from 'node:fs';
import { nickKey } from '../../../src/protocol/nick.js';
import { rateMatch, SKILL_START } from '../../../src/server/store/ratings.js';
import { Store } from '../../../src/server/store/store.js';
import { createForgetfulLevel, createUnsyncedLevel, danOf, hasDan, NOW, register, result } from './played.js';

const [folder, disk, first] = process.argv.slice(2);
const createLevel = disk === 'synced' ? createForgetfulLevel : createUnsyncedLevel;
const store = await Store.open(folder, { createLevel, backupEntries: 0 });
await register(store, 'Ada', 'Bob', 'Dan');
// Loaded now, or the first cycles would end before a match is rated.
await rateMatch([1, 2].map((place) => ({ place, skills: [SKILL_START] })));
const match = result(['Ada', 'Bob']);
// As far as he had come: what was under way at the kill is in, or not.
let dan = [1, 0, -1].map((more) => Number(first) + more).find((number) => hasDan(store, number)) ?? 0;
for (let number = Number(first); ; number++) {
  // At the same time, so that some are under way at the kill.
  const all = await Promise.all([
    store.addResult(`match-${number}`, NOW, match),
    store.addResult(`match-${number}`, NOW, match),
    dan < number ? store.renameAccount(nickKey(danOf(dan)), danOf(number)) : true,
  ]);
  dan = Math.max(dan, number);
  if (all.every((isKept) => isKept)) writeSync(1, `${number}\n`);
}
