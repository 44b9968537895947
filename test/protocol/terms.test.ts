// For how long and why, as it is typed in both languages, and a term in words.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parseTerms, TERM_MINUTES_MAX, termInWords } from '../../src/protocol/terms.js';

const test = suite('protocol/terms');

test('a term, a reason, both or none', () => {
  for (const [text, minutes, reason] of [
    ['', undefined, undefined],
    ['30m', 30, undefined],
    ['2h rude words', 120, 'rude words'],
    ['7d', 10080, undefined],
    ['15', 15, undefined],
    ['too   loud', undefined, 'too   loud'],
    ['l33t hacks 1w', undefined, 'l33t hacks 1w'],
    ['1w', 10080, undefined],
    ['1.5h', 90, undefined],
    ['1,5 h: spam', 90, 'spam'],
    ['2 hours', 120, undefined],
    ['for 2 hours', 120, undefined],
    ['2 WEEKS spam', 20160, 'spam'],
    ['1h30m', 90, undefined],
    ['1 d 12 h noise', 2160, 'noise'],
    ['2 tygodnie', 20160, undefined],
    ['na 3 godziny krzyk', 180, 'krzyk'],
    ['1 dzień', 1440, undefined],
    ['10 minutę', 10, undefined],
  ] as const) {
    const expected = {
      ...(minutes !== undefined && { minutes }),
      ...(reason !== undefined && { reason }),
    };
    assert.equal(parseTerms(text), expected, text);
  }
});

test('a mistyped time bans nobody for good: what begins with a number and is no term is refused', () => {
  for (const text of [
    '1y',
    '1mo',
    '10x griefing',
    '30 rude words',
    '1.5.2h',
    '-5m',
    '+5m',
    '.5h',
    '0',
    '0m',
    '1.0001m',
    '0.5m',
    '1h30',
    '1h 2 many',
    '2 hourz',
    '1week2',
    'for 5x',
    `${TERM_MINUTES_MAX + 1}m`,
    '99999999999d',
  ])
    assert.is(parseTerms(text), null, text);
});

test('a term in words is in the largest units, in both languages', () => {
  assert.is(termInWords(90), '1 hour 30 minutes');
  assert.is(termInWords(10080 + 1440), '1 week 1 day');
  assert.is(termInWords(0), '0 minutes');
  assert.is(termInWords(5 * 60, 'pl'), '5 godzin');
  assert.is(termInWords(2 * 10080, 'pl'), '2 tygodnie');
});

test.run();
