import type { Session, SocketHandler } from '../provider.ts';
import { marketsOn, priceText, printed, secondMs } from '../wire.ts';
import type { ForcedOrder } from '../world.ts';
import { readCommand } from './command.ts';
import { pushOnTime } from './push-on-time.ts';

const pushDelayMs = 500;
const channel = 'liquidation_orders';
/** "The server expects a message or a ping every 30 seconds or it will end the session without warning." */
const silenceMs = 30 * secondMs;

/** A row of the stream and of the history: the position where the account keeps both sides apart, else `BOTH` and the side of the closing order. */
export function orderRow({
  id,
  market,
  position,
  time,
  quantity,
  bankruptcyPrice,
}: ForcedOrder): Readonly<Record<string, string>> {
  const isLong = position === 'long';
  return {
    symbol: market.symbol,
    posSide: id % 3 === 0 ? (isLong ? 'LONG' : 'SHORT') : 'BOTH',
    side: isLong ? 'SELL' : 'BUY',
    sz: printed(quantity, 1),
    bkPx: priceText(bankruptcyPrice, market.priceTick),
    uTime: String(time),
  };
}

/** One socket of `wss://ws.poloniex.com/ws/v3/public`. */
export function openPoloniexSocket(session: Session): SocketHandler {
  const { ledger, clock } = session.world;
  const subscribed = new Set<string>();
  let since = clock.now();
  let heardAt = clock.now();

  const send = (value: unknown, orders: readonly ForcedOrder[] = []): void => session.send(JSON.stringify(value), orders);

  function push(orders: readonly ForcedOrder[]): void {
    const own = orders.filter(({ market }) => subscribed.has(market.symbol));
    if (own.length > 0) send({ channel, data: own.map(orderRow), action: 'update' }, own);
  }

  function subscribe({ channel: channels, symbols }: Readonly<Record<string, unknown>>): void {
    const known = marketsOn(ledger, 'poloniex', 'usdt').map(({ symbol }) => symbol);
    const names: readonly unknown[] = Array.isArray(symbols) ? symbols : [];
    const isKnown = names.length > 0 && names.every(name => name === 'all' || known.some(symbol => symbol === name));
    if (!Array.isArray(channels) || channels.length !== 1 || channels[0] !== channel || !isKnown) {
      session.violation('unknown-topic', JSON.stringify({ channels, symbols }).slice(0, 200));
      send({ event: 'error', message: 'Subscription failed (generic)' });
      return;
    }
    if (subscribed.size === 0) since = clock.now();
    for (const symbol of known) if (names.includes(symbol) || names.includes('all')) subscribed.add(symbol);
    session.topics(subscribed.size);
    send({ event: 'subscribe', channel, symbols: names });
  }

  pushOnTime(session, 'poloniex', { delayMs: pushDelayMs, everyMs: silenceMs }, (from, to) => {
    push(ledger.orders('poloniex', Math.max(from, since), to));
  });
  session.every(secondMs, () => {
    if (clock.now() - heardAt > silenceMs) session.close(1_006, '');
  });

  return {
    message(text) {
      heardAt = clock.now();
      const command = readCommand(text);
      if (command?.event === 'ping' || text.toLowerCase() === 'ping') send({ event: 'pong' });
      else if (command?.event === 'subscribe') subscribe(command);
      else {
        session.violation('bad-frame', text.slice(0, 200));
        send({ event: 'error', message: 'Bad request (generic)' });
      }
    },
    orders: push,
  };
}
