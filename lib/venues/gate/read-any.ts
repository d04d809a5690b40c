import { control, ignored, parseRows, rejected, type Parsed } from '../../model/parsed.ts';
import type { Liquidation } from '../../model/trade.ts';
import type { ParseContext } from '../../model/venue.ts';
import { fieldsOf, isMissing, type Fields } from '../../std/fields.ts';
import { isRecord } from '../../std/record.ts';
import { clip } from '../../std/rows.ts';
import { refusedBy, toForced } from '../answer.ts';
import { priceAt, signedOf, symbolAt, timeAt } from '../fields.ts';
import { toLiquidation } from '../notional.ts';
import { createRowKeys, type RowKey } from '../rows.ts';
import { instrumentOf } from './contracts.ts';
import { parseLiqOrders } from './liq-orders.ts';

const channel = 'futures.public_liquidates';

/**
 * Reads whatever Gate says of forced orders: bodies of `liq_orders`, of `contract_stats` (ready-made sums: ignored), errors, and frames of the
 * socket, which the extension itself does not open.
 */
export function readGate(payload: unknown, context: ParseContext): Parsed<Liquidation> {
  if (Array.isArray(payload)) {
    const list: readonly unknown[] = payload;
    if (list.some(isBar)) return ignored('ready-made sums, no single orders');
    return toWhole(parseLiqOrders(payload, context), list.length);
  }
  return isRecord(payload) && typeof payload.channel === 'string'
    ? readFrame(payload, payload.channel, context)
    : parseLiqOrders(payload, context);
}

// A list of which no row is as documented is a list of something else.
function toWhole(parsed: Parsed<Liquidation>, seen: number): Parsed<Liquidation> {
  const forced = toForced(parsed, seen);
  return forced.kind === 'ignored' ? ignored('nothing was filled of a coin that is listed in dollars') : forced;
}

function isBar(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'long_liq_size' in value;
}

function readFrame({ event, error, result }: Fields, name: string, context: ParseContext): Parsed<Liquidation> {
  if (!isMissing(error)) {
    const { code, message } = isRecord(error) ? error : {};
    return rejected(refusedBy('Gate', message, code), 'error');
  }
  if (name === 'futures.pong') return control('pong');
  if (name !== channel) return ignored(clip(`channel ${name}`));
  if (event === 'subscribe' || event === 'unsubscribe') {
    const isAccepted = isRecord(result) && result.status === 'success';
    return isAccepted ? control(`${event}d`) : rejected(`${event} without success`, 'result.status');
  }
  if (event !== 'update' || !Array.isArray(result)) return rejected('neither an update nor an answer', 'event');
  const keyOf = createRowKeys(result);
  return toWhole(
    parseRows(result, 'result', value => readRow(fieldsOf(value), context, keyOf)),
    result.length,
  );
}

/**
 * One row of `futures.public_liquidates`. `price` is that of the order. That the sign of `size` is the position's, as in `liq_orders`, follows from
 * the private twin of this channel and is unverified; whole sizes only, since a browser cannot ask a socket for decimals. Rows share no key with
 * `liq_orders`, so the two must never be counted together.
 */
function readRow(row: Fields, context: ParseContext, keyOf: RowKey): Liquidation | undefined {
  const symbol = symbolAt(row, 'contract');
  const price = priceAt(row, 'price');
  const eventTime = timeAt(row, row.time_ms === undefined ? 'time' : 'time_ms', context.receivedTime);
  const size = signedOf(row.size, 'size');
  const instrument = instrumentOf(symbol, context);
  if (instrument === undefined) return undefined;
  return toLiquidation({
    instrument,
    position: size > 0 ? 'long' : 'short',
    price,
    priceKind: 'order',
    quantity: { value: Math.abs(size), unit: 'contracts' },
    eventTime,
    receivedTime: context.receivedTime,
    key: keyOf(`ws:${symbol}:${eventTime}:${size}:${price}`, price),
  });
}
