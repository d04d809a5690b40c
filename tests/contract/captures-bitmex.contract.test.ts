import { describe, expect } from 'vitest';
import type { Parsed } from '../../lib/model/parsed.ts';
import type { ParseContext } from '../../lib/model/venue.ts';
import { readBitmex } from '../../lib/venues/bitmex/liquidation.ts';
import { bitmex } from '../../lib/venues/bitmex.ts';
import { framesOf, load, recorded } from './recordings.ts';

const none: ParseContext = { receivedTime: Date.UTC(2026, 10, 22), instruments: new Map() };

/** The rows of a payload that was read whole. */
function rowsOf<Row>(parsed: Parsed<Row> | undefined): readonly Row[] {
  if (parsed?.kind !== 'events') throw new Error(JSON.stringify(parsed));
  expect(parsed.rejections).toEqual([]);
  return parsed.events;
}

interface Listed {
  readonly symbol: string;
  readonly openValue: number;
  readonly markPrice: number;
}

function active(): readonly Listed[] {
  return (load('liquidations/bitmex/rest_instrument_active_2021_trim.json') as { response: readonly Listed[] }).response;
}

describe('recorded payloads of BitMEX', () => {
  recorded('list inverse and quanto contracts with their sizes', () => {
    const contracts = rowsOf(bitmex.instruments.parse(active(), none));
    expect(contracts.map(({ contract }) => contract)).toContain('quanto');
    expect(contracts.find(({ symbol }) => symbol === 'XBTUSD')).toMatchObject({
      contract: 'inverse',
      multiplier: 1,
      base: 'BTC',
    });
    expect(contracts.find(({ symbol }) => symbol === 'ETHUSD')).toMatchObject({ contract: 'quanto', multiplier: 1e-6 });
    expect(contracts.every(({ multiplier }) => multiplier !== undefined)).toBe(true);
  });

  recorded('value open interest as the venue does in bitcoin, in every kind of contract', () => {
    const rows = rowsOf(bitmex.openInterest.parse(active(), none));
    const bitcoin = active().find(({ symbol }) => symbol === 'XBTUSD')?.markPrice ?? Number.NaN;
    expect(rows.length).toBeGreaterThan(5);
    for (const { symbol, usd } of rows) {
      const value = active().find(each => each.symbol === symbol)?.openValue ?? Number.NaN;
      expect((usd ?? 0) / ((value / 1e8) * bitcoin), symbol).toBeCloseTo(1, 3);
    }
  });

  recorded('tell prices and funding', () => {
    expect(rowsOf(bitmex.quotes.parse(active(), none)).length).toBe(active().length);
    for (const { ratePer8h } of rowsOf(bitmex.funding?.parse(active(), none))) expect(Math.abs(ratePer8h)).toBeLessThan(0.01);
    const single = load('context/bitmex/nt_http_get_instrument_xbtusd.json');
    expect(rowsOf(bitmex.openInterest.parse([single], none))[0]).toMatchObject({ usd: 411_647_400 });
  });

  recorded('reject a sample of the documents in which every name is the word "string"', () => {
    const parsed = bitmex.instruments.parse(load('context/bitmex/GetActiveSymbols.json'), none);
    expect(parsed).toEqual({ kind: 'events', events: [], rejections: [{ reason: 'not a symbol', path: '0.symbol' }] });
  });

  recorded('hold a forced order', () => {
    const row = load('liquidations/bitmex/ws_liquidation_nautilus.json');
    const [event] = rowsOf(readBitmex({ table: 'liquidation', action: 'insert', data: [row] }, none));
    // 1,000 contracts of a dollar at 95,000.
    expect(event).toMatchObject({ position: 'short', priceKind: 'bankruptcy', usd: 1_000, eventTime: undefined });
    expect(event?.baseQuantity).toBeCloseTo(0.010526, 6);
    expect(rowsOf(readBitmex(row, none))).toEqual([event]);
  });

  recorded('hold a welcome and acknowledgements of other topics', () => {
    const kinds = framesOf('liquidations/bitmex/ws_control_2021_trim.json').map(frame => readBitmex(frame, none).kind);
    expect(kinds[0]).toBe('control');
    expect(new Set(kinds.slice(1))).toEqual(new Set(['ignored']));
  });
});
