import { parseRows, rejected, type Parsed } from '../../model/parsed.ts';
import type { Instrument } from '../../model/trade.ts';
import type { HttpRequest, ParseContext } from '../../model/venue.ts';
import { fieldsOf, figureAt, flagAt, type Fields } from '../../std/fields.ts';
import { isRecord } from '../../std/record.ts';
import { refuse } from '../../std/rows.ts';
import { refusedBy } from '../answer.ts';
import { nameAt } from '../fields.ts';
import { findInstrument } from '../listing.ts';
import { dollarQuotes, isSafeSymbol, readCoin } from '../symbols.ts';

/** Kraken Futures has one list of contracts. */
export const board = 'futures';

// PI, FI: inverse perpetuals and futures. PF, FF: linear ones ("multi-collateral"). Months end the names of futures: FI_XBTUSD_260327.
const productName = /^(PI|FI|PF|FF)_([A-Z0-9]{1,20}?)(USD|USDT|USDC)(?:_\d{6})?$/;

// Currencies and metals stand beside the coins. `tradfi` marks them in the documents of 2026; recorded answers do not carry it yet, so that the
// usual codes are known here too.
const noCoins: ReadonlySet<string> = new Set(['EUR', 'GBP', 'AUD', 'CAD', 'CHF', 'JPY', 'XAU', 'XAG']);

/** All contracts in one answer. */
export const requestInstruments: HttpRequest = {
  url: 'https://futures.kraken.com/derivatives/api/v3/instruments',
  weight: 1,
  budget: 'kraken-futures',
  why: 'contracts',
};

/**
 * Reads `instruments`: contracts on coins that trade and are quoted in dollars. Inverse ones count dollars, linear ones coins, one for each contract;
 * a contract of another size is not understood, and rejected. Source: Kraken Futures API v3 documents.
 */
export function parseInstruments(payload: unknown): Parsed<Instrument> {
  return readList(payload, 'instruments', readListing);
}

/** Opens an answer of the v3 interface; an error is rejected with the venue's own words. */
export function readList<Event>(payload: unknown, field: string, read: (row: Fields) => Event | undefined): Parsed<Event> {
  if (!isRecord(payload)) return rejected('not an object');
  if (payload.result !== 'success') return rejected(refusedBy('Kraken', payload.error), 'result');
  return parseRows(payload[field], field, value => read(fieldsOf(value)));
}

/** The contract that a product's name stands for; see `findInstrument`. */
export function instrumentOf(symbol: string, { instruments }: ParseContext): Instrument | undefined {
  return findInstrument(symbol, board, instruments, derive);
}

function readListing(row: Fields): Instrument | undefined {
  const symbol = nameAt(row, 'symbol');
  if (!flagAt(row, 'tradeable') || row.tradfi === true) return undefined;
  // Answers of 2021 write all names small. A small letter inside a name marks a tokenised stock: PF_AAPLxUSD.
  const instrument = derive(symbol === symbol.toLowerCase() ? symbol.toUpperCase() : symbol);
  const size = instrument === undefined ? 1 : figureAt(row, 'contractSize', { above: 0, below: 1e12 });
  return size === 1 ? instrument : refuse(`a contract of ${size}`, 'contractSize');
}

function derive(symbol: string): Instrument | undefined {
  const [, prefix = '', name = '', quote = ''] = productName.exec(symbol) ?? [];
  const coin = readCoin(name);
  if (coin === undefined || noCoins.has(name) || !isSafeSymbol(symbol) || !dollarQuotes.has(quote)) return undefined;
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
