import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { bitgetListings } from '../../market/ledger/listings/bitget.ts';
import { htxListings } from '../../market/ledger/listings/htx.ts';
import { okxListings } from '../../market/ledger/listings/okx.ts';
import { createRig } from './rig.ts';
import { capture, captures, missing, present, shapeOf } from './shapes.ts';
import { t0, type OrderRow } from './tiny-ledger.ts';

const listed = [...okxListings(), ...htxListings(), ...bitgetListings()];
const orders: readonly OrderRow[] = listed
  .filter(({ venue, symbol }) => venue === 'htx' && symbol === 'BTC-USDT')
  .map(market => [market, 'long', 1, 25, 60_000]);
const okx = 'https://www.okx.com/api/v5';
const htx = 'https://api.hbdm.com';

/** File, address, and what the capture has and an answer of today has not. */
const pairs: readonly (readonly [file: string, url: string, dropped: readonly string[]])[] = [
  ['context/okx/GetOpenInterests.json', `${okx}/public/open-interest?instType=SWAP`, []],
  ['context/okx/GetTickers.json', `${okx}/market/tickers?instType=SWAP`, []],
  ['context/okx/GetFundingRates.json', `${okx}/public/funding-rate?instId=BTC-USDT-SWAP`, []],
  [
    'context/okx/doc_rubik_open_interest_history.json',
    `${okx}/rubik/stat/contracts/open-interest-history?instId=BTC-USDT-SWAP&period=5m`,
    [],
  ],
  ['context/htx/GetContractInfo.json', `${htx}/linear-swap-api/v1/swap_contract_info?business_type=all`, []],
  ['context/htx/GetSwapOpenInterest.json', `${htx}/linear-swap-api/v1/swap_open_interest`, []],
  ['context/htx/GetTickers.json', `${htx}/v2/linear-swap-ex/market/detail/batch_merged`, []],
  ['liquidations/htx/rest_coin_swap_contract_info_2022.json', `${htx}/swap-api/v1/swap_contract_info`, []],
  [
    'liquidations/htx/rest_coin_futures_contract_info_2021.json',
    `${htx}/api/v1/contract_contract_info`,
    ['.data.[].settlement_time is not there'],
  ],
  ['context/bitget/unified_GetFuturesTickers.json', 'https://api.bitget.com/api/v3/market/tickers?category=USDT-FUTURES', []],
];

beforeAll(() => {
  if (!present) console.warn(`SKIPPED: no captures at ${captures}; the simulator's shapes were NOT compared with recorded ones`);
});

describe.skipIf(!present)('shapes against captures', () => {
  it.each(pairs)('has every field of %s', async (file, url, dropped) => {
    const { get, kinds } = createRig([], t0, listed);
    const { body } = await get(url);
    expect(missing(shapeOf(capture(file)), shapeOf(body))).toEqual(dropped);
    expect(kinds()).toEqual([]);
  });

  it('has every field of a forced order of HTX, on the socket and in the past', async () => {
    const { open, clock, get } = createRig(orders, t0, listed);
    const { socket, frames } = await open('wss://api.hbdm.com/linear-swap-notification');
    socket.send(JSON.stringify({ op: 'sub', cid: '1', topic: 'public.*.liquidation_orders' }));
    await clock.advance(60_000);
    const told = frames.map(
      frame => JSON.parse(gunzipSync(new Uint8Array(frame as ArrayBuffer)).toString()) as { readonly op: string },
    );
    const recorded = capture('liquidations/htx/ws_liquidation_orders_docsample.json') as readonly { readonly msg: unknown }[];
    expect(missing(shapeOf(recorded[1]?.msg), shapeOf(told.find(({ op }) => op === 'sub')))).toEqual([]);
    expect(missing(shapeOf(recorded[2]?.msg), shapeOf(told.find(({ op }) => op === 'notify')))).toEqual([]);
    const query = `contract=BTC-USDT&trade_type=0&start_time=${t0}&end_time=${t0 + 60_000}`;
    const { body } = await get(`${htx}/linear-swap-api/v3/swap_liquidation_orders?${query}`);
    expect(missing(shapeOf(capture('liquidations/htx/rest_v3_liquidation_orders_docsample.json')), shapeOf(body))).toEqual([]);
  });
});
