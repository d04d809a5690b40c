import * as v from 'valibot';
import { events, rejected } from '../model/parsed.ts';
import type { KeyedTotals } from '../model/snapshot.ts';
import type { HttpRequest } from '../model/venue.ts';
import { clip, readRows, row, toFaults } from '../std/rows.ts';
import { figure, text } from './fields.ts';
import type { KeyedAmounts, KeyedSource } from './keyed.ts';

/** Rolling sums of one coin. */
export interface CoinglassCoin {
  readonly base: string;
  readonly hour: KeyedAmounts;
  readonly day: KeyedAmounts;
}

const dollars = figure({ atLeast: 0, below: 1e13 });
const Answer = v.object({ code: v.union([v.string(), v.number()]), msg: v.nullish(v.string()), data: v.optional(v.unknown()) });
const Coin = v.object({
  symbol: text(/^[A-Z0-9]{1,20}$/i, 'not a coin'),
  long_liquidation_usd_1h: dollars,
  short_liquidation_usd_1h: dollars,
  long_liquidation_usd_24h: dollars,
  short_liquidation_usd_24h: dollars,
});

/**
 * CoinGlass, asked with a paid key of the user's own, sent in the header `CG-API-KEY`. 30 requests a minute on the smallest plan. Errors come with
 * status 200 and a `code` of their own. Source: docs.coinglass.com v4, as told in 2026; the names of the fields of `coin-list` and whether
 * it is of all exchanges without being told are unverified: other names are rejected, and the scope says whose count it is.
 */
export const coinglass: KeyedSource<CoinglassCoin> & {
  /** Rolling sums of every coin. */
  request(): HttpRequest;
} = {
  id: 'coinglass',
  name: 'CoinGlass',
  attribution: { text: 'Liquidations: CoinGlass', url: 'https://www.coinglass.com/' },
  origin: 'https://open-api-v4.coinglass.com/*',
  header: 'CG-API-KEY',
  budgets: [{ name: 'coinglass', host: 'open-api-v4.coinglass.com', weight: 30, windowMs: 60_000 }],
  request: () => ({
    url: 'https://open-api-v4.coinglass.com/api/futures/liquidation/coin-list',
    weight: 1,
    budget: 'coinglass',
    why: 'totals of CoinGlass, with your key',
  }),
  parse(payload) {
    const checked = v.safeParse(Answer, payload);
    if (!checked.success) return { kind: 'rejected', rejections: toFaults(checked.issues) };
    const { code, msg, data } = checked.output;
    if (String(code) !== '0') return rejected(clip(`CoinGlass: ${String(code)} ${msg ?? ''}`.trim()), 'code');
    if (!Array.isArray(data)) return rejected('not a list', 'data');
    const { rows, rejections } = readRows<CoinglassCoin>(data, 'data', value => {
      const coin = v.safeParse(Coin, value);
      if (!coin.success) return { kind: 'bad', faults: toFaults(coin.issues) };
      const { output } = coin;
      return row({
        base: output.symbol.toUpperCase(),
        hour: amounts(output.long_liquidation_usd_1h, output.short_liquidation_usd_1h),
        day: amounts(output.long_liquidation_usd_24h, output.short_liquidation_usd_24h),
      });
    });
    return events(rows, rejections);
  },
};

function amounts(longUsd: number, shortUsd: number): KeyedAmounts {
  return { usd: longUsd + shortUsd, longUsd, shortUsd };
}

/** Sums of all coins, and of Bitcoin. Of a coin that is listed twice the first row counts. */
export function toCoinglassTotals(coins: readonly CoinglassCoin[], at: number): readonly KeyedTotals[] {
  const byBase = new Map(coins.toReversed().map(coin => [coin.base, coin]));
  // Some lists of this provider carry their own sum as one more row.
  byBase.delete('ALL');
  const sum = (rows: readonly KeyedAmounts[]): KeyedAmounts =>
    rows.reduce((total, each) => amounts(total.longUsd + each.longUsd, total.shortUsd + each.shortUsd), amounts(0, 0));
  const totals = (scope: string, rows: readonly CoinglassCoin[]): KeyedTotals => ({
    source: coinglass.id,
    name: coinglass.name,
    attribution: coinglass.attribution,
    scope,
    windows: { '1h': sum(rows.map(({ hour }) => hour)), '24h': sum(rows.map(({ day }) => day)) },
    at,
  });
  const bitcoin = byBase.get('BTC');
  return [
    totals(`${byBase.size} coins, as CoinGlass counts`, [...byBase.values()]),
    ...(bitcoin === undefined ? [] : [totals('BTC, as CoinGlass counts', [bitcoin])]),
  ];
}
