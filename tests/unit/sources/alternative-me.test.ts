import { describe, expect, it } from 'vitest';
import { alternativeMe } from '../../../lib/sources/alternative-me.ts';
import { fixture, received } from '../../contract/fixtures.ts';

const today = Date.UTC(2026, 1, 12);
const dayMs = 86_400_000;

function read(payload: unknown) {
  return alternativeMe.parse(payload, { receivedTime: received });
}

function payload(...data: readonly unknown[]) {
  return { name: 'Fear and Greed Index', data, metadata: { error: null } };
}

describe('the Fear & Greed index', () => {
  it('is read by UTC days, newest first, with the word of the provider', () => {
    const days = [
      { day: today, value: 5, word: 'Extreme Fear' },
      { day: today - dayMs, value: 11, word: 'Extreme Fear' },
      { day: today - 2 * dayMs, value: 50, word: 'Neutral' },
    ];
    expect(read(fixture('alternative-me', 'fng'))).toEqual({ kind: 'events', events: days, rejections: [] });
    const { data } = fixture('alternative-me', 'fng') as { data: unknown[] };
    expect(read(payload(...data.toReversed()))).toMatchObject({ events: days });
  });

  it('is credited with its name and address', () => {
    expect(alternativeMe.attribution).toEqual({
      text: 'Fear & Greed: alternative.me',
      url: 'https://alternative.me/crypto/fear-and-greed-index/',
    });
  });

  it('is rejected with the words of the provider', () => {
    expect(read(fixture('alternative-me', 'error'))).toEqual({
      kind: 'rejected',
      rejections: [{ reason: 'alternative.me: limit is not valid', path: 'metadata.error' }],
    });
    expect(read('<html>').kind).toBe('rejected');
  });

  it.each([
    ['a value above 100', { value: '101' }, 'value'],
    ['a value below 0', { value: '-1' }, 'value'],
    ['no value', { value: null }, 'value'],
    ['half a point', { value: '5.5' }, 'value'],
    ['markup for a word', { value_classification: '<b>Fear</b>' }, 'value_classification'],
    ['a date in words', { timestamp: '02-12-2026' }, 'timestamp'],
    ['a day before the index began', { timestamp: '1517356800' }, 'timestamp'],
    ['a day after tomorrow', { timestamp: String((today + 3 * dayMs) / 1_000) }, 'timestamp'],
  ])('rejects a row with %s and keeps the others', (_what, changes, path) => {
    const good = { value: '11', value_classification: 'Extreme Fear', timestamp: String(today / 1_000) };
    const parsed = read(payload({ ...good, ...changes }, good));
    if (parsed.kind !== 'events') throw new Error(parsed.kind);
    expect(parsed.events).toEqual([{ day: today, value: 11, word: 'Extreme Fear' }]);
    expect(parsed.rejections.map(rejection => rejection.path)).toEqual([`data.0.${path}`]);
  });

  it('is asked for whole days, one at the least (0 would mean all of them)', () => {
    expect(alternativeMe.request(31).url).toBe('https://api.alternative.me/fng/?limit=31');
    expect(alternativeMe.request(0).url).toBe('https://api.alternative.me/fng/?limit=1');
  });
});
