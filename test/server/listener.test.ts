// The listener: what counts as one address.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { networkOf } from '../../src/server/listener.js';

const test = suite('server/listener');

test('an address counts as itself in IPv4 and as its /64 in IPv6', () => {
  assert.is(networkOf('192.0.2.7'), '192.0.2.7');
  assert.is(networkOf('::ffff:192.0.2.7'), '192.0.2.7');
  assert.is(networkOf('2001:db8:1:2:3:4:5:6'), '2001:db8:1:2');
  assert.is(networkOf('2001:db8:1:2::9'), '2001:db8:1:2');
  assert.is(networkOf('fe80::1%eth0'), 'fe80:0:0:0');
  assert.is(networkOf('::1'), '0:0:0:0');
});

test.run();
