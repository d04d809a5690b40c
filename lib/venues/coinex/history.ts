import type { Parsed } from '../../model/parsed.ts';
import type { Liquidation } from '../../model/trade.ts';
import type { History, ParseContext } from '../../model/venue.ts';
import { toText } from '../../std/decimal.ts';
import { isFirstOf, type Fields } from '../../std/fields.ts';
import { isRecord } from '../../std/record.ts';
import { rowsOf, toForced } from '../answer.ts';
import { priceOf, quantityOf, readPrice, symbolOf, timeOf } from '../fields.ts';
import { toLiquidation } from '../notional.ts';
import { createRowKeys, toContent, type RowKey } from '../rows.ts';
import { instrumentOf, readRowsOf, shape, trimmed } from './markets.ts';

const dayMs = 86_400_000;
const pageRows = 100;
// Pages up to 2,000 are known to answer (measured by a third party, 2026).
const lastPage = 2_000;

/**
 * `liquidation-history` of one market, in pages of 100 (CoinEx v2 documents): the only way, since there is no stream. Nine months are known to
 * answer (measured by a third party, 2026). How late a row appears is not known: unverified, two minutes are left.
 */
export const coinexHistory: History = {
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
      why: `liquidations:${key}`,
    };
  },
  parse: (payload, _unit, context) => parseHistory(payload, context),
  next(payload, _unit, _window, page = '1') {
    const { pagination } = isRecord(payload) ? payload : {};
    const hasNext = isRecord(pagination) && pagination.has_next === true && rowsOf(payload, shape).length > 0;
    const after = Number(page) + 1;
    return hasNext && after <= lastPage ? String(after) : undefined;
  },
};

/**
 * Reads `liquidation-history`. `side` is the liquidated position, `liq_price` the mark price that liquidated it (`bkr_price`, the bankruptcy price, is
 * in the key alone); `liq_amount` is coin on linear markets and dollars on inverse ones.
 *
 * Rows have no id: the key is their content and the ordinal among equal rows of the answer.
 */
export function parseHistory(payload: unknown, context: ParseContext): Parsed<Liquidation> {
  const keyOf = createRowKeys(isRecord(payload) ? payload.data : undefined);
  return readRowsOf(payload, row => readRow(row, context, keyOf));
}

/** Reads a page by itself: rejected where no row is as documented, ignored where all are of contracts that are not ours. */
export function readCoinex(payload: unknown, context: ParseContext): Parsed<Liquidation> {
  return toForced(parseHistory(payload, context), rowsOf(payload, shape).length);
}

function readRow(row: Fields, context: ParseContext, keyOf: RowKey): Liquidation | undefined {
  const symbol = symbolOf(trimmed(row), 'market', context);
  const position = isFirstOf(row.side, 'long', 'short', 'side') ? 'long' : 'short';
  const price = priceOf(row.liq_price, 'liq_price');
  const value = quantityOf(row.liq_amount, 'liq_amount');
  const bankruptcy = readPrice(row.bkr_price);
  const eventTime = timeOf(row.created_at, 'created_at', context.receivedTime);
  const instrument = instrumentOf(symbol, context);
  if (instrument === undefined) return undefined;
  const told = bankruptcy === undefined ? '' : toText(row.bkr_price, bankruptcy);
  const content = `${toContent(symbol, eventTime, position, toText(row.liq_price, price), toText(row.liq_amount, value))}:${told}`;
  return toLiquidation({
    instrument,
    position,
    price,
    priceKind: 'mark',
    quantity: { value, unit: instrument.contract === 'inverse' ? 'usd' : 'base' },
    eventTime,
    receivedTime: context.receivedTime,
    key: keyOf(content, price),
  });
}
