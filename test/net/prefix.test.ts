// Prefixes of addresses: one form of each, and who is in it.

import { BlockList } from 'node:net';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { hasPrefix, parsePrefix, prefixesOf } from '../../src/net/prefix.js';

const test = suite('net/prefix');

test('a prefix has one form', () => {
  for (const [text, prefix] of [
    ['192.0.2.7', '192.0.2.7/32'],
    ['192.0.2.7/24', '192.0.2.0/24'],
    ['10.255.0.1/8', '10.0.0.0/8'],
    ['::ffff:192.0.2.7', '192.0.2.7/32'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:DB8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:ffff::/33', '2001:db8:8000:0::/33'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['64:ff9b::192.0.2.7', '64:ff9b:0:0::/64'],
  ] as const) {
    assert.is(parsePrefix(text), prefix, text);
    assert.is(parsePrefix(prefix), prefix, prefix);
  }
});

test('what is too wide, too narrow or no address is none', () => {
  for (const text of [
    '',
    'Ada',
    '1.2.3',
    '1.2.3.4/7',
    '1.2.3.4/33',
    '1.2.3.4/',
    '::/15',
    '::/65',
    '::1/128',
    '1.2.3.4/-1',
    '1.2.3.4 /8',
    '300.1.1.1',
    '/8',
  ])
    assert.is(parsePrefix(text), null, text);
});

test('an address is in a prefix exactly when node says so', () => {
  const ipv4 = fc.tuple(fc.ipV4(), fc.ipV4(), fc.integer({ min: 8, max: 32 }), fc.constant('ipv4' as const));
  const ipv6 = fc.tuple(fc.ipV6(), fc.ipV6(), fc.integer({ min: 16, max: 64 }), fc.constant('ipv6' as const));
  fc.assert(
    fc.property(fc.oneof(ipv4, ipv6), fc.boolean(), ([one, other, bits, family], isSame) => {
      // By chance two addresses share little.
      const address = isSame ? one : other;
      const list = new BlockList();
      list.addSubnet(one, bits, family);
      const prefix = parsePrefix(`${one}/${bits}`);
      // "::ffff:1.2.3.4" is an address of IPv4 here.
      fc.pre(prefix !== null && !/^::ffff:/i.test(one) && !/^::ffff:/i.test(other));
      assert.is(hasPrefix(address, prefix!), list.check(address, family));
    }),
  );
});

test('all prefixes of an address are its own, the longest first', () => {
  const all = [...prefixesOf('192.0.2.7')];
  assert.equal([all.length, all[0], all.at(-1)], [25, '192.0.2.7/32', '192.0.0.0/8']);
  assert.is([...prefixesOf('2001:db8::1')].length, 49);
  assert.equal([...prefixesOf('')], []);
});

test.run();
