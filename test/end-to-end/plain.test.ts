// Plain mode as it is started and left: no byte that steers a terminal, what turns it on, passwords that do not show. Real processes, real
// terminals, real TLS on loopback.
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { Pty } from './pty.js';
import { CLIENT, createSuite } from './two-commands.js';

const { test, ptyTest } = createSuite('end-to-end/plain');

/** An Escape begins whatever places a cursor, sets a colour or a mode. */
const steers = (output: string): boolean => output.includes('\x1b');

ptyTest(
  '--local --plain begins, answers, goes at half speed, and ends without a byte that steers',
  async (context) => {
    const pty = new Pty(`${process.execPath} ${CLIENT} --local --plain --lang en --mode duel`, {
      XDG_CONFIG_HOME: join(context.folder, 'plain'),
      TERM: 'dumb',
    });
    context.open.push(pty);
    await pty.shows(/The battle begins: duel on/);
    pty.type('n');
    await pty.shows(/(enemy|in sight).*armour|not on the field/);
    pty.type('b');
    // Three minutes of the game are six here.
    await pty.shows(/[56] minutes left/);
    pty.type('q');
    await pty.shows(/Leave the battle\? \(y\/n\)/);
    pty.type('y');
    await pty.shows(/EXIT 0/);
    assert.is(steers(pty.output), false);
  },
);

ptyTest(
  'a variable that is set for a screen reader turns it on and is named, --no-plain turns it off',
  async (context) => {
    const env = { XDG_CONFIG_HOME: join(context.folder, 'found'), GNOME_ACCESSIBILITY: '1' };
    const found = new Pty(`${process.execPath} ${CLIENT} --lang pl`, env);
    context.open.push(found);
    await found.shows(/Włączony, bo ustawiono GNOME_ACCESSIBILITY/);
    await found.shows(/1\. Graj od razu/);
    found.type('qt');
    await found.shows(/EXIT 0/);
    assert.is(steers(found.output), false);
    const drawn = new Pty(`${process.execPath} ${CLIENT} --no-plain`, env);
    context.open.push(drawn);
    await drawn.shows(/PRACTICE GROUND/);
    assert.is(steers(drawn.output), true);
  },
);

ptyTest(
  'a room with a password is made, talked in and left, and the password is nowhere',
  async (context) => {
    const options = `--host 127.0.0.1 --port ${context.port} --trust --nick Ada --lang en`;
    const pty = new Pty(`${process.execPath} ${CLIENT} ${options}`, {
      XDG_CONFIG_HOME: join(context.folder, 'ada'),
      ACCESSIBLE: '1',
    });
    context.open.push(pty);
    await pty.shows(/2\. Create a room/);
    pty.type('2');
    await pty.shows(/2\. Password: none/);
    pty.type('2');
    await pty.shows(/Password $/m);
    pty.type('sesame\r1');
    await pty.shows(/ROOM [A-Z2-9]{6}, free for all/);
    pty.type('t');
    await pty.shows(/Say:/);
    pty.type('good luck\r');
    await pty.shows(/Say: good luck/);
    pty.type('qy');
    await pty.shows(/1\. Play now/);
    pty.type('qy');
    await pty.shows(/EXIT 0/);
    assert.is(steers(pty.output), false);
    assert.not.match(pty.output, /sesame/);
  },
);

test.run();
