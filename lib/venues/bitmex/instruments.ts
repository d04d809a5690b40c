import * as v from 'valibot';
import { events, rejected, type Parsed } from '../../model/parsed.ts';
import type { Funding, Instrument, OpenInterest, Quote } from '../../model/trade.ts';
import type { HttpRequest, ParseContext } from '../../model/venue.ts';
import { bad, clip, readRows, row, skip, toFaults, type RowReading } from '../../std/rows.ts';
import { figure, nameField, optionalFigure, priceBounds, readIsoTime, symbolField } from '../fields.ts';
import { findInstrument } from '../listing.ts';
import { toHeld } from '../notional.ts';
import { dollarQuotes, readCoin, type CoinUnit } from '../symbols.ts';
import { isRecord } from '../../std/record.ts';

/** BitMEX has one list of contracts. */
export const board = 'contracts';

/** The contract whose mark price says what a bitcoin costs in dollars: quanto contracts pay in bitcoin at a fixed rate. */
const bitcoinSymbol = 'XBTUSD';

/** Satoshis in a bitcoin; `multiplier` counts them where a contract is settled in `XBt`. */
const satoshis = 1e8;

// `typ` of perpetuals and dated futures on coins. Left out: FFWCSF (currencies), FFSCSX (stocks), FFICSX (predictions), IFXXXP (spot),
// MR… (indices). Source: BitMEX API documents, GET /instrument.
const kinds: ReadonlyMap<string, Instrument['kind']> = new Map([
  ['FFWCSX', 'perp'],
  ['FFCCSX', 'future'],
] as const);

// `XBTUSD`, `ETHUSDT`, `XBTUSDTZ25`; and the inverse futures, which name no quote: `XBTH26`.
const quotedSymbol = /^([A-Z0-9]{1,28}?)(USDT|USDC|USD)([FGHJKMNQUVXZ]\d{2})?$/;
const inverseFuture = /^XBT[FGHJKMNQUVXZ]\d{2}$/;

const Typed = v.object({ typ: nameField, state: nameField });
const Listing = v.object({
  symbol: symbolField,
  underlying: nameField,
  quoteCurrency: nameField,
  settlCurrency: v.nullish(nameField),
  isInverse: v.boolean(),
  isQuanto: v.boolean(),
  multiplier: optionalFigure({ above: -1e15, below: 1e15 }),
  underlyingToPositionMultiplier: optionalFigure({ above: 0, below: 1e18 }),
  fundingInterval: v.optional(v.unknown()),
});
const Prices = v.object({
  lastPrice: v.nullish(figure(priceBounds)),
  markPrice: optionalFigure(priceBounds),
  lastChangePcnt: optionalFigure({ atLeast: -1, below: 1e4 }),
});
const Held = v.object({ openInterest: v.nullish(figure({ atLeast: 0, below: 1e18 })), markPrice: optionalFigure(priceBounds) });
const Rate = v.object({ fundingRate: v.nullish(figure({ above: -1, below: 1 })) });

/** A row of `instrument/active` with the contract that it lists. */
interface ContractRow {
  readonly instrument: Instrument;
  readonly value: Readonly<Record<string, unknown>>;
  readonly time: number | undefined;
}

/** Everything about every contract in one answer: listing, prices, open interest and funding. The address takes no parameters. */
export const requestActive: HttpRequest = {
  url: 'https://www.bitmex.com/api/v1/instrument/active',
  weight: 1,
  budget: 'bitmex',
  why: 'contracts on BitMEX with their prices, open interest and funding',
};

/**
 * Reads `instrument/active` as listings: open perpetuals and dated futures on coins, quoted in dollars.
 *
 * - inverse: `multiplier` is dollars in a contract (-100000000 satoshis for XBTUSD: one dollar)
 * - linear: coins in a contract, 1 / `underlyingToPositionMultiplier`
 * - quanto: bitcoin in a contract for each dollar of price, `multiplier` / 1e8; see `atBitcoinPrice`
 *
 * Where a field is missing, or a contract settles in another coin than the rule is known for, the multiplier is undefined.
 * Sources: BitMEX API documents; aggr-server, `bitmex.js`.
 */
export function parseInstruments(payload: unknown, { receivedTime }: ParseContext): Parsed<Instrument> {
  return readContracts(payload, receivedTime, ({ instrument }) => row(instrument));
}

/** Reads `instrument/active` as prices. `lastChangePcnt` is a fraction, despite its name. */
export function parseQuotes(payload: unknown, { receivedTime }: ParseContext): Parsed<Quote> {
  return readContracts(payload, receivedTime, ({ instrument, value, time }) => {
    const checked = v.safeParse(Prices, value);
    if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
    const { lastPrice, markPrice, lastChangePcnt } = checked.output;
    // Not traded yet.
    if (lastPrice === undefined || lastPrice === null) return skip;
    const { symbol, base } = instrument;
    const priceUsd = lastPrice / symbolUnits(symbol);
    return row({ source: 'bitmex', symbol, base, time, priceUsd, markPrice, change24h: lastChangePcnt });
  });
}

/**
 * Reads `instrument/active` as open interest of perpetuals, in contracts. It is taken to count one side, as is common knowledge of the venue and
 * not stated in its documents.
 */
export function parseOpenInterest(payload: unknown, context: ParseContext): Parsed<OpenInterest> {
  const bitcoin = findBitcoinPrice(payload) ?? bitcoinPriceOf(context);
  return readContracts(payload, context.receivedTime, ({ instrument, value, time }) => {
    if (instrument.kind !== 'perp') return skip;
    const checked = v.safeParse(Held, value);
    if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
    const { openInterest, markPrice } = checked.output;
    if (openInterest === undefined || openInterest === null) return skip;
    const { symbol, base } = instrument;
    const counted = atBitcoinPrice(instrument, bitcoin);
    const held = toHeld(counted, { value: openInterest, unit: 'contracts' }, markPrice, symbolUnits(symbol));
    return row({ venue: 'bitmex', symbol, base, time: time ?? context.receivedTime, ...held });
  });
}

/**
 * Reads `instrument/active` as funding: `fundingRate` is a fraction for one period, whose length stands in `fundingInterval`. Contracts without
 * a rate, or whose period is not told, are passed over.
 */
export function parseFunding(payload: unknown, { receivedTime }: ParseContext): Parsed<Funding> {
  return readContracts(payload, receivedTime, ({ instrument, value, time }) => {
    const { symbol, base, fundingIntervalHours: hours } = instrument;
    const checked = v.safeParse(Rate, value);
    if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
    const { fundingRate } = checked.output;
    if (fundingRate === undefined || fundingRate === null || hours === undefined) return skip;
    return row({ venue: 'bitmex', symbol, base, time: time ?? receivedTime, ratePer8h: (fundingRate * 8) / hours });
  });
}

/** The contract that a symbol names; see `findInstrument`. Of an unlisted one the size is known only where it is inverse: one dollar. */
export function instrumentOf(symbol: string, { instruments }: ParseContext): Instrument | undefined {
  return findInstrument(symbol, board, instruments, unlisted => {
    const named = readSymbol(unlisted);
    if (named === undefined) return undefined;
    const { coin, quote, kind } = named;
    const contract =
      quote !== 'USD' ? 'linear' : unlisted === bitcoinSymbol || inverseFuture.test(unlisted) ? 'inverse' : 'quanto';
    const multiplier = contract === 'inverse' ? 1 : undefined;
    return { venue: 'bitmex', symbol: unlisted, base: coin.base, quote, kind, contract, multiplier, board };
  });
}

/** How many coins one unit of the symbol's coin stands for: 1000 for a `1000PEPEUSDT`. */
export function symbolUnits(symbol: string): number {
  return readSymbol(symbol)?.coin.units ?? 1;
}

/** What a bitcoin costs, by the venue's own mark price; undefined before it was heard. */
export function bitcoinPriceOf({ markPrices }: ParseContext): number | undefined {
  return markPrices?.get(bitcoinSymbol);
}

/**
 * A quanto contract as the linear one that it equals while a bitcoin costs so much: it pays `multiplier` bitcoin for each dollar of price, which
 * is as many coins as those bitcoin cost dollars. An ETHUSD contract of 100 satoshis, at 40,000 dollars a bitcoin, is 0.04 ETH. Other contracts
 * come back as they are.
 */
export function atBitcoinPrice(instrument: Instrument, bitcoinPrice: number | undefined): Instrument {
  const { contract, multiplier } = instrument;
  if (contract !== 'quanto') return instrument;
  const coins = multiplier === undefined || bitcoinPrice === undefined ? undefined : multiplier * bitcoinPrice;
  return { ...instrument, contract: 'linear', multiplier: coins };
}

function readContracts<Row>(
  payload: unknown,
  receivedTime: number,
  read: (contract: ContractRow) => RowReading<Row>,
): Parsed<Row> {
  if (!Array.isArray(payload)) return rejected(readRefusal(payload) ?? 'not a list');
  const { rows, rejections } = readRows(payload, '', value => {
    if (!isRecord(value)) return bad('not an object');
    const reading = readListing(value);
    if (reading.kind !== 'row') return reading;
    return read({ instrument: reading.row, value, time: readIsoTime(value.timestamp, receivedTime) });
  });
  return events(rows, rejections);
}

// What `{"error":{"name":…,"message":…}}` says.
function readRefusal(payload: unknown): string | undefined {
  const message = isRecord(payload) && isRecord(payload.error) ? payload.error.message : undefined;
  return typeof message === 'string' ? clip(`BitMEX refused: ${message}`) : undefined;
}

function readListing(value: unknown): RowReading<Instrument> {
  const typed = v.safeParse(Typed, value);
  if (!typed.success) return { kind: 'bad', faults: toFaults(typed.issues) };
  const kind = kinds.get(typed.output.typ);
  if (kind === undefined || typed.output.state !== 'Open') return skip;
  const checked = v.safeParse(Listing, value);
  if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
  const { symbol, underlying, quoteCurrency: quote, isInverse, isQuanto } = checked.output;
  if (!dollarQuotes.has(quote)) return skip;
  const coin = readCoin(underlying);
  if (coin === undefined) return bad('not the name of a coin', 'underlying');
  const contract = isInverse ? 'inverse' : isQuanto ? 'quanto' : 'linear';
  const hours = readInterval(checked.output.fundingInterval);
  const multiplier = multiplierOf(contract, checked.output, coin.units);
  const instrument: Instrument = { venue: 'bitmex', symbol, base: coin.base, quote, kind, contract, multiplier, board };
  return row(hours === undefined ? instrument : { ...instrument, fundingIntervalHours: hours });
}

function multiplierOf(contract: Instrument['contract'], row: v.InferOutput<typeof Listing>, units: number): number | undefined {
  if (contract === 'linear') {
    const perUnit = row.underlyingToPositionMultiplier;
    return perUnit === undefined ? undefined : units / perUnit;
  }
  const { multiplier, settlCurrency } = row;
  if (multiplier === undefined || multiplier === 0 || settlCurrency !== 'XBt') return undefined;
  return (Math.abs(multiplier) / satoshis) * (contract === 'quanto' ? units : 1);
}

// The venue writes a length as the moment that lies so long after the year 2000 began.
function readInterval(value: unknown): number | undefined {
  const since = typeof value === 'string' ? Date.parse(value) - Date.UTC(2000, 0, 1) : Number.NaN;
  const hours = since / 3_600_000;
  return hours > 0 && hours <= 24 ? hours : undefined;
}

function readSymbol(
  symbol: string,
): { readonly coin: CoinUnit; readonly quote: string; readonly kind: Instrument['kind'] } | undefined {
  if (inverseFuture.test(symbol)) return { coin: { base: 'BTC', units: 1 }, quote: 'USD', kind: 'future' };
  const [, name, quote, month] = quotedSymbol.exec(symbol) ?? [];
  const coin = name === undefined ? undefined : readCoin(name);
  if (coin === undefined || quote === undefined) return undefined;
  return { coin, quote, kind: month === undefined ? 'perp' : 'future' };
}

function findBitcoinPrice(payload: unknown): number | undefined {
  const list: readonly unknown[] = Array.isArray(payload) ? payload : [];
  const listed = list.find(value => isRecord(value) && value.symbol === bitcoinSymbol);
  const checked = v.safeParse(v.object({ markPrice: optionalFigure(priceBounds) }), listed);
  return checked.success ? checked.output.markPrice : undefined;
}
