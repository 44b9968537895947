import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findBindingFaults, type KeysByAction } from '../../src/client/check-bindings.js';

const KNOWN = new Set(['fire', 'stop', 'drive-up']);
const RESERVED = new Set(['q', 'ESCAPE']);

function faultsOf(table: KeysByAction): string[] {
  return findBindingFaults(table, KNOWN, RESERVED).map(({ kind, action, key }) => `${kind} ${action} ${key}`);
}

test('a good table has no faults', () => {
  assert.equal(faultsOf({}), []);
  assert.equal(faultsOf({ fire: [' ', 'e'], 'drive-up': ['UP', 'E'] }), []);
});

test('every fault is told, in order', () => {
  assert.equal(faultsOf({ fire: ['e', 'q', 'e'], dance: ['z'], stop: [], 'drive-up': ['e', 'ESCAPE'] }), [
    'reserved-key fire q',
    'duplicate-key fire e',
    'unknown-action dance ',
    'no-key stop ',
    'duplicate-key drive-up e',
    'reserved-key drive-up ESCAPE',
  ]);
  assert.equal(faultsOf({ constructor: ['e'] }), ['unknown-action constructor ']);
});

test.run();
