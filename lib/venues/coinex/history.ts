import * as v from 'valibot';
import type { Parsed } from '../../model/parsed.ts';
import type { Liquidation } from '../../model/trade.ts';
import type { History, ParseContext } from '../../model/venue.ts';
import { bad, skip, toFaults, type RowReading } from '../../std/rows.ts';
import { figure, optionalFigure, priceBounds, quantityBounds, readTime } from '../fields.ts';
import { toForced } from '../answer.ts';
import { toLiquidation } from '../notional.ts';
import { instrumentOf, readMarket, readRowsOf } from './markets.ts';
import { isRecord } from '../../std/record.ts';

const Row = v.object({
  market: v.unknown(),
  side: v.picklist(['long', 'short']),
  liq_price: figure(priceBounds),
  liq_amount: figure(quantityBounds),
  bkr_price: optionalFigure(priceBounds),
  created_at: v.unknown(),
});

const Paged = v.object({ code: v.literal(0), data: v.array(v.unknown()), pagination: v.object({ has_next: v.literal(true) }) });

const dayMs = 86_400_000;
const pageRows = 100;
// Pages up to 2,000 are known to answer (measured by a third party, 2026).
const lastPage = 2_000;

/**
 * `liquidation-history` of one market, in pages of 100 (CoinEx v2 documents): the only way, since there is no stream. Nine months are known to
 * answer (measured by a third party, 2026). How late a row appears is not known: unverified, two minutes are left.
 */
export const coinexHistory: History = {
  note: 'At least nine months; one request for each contract and hundred orders, every five minutes for what is new.',
  firstReachMs: 30 * dayMs,
  healReachMs: 30 * dayMs,
  lagMs: 120_000,
  // No longest window is documented.
  maxWindowMs: 30 * dayMs,
  everyMs: 300_000,
  units: instruments => instruments.map(instrument => ({ key: instrument.symbol, instruments: [instrument] })),
  request({ key }, { from, to }, page = '1') {
    return {
      url: `https://api.coinex.com/v2/futures/liquidation-history?market=${key}&start_time=${from}&end_time=${to}&page=${page}&limit=${pageRows}`,
      weight: 1,
      budget: 'coinex',
      maxBytes: 200_000,
      why: `forced orders of ${key} on CoinEx`,
    };
  },
  parse: (payload, _unit, context) => parseHistory(payload, context),
  next(payload, _unit, _window, page = '1') {
    const more = v.safeParse(Paged, payload);
    const after = Number(page) + 1;
    return more.success && more.output.data.length > 0 && after <= lastPage ? String(after) : undefined;
  },
};

/**
 * Reads `liquidation-history`. `side` is the liquidated position, `liq_price` the mark price that liquidated it (`bkr_price`, the bankruptcy price, is
 * in the key alone); `liq_amount` is coin on linear markets and dollars on inverse ones.
 *
 * Rows have no id: the key is their content and the ordinal among equal rows of the answer.
 */
export function parseHistory(payload: unknown, context: ParseContext): Parsed<Liquidation> {
  const seen = new Map<string, number>();
  return readRowsOf(payload, value => readRow(value, context, seen));
}

/** Reads a page by itself: rejected where no row is as documented, ignored where all are of contracts that are not ours. */
export function readCoinex(payload: unknown, context: ParseContext): Parsed<Liquidation> {
  const parsed = parseHistory(payload, context);
  if (parsed.kind !== 'events') return parsed;
  return toForced(parsed.events, parsed.rejections, isRecord(payload) && Array.isArray(payload.data) ? payload.data.length : 0);
}

function readRow(value: unknown, context: ParseContext, seen: Map<string, number>): RowReading<Liquidation> {
  const checked = v.safeParse(Row, value);
  if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
  const {
    market,
    side: position,
    liq_price: price,
    liq_amount: amount,
    bkr_price: bankruptcy,
    created_at: created,
  } = checked.output;
  const symbol = readMarket(market);
  if (symbol === undefined) return bad('not a symbol', 'market');
  const eventTime = readTime(created, context.receivedTime);
  if (eventTime === undefined) return bad('not a time', 'created_at');
  const instrument = instrumentOf(symbol, context);
  if (instrument === undefined) return skip;
  const content = [symbol, eventTime, position, price, amount, bankruptcy ?? ''].join(':');
  const ordinal = seen.get(content) ?? 0;
  seen.set(content, ordinal + 1);
  return toLiquidation({
    instrument,
    position,
    price,
    priceKind: 'mark',
    quantity: { value: amount, unit: instrument.contract === 'inverse' ? 'usd' : 'base' },
    eventTime,
    receivedTime: context.receivedTime,
    key: `${content}:${ordinal}`,
  });
}
