import type { Session, SocketHandler } from '../provider.ts';
import { marketsOn, minuteMs, ordersOf, priceText, printed, quotedPrice, secondMs } from '../wire.ts';
import type { ForcedOrder, Ledger, Market } from '../world.ts';
import { createSendLimit, readCommand } from './command.ts';
import { pushOnTime } from './push-on-time.ts';

const pushDelayMs = 250;
/** "Subscriptions per connection: 100", "Max Messages Per Minute: 200" (apidocs.lighter.xyz, 2026). */
const maxChannels = 100;
const maxMessages = 200;
/** A client that says nothing for so long is cut (third-party probe, 2026-09-24). */
const silenceMs = 120 * secondMs;
const ordinaryEveryMs = 10 * secondMs;
const replayed = 20;

interface Subscription {
  readonly market: Market;
  readonly since: number;
}

/** The forced trade of an order: its taker is the one who was liquidated, so that the maker asked when a short was closed. */
export function tradeOf({ id, market, position, time, quantity, fillPrice }: ForcedOrder): Readonly<Record<string, unknown>> {
  const [size, price] = [printed(quantity, market.quantityStep), priceText(fillPrice, market.priceTick)];
  return rowOf(market, 19_000_000_000 + id, 'liquidation', size, price, position === 'short', time);
}

function ordinaryTrade(ledger: Ledger, market: Market, time: number): Readonly<Record<string, unknown>> {
  const price = printed(quotedPrice(ledger, market, time), market.priceTick);
  const id = Math.floor(time / ordinaryEveryMs) * 1_000 + Number(market.alias);
  return rowOf(market, id, 'trade', printed(market.quantityStep, market.quantityStep), price, time % 20_000 === 0, time);
}

function rowOf({ alias }: Market, id: number, type: string, size: string, price: string, isMakerAsk: boolean, time: number) {
  return {
    trade_id: id,
    trade_id_str: String(id),
    tx_hash: '00c0ffee',
    type,
    market_id: Number(alias),
    size,
    price,
    usd_amount: (Number(size) * Number(price)).toFixed(6),
    ask_id: 281_476_612_587_355,
    bid_id: 562_948_334_068_259,
    ask_account_id: 57_890,
    bid_account_id: 317_068,
    is_maker_ask: isMakerAsk,
    block_height: Math.floor(time / secondMs) % 1_000_000_000,
    timestamp: time,
    transaction_time: time * 1_000,
  };
}

/**
 * One socket of `wss://mainnet.zklighter.elliot.ai/stream`: `trade/<market>`, ordinary and forced trades in lists of their own. The answer to a subscription
 * replays the market's last liquidations. The server asks for a `pong` each minute.
 */
export function openLighterSocket(session: Session): SocketHandler {
  const { ledger, clock } = session.world;
  const subscriptions = new Map<string, Subscription>();
  const maySend = createSendLimit(maxMessages, minuteMs, () => clock.now());
  let heardAt = clock.now();

  const send = (value: unknown, orders: readonly ForcedOrder[] = []): void => session.send(JSON.stringify(value), orders);

  function push({ market }: Subscription, type: string, orders: readonly ForcedOrder[], trades: readonly unknown[]): void {
    const forced = orders.map(tradeOf);
    // A share of those that are closed to balance others.
    const balanced = orders
      .filter(({ id }) => id % 6 === 0)
      .map(order => ({ ...tradeOf(order), trade_id: order.id, type: 'deleverage' }));
    const frame = {
      channel: `trade:${market.alias ?? ''}`,
      liquidation_trades: [...forced, ...balanced],
      nonce: clock.now(),
      trades,
      type,
    };
    send(frame, type === 'update/trade' ? orders : []);
  }

  function tick(from: number, to: number): void {
    for (const subscription of subscriptions.values()) {
      const { market, since } = subscription;
      const start = Math.max(from, since);
      const orders = ordersOf(ledger, market, start, to);
      const at = Math.ceil(start / ordinaryEveryMs) * ordinaryEveryMs;
      const trades = at < to ? [ordinaryTrade(ledger, market, at)] : [];
      if (orders.length + trades.length > 0) push(subscription, 'update/trade', orders, trades);
    }
  }

  function refuse(kind: 'unknown-topic' | 'too-many-frames' | 'bad-frame', code: number, message: string): void {
    session.violation(kind, message);
    send({ error: { code, message } });
  }

  function subscribe(channel: unknown): void {
    const alias = /^trade\/(\d+)$/.exec(String(channel))?.[1];
    const market = marketsOn(ledger, 'lighter', 'perp').find(each => each.alias === alias);
    if (market === undefined) refuse('unknown-topic', 30_005, `Invalid Channel: ${String(channel)}`);
    else if (subscriptions.size >= maxChannels) refuse('too-many-frames', 30_010, 'Too Many Subscriptions');
    else if (subscriptions.has(market.symbol)) refuse('bad-frame', 30_003, 'Already Subscribed');
    else {
      const now = clock.now();
      const subscription = { market, since: now };
      subscriptions.set(market.symbol, subscription);
      session.topics(subscriptions.size);
      const last = ordersOf(ledger, market, ledger.from, now).slice(-replayed);
      push(subscription, 'subscribed/trade', last, [
        ordinaryTrade(ledger, market, Math.floor(now / ordinaryEveryMs) * ordinaryEveryMs),
      ]);
    }
  }

  session.after(0, () => send({ session_id: `c0ffee-${clock.now().toString(16)}`, type: 'connected' }));
  pushOnTime(session, 'lighter', { delayMs: pushDelayMs, everyMs: ordinaryEveryMs }, tick);
  session.every(ordinaryEveryMs, () => {
    if (clock.now() - heardAt > silenceMs) session.close(1_006, 'i/o timeout');
  });
  session.every(minuteMs, () => send({ type: 'ping' }));

  return {
    message(text) {
      heardAt = clock.now();
      const command = readCommand(text);
      if (!maySend()) {
        session.violation('too-many-frames', text.slice(0, 100));
        session.close(1_008, 'Too Many Messages');
      } else if (command?.type === 'ping') send({ type: 'pong' });
      else if (command?.type === 'subscribe') subscribe(command.channel);
      else if (command?.type !== 'pong') refuse('bad-frame', 30_001, 'Invalid Type');
    },
    orders(orders) {
      for (const subscription of subscriptions.values()) {
        const own = orders.filter(({ market }) => market.symbol === subscription.market.symbol);
        if (own.length > 0) push(subscription, 'update/trade', own, []);
      }
    },
  };
}
