import * as v from 'valibot';
import { control, events, ignored, rejected, type Parsed } from '../../model/parsed.ts';
import type { Liquidation } from '../../model/trade.ts';
import type { ParseContext } from '../../model/venue.ts';
import { bad, clip, readRows, skip, toFaults, type RowReading } from '../../std/rows.ts';
import { figure, priceBounds, readTime, symbolField } from '../fields.ts';
import { toLiquidation } from '../notional.ts';
import { instrumentOf, symbolUnits } from './contracts.ts';
import { parseLiqOrders } from './liq-orders.ts';

const channel = 'futures.public_liquidates';

const Frame = v.object({
  channel: v.string(),
  event: v.optional(v.string()),
  error: v.optional(v.unknown()),
  result: v.optional(v.unknown()),
});
const PublicLiquidate = v.object({
  contract: symbolField,
  price: figure(priceBounds),
  size: figure({ above: -1e15, below: 1e15 }),
  time: v.optional(v.unknown()),
  time_ms: v.optional(v.unknown()),
});

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
  const frame = v.safeParse(Frame, payload);
  return frame.success ? readFrame(frame.output, context) : parseLiqOrders(payload, context);
}

// A list of which no row is as documented is a list of something else.
function toWhole(parsed: Parsed<Liquidation>, seen: number): Parsed<Liquidation> {
  if (parsed.kind !== 'events' || parsed.events.length > 0 || seen === 0) return parsed;
  const { rejections } = parsed;
  return rejections.length > 0
    ? { kind: 'rejected', rejections }
    : ignored('nothing was filled of a coin that is listed in dollars');
}

function isBar(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'long_liq_size' in value;
}

function readFrame(
  { channel: name, event, error, result }: v.InferOutput<typeof Frame>,
  context: ParseContext,
): Parsed<Liquidation> {
  if (error !== undefined && error !== null) return rejected(clip(`Gate refused: ${JSON.stringify(error)}`), 'error');
  if (name === 'futures.pong') return control('pong');
  if (name !== channel) return ignored(clip(`channel ${name}`));
  if (event === 'subscribe' || event === 'unsubscribe') {
    const accepted = v.is(v.object({ status: v.literal('success') }), result);
    return accepted ? control(`${event}d`) : rejected(`${event} without success`, 'result.status');
  }
  if (event !== 'update' || !Array.isArray(result)) return rejected('neither an update nor an answer', 'event');
  const seen = new Map<string, number>();
  const { rows, rejections } = readRows(result, 'result', value => readRow(value, context, seen));
  return toWhole(events(rows, rejections), result.length);
}

/**
 * One row of `futures.public_liquidates`. `price` is that of the order. That the sign of `size` is the position's, as in `liq_orders`, follows from
 * the private twin of this channel and is unverified; whole sizes only, since a browser cannot ask a socket for decimals. Rows share no key with
 * `liq_orders`, so the two must never be counted together.
 */
function readRow(value: unknown, context: ParseContext, seen: Map<string, number>): RowReading<Liquidation> {
  const checked = v.safeParse(PublicLiquidate, value);
  if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
  const { contract, price, size, time, time_ms: timeMs } = checked.output;
  const eventTime = readTime(timeMs ?? time, context.receivedTime);
  if (eventTime === undefined) return bad('not a time', timeMs === undefined ? 'time' : 'time_ms');
  if (size === 0) return bad('neither long nor short', 'size');
  const instrument = instrumentOf(contract, context);
  if (instrument === undefined) return skip;
  const content = `ws:${contract}:${eventTime}:${size}:${price}`;
  const ordinal = seen.get(content) ?? 0;
  seen.set(content, ordinal + 1);
  return toLiquidation(
    {
      instrument,
      position: size > 0 ? 'long' : 'short',
      price,
      priceKind: 'order',
      quantity: { value: Math.abs(size), unit: 'contracts' },
      eventTime,
      receivedTime: context.receivedTime,
      key: `${content}:${ordinal}`,
    },
    symbolUnits(contract),
  );
}
