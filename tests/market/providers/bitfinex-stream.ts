import type { Session, SocketHandler } from '../provider.ts';
import { secondMs } from '../wire.ts';
import type { ForcedOrder } from '../world.ts';
import { readCommand } from './command.ts';
import { pushOnTime } from './push-on-time.ts';

const pushDelayMs = 250;
const beatEveryMs = 15 * secondMs;

/** The rows of one forced order: the trigger, and the execution that follows it. */
export interface PositionRows {
  readonly trigger: readonly unknown[];
  readonly match: readonly unknown[];
}

/**
 * `["pos", id, time, null, symbol, amount, ENTRY price, null, is match, is market sold, null, price]`: an amount above 0 is a long. The price at which the
 * position was entered is far from that of the execution. Some triggers carry a price as well.
 */
export function rowsOf({ id, market, position, time, quantity, fillPrice }: ForcedOrder, fraction: number): PositionRows {
  const isLong = position === 'long';
  const amount = isLong ? quantity : -quantity;
  const entry = fillPrice * (isLong ? 1.07 : 0.94);
  const row = (isMatch: 0 | 1, price: number | null): readonly unknown[] => [
    ...['pos', 171_000_000 + id, time + fraction, null, market.symbol],
    ...[amount, entry, null, isMatch, isMatch, null, price],
  ];
  return { trigger: row(0, id % 2 === 0 ? null : fillPrice), match: row(1, fillPrice) };
}

/** One socket of `wss://api-pub.bitfinex.com/ws/2`: any number of channels, of which only `status` with `liq:global` is known here. */
export function openBitfinexSocket(session: Session): SocketHandler {
  const { ledger, clock } = session.world;
  const channels: number[] = [];
  let since = clock.now();

  const send = (value: unknown, orders: readonly ForcedOrder[] = []): void => session.send(JSON.stringify(value), orders);

  function push(orders: readonly ForcedOrder[]): void {
    for (const channel of channels) {
      for (const order of orders) {
        const { trigger, match } = rowsOf(order, 0.25);
        send([channel, [trigger]]);
        send([channel, [match]], [order]);
        // The same feed tells of paper money.
        if (order.id % 5 === 0) send([channel, [match.with(4, 'tTESTBTCF0:TESTUSDTF0').with(1, 1_000 + order.id)]]);
      }
    }
  }

  function subscribe(command: Readonly<Record<string, unknown>>): void {
    const { channel, key } = command;
    if (channel !== 'status' || key !== 'liq:global') {
      session.violation('unknown-topic', `${String(channel)} ${String(key)}`);
      send({ event: 'error', msg: 'key: invalid', code: 10_300, channel, key });
      return;
    }
    if (channels.length === 0) since = clock.now();
    channels.push(channels.length + 90);
    session.topics(channels.length);
    send({ event: 'subscribed', channel, chanId: channels.at(-1), key });
  }

  session.after(0, () => send({ event: 'info', version: 2, serverId: 'c0ffee00', platform: { status: 1 } }));
  pushOnTime(session, 'bitfinex', { delayMs: pushDelayMs, everyMs: beatEveryMs }, (from, to) => {
    push(ledger.orders('bitfinex', Math.max(from, since), to));
  });
  session.every(beatEveryMs, () => {
    for (const channel of channels) send([channel, 'hb']);
  });

  return {
    message(text) {
      const command = readCommand(text);
      if (command?.event === 'ping') send({ event: 'pong', ts: clock.now(), cid: command.cid });
      else if (command?.event === 'subscribe') subscribe(command);
      else {
        session.violation('bad-frame', text.slice(0, 200));
        send({ event: 'error', msg: 'ERR_BAD_REQUEST', code: 10_000 });
      }
    },
    orders: push,
  };
}
