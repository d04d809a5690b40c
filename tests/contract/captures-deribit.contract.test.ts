import { describe, expect } from 'vitest';
import type { Parsed } from '../../lib/model/parsed.ts';
import type { ParseContext } from '../../lib/model/venue.ts';
import { readDeribit } from '../../lib/venues/deribit/trades.ts';
import { deribit } from '../../lib/venues/deribit.ts';
import { load, recorded } from './recordings.ts';

const none: ParseContext = { receivedTime: Date.UTC(2026, 10, 22), instruments: new Map() };

/** The rows of a payload that was read whole. */
function rowsOf<Row>(parsed: Parsed<Row> | undefined): readonly Row[] {
  if (parsed?.kind !== 'events') throw new Error(JSON.stringify(parsed));
  expect(parsed.rejections).toEqual([]);
  return parsed.events;
}

describe('recorded payloads of Deribit', () => {
  recorded('list futures, and neither options nor combinations', () => {
    const contracts = rowsOf(deribit.instruments.parse(load('liquidations/deribit/rest_instruments_nautilus.json'), none));
    expect(contracts.map(({ symbol, kind, multiplier }) => [symbol, kind, multiplier])).toEqual([
      ['BTC-PERPETUAL', 'perp', 10],
      ['BTC-27DEC24', 'future', 10],
    ]);
  });

  recorded('hold trades of which none was forced', () => {
    expect(readDeribit(load('liquidations/deribit/ws_trades_nautilus.json'), none)).toMatchObject({
      kind: 'control',
      name: 'trades',
    });
    expect(readDeribit(load('liquidations/deribit/rest_last_trades_nautilus.json'), none).kind).toBe('ignored');
  });

  recorded('hold the same trades forced, once they are marked', () => {
    const frame = load('liquidations/deribit/ws_trades_nautilus.json') as { params: { data: Record<string, unknown>[] } };
    frame.params.data = frame.params.data.map(trade => ({ ...trade, liquidation: 'M' }));
    // Takers sold, so that makers had shorts: 10 and 750 dollars.
    expect(rowsOf(readDeribit(frame, none)).map(({ position, usd }) => [position, usd])).toEqual([
      ['short', 10],
      ['short', 750],
    ]);
  });

  recorded('hold summaries with open interest in dollars, changes in percent and funding', () => {
    const summaries = load('context/deribit/rec_get_book_summary_by_currency_BTC_future_2026-09-19.json');
    expect(rowsOf(deribit.openInterest.parse(summaries, none))).toMatchObject([{ symbol: 'BTC-PERPETUAL', usd: 788_773_430 }]);
    const quotes = rowsOf(deribit.quotes.parse(summaries, none));
    expect(quotes.find(({ symbol }) => symbol === 'BTC-PERPETUAL')?.change24h).toBeCloseTo(0.006182, 9);
    expect(quotes).toHaveLength(4);
    expect(rowsOf(deribit.funding?.parse(summaries, none))).toMatchObject([{ ratePer8h: 0.0001855 }]);
  });
});
