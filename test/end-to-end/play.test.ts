// The two commands as people use them: how they start, what they say, what they leave behind. Real processes, real TLS on loopback,
// real terminals.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { Pty } from './pty.js';
import { CLIENT, createSuite, startClient, startServer } from './two-commands.js';

/** Names of processes with a variable in their environment, where the system tells; the terminal's own is left out. */
function processesWith(variable: string): string[] {
  if (!existsSync('/proc')) return [];
  return readdirSync('/proc').flatMap((pid) => {
    try {
      if (!/^\d+$/.test(pid)) return [];
      const name = readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
      const variables = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
      return name !== 'script' && variables.includes(variable) ? [name] : [];
    } catch {
      // It has ended while we looked, or is somebody else's.
      return [];
    }
  });
}

const { test, ptyTest } = createSuite('end-to-end/play');

ptyTest(
  'a client gives the terminal back and says what happened when the server goes away',
  async (context) => {
    const ada = startClient(context, 'ada', '--nick Ada --create');
    await ada.shows(/Pass this code on/);
    context.server.kill('SIGTERM');
    await ada.shows(/EXIT 1/);
    assert.match(ada.screen(), /was switched off/);
    assert.not.match(ada.screen(), /at .*\.js:\d+/);
    assert.match(ada.output, /\[\?1049l/);
    assert.match(ada.output, /\[\?25h/);
  },
);

ptyTest('--local plays at once and leaves no server behind', async (context) => {
  const pty = new Pty(`${process.execPath} ${CLIENT} --local`, {
    XDG_CONFIG_HOME: join(context.folder, 'local'),
    TMPDIR: context.folder,
  });
  context.open.push(pty);
  await pty.shows(/[23]:\d\d/);
  pty.type('\x1b[A ');
  pty.type('q');
  await pty.shows(/Leave the battle/);
  pty.type('y');
  await pty.shows(/EXIT 0/);
  // Nobody has inherited this test's folder, and the server's own folder in it is gone.
  assert.equal(readdirSync(context.folder).sort(), ['certs', 'data', 'local']);
  assert.equal(readdirSync(join(context.folder, 'local', 'terminal-tanks')), ['settings.json']);
  assert.equal(processesWith(`TMPDIR=${context.folder}`), []);
});

ptyTest('a terminal without UTF-8 and without colours gets ASCII alone, and no colours', async (context) => {
  const pty = new Pty(`${process.execPath} ${CLIENT} --local`, {
    XDG_CONFIG_HOME: join(context.folder, 'local'),
    LC_ALL: 'C',
    NO_COLOR: '1',
  });
  context.open.push(pty);
  await pty.shows(/####.*HHHH/);
  pty.type('qy');
  await pty.shows(/EXIT 0/);
  const beyond = Array.from(pty.output).find((sign) => sign > '~');
  assert.is(beyond, undefined);
  assert.not.match(pty.output, /\[[\d;]*[34]8;/);
});

ptyTest('what a client keeps is for its player alone, whatever the umask', async (context) => {
  for (const umask of ['000', '277']) {
    const config = join(context.folder, umask);
    const options = `--host 127.0.0.1 --port ${context.port} --trust --nick Ada${umask}`;
    const pty = new Pty(`sh -c "umask ${umask}; exec ${process.execPath} ${CLIENT} ${options}"`, {
      XDG_CONFIG_HOME: config,
    });
    context.open.push(pty);
    await pty.shows(/Create a room/);
    pty.type('qy');
    await pty.shows(/EXIT 0/);
    const kept = readdirSync(config, { recursive: true, encoding: 'utf8' });
    assert.ok(kept.some((name) => name.endsWith('identity.pem')));
    for (const name of kept) {
      const stats = statSync(join(config, name));
      assert.is(stats.mode & 0o777, stats.isDirectory() ? 0o700 : 0o600, name);
    }
  }
});

ptyTest('a changed certificate is refused with an explanation', async (context) => {
  const ada = startClient(context, 'ada', '--nick Ada');
  await ada.shows(/Create a room/);
  ada.type('qy');
  await ada.shows(/EXIT 0/);
  const ended = new Promise((resolve) => context.server.once('exit', resolve));
  context.server.kill('SIGTERM');
  await ended;
  assert.is(context.server.exitCode, 0);
  rmSync(join(context.folder, 'certs'), { recursive: true });
  await startServer(context, context.port);
  const again = startClient(context, 'ada', '--nick Ada');
  await again.shows(/EXIT 1/);
  assert.match(again.screen().replace(/\s+/g, ' '), /another fingerprint than before/);
  assert.match(again.screen(), /--forget/);
});

ptyTest('the title screen teaches the keys once, and plays from there in Polish too', async (context) => {
  const start = (): Pty => {
    const pty = new Pty(`${process.execPath} ${CLIENT} --lang pl --bots 3`, {
      XDG_CONFIG_HOME: join(context.folder, 'title'),
    });
    context.open.push(pty);
    return pty;
  };
  const first = start();
  await first.shows(/KLAWISZE W MINUTĘ/);
  first.type('\x1b');
  await first.shows(/Graj od razu z botami/);
  // From the end of the list: servers of this network may stand in front.
  first.type(`${'\x1b[A'.repeat(5)}\r`);
  await first.shows(/Gdzie jest serwer/);
  first.type('127.0.0.1:1\r');
  await first.shows(/nic nie nasłuchuje/);
  first.type(`\x15127.0.0.1:${context.port}\r`);
  await first.shows(/Czy od teraz ufać/);
  first.type('t\r');
  await first.shows(/Twój nick/);
  first.type('Ada\r');
  await first.shows(/Utwórz pokój/);
  first.type('qt');
  await first.shows(new RegExp(`127\\.0\\.0\\.1:${context.port} .*jako Ada`));
  first.type('qt');
  await first.shows(/EXIT 0/);
  // What was learnt is not taught again.
  const second = start();
  await second.shows(/Graj od razu z botami/);
  second.type('\r');
  await second.shows(/GRAJ OD RAZU/);
  second.type('\r');
  await second.shows(/[23]:\d\d/);
  second.type('qt');
  await second.shows(/Inny serwer/);
  second.type('\x03\x03');
  await second.shows(/EXIT 0/);
});

ptyTest('a terminal without a cursor is refused before anything starts', async (context) => {
  const pty = new Pty(`${process.execPath} ${CLIENT} --local`, { TERM: 'dumb' });
  context.open.push(pty);
  await pty.shows(/EXIT 2/);
  assert.match(pty.screen(), /TERM is "dumb"/);
});

ptyTest('a client that was killed leaves a terminal that --reset-terminal mends', async (context) => {
  const again = `${process.execPath} ${CLIENT} --reset-terminal; stty -a`;
  const pty = new Pty(
    `${process.execPath} ${CLIENT} --local`,
    { XDG_CONFIG_HOME: join(context.folder, 'home') },
    again,
  );
  context.open.push(pty);
  await pty.shows(/[23]:\d\d/);
  pty.killProgram();
  await pty.shows(/MENDED 0/);
  assert.match(pty.screen(), /[^-]icanon/);
  assert.match(pty.screen(), /[^-]echo\b/);
  assert.not.match(pty.screen(), /[23]:\d\d/);
  assert.ok(pty.output.lastIndexOf('\x1b[?25h') > pty.output.lastIndexOf('\x1b[?25l'));
});

for (const [what, args, text, code] of [
  ['nothing listens', ['--host', '127.0.0.1', '--port', '1'], /Nothing listens/, 1],
  ['there is no such host', ['--host', 'no-such-host.invalid'], /no host named/, 1],
  ['it is no terminal', ['--local'], /terminal/, 2],
  ['an option is wrong', ['--host', 'x', '--port', 'seven'], /port/i, 2],
] as const) {
  const register = text.source === 'terminal' || code === 2 ? test : ptyTest;
  register(`the client says it in words when ${what}`, async (context) => {
    if (code === 2) {
      const { status, stderr } = spawnSync(process.execPath, [CLIENT, ...args], {
        encoding: 'utf8',
        input: '',
        env: { ...process.env, LC_ALL: 'en_US.UTF-8' },
      });
      assert.is(status, 2);
      assert.match(stderr, text);
      assert.not.match(stderr, /\.js:\d+/);
      return;
    }
    const pty = new Pty(`${process.execPath} ${CLIENT} --nick Ada --trust ${args.join(' ')}`, {
      XDG_CONFIG_HOME: join(context.folder, 'ada'),
    });
    context.open.push(pty);
    await pty.shows(/EXIT 1/);
    assert.match(pty.screen(), text);
    assert.not.match(pty.screen(), /\.js:\d+/);
  });
}

test.run();
