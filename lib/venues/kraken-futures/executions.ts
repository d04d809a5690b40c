import * as v from 'valibot';
import { events, rejected, type Parsed } from '../../model/parsed.ts';
import type { Liquidation } from '../../model/trade.ts';
import type { History, ParseContext } from '../../model/venue.ts';
import { bad, readRows, skip, toFaults, under, type Fault, type RowReading } from '../../std/rows.ts';
import { figure, nameField, priceBounds, quantityBounds, readTime, symbolField } from '../fields.ts';
import { parseFrame, toForced } from './trades.ts';
import { isRecord } from '../../std/record.ts';

const reachMs = 12 * 3_600_000;
const pageRows = 1_000;
const safeToken = /^[\w+/=.-]{1,500}$/;

const Taker = v.object({ takerOrder: v.object({ orderType: nameField }) });
const Execution = v.object({
  takerOrder: v.object({ tradeable: v.optional(symbolField), direction: v.picklist(['Buy', 'Sell']) }),
  quantity: figure(quantityBounds),
  price: figure(priceBounds),
  timestamp: v.unknown(),
});

/**
 * All trades of one contract, forced ones among them (`/api/history/v3/market/…/executions`, documents of 2026). They go back to 2022, but a
 * thousand trades hold 15 forced ones at best, and none on the large coins: it only heals gaps.
 */
export const krakenHistory: History = {
  note: 'All trades must be read to find the forced ones: it heals gaps of up to twelve hours, and reaches no further.',
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
    why: `trades of ${key} on Kraken Futures, to find forced ones that were not heard`,
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
  if (!isRecord(payload) || !Array.isArray(payload.elements)) return rejected('not a list', 'elements');
  const { rows, rejections } = readRows(payload.elements, 'elements', value => readElement(value, context, asked));
  return rows.length === 0 && rejections.length > 0 ? { kind: 'rejected', rejections } : events(rows, rejections);
}

/** Reads whatever the venue sends about forced orders: a frame of the stream, or an answer of the history. */
export function readKrakenFutures(payload: unknown, context: ParseContext): Parsed<Liquidation> {
  return isRecord(payload) && payload.elements !== undefined ? parseExecutions(payload, context) : parseFrame(payload, context);
}

function readElement(value: unknown, context: ParseContext, asked: string | undefined): RowReading<Liquidation> {
  const event = isRecord(value) ? value.event : undefined;
  if (!isRecord(event)) return bad('no event', 'event');
  if (!isRecord(event.Execution)) return skip;
  const { execution } = event.Execution;
  const taker = v.safeParse(Taker, execution);
  if (!taker.success) return badExecution(toFaults(taker.issues));
  if (!/liquidat/i.test(taker.output.takerOrder.orderType)) return skip;
  const checked = v.safeParse(Execution, execution);
  if (!checked.success) return badExecution(toFaults(checked.issues));
  const { takerOrder, quantity, price, timestamp } = checked.output;
  const time = readTime(timestamp, context.receivedTime);
  if (time === undefined) return badExecution([{ reason: 'not a time', path: 'timestamp' }]);
  const symbol = takerOrder.tradeable ?? asked;
  if (symbol === undefined) return badExecution([{ reason: 'no contract', path: 'takerOrder.tradeable' }]);
  const side = takerOrder.direction === 'Sell' ? 'sell' : 'buy';
  return toForced({ symbol, side, quantity, price, time }, context);
}

function badExecution(faults: readonly Fault[]): RowReading<never> {
  return { kind: 'bad', faults: under('event.Execution.execution', faults) };
}
