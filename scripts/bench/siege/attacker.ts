// The attacker as a process of its own: gets the lines of one attack ready, says so, attacks when it is told to, and ends with its parent
// or when it has stopped. Arguments: number of the attack, port.
import { setPriority } from 'node:os';
import { AttackLine } from './attack-line.js';
import { ATTACKS } from './attacks.js';

/** How often each line is looked after. */
const BEAT_MS = 20;

// In truth it is another machine: it takes no time from those who are measured.
setPriority(10);
const attack = Object.values(ATTACKS)[Number(process.argv[2])];
const port = Number(process.argv[3]);
const lines: AttackLine[] = [];
for (let address = 1; address <= attack.addresses; address++)
  for (let line = 0; line < attack.linesPerAddress; line++)
    lines.push(new AttackLine(lines.length, `127.0.${2}.${address}`, port));
let cameBack = 0;

const firstOf = (line: AttackLine): AttackLine => lines[line.number - (line.number % attack.linesPerAddress)];

async function come(line: AttackLine): Promise<void> {
  try {
    await line.connect();
    await attack.ready(line, firstOf(line));
  } catch {
    // Not let in: it tries again, if the attack does.
  }
}

/** Each line says as much as it is to have said by now. */
function attackFrom(startedAtMs: number): void {
  const coming = new Set<AttackLine>();
  const owedOf = new Map(lines.map((line) => [line, line.said]));
  setInterval(() => {
    const due = ((performance.now() - startedAtMs) / 1000) * attack.perSecond;
    for (const line of lines) {
      if (coming.has(line)) continue;
      if (!line.isUp) {
        if (attack.comesBack !== true) continue;
        cameBack++;
        coming.add(line);
        void come(line).then(() => {
          coming.delete(line);
          owedOf.set(line, line.said - ((performance.now() - startedAtMs) / 1000) * attack.perSecond);
        });
        continue;
      }
      while (line.isUp && line.said - owedOf.get(line)! < due) line.say(attack.next(line));
    }
  }, BEAT_MS);
}

process.on('message', (order: 'go' | 'report') => {
  if (order === 'go') attackFrom(performance.now());
  else
    process.send!({
      up: lines.filter((line) => line.isUp).length,
      said: lines.reduce((sum, line) => sum + line.said, 0),
      cameBack,
    });
});
process.on('disconnect', () => process.exit(0));
// One after the other for each address, since a server lets only so many in at once.
await Promise.all(
  lines
    .filter((line) => line === firstOf(line))
    .map(async (first) => {
      for (const line of lines) if (firstOf(line) === first) await come(line);
    }),
);
process.send!('ready');
