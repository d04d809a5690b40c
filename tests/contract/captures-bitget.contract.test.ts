import { describe, expect } from 'vitest';
import type { Parsed } from '../../lib/model/parsed.ts';
import type { ParseContext } from '../../lib/model/venue.ts';
import { bitget } from '../../lib/venues/bitget.ts';
import { load, recorded } from './recordings.ts';

/* No forced orders of Bitget were recorded: those are worked by hand in `tests/fixtures/bitget`. */

const none: ParseContext = { receivedTime: Date.UTC(2026, 10, 22), instruments: new Map() };

function rowsOf<Row>(parsed: Parsed<Row> | undefined): readonly Row[] {
  if (parsed?.kind !== 'events') throw new Error(JSON.stringify(parsed));
  expect(parsed.rejections).toEqual([]);
  return parsed.events;
}

describe('recorded payloads of Bitget', () => {
  recorded('hold tickers with a change as a fraction, and open interest in base coin', () => {
    const payload = load('context/bitget/unified_GetFuturesTickers.json');
    expect(rowsOf(bitget.quotes.parse(payload, none))).toMatchObject([{ base: 'BTC', priceUsd: 90_216.3, change24h: -0.02605 }]);
    const [held] = rowsOf(bitget.openInterest.parse(payload, none));
    expect(held?.coins).toBe(27_606.0718);
    // 27,606.0718 BTC at the mark price of 90,216.4: about 2.49 billion dollars.
    expect((held?.usd ?? 0) / 1e9).toBeCloseTo(2.4905, 4);
    // The interval stands in the listing alone: without it a rate is passed over.
    expect(rowsOf(bitget.funding?.parse(payload, none))).toEqual([]);
  });
});
