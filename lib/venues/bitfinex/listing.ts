import { parseRows, rejected, type Parsed } from '../../model/parsed.ts';
import type { Instrument } from '../../model/trade.ts';
import type { HttpRequest } from '../../model/venue.ts';
import { isRecord } from '../../std/record.ts';
import { itemsOf, refuse } from '../../std/rows.ts';
import { refusedBy } from '../answer.ts';
import { isSafeSymbol } from '../symbols.ts';
import { readSymbol } from './symbols.ts';

const labels = 'pub:list:pair:margin,pub:list:pair:futures,pub:map:currency:sym';

/** Pairs on margin, perpetuals, and the venue's names of its codes, in one answer (docs.bitfinex.com, `rest-public-conf`). */
export const requestListing: HttpRequest = {
  url: `https://api-pub.bitfinex.com/v2/conf/${labels}`,
  weight: 1,
  budget: 'bitfinex-conf',
  why: 'contracts',
};

/** Reads the three lists, which carry no labels and come in the order in which they were asked for. Paper contracts (`TEST…`) have no dollar quote. */
export function parseListing(payload: unknown): Parsed<Instrument> {
  const [margin, perpetuals, codes] = itemsOf(payload);
  if (![margin, perpetuals, codes].every(list => Array.isArray(list))) return refusal(payload) ?? rejected('not three lists');
  const names = new Map<string, string>();
  for (const code of itemsOf(codes)) {
    const [own, common] = itemsOf(code);
    if (typeof own === 'string' && typeof common === 'string') names.set(own, common.toUpperCase());
  }
  return parseRows([...itemsOf(margin), ...itemsOf(perpetuals)], '', pair => {
    const symbol = `t${typeof pair === 'string' ? pair : ''}`;
    return isSafeSymbol(symbol) ? readSymbol(symbol, names) : refuse('not a pair');
  });
}

/** The venue's error body, `["error", 10020, "symbol: invalid"]` or `{"error":"ERR_RATE_LIMIT"}`, as a rejection; `undefined` for anything else. */
export function refusal(payload: unknown): Parsed<never> | undefined {
  const [kind, code, words] = itemsOf(payload);
  if (kind === 'error') return rejected(refusedBy('Bitfinex', words, code));
  return isRecord(payload) && 'error' in payload ? rejected(refusedBy('Bitfinex', payload.error)) : undefined;
}
