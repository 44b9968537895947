import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { detectCapabilities, mayBeAsked, withAnswer } from '../../src/client/capabilities.js';

test('colours by environment', () => {
  for (const [env, expected] of [
    [{ TERM: 'xterm-256color' }, '256'],
    [{ TERM: 'xterm-256color', COLORTERM: 'truecolor' }, 'truecolor'],
    [{ TERM: 'xterm-256color', COLORTERM: '24bit' }, 'truecolor'],
    [{ TERM: 'xterm-256color', COLORTERM: 'truecolor', NO_COLOR: '1' }, 'none'],
    [{ TERM: 'xterm-256color', NO_COLOR: '' }, '256'],
    [{ TERM: 'xterm' }, '16'],
    [{ TERM: 'linux', COLORTERM: 'truecolor' }, '16'],
    [{ TERM: 'vt220' }, 'none'],
    [{ TERM: 'xterm-kitty' }, 'truecolor'],
    [{ TERM: 'xterm-256color', VTE_VERSION: '7600' }, 'truecolor'],
    [{ TERM: 'xterm-256color', TERM_PROGRAM: 'Apple_Terminal' }, '256'],
    [{ TERM: 'xterm-256color', TERM_PROGRAM: 'iTerm.app' }, 'truecolor'],
    [{ TERM: 'screen-256color', COLORTERM: 'truecolor' }, '256'],
    [{ TERM: 'screen-256color', COLORTERM: 'truecolor', TMUX: '/tmp/tmux,1,0' }, 'truecolor'],
    [{ TERM: 'tmux-256color' }, '256'],
    [{}, '16'],
  ] as const)
    assert.is(detectCapabilities(env).colours, expected, JSON.stringify(env));
});

test('colours by what the terminal itself answers, as recorded, but none for who wants none', () => {
  const known = detectCapabilities({ TERM: 'xterm' });
  for (const [reply, expected] of [
    // xterm, foot; kitty; xterm of 256 colours; one that has made another colour of it; none.
    ['\x1bP1$r0;48:2::1:2:3m\x1b\\', 'truecolor'],
    ['\x1bP1$r0;48:2:1:2:3m\x1b\\', 'truecolor'],
    ['\x1bP1+r524742=38\x1b\\', 'truecolor'],
    ['\x1bP1+r436f=323536\x1b\\', '256'],
    ['\x1bP1+r436F=3136\x1b\\', '16'],
    ['\x1bP1$r0;48:5:16m\x1b\\', '16'],
    ['\x1bP0$r\x1b\\', '16'],
    ['\x1bP0+r524742\x1b\\', '16'],
  ] as const)
    assert.is(withAnswer(known, reply).colours, expected, JSON.stringify(reply));
  const none = detectCapabilities({ TERM: 'xterm', NO_COLOR: '1' });
  assert.is(withAnswer(none, '\x1bP1+r524742=38\x1b\\').colours, 'none');
});

test('a terminal that shows UTF-8 as Latin 1, or a half block in two columns, is told ASCII', () => {
  const known = detectCapabilities({ TERM: 'xterm' });
  assert.is(withAnswer(known, '\x1b[2;3R').ascii, false);
  assert.is(withAnswer(known, '\x1b[2;4R').ascii, true);
  assert.is(withAnswer(known, '\x1b[2;5R').ascii, true);
  // F3 with Shift.
  assert.is(withAnswer(known, '\x1b[1;2R').ascii, false);
});

test('screen inside tmux has what screen has; xterm by its own variable; st', () => {
  const inTmux = { TMUX: '/tmp/tmux,1,0', COLORTERM: 'truecolor' };
  assert.is(detectCapabilities({ ...inTmux, TERM: 'screen', STY: '1.pts-1' }).colours, '16');
  assert.is(detectCapabilities({ ...inTmux, TERM: 'screen-256color', STY: '1.pts-1' }).colours, '256');
  assert.is(detectCapabilities({ TERM: 'xterm', XTERM_VERSION: 'XTerm(379)' }).colours, '256');
  assert.is(detectCapabilities({ TERM: 'st-256color' }).colours, 'truecolor');
});

test('no terminal is asked in the words of DCS that would print them, or hand them on', () => {
  for (const TERM of ['linux', 'screen', 'screen-256color', 'vt220', 'ansi'])
    assert.not.ok(mayBeAsked({ TERM }));
  for (const TERM of ['xterm', 'st-256color', 'tmux-256color', 'foot']) assert.ok(mayBeAsked({ TERM }));
});

test('the Windows console has all colours', () => {
  assert.is(detectCapabilities({}, 'win32').colours, 'truecolor');
  assert.is(detectCapabilities({ NO_COLOR: '1' }, 'win32').colours, 'none');
});

test('ASCII alone for line terminals, and where the locale says that there is no UTF-8', () => {
  for (const [env, expected] of [
    [{ TERM: 'xterm-256color' }, false],
    [{ TERM: 'xterm-256color', LANG: 'pl_PL.UTF-8' }, false],
    [{ TERM: 'xterm-256color', LANG: 'C.utf8' }, false],
    [{ TERM: 'xterm-256color', LANG: 'pl_PL.ISO-8859-2' }, true],
    [{ TERM: 'xterm-256color', LANG: 'pl_PL.UTF-8', LC_ALL: 'C' }, true],
    [{ TERM: 'xterm-256color', LANG: 'C', LC_CTYPE: 'en_GB.UTF-8' }, false],
    [{ TERM: 'xterm-256color', LANG: 'en_GB.UTF-8', LC_ALL: '' }, false],
    [{ TERM: 'linux' }, true],
    [{ TERM: 'linux', LANG: 'en_GB.UTF-8' }, false],
    [{ TERM: 'vt100', LANG: 'en_GB.UTF-8' }, true],
    [{ TERM: 'vt220' }, true],
    [{}, false],
  ] as const)
    assert.is(detectCapabilities(env).ascii, expected, JSON.stringify(env));
});

test('REP only where it is known to be there', () => {
  assert.ok(detectCapabilities({ TERM: 'xterm-256color', XTERM_VERSION: 'XTerm(390)' }).repeat);
  assert.ok(detectCapabilities({ TERM: 'foot' }).repeat);
  assert.not.ok(detectCapabilities({ TERM: 'xterm-256color' }).repeat);
  assert.not.ok(detectCapabilities({ TERM: 'tmux-256color', TMUX: 'x', VTE_VERSION: '7600' }).repeat);
});

test.run();
