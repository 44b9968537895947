// A store that is killed: adds matches one after the other and says each that was acknowledged, until it is gone.
// Arguments: folder, synced or unsynced, number of the first match.
import { writeSync } from 'node:fs';
import { rateMatch, SKILL_START } from '../../../src/server/store/ratings.js';
import { Store } from '../../../src/server/store/store.js';
import { createForgetfulLevel, createUnsyncedLevel, NOW, register, result } from './played.js';

const [folder, disk, first] = process.argv.slice(2);
const createLevel = disk === 'synced' ? createForgetfulLevel : createUnsyncedLevel;
const store = await Store.open(folder, { createLevel, backupEntries: 0 });
await register(store, 'Ada', 'Bob');
// Loaded now, or the first cycles would end before a match is rated.
await rateMatch([1, 2].map((place) => ({ place, skills: [SKILL_START] })));
const match = result(['Ada', 'Bob']);
for (let number = Number(first); ; number++) {
  // Two at a time, so that some are under way at the kill.
  const both = await Promise.all([
    store.addResult(`match-${number}`, NOW, match),
    store.addResult(`match-${number}`, NOW, match),
  ]);
  if (both.every((isKept) => isKept)) writeSync(1, `${number}\n`);
}
