import type { Session, SocketHandler } from '../provider.ts';
import { marketsOn, secondMs } from '../wire.ts';
import type { ForcedOrder, Market } from '../world.ts';
import { createSendLimit, readCommand } from './command.ts';
import { everyMs, newestTrades, tradesOf, type Trade } from './dydx-trades.ts';
import { pushOnTime } from './push-on-time.ts';

const batchMs = 250;
/** `V4_TRADES_CHANNEL_LIMIT` of each connection. */
const maxChannels = 32;
const snapshotTrades = 100;

interface Subscription {
  readonly market: Market;
  readonly isBatched: boolean;
  readonly since: number;
}

/**
 * One socket of `wss://indexer.dydx.trade/v4/ws`: `v4_trades` by market, without a wildcard. The acknowledgement carries the last trades, liquidations of
 * long ago among them. Two subscriptions a second and 32 to a connection are allowed; the server pings each 30 seconds.
 */
export function openDydxSocket(session: Session): SocketHandler {
  const { ledger, clock } = session.world;
  const connection = { connection_id: `c0ffee-${clock.now().toString(16)}` };
  const subscriptions = new Map<string, Subscription>();
  const mayAsk = createSendLimit(2, secondMs, () => clock.now());
  let message = 0;

  function send(value: Readonly<Record<string, unknown>>, orders: readonly ForcedOrder[] = []): void {
    session.send(JSON.stringify({ ...value, ...connection, message_id: message }), orders);
    message += 1;
  }

  function push({ market, isBatched }: Subscription, trades: readonly Trade[]): void {
    if (trades.length === 0) return;
    const contents = { trades: trades.map(({ row }) => row) };
    const orders = trades.flatMap(({ order }) => order ?? []);
    const common = { id: market.symbol, channel: 'v4_trades', version: '2.1.0' };
    if (isBatched) send({ type: 'channel_batch_data', ...common, contents: [contents] }, orders);
    else send({ type: 'channel_data', ...common, contents }, orders);
  }

  function refuse(kind: 'unknown-topic' | 'too-many-frames' | 'bad-frame', words: string): void {
    session.violation(kind, words);
    send({ type: 'error', message: words });
  }

  function subscribe({ channel, id, batched }: Readonly<Record<string, unknown>>): void {
    const market = marketsOn(ledger, 'dydx', 'perp').find(({ symbol }) => symbol === id);
    if (!mayAsk()) refuse('too-many-frames', 'Too many subscribe attempts');
    else if (channel !== 'v4_trades' || market === undefined)
      refuse('unknown-topic', `Invalid subscription id for channel: (${String(channel)}-${String(id)})`);
    else if (subscriptions.has(market.symbol)) refuse('bad-frame', `Already subscribed to (v4_trades-${market.symbol})`);
    else if (subscriptions.size >= maxChannels)
      refuse('too-many-frames', `Per-connection limit reached for v4_trades (limit=${maxChannels})`);
    else {
      const now = clock.now();
      subscriptions.set(market.symbol, { market, isBatched: batched === true, since: now });
      session.topics(subscriptions.size);
      const trades = newestTrades(ledger, market, now - 1, snapshotTrades).map(({ row }) => row);
      send({ type: 'subscribed', channel, id, contents: { trades } });
    }
  }

  session.after(0, () => send({ type: 'connected' }));
  pushOnTime(session, 'dydx', { delayMs: batchMs, everyMs }, (from, to) => {
    for (const subscription of subscriptions.values())
      push(subscription, tradesOf(ledger, subscription.market, Math.max(from, subscription.since), to));
  });
  session.every(30 * secondMs, () => session.ping());

  return {
    message(text) {
      const command = readCommand(text);
      if (command?.type === 'ping') send({ type: 'pong' });
      else if (command?.type === 'subscribe') subscribe(command);
      else refuse('bad-frame', `Invalid message type: ${text.slice(0, 100)}`);
    },
    orders(orders) {
      for (const subscription of subscriptions.values()) {
        const own = orders.filter(({ market }) => market.symbol === subscription.market.symbol);
        push(
          subscription,
          own.map(order => ({ time: order.time, order, row: floodRow(order) })),
        );
      }
    },
  };
}

function floodRow({ id, position, quantity, fillPrice, time }: ForcedOrder): Readonly<Record<string, string>> {
  return {
    id: `e${id.toString(16).padStart(16, '0')}`,
    side: position === 'long' ? 'SELL' : 'BUY',
    size: String(quantity),
    price: String(fillPrice),
    type: 'LIQUIDATED',
    createdAt: new Date(time).toISOString(),
    createdAtHeight: '1',
  };
}
