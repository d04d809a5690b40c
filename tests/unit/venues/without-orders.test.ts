import { describe, expect, it } from 'vitest';
import type { Funding, Instrument, OpenInterest, Quote } from '../../../lib/model/trade.ts';
import type { ParseContext, Venue } from '../../../lib/model/venue.ts';
import { venueWords } from '../../../lib/format/venue-words.ts';
import { hyperliquid } from '../../../lib/venues/hyperliquid.ts';
import { kucoin } from '../../../lib/venues/kucoin.ts';
import { mexc } from '../../../lib/venues/mexc.ts';
import { readers } from '../../../lib/venues/readers.ts';
import { fixture, received } from '../../contract/fixtures.ts';

/** Venues that publish no forced orders: prices, open interest and funding are all that is read of them. */

const empty: ParseContext = { receivedTime: received, instruments: new Map() };

function rows<Row>(parsed: { readonly kind: string; readonly events?: readonly Row[] } | undefined): readonly Row[] {
  if (parsed?.kind !== 'events') throw new Error(JSON.stringify(parsed));
  return parsed.events ?? [];
}

function tableOf(venue: Venue, listing: string, figures = listing, rates = figures) {
  const listed = rows<Instrument>(venue.instruments.parse(fixture(venue.id, listing), empty));
  const context = { receivedTime: received, instruments: new Map(listed.map(each => [each.symbol, each])) };
  return {
    listed: listed.map(each => [each.symbol, each.base, each.kind, each.contract, each.multiplier, each.fundingIntervalHours]),
    quotes: rows<Quote>(venue.quotes.parse(fixture(venue.id, figures), context)).map(each => [
      each.symbol,
      each.priceUsd,
      each.markPrice,
      each.change24h === undefined ? undefined : Math.round(each.change24h * 1e6) / 1e6,
    ]),
    openInterest: rows<OpenInterest>(venue.openInterest.parse(fixture(venue.id, figures), context)).map(each => [
      each.symbol,
      each.coins,
      Math.round((each.usd ?? NaN) * 100) / 100,
    ]),
    funding: rows<Funding>(venue.funding?.parse(fixture(venue.id, rates), context)).map(each => [each.symbol, each.ratePer8h]),
  };
}

describe.each([hyperliquid, kucoin, mexc].map(venue => [venue.id, venue] as const))('%s', (id, venue) => {
  it('says that it has no public liquidation data, and opens nothing for it', () => {
    expect(venue.completeness).toBe('none');
    expect(venueWords[venue.id].counts).toMatch(/^No public liquidation data/);
    expect(venue.sockets([])).toEqual([]);
    expect([venue.polls, venue.backfill, venue.history, readers[id]]).toEqual([[], undefined, undefined, undefined]);
  });

  it('rejects a refusal', () => {
    for (const part of [venue.instruments, venue.quotes, venue.openInterest]) {
      expect(part.parse(fixture(id, 'error'), empty).kind).toBe('rejected');
    }
  });
});

describe('Hyperliquid', () => {
  it('answers one question, posted, with everything', () => {
    const asked = [...hyperliquid.instruments.requests, ...hyperliquid.openInterest.requests([])];
    for (const { url, body, weight } of asked)
      expect([url, body, weight]).toEqual(['https://api.hyperliquid.xyz/info', '{"type":"metaAndAssetCtxs"}', 20]);
  });

  it('counts coins, thousands of them where its name says so, and pays by the hour', () => {
    expect(tableOf(hyperliquid, 'meta-and-asset-ctxs')).toEqual({
      listed: [
        ['BTC', 'BTC', 'perp', 'linear', 1, 1],
        ['kPEPE', 'PEPE', 'perp', 'linear', 1_000, 1],
        ['HYPE', 'HYPE', 'perp', 'linear', 1, 1],
      ],
      quotes: [
        // 66,800 after 68,000.
        ['BTC', 66_800, 66_800, -0.017647],
        ['kPEPE', 0.0000042, 0.0042, 0.05],
        // A price of 0 a day ago is none.
        ['HYPE', 30.5, 30.5, undefined],
      ],
      openInterest: [
        // 20,000.5 at 66,800.
        ['BTC', 20_000.5, 1_336_033_400],
        // Five million thousands at 0.0042.
        ['kPEPE', 5_000_000_000, 21_000],
        ['HYPE', 100_000, 3_050_000],
      ],
      // Eight times that of an hour.
      funding: [
        ['BTC', -0.0001],
        ['kPEPE', 0.0001],
        ['HYPE', 0.0004],
      ],
    });
  });

  it('is rejected when names and figures are not as many: they are joined by their place', () => {
    const [meta, contexts] = fixture('hyperliquid', 'meta-and-asset-ctxs') as [unknown, unknown[]];
    expect(hyperliquid.openInterest.parse([meta, contexts.slice(1)], empty)).toEqual({
      kind: 'rejected',
      rejections: [{ reason: '4 names for 3 rows of figures', path: '' }],
    });
  });
});

describe('KuCoin', () => {
  it('counts contracts of so many coins, or of a dollar; XBT is bitcoin', () => {
    expect(tableOf(kucoin, 'contracts-active')).toEqual({
      listed: [
        ['XBTUSDTM', 'BTC', 'perp', 'linear', 0.001, 8],
        ['ETHUSDTM', 'ETH', 'perp', 'linear', 0.01, 4],
        ['1000PEPEUSDTM', 'PEPE', 'perp', 'linear', 10_000, 8],
        ['XBTUSDM', 'BTC', 'perp', 'inverse', 1, 8],
        ['XBTMH26', 'BTC', 'future', 'inverse', 1, undefined],
      ],
      quotes: [
        ['XBTUSDTM', 66_750, 66_800, -0.02],
        ['ETHUSDTM', 2_000, 2_000, -0.02],
        ['1000PEPEUSDTM', 0.0000042, 0.0042, -0.02],
        ['XBTUSDM', 66_800, 66_800, -0.02],
        ['XBTMH26', 66_900, 66_900, -0.02],
      ],
      openInterest: [
        // 5,000,000 contracts of 0.001 at 66,800.
        ['XBTUSDTM', 5_000, 334_000_000],
        ['ETHUSDTM', 1_000, 2_000_000],
        // 3,000,000 contracts of ten thousands of coins; ten thousands at 0.0042.
        ['1000PEPEUSDTM', 30_000_000_000, 126_000],
        // 8,000,000 dollars at 66,800.
        ['XBTUSDM', 8_000_000 / 66_800, 8_000_000],
      ],
      // An old answer says the interval in the name of the rate alone: 4 hours.
      funding: [
        ['XBTUSDTM', 0.0001],
        ['ETHUSDTM', 0.0002],
        ['1000PEPEUSDTM', 0.0001],
        ['XBTUSDM', -0.0002],
      ],
    });
  });
});

describe('MEXC', () => {
  it('counts contracts of so many coins, or of a hundred dollars', () => {
    expect(tableOf(mexc, 'contract-detail', 'tickers', 'funding-rates')).toEqual({
      listed: [
        ['BTC_USDT', 'BTC', 'perp', 'linear', 0.0001, undefined],
        ['1000BONK_USDT', 'BONK', 'perp', 'linear', 100_000, undefined],
        ['BTC_USD', 'BTC', 'perp', 'inverse', 100, undefined],
      ],
      quotes: [
        ['BTC_USDT', 66_700, 66_800, -0.0176],
        ['1000BONK_USDT', 0.000006, 0.0061, 0.05],
        ['BTC_USD', 66_650, 66_800, -0.018],
      ],
      openInterest: [
        // 55,000,000 contracts of 0.0001 at 66,800.
        ['BTC_USDT', 5_500, 367_400_000],
        // 200,000 contracts of a hundred thousands of coins at 0.0061 a thousand.
        ['1000BONK_USDT', 20_000_000_000, 122_000],
        // 40,000 contracts of 100 dollars at 66,800.
        ['BTC_USD', 4_000_000 / 66_800, 4_000_000],
      ],
      // A cycle of no hours says nothing.
      funding: [
        ['BTC_USDT', -0.0002],
        ['1000BONK_USDT', 0.0002],
      ],
    });
  });

  it('knows neither the size of a contract nor shares from coins without its listing', () => {
    expect(rows(mexc.openInterest.parse(fixture('mexc', 'tickers'), empty))).toEqual([]);
  });
});
