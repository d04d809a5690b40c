import { parseRows, parsing, type Parsed } from '../../model/parsed.ts';
import type { RequestWhy } from '../../model/request-why.ts';
import type { Instrument } from '../../model/trade.ts';
import type { HttpRequest, ParseContext } from '../../model/venue.ts';
import { fieldsOf, figureAt, flagAt, wordAt, type Fields } from '../../std/fields.ts';
import { isRecord } from '../../std/record.ts';
import { refuse } from '../../std/rows.ts';
import { refusedBy } from '../answer.ts';
import { nameAt, symbolAt } from '../fields.ts';
import { findInstrument } from '../listing.ts';
import { dollarQuotes, readCoin } from '../symbols.ts';

/** What Deribit calls the currency of a contract: the coin of inverse ones, the stablecoin of linear ones. */
export type DeribitBoard = 'BTC' | 'ETH' | 'USDC' | 'USDT';

export const boards: readonly DeribitBoard[] = ['BTC', 'ETH', 'USDC', 'USDT'];

const api = 'https://www.deribit.com/api/v2/public';

// `BTC-PERPETUAL` and `BTC-27MAR26` are inverse; `SOL_USDC-PERPETUAL` and `BTC_USDC-27MAR26` linear. Options have more parts.
const contractName = /^([A-Z0-9]{1,20})(?:_(USDC|USDT))?-(PERPETUAL|\d{1,2}[A-Z]{3}\d{2})$/;

/** A call of one method for one currency. */
export function requestMethod(method: string, query: string, weight: number, why: RequestWhy): HttpRequest {
  return { url: `${api}/${method}?${query}`, weight, budget: 'deribit', why };
}

/** The contracts of a currency. One call costs 10,000 credits of 50,000. */
export function requestInstruments(board: DeribitBoard): HttpRequest {
  const query = `currency=${board}&kind=future&expired=false`;
  return requestMethod('get_instruments', query, 10_000, `contracts:${board}`);
}

/**
 * Reads `get_instruments`: perpetuals and dated futures that trade and are quoted in dollars. Amounts are dollars on inverse (`reversed`)
 * contracts and coins on linear ones, so that no figure needs the size of a contract; on inverse ones it is told all the same.
 * Source: Deribit API v2 documents.
 */
export function parseInstruments(payload: unknown): Parsed<Instrument> {
  return readResult(payload, readListing);
}

/** Reads the rows of a JSON-RPC answer whose result is a list. */
export function readResult<Event>(payload: unknown, read: (row: Fields) => Event | undefined): Parsed<Event> {
  return parsing(() => parseRows(openResult(payload), 'result', value => read(fieldsOf(value))));
}

/** The result of a JSON-RPC answer, unchecked; an error is refused with the venue's own words. */
export function openResult(payload: unknown): unknown {
  const { error, result } = fieldsOf(payload);
  if (isRecord(error)) refuse(refusedBy('Deribit', error.message, error.code), 'error');
  return result ?? refuse('no result', 'result');
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

function readListing(row: Fields): Instrument | undefined {
  if (!flagAt(row, 'is_active') || nameAt(row, 'kind') !== 'future') return undefined;
  const symbol = symbolAt(row, 'instrument_name');
  const quote = nameAt(row, 'quote_currency');
  if (!dollarQuotes.has(quote) || boardOf(symbol) === undefined) return undefined;
  const type = wordAt(row, 'instrument_type', ['reversed', 'linear']);
  const isPerpetual = nameAt(row, 'settlement_period') === 'perpetual';
  const size = figureAt(row, 'contract_size', { above: 0, below: 1e12 });
  const instrument = toInstrument(symbol, nameAt(row, 'base_currency'), type === 'linear' ? quote : undefined, isPerpetual, size);
  return instrument ?? refuse('not the name of a coin', 'base_currency');
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
