import { describe, expect, it } from 'vitest';
import { sampleBinance } from '../../market/ledger/feeds/binance.ts';
import { feeds } from '../../market/ledger/feeds/registry.ts';
import { createMarkets } from '../../market/ledger/markets.ts';
import { sliceByTime } from '../../market/ledger/order-book.ts';
import { isOffered, offeredFrom, offeredSum, sentOrders, sentSum, truthTable, worldSum } from '../../market/truth.ts';
import type { ForcedOrder, Ledger, Market, Position } from '../../market/world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const markets = createMarkets('260327');

function find(venue: Market['venue'], symbol: string): Market {
  const market = markets.find(each => each.venue === venue && each.symbol === symbol);
  if (market === undefined) throw new Error(`no ${symbol} at ${venue}`);
  return market;
}

const btc = find('binance', 'BTCUSDT');
const eth = find('binance', 'ETHUSDT');
const coinMargined = find('binance', 'BTCUSD_PERP');
const bybit = find('bybit', 'BTCUSDT');
const gate = find('gate', 'BTC_USDT');
const gateEth = find('gate', 'ETH_USDT');

let nextId = 1;
const order = (market: Market, time: number, cents: number, position: Position = 'long'): ForcedOrder => {
  nextId += 1;
  return { id: nextId, market, position, time, quantity: 1, fillPrice: 1, bankruptcyPrice: 1, cents };
};

function ledgerOf(orders: readonly ForcedOrder[]): Ledger {
  const sorted = [...orders].sort((a, b) => a.time - b.time);
  const unasked = (): never => {
    throw new Error('not part of this test');
  };
  return {
    scenario: 'by hand',
    seed: 0,
    t0: 0,
    from: 0,
    to: 0,
    markets,
    orders: (venue, from, to) =>
      sliceByTime(
        sorted.filter(({ market }) => market.venue === venue),
        from,
        to,
      ),
    price: unasked,
    hourBars: unasked,
    openInterestCoins: unasked,
    funding: unasked,
    takerBuyShare: unasked,
    depth: unasked,
    spotFlowUsd: unasked,
    fearGreed: unasked,
    surroundings: { tradingDays: unasked, treasuries: unasked, listedCoins: unasked },
    stated: {},
  };
}

// 12:00:00.000 UTC of some day.
const NOON = Date.UTC(2026, 1, 11, 12);

describe('what the feeds let out of a hand-worked second', () => {
  it('lets Binance send the latest order of each symbol and second, whichever side it closed', () => {
    const orders = [
      order(btc, NOON + 100, 1),
      order(eth, NOON + 200, 2),
      order(btc, NOON + 400, 3, 'short'),
      order(coinMargined, NOON + 500, 4),
      order(btc, NOON + 999, 5),
      order(btc, NOON + 1000, 6),
      order(eth, NOON + 2999, 7),
      order(eth, NOON + 3000, 8),
    ];
    expect(sampleBinance(orders).map(({ cents }) => cents)).toEqual([2, 4, 5, 6, 7, 8]);
  });

  it('lets Binance send the later in the list of two orders in one millisecond', () => {
    expect(sampleBinance([order(btc, NOON, 1), order(btc, NOON, 2)]).map(({ cents }) => cents)).toEqual([2]);
  });

  it('lets Bybit and Gate send every order', () => {
    const orders = [order(bybit, NOON, 1), order(bybit, NOON, 2), order(bybit, NOON + 1, 3)];
    expect(feeds.bybit.sample(orders)).toEqual(orders);
    expect(feeds.gate.sample(orders)).toEqual(orders);
  });

  it('samples a second that a window cuts as a whole, and then cuts it', () => {
    const ledger = ledgerOf([order(btc, NOON + 100, 1), order(btc, NOON + 900, 2)]);
    expect(sentOrders(ledger, { venue: 'binance', from: NOON, to: NOON + 500 })).toEqual([]);
    expect(sentSum(ledger, { venue: 'binance', from: NOON + 500, to: NOON + 5000 })).toBe(2);
  });
});

describe('the world sum', () => {
  it('takes the first moment of a window and not its last', () => {
    const ledger = ledgerOf([order(gate, NOON, 1), order(gate, NOON + HOUR, 10)]);
    expect(worldSum(ledger, { from: NOON, to: NOON + HOUR })).toBe(1);
  });

  it('selects venue, coin and position', () => {
    const ledger = ledgerOf([
      order(gate, NOON, 1),
      order(gateEth, NOON, 10),
      order(bybit, NOON, 100),
      order(gate, NOON, 1000, 'short'),
    ]);
    const all = { from: NOON, to: NOON + 1 };
    expect(worldSum(ledger, all)).toBe(1111);
    expect(worldSum(ledger, { ...all, venue: 'gate' })).toBe(1011);
    expect(worldSum(ledger, { ...all, base: 'BTC' })).toBe(1101);
    expect(worldSum(ledger, { ...all, position: 'short' })).toBe(1000);
  });
});

describe('what a client that starts now can still fetch', () => {
  const at = NOON + 2 * MINUTE;

  it("counts Gate's bars of 5 minutes for a day and of 30 minutes for a week, only when wholly inside", () => {
    expect(offeredFrom('gate', '1h', { at, start: at })).toBe(NOON - 55 * MINUTE);
    expect(offeredFrom('gate', '24h', { at, start: at })).toBe(NOON - DAY + 5 * MINUTE);
    expect(offeredFrom('gate', '7d', { at, start: at })).toBe(NOON - 7 * DAY + 30 * MINUTE);
    expect(offeredFrom('gate', '30d', { at, start: at })).toBe(NOON - 30 * DAY + 30 * MINUTE);
  });

  it('keeps a bar that begins exactly with the window', () => {
    expect(offeredFrom('gate', '24h', { at: NOON, start: NOON })).toBe(NOON - DAY);
  });

  it('leaves out the cut bar at the start and keeps the forming bar at the end', () => {
    const ledger = ledgerOf([
      order(gate, NOON - DAY + 4 * MINUTE, 1),
      order(gate, NOON - DAY + 5 * MINUTE, 10),
      order(gate, at - 1, 100),
      order(gate, at, 1000),
    ]);
    expect(offeredSum(ledger, { at, start: at, window: '24h' })).toBe(110);
    expect(worldSum(ledger, { from: at - DAY, to: at })).toBe(111);
  });

  it('has nothing of Binance and Bybit from before the start, and their feeds after it', () => {
    const start = NOON;
    const ledger = ledgerOf([
      order(bybit, NOON - 1, 1),
      order(bybit, NOON, 10),
      order(btc, NOON - 1, 100),
      order(btc, NOON + 100, 1000),
      order(btc, NOON + 900, 10_000),
    ]);
    expect(offeredSum(ledger, { at, start, window: '1h' })).toBe(10_010);
    expect(offeredSum(ledger, { at: start, start, window: '1h' })).toBe(0);
  });
});

describe('a history of single orders', () => {
  const start = NOON + 10 * MINUTE;
  const view = { at: start, start };

  it('begins with the window or where the history ends, on the next half hour where it is longer than a day', () => {
    expect(offeredFrom('htx', '1h', view)).toBe(start - HOUR);
    expect(offeredFrom('htx', '24h', view)).toBe(start - DAY);
    expect(offeredFrom('htx', '7d', view)).toBe(start - DAY);
    // 71 hours before 12:10 is 13:10; the next half hour is 13:30.
    expect(offeredFrom('bitget', '24h', view)).toBe(start - DAY);
    expect(offeredFrom('bitget', '7d', view)).toBe(NOON - 3 * DAY + 90 * MINUTE);
    expect(offeredFrom('bitfinex', '7d', view)).toBe(NOON - 7 * DAY + 30 * MINUTE);
    expect(offeredFrom('bitfinex', '30d', view)).toBe(NOON - 30 * DAY + 30 * MINUTE);
  });

  it('begins on a whole minute, the grain of what a client keeps, unless the client has just started', () => {
    const at = start + 20_000;
    expect(offeredFrom('htx', '1h', { at, start })).toBe(start + MINUTE - HOUR);
    expect(offeredFrom('bybit', '1h', { at: at + HOUR, start: NOON })).toBe(start + MINUTE);
    expect(offeredFrom('bybit', '1h', { at, start: at - 5_000 })).toBe(at - 5_000);
  });

  it('reaches back from the start of the client, not from now', () => {
    expect(offeredFrom('htx', '7d', { at: start + 5 * HOUR, start })).toBe(start - DAY);
    expect(offeredFrom('htx', '24h', { at: start + 5 * HOUR, start })).toBe(start + 5 * HOUR - DAY);
  });

  it('lacks the youngest orders until they are old enough, unless the stream told of them', () => {
    const late = feeds.okx.historyStaleMs;
    expect(isOffered('okx', start - late - 1, view)).toBe(true);
    expect(isOffered('okx', start - late, view)).toBe(false);
    expect(isOffered('okx', start - 1, { at: start + late, start })).toBe(true);
    expect(isOffered('okx', start + 1, { at: start + 2, start })).toBe(true);
  });

  it('is all there is of a venue that pushes nothing', () => {
    const late = feeds.coinex.historyStaleMs;
    expect(isOffered('coinex', start + 1, { at: start + 2, start })).toBe(false);
    expect(isOffered('coinex', start + 1, { at: start + 2 + late, start })).toBe(true);
  });
});

describe('the table of truth', () => {
  it('has for each venue, coin, position and window the three sums, and all coins under a star', () => {
    const at = NOON + 2 * MINUTE;
    const ledger = ledgerOf([
      order(btc, NOON + 100, 1),
      order(btc, NOON + 900, 10),
      order(eth, NOON - 2 * HOUR, 100),
      order(gate, NOON - DAY + 3 * MINUTE, 1000, 'short'),
    ]);
    const rows = truthTable(ledger, { at, start: NOON });
    const row = (venue: string, base: string, position: Position, window: string) => {
      const found = rows.find(
        each => each.venue === venue && each.base === base && each.position === position && each.window === window,
      );
      return found === undefined ? undefined : [found.worldCents, found.sentCents, found.offeredCents];
    };
    expect(row('binance', 'BTC', 'long', '1h')).toEqual([11, 10, 10]);
    expect(row('binance', 'ETH', 'long', '24h')).toEqual([100, 100, 0]);
    expect(row('binance', '*', 'long', '24h')).toEqual([111, 110, 10]);
    expect(row('gate', 'BTC', 'short', '24h')).toEqual([1000, 1000, 0]);
    expect(row('gate', 'BTC', 'short', '7d')).toEqual([1000, 1000, 1000]);
    expect(row('bybit', '*', 'long', '30d')).toEqual([0, 0, 0]);
  });
});
