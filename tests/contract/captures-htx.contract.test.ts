import { describe, expect } from 'vitest';
import type { Parsed } from '../../lib/model/parsed.ts';
import type { ParseContext } from '../../lib/model/venue.ts';
import { readHtx } from '../../lib/venues/htx/liquidation-orders.ts';
import { htx } from '../../lib/venues/htx.ts';
import { framesOf, load, recorded, responseOf } from './recordings.ts';

const none: ParseContext = { receivedTime: Date.UTC(2026, 10, 22), instruments: new Map() };

function rowsOf<Row>(parsed: Parsed<Row>): readonly Row[] {
  if (parsed.kind !== 'events') throw new Error(JSON.stringify(parsed));
  expect(parsed.rejections).toEqual([]);
  return parsed.events;
}

describe('recorded payloads of HTX', () => {
  recorded('hold an acknowledgement and a long, without any listing', () => {
    const frames = framesOf('liquidations/htx/ws_liquidation_orders_docsample.json').map(frame => readHtx(frame, none));
    expect(frames.map(({ kind }) => kind)).toEqual(['control', 'events']);
    const [, push] = frames;
    // 432 coins at 0.7858.
    expect(push?.kind === 'events' && push.events).toMatchObject([
      { position: 'long', priceKind: 'bankruptcy', baseQuantity: 432, usd: 339.4656, eventTime: 1_639_122_193_172 },
    ]);
  });

  recorded('hold past forced orders: 0.479 BTC of a dated contract at 51,441.7', () => {
    const [event] = rowsOf(readHtx(responseOf('liquidations/htx/rest_v3_liquidation_orders_docsample.json'), none));
    expect(event).toMatchObject({
      symbol: 'BTC-USDT-211210',
      base: 'BTC',
      position: 'long',
      baseQuantity: 0.479,
      usd: 24_640.5743,
    });
  });

  recorded('list contracts of the three boards, coin-margined ones by their dollars', () => {
    const swaps = rowsOf(htx.instruments.parse(responseOf('liquidations/htx/rest_coin_swap_contract_info_2022.json'), none));
    const dated = rowsOf(htx.instruments.parse(responseOf('liquidations/htx/rest_coin_futures_contract_info_2021.json'), none));
    for (const { base, contract, multiplier } of [...swaps, ...dated]) {
      expect([contract, multiplier]).toEqual(['inverse', base === 'BTC' ? 100 : 10]);
    }
    expect(new Set([...swaps, ...dated].map(({ board }) => board))).toEqual(new Set(['swap', 'futures']));
    const linear = rowsOf(htx.instruments.parse(load('context/htx/GetContractInfo.json'), none));
    expect(linear.map(({ symbol, kind }) => [symbol, kind])).toContainEqual(['BTC-USDT', 'perp']);
  });

  recorded('hold open interest of both sides, and prices', () => {
    const held = rowsOf(htx.openInterest.parse(load('context/htx/GetSwapOpenInterest.json'), none));
    // The perpetual alone: half of 78.696 BTC and of 3,823,138.2456 dollars.
    expect(held.map(({ symbol, coins, usd }) => [symbol, coins, usd])).toEqual([['BTC-USDT', 39.348, 1_911_569.1228]]);
    expect(rowsOf(htx.quotes.parse(load('context/htx/GetTickers.json'), none))[0]?.priceUsd).toBe(39_736.6);
  });
});
