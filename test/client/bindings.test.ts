// The player's own keys in place of the usual ones.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ACTIONS, bindingsOf, bindKey, keysOf, nameOf, unbindKey } from '../../src/client/bindings.js';
import { KEY_BINDINGS } from '../../src/client/keys.js';
import { KEYS_MAX } from '../../src/client/settings.js';

const test = suite('client/bindings');

test('without a choice the keys are the usual ones', () => {
  assert.equal(bindingsOf({}), KEY_BINDINGS);
  assert.equal(keysOf('fire', {}), [' ']);
});

test('every action has a name of its own', () => {
  const names = Object.values(KEY_BINDINGS).map(nameOf);
  for (const [name, action] of ACTIONS) assert.is(nameOf(action), name);
  assert.equal([...new Set(names)], [...ACTIONS.keys()]);
});

test('a key that is chosen means nothing else any more', () => {
  const result = bindKey('fire', 'w', {});
  assert.is(result.kind, 'bound');
  if (result.kind !== 'bound') return;
  assert.is(result.from, 'drive-up');
  const bindings = bindingsOf(result.chosen);
  assert.equal(bindings.w, { kind: 'fire' });
  assert.equal(keysOf('drive-up', result.chosen), ['UP', 'k']);
  assert.equal(keysOf('fire', result.chosen), [' ', 'w']);
});

test('the same key again changes nothing; one too many and one of all screens are refused', () => {
  assert.equal(bindKey('fire', ' ', {}), { kind: 'bound', chosen: {}, from: null });
  assert.is(bindKey('fire', 'F1', {}).kind, 'reserved');
  const many = { fire: Array.from({ length: KEYS_MAX }, (_, index) => `F${index + 4}`) };
  assert.is(bindKey('fire', 'z', many).kind, 'full');
});

test('keys are taken away from the last', () => {
  assert.equal(keysOf('stop', unbindKey('stop', {})), ['x']);
  assert.equal(keysOf('stop', unbindKey('stop', unbindKey('stop', {}))), []);
});

test('what a damaged file holds does no harm', () => {
  const bindings = bindingsOf({
    dance: ['z'],
    fire: ['F3', 'CTRL_C'],
    stop: ['y'],
    lock: ['y'],
    __proto__: ['b'],
  });
  assert.is(bindings.q, undefined);
  assert.is(bindings.z, undefined);
  assert.equal(bindings.y, { kind: 'stop' });
  assert.equal(bindings.UP, KEY_BINDINGS.UP);
});

test.run();
