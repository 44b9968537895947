import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseTerms } from '../../src/protocol/terms.js';

test('a time, a reason, both or neither', () => {
  for (const [text, minutes, reason] of [
    ['', undefined, undefined],
    ['10', 10, undefined],
    ['30m', 30, undefined],
    ['2h rude words', 120, 'rude words'],
    ['7d', 10_080, undefined],
    ['0', 0, undefined],
    ['rude words 2h', undefined, 'rude words 2h'],
    // A number that is no time begins a reason.
    ['3x too loud', undefined, '3x too loud'],
    ['1234567 far too long', undefined, '1234567 far too long'],
  ] as const) {
    const terms = parseTerms(text);
    assert.equal([terms.minutes, terms.reason], [minutes, reason], text);
  }
});

test.run();
