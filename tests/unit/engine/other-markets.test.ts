import { describe, expect, it } from 'vitest';
import { lastSession, sessionOn } from '../../../lib/engine/market-hours.ts';
import { otherMarketIds, otherMarkets, riskAppetite, toKeptMarket } from '../../../lib/engine/other-markets.ts';
import type { KeptMarket, OtherMarketId } from '../../../lib/model/context.ts';
import type { OtherMarketFigure } from '../../../lib/model/engine.ts';

const utc = (text: string) => Date.parse(`${text}Z`);
const session = (id: OtherMarketId, text: string) => {
  const { from, to } = lastSession(id, utc(text));
  return [from, to].map(time => new Date(time).toISOString().slice(0, 16));
};

describe('hours of exchanges', () => {
  it.each<[OtherMarketId, string, string, string]>([
    // Winter: Frankfurt is an hour ahead of UTC, New York five behind.
    ['stoxx50', '2026-02-12T00:30', '2026-02-11T08:00', '2026-02-11T16:30'],
    ['dax', '2026-02-12T08:00', '2026-02-12T08:00', '2026-02-12T16:30'],
    ['sp500', '2026-02-12T00:30', '2026-02-11T14:30', '2026-02-11T21:00'],
    ['vix', '2026-02-11T18:00', '2026-02-11T14:30', '2026-02-11T21:15'],
    ['us10y', '2026-02-11T18:00', '2026-02-11T13:20', '2026-02-11T20:00'],
    // Summer.
    ['stoxx50', '2026-05-20T09:00', '2026-05-20T07:00', '2026-05-20T15:30'],
    ['sp500', '2026-05-20T09:00', '2026-05-19T13:30', '2026-05-19T20:00'],
    // Three weeks in spring America has summer time and Europe has not: from 8 to 29 March 2026.
    ['sp500', '2026-03-06T18:00', '2026-03-06T14:30', '2026-03-06T21:00'],
    ['sp500', '2026-03-09T18:00', '2026-03-09T13:30', '2026-03-09T20:00'],
    ['stoxx50', '2026-03-27T12:00', '2026-03-27T08:00', '2026-03-27T16:30'],
    ['stoxx50', '2026-03-30T12:00', '2026-03-30T07:00', '2026-03-30T15:30'],
    // One week in autumn: from 25 October to 1 November 2026.
    ['stoxx50', '2026-10-26T12:00', '2026-10-26T08:00', '2026-10-26T16:30'],
    ['sp500', '2026-10-30T18:00', '2026-10-30T13:30', '2026-10-30T20:00'],
    ['sp500', '2026-11-02T18:00', '2026-11-02T14:30', '2026-11-02T21:00'],
    // The last Sunday of October 2027 is the 31st.
    ['dax', '2027-10-26T12:00', '2027-10-26T07:00', '2027-10-26T15:30'],
    // At the weekend it is Friday's.
    ['stoxx50', '2026-02-15T12:00', '2026-02-13T08:00', '2026-02-13T16:30'],
    ['sp500', '2026-02-16T10:00', '2026-02-13T14:30', '2026-02-13T21:00'],
    // The dollar's day begins the evening before.
    ['dollar', '2026-02-12T00:30', '2026-02-11T01:00', '2026-02-11T22:00'],
    ['dollar', '2026-02-12T01:00', '2026-02-12T01:00', '2026-02-12T22:00'],
    ['dollar', '2026-02-14T12:00', '2026-02-13T01:00', '2026-02-13T22:00'],
    ['dollar', '2026-02-16T01:00', '2026-02-16T01:00', '2026-02-16T22:00'],
  ])('of %s at %s are from %s to %s', (id, now, from, to) => {
    expect(session(id, now)).toEqual([from, to]);
  });

  it('are told of a date', () => {
    expect(sessionOn('vix', utc('2026-02-11')).to).toBe(utc('2026-02-11T21:15'));
  });
});

describe('outside markets', () => {
  const row = (id: OtherMarketId, at: string, part: Partial<KeptMarket> = {}): KeptMarket => ({
    id,
    value: 5_952,
    before: 6_000,
    at: utc(at),
    source: 'Made',
    ...part,
  });
  const figure = (kept: KeptMarket, now: string): OtherMarketFigure => {
    const found = otherMarkets([kept], utc(now));
    const [first] = 'unknown' in found ? [] : found;
    if (first === undefined) throw new Error('no figure');
    return first;
  };

  it('shows the Euro Stoxx 50 of the reference day closed, 0.8 % down at its last close', () => {
    // 5,952 / 6,000 - 1 = -0.008.
    const found = figure(row('stoxx50', '2026-02-11T16:30'), '2026-02-12T00:30');
    expect(found).toMatchObject({
      id: 'stoxx50',
      value: 5_952,
      isOpen: false,
      at: utc('2026-02-11T16:30'),
      source: 'Made',
    });
    expect(found.change).toBeCloseTo(-0.008, 12);
  });

  it('takes the change of a yield in points', () => {
    const found = figure(row('us10y', '2026-02-11T20:00', { value: 4.17, before: 4.14 }), '2026-02-12T00:30');
    expect(found.change).toBeCloseTo(0.03, 12);
  });

  it('has no change without the close before', () => {
    const { before: _before, ...kept } = row('dax', '2026-02-11T16:30');
    expect(figure(kept, '2026-02-12T00:30')).not.toHaveProperty('change');
  });

  it('is open inside its hours with a value of this session, to its last millisecond', () => {
    const kept = row('dax', '2026-02-11T09:00');
    expect(figure(kept, '2026-02-11T16:29:59.999').isOpen).toBe(true);
    expect(figure(kept, '2026-02-11T16:30').isOpen).toBe(false);
  });

  it('is closed on a holiday, when the value is of the session before, and says of when it is', () => {
    // Presidents' Day, a Monday: the last value is Friday's.
    const found = figure(row('sp500', '2026-02-13T21:00'), '2026-02-16T18:00');
    expect(found).toMatchObject({ isOpen: false, at: utc('2026-02-13T21:00') });
  });

  it('shows what is known, in one order, and is unknown without anything', () => {
    const rows = [...otherMarketIds].reverse().map(id => row(id, '2026-02-11T16:00'));
    expect(otherMarkets(rows.slice(1), utc('2026-02-12T00:30'))).toMatchObject(otherMarketIds.slice(0, -1).map(id => ({ id })));
    expect(otherMarkets([], 0)).toEqual({ unknown: 'noMarkets' });
  });
});

describe('the moment of a value', () => {
  const received = utc('2026-02-12T00:30');

  it('is that of the last trade, and never later than its receipt', () => {
    expect(toKeptMarket({ id: 'dax', value: 1, time: received - 5 }, 'Made', received)).toEqual({
      id: 'dax',
      value: 1,
      at: received - 5,
      source: 'Made',
    });
    expect(toKeptMarket({ id: 'dax', value: 1, time: received + 5 }, 'Made', received).at).toBe(received);
  });

  it('is the close of the day where only the date is told', () => {
    const row = { id: 'vix', value: 20, before: 19, time: utc('2026-02-11'), isDay: true } as const;
    expect(toKeptMarket(row, 'Made', received)).toEqual({
      id: 'vix',
      value: 20,
      before: 19,
      at: utc('2026-02-11T21:15'),
      source: 'Made',
    });
    expect(toKeptMarket(row, 'Made', utc('2026-02-11T18:00')).at).toBe(utc('2026-02-11T18:00'));
  });
});

describe('how outside markets lean', () => {
  const now = utc('2026-02-12T00:30');
  const lean = (changes: Partial<Record<OtherMarketId, number>>, at = now) =>
    riskAppetite(
      Object.entries(changes).map(([id, change]) => ({
        id: id as OtherMarketId,
        name: id,
        value: 1,
        change,
        isOpen: false,
        at,
        source: 'Made',
      })),
      now,
    );

  it.each([
    ['risk-off', { stoxx50: -0.008, dax: -0.007, sp500: -0.009, vix: 0.09 }],
    ['risk-on', { stoxx50: 0.008, dax: 0.007, sp500: 0.001, vix: -0.05 }],
    ['mixed', { stoxx50: -0.004, dax: -0.003, sp500: -0.004, vix: 0.02 }],
    ['mixed', { stoxx50: -0.012, dax: -0.011, sp500: -0.01, vix: -0.02 }],
    // The middle one counts: one index alone does not make a lean.
    ['mixed', { stoxx50: -0.02, dax: -0.001, sp500: 0.001, vix: 0.03 }],
    ['risk-off', { sp500: -0.005, vix: 0.001 }],
  ] as const)('is %s for %o', (word, changes) => {
    expect(lean(changes)).toBe(word);
  });

  it('is not known without VIX, without an index, or of last week', () => {
    expect(lean({ sp500: -0.02 })).toBeUndefined();
    expect(lean({ vix: 0.1 })).toBeUndefined();
    expect(lean({ sp500: -0.02, vix: 0.1 }, now - 6 * 86_400_000)).toBeUndefined();
  });
});
