import * as v from 'valibot';
import { events, rejected, type Parsed } from '../../model/parsed.ts';
import type { Instrument } from '../../model/trade.ts';
import type { HttpRequest, ParseContext } from '../../model/venue.ts';
import { bad, clip, readRows, row, skip, toFaults, type RowReading } from '../../std/rows.ts';
import { figure, nameField } from '../fields.ts';
import { findInstrument } from '../listing.ts';
import { dollarQuotes, isSafeSymbol, readCoin } from '../symbols.ts';
import { isRecord } from '../../std/record.ts';

/** Kraken Futures has one list of contracts. */
export const board = 'futures';

// PI, FI: inverse perpetuals and futures. PF, FF: linear ones ("multi-collateral"). Months end the names of futures: FI_XBTUSD_260327.
const productName = /^(PI|FI|PF|FF)_([A-Z0-9]{1,20}?)(USD|USDT|USDC)(?:_\d{6})?$/;

// Currencies and metals stand beside the coins. `tradfi` marks them in the documents of 2026; recorded answers do not carry it yet, so that the
// usual codes are known here too.
const noCoins: ReadonlySet<string> = new Set(['EUR', 'GBP', 'AUD', 'CAD', 'CHF', 'JPY', 'XAU', 'XAG']);

const Type = v.object({ symbol: nameField, type: nameField, tradeable: v.boolean(), tradfi: v.optional(v.unknown()) });
const Listing = v.object({ contractSize: figure({ above: 0, below: 1e12 }) });

/** All contracts in one answer. */
export const requestInstruments: HttpRequest = {
  url: 'https://futures.kraken.com/derivatives/api/v3/instruments',
  weight: 1,
  budget: 'kraken-futures',
  why: 'list of contracts on Kraken Futures',
};

/**
 * Reads `instruments`: contracts on coins that trade and are quoted in dollars. Inverse ones count dollars, linear ones coins, one for each contract;
 * a contract of another size is not understood, and rejected. Source: Kraken Futures API v3 documents.
 */
export function parseInstruments(payload: unknown): Parsed<Instrument> {
  return readList(payload, 'instruments', readListing);
}

/** Opens an answer of the v3 interface; an error is rejected with the venue's own words. */
export function readList<Row>(payload: unknown, field: string, read: (value: unknown) => RowReading<Row>): Parsed<Row> {
  if (!isRecord(payload)) return rejected('not an object');
  if (payload.result !== 'success') {
    return rejected(clip(typeof payload.error === 'string' ? `Kraken refused: ${payload.error}` : 'no success'), 'result');
  }
  const list = payload[field];
  if (!Array.isArray(list)) return rejected('not a list', field);
  const { rows, rejections } = readRows(list, field, read);
  return events(rows, rejections);
}

/** The contract that a product's name stands for; see `findInstrument`. */
export function instrumentOf(symbol: string, { instruments }: ParseContext): Instrument | undefined {
  return findInstrument(symbol, board, instruments, derive);
}

function readListing(value: unknown): RowReading<Instrument> {
  const typed = v.safeParse(Type, value);
  if (!typed.success) return { kind: 'bad', faults: toFaults(typed.issues) };
  const { symbol, tradeable, tradfi } = typed.output;
  if (!tradeable || tradfi === true) return skip;
  // Answers of 2021 write all names small. A small letter inside a name marks a tokenised stock: PF_AAPLxUSD.
  const name = symbol === symbol.toLowerCase() ? symbol.toUpperCase() : symbol;
  const instrument = derive(name);
  if (instrument === undefined) return skip;
  const checked = v.safeParse(Listing, value);
  if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
  const { contractSize } = checked.output;
  return contractSize === 1 ? row(instrument) : bad(`a contract of ${contractSize}`, 'contractSize');
}

function derive(symbol: string): Instrument | undefined {
  const [, prefix, name, quote] = productName.exec(symbol) ?? [];
  if (prefix === undefined || name === undefined || quote === undefined || noCoins.has(name)) return undefined;
  const coin = readCoin(name);
  if (coin === undefined || !isSafeSymbol(symbol) || !dollarQuotes.has(quote)) return undefined;
  const isInverse = prefix.endsWith('I');
  return {
    venue: 'kraken-futures',
    symbol,
    base: coin.base,
    quote,
    kind: prefix.startsWith('P') ? 'perp' : 'future',
    contract: isInverse ? 'inverse' : 'linear',
    multiplier: isInverse ? 1 : coin.units,
    board,
  };
}
