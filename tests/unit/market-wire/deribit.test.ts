import { describe, expect, it } from 'vitest';
import { deribitListings } from '../../market/ledger/listings/deribit.ts';
import type { Market } from '../../market/world.ts';
import { createRig } from './rig.ts';
import { t0 } from './tiny-ledger.ts';

const listed = deribitListings();
const api = 'https://www.deribit.com/api/v2/public';
const stream = 'wss://www.deribit.com/ws/api/v2';

function listing(symbol: string): Market {
  const found = listed.find(market => market.symbol === symbol);
  if (found === undefined) throw new Error(`${symbol} is not listed`);
  return found;
}

type Row = Readonly<Record<string, unknown>>;

const call = (id: number, method: string, params: Row = {}) =>
  JSON.stringify({ jsonrpc: '2.0', id, method: `public/${method}`, params });

function forcedIn(frames: readonly unknown[]): readonly Row[] {
  return frames.flatMap(frame => {
    const { params } = frame as { readonly params?: { readonly data?: readonly Row[] } };
    return (params?.data ?? []).filter(({ liquidation }) => liquidation !== undefined);
  });
}

describe('Deribit over REST', () => {
  it('lists contracts by currency, with options and combinations where no kind is asked for', async () => {
    const { get } = createRig([], t0, listed);
    const names = async (query: string) =>
      ((await get(`${api}/get_instruments?${query}`)).body as { result: readonly Row[] }).result.map(({ kind }) => kind);
    expect(new Set(await names('currency=BTC'))).toEqual(new Set(['future', 'option', 'future_combo']));
    expect(new Set(await names('currency=BTC&kind=future'))).toEqual(new Set(['future']));
    expect(await names('currency=USDT&kind=future')).toEqual([]);
  });

  it('counts open interest in dollars where inverse and in coins where linear, and funding on perpetuals alone', async () => {
    const { get } = createRig([], t0, listed);
    const summaries = async (currency: string) =>
      ((await get(`${api}/get_book_summary_by_currency?currency=${currency}&kind=future`)).body as { result: readonly Row[] })
        .result;
    const [perpetual, future] = await summaries('BTC');
    expect(perpetual).toMatchObject({ open_interest: 60_000_000, mark_price: 60_000, price_change: 2.459, funding_8h: 0.0001 });
    expect(future).not.toHaveProperty('funding_8h');
    expect((await summaries('USDC'))[0]).toMatchObject({ instrument_name: 'BTC_USDC-PERPETUAL', open_interest: 1_000 });
  });

  it('charges credits, and refuses what it does not know with status 400', async () => {
    const { get, kinds } = createRig([], t0, listed);
    expect((await get(`${api}/get_instruments?currency=DOGE`)).body).toMatchObject({ error: { code: -32_602 } });
    expect((await get(`${api}/get_everything`)).status).toBe(400);
    // One credit for the refused request, 10,000 for each list: the fifth does not fit.
    for (let count = 0; count < 4; count += 1) expect((await get(`${api}/get_instruments?currency=BTC`)).status).toBe(200);
    expect((await get(`${api}/get_instruments?currency=BTC`)).status).toBe(429);
    expect(kinds()).toEqual(['bad-parameter', 'unknown-path', 'over-budget']);
  });

  it('gives all trades of a window in pages, both ends counted, forced ones among them', async () => {
    const { get } = createRig([[listing('ETH-PERPETUAL'), 'short', 30, 40, 2_000]], t0 + 3_600_000, listed);
    const page = async (start: number, count: number) =>
      (
        (await get(
          `${api}/get_last_trades_by_currency_and_time?currency=ETH&kind=future&start_timestamp=${start}` +
            `&end_timestamp=${t0 + 600_000}&count=${count}&sorting=asc`,
        )) as { body: { result: { trades: readonly Row[]; has_more: boolean } } }
      ).body.result;
    // Ten minutes with an ordinary trade each, and the forced one, whose maker was liquidated: the taker sold.
    const all = await page(t0, 1_000);
    expect(all.has_more).toBe(false);
    expect(all.trades).toHaveLength(11);
    expect(all.trades.filter(({ liquidation }) => liquidation !== undefined)).toMatchObject([
      { instrument_name: 'ETH-PERPETUAL', direction: 'sell', liquidation: 'M', amount: 40, price: 2_000, timestamp: t0 + 30_000 },
    ]);
    const first = await page(t0, 4);
    expect(first.has_more).toBe(true);
    const last = first.trades.at(-1);
    const second = await page(Number(last?.timestamp), 4);
    expect(second.trades[0]).toEqual(last);
  });
});

describe("Deribit's socket", () => {
  it('grants channels that exist, and marks forced trades of takers and makers', async () => {
    const { open, clock, kinds } = createRig(
      [
        [listing('BTC-PERPETUAL'), 'long', 1.1, 10, 60_000],
        [listing('BTC-PERPETUAL'), 'long', 1.2, 20, 60_000],
        [listing('BTC-PERPETUAL'), 'short', 1.3, 90, 60_000],
        [listing('SOL_USDC-PERPETUAL'), 'short', 1.4, 5, 80],
      ],
      t0,
      listed,
    );
    const { socket, frames } = await open(stream);
    socket.send(call(1, 'subscribe', { channels: ['trades.future.BTC.100ms', 'trades.future.DOGE.100ms'] }));
    await clock.advance(2_000);
    expect(frames[0]).toMatchObject({ id: 1, result: ['trades.future.BTC.100ms'] });
    expect(kinds()).toEqual(['unknown-topic']);
    expect(
      forcedIn(frames).map(({ trade_id: id, direction, liquidation, amount }) => [id, direction, liquidation, amount]),
    ).toEqual([
      // Order 1 was a resting one: its taker bought from the long that was closed.
      ['10', 'buy', 'M', 10],
      ['20', 'sell', 'T', 20],
      // Order 3 fills in two parts.
      ['30', 'buy', 'T', 30],
      ['31', 'buy', 'T', 60],
    ]);
  });

  it('tells in the past what it told on the stream, by the same ids', async () => {
    const { open, clock, get } = createRig([[listing('SOL_USDC-PERPETUAL'), 'long', 1.4, 5, 80]], t0, listed);
    const { socket, frames } = await open(stream);
    socket.send(call(1, 'subscribe', { channels: ['trades.future.USDC.100ms'] }));
    await clock.advance(120_000);
    const url = `${api}/get_last_trades_by_currency_and_time?currency=USDC&start_timestamp=${t0}&end_timestamp=${t0 + 120_000}&count=1000`;
    const { result } = (await get(url)).body as { result: { trades: readonly Row[] } };
    expect(forcedIn(frames)).toHaveLength(1);
    expect(result.trades.filter(({ liquidation }) => liquidation !== undefined)).toEqual(forcedIn(frames));
    const ids = new Set(result.trades.map(({ trade_id: id }) => id));
    expect(ids.size).toBe(result.trades.length);
  });

  it('asks a quiet client whether it lives, and hangs up on one that does not answer', async () => {
    const { open, clock } = createRig([], t0, listed);
    const quiet = await open(stream);
    const lively = await open(stream);
    for (const { socket } of [quiet, lively]) socket.send(call(1, 'set_heartbeat', { interval: 30 }));
    await clock.advance(30_000);
    expect(quiet.frames.at(-1)).toEqual({ jsonrpc: '2.0', method: 'heartbeat', params: { type: 'test_request' } });
    lively.socket.send(call(2, 'test'));
    await clock.advance(30_000);
    expect(quiet.closes).toHaveLength(1);
    expect(lively.closes).toHaveLength(0);
    expect(lively.frames.at(-2)).toMatchObject({ id: 2, result: { version: '1.2.26' } });
  });

  it('refuses raw channels, unknown methods, short intervals and what is no call', async () => {
    const { open, clock, kinds } = createRig([], t0, listed);
    const { socket, frames } = await open(stream);
    socket.send(call(1, 'subscribe', { channels: ['trades.future.BTC.raw'] }));
    socket.send(call(2, 'everything'));
    socket.send(call(3, 'set_heartbeat', { interval: 5 }));
    socket.send('ping');
    await clock.advance(0);
    expect(frames.map(frame => (frame as { error: { code: number } }).error.code)).toEqual([13_778, -32_601, -32_602, -32_700]);
    expect(kinds()).toEqual(['bad-frame', 'unknown-topic', 'bad-frame', 'bad-frame']);
  });
});
