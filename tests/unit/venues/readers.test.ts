import { describe, expect, it } from 'vitest';
import type { Liquidation } from '../../../lib/model/trade.ts';
import type { ParseContext } from '../../../lib/model/venue.ts';
import { readBitget } from '../../../lib/venues/bitget/liquidations.ts';
import { readDeribit } from '../../../lib/venues/deribit/trades.ts';
import { parseInstruments as parseDydxMarkets } from '../../../lib/venues/dydx/markets.ts';
import { readGate } from '../../../lib/venues/gate/read-any.ts';
import { readHtx } from '../../../lib/venues/htx/liquidation-orders.ts';
import { readKrakenFutures } from '../../../lib/venues/kraken-futures/executions.ts';
import { parseInstruments as parseKrakenInstruments } from '../../../lib/venues/kraken-futures/instruments.ts';
import { readLighter } from '../../../lib/venues/lighter.ts';
import { readers } from '../../../lib/venues/readers.ts';
import { received } from '../../contract/fixtures.ts';

const time = received - 60_000;
const empty: ParseContext = { receivedTime: received, instruments: new Map() };

function eventsOf(parsed: { readonly kind: string; readonly events?: readonly Liquidation[] }): readonly Liquidation[] {
  expect(parsed.kind).toBe('events');
  return parsed.events ?? [];
}

describe('Gate', () => {
  const order = { time: time / 1_000, contract: 'BTC_USD', size: 300, order_size: -300, order_price: '1', left: 0 };

  it('knows the size of no contract settled in bitcoin but BTC_USD while there is no listing', () => {
    const [bitcoin, ether] = eventsOf(
      readGate(
        [
          { ...order, fill_price: '50000' },
          { ...order, contract: 'ETH_USD', fill_price: '2000' },
        ],
        empty,
      ),
    );
    // 300 dollars at 50,000.
    expect(bitcoin).toMatchObject({ usd: 300, baseQuantity: 0.006 });
    expect(ether).toMatchObject({ quantity: { value: 300, unit: 'contracts' }, usd: undefined, baseQuantity: undefined });
  });

  it('passes over an order that was not filled, which has no price', () => {
    expect(readGate([{ ...order, left: -300, fill_price: '0' }], empty).kind).toBe('ignored');
    expect(readGate([{ ...order, fill_price: '0' }], empty)).toMatchObject({
      kind: 'rejected',
      rejections: [{ path: '0.fill_price' }],
    });
  });

  it('rejects in the venue’s words, whatever else an error holds', () => {
    const frame = { channel: 'futures.public_liquidates', event: 'subscribe', error: { code: 2, message: 'unknown contract' } };
    const reason = 'Gate refused (2): unknown contract';
    expect(readGate(frame, empty)).toEqual({
      kind: 'rejected',
      rejections: [{ reason, told: '2: unknown contract', path: 'error' }],
    });
    const deep = JSON.parse(
      `{"channel":"futures.public_liquidates","error":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    ) as unknown;
    expect(readGate(deep, empty).kind).toBe('rejected');
  });
});

describe('Deribit', () => {
  it('ignores an answer whose trades nobody was forced into, and lists that are no subscription', () => {
    const trade = { trade_id: '1', timestamp: time, price: 1, instrument_name: 'BTC-PERPETUAL', direction: 'buy', amount: 1 };
    expect(readDeribit({ result: { trades: [trade], has_more: false } }, empty).kind).toBe('ignored');
    expect(readDeribit({ id: 1, result: [{ instrument_name: 'BTC-PERPETUAL' }] }, empty).kind).toBe('ignored');
    expect(readDeribit({ id: 1, result: ['trades.future.BTC.100ms'] }, empty).kind).toBe('control');
  });
});

it('HTX may name one contract in a topic', () => {
  const row = { contract_code: 'BTC-USDT', direction: 'sell', offset: 'close', volume: 100, price: 50_000, created_at: time };
  const data = [{ ...row, amount: 0.1, trade_turnover: 5_000 }];
  const frame = { op: 'notify', topic: 'public.BTC-USDT.liquidation_orders', ts: time, data };
  expect(eventsOf(readHtx(frame, empty))).toMatchObject([{ position: 'long', usd: 5_000 }]);
  expect(readHtx({ ...frame, topic: 'public.BTC-USDT.funding_rate' }, empty).kind).toBe('ignored');
});

it('Bitget may spell a board in capitals', () => {
  const data = [{ symbol: 'BTCUSDT', side: 'sell', price: '50000', amount: '5000', ts: String(time) }];
  const frame = { arg: { instType: 'USDT-FUTURES', topic: 'liquidation' }, data };
  // 5,000 USDT at 50,000.
  expect(eventsOf(readBitget(frame, empty))).toMatchObject([{ position: 'short', usd: 5_000, baseQuantity: 0.1 }]);
});

describe('Kraken Futures', () => {
  const trade = { feed: 'trade', product_id: 'PF_XBTUSD', side: 'sell', type: 'liquidation', time, qty: 0.5, price: 50_000 };
  const execution = {
    takerOrder: { direction: 'Sell', orderType: 'PartialLiquidation', quantity: '0.5', reduceOnly: true },
    price: '50000',
    quantity: '0.5',
    timestamp: time,
  };
  const answer = (taker: object) => ({
    elements: [{ event: { Execution: { execution: { ...execution, takerOrder: { ...execution.takerOrder, ...taker } } } } }],
  });
  const parsed = parseKrakenInstruments({
    result: 'success',
    instruments: [{ symbol: 'PF_XBTUSD', type: 'flexible_futures', tradeable: true, contractSize: 1 }],
  });
  const listing = parsed.kind === 'events' ? parsed.events : [];
  const listed: ParseContext = { ...empty, instruments: new Map(listing.map(instrument => [instrument.symbol, instrument])) };

  it('tells trades of one moment, price and quantity apart by their uid', () => {
    const keys = ['uid-1', 'uid-2', 'uid-1'].map(uid => eventsOf(readKrakenFutures({ ...trade, uid }, empty))[0]?.key);
    expect(keys[0]).not.toBe(keys[1]);
    expect(keys[0]).toBe(keys[2]);
  });

  it('takes an answer that names no contract for one of the only listing', () => {
    expect(eventsOf(readKrakenFutures(answer({}), listed))).toMatchObject([
      { symbol: 'PF_XBTUSD', position: 'long', usd: 25_000 },
    ]);
    expect(readKrakenFutures(answer({}), empty)).toMatchObject({ kind: 'rejected' });
  });

  it('reads a direction in small letters, and names the order in which one is missing', () => {
    expect(eventsOf(readKrakenFutures(answer({ direction: 'buy' }), listed))).toMatchObject([{ position: 'short' }]);
    const path = 'elements.0.event.Execution.execution.takerOrder.direction';
    expect(readKrakenFutures(answer({ direction: 'up' }), listed)).toMatchObject({ kind: 'rejected', rejections: [{ path }] });
  });

  it('ignores an answer whose trades nobody was forced into; an empty one is empty', () => {
    expect(readKrakenFutures(answer({ orderType: 'Limit' }), listed).kind).toBe('ignored');
    expect(eventsOf(readKrakenFutures({ elements: [] }, listed))).toEqual([]);
  });

  it('takes the end of a subscription for a sign of life', () => {
    expect(readKrakenFutures({ event: 'unsubscribed', feed: 'trade', product_ids: ['PF_XBTUSD'] }, empty).kind).toBe('control');
  });
});

describe('Lighter', () => {
  const trade = { trade_id: 19, type: 'liquidation', market_id: 0, size: '0.5', price: '2000.01', usd_amount: '1000.01' };
  const forced = { ...trade, is_maker_ask: false, timestamp: time };
  const update = (liquidations: readonly unknown[], trades: readonly unknown[]) => ({
    type: 'update/trade',
    channel: 'trade:0',
    liquidation_trades: liquidations,
    trades,
  });

  it('takes the dollars that the venue tells', () => {
    // 0.5 × 2000.01 is 1000.005: the venue rounded.
    expect(eventsOf(readLighter(update([forced], []), empty))).toMatchObject([{ position: 'long', usd: 1_000.01 }]);
  });

  it('reads a forced trade among the ordinary ones where there is no other, and once where it stands in both lists', () => {
    const ordinary = { ...forced, type: 'trade', trade_id: 20 };
    expect(eventsOf(readLighter(update([], [ordinary, forced]), empty))).toMatchObject([{ key: '19' }]);
    expect(eventsOf(readLighter(update([forced], [ordinary, forced]), empty))).toHaveLength(1);
    expect(readLighter(update([], [ordinary]), empty).kind).toBe('control');
  });
});

it('dYdX answers that name no market are of the only listing', () => {
  const parsed = parseDydxMarkets({ markets: { 'BTC-USD': { ticker: 'BTC-USD', status: 'ACTIVE' } } });
  const instruments = new Map((parsed.kind === 'events' ? parsed.events : []).map(instrument => [instrument.symbol, instrument]));
  const trade = {
    id: 'a1',
    side: 'SELL',
    size: '0.5',
    price: '50000',
    type: 'LIQUIDATED',
    createdAt: new Date(time).toISOString(),
  };
  const answer = { trades: [trade] };
  expect(readers.dydx?.(answer, { ...empty, instruments })).toMatchObject({ events: [{ symbol: 'BTC-USD', usd: 25_000 }] });
  expect(readers.dydx?.(answer, empty).kind).toBe('rejected');
});

it('refuses a price so small that no number of coins comes of it', () => {
  const row = { orderID: 'a-1', symbol: 'XBTUSD', side: 'Sell', price: 1e-320, leavesQty: 1_000 };
  const parsed = readers.bitmex?.({ table: 'liquidation', action: 'insert', data: [row] }, empty);
  expect(parsed).toMatchObject({ kind: 'rejected', rejections: [{ path: 'data.0' }] });
});
