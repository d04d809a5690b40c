import * as v from 'valibot';
import { events, rejected, type Parsed } from '../../model/parsed.ts';
import type { Funding, Instrument, OpenInterest, Quote } from '../../model/trade.ts';
import type { HttpRequest, ParseContext } from '../../model/venue.ts';
import { bad, clip, readRows, row, skip, toFaults, type RowReading } from '../../std/rows.ts';
import { figure, nameField, optionalFigure, priceBounds, symbolField } from '../fields.ts';
import { rateBounds, toFunding, toIntervalHours } from '../funding.ts';
import { findInstrument } from '../listing.ts';
import { toHeld } from '../notional.ts';
import { readCoin } from '../symbols.ts';

/** Gate's boards by settlement currency: `usdt` is linear, `btc` holds the inverse `BTC_USD`. */
export type GateBoard = 'usdt' | 'btc';

export const boards: readonly GateBoard[] = ['usdt', 'btc'];

/** Sent with every request: without it decimal sizes (15 of 857 contracts) come cut toward zero (measured by third parties, 2026). */
export const gateHeaders: Readonly<Record<string, string>> = { 'X-Gate-Size-Decimal': '1' };

const contractName = /^([A-Z0-9]{1,28})_(USDT|USD)$/;

const Named = v.object({ name: symbolField });
const Contract = v.object({
  type: nameField,
  contract_type: v.nullish(nameField),
  status: v.nullish(nameField),
  quanto_multiplier: figure({ atLeast: 0, below: 1e15 }),
  funding_interval: optionalFigure(),
});
const Position = v.object({ position_size: figure({ atLeast: 0, below: 1e18 }), mark_price: optionalFigure(priceBounds) });
const Rate = v.object({ funding_rate: optionalFigure(rateBounds) });
const NamedTicker = v.object({ contract: symbolField });
const Ticker = v.object({
  last: figure(priceBounds),
  mark_price: optionalFigure(priceBounds),
  change_percentage: optionalFigure({ atLeast: -100, below: 1e6 }),
});

/** All contracts of a board: listing, size of the contract, one-sided open interest and mark price. */
export function requestContracts(board: GateBoard): HttpRequest {
  return {
    url: `https://api.gateio.ws/api/v4/futures/${board}/contracts`,
    weight: 1,
    budget: 'gate-contracts',
    maxBytes: 8_000_000,
    headers: gateHeaders,
    why: `contracts settled in ${board.toUpperCase()} on Gate, with their open interest and funding`,
  };
}

/** All tickers of a board. */
export function requestTickers(board: GateBoard): HttpRequest {
  return {
    url: `https://api.gateio.ws/api/v4/futures/${board}/tickers`,
    weight: 1,
    budget: 'gate-tickers',
    headers: gateHeaders,
    why: `prices of contracts settled in ${board.toUpperCase()} on Gate`,
  };
}

/** The contracts of the boards that stand among `instruments`. */
export function requestBoards(instruments: readonly Instrument[]): readonly HttpRequest[] {
  return boards.filter(board => instruments.some(instrument => instrument.board === board)).map(requestContracts);
}

/**
 * Reads `contracts` as listings. A contract whose `contract_type` is not empty is a stock, metal or the like and is left out (284 at one
 * count of 2026). Source: gateapi-python v4.104.3, docs/Contract.md.
 */
export function parseInstruments(payload: unknown): Parsed<Instrument> {
  return readList(payload, value => readContract(value));
}

/**
 * Reads `contracts` as open interest. `position_size` counts one side; the `total_size` of tickers is not used. The answer has no time of
 * its own: that of receipt stands in.
 */
export function parseOpenInterest(payload: unknown, context: ParseContext): Parsed<OpenInterest> {
  return readList(payload, value => {
    const reading = readContract(value);
    if (reading.kind !== 'row') return reading;
    const checked = v.safeParse(Position, value);
    if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
    const { position_size: contracts, mark_price: mark } = checked.output;
    const { symbol, base } = reading.row;
    return row({ venue: 'gate', symbol, base, time: context.receivedTime, ...valueOf(reading.row, contracts, mark) });
  });
}

/** Reads `contracts` as funding: `funding_rate` is for one `funding_interval` of seconds. */
export function parseFunding(payload: unknown, context: ParseContext): Parsed<Funding> {
  return readList(payload, value => {
    const reading = readContract(value);
    if (reading.kind !== 'row') return reading;
    const checked = v.safeParse(Rate, value);
    if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
    return toFunding(reading.row, checked.output.funding_rate, reading.row.fundingIntervalHours, context.receivedTime);
  });
}

/** Reads `tickers`. `change_percentage` is in percent; the answer has no time. */
export function parseQuotes(payload: unknown, context: ParseContext): Parsed<Quote> {
  return readList<Quote>(payload, value => {
    const named = v.safeParse(NamedTicker, value);
    if (!named.success) return { kind: 'bad', faults: toFaults(named.issues) };
    const instrument = instrumentOf(named.output.contract, context);
    if (instrument === undefined) return skip;
    const checked = v.safeParse(Ticker, value);
    if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
    const { last, mark_price: markPrice, change_percentage: percent } = checked.output;
    return row({
      source: 'gate',
      symbol: instrument.symbol,
      base: instrument.base,
      time: undefined,
      priceUsd: last / symbolUnits(instrument.symbol),
      markPrice,
      change24h: percent === undefined ? undefined : percent / 100,
    });
  });
}

/** The contract that a name stands for; see `findInstrument`. An unlisted linear one has no known size. */
export function instrumentOf(symbol: string, { instruments }: ParseContext): Instrument | undefined {
  const board = boardOf(symbol);
  if (board === undefined) return undefined;
  return findInstrument(symbol, board, instruments, unlisted =>
    toInstrument(unlisted, board === 'usdt' ? 'linear' : 'inverse', undefined),
  );
}

/** How many coins one unit of the symbol's coin stands for: 1000 for a `1000PEPE_USDT`. */
export function symbolUnits(symbol: string): number {
  return readCoin(contractName.exec(symbol)?.[1] ?? '')?.units ?? 1;
}

/**
 * Coins and dollars of a number of contracts, one-sided, at a mark price. Linear coins need the contract's size, inverse coins the price.
 */
export function valueOf(
  instrument: Instrument,
  contracts: number,
  mark: number | undefined,
): Pick<OpenInterest, 'coins' | 'usd'> {
  return toHeld(instrument, { value: contracts, unit: 'contracts' }, mark, symbolUnits(instrument.symbol));
}

/** Reads a list; Gate's error body (`{"label":…,"message":…}`) and anything else that is no list is rejected. */
export function readList<Row>(payload: unknown, read: (value: unknown) => RowReading<Row>): Parsed<Row> {
  if (Array.isArray(payload)) {
    const { rows, rejections } = readRows(payload, '', read);
    return events(rows, rejections);
  }
  const refusal = v.safeParse(v.object({ label: v.string(), message: v.optional(v.string(), '') }), payload);
  return rejected(refusal.success ? clip(`Gate refused (${refusal.output.label}): ${refusal.output.message}`) : 'not a list');
}

function readContract(value: unknown): RowReading<Instrument> {
  const named = v.safeParse(Named, value);
  if (!named.success) return { kind: 'bad', faults: toFaults(named.issues) };
  const checked = v.safeParse(Contract, value);
  if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
  const { type, contract_type: kind, status, quanto_multiplier: quanto } = checked.output;
  if ((kind ?? '') !== '' || status === 'prelaunch' || status === 'delisted') return skip;
  const { name } = named.output;
  const board = boardOf(name);
  if (board === undefined) return skip;
  if (type !== 'direct' && type !== 'inverse') return bad('neither direct nor inverse', 'type');
  // A direct contract that is settled in bitcoin pays by a fixed rate: its dollars cannot be told from its own row.
  const contract = type === 'inverse' ? 'inverse' : board === 'btc' ? 'quanto' : 'linear';
  const instrument = toInstrument(name, contract, quanto);
  if (instrument === undefined) return bad('not the name of a coin', 'name');
  const hours = toIntervalHours(checked.output.funding_interval, 1_000);
  return row(hours === undefined ? instrument : { ...instrument, fundingIntervalHours: hours });
}

function boardOf(symbol: string): GateBoard | undefined {
  const quote = contractName.exec(symbol)?.[2];
  return quote === 'USDT' ? 'usdt' : quote === 'USD' ? 'btc' : undefined;
}

function toInstrument(symbol: string, contract: Instrument['contract'], quanto: number | undefined): Instrument | undefined {
  const match = contractName.exec(symbol);
  const coin = match?.[1] === undefined ? undefined : readCoin(match[1]);
  if (match?.[2] === undefined || coin === undefined) return undefined;
  const board: GateBoard = match[2] === 'USDT' ? 'usdt' : 'btc';
  return {
    venue: 'gate',
    symbol,
    base: coin.base,
    quote: match[2],
    kind: 'perp',
    contract,
    multiplier: multiplierOf(contract, quanto, coin.units),
    board,
  };
}

// The inverse contract says 0 and means one dollar (docs/Contract.md); a linear one that says 0 says nothing.
function multiplierOf(contract: Instrument['contract'], quanto: number | undefined, units: number): number | undefined {
  if (contract === 'inverse') return quanto === undefined || quanto === 0 ? 1 : quanto;
  if (contract === 'quanto' || quanto === undefined || quanto === 0) return undefined;
  return quanto * units;
}
