// Counting by network: who owns a whole prefix counts as one, neighbours in a school count each.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { NetworkCounts } from '../../src/net/network-counts.js';
import { networkOf, networksOf } from '../../src/net/prefix.js';

const test = suite('net/network-counts');

const namesOf = (address: string): string[] => networksOf(address).map(({ name }) => name);

test('an address counts in its /64, /56 and /48 of IPv6, and in its /24 of IPv4', () => {
  assert.equal(namesOf('2001:db8:1:2ff:3:4:5:6'), [
    '2001:db8:1:2ff::/64',
    '2001:db8:1:200::/56',
    '2001:db8:1:0::/48',
  ]);
  assert.equal(namesOf('::ffff:192.0.2.7'), ['192.0.2.7/32', '192.0.2.0/24']);
  assert.is(networkOf('2001:db8:1:2::9'), networkOf('2001:db8:1:2:3:4:5:6'));
  assert.is(networkOf('::ffff:192.0.2.7'), networkOf('192.0.2.7'));
  assert.equal(namesOf(''), ['']);
});

test('neighbours count one by one: private, link-local, unique-local, and those of this machine', () => {
  for (const address of [
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.17',
    '169.254.3.4',
    '100.64.0.9',
    '127.0.0.1',
    '::1',
    'fe80::9',
    'febf::1',
    'fd12:3456::7',
  ])
    assert.equal(namesOf(address), [address]);
  assert.equal(namesOf('::ffff:10.1.2.3'), ['10.1.2.3']);
  assert.equal(namesOf('fe80::9%eth0'), ['fe80::9']);
  for (const address of ['172.32.0.1', '11.0.0.1', '2001:db8::1', '::2'])
    assert.ok(namesOf(address).length > 1, address);
});

test('a /56 may have four times as much as one address, a /48 and a /24 sixteen times', () => {
  const counts = new NetworkCounts();
  const max = 2;
  const fill = (addressOf: (index: number) => string): number => {
    let index = 0;
    for (; index < 1000; index++) {
      if (counts.overfull(addressOf(index), max) !== null) break;
      counts.add(addressOf(index));
    }
    return index;
  };
  assert.is(
    fill(() => '2001:db8::1'),
    2,
  );
  assert.is(
    fill((index) => `2001:db8:0:${(index + 1).toString(16)}::1`),
    6,
  );
  assert.is(
    fill((index) => `2001:db8:0:${(256 * (index + 1)).toString(16)}::1`),
    24,
  );
  assert.is(
    fill((index) => `192.0.2.${index % 256}`),
    32,
  );
  assert.is(
    fill((index) => `10.0.0.${index % 256}`),
    512,
  );
});

test('what is taken away leaves nothing behind', () => {
  const counts = new NetworkCounts();
  counts.add('2001:db8::1', 3);
  counts.add('2001:db8::2', -3);
  assert.is(counts.of(networkOf('2001:db8::1')), 0);
  assert.is(counts.overfull('2001:db8::1', 4, 4), null);
  assert.is(counts.overfull('2001:db8::1', 4, 5)?.share, 1);
});

test.run();
