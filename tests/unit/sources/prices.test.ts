import { describe, expect, it } from 'vitest';
import { binanceVision } from '../../../lib/sources/binance-vision.ts';
import { coinbase } from '../../../lib/sources/coinbase.ts';
import { fixture, received } from '../../contract/fixtures.ts';

const midnight = Date.UTC(2026, 1, 12);
const hourMs = 3_600_000;
const fourHoursMs = 14_400_000;
const hours = [
  { openTime: midnight - hourMs, open: 67_000, high: 67_500, low: 66_900, close: 67_400, volume: 148.9, takerBuyVolume: 70.1 },
  { openTime: midnight, open: 67_400, high: 67_480, low: 67_300, close: 67_460, volume: 150, takerBuyVolume: 75 },
];

describe('Binance spot', () => {
  it('quotes up to 20 coins for the weight of one, and splits more', () => {
    expect(
      binanceVision.requests(['BTC', 'ETH', 'SOL', 'BTC']).map(({ url, weight }) => [decodeURIComponent(url), weight]),
    ).toEqual([['https://data-api.binance.vision/api/v3/ticker/24hr?symbols=["BTCUSDT","ETHUSDT","SOLUSDT"]', 2]]);
    const many = binanceVision.requests(Array.from({ length: 41 }, (_, place) => `C${place}`));
    expect(many.map(({ url }) => decodeURIComponent(url).split(',').length)).toEqual([20, 20, 1]);
  });

  it('gives the change, which comes in percent, as a fraction', () => {
    const parsed = binanceVision.parse(fixture('binance-vision', 'ticker-24hr'), { receivedTime: received });
    if (parsed.kind !== 'events') throw new Error(parsed.kind);
    expect(parsed.rejections).toEqual([]);
    expect(parsed.events.map(({ base, priceUsd, time }) => [base, priceUsd, time])).toEqual([
      ['BTC', 67_460, received - 100],
      ['ETH', 1_950, received - 100],
      ['SOL', 80.1, received - 100],
    ]);
    expect(parsed.events[0]?.change24h).toBeCloseTo(-0.0169, 12);
    expect(parsed.events[2]?.change24h).toBeCloseTo(-0.0407, 12);
  });

  it('rejects a row with a price of 0 or a missing change, and keeps the others', () => {
    const rows = fixture('binance-vision', 'ticker-24hr') as Record<string, unknown>[];
    const [btc, eth, sol] = rows;
    const parsed = binanceVision.parse([{ ...btc, lastPrice: '0' }, { ...eth, priceChangePercent: null }, sol], {
      receivedTime: received,
    });
    expect(parsed.kind === 'events' && parsed.events.map(({ base }) => base)).toEqual(['SOL']);
    expect(parsed.kind === 'events' && parsed.rejections.map(({ path }) => path)).toEqual([
      '0.lastPrice',
      '1.priceChangePercent',
    ]);
  });

  it('rejects a time that is days ahead', () => {
    const [btc] = fixture('binance-vision', 'ticker-24hr') as Record<string, unknown>[];
    const parsed = binanceVision.parse([{ ...btc, closeTime: received + 2 * 86_400_000 }], { receivedTime: received });
    expect(parsed.kind === 'events' && parsed.rejections.map(({ path }) => path)).toEqual(['0.closeTime']);
  });

  it('says what the venue said when it refuses', () => {
    expect(binanceVision.parse(fixture('binance-vision', 'error'), { receivedTime: received })).toEqual({
      kind: 'rejected',
      rejections: [{ reason: 'Binance refused (-1121): Invalid symbol.', told: '-1121: Invalid symbol.', path: '' }],
    });
  });

  it('leaves out a volume that it cannot read, and what takers bought where that is more than the volume', () => {
    const [row] = fixture('binance-vision', 'klines') as unknown[][];
    const read = (place: number, value: unknown) => {
      const parsed = binanceVision.parseBars([row?.with(place, value)]);
      return parsed.kind === 'events' ? parsed.events[0] : undefined;
    };
    const { volume, takerBuyVolume, ...prices } = hours[0] ?? {};
    expect(read(5, null)).toEqual(prices);
    expect(read(9, '')).toEqual({ ...prices, volume });
    expect(read(9, '149')).toEqual({ ...prices, volume });
    expect(read(9, '0')).toEqual({ ...prices, volume, takerBuyVolume: 0 });
    expect(takerBuyVolume).toBeDefined();
  });

  it('asks for bars of four hours, which open on a fourth hour', () => {
    expect(binanceVision.bars('BTC', 541, received, fourHoursMs).url).toContain('interval=4h');
    const rows = fixture('binance-vision', 'klines') as unknown[][];
    const parsed = binanceVision.parseBars(rows, fourHoursMs);
    expect(parsed.kind === 'events' && parsed.events).toEqual(hours.slice(1));
  });

  it('asks for as many hours as wanted, a thousand at most', () => {
    expect(binanceVision.bars('BTC', 168, received).url).toBe(
      `https://data-api.binance.vision/api/v3/klines?symbol=BTCUSDT&interval=1h&endTime=${received}&limit=168`,
    );
    expect(binanceVision.bars('BTC', 5_000, received).url).toContain('limit=1000');
  });

  it('reads hours in ascending order', () => {
    expect(binanceVision.parseBars(fixture('binance-vision', 'klines'))).toEqual({
      kind: 'events',
      events: hours,
      rejections: [],
    });
  });

  it.each([
    ['a low above the close', 3, '67500'],
    ['a high below the open', 2, '66950'],
    ['a price of 0', 1, '0'],
    ['a time off the hour', 0, midnight - hourMs + 1],
    ['a time before 2017', 0, 0],
  ])('rejects an hour with %s and keeps the others', (_what, place, value) => {
    const rows = fixture('binance-vision', 'klines') as unknown[][];
    rows[0]?.splice(place, 1, value);
    const parsed = binanceVision.parseBars(rows);
    expect(parsed.kind === 'events' && parsed.events).toEqual(hours.slice(1));
    expect(parsed.kind === 'events' && parsed.rejections).toHaveLength(1);
  });
});

describe('Coinbase', () => {
  const [request] = coinbase.requests(['BTC']);

  it('is asked coin by coin', () => {
    expect(coinbase.requests(['BTC', 'ETH']).map(({ url }) => url)).toEqual([
      'https://api.exchange.coinbase.com/products/BTC-USD/stats',
      'https://api.exchange.coinbase.com/products/ETH-USD/stats',
    ]);
  });

  it('gives the change since the price of 24 hours ago, of the product that was asked for', () => {
    const parsed = coinbase.parse(fixture('coinbase', 'stats'), { receivedTime: received, request });
    if (parsed.kind !== 'events') throw new Error(parsed.kind);
    expect(parsed.events[0]).toMatchObject({
      source: 'coinbase',
      symbol: 'BTC-USD',
      base: 'BTC',
      time: undefined,
      priceUsd: 67_320,
    });
    // 67,320 / 68,000 = 0.99.
    expect(parsed.events[0]?.change24h).toBeCloseTo(-0.01, 12);
  });

  it('is rejected without the request, since the answer does not name its product', () => {
    expect(coinbase.parse(fixture('coinbase', 'stats'), { receivedTime: received }).kind).toBe('rejected');
  });

  it('says what the venue said when it refuses', () => {
    expect(coinbase.parse(fixture('coinbase', 'error'), { receivedTime: received, request })).toEqual({
      kind: 'rejected',
      rejections: [{ reason: 'Coinbase refused: NotFound', told: 'NotFound', path: '' }],
    });
  });

  it('asks for the last hours, 300 at most', () => {
    expect(coinbase.bars('BTC', 2, received).url).toBe(
      'https://api.exchange.coinbase.com/products/BTC-USD/candles?granularity=3600&start=2026-02-11T23:00:00.000Z&end=2026-02-12T00:00:00.000Z',
    );
    const { searchParams } = new URL(coinbase.bars('BTC', 1_000, received).url);
    expect(Date.parse(searchParams.get('end') ?? '') - Date.parse(searchParams.get('start') ?? '')).toBe(299 * hourMs);
  });

  it('reads its rows of low, high, open, close, newest first, in ascending order', () => {
    const traded = hours.map(({ openTime, open, high, low, close }, place) => ({
      openTime,
      open,
      high,
      low,
      close,
      volume: [20.25, 12.5][place],
    }));
    expect(coinbase.parseBars(fixture('coinbase', 'candles'))).toEqual({ kind: 'events', events: traded, rejections: [] });
  });

  it('puts hours together to bars of four, from the first whole one on', () => {
    // 23:00 to 06:00: the four hours of 20:00 are not whole; those of 04:00 are still forming.
    const rows = Array.from({ length: 8 }, (_none, place) => {
      const base = 100 + place;
      return [(midnight - hourMs) / 1_000 + place * 3_600, base - 2, base + 3, base, base + 1, place + 1];
    });
    const parsed = coinbase.parseBars(rows.toReversed(), fourHoursMs);
    expect(parsed.kind === 'events' && parsed.events).toEqual([
      { openTime: midnight, open: 101, high: 107, low: 99, close: 105, volume: 2 + 3 + 4 + 5 },
      { openTime: midnight + 4 * hourMs, open: 105, high: 110, low: 103, close: 108, volume: 6 + 7 + 8 },
    ]);
  });

  it('tells no volume of four hours of which one has none', () => {
    const parsed = coinbase.parseBars(
      [
        [midnight / 1_000, 99, 101, 100, 100, 5],
        [midnight / 1_000 + 3_600, 99, 101, 100, 100, null],
      ],
      fourHoursMs,
    );
    expect(parsed.kind === 'events' && parsed.events).toEqual([
      { openTime: midnight, open: 100, high: 101, low: 99, close: 100 },
    ]);
  });

  it('asks for minutes, and for as many hours as four-hour bars need', () => {
    expect(coinbase.bars('BTC', 3, received, 60_000).url).toContain(
      'granularity=60&start=2026-02-12T00:28:00.000Z&end=2026-02-12T00:30:00.000Z',
    );
    const { searchParams } = new URL(coinbase.bars('BTC', 2, received, fourHoursMs).url);
    expect(searchParams.get('granularity')).toBe('3600');
    expect(searchParams.get('start')).toBe('2026-02-11T17:00:00.000Z');
  });
});
