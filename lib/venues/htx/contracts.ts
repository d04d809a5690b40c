import type { Parsed } from '../../model/parsed.ts';
import type { RequestWhy } from '../../model/request-why.ts';
import type { Instrument } from '../../model/trade.ts';
import type { HttpRequest, ParseContext } from '../../model/venue.ts';
import { fieldsOf, figureAt } from '../../std/fields.ts';
import { readAnswer, type AnswerShape } from '../answer.ts';
import { quantityBounds, symbolAt } from '../fields.ts';
import { findInstrument } from '../listing.ts';
import { dollarQuotes, readCoin } from '../symbols.ts';

/** HTX's boards: contracts in USDT, coin-margined perpetuals, coin-margined dated futures. */
export type HtxBoard = 'linear' | 'swap' | 'futures';

/** What a board is called in addresses. */
export interface BoardPaths {
  readonly board: HtxBoard;
  /** The path of the socket. */
  readonly socket: string;
  readonly listing: string;
  /** The path of past forced orders, up to the name that is asked for. */
  readonly history: string;
}

/** Every board, by the paths that `https://api.hbdm.com` has for it. */
export const boards: readonly BoardPaths[] = [
  {
    board: 'linear',
    socket: 'linear-swap-notification',
    listing: 'linear-swap-api/v1/swap_contract_info?business_type=all',
    history: 'linear-swap-api/v3/swap_liquidation_orders?contract=',
  },
  {
    board: 'swap',
    socket: 'swap-notification',
    listing: 'swap-api/v1/swap_contract_info',
    history: 'swap-api/v3/swap_liquidation_orders?contract=',
  },
  {
    board: 'futures',
    socket: 'notification',
    listing: 'api/v1/contract_contract_info',
    history: 'api/v3/contract_liquidation_orders?symbol=',
  },
];

/** The envelope of answers of version 1 and 2. */
export const answerShape: AnswerShape = { venue: 'HTX', field: 'status', good: 'ok', list: ['data'] };

// BTC-USDT, BTC-USDT-260327; BTC-USD; BTC260327.
const spelling = /^([A-Z0-9]{1,28}?)(?:-([A-Z0-9]{3,6})(-\d{6})?|(\d{6}))$/;

/** A request to the venue, by its path. All such requests share one budget. */
export function requestHtx(path: string, why: RequestWhy): HttpRequest {
  return { url: `https://api.hbdm.com/${path}`, weight: 1, budget: 'htx', why };
}

/** The board that a contract's spelling names; `undefined` for what is spelt in no known way or quoted in no dollar. */
function boardOf(symbol: string): HtxBoard | undefined {
  return deriveInstrument(symbol)?.board;
}

/**
 * Reads the lists of contracts. Kept: what is listed (`contract_status` 1). Linear orders are read by their amount in coin, so that their multiplier
 * is one unit of the symbol's coin; a coin-margined contract is worth `contract_size` dollars (100 for BTC, 10 for the others).
 */
export function parseInstruments(payload: unknown): Parsed<Instrument> {
  return readAnswer(payload, answerShape, value => {
    const row = fieldsOf(value);
    const derived = deriveInstrument(symbolAt(row, 'contract_code'));
    const size = figureAt(row, 'contract_size', quantityBounds);
    if (derived === undefined || row.contract_status !== 1) return undefined;
    return derived.contract === 'linear' ? derived : { ...derived, multiplier: size };
  });
}

/** The contract that a `contract_code` names; see `findInstrument`. An unlisted coin-margined one has no known size. */
export function instrumentOf(symbol: string, { instruments }: ParseContext): Instrument | undefined {
  const listed = instruments.get(symbol);
  if (listed !== undefined) return listed;
  const board = boardOf(symbol);
  return board === undefined ? undefined : findInstrument(symbol, board, instruments, deriveInstrument);
}

function deriveInstrument(symbol: string): (Instrument & { readonly board: HtxBoard }) | undefined {
  const [, name = '', quote, suffix, date] = spelling.exec(symbol) ?? [];
  const coin = readCoin(name);
  if (coin === undefined || !dollarQuotes.has(quote ?? 'USD')) return undefined;
  const board: HtxBoard = date !== undefined ? 'futures' : quote === 'USD' ? 'swap' : 'linear';
  if (board === 'swap' && suffix !== undefined) return undefined;
  return {
    venue: 'htx',
    symbol,
    base: coin.base,
    quote: quote ?? 'USD',
    kind: date === undefined && suffix === undefined ? 'perp' : 'future',
    contract: board === 'linear' ? 'linear' : 'inverse',
    multiplier: board === 'linear' ? coin.units : undefined,
    board,
    // Futures of one coin are asked for together, by the coin.
    ...(board === 'futures' ? { alias: name } : {}),
  };
}
