import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { detectCapabilities } from '../../src/client/capabilities.js';

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

test('what terminal-kit knows counts where the environment is silent', () => {
  assert.is(detectCapabilities({ TERM: 'odd' }, { trueColor: true }).colours, 'truecolor');
  assert.is(detectCapabilities({ TERM: 'odd' }, { '256colors': true }).colours, '256');
  assert.is(detectCapabilities({ TERM: 'odd' }, { trueColor: undefined }).colours, '16');
});

test('the Windows console has all colours', () => {
  assert.is(detectCapabilities({}, {}, 'win32').colours, 'truecolor');
  assert.is(detectCapabilities({ NO_COLOR: '1' }, {}, 'win32').colours, 'none');
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
