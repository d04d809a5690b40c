import { beforeAll, describe, expect, it } from 'vitest';
import { createManualClock } from '../../market/clock.ts';
import { createMarket } from '../../market/market.ts';
import { createMemoryTransport } from '../../market/memory-transport.ts';
import { createLedger } from '../../market/scenarios/registry.ts';
import { offeredSum, sentSum } from '../../market/truth.ts';
import type { Ledger, Venue } from '../../market/world.ts';

/** What a careful reader of the documents adds up from the wire must be what the ledger's own truth says. */

let ledger: Ledger;
beforeAll(() => {
  ledger = createLedger('reference-day');
});

const listed = (venue: Venue, board: string) => ledger.markets.filter(market => market.venue === venue && market.board === board);

const hour = 3_600_000;
const day = 24 * hour;

function rig(at: number) {
  const clock = createManualClock(at);
  const market = createMarket({ ledger, clock });
  const transport = createMemoryTransport(market);
  const get = async (url: string): Promise<unknown> =>
    (await transport.fetch(url, { headers: { 'x-gate-size-decimal': '1' } })).json();
  return { clock, market, transport, get };
}

const gate = 'https://api.gateio.ws/api/v4/futures';

interface StatsRow {
  readonly time: number;
  readonly long_liq_usd: number;
  readonly short_liq_usd: number;
}

describe('the wire against the ledger', () => {
  it('adds up Gate’s ready-made bars of a day, all contracts, to what is offered', async () => {
    const at = ledger.t0;
    const { get, market } = rig(at);
    let cents = 0;
    for (const [settle, symbols] of [
      ['usdt', listed('gate', 'usdt')],
      ['btc', listed('gate', 'btc')],
    ] as const) {
      for (const { symbol } of symbols) {
        const rows = (await get(
          `${gate}/${settle}/contract_stats?contract=${symbol}&interval=5m&from=${(at - day) / 1_000}&limit=400`,
        )) as StatsRow[];
        for (const row of rows) if (row.time * 1_000 < at) cents += Math.round(row.long_liq_usd * 100);
      }
    }
    expect(market.log.violations).toEqual([]);
    expect(cents).toBe(offeredSum(ledger, { venue: 'gate', position: 'long', window: '24h', at, start: at }));
  });

  it('gives Gate’s single orders of an hour with the cents of the ledger', async () => {
    const at = ledger.t0;
    const { get } = rig(at);
    const contracts = new Map<string, { readonly multiplier: number; readonly coin: boolean }>();
    for (const settle of ['usdt', 'btc']) {
      for (const row of (await get(`${gate}/${settle}/contracts`)) as {
        name: string;
        quanto_multiplier: string;
        contract_type: string;
      }[]) {
        contracts.set(row.name, { multiplier: Number(row.quanto_multiplier), coin: row.contract_type === '' });
      }
    }
    let cents = 0;
    for (const settle of ['usdt', 'btc']) {
      for (let minute = 60; minute > 0; minute -= 5) {
        const from = at / 1_000 - minute * 60;
        const url = `${gate}/${settle}/liq_orders?from=${from}&to=${from + 299}&limit=1000`;
        const rows = (await get(url)) as {
          contract: string;
          size: string;
          order_size: string;
          left: string;
          fill_price: string;
        }[];
        expect(rows.length).toBeLessThan(1_000);
        for (const row of rows) {
          const { multiplier, coin } = contracts.get(row.contract) ?? { multiplier: 0, coin: false };
          if (!coin || Number(row.size) < 0) continue;
          const executed = Math.abs(Number(row.order_size)) - Math.abs(Number(row.left));
          cents += Math.round(executed * (multiplier === 0 ? 1 : multiplier * Number(row.fill_price)) * 100);
        }
      }
    }
    expect(cents).toBe(sentSum(ledger, { venue: 'gate', position: 'long', from: at - hour, to: at }));
  });

  it('sends on the Binance and Bybit streams what the feeds let out', async () => {
    const at = ledger.t0 - 2 * hour;
    const { clock, market, transport } = rig(at);
    let binance = 0;
    let bybit = 0;
    const sizes = new Map(listed('binance', 'cm').map(({ symbol, contractUsd }) => [symbol, contractUsd]));
    const stream = new transport.WebSocket('wss://fstream.binance.com/market/stream?streams=!forceOrder@arr');
    stream.onmessage = ({ data }) => {
      const { o } = (JSON.parse(String(data)) as { data: { o: { s: string; S: string; z: string; ap: string; st: number } } })
        .data;
      if (o.S === 'SELL') binance += Math.round(Number(o.z) * (o.st === 2 ? (sizes.get(o.s) ?? 0) : Number(o.ap)) * 100);
    };
    for (const board of ['linear', 'inverse'] as const) {
      const socket = new transport.WebSocket(`wss://stream.bybit.com/v5/public/${board}`);
      const args = ledger.markets
        .filter(market => market.venue === 'bybit' && market.board === board)
        .map(({ symbol }) => `allLiquidation.${symbol}`);
      socket.onopen = () => socket.send(JSON.stringify({ op: 'subscribe', args }));
      socket.onmessage = ({ data }) => {
        const frame = JSON.parse(String(data)) as { data?: { S: string; v: string; p: string }[] };
        for (const { S, v, p } of frame.data ?? [])
          if (S === 'Buy') bybit += Math.round(Number(v) * (board === 'inverse' ? 1 : Number(p)) * 100);
      };
    }
    await clock.advance(0);
    // Bybit drops clients that say nothing for ten minutes, so five are safe without a ping.
    await clock.advance(5 * 60_000 + 999);
    expect(market.log.violations).toEqual([]);
    const sent = (venue: 'binance' | 'bybit', to: number) => sentSum(ledger, { venue, position: 'long', from: at, to });
    expect(binance).toBeGreaterThan(0);
    expect(binance).toBe(sent('binance', at + 5 * 60_000));
    expect(bybit).toBe(sent('bybit', at + 5 * 60_000 + 500));
  });

  it('gives open interest in dollars, now, a day and 30 days ago, as the ledger has it', async () => {
    const { get } = rig(ledger.t0);
    const moments = [ledger.t0, ledger.t0 - day, ledger.t0 - 30 * day];
    const perpetuals = listed('binance', 'um');
    const wire = [0, 0, 0];
    for (const { symbol } of perpetuals) {
      const url = `https://fapi.binance.com/futures/data/openInterestHist?symbol=${symbol}&period=30m&limit=500`;
      const recent = (await get(url)) as { sumOpenInterestValue: string; timestamp: number }[];
      const oldest = (await get(`${url}&startTime=${ledger.t0 - 30 * day}&endTime=${ledger.t0 - 29 * day}`)) as typeof recent;
      for (const [index, moment] of moments.entries()) {
        const row = [...recent, ...oldest].find(({ timestamp }) => timestamp === moment);
        wire[index] = (wire[index] ?? 0) + Number(row?.sumOpenInterestValue);
      }
    }
    const known = moments.map(moment =>
      perpetuals.reduce(
        (total, market) => total + ledger.openInterestCoins(market, moment) * ledger.price(market.base, moment),
        0,
      ),
    );
    for (const [index, usd] of known.entries()) expect((wire[index] ?? 0) / usd).toBeCloseTo(1, 9);
  });
});
