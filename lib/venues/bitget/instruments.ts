import type { Parsed } from '../../model/parsed.ts';
import type { RequestWhy } from '../../model/request-why.ts';
import type { Instrument } from '../../model/trade.ts';
import type { HttpRequest, ParseContext } from '../../model/venue.ts';
import { readDecimal } from '../../std/decimal.ts';
import { fieldsOf, wordAt, type Fields } from '../../std/fields.ts';
import { readAnswer, toWord, type AnswerShape } from '../answer.ts';
import { coinAt, nameAt, quantityBounds, symbolAt } from '../fields.ts';
import { toIntervalHours, withInterval } from '../funding.ts';
import { findInstrument } from '../listing.ts';
import { dollarQuotes, readCoin } from '../symbols.ts';

/** Bitget's boards as its frames spell them; requests spell them in capitals. */
export type BitgetBoard = 'usdt-futures' | 'coin-futures' | 'usdc-futures';

export const boards: readonly BitgetBoard[] = ['usdt-futures', 'coin-futures', 'usdc-futures'];

/** The envelope of v3 answers; 40200 is "server upgrade, please try again later" (error codes, unverified). */
export const answerShape: AnswerShape = { venue: 'Bitget', field: 'code', good: '00000', maintenance: '40200', list: ['data'] };

// BTCUSDT, BTCUSDT260327; BTCPERP, BTCUSDC; BTCUSD, BTCUSD_CM, BTCUSDH26.
const spelling = /^([A-Z0-9]{1,28}?)(USDT|USDC|PERP|USD)(_CM)?(_?\d{6}|[FGHJKMNQUVXZ]\d{2})?$/;

/** A request of the UTA v3 market interface for one board. */
export function requestBoard(board: BitgetBoard, path: string, budget: string, why: RequestWhy): HttpRequest {
  const [name = path, query = ''] = path.split('?');
  const rest = query === '' ? '' : `&${query}`;
  return {
    url: `https://api.bitget.com/api/v3/market/${name}?category=${board.toUpperCase()}${rest}`,
    weight: 1,
    budget,
    maxBytes: 6_000_000,
    why,
  };
}

/**
 * Reads `market/instruments`. Kept: contracts of coins that trade and are quoted in dollars; `isRwa` marks shares, metals and the like. Quantities are
 * base coin, in steps of `quantityMultiplier`; `fundInterval` is in hours. Source: UTA documents, as bindings of 2026 tell them.
 */
export function parseInstruments(payload: unknown): Parsed<Instrument> {
  return readAnswer(payload, answerShape, value => readListing(fieldsOf(value)));
}

function readListing(row: Fields): Instrument | undefined {
  const quote = nameAt(row, 'quoteCoin');
  const board = boardNamed(nameAt(row, 'category'));
  const isRealWorld = toWord(row.isRwa).toUpperCase() === 'YES';
  if (board === undefined || nameAt(row, 'status') !== 'online' || isRealWorld || !dollarQuotes.has(quote)) return undefined;
  const type = wordAt(row, 'type', ['perpetual', 'delivery']);
  const { base, units } = coinAt(row, 'baseCoin');
  const step = readDecimal(row.quantityMultiplier, quantityBounds);
  const instrument: Instrument = {
    ...toInstrument(symbolAt(row, 'symbol'), base, quote, board, units),
    kind: type === 'perpetual' ? 'perp' : 'future',
    ...(step === undefined ? {} : { quantityStep: step }),
  };
  return withInterval(instrument, toIntervalHours(readDecimal(row.fundInterval), 3_600_000));
}

/** The board of a `category`; `undefined` for others. */
export function boardNamed(category: string): BitgetBoard | undefined {
  return boards.find(board => board === category.toLowerCase());
}

/** The board that a symbol's spelling names; `undefined` where it is spelt in no known way. */
export function boardOf(symbol: string): BitgetBoard | undefined {
  const quote = spelling.exec(symbol)?.[2];
  if (quote === undefined) return undefined;
  return quote === 'USDT' ? 'usdt-futures' : quote === 'USD' ? 'coin-futures' : 'usdc-futures';
}

/** The contract that a symbol of a board names; see `findInstrument`. */
export function instrumentOf(symbol: string, board: BitgetBoard, { instruments }: ParseContext): Instrument | undefined {
  return findInstrument(symbol, board, instruments, unlisted =>
    boardOf(unlisted) === board ? derive(unlisted, board) : undefined,
  );
}

function derive(symbol: string, board: BitgetBoard): Instrument | undefined {
  const [, name = '', quote = '', , date] = spelling.exec(symbol) ?? [];
  const coin = readCoin(name);
  if (coin === undefined) return undefined;
  const instrument = toInstrument(symbol, coin.base, quote === 'PERP' ? 'USDC' : quote, board, coin.units);
  return date === undefined ? instrument : { ...instrument, kind: 'future' };
}

// The multiplier is the coins in one unit of the symbol: 1000 for 1000BONKUSDT. An inverse contract is not counted in pieces; a dollar is its unit.
function toInstrument(symbol: string, base: string, quote: string, board: BitgetBoard, units: number): Instrument {
  const isInverse = board === 'coin-futures';
  const contract = isInverse ? 'inverse' : 'linear';
  return { venue: 'bitget', symbol, base, quote, kind: 'perp', contract, multiplier: isInverse ? 1 : units, board };
}
