import type { Parsed } from '../../model/parsed.ts';
import type { Instrument } from '../../model/trade.ts';
import type { HttpRequest, ParseContext } from '../../model/venue.ts';
import { fieldsOf, wordAt, type Fields } from '../../std/fields.ts';
import { refuse } from '../../std/rows.ts';
import { readAnswer, toWord, type AnswerShape } from '../answer.ts';
import { nameAt, quantityAt, symbolAt } from '../fields.ts';
import { findInstrument } from '../listing.ts';
import { dollarQuotes, readCoin, unitsOf } from '../symbols.ts';

/** OKX's boards; each is an `instType` of its requests and frames. */
export type OkxBoard = 'swap' | 'futures' | 'margin';

export const boards: readonly OkxBoard[] = ['swap', 'futures', 'margin'];

/** The envelope of v5 answers. A code that is not "0" is an error whatever the status; 50001 is "service temporarily unavailable" (v5 error codes, unverified). */
export const answerShape: AnswerShape = { venue: 'OKX', field: 'code', good: '0', maintenance: '50001', list: ['data'] };

const boardsByType: ReadonlyMap<unknown, OkxBoard> = new Map(boards.map(board => [board.toUpperCase(), board]));

const kinds: Readonly<Record<OkxBoard, Instrument['kind']>> = { swap: 'perp', futures: 'future', margin: 'margin' };

// BTC-USDT (margin), BTC-USDT-SWAP, BTC-USD-260327; BTC-USD_UM-SWAP is linear and settled in dollars.
const spelling = /^([A-Z0-9]{1,28})-([A-Z0-9]{2,10})(_UM)?(?:-(SWAP|\d{6}))?$/;

/** The list of a board, which comes whole (v5 documents, public/instruments, November 2025). */
export function requestInstruments(board: OkxBoard): HttpRequest {
  return {
    url: `https://www.okx.com/api/v5/public/instruments?instType=${board.toUpperCase()}`,
    weight: 1,
    budget: 'okx-public',
    maxBytes: 8_000_000,
    why: `contracts:${board}`,
  };
}

/** The board of an `instType`; `undefined` for options, spot and what is no text. */
export function boardOf(instType: unknown): OkxBoard | undefined {
  return boardsByType.get(instType);
}

/**
 * Reads `public/instruments`. Kept: what trades and is quoted in dollars. A contract is `ctVal` × `ctMult` of `ctValCcy`: its own coin where it is
 * linear, US dollars where it is inverse; anything else is refused. Margin pairs count their base coin.
 */
export function parseInstruments(payload: unknown): Parsed<Instrument> {
  return readAnswer(payload, answerShape, value => readListing(fieldsOf(value)));
}

function readListing(row: Fields): Instrument | undefined {
  const symbol = symbolAt(row, 'instId');
  const board = boardOf(nameAt(row, 'instType'));
  // 1 is crypto, the others are stocks, metals, currencies (unverified: the field is newer than the documents at hand).
  const isCoin = ['', '1'].includes(toWord(row.instCategory));
  const derived = deriveInstrument(symbol, board);
  if (nameAt(row, 'state') !== 'live' || !isCoin || derived === undefined) return undefined;
  if (board === 'margin') return derived;
  const size = quantityAt(row, 'ctVal') * quantityAt(row, 'ctMult');
  const contract = wordAt(row, 'ctType', ['linear', 'inverse']);
  const coin = contract === 'linear' ? spelling.exec(symbol)?.[1] : 'USD';
  if (row.ctValCcy !== coin) refuse('counted in neither its coin nor dollars', 'ctValCcy');
  return { ...derived, contract, multiplier: contract === 'linear' ? size * unitsOf(derived) : size };
}

/** The contract that an `instId` of a board names; see `findInstrument`. */
export function instrumentOf(instId: string, board: OkxBoard, { instruments }: ParseContext): Instrument | undefined {
  return findInstrument(instId, board, instruments, unlisted => deriveInstrument(unlisted, board));
}

/** What the spelling alone tells; the size of a contract is not among it. `undefined` where the quote is no dollar. */
function deriveInstrument(instId: string, board: OkxBoard | undefined): Instrument | undefined {
  const [, name = '', quote = '', linear, suffix] = spelling.exec(instId) ?? [];
  const coin = readCoin(name);
  const isOfBoard = board === 'margin' ? suffix === undefined : board === 'swap' ? suffix === 'SWAP' : /^\d/.test(suffix ?? '');
  if (board === undefined || coin === undefined || !isOfBoard || !dollarQuotes.has(quote)) return undefined;
  return {
    venue: 'okx',
    symbol: instId,
    base: coin.base,
    quote,
    kind: kinds[board],
    contract: quote === 'USD' && linear === undefined && board !== 'margin' ? 'inverse' : 'linear',
    multiplier: board === 'margin' ? coin.units : undefined,
    board,
    // The family, which the history of forced orders is asked by.
    alias: `${name}-${quote}${linear ?? ''}`,
  };
}
