import { describe, expect, it } from 'vitest';
import { createBook } from '../../../lib/background/book.ts';
import type { StreamCoverage } from '../../../lib/background/book.ts';
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
