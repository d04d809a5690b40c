import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createFlowJob, createTakerJob } from '../../../lib/background/flow-jobs.ts';
import { createMarketState } from '../../../lib/background/market-state.ts';
import { restoreState } from '../../../lib/background/restore.ts';
import { FeedError } from '../../../lib/model/feed-error.ts';
import { binanceTakers } from '../../../lib/sources/binance-takers.ts';
import { coinbase } from '../../../lib/sources/coinbase.ts';
import { start } from '../feeds/fake-host.ts';
import { createPartsRig, perp } from './parts-rig.ts';
import type { PartsRig } from './parts-rig.ts';

beforeAll(() => {
  vi.stubEnv('NODE_ENV', 'production');
});
afterAll(() => {
  vi.unstubAllEnvs();
});

const minute = 60_000;

/** Minutes as asked for, newest first: three coins at 100 dollars each; `less` of the coins in the running one. */
function candles(url: string): readonly (readonly number[])[] {
  const { searchParams } = new URL(url);
  const [from, to] = ['start', 'end'].map(name => Date.parse(searchParams.get(name) ?? '') / 1_000) as [number, number];
  return Array.from({ length: (to - from) / 60 + 1 }, (_none, back) => [to - back * 60, 99, 101, 100, 100, 3]);
}

const minutesOf = ({ parts }: PartsRig): readonly number[] =>
  (parts.state.flow.get('BTC') ?? []).map(([time]) => (time - start) / minute);

describe('spot turnover by the minute', () => {
  it('is read of whole minutes, five hours back at first, in dollars', async () => {
    const rig = createPartsRig();
    await rig.time.advance(30_000);
    rig.answer = ({ url }) => candles(url);
    await createFlowJob(rig.parts, coinbase).run();
    // The three hundredth is still running.
    expect(minutesOf(rig)).toEqual(Array.from({ length: 299 }, (_none, place) => place - 298));
    expect(rig.parts.state.flow.get('BTC')?.at(-1)).toEqual([start, 300]);
    expect(rig.asked).toHaveLength(3);
  });

  it('is asked for every ten minutes in a calm, every minute while something happens, and only for what is new', async () => {
    const rig = createPartsRig();
    rig.answer = ({ url }) => candles(url);
    const job = createFlowJob(rig.parts, coinbase);
    await job.run();
    for (let run = 0; run < 9; run += 1) {
      await rig.time.advance(minute);
      await job.run();
    }
    expect(rig.asked).toHaveLength(3);
    await rig.time.advance(minute);
    await job.run();
    expect(rig.asked).toHaveLength(6);
    expect(minutesOf(rig).slice(-12)).toEqual([-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    rig.parts.state.isBusy = true;
    await rig.time.advance(minute);
    await job.run();
    expect(rig.asked).toHaveLength(9);
    expect(minutesOf(rig).at(-1)).toBe(11);
  });

  it('keeps six and a half hours, and what a source leaves out stays out', async () => {
    const rig = createPartsRig();
    rig.answer = ({ url }) => candles(url);
    const job = createFlowJob(rig.parts, coinbase);
    await job.run();
    await rig.time.advance(4 * 60 * minute);
    rig.answer = ({ url }) => candles(url).filter(([time = 0]) => time * 1_000 !== start + 60 * minute);
    await job.run();
    expect(minutesOf(rig)[0]).toBe(4 * 60 - 390 + 1);
    expect(minutesOf(rig)).not.toContain(61);
    expect(minutesOf(rig)).toHaveLength(389);
  });

  it('says what failed, and is known to the next worker', async () => {
    const rig = createPartsRig();
    const blocked = new FeedError('blocked', 'made.example', 'no');
    rig.answer = () => blocked;
    const job = createFlowJob(rig.parts, coinbase);
    await expect(job.run()).rejects.toThrow('no');
    expect(rig.feed('spot-flow')).toMatchObject({ state: 'blocked' });
    rig.answer = ({ url }) => (url.includes('SOL') ? blocked : candles(url));
    await job.run();
    expect(rig.feed('spot-flow')).toMatchObject({ state: 'live', reason: '2 of 3 coins read' });
    const next = createMarketState();
    await restoreState(rig.parts.documents, next, [], start);
    expect([...next.flow.keys()]).toEqual(['BTC', 'ETH']);
    expect(next.flow).toEqual(rig.parts.state.flow);
  });
});

describe('what takers traded of perpetuals', () => {
  const listed = (base: string, multiplier?: number) =>
    ({ ...perp(base), venue: 'binance', board: 'um', symbol: `${base}USDT`, multiplier }) as const;

  function rigOf(hours: number): PartsRig {
    const rig = createPartsRig();
    rig.parts.state.universe = { bases: [], top: ['BTC', 'PEPE', 'NEW'], complete: true };
    rig.parts.state.instruments.set(
      'binance',
      new Map([listed('BTC', 1), listed('PEPE', 1_000), listed('NEW')].map(each => [each.symbol, each])),
    );
    rig.answer = () =>
      Array.from({ length: hours }, (_none, back) => ({
        timestamp: start - (back + 1) * 60 * minute,
        buyVol: '2',
        sellVol: '3',
      }));
    return rig;
  }

  it('is a day of hours in coins, multipliers undone, and nothing where a multiplier is not known', async () => {
    const rig = rigOf(24);
    await createTakerJob(rig.parts, binanceTakers).run();
    expect(Object.fromEntries(rig.parts.state.takers)).toEqual({
      BTC: { boughtCoins: 48, soldCoins: 72, at: start, venue: 'binance' },
      PEPE: { boughtCoins: 48_000, soldCoins: 72_000, at: start, venue: 'binance' },
    });
    const next = createMarketState();
    await restoreState(rig.parts.documents, next, [], start);
    expect(next.takers).toEqual(rig.parts.state.takers);
  });

  it('is nothing while fewer than 24 hours are told', async () => {
    const rig = rigOf(23);
    await createTakerJob(rig.parts, binanceTakers).run();
    expect(rig.parts.state.takers.size).toBe(0);
  });

  it('is not asked of a venue that is switched off', () => {
    const rig = rigOf(24);
    const job = createTakerJob(rig.parts, binanceTakers);
    expect(job.isOn?.()).toBe(true);
    rig.parts.state.off = new Set(['binance']);
    expect(job.isOn?.()).toBe(false);
  });
});
