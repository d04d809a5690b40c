import { describe, expect, it } from 'vitest';
import type { Funding, Instrument } from '../../../lib/model/trade.ts';
import type { ParseContext, Venue } from '../../../lib/model/venue.ts';
import { binance } from '../../../lib/venues/binance.ts';
import { bybit } from '../../../lib/venues/bybit.ts';
import { toFunding, toIntervalHours } from '../../../lib/venues/funding.ts';
import { gate } from '../../../lib/venues/gate.ts';
import { fixture, received } from '../../contract/fixtures.ts';

const empty: ParseContext = { receivedTime: received, instruments: new Map() };

function listed(venue: Venue, ...names: readonly string[]): ParseContext {
  const instruments = new Map<string, Instrument>();
  for (const name of names) {
    const parsed = venue.instruments.parse(fixture(venue.id, name), { ...empty, instruments });
    if (parsed.kind !== 'events') throw new Error(JSON.stringify(parsed));
    for (const each of parsed.events) instruments.set(each.symbol, each);
  }
  return { receivedTime: received, instruments };
}

function funding(venue: Venue, name: string, context: ParseContext): readonly (readonly [string, number, number])[] {
  const parsed = venue.funding?.parse(fixture(venue.id, name), context);
  if (parsed?.kind !== 'events') throw new Error(JSON.stringify(parsed));
  expect(parsed.rejections).toEqual([]);
  return parsed.events.map(({ symbol, ratePer8h, time }: Funding) => [symbol, ratePer8h, time]);
}

describe('an interval', () => {
  it.each([
    [480, 60_000, 8],
    [28_800, 1_000, 8],
    [14_400_000, 1, 4],
    [24, 3_600_000, 24],
    // Hours where minutes were thought of, and other misreadings.
    [8, 60_000, undefined],
    [90, 60_000, undefined],
    [48, 3_600_000, undefined],
    [0, 1, undefined],
    [undefined, 1, undefined],
  ])('of %s units of %s ms is %s hours', (interval, unitMs, hours) => {
    expect(toIntervalHours(interval, unitMs)).toBe(hours);
  });

  it('that is not known makes no rate', () => {
    const [instrument] = listed(gate, 'usdt-contracts').instruments.values();
    if (instrument === undefined) throw new Error('no listing');
    const { fundingIntervalHours, ...unlisted } = instrument;
    expect(fundingIntervalHours).toBe(8);
    expect(toFunding(unlisted, '0.0001', received)).toBeUndefined();
    expect(toFunding(instrument, undefined, received)).toBeUndefined();
    expect(toFunding(instrument, '1.5', received)).toBeUndefined();
    expect(toFunding(instrument, '0.0003', received)).toMatchObject({ ratePer8h: 0.0003 });
    // What the answer itself says goes before the listing.
    expect(toFunding(instrument, '0.0003', received, 1)).toMatchObject({ ratePer8h: 0.0024 });
  });
});

describe('Binance', () => {
  it('names the contracts whose interval was changed; all other perpetuals of that board pay every eight hours', () => {
    const context = listed(binance, 'um-exchange-info', 'cm-exchange-info', 'um-funding-info');
    expect([...context.instruments.values()].map(each => [each.symbol, each.fundingIntervalHours])).toEqual([
      ['BTCUSDT', 8],
      ['1000PEPEUSDT', 4],
      ['1INCHUSDT', 8],
      ['BTCUSDT_260327', undefined],
      ['BTCUSDC', 8],
      // Nothing was said of the coin-margined board.
      ['BTCUSD_PERP', undefined],
      ['ETHUSD_PERP', undefined],
      ['BTCUSD_260327', undefined],
    ]);
    // 0.0001 for four hours.
    expect(funding(binance, 'um-premium-index', context)).toEqual([
      ['BTCUSDT', 0.0001, received - 1_000],
      ['1000PEPEUSDT', 0.0002, received - 1_000],
    ]);
  });

  it('has no rates before the intervals came, and none from an empty list, which does not say of which board it is', () => {
    expect(funding(binance, 'um-premium-index', listed(binance, 'um-exchange-info'))).toEqual([]);
    expect(binance.instruments.parse([], listed(binance, 'um-exchange-info'))).toEqual({
      kind: 'events',
      events: [],
      rejections: [],
    });
  });

  it('does not take an interval that makes no sense for the usual one', () => {
    const context = listed(binance, 'um-exchange-info');
    const parsed = binance.instruments.parse([{ symbol: 'BTCUSDT', fundingIntervalHours: 480 }], context);
    expect(parsed.kind === 'events' && parsed.events.map(({ symbol }) => symbol)).not.toContain('BTCUSDT');
  });

  it('reads rates of the coin-margined board by its own list', () => {
    const context = listed(binance, 'cm-exchange-info');
    const parsed = binance.instruments.parse([{ symbol: 'ETHUSD_PERP', fundingIntervalHours: 4 }], context);
    expect(parsed.kind === 'events' && parsed.events.map(each => [each.symbol, each.fundingIntervalHours])).toEqual([
      ['BTCUSD_PERP', 8],
      ['ETHUSD_PERP', 4],
    ]);
  });

  it('asks the boards that are followed', () => {
    const um = [...listed(binance, 'um-exchange-info').instruments.values()];
    expect(binance.funding?.requests(um).map(({ url }) => url)).toEqual(['https://fapi.binance.com/fapi/v1/premiumIndex']);
  });
});

it('Bybit tells the interval in its listing, in minutes, and passes over what has no rate', () => {
  const context = listed(bybit, 'linear-instruments', 'inverse-instruments');
  expect(context.instruments.get('BTCUSDT')?.fundingIntervalHours).toBe(8);
  const list = fixture('bybit', 'linear-instruments') as { result: { list: Record<string, unknown>[] } };
  for (const each of list.result.list) each.fundingInterval = 240;
  const changed = bybit.instruments.parse(list, empty);
  expect(
    changed.kind === 'events' &&
      new Set(changed.events.map(({ kind, fundingIntervalHours }) => `${kind} ${fundingIntervalHours}`)),
  ).toEqual(new Set(['perp 4', 'future undefined']));
  expect(funding(bybit, 'linear-tickers', context).map(([symbol, rate]) => [symbol, rate])).toEqual([
    ['BTCUSDT', 0.0001],
    ['SHIB1000USDT', 0.0001],
  ]);
  expect(funding(bybit, 'inverse-tickers', context).map(([symbol]) => symbol)).toEqual(['BTCUSD']);
});

it('Gate tells rate and interval, in seconds, in one row', () => {
  expect(funding(gate, 'usdt-contracts', empty).slice(0, 2)).toEqual([
    ['BTC_USDT', -0.0001, received],
    // 0.0002 for four hours.
    ['ETH_USDT', 0.0004, received],
  ]);
});
