import { describe, expect, it } from 'vitest';
import type { ParseContext } from '../../../lib/model/venue.ts';
import { binance } from '../../../lib/venues/binance.ts';
import { fixture, none, received } from '../../contract/fixtures.ts';
import { list } from './listed.ts';

const dayAgo = received - 86_400_000;

const { listings, context, listed } = list(binance, 'um-exchange-info', 'cm-exchange-info');

const [plan] = binance.sockets([]);

function read(frame: unknown, within: ParseContext = context) {
  if (plan === undefined) throw new Error('no socket');
  return plan.parse(frame, within);
}

function order(changes: Readonly<Record<string, unknown>>, top: Readonly<Record<string, unknown>> = {}) {
  const o = { s: 'BTCUSDT', S: 'SELL', q: '1', p: '60000', ap: '60000', l: '1', z: '1', T: received - 1_000, ...changes };
  return { stream: '!forceOrder@arr', data: { e: 'forceOrder', E: received, o, ...top } };
}

describe('the listing', () => {
  it('keeps dollar-quoted crypto contracts that trade, with multipliers apart from coins', () => {
    expect(
      listings.map(({ symbol, base, kind, contract, multiplier, board }) => [symbol, base, kind, contract, multiplier, board]),
    ).toEqual([
      ['BTCUSDT', 'BTC', 'perp', 'linear', 1, 'um'],
      ['1000PEPEUSDT', 'PEPE', 'perp', 'linear', 1_000, 'um'],
      ['1INCHUSDT', '1INCH', 'perp', 'linear', 1, 'um'],
      ['BTCUSDT_260327', 'BTC', 'future', 'linear', 1, 'um'],
      ['BTCUSDC', 'BTC', 'perp', 'linear', 1, 'um'],
      ['BTCUSD_PERP', 'BTC', 'perp', 'inverse', 100, 'cm'],
      ['ETHUSD_PERP', 'ETH', 'perp', 'inverse', 10, 'cm'],
      ['BTCUSD_260327', 'BTC', 'future', 'inverse', 100, 'cm'],
    ]);
  });

  it('rejects a bad row by its path and keeps the others', () => {
    const symbols = [{ symbol: '<b>', contractType: 'PERPETUAL', status: 'TRADING', baseAsset: 'B', quoteAsset: 'USDT' }];
    const info = fixture('binance', 'um-exchange-info') as { symbols: unknown[] };
    const parsed = binance.instruments.parse({ symbols: [...symbols, ...info.symbols] }, none);
    if (parsed.kind !== 'events') throw new Error(parsed.kind);
    expect(parsed.events).toHaveLength(5);
    expect(parsed.rejections).toEqual([{ reason: 'not a symbol', path: 'symbols.0.symbol' }]);
  });
});

describe('the listing of coin-margined contracts', () => {
  it('rejects one that counts a thousand coins: its size in dollars would say something else', () => {
    const info = fixture('binance', 'cm-exchange-info') as { symbols: Record<string, unknown>[] };
    const parsed = binance.instruments.parse({ symbols: [{ ...info.symbols[0], baseAsset: '1000PEPE' }] }, none);
    expect(parsed.kind === 'events' && parsed.rejections.map(({ path }) => path)).toEqual(['symbols.0.baseAsset']);
  });
});

describe('the merged stream', () => {
  it('is one socket on the market path, with the control stream in its address', () => {
    expect(binance.sockets([]).map(({ stream, url, subscribe }) => [stream, url, subscribe])).toEqual([
      ['merged', 'wss://fstream.binance.com/market/stream?streams=!forceOrder@arr/btcusdt@markPrice', []],
    ]);
    expect(JSON.parse(plan?.heartbeat?.frame(9) ?? '')).toEqual({ method: 'LIST_SUBSCRIPTIONS', id: 9 });
  });

  it('takes only mark prices for a sign of life: a socket that delivers nothing also answers heartbeats', () => {
    expect(read(fixture('binance', 'mark-price-frame'))).toEqual({ kind: 'control', name: 'markPrice', time: received - 500 });
    expect(read(fixture('binance', 'list-subscriptions-reply')).kind).toBe('ignored');
    expect(read({ result: null, id: 1 }).kind).toBe('ignored');
    expect(plan?.silenceMs).toBeLessThan(plan?.heartbeat?.everyMs ?? 0);
  });

  it('rejects an answer in which the server no longer lists the stream of forced orders', () => {
    expect(read({ result: ['btcusdt@markPrice'], id: 3 }).kind).toBe('rejected');
  });

  it('counts an order of an inverse contract without its money while the size of the contract is unknown', () => {
    const parsed = read(order({ s: 'BTCUSD_PERP', st: 2, ps: 'BTCUSD', z: '134' }), none);
    if (parsed.kind !== 'events') throw new Error(parsed.kind);
    expect(parsed.events[0]).toMatchObject({
      base: 'BTC',
      quantity: { value: 134, unit: 'contracts' },
      usd: undefined,
      baseQuantity: undefined,
    });
  });

  it('takes the coin of a coin-margined symbol that is spelt anew from the pair, wherever that stands', () => {
    for (const frame of [order({ s: 'BTCUSDCM', st: 2, ps: 'BTCUSD' }), order({ s: 'BTCUSDCM' }, { st: 2, ps: 'BTCUSD' })]) {
      expect(read(frame, none)).toMatchObject({ kind: 'events', events: [{ base: 'BTC', usd: undefined }] });
    }
  });

  it('reads linear orders before the listing came, by their symbol', () => {
    const parsed = read(order({ s: '1000PEPEUSDT', z: '1000', ap: '0.004' }), none);
    if (parsed.kind !== 'events') throw new Error(parsed.kind);
    expect(parsed.events[0]).toMatchObject({ base: 'PEPE', usd: 4, baseQuantity: 1_000_000 });
    const dated = read(order({ s: 'BTCUSDT_260626', z: '2', ap: '60000' }), none);
    if (dated.kind !== 'events') throw new Error(dated.kind);
    expect(dated.events[0]).toMatchObject({ base: 'BTC', usd: 120_000, quantity: { value: 2, unit: 'base' } });
  });

  it('ignores stocks and other contracts that the listing leaves out', () => {
    expect(read(order({ s: 'TSLAUSDT' })).kind).toBe('ignored');
    expect(read(order({ s: 'ETHBTC' })).kind).toBe('ignored');
    expect(read(order({ s: 'ETHBTC' }), none).kind).toBe('ignored');
  });

  it('rejects an order whose board contradicts the listing: its unit would be wrong a thousandfold', () => {
    expect(read(order({ st: 2 }))).toEqual({
      kind: 'rejected',
      rejections: [{ reason: 'BTCUSDT is listed as um, the frame says cm', path: 'data.o.st' }],
    });
    expect(read(order({}, { st: 1 })).kind).toBe('events');
  });

  it.each([
    ['more than five billion dollars', { z: '100000', ap: '60000' }, 'data.o'],
    ['a price of zero without a substitute', { ap: '0', p: '0' }, 'data.o.p'],
    ['a negative price', { ap: '-60000' }, 'data.o.ap'],
    ['a negative quantity', { z: '-1' }, 'data.o.z'],
    ['a quantity that is no number', { z: 'NaN' }, 'data.o.z'],
    ['a time in 2016', { T: Date.UTC(2016, 11, 31) }, 'data.o.T'],
    ['a time two days ahead', { T: received + 2 * 86_400_000 }, 'data.o.T'],
    ['a symbol of 41 characters', { s: 'A'.repeat(41) }, 'data.o.s'],
    ['a symbol with markup', { s: '<img>' }, 'data.o.s'],
    ['a side of another venue', { S: 'Buy' }, 'data.o.S'],
    ['an unknown board', { st: 3 }, 'data.o.st'],
  ])('rejects %s', (_what, changes, path) => {
    const parsed = read(order(changes));
    expect(parsed.kind).toBe('rejected');
    expect(parsed.kind === 'rejected' && parsed.rejections[0]?.path).toBe(path);
  });

  it('believes one order of just under five billion dollars', () => {
    expect(read(order({ z: '83333', ap: '60000' })).kind).toBe('events');
  });

  it('gives an order the same key however its figures are printed', () => {
    const key = (changes: Readonly<Record<string, unknown>>) => {
      const parsed = read(order(changes));
      return parsed.kind === 'events' ? parsed.events[0]?.key : undefined;
    };
    expect(key({ ap: '9910.00000000', z: '0.0140' })).toBe(key({ ap: '9910', z: '0.014' }));
    expect(key({ z: '0.015' })).not.toBe(key({ z: '0.014' }));
    expect(key({ S: 'BUY' })).not.toBe(key({}));
  });
});

describe('quotes', () => {
  it('are mark prices for one coin, without a change, and pass over contracts that are wound up', () => {
    expect(binance.quotes.parse(fixture('binance', 'um-premium-index'), context)).toEqual({
      kind: 'events',
      rejections: [],
      events: [
        {
          source: 'binance',
          symbol: 'BTCUSDT',
          base: 'BTC',
          time: received - 1_000,
          priceUsd: 67_000,
          markPrice: 67_000,
          change24h: undefined,
        },
        {
          source: 'binance',
          symbol: '1000PEPEUSDT',
          base: 'PEPE',
          time: received - 1_000,
          priceUsd: 0.0000042,
          markPrice: 0.0042,
          change24h: undefined,
        },
      ],
    });
  });

  it('are rejected with the words of the venue when it refuses', () => {
    const parsed = binance.quotes.parse(fixture('binance', 'error'), context);
    expect(parsed).toEqual({
      kind: 'rejected',
      rejections: [{ reason: 'Binance refused (-1121): Invalid symbol.', told: '-1121: Invalid symbol.', path: '' }],
    });
  });
});

describe('open interest', () => {
  it('is asked contract by contract, for perpetuals alone', () => {
    expect(binance.openInterest.requests(listings).map(({ url, weight }) => [url, weight])).toEqual([
      ['https://fapi.binance.com/fapi/v1/openInterest?symbol=BTCUSDT', 1],
      ['https://fapi.binance.com/fapi/v1/openInterest?symbol=1000PEPEUSDT', 1],
      ['https://fapi.binance.com/fapi/v1/openInterest?symbol=1INCHUSDT', 1],
      ['https://fapi.binance.com/fapi/v1/openInterest?symbol=BTCUSDC', 1],
      ['https://dapi.binance.com/dapi/v1/openInterest?symbol=BTCUSD_PERP', 1],
      ['https://dapi.binance.com/dapi/v1/openInterest?symbol=ETHUSD_PERP', 1],
    ]);
  });

  it.each([
    // 80,000.5 BTC at 67,000.
    ['um-open-interest', 67_000, 80_000.5, 5_360_033_500],
    // 1,000,000 units of a thousand coins at 0.0042 a unit.
    ['um-open-interest-pepe', 0.0042, 1_000_000_000, 4_200],
    // 1,000,000 contracts of 100 dollars at 62,500.
    ['cm-open-interest', 62_500, 1_600, 100_000_000],
  ])('turns %s into coins and dollars at the mark price', (name, mark, coins, usd) => {
    const payload = fixture('binance', name) as { symbol: string };
    const parsed = binance.openInterest.parse(payload, { ...context, markPrices: new Map([[payload.symbol, mark]]) });
    if (parsed.kind !== 'events') throw new Error(JSON.stringify(parsed));
    expect(parsed.events[0]?.coins).toBeCloseTo(coins, 6);
    expect(parsed.events[0]?.usd).toBeCloseTo(usd, 2);
    expect(parsed.events[0]?.time).toBe(received - 2_000);
  });

  it('has no dollars of a linear contract and no coins of an inverse one without a mark price', () => {
    const um = binance.openInterest.parse(fixture('binance', 'um-open-interest'), context);
    expect(um.kind === 'events' && um.events[0]).toMatchObject({ coins: 80_000.5, usd: undefined });
    const cm = binance.openInterest.parse(fixture('binance', 'cm-open-interest'), context);
    expect(cm.kind === 'events' && cm.events[0]).toMatchObject({ coins: undefined, usd: 100_000_000 });
  });

  it('asks for a day of the past by five minutes, COIN-M by pair', () => {
    const window = `period=5m&startTime=${dayAgo + 300_000}&endTime=${dayAgo + 300_000 + 86_400_000}&limit=289`;
    expect(binance.openInterest.requestPast(listed('BTCUSDT'), dayAgo).url).toBe(
      `https://fapi.binance.com/futures/data/openInterestHist?symbol=BTCUSDT&${window}`,
    );
    expect(binance.openInterest.requestPast(listed('BTCUSD_PERP'), dayAgo).url).toBe(
      `https://dapi.binance.com/futures/data/openInterestHist?pair=BTCUSD&contractType=PERPETUAL&${window}`,
    );
  });

  it('reads the past of a linear contract with its dollars of then, times as numbers or as text', () => {
    const parsed = binance.openInterest.parsePast(fixture('binance', 'um-open-interest-hist'), listed('BTCUSDT'), context);
    expect(parsed.kind === 'events' && parsed.events.map(({ time, coins, usd }) => [time, coins, usd])).toEqual([
      [dayAgo + 300_000, 82_000, 5_600_600_000],
      [dayAgo + 600_000, 82_100, 5_607_430_000],
    ]);
  });

  it('reads the past of an inverse contract: dollars by the size of the contract, coins only where their price is believable', () => {
    const payload = fixture('binance', 'cm-open-interest-hist');
    const at = (mark: number | undefined) => {
      const markPrices = new Map(mark === undefined ? [] : [['BTCUSD_PERP', mark]]);
      const parsed = binance.openInterest.parsePast(payload, listed('BTCUSD_PERP'), { ...context, markPrices });
      return parsed.kind === 'events' ? parsed.events[0] : undefined;
    };
    // 1,200,000 contracts of 100 dollars; 1,920 coins imply 62,500.
    expect(at(60_000)).toMatchObject({ usd: 120_000_000, coins: 1_920 });
    expect(at(undefined)).toMatchObject({ usd: 120_000_000, coins: undefined });
    // 62,500 is more than four times 12,000: the coins then follow from the price.
    expect(at(12_000)).toMatchObject({ usd: 120_000_000, coins: 10_000 });
  });

  it('has no past of dated coin-margined contracts', () => {
    const payload = fixture('binance', 'cm-open-interest-hist');
    expect(binance.openInterest.parsePast(payload, listed('BTCUSD_260327'), context).kind).toBe('ignored');
    expect(binance.openInterest.parsePast([{ timestamp: dayAgo }], listed('BTCUSDT'), context).kind).toBe('rejected');
  });
});

it('shares one allowance between its two hosts', () => {
  const sum = (name: RegExp) =>
    binance.budgets.filter(each => name.test(each.name)).reduce((total, { weight }) => total + weight, 0);
  expect(sum(/history/)).toBe(1_000);
  expect(sum(/m$/)).toBe(2_400);
});
