import { describe, expect } from 'vitest';
import type { Parsed } from '../../lib/model/parsed.ts';
import type { ParseContext } from '../../lib/model/venue.ts';
import { dydx, readDydx } from '../../lib/venues/dydx.ts';
import { load, recorded } from './recordings.ts';

const none: ParseContext = { receivedTime: Date.UTC(2026, 10, 22), instruments: new Map() };

function rowsOf<Row>(parsed: Parsed<Row> | undefined): readonly Row[] {
  if (parsed?.kind !== 'events') throw new Error(JSON.stringify(parsed));
  expect(parsed.rejections).toEqual([]);
  return parsed.events;
}

describe('recorded payloads of dYdX', () => {
  recorded('hold ordinary trades, which are a sign of life', () => {
    expect(readDydx(load('liquidations/dydx/ws_v4_trades_subscribed.json'), none)).toMatchObject({
      kind: 'control',
      name: 'subscribed',
    });
    expect(readDydx(load('liquidations/dydx/ws_v4_trades_channel_batch.json'), none)).toMatchObject({
      kind: 'control',
      name: 'trades',
    });
    expect(readDydx(load('liquidations/dydx/rest_trades.json'), none)).toMatchObject({ kind: 'ignored' });
  });

  recorded('hold markets with price, open interest and funding', () => {
    const payload = load('context/dydx/nt_http_get_perpetual_markets.json');
    const [market] = rowsOf(dydx.instruments.parse(payload, none));
    expect(market).toMatchObject({ symbol: 'BTC-USD', base: 'BTC' });
    const [held] = rowsOf(dydx.openInterest.parse(payload, none));
    expect(held?.coins).toBe(381.7348);
    // 381.7348 coins at 89,919.2: about 34.3 million dollars.
    expect((held?.usd ?? 0) / 1e6).toBeCloseTo(34.325, 3);
    // 701.10762 dollars up, from 89,218.09.
    expect(rowsOf(dydx.quotes.parse(payload, none))[0]?.change24h).toBeCloseTo(0.0078583, 6);
    const [paid] = rowsOf(dydx.funding?.parse(payload, none));
    expect((paid?.ratePer8h ?? 0) * 1e6).toBeCloseTo(20.3636, 3);
  });

  recorded('hold candles of another grain, which are refused', () => {
    const [market] = rowsOf(dydx.instruments.parse(load('context/dydx/nt_http_get_perpetual_markets.json'), none));
    if (market === undefined) throw new Error('no market');
    const parsed = dydx.openInterest.parsePast(load('context/dydx/nt_http_get_candles.json'), market, none);
    expect(parsed).toMatchObject({ kind: 'rejected', rejections: [{ path: 'candles.0.resolution' }, {}, {}] });
  });
});
