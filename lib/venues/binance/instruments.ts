import * as v from 'valibot';
import type { HttpRequest, ParseContext } from '../../model/venue.ts';
import { events, rejected, type Parsed } from '../../model/parsed.ts';
import type { Instrument } from '../../model/trade.ts';
import { bad, clip, readRows, row, skip, toFaults, type RowReading } from '../../std/rows.ts';
import { nameField, optionalFigure, symbolField } from '../fields.ts';
import { toIntervalHours } from '../funding.ts';
import { findInstrument } from '../listing.ts';
import { dollarQuotes, readCoin } from '../symbols.ts';
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

const ExchangeInfo = v.object({ symbols: v.array(v.unknown()) });
const FundingInfo = v.object({ symbol: symbolField, fundingIntervalHours: optionalFigure() });
const Listing = v.object({
  symbol: v.unknown(),
  contractType: nameField,
  status: v.optional(nameField),
  contractStatus: v.optional(nameField),
  contractSize: optionalFigure({ above: 0, below: 1e9 }),
  baseAsset: nameField,
  quoteAsset: nameField,
  underlyingType: v.optional(v.unknown()),
  underlyingSubType: v.optional(v.unknown()),
});

const usdMargined = /^([A-Z0-9]{1,28}?)(USDT|USDC|FDUSD|BUSD|USD1)(_\d{6})?$/;
const coinMargined = /^[A-Z0-9]{1,28}USD_(?:PERP|\d{6})$/;

/** The lists of contracts, and then the intervals of funding that differ. `fundingInfo` has no weight of its own on Binance; 1 stands in. */
export function requestInstruments(family: Family): readonly HttpRequest[] {
  return [
    ...requestBoards(family, 'exchangeInfo', { what: 'list', weight: 1, maxBytes: 12_000_000 }),
    ...requestBoards(family, 'fundingInfo', {
      what: 'intervals of funding',
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
  const refusal = errorBody(payload, family);
  if (refusal !== undefined) return refusal;
  const checked = v.safeParse(ExchangeInfo, payload);
  if (!checked.success) return { kind: 'rejected', rejections: toFaults(checked.issues) };
  const { rows, rejections } = readRows(checked.output.symbols, 'symbols', value => readListing(value, family));
  return events(rows, rejections);
}

/** The perpetuals of the boards that the list speaks of, with their intervals. An empty list does not say of which board it is. */
function parseFundingInfo(list: readonly unknown[], { usualIntervalHours }: Family, context: ParseContext): Parsed<Instrument> {
  const { rows, rejections } = readRows(list, '', value => {
    const checked = v.safeParse(FundingInfo, value);
    return checked.success ? row(checked.output) : { kind: 'bad', faults: toFaults(checked.issues) };
  });
  const named = new Map(rows.map(each => [each.symbol, toIntervalHours(each.fundingIntervalHours, 3_600_000)]));
  const boards = new Set(rows.map(({ symbol }) => boardOfSymbol(symbol)));
  const perpetuals = [...context.instruments.values()].filter(
    ({ kind, board }) => kind === 'perp' && (board === 'um' || board === 'cm') && boards.has(board),
  );
  return events(
    perpetuals.flatMap(instrument => {
      const hours = named.has(instrument.symbol) ? named.get(instrument.symbol) : usualIntervalHours;
      return hours === undefined ? [] : [{ ...instrument, fundingIntervalHours: hours }];
    }),
    rejections,
  );
}

function readListing(value: unknown, family: Family): RowReading<Instrument> {
  const checked = v.safeParse(Listing, value);
  if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
  const listing = checked.output;
  const kind = contractKinds.get(listing.contractType);
  const status = listing.contractStatus ?? listing.status;
  if (status === undefined) return bad('no status', 'status');
  if (kind === undefined || status !== 'TRADING' || !dollarQuotes.has(listing.quoteAsset)) return skip;
  if (
    [listing.underlyingType, listing.underlyingSubType]
      .flat()
      .some(word => typeof word === 'string' && noCoins.has(word.toUpperCase()))
  )
    return skip;
  if (!v.is(symbolField, listing.symbol)) return bad('not a symbol', 'symbol');
  const coin = readCoin(listing.baseAsset);
  if (coin === undefined) return bad('not the name of a coin', 'baseAsset');
  const board: BinanceBoard = listing.contractStatus === undefined ? 'um' : 'cm';
  if (family.boards[board] === undefined) return skip;
  if (board === 'cm' && coin.units !== 1) return bad('a coin-margined contract of a thousand coins', 'baseAsset');
  return row({
    venue: family.venue,
    symbol: listing.symbol,
    base: coin.base,
    quote: listing.quoteAsset,
    kind,
    contract: board === 'um' ? 'linear' : 'inverse',
    multiplier: board === 'um' ? coin.units : listing.contractSize,
    board,
  });
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
  hint: { readonly board?: BinanceBoard | undefined; readonly pair?: string | undefined } = {},
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
  const match = usdMargined.exec(symbol);
  const coin = match?.[1] === undefined ? undefined : readCoin(match[1]);
  if (match?.[2] === undefined || coin === undefined) return undefined;
  const kind = match[3] === undefined ? 'perp' : 'future';
  return {
    venue,
    symbol,
    base: coin.base,
    quote: match[2],
    kind,
    contract: 'linear',
    multiplier: coin.units,
    board: 'um',
  };
}

function deriveInverse(symbol: string, { venue }: Family, pair: string | undefined): Instrument | undefined {
  const name = pair ?? symbol.split('_')[0] ?? symbol;
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

/** The venue's error body (`{"code":-1121,"msg":"Invalid symbol."}`) as a rejection; `undefined` when the payload is no such thing. */
export function errorBody(payload: unknown, { name }: Family): Parsed<never> | undefined {
  const checked = v.safeParse(v.object({ code: v.number(), msg: v.string() }), payload);
  return checked.success ? rejected(clip(`${name} refused (${checked.output.code}): ${checked.output.msg}`)) : undefined;
}
