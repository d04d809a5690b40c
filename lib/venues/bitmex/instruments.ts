import { parseRows, rejected, type Parsed } from '../../model/parsed.ts';
import type { Funding, Instrument, OpenInterest, Quote } from '../../model/trade.ts';
import type { HttpRequest, ParseContext } from '../../model/venue.ts';
import { readDecimal } from '../../std/decimal.ts';
import { fieldsOf, figureAt, flagAt, isMissing, type Fields } from '../../std/fields.ts';
import { isRecord } from '../../std/record.ts';
import { itemsOf } from '../../std/rows.ts';
import { refusedBy } from '../answer.ts';
import { coinAt, nameAt, priceAt, readIsoTime, readPrice, signedBounds, sizeAt, symbolAt, wideBounds } from '../fields.ts';
import { rateBounds, toFunding, withInterval } from '../funding.ts';
import { findInstrument } from '../listing.ts';
import { toHeldInterest, toQuote } from '../rows.ts';
import { dollarQuotes, readCoin, type CoinUnit } from '../symbols.ts';

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

/** What a row of `instrument/active` is read as: its contract, and the time that it says. */
type RowReader<Event> = (row: Fields, instrument: Instrument, time: number | undefined) => Event | undefined;

/** Everything about every contract in one answer: listing, prices, open interest and funding. The address takes no parameters. */
export const requestActive: HttpRequest = {
  url: 'https://www.bitmex.com/api/v1/instrument/active',
  weight: 1,
  budget: 'bitmex',
  why: 'contractFigures',
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
export function parseInstruments(payload: unknown, context: ParseContext): Parsed<Instrument> {
  return readContracts(payload, context, (_row, instrument) => instrument);
}

/**
 * Reads `instrument/active` as prices. `lastChangePcnt` is a fraction, despite its name. Futures that were not traded yet are passed over; a
 * perpetual has its mark before that.
 */
export function parseQuotes(payload: unknown, context: ParseContext): Parsed<Quote> {
  return readContracts(payload, context, (row, instrument, time) => {
    const isUntraded = isMissing(row.lastPrice);
    if (isUntraded && (instrument.kind !== 'perp' || isMissing(row.markPrice))) return undefined;
    return toQuote(instrument, priceAt(row, isUntraded ? 'markPrice' : 'lastPrice'), {
      time,
      mark: row.markPrice,
      change: row.lastChangePcnt,
    });
  });
}

/**
 * Reads `instrument/active` as open interest of perpetuals, in contracts. It is taken to count one side, as is common knowledge of the venue and
 * not stated in its documents.
 */
export function parseOpenInterest(payload: unknown, context: ParseContext): Parsed<OpenInterest> {
  const bitcoin = findBitcoinPrice(payload) ?? bitcoinPriceOf(context);
  return readContracts(payload, context, (row, instrument, time = context.receivedTime) => {
    if (instrument.kind !== 'perp' || isMissing(row.openInterest)) return undefined;
    const contracts = sizeAt(row, 'openInterest', wideBounds);
    return toHeldInterest(atBitcoinPrice(instrument, bitcoin), time, contracts, 'contracts', row.markPrice);
  });
}

/**
 * Reads `instrument/active` as funding: `fundingRate` is a fraction for one period, whose length stands in `fundingInterval`. Contracts without
 * a rate, or whose period is not told, are passed over.
 */
export function parseFunding(payload: unknown, context: ParseContext): Parsed<Funding> {
  return readContracts(payload, context, (row, instrument, time = context.receivedTime) => {
    if (isMissing(row.fundingRate)) return undefined;
    return toFunding(instrument, figureAt(row, 'fundingRate', rateBounds), time);
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

function readContracts<Event>(payload: unknown, { receivedTime }: ParseContext, read: RowReader<Event>): Parsed<Event> {
  // `{"error":{"name":…,"message":…}}`
  if (isRecord(payload) && isRecord(payload.error)) return rejected(refusedBy('BitMEX', payload.error.message));
  return parseRows(payload, '', value => {
    const row = fieldsOf(value);
    const instrument = readListing(row);
    return instrument === undefined ? undefined : read(row, instrument, readIsoTime(row.timestamp, receivedTime));
  });
}

function readListing(row: Fields): Instrument | undefined {
  const kind = kinds.get(nameAt(row, 'typ'));
  if (nameAt(row, 'state') !== 'Open' || kind === undefined) return undefined;
  const symbol = symbolAt(row, 'symbol');
  const quote = nameAt(row, 'quoteCurrency');
  if (!dollarQuotes.has(quote)) return undefined;
  const { base, units } = coinAt(row, 'underlying');
  const isQuanto = flagAt(row, 'isQuanto');
  const contract = flagAt(row, 'isInverse') ? 'inverse' : isQuanto ? 'quanto' : 'linear';
  const multiplier = multiplierOf(contract, row, units);
  const instrument: Instrument = { venue: 'bitmex', symbol, base, quote, kind, contract, multiplier, board };
  return withInterval(instrument, readInterval(row.fundingInterval));
}

function multiplierOf(contract: Instrument['contract'], row: Fields, units: number): number | undefined {
  if (contract === 'linear') {
    const perUnit = readDecimal(row.underlyingToPositionMultiplier, { above: 0, below: 1e18 });
    return perUnit === undefined ? undefined : units / perUnit;
  }
  const multiplier = readDecimal(row.multiplier, signedBounds);
  if (multiplier === undefined || multiplier === 0 || row.settlCurrency !== 'XBt') return undefined;
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
  const [, name = '', quote, month] = quotedSymbol.exec(symbol) ?? [];
  const coin = readCoin(name);
  if (coin === undefined || quote === undefined) return undefined;
  return { coin, quote, kind: month === undefined ? 'perp' : 'future' };
}

function findBitcoinPrice(payload: unknown): number | undefined {
  const list: readonly unknown[] = itemsOf(payload);
  const listed = list.find(value => isRecord(value) && value.symbol === bitcoinSymbol);
  return isRecord(listed) ? readPrice(listed.markPrice) : undefined;
}
