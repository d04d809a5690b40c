import { parseRows, rejected, type Parsed } from '../../model/parsed.ts';
import type { Funding, Instrument, OpenInterest, Quote } from '../../model/trade.ts';
import type { HttpRequest, ParseContext } from '../../model/venue.ts';
import { readDecimal } from '../../std/decimal.ts';
import { fieldsOf, figureAt, type Fields } from '../../std/fields.ts';
import { isRecord } from '../../std/record.ts';
import { refuse } from '../../std/rows.ts';
import { refusedBy } from '../answer.ts';
import { nameAt, priceAt, readPrice, sizeAt, sizeBounds, symbolAt, wideBounds } from '../fields.ts';
import { toFunding, toIntervalHours, withInterval } from '../funding.ts';
import { boardsAmong, findInstrument } from '../listing.ts';
import { toHeld } from '../notional.ts';
import { toOpenInterest, toQuote } from '../rows.ts';
import { readCoin } from '../symbols.ts';

/** Gate's boards by settlement currency: `usdt` is linear, `btc` holds the inverse `BTC_USD`. */
export type GateBoard = 'usdt' | 'btc';

export const boards: readonly GateBoard[] = ['usdt', 'btc'];

/** Sent with every request: without it decimal sizes (15 of 857 contracts) come cut toward zero (measured by third parties, 2026). */
export const gateHeaders: Readonly<Record<string, string>> = { 'X-Gate-Size-Decimal': '1' };

const contractName = /^([A-Z0-9]{1,28})_(USDT|USD)$/;

/** All contracts of a board: listing, size of the contract, one-sided open interest and mark price. */
export function requestContracts(board: GateBoard): HttpRequest {
  return {
    url: `https://api.gateio.ws/api/v4/futures/${board}/contracts`,
    weight: 1,
    budget: 'gate-contracts',
    maxBytes: 8_000_000,
    headers: gateHeaders,
    why: `contractsHeld:${board.toUpperCase()}`,
  };
}

/** All tickers of a board. */
export function requestTickers(board: GateBoard): HttpRequest {
  return {
    url: `https://api.gateio.ws/api/v4/futures/${board}/tickers`,
    weight: 1,
    budget: 'gate-tickers',
    headers: gateHeaders,
    why: `prices:${board.toUpperCase()}`,
  };
}

/** The contracts of the boards that stand among `instruments`. */
export function requestBoards(instruments: readonly Instrument[]): readonly HttpRequest[] {
  return boardsAmong(boards, instruments).map(requestContracts);
}

/**
 * Reads `contracts` as listings. A contract whose `contract_type` is not empty is a stock, metal or the like and is left out (284 at one
 * count of 2026). Source: gateapi-python v4.104.3, docs/Contract.md.
 */
export function parseInstruments(payload: unknown): Parsed<Instrument> {
  return readList(payload, readContract);
}

/**
 * Reads `contracts` as open interest. `position_size` counts one side; the `total_size` of tickers is not used. The answer has no time of
 * its own: that of receipt stands in.
 */
export function parseOpenInterest(payload: unknown, context: ParseContext): Parsed<OpenInterest> {
  return readList(payload, row => {
    const instrument = readContract(row);
    if (instrument === undefined) return undefined;
    const held = valueOf(instrument, sizeAt(row, 'position_size', wideBounds), readPrice(row.mark_price));
    return toOpenInterest(instrument, context.receivedTime, held);
  });
}

/** Reads `contracts` as funding: `funding_rate` is for one `funding_interval` of seconds. */
export function parseFunding(payload: unknown, context: ParseContext): Parsed<Funding> {
  return readList(payload, row => {
    const instrument = readContract(row);
    if (instrument === undefined) return undefined;
    return toFunding(instrument, row.funding_rate, context.receivedTime);
  });
}

/** Reads `tickers`. `change_percentage` is in percent; the answer has no time. */
export function parseQuotes(payload: unknown, context: ParseContext): Parsed<Quote> {
  return readList(payload, row => {
    const symbol = symbolAt(row, 'contract');
    const instrument = instrumentOf(symbol, context);
    if (instrument === undefined) return undefined;
    return toQuote(instrument, priceAt(row, 'last'), { mark: row.mark_price, percent: row.change_percentage });
  });
}

/**
 * The contract that a name stands for; see `findInstrument`. Of unlisted ones the size of `BTC_USD` alone is known, the inverse contract of the
 * documents: what else is settled in bitcoin may be direct.
 */
export function instrumentOf(symbol: string, { instruments }: ParseContext): Instrument | undefined {
  const listed = instruments.get(symbol);
  const board = listed === undefined ? boardOf(symbol) : undefined;
  if (board === undefined) return listed;
  return findInstrument(symbol, board, instruments, unlisted =>
    toInstrument(unlisted, board === 'usdt' ? 'linear' : unlisted === 'BTC_USD' ? 'inverse' : 'quanto', undefined),
  );
}

/**
 * Coins and dollars of a number of contracts, one-sided, at a mark price. Linear coins need the contract's size, inverse coins the price.
 */
export function valueOf(
  instrument: Instrument,
  contracts: number,
  mark: number | undefined,
): Pick<OpenInterest, 'coins' | 'usd'> {
  return toHeld(instrument, { value: contracts, unit: 'contracts' }, mark);
}

/** Reads a list; Gate's error body (`{"label":…,"message":…}`) and anything else that is no list is rejected. */
export function readList<Event>(payload: unknown, read: (row: Fields) => Event | undefined): Parsed<Event> {
  if (isRecord(payload) && 'label' in payload) return rejected(refusedBy('Gate', payload.message, payload.label));
  return parseRows(payload, '', value => read(fieldsOf(value)));
}

function readContract(row: Fields): Instrument | undefined {
  const name = symbolAt(row, 'name');
  const type = nameAt(row, 'type');
  const quanto = figureAt(row, 'quanto_multiplier', sizeBounds);
  const { contract_type: kind, status } = row;
  const board = boardOf(name);
  if ((kind ?? '') !== '' || status === 'prelaunch' || status === 'delisted' || board === undefined) return undefined;
  if (type !== 'direct' && type !== 'inverse') refuse('neither direct nor inverse', 'type');
  // A direct contract that is settled in bitcoin pays by a fixed rate: its dollars cannot be told from its own row.
  const contract = type === 'inverse' ? 'inverse' : board === 'btc' ? 'quanto' : 'linear';
  const instrument = toInstrument(name, contract, quanto) ?? refuse('not the name of a coin', 'name');
  return withInterval(instrument, toIntervalHours(readDecimal(row.funding_interval), 1_000));
}

function boardOf(symbol: string): GateBoard | undefined {
  const quote = contractName.exec(symbol)?.[2];
  return quote === 'USDT' ? 'usdt' : quote === 'USD' ? 'btc' : undefined;
}

function toInstrument(symbol: string, contract: Instrument['contract'], quanto: number | undefined): Instrument | undefined {
  const [, name = '', quote = ''] = contractName.exec(symbol) ?? [];
  const coin = readCoin(name);
  if (coin === undefined) return undefined;
  const multiplier = multiplierOf(contract, quanto, coin.units);
  const board: GateBoard = quote === 'USDT' ? 'usdt' : 'btc';
  return { venue: 'gate', symbol, base: coin.base, quote, kind: 'perp', contract, multiplier, board };
}

// The inverse contract says 0 and means one dollar (docs/Contract.md); a linear one that says 0 says nothing.
function multiplierOf(contract: Instrument['contract'], quanto: number | undefined, units: number): number | undefined {
  if (contract === 'inverse') return quanto === undefined || quanto === 0 ? 1 : quanto;
  if (contract === 'quanto' || quanto === undefined || quanto === 0) return undefined;
  return quanto * units;
}
