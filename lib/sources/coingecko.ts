import type { HeldCoins, ListSource, RankedCoin } from '../model/context.ts';
import { parseRows, parsing, rejected, type Parsed } from '../model/parsed.ts';
import type { RequestWhy } from '../model/request-why.ts';
import type { HostBudget, HttpRequest } from '../model/venue.ts';
import { readDecimal } from '../std/decimal.ts';
import { fieldsOf, figureAt, isMissing, textAt } from '../std/fields.ts';
import { isRecord } from '../std/record.ts';
import { clip } from '../std/rows.ts';
import { priceAt } from './fields.ts';

const host = 'api.coingecko.com';
const own = {
  attribution: { text: 'Data provided by CoinGecko', url: 'https://www.coingecko.com/en/api' },
  // Without a key the limit is not published, and shared by all behind one address: 5 to 10 a minute is what others count on (2026).
  budgets: [{ name: 'coingecko', host, weight: 5, windowMs: 60_000 }] satisfies readonly HostBudget[],
};

function ask(path: string, why: RequestWhy, maxBytes: number): HttpRequest {
  return { url: `https://${host}/api/v3/${path}`, weight: 1, budget: 'coingecko', maxBytes, why };
}

/** Names are shown as they come: letters of any script and the usual marks of firms, no markup. */
const nameShape = /^[\p{L}\p{N} .,&'()/+:!$-]{1,60}$/u;

/**
 * The largest 250 coins by market capitalisation, in that order, with their change of 24 hours (told in per cent, null where unknown). Source:
 * CoinGecko's OpenAPI description of the keyless interface, 2026-06-22.
 */
export const coingeckoCoins: ListSource<RankedCoin> = {
  ...own,
  id: 'coingecko',
  name: 'CoinGecko',
  request: ask('coins/markets?vs_currency=usd&order=market_cap_desc&per_page=250&page=1', 'breadth', 1_000_000),
  parse: payload =>
    readList(payload, payload, '', value => {
      const row = fieldsOf(value);
      const change = row.price_change_percentage_24h;
      // 0 where the coins in circulation are not known.
      const capUsd = readDecimal(row.market_cap, { above: 0, below: 1e15 });
      return {
        symbol: textAt(row, 'symbol', /^[\w.$+-]{1,20}$/, 'not a ticker').toUpperCase(),
        name: typeof row.name === 'string' && nameShape.test(row.name) ? row.name : '',
        usd: priceAt(row, 'current_price'),
        ...(isMissing(change)
          ? {}
          : { change24h: figureAt(row, 'price_change_percentage_24h', { atLeast: -100, below: 1e6 }) / 100 }),
        ...(capUsd === undefined ? {} : { capUsd }),
      };
    }),
};

/**
 * Bitcoin of listed companies, the largest first. An entry value of 0 means that it is not known. Source: as above; the path is that of the older
 * interface, which the newer `{entity}/public_treasury/{coin_id}` spells the same.
 */
export const coingeckoTreasuries: ListSource<HeldCoins> = {
  ...own,
  id: 'coingecko-treasuries',
  name: 'CoinGecko',
  request: ask('companies/public_treasury/bitcoin?per_page=10', 'holdings', 500_000),
  parse: (payload, { receivedTime }) =>
    readList(payload, isRecord(payload) ? payload.companies : undefined, 'companies', value => {
      const row = fieldsOf(value);
      const entryUsd = readDecimal(row.total_entry_value_usd, { above: 0, below: 1e13 });
      const told = textAt(row, 'name', nameShape, 'not a name');
      return {
        // Renamed in 2025; older lists have the old name, and `NASDAQ:MSTR` for `MSTR.US`.
        name: /\bMSTR\b/.test(textAt(row, 'symbol', /^/, 'not text')) ? 'Strategy' : told,
        base: 'BTC',
        coins: figureAt(row, 'total_holdings', { above: 0, below: 21e6 }),
        at: receivedTime,
        ...(entryUsd === undefined ? {} : { entryUsd }),
      };
    }),
};

/** Rows of a list; refusals come as `{ status: { error_message } }` or `{ error }`. */
function readList<Row>(payload: unknown, list: unknown, path: string, read: (value: unknown) => Row): Parsed<Row> {
  if (isRecord(payload)) {
    const { status, error } = payload;
    const words = isRecord(status) ? status.error_message : error;
    if (typeof words === 'string') return rejected(clip(`CoinGecko: ${words}`));
  }
  return parsing(() => parseRows(list, path, read));
}
