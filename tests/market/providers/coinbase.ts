import { barsOf } from '../bars.ts';
import { json, type Ask, type BudgetRule, type Problem, type Provider, type Reply } from '../provider.ts';
import { steady } from '../seeded.ts';
import { dayMs, dayRange, minuteMs, secondMs } from '../wire.ts';
import type { Ledger } from '../world.ts';

/** 10 requests a second and address, bursts of 15 (Coinbase Exchange documents; measured 2026-09). */
const requests: BudgetRule = { name: 'coinbase requests', limit: 15, windowMs: secondMs };

/** Rows of one `/candles` answer at most. */
const mostCandles = 300;

/** Coins that the simulated Coinbase lists against the dollar. */
const listedCoins = [
  'BTC',
  'ETH',
  'SOL',
  'XRP',
  'DOGE',
  'ADA',
  'AVAX',
  'LINK',
  'LTC',
  'BCH',
  'DOT',
  'UNI',
  'AAVE',
  'NEAR',
  'SUI',
];

const product = '/products/:id';

/** Coinbase Exchange (spot, US dollars): stats, ticker and candles. Rows of candles are [time, low, high, open, close, volume], newest first. */
export const coinbase: Provider = {
  name: 'coinbase',
  hosts: ['api.exchange.coinbase.com'],
  refuse,
  sockets: [],
  routes: [
    {
      path: '/time',
      query: {},
      budget: requests,
      answer: ({ now }) => json({ iso: new Date(now).toISOString(), epoch: now / secondMs }),
    },
    { path: `${product}/stats`, query: {}, budget: requests, answer: stats },
    { path: `${product}/ticker`, query: {}, budget: requests, answer: ticker },
    {
      path: `${product}/candles`,
      query: {
        granularity: { oneOf: ['60', '300', '900', '3600', '21600', '86400'] },
        start: { pattern: /^(\d{9,11}|\d{4}-\d\d-\d\dT[\d:.]+(Z|\+00:00)?)$/ },
        end: { pattern: /^(\d{9,11}|\d{4}-\d\d-\d\dT[\d:.]+(Z|\+00:00)?)$/ },
      },
      budget: requests,
      answer: candles,
    },
  ],
};

function refuse({ kind, parameter }: Problem): Reply {
  if (kind === 'over-budget') return json({ message: 'Public rate limit exceeded' }, 429);
  if (kind === 'unknown-path' || kind === 'method') return json({ message: 'NotFound' }, 404);
  return json({ message: `${parameter ?? 'parameter'} is invalid` }, 400);
}

const notFound: Reply = json({ message: 'NotFound' }, 404);

function baseOf({ params, world }: Ask): string | undefined {
  const base = /^([A-Z0-9]+)-USD$/.exec(params.id ?? '')?.[1];
  if (base === undefined || !listedCoins.includes(base)) return undefined;
  return world.ledger.markets.some(market => market.base === base) ? base : undefined;
}

function stats(ask: Ask): Reply {
  const base = baseOf(ask);
  if (base === undefined) return notFound;
  const { ledger } = ask.world;
  const { high, low } = dayRange(ledger, base, ask.now);
  const volumeBase = coinsTraded(ledger, base, ask.now - dayMs, ask.now);
  return json({
    open: money(ledger.price(base, ask.now - dayMs)),
    high: money(high),
    low: money(low),
    last: money(ledger.price(base, ask.now)),
    volume: volumeBase.toFixed(8),
    volume_30day: (volumeBase * 30).toFixed(8),
    rfq_volume_24hour: '0.00000000',
    rfq_volume_30day: '0.00000000',
  });
}

function ticker(ask: Ask): Reply {
  const base = baseOf(ask);
  if (base === undefined) return notFound;
  const price = ask.world.ledger.price(base, ask.now);
  const volumeBase = coinsTraded(ask.world.ledger, base, ask.now - dayMs, ask.now);
  return json({
    ask: money(price * 1.00001),
    bid: money(price * 0.99999),
    volume: volumeBase.toFixed(8),
    trade_id: 900_000_000 + Math.floor(1_000_000 * steady('trade', base, Math.floor(ask.now / secondMs))),
    price: money(price),
    size: '0.00120000',
    time: new Date(ask.now).toISOString(),
    rfq_volume: '0.000000',
  });
}

function candles(ask: Ask): Reply {
  const { query, now, world } = ask;
  const base = baseOf(ask);
  if (base === undefined) return notFound;
  const step = Number(query.granularity ?? 60) * secondMs;
  const end = Math.min(query.end === undefined ? now : moment(query.end), now);
  const newest = Math.floor(end / step) * step;
  const start = query.start === undefined ? newest - (mostCandles - 1) * step : moment(query.start);
  if ((end - start) / step > mostCandles) {
    return json(
      { message: 'granularity too small for the requested time range. Count of aggregations requested exceeds 300' },
      400,
    );
  }
  const rows = barsOf(world.ledger, base, start, Math.min(newest + step, now), step);
  return json(
    rows
      .map(({ openTime, low, high, open, close }) => [
        openTime / secondMs,
        ...[low, high, open, close].map(value => Number(money(value))),
        Math.round(coinsTraded(world.ledger, base, openTime, Math.min(openTime + step, now)) * 1e8) / 1e8,
      ])
      .reverse(),
  );
}

/** Coins that were turned over here: nobody trades on credit, and nobody is forced to. */
function coinsTraded(ledger: Ledger, base: string, from: number, to: number): number {
  let coins = 0;
  for (let minute = Math.floor(from / minuteMs) * minuteMs; minute < to; minute += minuteMs) {
    const part = (Math.min(minute + minuteMs, to) - Math.max(minute, from)) / minuteMs;
    coins += (ledger.spotFlowUsd(base, minute) * part) / ledger.price(base, minute);
  }
  return coins;
}

function moment(text: string): number {
  return /^\d+$/.test(text) ? Number(text) * secondMs : Date.parse(/(Z|\+00:00)$/.test(text) ? text : `${text}Z`);
}

/** Cents for a coin worth a dollar or more, six digits below. */
function money(price: number): string {
  return price >= 1 ? price.toFixed(2) : price.toFixed(6);
}
