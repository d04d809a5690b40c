import { describe, expect, it } from 'vitest';
import type { LiquidationPoll } from '../../../lib/model/venue.ts';
import { gate } from '../../../lib/venues/gate.ts';
import { fixture, none, received } from '../../contract/fixtures.ts';
import { list } from './listed.ts';

const dayAgo = received - 86_400_000;
const seconds = received / 1_000;

const { listings, context, listed } = list(gate, 'usdt-contracts', 'btc-contracts');

function poll(stream = 'usdt'): LiquidationPoll {
  const found = gate.polls.find(each => each.stream === stream);
  if (found === undefined) throw new Error(`no poll ${stream}`);
  return found;
}

function rowOf(changes: Readonly<Record<string, unknown>> = {}) {
  return {
    time: seconds - 1,
    contract: 'BTC_USDT',
    size: 100,
    order_size: -100,
    order_price: '65000',
    fill_price: '66000',
    left: 0,
    ...changes,
  };
}

function keysOf(rows: readonly unknown[]): readonly string[] {
  const parsed = poll().parse(rows, context);
  return parsed.kind === 'events' ? parsed.events.map(({ key }) => key) : [];
}

function rejections(rows: readonly unknown[]) {
  const parsed = poll().parse(rows, context);
  return parsed.kind === 'events' ? parsed.rejections.map(({ path }) => path) : [];
}

const backfill = gate.backfill;
const [day, month] = backfill?.stages ?? [];
if (backfill === undefined || day === undefined || month === undefined) throw new Error('Gate has two stages of bars');

describe('the listing', () => {
  it('knows the size of each contract, one dollar on the inverse board, and leaves out stocks', () => {
    expect(listings.map(({ symbol, base, contract, multiplier, board }) => [symbol, base, contract, multiplier, board])).toEqual([
      ['BTC_USDT', 'BTC', 'linear', 0.0001, 'usdt'],
      ['ETH_USDT', 'ETH', 'linear', 0.01, 'usdt'],
      ['LAB_USDT', 'LAB', 'linear', 100, 'usdt'],
      ['PEPE_USDT', 'PEPE', 'linear', 10_000_000, 'usdt'],
      ['BTC_USD', 'BTC', 'inverse', 1, 'btc'],
      ['ETH_USD', 'ETH', 'quanto', undefined, 'btc'],
    ]);
  });

  it('leaves out contracts that do not trade yet, or no longer', () => {
    const contract = { name: 'NEW_USDT', type: 'direct', contract_type: '', quanto_multiplier: '1' };
    const statuses = ['prelaunch', 'trading', 'delisting', 'delisted'];
    const read = (status: string) => gate.instruments.parse([{ ...contract, status }], none);
    expect(
      statuses.map(status => {
        const parsed = read(status);
        return parsed.kind === 'events' ? parsed.events.length : undefined;
      }),
    ).toEqual([0, 1, 1, 0]);
  });

  it('does not know the size of a linear contract that says 0', () => {
    const parsed = gate.instruments.parse(
      [{ name: 'NEW_USDT', type: 'direct', contract_type: '', quanto_multiplier: '0' }],
      none,
    );
    expect(parsed.kind === 'events' && parsed.events[0]?.multiplier).toBeUndefined();
  });

  it('sends the header without which sizes are cut', () => {
    for (const { headers } of [...gate.instruments.requests, ...gate.quotes.requests, poll().request(0, 1_000)]) {
      expect(headers).toEqual({ 'X-Gate-Size-Decimal': '1' });
    }
  });
});

describe('quotes and open interest', () => {
  it('read the change in percent as a fraction', () => {
    expect(gate.quotes.parse(fixture('gate', 'usdt-tickers'), context)).toEqual({
      kind: 'events',
      rejections: [],
      events: [
        {
          source: 'gate',
          symbol: 'BTC_USDT',
          base: 'BTC',
          time: undefined,
          priceUsd: 67_460,
          markPrice: 67_000,
          change24h: -1.69 / 100,
        },
      ],
    });
  });

  it('count position_size once, in coins and in dollars at the mark price', () => {
    const parsed = gate.openInterest.parse(fixture('gate', 'usdt-contracts'), context);
    if (parsed.kind !== 'events') throw new Error(parsed.kind);
    expect(parsed.events.map(({ symbol }) => symbol)).toEqual(['BTC_USDT', 'ETH_USDT', 'LAB_USDT', 'PEPE_USDT']);
    // 500,000,000 × 0.0001 = 50,000 BTC × 67,000; 40,177.8 × 100 coins × 0.5.
    expect(parsed.events[0]?.coins).toBeCloseTo(50_000, 6);
    expect(parsed.events[0]?.usd).toBeCloseTo(3_350_000_000, 2);
    expect(parsed.events[2]?.coins).toBeCloseTo(4_017_780, 6);
    expect(parsed.events[2]?.usd).toBeCloseTo(2_008_890, 6);
    expect(parsed.events[0]?.time).toBe(received);
  });

  it('count dollars on the inverse board and nothing of a quanto contract', () => {
    const parsed = gate.openInterest.parse(fixture('gate', 'btc-contracts'), context);
    expect(parsed).toMatchObject({
      kind: 'events',
      events: [
        { symbol: 'BTC_USD', usd: 100_000_000, coins: 1_600 },
        { symbol: 'ETH_USD', usd: undefined, coins: undefined },
      ],
    });
  });

  it('reject the error body of the venue with its words', () => {
    expect(gate.quotes.parse(fixture('gate', 'error'), context)).toEqual({
      kind: 'rejected',
      rejections: [
        {
          reason: 'Gate refused (INVALID_PARAM_VALUE): from and to must be within an hour',
          told: 'INVALID_PARAM_VALUE: from and to must be within an hour',
          path: '',
        },
      ],
    });
  });
});

describe('forced orders', () => {
  it('are polled on both boards', () => {
    expect(gate.polls.map(({ stream, everyMs, reachMs, pageRows }) => [stream, everyMs, reachMs, pageRows])).toEqual([
      ['usdt', 10_000, 86_400_000, 1_000],
      ['btc', 10_000, 86_400_000, 1_000],
    ]);
    expect(poll('btc').request(received - 1_500, received - 400).url).toBe(
      `https://api.gateio.ws/api/v4/futures/btc/liq_orders?from=${seconds - 2}&to=${seconds}&limit=1000`,
    );
  });

  it('are never asked for more than an hour, even when the widest window is widened to whole seconds', () => {
    const from = received - 86_400_000 + 1;
    for (const shift of [0, 1, 499, 500, 999]) {
      const { searchParams } = new URL(poll().request(from + shift, from + shift + poll().maxWindowMs).url);
      expect(Number(searchParams.get('to')) - Number(searchParams.get('from'))).toBeLessThanOrEqual(3_600);
    }
  });

  it('are numbered among equal rows, so that reading a second again gives the same keys', () => {
    const twins = [rowOf(), rowOf(), rowOf({ size: 200, order_size: -200 })];
    const keys = keysOf(twins);
    expect(new Set(keys).size).toBe(3);
    // Another order of the rows, and rows of other seconds around them, change nothing.
    const around = [rowOf({ time: seconds - 5 }), ...[...twins].reverse(), rowOf({ time: seconds - 9 })];
    expect(keysOf(around)).toEqual(expect.arrayContaining([...keys]));
    // A cut answer numbers from the start as well.
    expect(keysOf(twins.slice(0, 1))).toEqual(keys.slice(0, 1));
  });

  it('have the same keys whether sizes come as numbers or as text', () => {
    expect(keysOf([rowOf({ size: '100', order_size: '-100', left: '0', fill_price: '66000.0' })])).toEqual(keysOf([rowOf()]));
  });

  it('count what was executed: ordered less left, without the dust of binary fractions', () => {
    const parsed = poll().parse([rowOf({ size: '12.3', order_size: '-12.3', left: '-2.3' })], context);
    expect(parsed.kind === 'events' && parsed.events[0]?.quantity).toEqual({ value: 10, unit: 'contracts' });
  });

  it('are passed over when nothing was executed, or when they are of stocks', () => {
    expect(poll().parse([rowOf({ left: -100 }), rowOf({ contract: 'TSLAX_USDT' })], context)).toEqual({
      kind: 'events',
      events: [],
      rejections: [],
    });
  });

  it('are counted without their money while the size of the contract is unknown', () => {
    const parsed = poll().parse([rowOf()], none);
    expect(parsed).toMatchObject({
      kind: 'events',
      events: [{ base: 'BTC', position: 'long', usd: undefined, baseQuantity: undefined }],
    });
    // One dollar for each contract is known without the listing.
    const inverse = poll('btc').parse([rowOf({ contract: 'BTC_USD' })], none);
    expect(inverse).toMatchObject({ kind: 'events', events: [{ usd: 100 }] });
  });

  it('reject a bad row by its path and keep the others', () => {
    expect(rejections([rowOf(), rowOf({ size: 0 })])).toEqual(['1.size']);
    expect(rejections([rowOf({ time: 0 })])).toEqual(['0.time']);
    expect(rejections([rowOf({ time: seconds + 90_000 })])).toEqual(['0.time']);
    expect(rejections([rowOf({ fill_price: '0' })])).toEqual(['0.fill_price']);
    expect(rejections([rowOf({ left: -200 })])).toEqual(['0.left']);
    expect(rejections([rowOf({ left: 'many' })])).toEqual(['0.left']);
    expect(rejections([rowOf({ order_size: {} })])).toEqual(['0.order_size']);
    expect(rejections([rowOf({ contract: 'btc_usdt' })])).toEqual(['0.contract']);
    // 1e9 contracts of 0.0001 BTC at 66,000 are 6.6 billion dollars.
    expect(rejections([rowOf({ size: 1e9, order_size: -1e9 })])).toEqual(['0']);
  });

  it('are counted as rows whether they can be read or not', () => {
    expect(poll().rows([rowOf(), null, 'x'])).toBe(3);
    expect(poll().rows({ label: 'X' })).toBe(0);
  });
});

describe('ready-made bars', () => {
  it('are asked by five minutes for a day and by half hours for 30 days, whole bars only', () => {
    expect(backfill.request(listed('BTC_USDT'), day, dayAgo + 1).url).toBe(
      `https://api.gateio.ws/api/v4/futures/usdt/contract_stats?contract=BTC_USDT&from=${dayAgo / 1_000 + 300}&interval=5m&limit=300`,
    );
    const from = received - 30 * 86_400_000;
    expect(backfill.request(listed('BTC_USD'), month, from).url).toBe(
      `https://api.gateio.ws/api/v4/futures/btc/contract_stats?contract=BTC_USD&from=${from / 1_000}&interval=30m&limit=1500`,
    );
    expect(backfill.stages.map(({ name, grainMs, reachMs }) => [name, reachMs / grainMs])).toEqual([
      ['24h', 288],
      ['30d', 1_440],
    ]);
  });

  it('hold dollars by position and one-sided open interest of their end; the running bar is left out', () => {
    const parsed = backfill.parse(fixture('gate', 'usdt-stats-5m'), listed('BTC_USDT'), day, context);
    if (parsed.kind !== 'events') throw new Error(parsed.kind);
    expect(parsed.rejections).toEqual([]);
    expect(parsed.events.map(({ time, longUsd, shortUsd }) => [time, longUsd, shortUsd])).toEqual([
      [received - 900_000, 1_000.5, 0],
      [received - 600_000, 250.25, 10.5],
      [received - 300_000, 5, 6],
    ]);
    // 1,000,000,000 contracts of both sides: half of it × 0.0001 = 50,000 BTC, at 67,000.
    expect(parsed.events[0]?.openInterest?.time).toBe(received - 600_000);
    expect(parsed.events[0]?.openInterest?.coins).toBeCloseTo(50_000, 6);
    expect(parsed.events[0]?.openInterest?.usd).toBeCloseTo(3_350_000_000, 2);
  });

  it('count dollars on the inverse board', () => {
    const parsed = backfill.parse(fixture('gate', 'btc-stats-5m'), listed('BTC_USD'), day, context);
    expect(parsed).toMatchObject({
      kind: 'events',
      events: [{ longUsd: 300, shortUsd: 0, openInterest: { usd: 100_000_000, coins: 1_600 } }],
    });
  });

  it('reject a sum that is missing (it is not 0), beyond belief, off the grain or told twice', () => {
    const rows = fixture('gate', 'usdt-stats-5m') as Record<string, unknown>[];
    const [first, second, third] = rows;
    const read = (list: readonly unknown[]) => {
      const parsed = backfill.parse(list, listed('BTC_USDT'), day, context);
      return parsed.kind === 'events'
        ? { bars: parsed.events.length, paths: parsed.rejections.map(({ path }) => path) }
        : undefined;
    };
    expect(read([{ ...first, long_liq_usd: null }, second])).toEqual({ bars: 1, paths: ['0.long_liq_usd'] });
    expect(read([{ ...first, short_liq_usd: 6e9 }, second])).toEqual({ bars: 1, paths: ['0.short_liq_usd'] });
    expect(read([{ ...first, short_liq_usd: -1 }, second])).toEqual({ bars: 1, paths: ['0.short_liq_usd'] });
    expect(read([{ ...first, time: seconds - 899 }, second])).toEqual({ bars: 1, paths: ['0.time'] });
    expect(read([first, second, second, third])).toEqual({ bars: 3, paths: ['2.time'] });
  });

  it('stay when only their open interest cannot be read', () => {
    const [first] = fixture('gate', 'usdt-stats-5m') as Record<string, unknown>[];
    const parsed = backfill.parse([{ ...first, open_interest: 'n/a' }], listed('BTC_USDT'), day, context);
    expect(parsed).toMatchObject({ kind: 'events', events: [{ longUsd: 1_000.5, openInterest: undefined }] });
  });
});

describe('past open interest', () => {
  it('is asked in bars of which the first ends after the moment', () => {
    expect(gate.openInterest.requestPast(listed('BTC_USDT'), dayAgo + 60_000).url).toBe(
      `https://api.gateio.ws/api/v4/futures/usdt/contract_stats?contract=BTC_USDT&from=${dayAgo / 1_000}&interval=5m&limit=289`,
    );
    expect(gate.openInterest.requestPast(listed('BTC_USD'), dayAgo).url).toBe(
      `https://api.gateio.ws/api/v4/futures/btc/contract_stats?contract=BTC_USD&from=${dayAgo / 1_000}&interval=5m&limit=289`,
    );
  });

  it('is that of the end of each bar, one-sided, in dollars of then', () => {
    const parsed = gate.openInterest.parsePast(fixture('gate', 'usdt-stats-past'), listed('BTC_USDT'), context);
    if (parsed.kind !== 'events') throw new Error(parsed.kind);
    expect(parsed.events.map(({ time }) => time)).toEqual([dayAgo + 300_000, dayAgo + 600_000]);
    // 520,000,000 contracts one-sided × 0.0001 at 68,000.
    expect(parsed.events[0]?.coins).toBeCloseTo(52_000, 6);
    expect(parsed.events[0]?.usd).toBeCloseTo(3_536_000_000, 2);
  });

  it('leaves out the bar that is still forming', () => {
    const parsed = gate.openInterest.parsePast(fixture('gate', 'usdt-stats-5m'), listed('BTC_USDT'), context);
    expect(parsed.kind === 'events' && parsed.events.at(-1)?.time).toBe(received);
  });

  it('is rejected when no row can be read', () => {
    const [first] = fixture('gate', 'usdt-stats-past') as Record<string, unknown>[];
    expect(gate.openInterest.parsePast([{ ...first, open_interest: null }], listed('BTC_USDT'), context).kind).toBe('rejected');
  });
});
