import { describe, expect } from 'vitest';
import type { Parsed } from '../../lib/model/parsed.ts';
import type { Instrument } from '../../lib/model/trade.ts';
import type { ParseContext } from '../../lib/model/venue.ts';
import { readOkx } from '../../lib/venues/okx/liquidation-orders.ts';
import { okx } from '../../lib/venues/okx.ts';
import { framesOf, load, recorded, responseOf } from './recordings.ts';

const none: ParseContext = { receivedTime: Date.UTC(2026, 10, 22), instruments: new Map() };

function rowsOf<Row>(parsed: Parsed<Row> | undefined): readonly Row[] {
  if (parsed?.kind !== 'events') throw new Error(JSON.stringify(parsed));
  expect(parsed.rejections).toEqual([]);
  return parsed.events;
}

function listing(payload: unknown): ReadonlyMap<string, Instrument> {
  return new Map(rowsOf(okx.instruments.parse(payload, none)).map(each => [each.symbol, each]));
}

describe('recorded payloads of OKX', () => {
  recorded('list perpetuals and dated futures with the worth of a contract', () => {
    const swaps = listing(load('liquidations/okx/rest_instruments_swap.json'));
    expect([...swaps.values()].map(({ symbol, contract, multiplier }) => [symbol, contract, multiplier])).toEqual([
      ['BTC-USD-SWAP', 'inverse', 100],
      ['ETH-USDT-SWAP', 'linear', 0.1],
      ['BTC-USDT-SWAP', 'linear', 0.01],
    ]);
    const old = listing(responseOf('liquidations/okx/rest_instruments_swap_2022_trim.json'));
    expect([old.get('ETH-USD-SWAP')?.multiplier, old.get('DOGE-USDT-SWAP')?.multiplier]).toEqual([10, 1_000]);
    const dated = [
      listing(load('liquidations/okx/rest_instruments_futures.json')),
      listing(responseOf('liquidations/okx/rest_instruments_futures_2022_trim.json')),
    ];
    for (const futures of dated) {
      expect(futures.size).toBeGreaterThan(2);
      for (const { kind, board, multiplier } of futures.values()) {
        expect([kind, board]).toEqual(['future', 'futures']);
        expect(multiplier).toBeGreaterThan(0);
      }
    }
  });

  recorded('hold acknowledgements, which are signs of life, and a private channel, which is not ours', () => {
    const frames = framesOf('liquidations/okx/ws_control_2022_trim.json');
    expect(frames.length).toBeGreaterThan(5);
    for (const frame of frames) expect(readOkx(frame, none)).toMatchObject({ kind: 'control', name: 'subscribe' });
    expect(readOkx(load('liquidations/okx/ws_PRIVATE_orders_liquidation.json'), none)).toEqual({
      kind: 'ignored',
      reason: 'channel orders',
    });
  });

  recorded('hold open interest, its past, prices and funding', () => {
    expect(rowsOf(okx.openInterest.parse(load('context/okx/GetOpenInterests.json'), none))[0]).toMatchObject({ coins: 555.55 });
    const swap = listing(load('liquidations/okx/rest_instruments_swap.json')).get('BTC-USDT-SWAP');
    if (swap === undefined) throw new Error('not listed');
    const past = okx.openInterest.parsePast(load('context/okx/doc_rubik_open_interest_history.json'), swap, none);
    expect(rowsOf(past).map(({ time, coins, usd }) => [time, coins, usd])).toEqual([
      [1_701_417_500_000, 111, 8_888_888],
      [1_701_417_600_000, 111, 8_888_888],
    ]);
    const quotes = rowsOf(okx.quotes.parse(load('context/okx/GetTickers.json'), none));
    expect(quotes[0]?.change24h).toBeCloseTo(0.11111, 5);
    // Settlements of 16:00 and 00:00: eight hours.
    expect(rowsOf(okx.funding?.parse(load('context/okx/GetFundingRates.json'), none))[0]?.ratePer8h).toBe(0.000079238688534);
  });
});
