import { json, type Ask, type BudgetRule, type Problem, type Provider, type Reply } from '../provider.ts';
import { hourMs, minuteMs, secondMs } from '../wire.ts';
import type { ForcedOrder, Venue } from '../world.ts';

/** The one key that the host knows. */
export const coinglassKey = 'c0a1e5ce5e1f4a119b0b0123456789cd';

/** Of the smallest plan. */
const requests: BudgetRule = { name: 'coinglass requests', limit: 30, windowMs: minuteMs };

type Window = readonly [name: string, ms: number];

const windows: readonly Window[] = [
  ['1h', hourMs],
  ['4h', 4 * hourMs],
  ['12h', 12 * hourMs],
  ['24h', 24 * hourMs],
];

/**
 * CoinGlass v4 (documents of 2026, and client code): rolling sums of every coin over all exchanges. Errors come with status 200 and a `code` of
 * their own. What it does over its limit is not told: 429 with `Retry-After` here.
 */
export const coinglass: Provider = {
  name: 'coinglass',
  hosts: ['open-api-v4.coinglass.com'],
  refuse,
  sockets: [],
  routes: [{ path: '/api/futures/liquidation/coin-list', query: {}, budget: requests, answer: coinList }],
};

function failed(code: string, msg: string): Reply {
  return { ...json({ code, msg }), refused: msg };
}

function refuse({ kind, detail, use }: Problem, _request: unknown, now: number): Reply {
  if (kind === 'over-budget') {
    const seconds = Math.ceil(((use?.resetAt ?? now) - now) / secondMs);
    return json({ code: '429', msg: 'Too Many Requests' }, 429, { 'retry-after': String(Math.max(1, seconds)) });
  }
  return kind === 'unknown-path' || kind === 'method' ? json({ code: '404', msg: 'Not Found' }, 404) : failed('400', detail);
}

function coinList({ request, world, now }: Ask): Reply {
  const key = request.headers['cg-api-key'];
  if (key === undefined) return failed('401', 'API key missing.');
  // It repeats what it was sent, so that a client which repeats it in turn is found out.
  if (key !== coinglassKey) return failed('401', `Invalid API key ${key}`);
  const { ledger } = world;
  const venues = new Set<Venue>(ledger.markets.map(({ venue }) => venue));
  const orders = [...venues].flatMap(venue => ledger.orders(venue, now - 24 * hourMs, now));
  const byBase = Map.groupBy(orders, ({ market }) => market.base);
  const data = [...byBase].map(([symbol, own]) => ({
    symbol,
    ...Object.fromEntries(windows.flatMap(window => sums(own, window, now))),
  }));
  return json({ code: '0', msg: 'success', data });
}

/** The three columns of a window, by name. */
function sums(orders: readonly ForcedOrder[], [name, ms]: Window, now: number): readonly (readonly [string, number])[] {
  const inside = orders.filter(({ time }) => time >= now - ms);
  const dollars = (own: readonly ForcedOrder[]): number => own.reduce((cents, order) => cents + order.cents, 0) / 100;
  return [
    [`liquidation_usd_${name}`, dollars(inside)],
    [`long_liquidation_usd_${name}`, dollars(inside.filter(({ position }) => position === 'long'))],
    [`short_liquidation_usd_${name}`, dollars(inside.filter(({ position }) => position === 'short'))],
  ];
}
