import { parseRows, rejected } from '../model/parsed.ts';
import type { KeyedTotals } from '../model/snapshot.ts';
import type { HttpRequest } from '../model/venue.ts';
import { readDecimal } from '../std/decimal.ts';
import { fieldsOf, figureAt, textAt } from '../std/fields.ts';
import { isRecord } from '../std/record.ts';
import { dollarBounds } from './fields.ts';
import { toAmounts } from './keyed.ts';
import type { KeyedAmounts, KeyedSource } from './keyed.ts';

export const coinglassHost = 'open-api-v4.coinglass.com';

/** Rolling sums of one coin. */
export interface CoinglassCoin {
  readonly base: string;
  readonly hour: KeyedAmounts;
  readonly day: KeyedAmounts;
}

/**
 * CoinGlass, asked with a paid key of the user's own, sent in the header `CG-API-KEY`. 30 requests a minute on the smallest plan. Errors come with
 * status 200 and a `code` of their own (`coinglassStatus`). Source: docs.coinglass.com v4, as told in 2026; the names of the fields of `coin-list` and whether
 * it is of all exchanges without being told are unverified: other names are rejected, and the scope says whose count it is.
 */
export const coinglass: KeyedSource<CoinglassCoin> & {
  /** Rolling sums of every coin. */
  request(): HttpRequest;
} = {
  id: 'coinglass',
  name: 'CoinGlass',
  attribution: { text: 'Liquidations: CoinGlass', url: 'https://www.coinglass.com/' },
  origin: `https://${coinglassHost}/*`,
  header: 'CG-API-KEY',
  budgets: [{ name: 'coinglass', host: coinglassHost, weight: 30, windowMs: 60_000 }],
  request: () => ({
    url: `https://${coinglassHost}/api/futures/liquidation/coin-list`,
    weight: 1,
    budget: 'coinglass',
    why: 'keyedTotals',
  }),
  parse(payload) {
    if (!isRecord(payload)) return rejected('not an object');
    const { code, data } = payload;
    // What it says beside the code is not told: it may repeat the key.
    if (code !== '0' && code !== 0) return rejected('an error inside of the answer', 'code');
    return parseRows(data, 'data', value => {
      const row = fieldsOf(value);
      const sum = (side: string, window: string): number => figureAt(row, `${side}_liquidation_usd_${window}`, dollarBounds);
      return {
        base: textAt(row, 'symbol', /^[A-Z0-9]{1,20}$/i, 'not a coin').toUpperCase(),
        hour: toAmounts(sum('long', '1h'), sum('short', '1h')),
        day: toAmounts(sum('long', '24h'), sum('short', '24h')),
      };
    });
  },
};

/** The status that CoinGlass writes into an answer instead of sending it: 401 for a key or plan that will not do. `undefined` where there is none. */
export function coinglassStatus(payload: unknown): number | undefined {
  return isRecord(payload) ? readDecimal(payload['code'], { atLeast: 100, below: 600 }) : undefined;
}

/** Sums of all coins (`all`), and of Bitcoin. Of a coin that is listed twice the first row counts. */
export function toCoinglassTotals(coins: readonly CoinglassCoin[], at: number): Readonly<Record<string, KeyedTotals>> {
  const byBase = new Map(coins.toReversed().map(coin => [coin.base, coin]));
  // Some lists of this provider carry their own sum as one more row.
  byBase.delete('ALL');
  const sum = (rows: readonly KeyedAmounts[]): KeyedAmounts =>
    rows.reduce((total, each) => toAmounts(total.longUsd + each.longUsd, total.shortUsd + each.shortUsd), toAmounts(0, 0));
  const totals = (scope: KeyedTotals['scope'], rows: readonly CoinglassCoin[]): KeyedTotals => ({
    source: coinglass.id,
    name: coinglass.name,
    attribution: coinglass.attribution,
    scope,
    windows: { '1h': sum(rows.map(({ hour }) => hour)), '24h': sum(rows.map(({ day }) => day)) },
    at,
  });
  const bitcoin = byBase.get('BTC');
  return {
    all: totals({ coins: byBase.size }, [...byBase.values()]),
    ...(bitcoin === undefined ? {} : { BTC: totals({ coin: 'BTC' }, [bitcoin]) }),
  };
}
