import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTape } from '../../../lib/background/tape-reader.ts';
import type { TapeQuery } from '../../../lib/model/history.ts';
import type { Liquidation } from '../../../lib/model/trade.ts';
import { isTape } from '../../../lib/protocol/history-guard.ts';
import { start } from '../feeds/fake-host.ts';
import { createHistoryRig, hour, order } from './history-rig.ts';

const none = new Set<string>();
const from = start - hour;
const all: TapeQuery = { base: '', from, to: start, leastUsd: 0, order: 'newest' };

async function storeOf(orders: readonly Liquidation[]) {
  const { liquidationStore } = createHistoryRig().parts;
  await liquidationStore.commit({ venue: 'okx', stream: 'orders', events: orders, heard: { from, to: start } });
  return liquidationStore;
}

describe('the tape', () => {
  const eth = { base: 'ETH', symbol: 'ETH-SWAP', position: 'short', key: 'eth' } as const;
  const orders = [order(from + 1, 500), order(from + 2, 100, eth), order(from + 3, 900), order(from + 4, 50)];

  it('shows the newest first, or the largest', async () => {
    const store = await storeOf(orders);
    const { rows, found } = await readTape(store, none, all);
    expect(rows.map(({ usd }) => usd)).toEqual([50, 900, 100, 500]);
    expect(found).toBe(4);
    expect((await readTape(store, none, { ...all, order: 'largest' })).rows.map(({ usd }) => usd)).toEqual([900, 500, 100, 50]);
  });

  it('leaves out other coins, smaller orders, other times, and venues that are off', async () => {
    const store = await storeOf(orders);
    const read = async (query: Partial<TapeQuery>) =>
      (await readTape(store, none, { ...all, ...query })).rows.map(({ usd }) => usd);
    expect(await read({ base: 'ETH' })).toEqual([100]);
    expect(await read({ leastUsd: 500 })).toEqual([900, 500]);
    expect(await read({ from: from + 2, to: from + 4 })).toEqual([900, 100]);
    expect((await readTape(store, new Set(['okx']), all)).found).toBe(0);
  });

  it('tells of an order what it was, and no price that nobody gave', async () => {
    const store = await storeOf([order(from + 5, 10, { price: 0 }), order(from + 6, 20)]);
    const { rows } = await readTape(store, none, all);
    expect(rows).toEqual([
      { time: from + 6, venue: 'okx', base: 'BTC', position: 'long', usd: 20, price: 80_000 },
      { time: from + 5, venue: 'okx', base: 'BTC', position: 'long', usd: 10 },
    ]);
  });

  it('says since when single orders are kept, and nothing where none is', async () => {
    expect((await readTape(await storeOf(orders), none, { ...all, from: from + 3 })).keptFrom).toBe(from + 1);
    expect(await readTape(await storeOf([]), none, all)).toEqual({ rows: [], found: 0 });
  });

  it('shows 200 of many, and counts them all', async () => {
    const many = Array.from({ length: 12_000 }, (_none, place) =>
      // Several hundred of one moment are at the edge of a page.
      order(from + Math.floor(place / 700) * 100, (place * 7_919) % 12_000, { key: String(place) }),
    );
    const store = await storeOf(many);
    const largest = await readTape(store, none, { ...all, leastUsd: 1, order: 'largest' });
    expect(largest.rows.map(({ usd }) => usd)).toEqual(Array.from({ length: 200 }, (_none, place) => 11_999 - place));
    expect(largest.found).toBe(11_999);
    expect(largest.readFrom).toBeUndefined();
    expect(isTape(largest)).toBe(true);
    const newest = await readTape(store, none, all);
    expect(newest.rows).toHaveLength(200);
    // The last 100 of the 12,000 are of one moment, 700 of the one before.
    expect(newest.rows.map(({ time }) => time - from)).toEqual(
      Array.from({ length: 200 }, (_none, place) => (place < 100 ? 1_700 : 1_600)),
    );
  });

  it('says how far it has read where there is more than it reads', async () => {
    const page = Array.from({ length: 5_000 }, (_none, place) => place);
    let asked = 0;
    const flood = {
      oldestEvent: () => Promise.resolve(0),
      rawEvents(_from: number, to: number) {
        asked += 1;
        return Promise.resolve(page.map(place => order(to - 1 - place, 1)));
      },
    };
    const tape = await readTape(flood, none, { ...all, from: 0, to: 1_000_000 });
    expect(asked).toBe(12);
    // Each page is read down to its last moment, which the next one begins with.
    expect(tape.readFrom).toBe(1_000_000 - 12 * 4_999);
    expect(tape.found).toBe(12 * 4_999);
  });

  it('finds what a plain filter finds', async () => {
    const some = fc.array(fc.tuple(fc.nat(50), fc.nat(5)), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(some, fc.nat(5), fc.nat(50), async (told, leastUsd, begin) => {
        const made = told.map(([time, usd], place) => order(from + time, usd, { key: String(place) }));
        const { found, rows } = await readTape(await storeOf(made), none, { ...all, leastUsd, from: from + begin });
        const expected = told.filter(([time, usd]) => time >= begin && usd >= leastUsd);
        expect(found).toBe(expected.length);
        expect(rows.map(({ time }) => time - from)).toEqual(expected.map(([time]) => time).sort((a, b) => b - a));
      }),
      { numRuns: 25 },
    );
  });
});
