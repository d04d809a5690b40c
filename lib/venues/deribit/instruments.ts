import * as v from 'valibot';
import { events, type Parsed, type Rejection } from '../../model/parsed.ts';
import type { Instrument } from '../../model/trade.ts';
import type { HttpRequest, ParseContext } from '../../model/venue.ts';
import { bad, clip, readRows, row, skip, toFaults, type RowReading } from '../../std/rows.ts';
import { figure, nameField, symbolField } from '../fields.ts';
import { findInstrument } from '../listing.ts';
import { dollarQuotes, readCoin } from '../symbols.ts';
import { isRecord } from '../../std/record.ts';

/** What Deribit calls the currency of a contract: the coin of inverse ones, the stablecoin of linear ones. */
export type DeribitBoard = 'BTC' | 'ETH' | 'USDC' | 'USDT';

export const boards: readonly DeribitBoard[] = ['BTC', 'ETH', 'USDC', 'USDT'];

const api = 'https://www.deribit.com/api/v2/public';

// `BTC-PERPETUAL` and `BTC-27MAR26` are inverse; `SOL_USDC-PERPETUAL` and `BTC_USDC-27MAR26` linear. Options have more parts.
const contractName = /^([A-Z0-9]{1,20})(?:_(USDC|USDT))?-(PERPETUAL|\d{1,2}[A-Z]{3}\d{2})$/;

const Kind = v.object({ kind: nameField, is_active: v.boolean() });
const Listing = v.object({
  instrument_name: symbolField,
  instrument_type: nameField,
  settlement_period: nameField,
  base_currency: nameField,
  quote_currency: nameField,
  contract_size: figure({ above: 0, below: 1e12 }),
});

/** A call of one method for one currency. */
export function requestMethod(method: string, query: string, weight: number, why: string): HttpRequest {
  return { url: `${api}/${method}?${query}`, weight, budget: 'deribit', why };
}

/** The contracts of a currency. One call costs 10,000 credits of 50,000. */
export function requestInstruments(board: DeribitBoard): HttpRequest {
  const query = `currency=${board}&kind=future&expired=false`;
  return requestMethod('get_instruments', query, 10_000, `list of ${board} contracts on Deribit`);
}

/**
 * Reads `get_instruments`: perpetuals and dated futures that trade and are quoted in dollars. Amounts are dollars on inverse (`reversed`)
 * contracts and coins on linear ones, so that no figure needs the size of a contract; on inverse ones it is told all the same.
 * Source: Deribit API v2 documents.
 */
export function parseInstruments(payload: unknown): Parsed<Instrument> {
  return readResult(payload, readListing);
}

/** Opens a JSON-RPC answer whose result is a list; an error is rejected with the venue's own words. */
export function readResult<Row>(payload: unknown, read: (value: unknown) => RowReading<Row>): Parsed<Row> {
  const result = openResult(payload);
  if (isRefusal(result)) return { kind: 'rejected', rejections: [result] };
  if (!Array.isArray(result.value)) return { kind: 'rejected', rejections: [{ reason: 'not a list', path: 'result' }] };
  const { rows, rejections } = readRows(result.value, 'result', read);
  return events(rows, rejections);
}

/** The result of a JSON-RPC answer, unchecked, or why there is none. */
export function openResult(payload: unknown): { readonly value: unknown } | Rejection {
  if (!isRecord(payload)) return { reason: 'not an object', path: '' };
  const { error, result } = payload;
  if (isRecord(error)) {
    const words = typeof error.message === 'string' ? error.message : '';
    const code = typeof error.code === 'number' ? ` (${error.code})` : '';
    return { reason: clip(`Deribit refused${code}: ${words}`), path: 'error' };
  }
  return result === undefined ? { reason: 'no result', path: 'result' } : { value: result };
}

/** Whether `openResult` found no result. */
export function isRefusal(result: { readonly value: unknown } | Rejection): result is Rejection {
  return 'reason' in result;
}

/** The contract that a name stands for; see `findInstrument`. */
export function instrumentOf(symbol: string, { instruments }: ParseContext): Instrument | undefined {
  const board = boardOf(symbol);
  return board === undefined ? undefined : findInstrument(symbol, board, instruments, derive);
}

function boardOf(symbol: string): DeribitBoard | undefined {
  const [, coin, quote] = contractName.exec(symbol) ?? [];
  return boards.find(board => board === (quote ?? coin));
}

function derive(symbol: string): Instrument | undefined {
  const [, name, quote, term] = contractName.exec(symbol) ?? [];
  if (name === undefined) return undefined;
  return toInstrument(symbol, name, quote, term === 'PERPETUAL', undefined);
}

function readListing(value: unknown): RowReading<Instrument> {
  const known = v.safeParse(Kind, value);
  if (!known.success) return { kind: 'bad', faults: toFaults(known.issues) };
  if (known.output.kind !== 'future' || !known.output.is_active) return skip;
  const checked = v.safeParse(Listing, value);
  if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
  const { instrument_name: symbol, instrument_type: type, quote_currency: quote } = checked.output;
  if (!dollarQuotes.has(quote) || boardOf(symbol) === undefined) return skip;
  if (type !== 'reversed' && type !== 'linear') return bad('neither reversed nor linear', 'instrument_type');
  const { base_currency: name, settlement_period: period, contract_size: size } = checked.output;
  const instrument = toInstrument(symbol, name, type === 'linear' ? quote : undefined, period === 'perpetual', size);
  return instrument === undefined ? bad('not the name of a coin', 'base_currency') : row(instrument);
}

/** `quote` is that of a linear contract; `size` of an inverse one in dollars. */
function toInstrument(
  symbol: string,
  name: string,
  quote: string | undefined,
  isPerpetual: boolean,
  size: number | undefined,
): Instrument | undefined {
  const coin = readCoin(name);
  const board = boardOf(symbol);
  if (coin === undefined || board === undefined) return undefined;
  return {
    venue: 'deribit',
    symbol,
    base: coin.base,
    quote: quote ?? 'USD',
    kind: isPerpetual ? 'perp' : 'future',
    contract: quote === undefined ? 'inverse' : 'linear',
    multiplier: quote === undefined ? size : coin.units,
    board,
  };
}
