import { control, events, ignored, parsing, rejected, type Parsed } from '../../model/parsed.ts';
import type { Instrument, Liquidation } from '../../model/trade.ts';
import type { ParseContext, SocketPlan } from '../../model/venue.ts';
import { isFirstOf, type Fields } from '../../std/fields.ts';
import { isRecord } from '../../std/record.ts';
import { clip, refuse } from '../../std/rows.ts';
import { refusedBy } from '../answer.ts';
import { priceOf, quantityOf, readTime, symbolOf, timeOf } from '../fields.ts';
import { toLiquidation } from '../notional.ts';
import { instrumentOf } from './instruments.ts';

/** A forced trade, checked. The stream and the history tell it in different words. */
interface ForcedTrade {
  readonly symbol: string;
  /** Side of the taker, who was liquidated. */
  readonly side: 'buy' | 'sell';
  /** Dollars on inverse contracts, coins on linear ones. */
  readonly quantity: number;
  readonly price: number;
  readonly time: number;
}
// The venue names no limit; frames of this size are known to be read.
const productsPerFrame = 50;
const heartbeatFeed = JSON.stringify({ event: 'subscribe', feed: 'heartbeat' });

// Trades that closed nobody by force (WebSocket v1 documents, trade feed).
const otherTypes: ReadonlySet<unknown> = new Set(['fill', 'assignment', 'termination', 'block']);

/** One socket for all contracts. */
export function planSockets(instruments: readonly Instrument[]): readonly SocketPlan[] {
  if (instruments.length === 0) return [];
  const symbols = instruments.map(({ symbol }) => symbol);
  const frames: string[] = [];
  for (let start = 0; start < symbols.length; start += productsPerFrame) {
    const products = symbols.slice(start, start + productsPerFrame);
    frames.push(JSON.stringify({ event: 'subscribe', feed: 'trade', product_ids: products }));
  }
  return [
    {
      stream: 'trade',
      url: 'wss://futures.kraken.com/ws/v1',
      subscribe: [heartbeatFeed, ...frames],
      // Each product is acknowledged by itself (recorded 2021).
      acknowledgements: symbols.length,
      // Something must be sent each 60 s (WebSocket v1 documents). Asking for the heartbeats again is answered.
      heartbeat: { everyMs: 20_000, frame: () => heartbeatFeed },
      silenceMs: 60_000,
      lagMs: 1_000,
      // No age is documented; a daily renewal takes in contracts that were listed since.
      maxAgeMs: 23 * 3_600_000,
      parse: parseFrame,
    },
  ];
}

/**
 * Reads one frame of the socket. Counted are trades of type `liquidation`; the others prove the stream alive. The snapshot that follows an
 * acknowledgement holds trades of before, of a time that this stream did not hear and must not claim: it is ignored, and left to the history.
 */
export function parseFrame(frame: unknown, context: ParseContext): Parsed<Liquidation> {
  if (!isRecord(frame)) return rejected('not an object');
  if (typeof frame.event === 'string') return parseEvent(frame, frame.event);
  switch (frame.feed) {
    case 'trade':
      return parseTrade(frame, context);
    case 'trade_snapshot':
      return ignored('snapshot: trades of before we listened');
    case 'heartbeat':
      return control('heartbeat', readTime(frame.time, context.receivedTime));
    default:
      return typeof frame.feed === 'string' ? ignored(clip(`feed ${frame.feed}`)) : rejected('neither an event nor a feed');
  }
}

/** The event of a forced trade; `undefined` where its contract is not listed. */
export function toForcedTrade(trade: ForcedTrade, context: ParseContext): Liquidation | undefined {
  const { symbol, side, quantity, price, time } = trade;
  const instrument = instrumentOf(symbol, context);
  if (instrument === undefined) return undefined;
  return toLiquidation({
    instrument,
    // The taker sold by force what was a long.
    position: side === 'sell' ? 'long' : 'short',
    price,
    priceKind: 'fill',
    quantity: { value: quantity, unit: instrument.contract === 'inverse' ? 'usd' : 'base' },
    eventTime: time,
    receivedTime: context.receivedTime,
    // The `uid` of the stream and those of the history are not documented to be the same, and a trade of two names would count twice. Content
    // both have: two trades that are alike to the millisecond count once.
    key: `${symbol}:${time}:${side}:${price}:${quantity}`,
  });
}

function parseEvent(frame: Readonly<Record<string, unknown>>, event: string): Parsed<Liquidation> {
  const words = typeof frame.message === 'string' ? frame.message : '';
  switch (event) {
    case 'info':
      return control('info');
    case 'subscribed':
      return frame.feed === 'trade' ? control('subscribed') : control('heartbeat subscribed');
    case 'unsubscribed':
      return control(event);
    case 'alert':
      // The answer to asking for the heartbeats once more, as other clients report it.
      return /already subscribed/i.test(words)
        ? control('alert')
        : rejected({ reason: clip(`Kraken warns: ${words}`), told: clip(words) }, 'message');
    default:
      return rejected(refusedBy('Kraken', words, event), 'event');
  }
}

function parseTrade(frame: Readonly<Record<string, unknown>>, context: ParseContext): Parsed<Liquidation> {
  if (otherTypes.has(frame.type)) return control('trade', readTime(frame.time, context.receivedTime));
  return parsing(() => {
    const order = readForcedTrade(frame, context);
    return order === undefined ? ignored('a contract that is not listed') : events([order]);
  });
}

/** A `trade` frame of type `liquidation`. */
export function readForcedTrade(frame: Fields, context: ParseContext): Liquidation | undefined {
  if (frame.type !== 'liquidation') refuse('no known type', 'type');
  const symbol = symbolOf(frame.product_id, 'product_id', context);
  const side = isFirstOf(frame.side, 'buy', 'sell', 'side') ? 'buy' : 'sell';
  const quantity = quantityOf(frame.qty, 'qty');
  const price = priceOf(frame.price, 'price');
  return toForcedTrade({ symbol, side, quantity, price, time: timeOf(frame.time, 'time', context.receivedTime) }, context);
}
