import { parseRows, rejected } from '../model/parsed.ts';
import type { KeyedTotals } from '../model/snapshot.ts';
import type { HttpRequest } from '../model/venue.ts';
import { fieldsOf, figureAt, textAt } from '../std/fields.ts';
import { isRecord } from '../std/record.ts';
import { clip } from '../std/rows.ts';
import { dollarBounds } from './fields.ts';
import type { KeyedAmounts, KeyedSource } from './keyed.ts';

/** Rolling sums of one coin. */
export interface CoinglassCoin {
  readonly base: string;
  readonly hour: KeyedAmounts;
  readonly day: KeyedAmounts;
}

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
    if (!isRecord(payload)) return rejected('not an object');
    const { code, msg, data } = payload;
    if (code !== '0' && code !== 0) {
      const words = [code, msg].filter(word => typeof word === 'string' || typeof word === 'number').join(' ');
      return rejected(clip(`CoinGlass: ${words}`), 'code');
    }
    return parseRows(data, 'data', value => {
      const row = fieldsOf(value);
      const sum = (side: string, window: string): number => figureAt(row, `${side}_liquidation_usd_${window}`, dollarBounds);
      return {
        base: textAt(row, 'symbol', /^[A-Z0-9]{1,20}$/i, 'not a coin').toUpperCase(),
        hour: amounts(sum('long', '1h'), sum('short', '1h')),
        day: amounts(sum('long', '24h'), sum('short', '24h')),
      };
    });
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
