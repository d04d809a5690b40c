import { parseRows, parsing, type Parsed } from '../../model/parsed.ts';
import type { Instrument } from '../../model/trade.ts';
import type { HttpRequest, ParseContext } from '../../model/venue.ts';
import { readDecimal } from '../../std/decimal.ts';
import { fieldsOf, type Fields } from '../../std/fields.ts';
import { isRecord } from '../../std/record.ts';
import { toWord } from '../answer.ts';
import { coinAt, nameAt, symbolAt } from '../fields.ts';
import { toIntervalHours, withInterval } from '../funding.ts';
import { findInstrument } from '../listing.ts';
import { dollarQuotes, readCoin } from '../symbols.ts';
import { openEnvelope, type BybitBoard } from './envelope.ts';

const kinds: ReadonlyMap<string, { readonly kind: Instrument['kind']; readonly board: BybitBoard }> = new Map([
  ['LinearPerpetual', { kind: 'perp', board: 'linear' }],
  ['LinearFutures', { kind: 'future', board: 'linear' }],
  ['InversePerpetual', { kind: 'perp', board: 'inverse' }],
  ['InverseFutures', { kind: 'future', board: 'inverse' }],
] as const);

// Contracts on stocks, metals, currencies and funds carry one of these as `symbolType` (v5 enum documents, 2026).
const noCoins: ReadonlySet<string> = new Set(['commodity', 'stock', 'xstocks', 'mstocks', 'forex', 'etf']);

const linearSymbol = /^([A-Z0-9]{1,28}?)(USDT|USDC|PERP)?(-\d{1,2}[A-Z]{3}\d{2})?$/;
const inverseSymbol = /^([A-Z0-9]{1,28}?)USD([FGHJKMNQUVXZ]\d{2})?$/;

/** One page of the list of a board; the venue pages by cursor and allows 1,000 rows (v5 documents, July 2026). */
export function requestInstruments(board: BybitBoard, cursor = ''): HttpRequest {
  const page = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
  return {
    url: `https://api.bybit.com/v5/market/instruments-info?category=${board}&limit=1000${page}`,
    weight: 1,
    budget: 'bybit',
    maxBytes: 8_000_000,
    why: `contracts:${board}`,
  };
}

/** The next page, from the cursor that the venue wrote; `undefined` after the last one, and where a cursor only repeats the one that was sent. */
export function nextInstruments(payload: unknown, request: HttpRequest): HttpRequest | undefined {
  const { nextPageCursor: cursor = '' } = isRecord(payload) && isRecord(payload.result) ? payload.result : {};
  if (typeof cursor !== 'string' || cursor === '' || cursor.length > 500) return undefined;
  const sent = new URL(request.url).searchParams;
  // The venue writes its cursors percent-encoded, and reads them so; encoding once more keeps them as they came.
  if (sent.get('cursor') === cursor) return undefined;
  return requestInstruments(sent.get('category') === 'inverse' ? 'inverse' : 'linear', cursor);
}

/**
 * Reads `instruments-info`. Kept: perpetuals and dated futures of coins that trade and are quoted in dollars. Linear contracts count coin,
 * inverse ones US dollars, one for each contract. The answer need not name its board, which each row does.
 */
export function parseInstruments(payload: unknown): Parsed<Instrument> {
  return parsing(() =>
    parseRows(openEnvelope(payload, () => 'linear').list, 'result.list', value => readListing(fieldsOf(value))),
  );
}

function readListing(row: Fields): Instrument | undefined {
  const type = kinds.get(nameAt(row, 'contractType'));
  const quote = nameAt(row, 'quoteCoin');
  if (nameAt(row, 'status') !== 'Trading' || type === undefined || !dollarQuotes.has(quote)) return undefined;
  if (noCoins.has(toWord(row.symbolType).toLowerCase())) return undefined;
  const { base, units } = coinAt(row, 'baseCoin');
  const listed = toInstrument(symbolAt(row, 'symbol'), base, quote, type.kind, type.board, units);
  // In minutes: not said in the documents, and an interval that makes no whole hours is not believed.
  return withInterval(listed, type.kind === 'perp' ? toIntervalHours(readDecimal(row.fundingInterval), 60_000) : undefined);
}

/** The contract that a symbol of a board names; see `findInstrument`. */
export function instrumentOf(symbol: string, board: BybitBoard, { instruments }: ParseContext): Instrument | undefined {
  return findInstrument(symbol, board, instruments, unlisted =>
    board === 'linear' ? deriveLinear(unlisted) : deriveInverse(unlisted),
  );
}

/** The board that a symbol is of, as listed or else by its spelling. */
export function boardOf(symbol: string, { instruments }: ParseContext): BybitBoard {
  const listed = instruments.get(symbol)?.board;
  if (listed === 'linear' || listed === 'inverse') return listed;
  return inverseSymbol.test(symbol) ? 'inverse' : 'linear';
}

/** `BTCUSDT`, `BTCPERP` (settled in USDC), `BTCUSDT-26DEC25`, `BTC-26DEC25` (USDC). */
function deriveLinear(symbol: string): Instrument | undefined {
  const [, name = '', quote, date] = linearSymbol.exec(symbol) ?? [];
  const coin = readCoin(name);
  if (coin === undefined || (quote === undefined && date === undefined)) return undefined;
  const kind = date === undefined ? 'perp' : 'future';
  return toInstrument(symbol, coin.base, quote === 'USDT' ? 'USDT' : 'USDC', kind, 'linear', coin.units);
}

/** `BTCUSD`, `BTCUSDH26`. */
function deriveInverse(symbol: string): Instrument | undefined {
  const [, name = '', date] = inverseSymbol.exec(symbol) ?? [];
  const coin = readCoin(name);
  if (coin === undefined) return undefined;
  return toInstrument(symbol, coin.base, 'USD', date === undefined ? 'perp' : 'future', 'inverse', coin.units);
}

function toInstrument(
  symbol: string,
  base: string,
  quote: string,
  kind: Instrument['kind'],
  board: BybitBoard,
  units: number,
): Instrument {
  const contract = board === 'linear' ? 'linear' : 'inverse';
  return { venue: 'bybit', symbol, base, quote, kind, contract, multiplier: board === 'linear' ? units : 1, board };
}
