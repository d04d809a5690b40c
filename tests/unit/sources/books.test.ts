import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instrument } from '../../../lib/model/trade.ts';
import { binanceTakers } from '../../../lib/sources/binance-takers.ts';
import { toDepth } from '../../../lib/sources/books.ts';
import { bybitBook } from '../../../lib/sources/bybit-book.ts';
import { deribitBook } from '../../../lib/sources/deribit-book.ts';
import { fixture, received } from '../../contract/fixtures.ts';

const context = { receivedTime: received };

function perp(part: Partial<Instrument>): Instrument {
  return {
    venue: 'bybit',
    symbol: 'BTCUSDT',
    base: 'BTC',
    quote: 'USDT',
    kind: 'perp',
    contract: 'linear',
    multiplier: 1,
    board: 'linear',
    ...part,
  };
}

describe('the depth of a book', () => {
  it('is what rests within one per cent of the middle, in dollars', () => {
    // The middle is 100: 99.5 x 2 + 99 x 1 = 298 below, 100.5 x 3 + 101 x 1 = 402.5 above; 98 and 102 are too far.
    const bids = [
      [99.5, 2],
      [99, 1],
      [98, 50],
    ] as const;
    const asks = [
      [100.5, 3],
      [101, 1],
      [102, 50],
    ] as const;
    expect(toDepth(bids, asks)).toMatchObject({ events: [{ bidUsd: 298, askUsd: 402.5, isPartial: false }] });
    expect(toDepth(bids.toReversed(), asks.toReversed())).toEqual(toDepth(bids, asks));
  });

  it('is a floor when either side ends before one per cent', () => {
    const partial = (lowest: number, highest: number) =>
      toDepth(
        [
          [99.9, 1],
          [lowest, 1],
        ],
        [
          [100.1, 1],
          [highest, 1],
        ],
      );
    expect(partial(99, 101)).toMatchObject({ events: [{ isPartial: false }] });
    expect(partial(99.1, 101)).toMatchObject({ events: [{ isPartial: true }] });
    expect(partial(99, 100.9)).toMatchObject({ events: [{ isPartial: true }] });
  });

  it.each([
    ['crossed', [[100, 1]], [[99.9, 1]], 'a crossed book'],
    ['locked', [[100, 1]], [[100, 1]], 'a crossed book'],
    ['without bids', [], [[100, 1]], 'one side of the book is missing'],
    ['without asks', [[100, 1]], [], 'one side of the book is missing'],
    ['with nothing near its middle', [[90, 1]], [[110, 1]], 'no order within one per cent'],
  ] as const)('is not taken of a book %s', (_what, bids, asks, reason) => {
    expect(() => toDepth(bids, asks)).toThrow(reason);
  });

  it('never grows with what lies outside, and never falls below what lies inside', () => {
    const level = fc.tuple(fc.double({ min: 0.5, max: 60, noNaN: true }), fc.double({ min: 0, max: 1e6, noNaN: true }));
    fc.assert(
      fc.property(fc.array(level), fc.array(level), (below, above) => {
        const bids = [[99.99, 1], ...below.map(([away, amount]) => [99.99 - away, amount] as const)] as const;
        const asks = [[100.01, 1], ...above.map(([away, amount]) => [100.01 + away, amount] as const)] as const;
        const parsed = toDepth(bids, asks);
        const [depth] = parsed.kind === 'events' ? parsed.events : [];
        const inside = below
          .filter(([away]) => away <= 0.99)
          .reduce((sum, [away, amount]) => sum + (99.99 - away) * amount, 99.99);
        expect(depth?.bidUsd).toBeCloseTo(inside, 3);
      }),
    );
  });
});

describe('books of Bybit', () => {
  it('are asked for of the perpetual in tether, by the venue’s own symbol', () => {
    const pepe = perp({ symbol: '1000PEPEUSDT', base: 'PEPE', multiplier: 1_000 });
    const others = [perp({ quote: 'USDC' }), perp({ contract: 'inverse', quote: 'USD' }), perp({ kind: 'future' })];
    expect([pepe, ...others].filter(bybitBook.lists)).toEqual([pepe]);
    expect(bybitBook.request(pepe).url).toBe(
      'https://api.bybit.com/v5/market/orderbook?category=linear&symbol=1000PEPEUSDT&limit=1000',
    );
  });

  it('are read in dollars, and partial where they end before one per cent', () => {
    // 1.001 and 0.999 around 1: 0.999 x 1,000 + 0.99 x 500 = 1,494; 1.001 x 2,000 + 1.01 x 100 = 2,103.
    expect(bybitBook.parse(fixture('bybit-book', 'orderbook'), context)).toMatchObject({
      events: [{ bidUsd: 1_494, askUsd: 2_103, isPartial: false }],
    });
    expect(bybitBook.parse(fixture('bybit-book', 'orderbook-short'), context)).toMatchObject({ events: [{ isPartial: true }] });
  });

  it('say why they are refused', () => {
    expect(bybitBook.parse({ retCode: 10_001, retMsg: 'params error' }, context)).toMatchObject({
      kind: 'rejected',
      rejections: [{ reason: 'Bybit refused (10001): params error' }],
    });
    const book = { retCode: 0, result: { b: [['1', 'x']], a: [['2', '1']] } };
    expect(bybitBook.parse(book, context)).toMatchObject({ kind: 'rejected', rejections: [{ path: 'b.0.1' }] });
  });
});

describe('books of Deribit', () => {
  it('are asked for of the inverse perpetual', () => {
    const inverse = perp({ venue: 'deribit', symbol: 'BTC-PERPETUAL', quote: 'USD', contract: 'inverse', board: 'BTC' });
    expect([perp({ venue: 'deribit' }), inverse, { ...inverse, kind: 'future' as const }].filter(deribitBook.lists)).toEqual([
      inverse,
    ]);
    expect(deribitBook.request(inverse).url).toBe(
      'https://www.deribit.com/api/v2/public/get_order_book?instrument_name=BTC-PERPETUAL&depth=10000',
    );
  });

  it('count dollars', () => {
    // The middle is 67,459.75: one per cent of it reaches from 66,785.1525 to 68,134.3475.
    const parsed = deribitBook.parse(fixture('deribit-book', 'order-book'), context);
    const [depth] = parsed.kind === 'events' ? parsed.events : [];
    expect(depth?.bidUsd).toBeCloseTo(1_530_000, 4);
    expect(depth?.askUsd).toBeCloseTo(720_000, 4);
    expect(depth?.isPartial).toBe(false);
  });

  it('say why they are refused', () => {
    const error = { error: { code: -32_602, message: 'Invalid params' } };
    expect(deribitBook.parse(error, context)).toMatchObject({
      kind: 'rejected',
      rejections: [{ reason: 'Deribit refused (-32602): Invalid params' }],
    });
  });
});

describe('what takers traded of Binance’s perpetuals', () => {
  it('is asked for by the hour, of one perpetual of a coin', () => {
    const um = perp({ venue: 'binance', board: 'um' });
    const others = [
      perp({ board: 'um', quote: 'USDC' }),
      perp({ board: 'cm', quote: 'USD' }),
      perp({ board: 'um', kind: 'future' }),
    ];
    expect([um, ...others].filter(binanceTakers.lists)).toEqual([um]);
    expect(binanceTakers.request(um).url).toBe(
      'https://fapi.binance.com/futures/data/takerlongshortRatio?symbol=BTCUSDT&period=1h&limit=24',
    );
  });

  it('is read as coins bought and sold', () => {
    expect(binanceTakers.parse(fixture('binance-takers', 'takers'), context)).toEqual({
      kind: 'events',
      events: [
        { time: received - 90 * 60_000, bought: 4_000, sold: 5_000 },
        { time: received - 30 * 60_000, bought: 500, sold: 400 },
      ],
      rejections: [],
    });
  });

  it('rejects an hour without one of its volumes, and says why it was refused', () => {
    const rows = fixture('binance-takers', 'takers') as Record<string, unknown>[];
    const parsed = binanceTakers.parse([{ ...rows[0], buyVol: null }, rows[1]], context);
    expect(parsed.kind === 'events' && parsed.rejections.map(({ path }) => path)).toEqual(['0.buyVol']);
    expect(binanceTakers.parse({ code: -1_121, msg: 'Invalid symbol.' }, context)).toMatchObject({
      rejections: [{ reason: 'Binance refused (-1121): Invalid symbol.' }],
    });
  });
});
