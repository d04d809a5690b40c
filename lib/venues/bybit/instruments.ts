import * as v from 'valibot';
import { events, type Parsed } from '../../model/parsed.ts';
import type { Instrument } from '../../model/trade.ts';
import type { HttpRequest, ParseContext } from '../../model/venue.ts';
import { bad, readRows, row, skip, toFaults, type RowReading } from '../../std/rows.ts';
import { nameField, optionalFigure, symbolField } from '../fields.ts';
import { toIntervalHours } from '../funding.ts';
import { findInstrument } from '../listing.ts';
import { dollarQuotes, readCoin } from '../symbols.ts';
import { isList, openEnvelope, type BybitBoard } from './envelope.ts';

const kinds: ReadonlyMap<string, { readonly kind: Instrument['kind']; readonly board: BybitBoard }> = new Map([
  ['LinearPerpetual', { kind: 'perp', board: 'linear' }],
  ['LinearFutures', { kind: 'future', board: 'linear' }],
  ['InversePerpetual', { kind: 'perp', board: 'inverse' }],
  ['InverseFutures', { kind: 'future', board: 'inverse' }],
] as const);

// Contracts on stocks, metals, currencies and funds carry one of these as `symbolType` (v5 enum documents, 2026).
const noCoins: ReadonlySet<string> = new Set(['commodity', 'stock', 'xstocks', 'mstocks', 'forex', 'etf']);

const Listing = v.object({
  symbol: v.unknown(),
  contractType: nameField,
  status: nameField,
  baseCoin: nameField,
  quoteCoin: nameField,
  symbolType: v.nullish(nameField),
  fundingInterval: optionalFigure(),
});

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
    why: `list of ${board} contracts on Bybit`,
  };
}

/** The next page, from the cursor that the venue wrote; `undefined` after the last one, and where a cursor only repeats the one that was sent. */
export function nextInstruments(payload: unknown, request: HttpRequest): HttpRequest | undefined {
  const outcome = openEnvelope(payload, implyBoard);
  if (!isList(outcome) || outcome.nextPageCursor === '' || outcome.nextPageCursor.length > 500) return undefined;
  const sent = new URL(request.url).searchParams;
  // The venue writes its cursors percent-encoded, and reads them so; encoding once more keeps them as they came.
  if (sent.get('cursor') === outcome.nextPageCursor) return undefined;
  return requestInstruments(sent.get('category') === 'inverse' ? 'inverse' : 'linear', outcome.nextPageCursor);
}

/**
 * Reads `instruments-info`. Kept: perpetuals and dated futures of coins that trade and are quoted in dollars. Linear contracts count coin,
 * inverse ones US dollars, one for each contract.
 */
export function parseInstruments(payload: unknown): Parsed<Instrument> {
  const outcome = openEnvelope(payload, implyBoard);
  if (!isList(outcome)) return { kind: 'rejected', rejections: outcome };
  const { rows, rejections } = readRows(outcome.list, 'result.list', readListing);
  return events(rows, rejections);
}

function readListing(value: unknown): RowReading<Instrument> {
  const checked = v.safeParse(Listing, value);
  if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
  const { symbol, contractType, status, baseCoin, quoteCoin, symbolType } = checked.output;
  const type = kinds.get(contractType);
  if (type === undefined || status !== 'Trading' || !dollarQuotes.has(quoteCoin)) return skip;
  if (noCoins.has((symbolType ?? '').toLowerCase())) return skip;
  if (!v.is(symbolField, symbol)) return bad('not a symbol', 'symbol');
  const coin = readCoin(baseCoin);
  if (coin === undefined) return bad('not the name of a coin', 'baseCoin');
  const listed = toInstrument(symbol, coin.base, quoteCoin, type.kind, type.board, coin.units);
  // In minutes: not said in the documents, and an interval that makes no whole hours is not believed.
  const hours = type.kind === 'perp' ? toIntervalHours(checked.output.fundingInterval, 60_000) : undefined;
  return row(hours === undefined ? listed : { ...listed, fundingIntervalHours: hours });
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
  const match = linearSymbol.exec(symbol);
  const coin = match?.[1] === undefined ? undefined : readCoin(match[1]);
  if (match === null || coin === undefined || (match[2] === undefined && match[3] === undefined)) return undefined;
  const quote = match[2] === 'USDT' ? 'USDT' : 'USDC';
  return toInstrument(symbol, coin.base, quote, match[3] === undefined ? 'perp' : 'future', 'linear', coin.units);
}

/** `BTCUSD`, `BTCUSDH26`. */
function deriveInverse(symbol: string): Instrument | undefined {
  const match = inverseSymbol.exec(symbol);
  const coin = match?.[1] === undefined ? undefined : readCoin(match[1]);
  if (match === null || coin === undefined) return undefined;
  return toInstrument(symbol, coin.base, 'USD', match[2] === undefined ? 'perp' : 'future', 'inverse', coin.units);
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

function implyBoard(list: readonly unknown[]): BybitBoard | undefined {
  if (list.length === 0) return 'linear';
  const typed = v.safeParse(v.object({ contractType: v.string() }), list[0]);
  return typed.success ? (kinds.get(typed.output.contractType)?.board ?? 'linear') : 'linear';
}
