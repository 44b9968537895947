// When plain mode is on: by the flag, by what people say, by what is set for a screen reader; and not by what every desktop sets.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { choosePlain } from '../../../src/client/plain/detect.js';

const test = suite('client/plain/detect');

test('a flag says it, whatever the environment says', () => {
  assert.equal(choosePlain(true, {}), { isPlain: true, because: '' });
  assert.equal(choosePlain(false, { ACCESSIBLE: '1', DTK_PROGRAM: 'espeak' }), { isPlain: false });
});

test('ACCESSIBLE says it, and says no as well', () => {
  for (const value of ['1', 'true', 'yes'])
    assert.equal(choosePlain(null, { ACCESSIBLE: value }), { isPlain: true, because: '' });
  for (const value of ['0', 'false', 'no'])
    assert.equal(choosePlain(null, { ACCESSIBLE: value, GNOME_ACCESSIBILITY: '1' }), { isPlain: false });
});

test('what is set for Orca or Emacspeak turns it on and is named', () => {
  for (const [name, value] of [
    ['ACCESSIBILITY_ENABLED', '1'],
    ['GNOME_ACCESSIBILITY', '1'],
    ['DTK_PROGRAM', 'espeak'],
  ])
    assert.equal(choosePlain(null, { [name]: value }), { isPlain: true, because: name });
  assert.equal(choosePlain(null, { GNOME_ACCESSIBILITY: '0' }), { isPlain: false });
});

test('what every desktop session sets says nothing', () => {
  const desktop = {
    QT_ACCESSIBILITY: '1',
    QT_LINUX_ACCESSIBILITY_ALWAYS_ON: '1',
    GTK_MODULES: 'gail:atk-bridge',
    ACCESSIBLE: '',
  };
  assert.equal(choosePlain(null, desktop), { isPlain: false });
});

test.run();
