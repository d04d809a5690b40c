import { html, json, type Ask, type BudgetRule, type ParamRule, type Problem, type Provider, type Reply } from '../provider.ts';
import { dayMs, marketsOn, minuteMs, openInterestUnits, quotedPrice, secondMs } from '../wire.ts';
import type { ForcedOrder, Market } from '../world.ts';
import { openBitfinexSocket, rowsOf } from './bitfinex-stream.ts';

/** Requests a minute, as each page of the reference says; who breaks a limit is refused for a minute. */
const perMinute = (name: string, limit: number): BudgetRule => ({
  name: `bitfinex ${name}`,
  limit,
  windowMs: minuteMs,
  ban: { strikes: 1, forMs: minuteMs },
});

/** How long after an order its rows stand in the history. */
const staleMs = 20 * secondMs;
const time: ParamRule = { min: 0 };

/** Pairs that may be traded on margin; nobody is liquidated on them here. */
const marginPairs = ['BTCUSD', 'ETHUSD', 'BTCUST', 'DOGE:USD', 'ETHBTC'];
/** Perpetuals that are no coin in dollars: settled in bitcoin, an index, a metal, paper money. */
const otherPerpetuals = ['ETHF0:BTCF0', 'UK100IXF0:USTF0', 'XAGF0:USTF0', 'TESTBTCF0:TESTUSDTF0'];
const names = [
  ['AMP', 'AMPL'],
  ['UST', 'USDt'],
  ['USTF0', 'USDt0'],
];

/** Bitfinex v2, REST and stream (docs.bitfinex.com, September 2026): rows are lists, fields have places. */
export const bitfinex: Provider = {
  name: 'bitfinex',
  venue: 'bitfinex',
  hosts: ['api-pub.bitfinex.com'],
  refuse,
  sockets: [
    { path: '/ws/2', connects: { name: 'bitfinex handshakes', limit: 20, windowMs: minuteMs }, open: openBitfinexSocket },
  ],
  routes: [
    { path: '/v2/conf/:labels', query: {}, budget: perMinute('conf', 90), answer: conf },
    {
      path: '/v2/tickers',
      query: { symbols: { required: true, pattern: /^(ALL|[\w:,]{4,4000})$/ } },
      budget: perMinute('tickers', 30),
      answer: tickers,
    },
    {
      path: '/v2/status/deriv',
      query: { keys: { required: true, pattern: /^(ALL|[\w:,]{4,4000})$/ } },
      budget: perMinute('status', 90),
      answer: status,
    },
    {
      path: '/v2/liquidations/hist',
      query: { start: time, end: time, limit: { min: 1, max: 500 }, sort: { oneOf: ['-1', '1'] } },
      budget: perMinute('liquidations', 3),
      answer: liquidations,
    },
  ],
};

function refuse({ kind, parameter = '' }: Problem): Reply {
  if (kind === 'over-budget') return json({ error: 'ERR_RATE_LIMIT' }, 429);
  if (kind === 'unknown-path' || kind === 'method') return html('<html><body>Cannot GET</body></html>', 404);
  return json(['error', 10_020, `${parameter}: invalid`], 500);
}

function conf({ params, world }: Ask): Reply {
  const perpetuals = marketsOn(world.ledger, 'bitfinex', 'deriv').map(({ symbol }) => symbol.slice(1));
  const lists: Readonly<Record<string, unknown>> = {
    'pub:list:pair:margin': marginPairs,
    'pub:list:pair:futures': [...perpetuals, ...otherPerpetuals],
    'pub:map:currency:sym': names,
  };
  return json((params.labels ?? '').split(',').map(label => lists[label] ?? []));
}

function asked({ world }: Ask, wanted: string | undefined): readonly Market[] {
  const listed = marketsOn(world.ledger, 'bitfinex', 'deriv');
  return wanted === 'ALL' ? listed : listed.filter(({ symbol }) => wanted?.split(',').includes(symbol) === true);
}

/** Symbol, bid, its size, ask, its size, change, change as a fraction, last, volume, high, low; lent currencies have other fields. */
function tickers(ask: Ask): Reply {
  const { ledger } = ask.world;
  const rows = asked(ask, ask.query.symbols).map(market => {
    const last = quotedPrice(ledger, market, ask.now);
    const before = quotedPrice(ledger, market, ask.now - dayMs);
    return [market.symbol, last, 10, last, 10, last - before, Number((last / before - 1).toFixed(8)), last, 1_000, last, before];
  });
  return json([
    ['fUSD', 0.0003, 0.0002, 30, 1_000, 0.0004, 2, 500, 0.00001, 0.01, 0.0003, 9_000, 0.0005, 0.0001, null, null, 800],
    ...rows,
  ]);
}

/** 0 key, 1 time, 3 price, 4 spot, 8 next funding, 12 funding, 15 mark, 18 open interest; a new row every three seconds. */
function status(ask: Ask): Reply {
  const { ledger } = ask.world;
  const at = Math.floor(ask.now / (3 * secondMs)) * 3 * secondMs;
  return json(
    asked(ask, ask.query.keys).map(market => {
      const mark = quotedPrice(ledger, market, at);
      const row: unknown[] = new Array<unknown>(24).fill(null);
      const fields: Readonly<Record<number, unknown>> = {
        0: market.symbol,
        1: at,
        3: mark,
        4: mark,
        6: 1_500_000.5,
        8: (Math.floor(at / (8 * 60 * minuteMs)) + 1) * 8 * 60 * minuteMs,
        9: 0.00003,
        10: 9_000,
        12: ledger.funding(market, at),
        15: mark,
        18: openInterestUnits(ledger, market, at),
        22: 0.0005,
        23: 0.0025,
      };
      for (const [place, value] of Object.entries(fields)) row[Number(place)] = value;
      return row;
    }),
  );
}

/** Triggers and executions of all contracts; the newest 500 where nothing else is asked for. */
function liquidations({ query, now, world }: Ask): Reply {
  const from = Number(query.start ?? 0);
  const to = Math.min(Number(query.end ?? now), now - staleMs);
  const orders: readonly ForcedOrder[] = world.ledger.orders('bitfinex', Math.max(from, world.ledger.from), to + 1);
  const isOldestFirst = query.sort === '1';
  const limit = Number(query.limit ?? 120);
  const rows: unknown[] = [];
  for (const order of isOldestFirst ? orders : orders.toReversed()) {
    if (rows.length >= limit) break;
    // Whole milliseconds here, fractions on the stream.
    const { trigger, match } = rowsOf(order, 0);
    rows.push(...(isOldestFirst ? [[trigger], [match]] : [[match], [trigger]]));
  }
  return json(rows.slice(0, limit));
}
