import { describe, expect, it } from 'vitest';
import { createBook } from '../../../lib/background/book.ts';
import type { StreamCoverage } from '../../../lib/background/book.ts';
import type { TailEvent } from '../../../lib/engine/amounts.ts';
import { createHistoryUnits, historyInstruments } from '../../../lib/background/history-units.ts';
import { createMarketState } from '../../../lib/background/market-state.ts';
import type { Intervals } from '../../../lib/model/coverage.ts';
import type { Instrument } from '../../../lib/model/trade.ts';
import { venues } from '../../../lib/venues/registry.ts';

const hour = 3_600_000;

function row(stream: string, intervals: Intervals, part: Partial<StreamCoverage> = {}): StreamCoverage {
  return { venue: 'okx', stream, layer: 'fine', source: 'events', intervals, ...part };
}
const span = (from: number, to: number): Intervals => [{ from: from * hour, to: to * hour }];

const units = [
  { key: 'BTC-USDT', bases: ['BTC'] },
  { key: 'BTC-USD', bases: ['BTC'] },
  { key: 'ETH-USDT', bases: ['ETH'] },
];

describe('what was heard of a venue', () => {
  it('is what all its streams heard; no stream, nothing heard', () => {
    const book = createBook();
    book.replaceCoverage([row('a', span(0, 10)), row('b', span(5, 12))]);
    expect(book.coverage({ okx: ['a', 'b'], bybit: [] })).toEqual([
      { venue: 'okx', fine: span(5, 10), coarse: [] },
      { venue: 'bybit', fine: [], coarse: [] },
    ]);
  });

  it('is of one coin, beside what was heard of all, what all units that hold the coin tell', () => {
    const book = createBook(() => units);
    book.replaceCoverage([
      row('live', span(20, 24)),
      row('history:BTC-USDT', span(0, 20)),
      row('history:BTC-USD', span(10, 20)),
      row('history:ETH-USDT', span(15, 18)),
    ]);
    const [okx] = book.coverage({ okx: ['live'] });
    expect(okx?.coins?.get('BTC')).toEqual({ fine: span(10, 20), coarse: [] });
    expect(okx?.coins?.get('ETH')).toEqual({ fine: span(15, 18), coarse: [] });
    // Of all coins: the stream, and where all three units were read.
    expect(okx?.fine).toEqual([...span(15, 18), ...span(20, 24)]);
  });

  it('is, for a venue without a stream, what all its units tell', () => {
    const book = createBook(() => units);
    book.replaceCoverage(units.map(({ key }) => row(`history:${key}`, span(0, 8), { layer: 'coarse', source: 'bars' })));
    expect(book.coverage({ okx: [] })[0]).toMatchObject({ fine: [], coarse: span(0, 8) });
  });

  it('keeps the layers apart and takes both sources', () => {
    const book = createBook(() => units);
    book.replaceCoverage([
      row('history:ETH-USDT', span(0, 2), { layer: 'coarse', source: 'events' }),
      row('history:ETH-USDT', span(2, 4), { layer: 'coarse', source: 'bars' }),
      row('history:ETH-USDT', span(6, 7)),
    ]);
    expect(book.heard('okx', 'history:ETH-USDT')).toEqual({ fine: span(6, 7), coarse: span(0, 4) });
    expect(book.coverage({ okx: ['live'] })[0]?.coins?.get('BTC')).toBeUndefined();
  });

  it('follows what is heard next, and a listing that changes', () => {
    let listed = units.slice(2);
    const book = createBook(() => listed);
    book.hear(row('history:ETH-USDT', span(0, 2)));
    expect(book.coverage({ okx: [] })[0]?.fine).toEqual(span(0, 2));
    book.hear(row('history:ETH-USDT', span(0, 3)));
    expect(book.coverage({ okx: [] })[0]?.fine).toEqual(span(0, 3));
    listed = units;
    expect(book.coverage({ okx: [] })[0]?.fine).toEqual([]);
    expect(book.coverage({ okx: [] })[0]?.coins?.get('ETH')?.fine).toEqual(span(0, 3));
  });
});

describe('units of a history', () => {
  const instrument = (base: string): Instrument => ({
    venue: 'okx',
    symbol: `${base}-USDT-SWAP`,
    base,
    quote: 'USDT',
    kind: 'perp',
    contract: 'linear',
    multiplier: 1,
    board: 'SWAP',
  });

  it('come with the largest coins first, once there is a universe, and are the same list until the listing changes', () => {
    const state = createMarketState();
    const listing = ['SMALL', 'ETH', 'BTC'].map(base => [`${base}-USDT-SWAP`, instrument(base)] as const);
    state.instruments.set('okx', new Map(listing));
    const unitsOf = createHistoryUnits(state, venues);
    expect(historyInstruments(state, 'okx')).toEqual([]);
    state.universe = { bases: ['BTC', 'ETH'], top: [], complete: false };
    expect(historyInstruments(state, 'okx').map(({ base }) => base)).toEqual(['BTC', 'ETH']);
    expect(unitsOf('okx').flatMap(({ bases }) => bases)).toEqual(['BTC', 'ETH']);
    expect(unitsOf('okx')).toBe(unitsOf('okx'));
    expect(unitsOf('binance')).toEqual([]);
    expect(unitsOf('nowhere')).toEqual([]);
  });
});

describe('forced orders that are not folded yet', () => {
  const noon = Date.UTC(2026, 1, 12, 12);
  const order = (time: number, part: Partial<TailEvent> = {}): TailEvent => ({
    venue: 'bybit',
    base: 'BTC',
    position: 'long',
    cents: 3,
    time,
    ...part,
  });

  it('are kept one by one while they are few', () => {
    const book = createBook();
    book.append([order(noon + 1), order(noon + 61_000)]);
    expect(book.tail()).toEqual([order(noon + 1), order(noon + 61_000)]);
  });

  it('do not pile up in a flood: past minutes become sums by coin and position, to the cent', () => {
    const book = createBook();
    // 200 a second for five minutes, every fourth of them short, every fifth of another coin.
    const flood = Array.from({ length: 60_000 }, (_, index) =>
      order(noon + index * 5, { position: index % 4 === 0 ? 'short' : 'long', base: index % 5 === 0 ? 'ETH' : 'BTC' }),
    );
    let most = 0;
    for (let at = 0; at < flood.length; at += 500) {
      book.append(flood.slice(at, at + 500));
      most = Math.max(most, book.tail().length);
    }
    // Twelve thousand of the running minute, ten thousand that came since, and sixteen sums.
    expect(most).toBeLessThanOrEqual(22_016);
    const cents = (base: string, position: string) =>
      book.tail().reduce((sum, event) => sum + (event.base === base && event.position === position ? event.cents : 0), 0);
    // Of twenty in a row, 4, 8, 12 and 16 are BTC's shorts, 0 is ETH's; 5, 10 and 15 are ETH's longs; twelve are left.
    expect(['BTC', 'ETH'].flatMap(base => ['long', 'short'].map(position => cents(base, position)))).toEqual([
      3 * 12 * 3_000,
      3 * 4 * 3_000,
      3 * 3 * 3_000,
      3 * 1 * 3_000,
    ]);
    expect(book.tail().find(event => event.base === 'ETH' && event.position === 'short')).toEqual(
      // Every twentieth order of the first minute: 600 of 12,000.
      order(noon, { base: 'ETH', position: 'short', cents: 1_800 }),
    );
  });

  it('of venues are told apart, also where they were read anew', () => {
    const book = createBook();
    const many = Array.from({ length: 5_000 }, () => [order(noon + 1), order(noon + 2, { venue: 'okx', cents: 7 })]).flat();
    book.replaceTail([...many, order(noon + 60_001)]);
    expect(book.tail()).toEqual([
      order(noon, { cents: 15_000 }),
      order(noon, { venue: 'okx', cents: 35_000 }),
      order(noon + 60_001),
    ]);
    book.replaceTail([order(noon + 1), order(noon + 60_001)]);
    expect(book.tail()).toEqual([order(noon + 1), order(noon + 60_001)]);
  });
});
