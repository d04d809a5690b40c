import { events, ignored, parseRows, readable, type Parsed } from '../../model/parsed.ts';
import type { Liquidation } from '../../model/trade.ts';
import type { History, ParseContext } from '../../model/venue.ts';
import { fieldsOf, wordAt, type Fields } from '../../std/fields.ts';
import { isRecord } from '../../std/record.ts';
import { refuse, within } from '../../std/rows.ts';
import { nameAt, priceAt, quantityAt, symbolAt, timeAt } from '../fields.ts';
import { parseFrame, toForcedTrade } from './trades.ts';

const reachMs = 12 * 3_600_000;
const pageRows = 1_000;
const safeUid = /^[\w-]{1,64}$/;
const safeToken = /^[\w+/=.-]{1,500}$/;

/**
 * All trades of one contract, forced ones among them (`/api/history/v3/market/…/executions`, documents of 2026). They go back to 2022, but a
 * thousand trades hold 15 forced ones at best, and none on the large coins: it only heals gaps.
 */
export const krakenHistory: History = {
  firstReachMs: 0,
  healReachMs: reachMs,
  // How soon a trade appears is not documented.
  lagMs: 60_000,
  // No limit is documented; answers come in pages.
  maxWindowMs: reachMs,
  units: instruments => instruments.map(instrument => ({ key: instrument.symbol, instruments: [instrument] })),
  request: ({ key }, window, page) => ({
    // Whether the ends belong to the window is not documented: one millisecond more on either side, and the caller drops what lies outside.
    url:
      `https://futures.kraken.com/api/history/v3/market/${key}/executions?since=${window.from - 1}&before=${window.to + 1}` +
      `&sort=asc&count=${pageRows}${page === undefined ? '' : `&continuation_token=${encodeURIComponent(page)}`}`,
    weight: 1,
    budget: 'kraken-futures-history',
    why: `trades:${key}`,
  }),
  parse: (payload, { key }, context) => parseExecutions(payload, context, key),
  next: (payload, _unit, _window, page) => {
    const token = isRecord(payload) ? payload.continuationToken : undefined;
    return typeof token === 'string' && safeToken.test(token) && token !== page ? token : undefined;
  },
};

/**
 * Reads `executions`. A trade was forced where the type of the taker's order holds "liquidat" (`PartialLiquidation` was seen live in July 2026;
 * the documents name no such type). `asked` is the contract that was asked for, where the orders do not say their own.
 */
export function parseExecutions(payload: unknown, context: ParseContext, asked?: string): Parsed<Liquidation> {
  const parsed = parseRows(isRecord(payload) ? payload.elements : undefined, 'elements', value =>
    readElement(fieldsOf(value), context, asked),
  );
  return parsed.kind === 'events' ? readable(parsed.events, parsed.rejections) : parsed;
}

/**
 * Reads whatever the venue sends about forced orders: a frame of the stream, whose key takes in its `uid` here, or an answer of the history. Where that
 * does not name its contract, it is that of the only listing, if there is only one.
 */
export function readKrakenFutures(payload: unknown, context: ParseContext): Parsed<Liquidation> {
  if (!isRecord(payload)) return parseFrame(payload, context);
  if (payload.elements === undefined) return withUid(parseFrame(payload, context), payload.uid);
  const [only, ...others] = context.instruments.keys();
  const parsed = parseExecutions(payload, context, others.length === 0 ? only : undefined);
  const isEmpty = Array.isArray(payload.elements) && payload.elements.length === 0;
  const isQuiet = parsed.kind === 'events' && parsed.events.length + parsed.rejections.length === 0;
  return isQuiet && !isEmpty ? ignored('trades that nobody was forced into') : parsed;
}

// Two trades of one moment, price and quantity have their uid alone to tell them apart.
function withUid(parsed: Parsed<Liquidation>, uid: unknown): Parsed<Liquidation> {
  if (parsed.kind !== 'events' || typeof uid !== 'string' || !safeUid.test(uid)) return parsed;
  return events(
    parsed.events.map(event => ({ ...event, key: `${event.key}:${uid}` })),
    parsed.rejections,
  );
}

function readElement(element: Fields, context: ParseContext, asked: string | undefined): Liquidation | undefined {
  const event = isRecord(element.event) ? element.event : refuse('no event', 'event');
  if (!isRecord(event.Execution)) return undefined;
  const { execution: told } = event.Execution;
  return within('event.Execution.execution', () => {
    const execution = fieldsOf(told);
    const taker = within('takerOrder', () => readForcedTaker(fieldsOf(execution.takerOrder)));
    if (taker === undefined) return undefined;
    const quantity = quantityAt(execution, 'quantity');
    const price = priceAt(execution, 'price');
    const time = timeAt(execution, 'timestamp', context.receivedTime);
    const symbol = taker.tradeable ?? asked;
    if (symbol === undefined) refuse('no contract', 'takerOrder.tradeable');
    return toForcedTrade({ symbol, side: taker.side, quantity, price, time }, context);
  });
}

function readForcedTaker(taker: Fields): { readonly side: 'buy' | 'sell'; readonly tradeable: string | undefined } | undefined {
  if (!/liquidat/i.test(nameAt(taker, 'orderType'))) return undefined;
  const direction = wordAt(taker, 'direction', ['Buy', 'Sell', 'buy', 'sell']);
  return {
    side: direction === 'Sell' || direction === 'sell' ? 'sell' : 'buy',
    tradeable: taker.tradeable === undefined ? undefined : symbolAt(taker, 'tradeable'),
  };
}
