import * as v from 'valibot';
import { events, rejected, type Parsed } from '../../model/parsed.ts';
import type { Instrument } from '../../model/trade.ts';
import type { HttpRequest } from '../../model/venue.ts';
import { bad, clip, readRows, row, skip } from '../../std/rows.ts';
import { isSafeSymbol } from '../symbols.ts';
import { readSymbol } from './symbols.ts';

const labels = 'pub:list:pair:margin,pub:list:pair:futures,pub:map:currency:sym';

const Lists = v.tuple([v.array(v.unknown()), v.array(v.unknown()), v.array(v.unknown())]);
const Code = v.tuple([v.string(), v.string()]);

/** Pairs on margin, perpetuals, and the venue's names of its codes, in one answer (docs.bitfinex.com, `rest-public-conf`). */
export const requestListing: HttpRequest = {
  url: `https://api-pub.bitfinex.com/v2/conf/${labels}`,
  weight: 1,
  budget: 'bitfinex-conf',
  why: 'list of margin pairs and perpetuals on Bitfinex',
};

/** Reads the three lists, which carry no labels and come in the order in which they were asked for. Paper contracts (`TEST…`) have no dollar quote. */
export function parseListing(payload: unknown): Parsed<Instrument> {
  const checked = v.safeParse(Lists, payload);
  if (!checked.success) return refusal(payload) ?? rejected('not three lists');
  const [margin, perpetuals, codes] = checked.output;
  const names = new Map(codes.flatMap(code => (v.is(Code, code) ? [[code[0], code[1].toUpperCase()] as const] : [])));
  const { rows, rejections } = readRows([...margin, ...perpetuals], '', pair => {
    const symbol = `t${typeof pair === 'string' ? pair : ''}`;
    if (!isSafeSymbol(symbol)) return bad('not a pair');
    const instrument = readSymbol(symbol, names);
    return instrument === undefined ? skip : row(instrument);
  });
  return events(rows, rejections);
}

/** The venue's error body, `["error", 10020, "symbol: invalid"]` or `{"error":"ERR_RATE_LIMIT"}`, as a rejection; `undefined` for anything else. */
export function refusal(payload: unknown): Parsed<never> | undefined {
  const list = v.safeParse(v.tuple([v.literal('error'), v.number(), v.string()]), payload);
  if (list.success) return rejected(clip(`Bitfinex refused (${list.output[1]}): ${list.output[2]}`));
  const record = v.safeParse(v.object({ error: v.string() }), payload);
  return record.success ? rejected(clip(`Bitfinex refused: ${record.output.error}`)) : undefined;
}
