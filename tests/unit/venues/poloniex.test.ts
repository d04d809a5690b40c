import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Parsed } from '../../../lib/model/parsed.ts';
import type { Instrument } from '../../../lib/model/trade.ts';
import type { ParseContext } from '../../../lib/model/venue.ts';
import { poloniex, readPoloniex } from '../../../lib/venues/poloniex.ts';
import { fixture, received } from '../../contract/fixtures.ts';

const empty: ParseContext = { receivedTime: received, instruments: new Map() };
const dayMs = 86_400_000;

function rowsOf<Row>(parsed: Parsed<Row> | undefined): readonly Row[] {
  if (parsed?.kind !== 'events') throw new Error(JSON.stringify(parsed));
  expect(parsed.rejections).toEqual([]);
  return parsed.events;
}

const listings: readonly Instrument[] = rowsOf(poloniex.instruments.parse(fixture('poloniex', 'all-instruments'), empty));
const context: ParseContext = { receivedTime: received, instruments: new Map(listings.map(each => [each.symbol, each])) };
const { history } = poloniex;
const [btc] = listings;
if (history === undefined || btc === undefined) throw new Error('no history');
const unit = { key: btc.symbol, instruments: [btc] };
const window = { from: received - dayMs, to: received };

function order(changes: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  const base = { symbol: 'BTC_USDT_PERP', posSide: 'BOTH', side: 'SELL', sz: '20', bkPx: '65000.000' };
  return { ...base, uTime: String(received - 1_000), ...changes };
}

const answer = (data: readonly unknown[]): unknown => ({ code: 200, msg: 'success', data });
const push = (data: readonly unknown[]): unknown => ({ channel: 'liquidation_orders', data });

describe('contracts of Poloniex', () => {
  it('are linear ones that are open, with their size in coins', () => {
    expect(listings.map(({ symbol, base, quote, multiplier }) => [symbol, base, quote, multiplier])).toEqual([
      ['BTC_USDT_PERP', 'BTC', 'USDT', 0.001],
      ['ETH_USDT_PERP', 'ETH', 'USDT', 0.01],
      // 1,000 of a unit of a thousand.
      ['1000PEPE_USDT_PERP', 'PEPE', 'USDT', 1_000_000],
    ]);
  });

  it('give prices of single coins, and the change against the price of a day before', () => {
    const [bitcoin, pepe] = rowsOf(poloniex.quotes.parse(fixture('poloniex', 'tickers'), context));
    expect(bitcoin).toMatchObject({ priceUsd: 67_320, markPrice: 67_400 });
    // 67,320 of 68,000 and 0.0037 of 0.004.
    expect(bitcoin?.change24h).toBeCloseTo(-0.01, 12);
    expect(pepe?.priceUsd).toBeCloseTo(0.000_003_7, 12);
    expect(pepe?.change24h).toBeCloseTo(-0.075, 12);
  });

  it('give open interest in contracts, one at a time', () => {
    expect(poloniex.openInterest.requests(listings).map(({ url }) => url)[2]).toBe(
      'https://api.poloniex.com/v3/market/openInterest?symbol=1000PEPE_USDT_PERP',
    );
    const payload = fixture('poloniex', 'open-interest');
    const priced = { ...context, markPrices: new Map([['BTC_USDT_PERP', 67_400]]) };
    // 20,000 × 0.001 coins.
    expect(rowsOf(poloniex.openInterest.parse(payload, priced))).toMatchObject([{ coins: 20, usd: 1_348_000 }]);
    expect(rowsOf(poloniex.openInterest.parse(payload, context))).toMatchObject([{ coins: 20, usd: undefined }]);
  });

  it('refuse with the venue’s own words', () => {
    for (const parse of [poloniex.instruments.parse, poloniex.openInterest.parse, readPoloniex])
      expect(parse(fixture('poloniex', 'error'), context)).toMatchObject({
        kind: 'rejected',
        rejections: [{ reason: 'Poloniex refused (code 24101): Invalid symbol!' }],
      });
    expect(poloniex.openInterest.parse(answer([]), context)).toMatchObject({
      kind: 'rejected',
      rejections: [{ reason: 'not an object', path: 'data' }],
    });
  });
});

describe('frames of Poloniex', () => {
  it.each([
    [fixture('poloniex', 'subscribed'), 'subscribed'],
    [fixture('poloniex', 'pong'), 'pong'],
    ['pong', 'pong'],
  ])('%j is a sign of life', (frame, name) => {
    expect(readPoloniex(frame, empty)).toMatchObject({ kind: 'control', name });
  });

  it.each([
    ['BOTH', 'SELL', 'long'],
    ['BOTH', 'BUY', 'short'],
    ['LONG', 'SELL', 'long'],
    ['SHORT', 'BUY', 'short'],
    // The position is what is named; the side of such a row would be a mistake of the venue's.
    ['LONG', 'BUY', 'long'],
  ])('of %s and %s tell of a %s', (posSide, side, position) => {
    // 20 contracts of 0.001 at 65,000.
    expect(rowsOf(readPoloniex(push([order({ posSide, side })]), context))).toMatchObject([
      {
        position,
        baseQuantity: 0.02,
        usd: 1_300,
        price: 65_000,
        priceKind: 'bankruptcy',
        quantity: { value: 20, unit: 'contracts' },
      },
    ]);
  });

  it('leave the money open while the size of a contract is not known', () => {
    expect(rowsOf(readPoloniex(push([order()]), empty))).toMatchObject([
      { base: 'BTC', position: 'long', quantity: { value: 20, unit: 'contracts' }, baseQuantity: undefined, usd: undefined },
    ]);
  });

  it('read a contract by its short name, under the field of other channels and without underscores', () => {
    const rows = rowsOf(
      readPoloniex(push([order({ symbol: 'BTCUSDTPERP' }), order({ symbol: undefined, s: 'BTC_USDT_PERP', sz: '1' })]), context),
    );
    expect(rows.map(({ symbol }) => symbol)).toEqual(['BTC_USDT_PERP', 'BTC_USDT_PERP']);
  });

  it('tell equal rows apart by their number', () => {
    const keys = rowsOf(readPoloniex(push([order(), order(), order({ sz: '21' })]), context)).map(({ key }) => key);
    expect(new Set(keys).size).toBe(3);
  });

  it.each([
    ['symbol', 'BTC/USDT'],
    ['posSide', 'NET'],
    ['side', 'sell'],
    ['sz', '0'],
    ['bkPx', null],
    ['uTime', 'now'],
  ])('refuse an order whose %s is %j', (name, value) => {
    expect(readPoloniex(push([order({ [name]: value })]), context)).toMatchObject({
      kind: 'rejected',
      rejections: [{ path: `data.0.${name}` }],
    });
  });

  it.each([
    [{ event: 'error', message: 'Subscription failed' }, 'message'],
    [{ event: 'subscribe', channel: 'tickers' }, 'channel'],
    [{ event: 'nova' }, 'event'],
    [{ channel: 'liquidation_orders', data: {} }, 'data'],
    [{}, 'channel'],
    [7, ''],
  ])('refuse %j', (frame, path) => {
    expect(readPoloniex(frame, empty)).toMatchObject({ kind: 'rejected', rejections: [{ path }] });
  });

  it('of other channels and of contracts that are not listed are passed over', () => {
    expect(readPoloniex({ channel: 'tickers', data: [] }, empty)).toEqual({ kind: 'ignored', reason: 'channel tickers' });
    expect(readPoloniex(push([order({ symbol: 'SOL_USDT_PERP' })]), context).kind).toBe('ignored');
    expect(readPoloniex(answer([]), context).kind).toBe('ignored');
  });
});

it('subscribes to all contracts at once, and pings within the half minute that the venue waits', () => {
  expect(poloniex.sockets([])).toEqual([]);
  const [plan] = poloniex.sockets(listings);
  expect(plan?.subscribe.map(text => JSON.parse(text) as unknown)).toEqual([
    { event: 'subscribe', channel: ['liquidation_orders'], symbols: ['BTC_USDT_PERP', 'ETH_USDT_PERP', '1000PEPE_USDT_PERP'] },
  ]);
  expect(plan?.heartbeat?.frame(1)).toBe('{"event":"ping"}');
});

describe('the history of Poloniex', () => {
  it('is asked for one contract and window at a time', () => {
    expect(history.request(unit, window, undefined).url).toBe(
      `https://api.poloniex.com/v3/market/liquidationOrder?symbol=BTC_USDT_PERP&sTime=${window.from}&eTime=${window.to}&limit=100&direct=NEXT`,
    );
    expect(history.request(unit, window, '5-9').url).toContain('&sTime=5&eTime=9&');
  });

  it('gives the keys of the stream', () => {
    const [past] = rowsOf(history.parse(answer([order()]), unit, context));
    expect(past?.key).toBe(rowsOf(readPoloniex(push([order()]), context))[0]?.key);
  });

  it('stops where a host does not keep to what it was asked', () => {
    const stale = answer(Array.from({ length: 100 }, () => order({ uTime: String(window.from - 5) })));
    expect(history.next(stale, unit, window, undefined)).toBeUndefined();
    const late = answer(Array.from({ length: 100 }, () => order({ uTime: String(window.to) })));
    expect(history.next(late, unit, window, undefined)).toBeUndefined();
    expect(history.next(fixture('poloniex', 'error'), unit, window, undefined)).toBeUndefined();
  });

  it('reaches every order, whichever way the host sorts', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: window.from, max: window.to - 1 }), { maxLength: 450 }),
        fc.boolean(),
        (times, isNewestFirst) => {
          const found = new Set<string>();
          let page: string | undefined;
          let requests = 0;
          do {
            const asked = new URL(history.request(unit, window, page).url).searchParams;
            const [from, to] = [Number(asked.get('sTime')), Number(asked.get('eTime'))];
            const rows = times
              .filter(time => time >= from && time <= to)
              .toSorted((a, b) => (isNewestFirst ? b - a : a - b))
              .slice(0, 100);
            const payload = answer(rows.map(time => order({ uTime: String(time) })));
            for (const { key } of rowsOf(history.parse(payload, unit, context))) found.add(key);
            page = history.next(payload, unit, window, page);
            requests += 1;
          } while (page !== undefined && requests < 20);
          expect(found.size).toBe(times.length);
        },
      ),
      { numRuns: 40 },
    );
  });
});
