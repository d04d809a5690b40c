import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { bitmexListings } from '../../market/ledger/listings/bitmex.ts';
import { deribitListings } from '../../market/ledger/listings/deribit.ts';
import { krakenFuturesListings } from '../../market/ledger/listings/kraken-futures.ts';
import { createRig } from './rig.ts';
import { t0, type OrderRow } from './tiny-ledger.ts';

/** Payloads recorded or printed by the venues, kept beside the repository and never in it. */
const captures = resolve(import.meta.dirname, '../../../../shared/captures');
const present = existsSync(captures);
const listed = [...bitmexListings(), ...deribitListings(), ...krakenFuturesListings()];

type Row = Readonly<Record<string, unknown>>;

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Fields of the recorded row that ours lacks, or has in another type. A null says nothing about types. */
function missing(recorded: unknown, ours: unknown, path = ''): readonly string[] {
  if (Array.isArray(recorded))
    return Array.isArray(ours) && recorded.length > 0 ? missing(recorded[0], ours[0], `${path}[]`) : [];
  if (!isRow(recorded)) {
    const isSame = recorded === null || ours === null || typeof recorded === typeof ours;
    return isSame ? [] : [`${path}: ${typeof recorded}, ours ${typeof ours}`];
  }
  if (!isRow(ours)) return [`${path}: no structure`];
  return Object.entries(recorded).flatMap(([key, inner]) =>
    key in ours ? missing(inner, ours[key], `${path}.${key}`) : [`${path}.${key} is not there`],
  );
}

function capture(file: string): unknown {
  const parsed = JSON.parse(readFileSync(resolve(captures, file), 'utf8')) as unknown;
  return isRow(parsed) && 'response' in parsed ? parsed.response : parsed;
}

/** The row of that name in a list, or the list's first. */
function rowOf(list: unknown, name: string): unknown {
  const rows: readonly unknown[] = Array.isArray(list) ? list : [list];
  return rows.find(row => isRow(row) && (row.symbol === name || row.instrument_name === name)) ?? rows[0];
}

const kraken = 'https://futures.kraken.com/derivatives/api/v3';
const deribit = 'https://www.deribit.com/api/v2/public';

/** File, address, the list in both, and the row that is compared. */
const pairs: readonly (readonly [file: string, url: string, list: string, row: string])[] = [
  ['liquidations/bitmex/rest_instrument_active_2021_trim.json', 'https://www.bitmex.com/api/v1/instrument/active', '', 'XBTUSD'],
  ['context/bitmex/nt_http_get_instrument_xbtusd.json', 'https://www.bitmex.com/api/v1/instrument/active', '', 'XBTUSD'],
  [
    'context/deribit/rec_get_book_summary_by_currency_BTC_future_2026-09-19.json',
    `${deribit}/get_book_summary_by_currency?currency=BTC&kind=future`,
    'result',
    'BTC-PERPETUAL',
  ],
  [
    'liquidations/deribit/rest_instruments_nautilus.json',
    `${deribit}/get_instruments?currency=BTC&kind=future`,
    'result',
    'BTC-PERPETUAL',
  ],
  ['context/kraken/nt_http_futures_tickers.json', `${kraken}/tickers`, 'tickers', 'PI_XBTUSD'],
  ['liquidations/kraken/rest_instruments_nautilus.json', `${kraken}/instruments`, 'instruments', 'PI_XBTUSD'],
];

const orders: readonly OrderRow[] = listed.flatMap((market): readonly OrderRow[] =>
  market.base === 'BTC' ? [[market, 'long', 1, 10 * market.quantityStep, 60_000]] : [],
);

beforeAll(() => {
  if (!present) console.warn(`SKIPPED: no captures at ${captures}; the simulator's shapes were NOT compared with recorded ones`);
});

describe.skipIf(!present)('shapes against captures', () => {
  it.each(pairs)('has every field of %s', async (file, url, list, name) => {
    const { get } = createRig([], t0, listed);
    const { body } = await get(url);
    const inside = (value: unknown) => rowOf(list === '' || !isRow(value) ? value : value[list], name);
    expect(missing(inside(capture(file)), inside(body))).toEqual([]);
  });

  it('has every field of the trades of Deribit, on the stream and in the past', async () => {
    const { open, clock, get } = createRig(orders, t0, listed);
    const { socket, frames } = await open('wss://www.deribit.com/ws/api/v2');
    const params = { channels: ['trades.future.BTC.100ms'] };
    socket.send(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'public/subscribe', params }));
    await clock.advance(60_000);
    // Only a trade that was part of a combination names it.
    const pushed = missing(capture('liquidations/deribit/ws_trades_nautilus.json'), frames[1]);
    expect(pushed).toEqual(['.params.data[].combo_trade_id is not there']);
    const { body } = await get(
      `${deribit}/get_last_trades_by_currency_and_time?currency=BTC&start_timestamp=${t0}&end_timestamp=${t0 + 60_000}`,
    );
    expect(missing(capture('liquidations/deribit/rest_last_trades_nautilus.json'), body)).toEqual(['.id is not there']);
  });

  it('has every field of the frames of Kraken Futures', async () => {
    const { open, clock } = createRig(orders, t0, listed);
    const { socket, frames } = await open('wss://futures.kraken.com/ws/v1');
    socket.send(JSON.stringify({ event: 'subscribe', feed: 'trade', product_ids: ['PI_XBTUSD'] }));
    await clock.advance(2_000);
    expect(missing(capture('liquidations/kraken/ws_v1_trade_snapshot_nautilus.json'), frames[2])).toEqual([]);
    expect(missing(capture('liquidations/kraken/ws_v1_trade_nautilus.json'), frames[3])).toEqual([]);
  });

  it('has every field of a forced order of BitMEX', async () => {
    const { open, clock } = createRig(orders, t0, listed);
    const { frames } = await open('wss://ws.bitmex.com/realtime?subscribe=liquidation');
    await clock.advance(1_000);
    const { data } = frames[3] as { readonly data: readonly unknown[] };
    expect(missing(capture('liquidations/bitmex/ws_liquidation_nautilus.json'), data[0])).toEqual([]);
  });
});

it('finds missing fields and changed types', () => {
  expect(missing({ a: '1', list: [{ b: 1 }], c: null }, { a: 1, list: [{ d: 1 }], c: 2 })).toEqual([
    '.a: string, ours number',
    '.list[].b is not there',
  ]);
});
