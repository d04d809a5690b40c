import { describe, expect } from 'vitest';
import type { Parsed } from '../../lib/model/parsed.ts';
import type { Instrument } from '../../lib/model/trade.ts';
import type { ParseContext } from '../../lib/model/venue.ts';
import { alternativeMe } from '../../lib/sources/alternative-me.ts';
import { binance } from '../../lib/venues/binance.ts';
import { bybit } from '../../lib/venues/bybit.ts';
import { gate } from '../../lib/venues/gate.ts';
import { load, recorded, responseOf } from './recordings.ts';

const received = Date.UTC(2026, 10, 22);
const none: ParseContext = { receivedTime: received, instruments: new Map() };

function pushOf(path: string): unknown {
  const messages = load(path) as readonly { dir: string; msg: unknown }[];
  return messages.find(({ dir }) => dir.includes('push'))?.msg;
}

function rowsOf<Row>(parsed: Parsed<Row>): readonly Row[] {
  if (parsed.kind !== 'events') throw new Error(JSON.stringify(parsed));
  expect(parsed.rejections).toEqual([]);
  return parsed.events;
}

function listed(instruments: readonly Instrument[], markPrices?: ReadonlyMap<string, number>): ParseContext {
  const context = { receivedTime: received, instruments: new Map(instruments.map(each => [each.symbol, each])) };
  return markPrices === undefined ? context : { ...context, markPrices };
}

describe('recorded payloads of Binance', () => {
  recorded('list contracts of both boards with their sizes', () => {
    const um = rowsOf(binance.instruments.parse(responseOf('liquidations/binance/rest_fapi_exchangeInfo_trim.json'), none));
    const cm = rowsOf(binance.instruments.parse(responseOf('liquidations/binance/rest_dapi_exchangeInfo_trim.json'), none));
    expect(um.find(({ symbol }) => symbol === 'BTCUSDT')).toMatchObject({ board: 'um', multiplier: 1 });
    expect(cm.find(({ symbol }) => symbol === 'BTCUSD_PERP')).toMatchObject({
      board: 'cm',
      multiplier: 100,
      contract: 'inverse',
    });
  });

  recorded('hold forced orders, bare and in their envelope', () => {
    const [plan] = binance.sockets([]);
    for (const frame of [
      load('liquidations/binance/ws_forceOrder_nautilus.json'),
      pushOf('liquidations/binance/ws_forceOrder_um_docsample.json'),
    ]) {
      if (plan === undefined) throw new Error('no socket');
      // 0.014 BTC at 9,910: 138.74 dollars.
      const [event] = rowsOf(plan.parse(frame, none));
      expect(event).toMatchObject({ base: 'BTC', position: 'long', baseQuantity: 0.014 });
      expect(event?.usd).toBeCloseTo(138.74, 1);
    }
  });

  recorded('hold open interest, mark prices and history', () => {
    expect(rowsOf(binance.openInterest.parse(load('context/binance_usdm/GetOpenInterest.json'), none))[0]?.coins).toBe(
      10_659.509,
    );
    expect(rowsOf(binance.quotes.parse(load('context/binance_coinm/GetMarkPrices.json'), none))).toHaveLength(2);
    const btc: Instrument = {
      venue: 'binance',
      symbol: 'BTCUSDT',
      base: 'BTC',
      quote: 'USDT',
      kind: 'perp',
      contract: 'linear',
      multiplier: 1,
      board: 'um',
    };
    const history = load('context/binance_usdm/GetOpenInterestHistory.json');
    expect(rowsOf(binance.openInterest.parsePast(history, btc, none))[0]).toMatchObject({
      coins: 20_403.637,
      time: 1_583_127_900_000,
    });
  });
});

describe('recorded payloads of Bybit', () => {
  recorded('list contracts of both boards', () => {
    expect(
      rowsOf(bybit.instruments.parse(load('liquidations/bybit/rest_instruments_linear.json'), none)).map(({ board }) => board),
    ).toEqual(['linear', 'linear']);
    expect(rowsOf(bybit.instruments.parse(load('liquidations/bybit/rest_instruments_inverse.json'), none))[0]).toMatchObject({
      board: 'inverse',
      multiplier: 1,
    });
  });

  recorded('hold forced orders by the side of the position', () => {
    const eth: Instrument = {
      venue: 'bybit',
      symbol: 'ETHUSDT',
      base: 'ETH',
      quote: 'USDT',
      kind: 'perp',
      contract: 'linear',
      multiplier: 1,
      board: 'linear',
    };
    const [plan] = bybit.sockets([eth]);
    if (plan === undefined) throw new Error('no socket');
    const [event] = rowsOf(plan.parse(pushOf('liquidations/bybit/ws_allLiquidation_docsample.json'), none));
    // 20,000 at 0.04499.
    expect(event).toMatchObject({ position: 'short', eventTime: 1_739_502_302_929 });
    expect(event?.usd).toBeCloseTo(899.8, 6);
  });

  recorded('hold tickers whose inverse open interest is in dollars, both sides', () => {
    const payload = load('context/bybit/GetLinearInverseTickers.json');
    const [row] = rowsOf(bybit.openInterest.parse(payload, none));
    expect(row?.usd).toBe(186_752_053.5);
    // The venue's own value in coin, halved: the same as dollars over the mark price of 16,596 to a tenth of a percent.
    expect(row?.coins).toBeCloseTo(11_252.835, 6);
    expect((row?.usd ?? 0) / 16_596 / (row?.coins ?? 1)).toBeCloseTo(1, 3);
    expect(rowsOf(bybit.quotes.parse(payload, none))[0]?.change24h).toBe(0.008047);
  });

  recorded('hold history with one-sided figures', () => {
    const btc: Instrument = {
      venue: 'bybit',
      symbol: 'BTCUSD',
      base: 'BTC',
      quote: 'USD',
      kind: 'perp',
      contract: 'inverse',
      multiplier: 1,
      board: 'inverse',
    };
    const payload = load('context/bybit/doc_open_interest_with_singleOpenInterest_2026-06.json');
    expect(rowsOf(bybit.openInterest.parsePast(payload, btc, none)).at(-1)?.usd).toBe(31_955_346);
  });
});

describe('recorded payloads of Gate', () => {
  recorded('list contracts with their sizes', () => {
    const contracts = rowsOf(gate.instruments.parse(responseOf('liquidations/gate/rest_contracts_2023_trim.json'), none));
    expect(contracts.find(({ symbol }) => symbol === 'ETH_USDT')?.multiplier).toBe(0.01);
    const decimal = rowsOf(gate.openInterest.parse(load('context/gate_futures/GetContracts.json'), none))[0];
    expect(decimal?.coins).toBeCloseTo(4_017_780, 6);
  });

  recorded('hold forced orders and bars', () => {
    const btc: Instrument = {
      venue: 'gate',
      symbol: 'BTC_USDT',
      base: 'BTC',
      quote: 'USDT',
      kind: 'perp',
      contract: 'linear',
      multiplier: 0.0001,
      board: 'usdt',
    };
    const context = listed([btc]);
    const [poll] = gate.polls;
    const stage = gate.backfill?.stages[0];
    if (poll === undefined || stage === undefined) throw new Error('nothing to poll');
    // 600 contracts of 0.0001 BTC at 3,424.
    const [event] = rowsOf(poll.parse(responseOf('liquidations/gate/rest_liq_orders_docsample.json'), context));
    expect(event?.position).toBe('long');
    expect(event?.usd).toBeCloseTo(205.44, 6);
    const bars = gate.backfill?.parse(responseOf('liquidations/gate/rest_contract_stats_docsample.json'), btc, stage, context);
    // 124,724 contracts of both sides: half of them are 6.2362 BTC.
    expect(bars?.kind === 'events' && bars.events[0]).toMatchObject({ longUsd: 0, shortUsd: 0 });
    expect((bars?.kind === 'events' && bars.events[0]?.openInterest?.coins) || 0).toBeCloseTo(6.2362, 6);
  });

  recorded('hold tickers whose change is in percent', () => {
    expect(rowsOf(gate.quotes.parse(load('context/gate_futures/GetTickers.json'), none))[0]?.change24h).toBeCloseTo(0.0443, 12);
  });
});

recorded('recorded answers of alternative.me hold a day in every row but none twice', () => {
  const rows = rowsOf(
    alternativeMe.parse(load('context/alternative_me/rec_fng_limit0_fullEnvelope_20250804.json'), {
      receivedTime: Date.UTC(2025, 7, 4, 12),
    }),
  );
  expect(rows.length).toBeGreaterThan(2_000);
  expect(rows[0]).toEqual({ day: Date.UTC(2025, 7, 4), value: 64, word: 'Greed' });
  expect(rows.at(-1)?.day).toBe(Date.UTC(2018, 1, 1));
});
