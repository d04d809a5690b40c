import { describe, expect } from 'vitest';
import type { Funding, Instrument, OpenInterest, VenueId } from '../../lib/model/trade.ts';
import type { ParseContext, Venue } from '../../lib/model/venue.ts';
import { binance } from '../../lib/venues/binance.ts';
import { bybit } from '../../lib/venues/bybit.ts';
import { gate } from '../../lib/venues/gate.ts';
import { hyperliquid } from '../../lib/venues/hyperliquid.ts';
import { kucoin } from '../../lib/venues/kucoin.ts';
import { mexc } from '../../lib/venues/mexc.ts';
import { readers } from '../../lib/venues/readers.ts';
import { framesOf, load, recorded, responseOf } from './recordings.ts';

const empty: ParseContext = { receivedTime: Date.UTC(2026, 10, 22), instruments: new Map() };

function read(venue: VenueId, payload: unknown, context = empty) {
  const parsed = readers[venue]?.(payload, context);
  if (parsed === undefined) throw new Error(`no reader of ${venue}`);
  return parsed;
}

function eventsOf<Row>(parsed: { readonly kind: string; readonly events?: readonly Row[] } | undefined): readonly Row[] {
  if (parsed?.kind !== 'events') throw new Error(JSON.stringify(parsed));
  return parsed.events ?? [];
}

function listed(venue: Venue, payload: unknown): ParseContext {
  const instruments = eventsOf<Instrument>(venue.instruments.parse(payload, empty));
  return { ...empty, instruments: new Map(instruments.map(each => [each.symbol, each])) };
}

describe('recorded payloads, by the reader of any payload', () => {
  recorded.each([
    ['binance', 'ws_forceOrder_um_docsample'],
    ['aster', 'ws_forceOrder_docsample'],
  ] as const)('of %s: an acknowledgement, and a long of 0.014 BTC at 9,910', (venue, name) => {
    const parsed = framesOf(`liquidations/${venue}/${name}.json`).map(frame => read(venue, frame));
    expect(parsed.map(({ kind }) => kind)).toEqual(['control', 'events']);
    expect(eventsOf(parsed[1])).toMatchObject([
      { venue, position: 'long', price: 9_910, quantity: { value: 0.014, unit: 'base' } },
    ]);
  });

  recorded('of Bybit: an acknowledgement, and a short', () => {
    const parsed = framesOf('liquidations/bybit/ws_allLiquidation_docsample.json').map(frame => read('bybit', frame));
    expect(parsed.map(({ kind }) => kind)).toEqual(['control', 'events']);
    expect(eventsOf(parsed[1])).toMatchObject([{ position: 'short', quantity: { value: 20_000, unit: 'base' } }]);
  });

  recorded('of Gate: orders, sums that are none, frames of other channels', () => {
    // 600 contracts of 0.0001 BTC at 3,424; without the listing the contracts alone.
    const orders = responseOf('liquidations/gate/rest_liq_orders_docsample.json');
    const [bare] = eventsOf(read('gate', orders));
    expect(bare).toMatchObject({ position: 'long', quantity: { value: 600, unit: 'contracts' }, usd: undefined });
    const contracts = listed(gate, responseOf('liquidations/gate/rest_contracts_docsample.json'));
    expect(contracts.instruments.size).toBeGreaterThan(0);
    expect(read('gate', responseOf('liquidations/gate/rest_contract_stats_docsample.json')).kind).toBe('ignored');
    const kinds = new Set(framesOf('liquidations/gate/ws_control_2023_trim.json').map(frame => read('gate', frame).kind));
    expect([...kinds]).toEqual(['ignored']);
    const [own] = load('liquidations/gate/ws_PRIVATE_futures_liquidates_docsample.json') as readonly unknown[];
    expect(read('gate', own)).toEqual({ kind: 'ignored', reason: 'channel futures.liquidates' });
  });

  recorded('of CoinEx: two longs, a blank before their names', () => {
    const events = eventsOf(read('coinex', responseOf('liquidations/coinex/rest_liquidation_history_docsample.json')));
    expect(events).toMatchObject([
      { symbol: 'LATUSDT', base: 'LAT', position: 'long', price: 0.009061, quantity: { value: 184_378_262, unit: 'base' } },
      { symbol: 'LATUSDT', position: 'long', eventTime: 1_691_482_829_000 },
    ]);
    // 184,378,262 at 0.009061.
    expect((events[0] as { usd: number }).usd).toBeCloseTo(1_670_651.43, 1);
  });
});

describe('recorded answers of venues without forced orders', () => {
  recorded('of Hyperliquid join names and figures by place', () => {
    const payload = load('context/hyperliquid/GetExchangeInfoAndTickers.json');
    // 688.11 at 14.3161.
    expect(eventsOf(hyperliquid.openInterest.parse(payload, empty))[0]).toMatchObject({ symbol: 'BTC', coins: 688.11 });
    expect(eventsOf<OpenInterest>(hyperliquid.openInterest.parse(payload, empty))[0]?.usd).toBeCloseTo(9_851.05, 1);
    // 0.0000125 an hour.
    expect(eventsOf<Funding>(hyperliquid.funding?.parse(payload, empty))[0]?.ratePer8h).toBeCloseTo(0.0001, 12);
  });

  recorded('of KuCoin count contracts of a thousandth, every eight hours', () => {
    const payload = load('context/kucoin_futures/GetOpenContracts.json');
    // 5,191,275 contracts of 0.001 at 44,514.03.
    expect(eventsOf<OpenInterest>(kucoin.openInterest.parse(payload, empty))[0]?.usd).toBeCloseTo(231_084_571.1, 0);
    expect(eventsOf<Funding>(kucoin.funding?.parse(payload, empty))[0]).toMatchObject({
      base: 'BTC',
      ratePer8h: 0.0001,
    });
  });

  recorded('of MEXC tell rates with their cycle', () => {
    const btc: Instrument = {
      venue: 'mexc',
      symbol: 'BTC_USDT',
      base: 'BTC',
      quote: 'USDT',
      kind: 'perp',
      contract: 'linear',
      multiplier: 0.0001,
      board: 'contract',
    };
    const context = { ...empty, instruments: new Map([['BTC_USDT', btc]]) };
    // 55,102,960 contracts of 0.0001.
    expect(eventsOf<OpenInterest>(mexc.openInterest.parse(load('context/mexc/GetTickers.json'), context))[0]?.coins).toBeCloseTo(
      5_510.296,
      6,
    );
    for (const name of ['GetFundingRates', 'GetFundingRate'])
      expect(eventsOf(mexc.funding?.parse(load(`context/mexc/${name}.json`), context))).toMatchObject([{ ratePer8h: -0.000489 }]);
  });
});

describe('recorded funding of the first three', () => {
  recorded('of Binance names an adjusted contract', () => {
    const context = listed(binance, responseOf('liquidations/binance/rest_fapi_exchangeInfo_trim.json'));
    const parsed = binance.instruments.parse(load('context/binance_usdm/GetFundingInfo.json'), context);
    expect(eventsOf<Instrument>(parsed).find(({ symbol }) => symbol === 'BTCUSDT')?.fundingIntervalHours).toBe(8);
  });

  recorded('of Bybit is passed over where the listing counts what cannot be minutes', () => {
    const context = listed(bybit, load('liquidations/bybit/rest_instruments_linear.json'));
    expect([...context.instruments.values()].map(({ fundingIntervalHours }) => fundingIntervalHours)).toEqual([
      undefined,
      undefined,
    ]);
  });

  recorded('of Gate is for 28,800 seconds', () => {
    expect(eventsOf(gate.funding?.parse(load('context/gate_futures/GetContracts.json'), empty))).toMatchObject([
      { symbol: 'LAB_USDT', ratePer8h: 0.002053 },
    ]);
  });
});
