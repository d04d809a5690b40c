import { describe, expect } from 'vitest';
import type { Parsed } from '../../lib/model/parsed.ts';
import type { ParseContext } from '../../lib/model/venue.ts';
import { readKrakenFutures } from '../../lib/venues/kraken-futures/executions.ts';
import { krakenFutures } from '../../lib/venues/kraken-futures.ts';
import { framesOf, load, recorded } from './recordings.ts';

const none: ParseContext = { receivedTime: Date.UTC(2026, 10, 22), instruments: new Map() };

/** The rows of a payload that was read whole. */
function rowsOf<Row>(parsed: Parsed<Row> | undefined): readonly Row[] {
  if (parsed?.kind !== 'events') throw new Error(JSON.stringify(parsed));
  expect(parsed.rejections).toEqual([]);
  return parsed.events;
}

describe('recorded payloads of Kraken Futures', () => {
  recorded('list contracts, whatever the case of their names, and no stocks', () => {
    const { response } = load('liquidations/kraken/rest_instruments_2021.json') as { response: unknown };
    const old = rowsOf(krakenFutures.instruments.parse(response, none));
    expect(old.find(({ symbol }) => symbol === 'PI_XBTUSD')).toMatchObject({ base: 'BTC', contract: 'inverse', kind: 'perp' });
    expect(old.every(({ contract }) => contract === 'inverse')).toBe(true);
    const recent = rowsOf(krakenFutures.instruments.parse(load('liquidations/kraken/rest_instruments_nautilus.json'), none));
    expect(recent.map(({ symbol, contract }) => [symbol, contract])).toEqual([
      ['PI_XBTUSD', 'inverse'],
      ['PF_ETHUSD', 'linear'],
      ['PF_PEPEUSD', 'linear'],
    ]);
  });

  recorded('are a conversation of which every frame is understood and none is a forced trade', () => {
    const frames = framesOf('liquidations/kraken/ws_v1_trade_2021_trim.json');
    const readings = frames.map(frame => readKrakenFutures(frame, none));
    const names = readings.map(reading => (reading.kind === 'control' ? reading.name : reading.kind));
    expect(names[0]).toBe('info');
    expect(names.filter(name => name === 'subscribed')).toHaveLength(10);
    expect(names.filter(name => name === 'ignored')).toHaveLength(10);
    expect(names.filter(name => name === 'trade')).toHaveLength(3);
    expect(names).toHaveLength(24);
    expect(readKrakenFutures(load('liquidations/kraken/ws_v1_trade_snapshot_nautilus.json'), none)).toMatchObject({
      kind: 'ignored',
    });
  });

  recorded('hold a trade that reads as forced once it is marked so', () => {
    const trade = load('liquidations/kraken/ws_v1_trade_nautilus.json') as Record<string, unknown>;
    expect(readKrakenFutures(trade, none)).toMatchObject({ kind: 'control', name: 'trade' });
    // 15,000 dollars sold.
    expect(rowsOf(readKrakenFutures({ ...trade, type: 'liquidation' }, none))).toMatchObject([
      { base: 'BTC', position: 'long', usd: 15_000, eventTime: 1_612_266_317_519 },
    ]);
  });

  recorded('hold tickers with open interest in dollars where inverse and in coins where linear', () => {
    for (const path of ['context/kraken/nt_http_futures_tickers.json', 'context/kraken_futures/GetTickers.json'])
      expect(rowsOf(krakenFutures.quotes.parse(load(path), none)).length).toBe(2);
    const rows = rowsOf(krakenFutures.openInterest.parse(load('context/kraken/nt_http_futures_tickers.json'), none));
    // 1,000,000 ether at 3,205.25.
    expect(rows.map(({ symbol, usd }) => [symbol, usd])).toEqual([
      ['PI_XBTUSD', 21_279_580],
      ['PF_ETHUSD', 3_205_250_000],
    ]);
  });

  recorded('tie the funding of an inverse contract to its fraction by the price, which multiplies it', () => {
    const { rates } = load('context/kraken_futures/GetHistoricalFundingRates.json') as {
      rates: readonly { readonly fundingRate: number; readonly relativeFundingRate: number }[];
    };
    for (const { fundingRate, relativeFundingRate } of rates) {
      const price = relativeFundingRate / fundingRate;
      // Bitcoin on 2022-06-28.
      expect(price).toBeGreaterThan(20_000);
      expect(price).toBeLessThan(21_500);
      const ticker = { symbol: 'PI_XBTUSD', fundingRate, markPrice: price };
      const parsed = krakenFutures.funding?.parse({ result: 'success', tickers: [ticker] }, none);
      expect(parsed?.kind === 'events' && parsed.events[0]?.ratePer8h).toBeCloseTo(relativeFundingRate * 8, 12);
    }
  });
});
