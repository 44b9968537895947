// npm run paper: puts into PROTOCOL.txt what the code says, the tables of "Rules in numbers" and the battle that is worked through, and
// writes the recorded battle. Prints what it has changed; a test fails while that is not done.
import { readFileSync, writeFileSync } from 'node:fs';
import { formatRecording, RECORDED_PATH, recordBattle } from './paper/recorded-battle.js';
import { refreshTables } from './paper/refresh.js';
import { ruleTables } from './paper/rule-tables.js';
import { workedBattle } from './paper/worked-battle.js';

const paper = readFileSync('PROTOCOL.txt', 'utf8');
const files = {
  'PROTOCOL.txt': refreshTables(paper, [...ruleTables(), ...workedBattle()]),
  [RECORDED_PATH]: formatRecording(recordBattle()),
};
for (const [path, text] of Object.entries(files)) {
  if (readFileSync(path, { encoding: 'utf8', flag: 'a+' }) === text) continue;
  writeFileSync(path, text);
  console.log(`${path} was changed`);
}
