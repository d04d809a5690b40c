import { describe, expect, it } from 'vitest';
import type { Instrument } from '../../../lib/model/trade.ts';
import type { ParseContext, SocketPlan } from '../../../lib/model/venue.ts';
import { readKrakenFutures } from '../../../lib/venues/kraken-futures/executions.ts';
import { krakenFutures } from '../../../lib/venues/kraken-futures.ts';
import { fixture, received } from '../../contract/fixtures.ts';

const empty: ParseContext = { receivedTime: received, instruments: new Map() };
/** The server's time in the fixtures, and that of their trades, less their numbers. */
const served = Date.UTC(2026, 1, 12, 0, 29, 59);

function listings(): readonly Instrument[] {
  const parsed = krakenFutures.instruments.parse(fixture('kraken-futures', 'instruments'), empty);
  if (parsed.kind !== 'events') throw new Error(JSON.stringify(parsed));
  expect(parsed.rejections).toEqual([]);
  return parsed.events;
}

const listed: ParseContext = { ...empty, instruments: new Map(listings().map(each => [each.symbol, each])) };

function plan(instruments = listings()): SocketPlan {
  const [socket] = krakenFutures.sockets(instruments);
  if (socket === undefined) throw new Error('no socket');
  return socket;
}

function frame(changes: Readonly<Record<string, unknown>> = {}) {
  const trade = { feed: 'trade', product_id: 'PF_SOLUSD', uid: 'u', side: 'sell', type: 'liquidation', seq: 1 };
  return { ...trade, time: received - 1_000, qty: 25, price: 80, ...changes };
}

describe('the listing', () => {
  it('keeps contracts on coins that trade, and leaves out stocks and currencies', () => {
    expect(listings().map(({ symbol, base, kind, contract, multiplier }) => [symbol, base, kind, contract, multiplier])).toEqual([
      ['PI_XBTUSD', 'BTC', 'perp', 'inverse', 1],
      ['FI_XBTUSD_260327', 'BTC', 'future', 'inverse', 1],
      ['PF_XBTUSD', 'BTC', 'perp', 'linear', 1],
      ['PF_SOLUSD', 'SOL', 'perp', 'linear', 1],
    ]);
  });

  it('reads names that are written small, and rejects a contract of another size than one', () => {
    const row = { symbol: 'pi_ethusd', type: 'futures_inverse', tradeable: true, contractSize: 1 };
    expect(
      krakenFutures.instruments.parse({ result: 'success', instruments: [row, { ...row, contractSize: 10 }] }, empty),
    ).toMatchObject({
      events: [{ symbol: 'PI_ETHUSD', base: 'ETH' }],
      rejections: [{ reason: 'a contract of 10', path: 'instruments.1.contractSize' }],
    });
  });

  it('is rejected in the venue’s words', () => {
    expect(krakenFutures.instruments.parse(fixture('kraken-futures', 'error'), empty)).toEqual({
      kind: 'rejected',
      rejections: [{ reason: 'Kraken refused: apiLimitExceeded', told: 'apiLimitExceeded', path: 'result' }],
    });
  });
});

describe('prices, open interest and funding', () => {
  const tickers = () => fixture('kraken-futures', 'tickers');

  it('reads changes that are percents, and passes over indices', () => {
    const parsed = krakenFutures.quotes.parse(tickers(), listed);
    if (parsed.kind !== 'events') throw new Error(parsed.kind);
    expect(parsed.events).toHaveLength(4);
    expect(parsed.events[0]).toEqual({
      source: 'kraken-futures',
      symbol: 'PI_XBTUSD',
      base: 'BTC',
      time: served,
      priceUsd: 64_000,
      markPrice: 64_000,
      change24h: -0.0169,
    });
  });

  it('counts open interest of perpetuals in dollars where inverse and in coins where linear', () => {
    const parsed = krakenFutures.openInterest.parse(tickers(), listed);
    expect(parsed.kind === 'events' && parsed.events.map(({ symbol, coins, usd }) => [symbol, coins, usd])).toEqual([
      // 6,400,000 dollars at 64,000; 1,500 bitcoin at 64,000; 20,000 coins at 80.
      ['PI_XBTUSD', 100, 6_400_000],
      ['PF_XBTUSD', 1_500, 96_000_000],
      ['PF_SOLUSD', 20_000, 1_600_000],
    ]);
  });

  it('makes a fraction of eight hours of what one contract pays in an hour', () => {
    const parsed = krakenFutures.funding?.parse(tickers(), listed);
    if (parsed?.kind !== 'events') throw new Error('not read');
    const rates = new Map(parsed.events.map(({ symbol, ratePer8h }) => [symbol, ratePer8h]));
    expect([...rates.keys()]).toEqual(['PI_XBTUSD', 'PF_XBTUSD', 'PF_SOLUSD']);
    // -2e-10 bitcoin for a dollar × 64,000 dollars × 8.
    expect(rates.get('PI_XBTUSD')).toBeCloseTo(-0.0001024, 12);
    // 0.8 dollars for a bitcoin / 64,000 dollars × 8; 0.001 / 80 × 8.
    expect(rates.get('PF_XBTUSD')).toBeCloseTo(0.0001, 12);
    expect(rates.get('PF_SOLUSD')).toBeCloseTo(0.0001, 12);
  });

  it('rejects a rate that no contract may have, so that a misread unit shows', () => {
    const payload = tickers() as { tickers: { symbol: string; fundingRate: number }[] };
    // A fraction read as dollars is far too small to tell, but dollars read as coins for each dollar are not: 0.8 × 64,000.
    for (const ticker of payload.tickers) if (ticker.symbol === 'PI_XBTUSD') ticker.fundingRate = 0.8;
    const parsed = krakenFutures.funding?.parse(payload, listed);
    expect(parsed?.kind === 'events' && parsed.rejections).toMatchObject([{ path: 'tickers.0.fundingRate' }]);
    expect(parsed?.kind === 'events' && parsed.events.map(({ symbol }) => symbol)).toEqual(['PF_XBTUSD', 'PF_SOLUSD']);
  });
});

describe('the socket', () => {
  it('subscribes to all contracts in frames of fifty, and is heard when each was acknowledged', () => {
    const [first] = listings();
    if (first === undefined) throw new Error('no listing');
    const many = Array.from({ length: 120 }, (_none, place) => ({ ...first, symbol: `PF_A${place}USD` }));
    const frames = plan(many).subscribe.map(text => JSON.parse(text) as { feed: string; product_ids?: string[] });
    expect(frames.map(({ feed, product_ids: products }) => [feed, products?.length])).toEqual([
      ['heartbeat', undefined],
      ['trade', 50],
      ['trade', 50],
      ['trade', 20],
    ]);
    expect(new Set(frames.flatMap(({ product_ids: products }) => products ?? [])).size).toBe(120);
    expect(plan(many).acknowledgements).toBe(120);
    expect(krakenFutures.sockets([])).toEqual([]);
    expect(plan().parse(fixture('kraken-futures', 'ack'), listed)).toMatchObject({ kind: 'control', name: 'subscribed' });
  });

  it('does not count the acknowledgement of heartbeats, nor the greeting, among those of contracts', () => {
    expect(plan().parse({ event: 'subscribed', feed: 'heartbeat' }, listed)).toMatchObject({
      kind: 'control',
      name: 'heartbeat subscribed',
    });
    expect(plan().parse(fixture('kraken-futures', 'info'), listed)).toMatchObject({ kind: 'control', name: 'info' });
    expect(plan().parse({ feed: 'heartbeat', time: received }, listed)).toEqual({
      kind: 'control',
      name: 'heartbeat',
      time: received,
    });
  });

  it('asks for heartbeats again to stay connected, and takes a complaint about that for an answer', () => {
    expect(plan().heartbeat?.frame(4)).toBe('{"event":"subscribe","feed":"heartbeat"}');
    expect(plan().parse({ event: 'alert', message: 'Already subscribed to feed, re-requesting' }, listed)).toMatchObject({
      kind: 'control',
    });
    expect(plan().parse({ event: 'alert', message: 'Bad websocket message' }, listed)).toMatchObject({ kind: 'rejected' });
    expect(plan().parse(fixture('kraken-futures', 'refused'), listed)).toEqual({
      kind: 'rejected',
      rejections: [{ reason: 'Kraken refused (error): Invalid product id', told: 'error: Invalid product id', path: 'event' }],
    });
  });

  it('ignores the snapshot, whose trades are of before it listened', () => {
    expect(plan().parse(fixture('kraken-futures', 'snapshot'), listed)).toEqual({
      kind: 'ignored',
      reason: 'snapshot: trades of before we listened',
    });
  });

  it.each(['fill', 'assignment', 'termination', 'block'])('takes a trade of type %s for a sign of life', type => {
    expect(plan().parse(frame({ type }), listed)).toEqual({ kind: 'control', name: 'trade', time: received - 1_000 });
  });

  it('reads PF contracts before the list came as coins, PI and FI as dollars', () => {
    expect(plan().parse(frame({ product_id: 'PF_PEPEUSD', qty: 1_000_000, price: 0.000004 }), empty)).toMatchObject({
      events: [{ base: 'PEPE', quantity: { unit: 'base' }, baseQuantity: 1_000_000, usd: 4 }],
    });
    for (const symbol of ['PI_ETHUSD', 'FI_ETHUSD_260327'])
      expect(plan().parse(frame({ product_id: symbol, side: 'buy', qty: 500, price: 2_000 }), empty)).toMatchObject({
        events: [{ base: 'ETH', position: 'short', quantity: { unit: 'usd' }, baseQuantity: 0.25, usd: 500 }],
      });
  });

  it('ignores contracts that are not on the list, and currencies', () => {
    expect(plan().parse(frame({ product_id: 'PF_ETHUSD' }), listed)).toMatchObject({ kind: 'ignored' });
    expect(plan().parse(frame({ product_id: 'PF_EURUSD' }), empty)).toMatchObject({ kind: 'ignored' });
  });

  it.each([
    ['type', 'forced'],
    ['product_id', 'PF_AAPLxUSD'],
    ['side', 'Sell'],
    ['qty', 0],
    ['price', 'NaN'],
    ['time', 12],
  ])('rejects a trade whose %s is %j', (field, value) => {
    expect(plan().parse(frame({ [field]: value }), listed)).toMatchObject({ kind: 'rejected', rejections: [{ path: field }] });
  });
});

describe('the history', () => {
  const { history } = krakenFutures;
  if (history === undefined) throw new Error('no history');
  const window = { from: served - 60_000, to: served };
  const unit = history.units(listings()).find(({ key }) => key === 'PF_SOLUSD');
  if (unit === undefined) throw new Error('no unit');

  it('is kept by contract, and reaches back for gaps only', () => {
    expect(history.units(listings()).map(({ key }) => key)).toEqual(listings().map(({ symbol }) => symbol));
    expect(history.firstReachMs).toBe(0);
    const { pathname, searchParams } = new URL(history.request(unit, window, undefined).url);
    expect(pathname).toBe('/api/history/v3/market/PF_SOLUSD/executions');
    expect(Object.fromEntries(searchParams)).toEqual({
      since: String(served - 60_001),
      before: String(served + 1),
      sort: 'asc',
      count: '1000',
    });
  });

  it('finds forced trades by the type of the taker’s order', () => {
    const parsed = history.parse(fixture('kraken-futures', 'executions'), unit, listed);
    if (parsed.kind !== 'events') throw new Error(JSON.stringify(parsed));
    expect(parsed.rejections).toEqual([]);
    expect(parsed.events.map(({ position, usd, eventTime }) => [position, usd, eventTime])).toEqual([
      ['long', 2_000, served + 1],
      ['short', 200, served + 5],
    ]);
    expect(readKrakenFutures(fixture('kraken-futures', 'executions'), listed)).toEqual(parsed);
  });

  it('gives the keys of the stream, though it writes figures as text', () => {
    const parsed = history.parse(fixture('kraken-futures', 'executions'), unit, listed);
    const streamed = plan().parse(frame({ time: served + 1 }), listed);
    if (parsed.kind !== 'events' || streamed.kind !== 'events') throw new Error('not read');
    expect(parsed.events[0]).toEqual(streamed.events[0]);
  });

  it('takes the contract that was asked for where the orders name none', () => {
    const payload = fixture('kraken-futures', 'executions') as {
      elements: { event: { Execution: { execution: { takerOrder: { tradeable?: string } } } } }[];
    };
    for (const { event } of payload.elements) delete event.Execution.execution.takerOrder.tradeable;
    expect(history.parse(payload, unit, listed)).toMatchObject({ events: [{ symbol: 'PF_SOLUSD' }, {}], rejections: [] });
    expect(readKrakenFutures(payload, listed)).toMatchObject({ kind: 'rejected' });
  });

  it('follows a token until there is none, and not one that repeats or is unsafe', () => {
    const payload = fixture('kraken-futures', 'executions') as { continuationToken?: string };
    expect(history.next(payload, unit, window, undefined)).toBe('MTc3MDg1NjE5OTAwNS8x');
    expect(history.request(unit, window, 'a+b/c=').url).toContain('&continuation_token=a%2Bb%2Fc%3D');
    expect(history.next(payload, unit, window, 'MTc3MDg1NjE5OTAwNS8x')).toBeUndefined();
    expect(history.next({ ...payload, continuationToken: '<b>' }, unit, window, undefined)).toBeUndefined();
    delete payload.continuationToken;
    expect(history.next(payload, unit, window, undefined)).toBeUndefined();
  });

  it.each([
    ['orderType', 7],
    ['direction', 'Up'],
  ])('rejects an execution whose %s is %j', (field, value) => {
    const payload = fixture('kraken-futures', 'executions') as {
      elements: { event: { Execution: { execution: { takerOrder: Record<string, unknown> } } } }[];
    };
    const [first] = payload.elements;
    if (first === undefined) throw new Error('empty');
    first.event.Execution.execution.takerOrder[field] = value;
    const parsed = history.parse(payload, unit, listed);
    expect(parsed.kind === 'events' && parsed.rejections).toMatchObject([
      { path: `elements.0.event.Execution.execution.takerOrder.${field}` },
    ]);
  });
});
