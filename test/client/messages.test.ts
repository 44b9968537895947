// The sentences of the client: what belongs to the command line stays out of the game's screens.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { LANGUAGES } from '../../src/client/language.js';
import { MESSAGES, type MessageId } from '../../src/client/messages.js';

const test = suite('client/messages');

const FOLDER = join('src', 'client');
/** What they say is read in a shell, before or after the game. */
const OF_THE_SHELL = ['options.ts', 'contradictions.ts', 'find.ts'];
/** How to trust another key is told where it can't be done by a slip of one key. */
const ALLOWED: readonly string[] = ['server-changed'];

test('no sentence that is said inside of the game names an option or a command of the shell', () => {
  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const said = files
    .filter((file) => !OF_THE_SHELL.includes(file))
    .flatMap((file) => [...readFileSync(join(FOLDER, file), 'utf8').matchAll(/\bsay\(\s*'([\w-]+)'/g)])
    .map(([, id]) => id as MessageId)
    .filter((id) => !ALLOWED.includes(id));
  assert.ok(said.length > 100, `${said.length} sentences`);
  for (const language of LANGUAGES)
    for (const id of said) assert.not.match(MESSAGES[language][id], /--[a-z]|npx /, id);
});

test.run();
