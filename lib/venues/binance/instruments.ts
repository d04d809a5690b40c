import { events, parseRows, parsing, type Parsed } from '../../model/parsed.ts';
import type { Instrument } from '../../model/trade.ts';
import type { HttpRequest, ParseContext } from '../../model/venue.ts';
import { readDecimal } from '../../std/decimal.ts';
import { fieldsOf, type Fields } from '../../std/fields.ts';
import { isRecord } from '../../std/record.ts';
import { listOf, readRows, refuse } from '../../std/rows.ts';
import { refusedBy } from '../answer.ts';
import { coinAt, nameAt, symbolAt } from '../fields.ts';
import { toIntervalHours } from '../funding.ts';
import { findInstrument } from '../listing.ts';
import { dollarQuotes, isSafeSymbol, readCoin } from '../symbols.ts';
import { requestBoards, type BinanceBoard, type Family } from './family.ts';

// The documents' crypto types. TRADIFI_PERPETUAL (stocks, metals) is left out by not being here.
const contractKinds: ReadonlyMap<string, Instrument['kind']> = new Map([
  ['PERPETUAL', 'perp'],
  ['CURRENT_MONTH', 'future'],
  ['NEXT_MONTH', 'future'],
  ['CURRENT_QUARTER', 'future'],
  ['NEXT_QUARTER', 'future'],
]);

// What Aster may call a stock, a metal or a currency in `underlyingType` or `underlyingSubType`. The documents name COIN alone: unverified.
const noCoins: ReadonlySet<string> = new Set(['STOCK', 'STOCKS', 'EQUITY', 'COMMODITY', 'COMMODITIES', 'METAL', 'FOREX', 'FX']);

const usdMargined = /^([A-Z0-9]{1,28}?)(USDT|USDC|FDUSD|BUSD|USD1)(_\d{6})?$/;
const coinMargined = /^[A-Z0-9]{1,28}USD_(?:PERP|\d{6})$/;

/** The lists of contracts, and then the intervals of funding that differ. `fundingInfo` has no weight of its own on Binance; 1 stands in. */
export function requestInstruments(family: Family): readonly HttpRequest[] {
  return [
    ...requestBoards(family, 'exchangeInfo', { what: 'contracts', weight: 1, maxBytes: 12_000_000 }),
    ...requestBoards(family, 'fundingInfo', {
      what: 'fundingHours',
      weight: 1,
      budgetSuffix: family.venue === 'binance' ? '-funding' : '',
    }),
  ];
}

/**
 * Reads `exchangeInfo`, and `fundingInfo` for the contracts that `context` lists.
 *
 * Kept of the former: perpetuals and dated futures that trade and are quoted in dollars. The two boards differ: COIN-M calls the status
 * `contractStatus` and carries `contractSize` in US dollars (100 for BTC, 10 for the others).
 * Source: responses of both recorded in 2021; derivatives documents, November 2026.
 */
export function parseInstruments(payload: unknown, family: Family, context: ParseContext): Parsed<Instrument> {
  if (Array.isArray(payload)) return parseFundingInfo(payload, family, context);
  return parsing(() => {
    const { symbols } = openBody(payload, family);
    return parseRows(symbols, 'symbols', value => readListing(fieldsOf(value), family));
  });
}

/** The perpetuals of the boards that the list speaks of, with their intervals. An empty list does not say of which board it is. */
function parseFundingInfo(list: readonly unknown[], { usualIntervalHours }: Family, context: ParseContext): Parsed<Instrument> {
  const { rows, rejections } = readRows(list, '', value => {
    const row = fieldsOf(value);
    const hours = toIntervalHours(readDecimal(row.fundingIntervalHours), 3_600_000);
    return [symbolAt(row, 'symbol'), hours] as const;
  });
  const named = new Map(rows);
  const boards = new Set<string>(rows.map(([symbol]) => boardOfSymbol(symbol)));
  const perpetuals = [...context.instruments.values()].filter(({ kind, board }) => kind === 'perp' && boards.has(board));
  return events(
    perpetuals.flatMap(instrument => {
      const hours = named.has(instrument.symbol) ? named.get(instrument.symbol) : usualIntervalHours;
      return hours === undefined ? [] : [{ ...instrument, fundingIntervalHours: hours }];
    }),
    rejections,
  );
}

function readListing(row: Fields, family: Family): Instrument | undefined {
  const kind = contractKinds.get(nameAt(row, 'contractType'));
  const board: BinanceBoard = row.contractStatus === undefined ? 'um' : 'cm';
  const status = nameAt(row, board === 'um' ? 'status' : 'contractStatus');
  const quote = nameAt(row, 'quoteAsset');
  if (kind === undefined || status !== 'TRADING' || !dollarQuotes.has(quote) || family.boards[board] === undefined)
    return undefined;
  const words: readonly unknown[] = [row.underlyingType, row.underlyingSubType].flat();
  if (words.some(word => typeof word === 'string' && noCoins.has(word.toUpperCase()))) return undefined;
  const { base, units } = coinAt(row, 'baseAsset');
  if (board === 'cm' && units !== 1) refuse('a coin-margined contract of a thousand coins', 'baseAsset');
  return {
    venue: family.venue,
    symbol: symbolAt(row, 'symbol'),
    base,
    quote,
    kind,
    contract: board === 'um' ? 'linear' : 'inverse',
    multiplier: board === 'um' ? units : readDecimal(row.contractSize, { above: 0, below: 1e9 }),
    board,
  };
}

/**
 * The contract of a symbol that the listing does not (yet) name; see `findInstrument`. `board` is what the frame says of it, or `undefined`.
 * `pair` is the frame's own pair (`BTCUSD`), for a coin-margined symbol whose spelling is new. A dated USD-M symbol (`BTCUSDT_260626`) also
 * has an underscore: only a pair that ends in plain `USD` is coin-margined.
 */
export function instrumentOf(
  symbol: string,
  family: Family,
  { instruments }: ParseContext,
  hint: { readonly board?: BinanceBoard | undefined; readonly pair?: unknown } = {},
): Instrument | undefined {
  const board = hint.board ?? boardOf(instruments.get(symbol)) ?? boardOfSymbol(symbol);
  if (family.boards[board] === undefined) return undefined;
  return findInstrument(symbol, board, instruments, unlisted =>
    board === 'um' ? deriveLinear(unlisted, family) : deriveInverse(unlisted, family, hint.pair),
  );
}

function boardOfSymbol(symbol: string): BinanceBoard {
  return coinMargined.test(symbol) ? 'cm' : 'um';
}

function boardOf(instrument: Instrument | undefined): BinanceBoard | undefined {
  return instrument?.board === 'um' || instrument?.board === 'cm' ? instrument.board : undefined;
}

function deriveLinear(symbol: string, { venue }: Family): Instrument | undefined {
  const [, name = '', quote = '', date] = usdMargined.exec(symbol) ?? [];
  const coin = readCoin(name);
  if (coin === undefined) return undefined;
  return {
    venue,
    symbol,
    base: coin.base,
    quote,
    kind: date === undefined ? 'perp' : 'future',
    contract: 'linear',
    multiplier: coin.units,
    board: 'um',
  };
}

function deriveInverse(symbol: string, { venue }: Family, pair: unknown): Instrument | undefined {
  const name = isSafeSymbol(pair) ? pair : (symbol.split('_')[0] ?? symbol);
  const coin = name.endsWith('USD') ? readCoin(name.slice(0, -3)) : undefined;
  if (coin === undefined) return undefined;
  const kind = symbol.endsWith('_PERP') ? 'perp' : 'future';
  // The contract's size is in the listing alone: until it is known, such an order is counted and its money is not.
  return {
    venue,
    symbol,
    base: coin.base,
    quote: 'USD',
    kind,
    contract: 'inverse',
    multiplier: undefined,
    board: 'cm',
  };
}

/** The fields of an answer; the venue's error body (`{"code":-1121,"msg":"Invalid symbol."}`) is refused with its words. */
export function openBody(payload: unknown, { name }: Family): Fields {
  const body = fieldsOf(payload);
  if (typeof body.code === 'number' && typeof body.msg === 'string') refuse(refusedBy(name, body.msg, body.code));
  return body;
}

/** The list of an answer; see `openBody`. */
export function openList(payload: unknown, family: Family): readonly unknown[] {
  return listOf(isRecord(payload) ? openBody(payload, family) : payload);
}
