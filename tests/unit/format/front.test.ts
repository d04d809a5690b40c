import { describe, expect, it } from 'vitest';
import { formatFeeds, formatProgress, worstFeed } from '../../../lib/format/feeds.ts';
import { composeFront } from '../../../lib/format/front.ts';
import { composeHours } from '../../../lib/format/hours.ts';
import { composeLadder, nearLevels, toLevelWords } from '../../../lib/format/ladder.ts';
import type { FeedHealth, HourBar, Level } from '../../../lib/model/snapshot.ts';
import { emptySnapshot, referenceSnapshot } from '../../fixtures/snapshots.ts';

const level = (price: number, state?: Level['state'], since?: number): Level => ({
  price,
  role: price > 100 ? 'resistance' : 'support',
  reasons: [],
  ...(state && { state }),
  ...(since !== undefined && { since }),
});

const noFuel = { unknown: 'noInterest' } as const;

describe('levels', () => {
  it('are kept by their story first, then by nearness, and stay in order', () => {
    const levels = [level(140, 'broken'), level(120), level(110), level(95), level(90, 'held'), level(80)];
    expect(nearLevels(levels, 100, 2).map(({ price }) => price)).toEqual([140, 110, 95, 90]);
  });

  it('say what they were until they broke', () => {
    const day = Date.UTC(2026, 1, 10, 8);
    expect(toLevelWords(level(110, 'broken', day))).toBe('support until 10 Feb');
    expect(toLevelWords(level(90, 'broken', day))).toBe('resistance until 10 Feb');
    expect(toLevelWords(level(110, 'broken'))).toBe('was support');
  });

  it('say since when they hold', () => {
    const day = Date.UTC(2026, 1, 6);
    expect(toLevelWords(level(90, 'held', day))).toBe('support since 6 Feb');
    expect(toLevelWords(level(90, 'tested', day))).toBe('support, touched 6 Feb');
    expect(toLevelWords(level(90, 'held'))).toBe('support');
    expect(toLevelWords(level(110))).toBe('resistance');
  });

  it('have an estimate below the price, drawn against the largest, and above it in the title alone', () => {
    const levels = [110, 95, 90].map(price => ({
      ...level(price),
      fuelUsd: 110 - price + 1e6 * (100 - price) * Math.sign(100 - price),
    }));
    const ladder = composeLadder('X', { levels, at: 0, source: 's' }, { usd: 100, at: 0, source: 's' }, noFuel);
    // 5,000,015 of 10,000,020 is a half, to six digits.
    expect(ladder?.below.map(({ bar }) => bar?.toFixed(5))).toEqual(['0.50000', '1.00000']);
    expect(ladder?.below[1]?.cells[1]?.text).toBe('≈ $10M forced');
    expect(ladder?.above[0]?.bar).toBeUndefined();
    expect(ladder?.above[0]?.cells[1]?.text).toBe('resistance');
    expect(ladder?.above[0]?.tip).toContain('of shorts forced out on the way, an estimate');
  });

  it('say in words what they are where there is no estimate, and have no bar', () => {
    const ladder = composeLadder('X', { levels: [level(95)], at: 0, source: 's' }, { usd: 100, at: 0, source: 's' }, noFuel);
    expect(ladder?.below[0]?.cells.map(({ text }) => text)).toEqual(['95', 'support']);
    expect(ladder?.below[0]).not.toHaveProperty('bar');
    expect(ladder?.tip).toContain('what would be forced out is unknown, because its open interest is not known');
  });

  it('are none without a price to put between them', () => {
    expect(composeLadder('X', { levels: [level(95)], at: 0, source: 's' }, undefined, noFuel)).toBeUndefined();
  });

  it('has two of the user’s own on each side besides, be they round numbers further away or none', () => {
    const own = (price: number) => ({ ...level(price), reasons: ['own' as const] });
    const levels = [own(120), level(110), level(105), level(95), level(90)];
    const others = [own(103), own(108), level(101), own(70), own(97), own(60)];
    const ladder = composeLadder('X', { levels, others, at: 0, source: 's' }, { usd: 100, at: 0, source: 's' }, noFuel);
    const texts = (rows: typeof ladder extends undefined ? never : NonNullable<typeof ladder>['above']) =>
      rows.map(({ cells: [price, words] }) => [price?.text, words?.text]);
    expect(texts(ladder?.above ?? [])).toEqual([
      ['110', 'resistance'],
      ['108', 'your level'],
      ['105', 'resistance'],
      ['103', 'your level'],
    ]);
    expect(texts(ladder?.below ?? [])).toEqual([
      ['97', 'your level'],
      ['95', 'support'],
      ['90', 'support'],
      ['70', 'your level'],
    ]);
  });

  it('tell how thin the book is below them, as an estimate', () => {
    expect(composeFront(referenceSnapshot, []).ladders['BTC']?.tip).toBe(
      'BTC by the hour, Binance, to 12 Feb, 00:00 UTC; ≈ $0.40–1.10 forced out per dollar of bids within 1% below, an estimate',
    );
  });
});

describe('hours', () => {
  const hourMs = 3_600_000;
  const hours = (longs: readonly number[], heard = 1): HourBar[] =>
    longs.map((longUsd, place) => ({ time: place * hourMs, longUsd, shortUsd: 1, heard }));
  // The last one is the hour that is running, and is left out.
  const flat = Array.from({ length: 6 }, () => 100);

  it('compare the last six full hours with the six before', () => {
    const slowing = hours([...flat, ...flat.map(() => 62), 5_000]);
    expect(composeHours(slowing).trend).toEqual({ text: 'slowing: −38% in 6 h', tone: 'pos' });
    expect(composeHours(hours([...flat, ...flat.map(() => 150), 0])).trend).toEqual({
      text: 'growing: +50% in 6 h',
      tone: 'neg',
    });
    expect(composeHours(hours([...flat, ...flat.map(() => 103), 0])).trend?.text).toBe('steady for 6 h');
  });

  it('say nothing of how it goes where half of an hour was not heard, or where nothing was before', () => {
    const some = hours([...flat, ...flat, 0]);
    expect(composeHours(some.map((hour, place) => (place === 3 ? { ...hour, heard: 0.4 } : hour))).trend).toBeUndefined();
    expect(composeHours(hours([...flat.map(() => 0), ...flat, 0])).trend).toBeUndefined();
    expect(composeHours(some.slice(2)).trend).toBeUndefined();
  });

  it('are bars on one scale, the longest 28 px; one that was not heard is marked so', () => {
    const { bars, label } = composeHours([
      { time: 0, longUsd: 40, shortUsd: 10, heard: 1 },
      { time: hourMs, longUsd: 0, shortUsd: 0, heard: 0.5 },
      { time: 2 * hourMs, heard: 0 },
    ]);
    expect(bars.map(({ long, short, heard }) => [long, short, heard])).toEqual([
      [28, 7, true],
      [0, 0, true],
      [0, 0, false],
    ]);
    expect(bars.map(({ tip }) => tip)).toEqual([
      '00:00 UTC: $40 longs, $10 shorts, 100% heard',
      '01:00 UTC: $0 longs, $0 shorts, 50% heard',
      '02:00 UTC: not heard',
    ]);
    expect(label).toBe('Forced out by hour: 2 of 24 hours heard, most longs at 00:00 UTC');
  });

  it('shrink together until the shorts fit below the axis, and none that is not zero disappears', () => {
    // 100 of shorts have the 11 px below: 50 of longs 5.5 px, and 1 no less than 0.8.
    const { bars } = composeHours([
      { time: 0, longUsd: 50, shortUsd: 100, heard: 1 },
      { time: hourMs, longUsd: 1, shortUsd: 0, heard: 1 },
    ]);
    expect(bars.map(({ long, short }) => [long, short])).toEqual([
      [5.5, 11],
      [0.8, 0],
    ]);
  });
});

describe('feeds', () => {
  const feed = (state: FeedHealth['state']): FeedHealth => ({
    id: state,
    name: state,
    state,
    reason: 'because',
    rejected: 0,
    events: 0,
  });

  it('are as good as the worst of them', () => {
    expect(worstFeed([feed('live'), feed('resting'), feed('waiting')])?.state).toBe('waiting');
    expect(worstFeed([feed('silent'), feed('blocked'), feed('failing')])?.state).toBe('failing');
    expect(worstFeed<FeedHealth>([])).toBeUndefined();
  });

  it('are all heard only when all are live', () => {
    expect(formatFeeds([feed('live'), feed('live')])).toBe('all 2 heard');
    expect(formatFeeds([feed('live'), feed('resting')])).toBe('resting: because');
    expect(formatFeeds([])).toBe('no feed heard yet');
  });

  it('say how far the past is read', () => {
    expect(formatProgress({ venue: 'Gate', stage: '7d', done: 40, total: 1_200 })).toBe('Gate 7d, 40 of 1,200');
  });
});

describe('what nobody was heard of', () => {
  it('has dashes and no parts, and is not zero', () => {
    const { liquidated, prices, ladders, fear } = composeFront(emptySnapshot, []);
    expect(liquidated).toEqual({
      total: '–',
      venues: '',
      seen: 'not heard yet',
      longs: { text: '–', tone: 'dim' },
      shorts: { text: '–', tone: 'dim' },
      shares: [],
      tip: 'not heard yet',
    });
    expect([prices, ladders, fear]).toEqual([{}, {}, undefined]);
  });
});
