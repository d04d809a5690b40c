import { describe, expect, it } from 'vitest';
import { toEnabledVenue } from '../../../lib/background/counted-venues.ts';
import { totalsInput } from '../../../lib/background/snapshot-builder.ts';
import { createTotals } from '../../../lib/engine/totals.ts';
import { historyRanges } from '../../../lib/model/history.ts';
import type { History, HistoryRange } from '../../../lib/model/history.ts';
import type { OpenInterest } from '../../../lib/model/trade.ts';
import { isHistory } from '../../../lib/protocol/history-guard.ts';
import { createRandom } from '../../market/seeded.ts';
import { start } from '../feeds/fake-host.ts';
import { createHistoryRig, day, hour, minute, order, venues } from './history-rig.ts';
import type { HistoryRig } from './history-rig.ts';

/** A whole half hour, a quarter of an hour ago. */
const now = Math.floor(start / (hour / 2)) * (hour / 2);

function rigAt(time = now): HistoryRig {
  const rig = createHistoryRig();
  rig.time.jump(time - rig.time.clock.now());
  return rig;
}

async function read(
  rig: HistoryRig,
  range: HistoryRange,
  more: { base?: string; to?: number; fine?: boolean } = {},
): Promise<History> {
  const history = await rig.history.read({ base: 'BTC', range, ...more });
  if (history === undefined) throw new Error('no history');
  expect(isHistory(history)).toBe(true);
  return history;
}

const sum = (column: readonly (number | null)[]): number => column.reduce<number>((total, value) => total + (value ?? 0), 0);

describe('the steps of a history', () => {
  it.each([
    ['1h', minute, 60],
    ['6h', minute, 360],
    ['24h', minute, 1_440],
    ['7d', 10 * minute, 1_008],
    ['30d', 30 * minute, 1_440],
  ] as const)('of %s are as long as its doc says, and end with now', async (range, stepMs, count) => {
    const history = await read(rigAt(), range);
    expect(history).toMatchObject({ stepMs, from: now - historyRanges[range], to: now });
    expect(history.times).toHaveLength(count);
    expect(history.times[0]).toBe(history.from);
    expect(history.times.at(-1)).toBe(now - stepMs);
  });

  it('are minutes of seven days when asked for', async () => {
    const history = await read(rigAt(), '7d', { fine: true });
    expect(history.stepMs).toBe(minute);
    expect(history.times).toHaveLength(10_080);
  });

  it('end with the step that is running', async () => {
    const history = await read(rigAt(now + 10_000), '1h');
    expect(history.times.at(-1)).toBe(now);
    expect(history.to).toBe(now + 10_000);
  });
});

describe('forced orders of a history', () => {
  it('are sums of each minute, zero where nothing happened, and null where nobody listened', async () => {
    const rig = rigAt();
    // Heard for the last 30 minutes but for the last two.
    await rig.hear(
      [
        order(now - 20 * minute + 5_000, 100),
        order(now - 20 * minute + 59_000, 23.5),
        order(now - 5 * minute, 7, { position: 'short' }),
      ],
      { from: now - 30 * minute, to: now - 2 * minute },
    );
    const { longUsd, shortUsd, heard } = await read(rig, '1h');
    expect(longUsd[40]).toBe(123.5);
    expect(shortUsd[40]).toBe(0);
    expect(longUsd[55]).toBe(0);
    expect(shortUsd[55]).toBe(7);
    expect(longUsd[29]).toBeNull();
    expect(longUsd[30]).toBe(0);
    expect(longUsd[58]).toBeNull();
    // One of the two venues that publish orders, while nobody's open interest is known.
    expect(heard.slice(29, 31)).toEqual([0, 0.5]);
    expect(heard.slice(57)).toEqual([0.5, 0, 0]);
  });

  it('weigh venues by their open interest in the coin', async () => {
    const rig = rigAt();
    const open = (venue: OpenInterest['venue'], base: string, usd: number): void =>
      void rig.parts.state.openInterest.set(
        venue,
        new Map(rig.parts.state.openInterest.get(venue)).set(base, { venue, symbol: base, base, time: now, coins: 1, usd }),
      );
    open('okx', 'BTC', 300);
    open('okx', 'ETH', 100);
    open('binance', 'BTC', 100);
    open('binance', 'ETH', 500);
    await rig.hear([order(now - minute, 1)], { from: now - 30_000, to: now });
    expect((await read(rig, '1h')).heard.at(-1)).toBe(0.375);
    // 400 of 1,000 dollars of all coins, half of the minute.
    expect((await read(rig, '1h', { base: '' })).heard.at(-1)).toBe(0.2);
  });

  it('are those of the coin, or of all coins', async () => {
    const rig = rigAt();
    await rig.hear([order(now - 5 * minute, 100), order(now - 5 * minute, 10, { base: 'ETH', symbol: 'ETH-SWAP', key: 'eth' })], {
      from: now - hour,
      to: now,
    });
    expect((await read(rig, '1h', { base: 'ETH' })).longUsd[55]).toBe(10);
    expect((await read(rig, '1h', { base: '' })).longUsd[55]).toBe(110);
  });

  it('come in longer steps where a sum of half an hour is all that is kept', async () => {
    const rig = rigAt();
    const slot = now - 3 * day;
    await rig.hear([order(now - day, 100)], { from: now - 2 * day, to: now });
    await rig.parts.liquidationStore.commitBars({
      venue: 'okx',
      stream: 'bars',
      grainMs: 1_800_000,
      bars: [
        {
          venue: 'okx',
          symbol: 'BTC-SWAP',
          base: 'BTC',
          time: slot,
          grainMs: 1_800_000,
          longUsd: 50,
          shortUsd: 5,
          openInterest: undefined,
        },
      ],
    });
    await rig.parts.liquidationStore.markBarsHeard({
      venue: 'okx',
      stream: 'orders',
      layer: 'coarse',
      interval: { from: now - 4 * day, to: now - 2 * day },
    });
    await rig.recorder.reload();
    const history = await read(rig, '7d');
    expect(history.stepMs).toBe(30 * minute);
    expect(history.times).toHaveLength(336);
    expect(history.longUsd[4 * 48]).toBe(50);
    expect(history.shortUsd[4 * 48]).toBe(5);
    expect(history.longUsd[6 * 48]).toBe(100);
    expect(history.longUsd[3 * 48 - 1]).toBeNull();
    // A coin of which no such sum counts goes on by ten minutes.
    expect((await read(rig, '7d', { base: 'ETH' })).stepMs).toBe(10 * minute);
  });

  it('come by five minutes where bars of five minutes were read', async () => {
    const rig = rigAt();
    const span = { from: now - 2 * hour, to: now - hour };
    await rig.parts.liquidationStore.claimBars('okx', span);
    await rig.parts.liquidationStore.commitBars({
      venue: 'okx',
      stream: 'orders',
      grainMs: 300_000,
      bars: [
        {
          venue: 'okx',
          symbol: 'BTC-SWAP',
          base: 'BTC',
          time: span.from,
          grainMs: 300_000,
          longUsd: 50,
          shortUsd: 0,
          openInterest: undefined,
        },
      ],
    });
    await rig.parts.liquidationStore.markBarsHeard({ venue: 'okx', stream: 'orders', layer: 'fine', interval: span });
    await rig.recorder.reload();
    const history = await read(rig, '6h');
    expect(history.stepMs).toBe(5 * minute);
    expect(history.longUsd[48]).toBe(50);
    expect(history.longUsd[49]).toBe(0);
    expect((await read(rig, '1h')).stepMs).toBe(minute);
  });

  it('add up to the totals of the same windows', async () => {
    const rig = rigAt();
    const random = createRandom(11);
    const orders = Array.from({ length: 3_000 }, (_none, place) =>
      order(Math.floor(now - random() * 29 * day), Math.round(random() * 1e6) / 100, {
        position: random() < 0.6 ? 'long' : 'short',
        base: random() < 0.5 ? 'BTC' : 'ETH',
        key: String(place),
      }),
    );
    await rig.hear(orders, { from: now - 29 * day, to: now - 10 * day });
    await rig.hear([], { from: now - 9 * day, to: now });
    await rig.parts.liquidationStore.rollUp(now);
    await rig.recorder.reload();
    const totals = createTotals({ ...totalsInput(rig.parts, venues, now) }, ['BTC']);
    for (const range of ['1h', '24h', '7d', '30d'] as const)
      for (const base of ['', 'BTC']) {
        const history = await read(rig, range, { base });
        const total = base === '' ? totals.market[range] : totals.coins[base]?.[range];
        expect(sum(history.longUsd)).toBeCloseTo(total?.longUsd ?? Number.NaN, 2);
        expect(sum(history.shortUsd)).toBeCloseTo(total?.shortUsd ?? Number.NaN, 2);
        const heard = sum(history.heard) / history.heard.length;
        expect(heard).toBeCloseTo(total?.coverage ?? Number.NaN, 3);
      }
    expect(venues.map(venue => toEnabledVenue(rig.parts.state, venue).weightUsd)).toEqual([undefined, undefined, undefined]);
  });
});

describe('the past of a history', () => {
  it('is as it was: what came after its end is not in it', async () => {
    const rig = rigAt();
    const to = now - 2 * hour;
    await rig.hear([order(to - minute, 5), order(to, 7)], { from: now - day, to: now });
    const history = await read(rig, '1h', { to });
    expect(history.times.at(-1)).toBe(to - minute);
    expect(sum(history.longUsd)).toBe(5);
    expect(history.venues[0]).toMatchObject({ venue: 'okx', share: 1, spans: [[to - hour, to]] });
  });

  it('reaches beyond the book of now, and what is older than half hours was not heard', async () => {
    const rig = rigAt(now - 58 * day);
    await rig.hear([order(now - 59 * day, 5)], { from: now - 60 * day, to: now - 58 * day });
    rig.time.jump(now - rig.time.clock.now());
    await rig.parts.liquidationStore.rollUp(now);
    await rig.recorder.reload();
    const history = await read(rig, '30d', { to: now - 40 * day });
    expect(sum(history.longUsd)).toBe(5);
    expect(history.longUsd[(30 - 19) * 48]).toBe(5);
    rig.time.jump(now + 2 * day - rig.time.clock.now());
    await rig.parts.liquidationStore.rollUp(now + 2 * day);
    await rig.recorder.reload();
    const later = await read(rig, '30d', { to: now - 40 * day });
    expect(later.longUsd[(30 - 19) * 48]).toBeNull();
  });

  it('is nothing ahead of now, nor where only hours are kept', async () => {
    const rig = rigAt();
    expect(await rig.history.read({ base: 'BTC', range: '1h', to: now + 1 })).toBeUndefined();
    expect(await rig.history.read({ base: 'BTC', range: '1h', to: now - 61 * day })).toBeUndefined();
  });
});

describe('the other columns of a history', () => {
  it('hold the price at the end of each hour of bars, and finer where it was recorded', async () => {
    const rig = rigAt();
    const bar = (openTime: number, close: number) => ({ openTime, open: 1, high: 1, low: 1, close });
    rig.parts.state.bars.set('BTC', {
      bars: [bar(now - 3 * hour, 81_000), bar(now - 2 * hour, 82_000), bar(now - hour / 2, 99_000)],
      source: 'Made',
    });
    rig.prices.push({ type: 'price', base: 'BTC', time: now - 30_000, usd: 82_500 });
    const { price, sources } = await read(rig, '6h');
    expect(price.flatMap((usd, step) => (usd === null ? [] : [[step, usd]]))).toEqual([
      [239, 81_000],
      [299, 82_000],
      [359, 82_500],
    ]);
    expect(sources.price).toContain('Made');
    expect((await read(rig, '6h', { base: 'ETH' })).sources.price).toBeUndefined();
  });

  it('hold open interest by five minutes of the last day, and by the hour of a week', async () => {
    const rig = rigAt();
    const sample = (time: number, coins: number): OpenInterest => ({
      venue: 'okx',
      symbol: 'BTC-SWAP',
      base: 'BTC',
      time,
      coins,
      usd: coins * 80_000,
    });
    const rows = [sample(now - 2 * hour, 100), sample(now - hour - 5 * minute, 110), sample(now - hour, 120)];
    await rig.parts.openInterestStore.write(rows, now);
    const week = await read(rig, '7d');
    expect(week.interestCoins.filter(coins => coins !== null)).toEqual([100, 120]);
    expect(week.interestUsd[1_008 - 6]).toBe(9_600_000);
    const few = await read(rig, '6h');
    // Two hours without a sample are a hole: what was before it is not compared with.
    expect(few.interestCoins.filter(coins => coins !== null)).toEqual([110, 120]);
    expect(few.sources.interest).toContain('OKX');
    const all = await read(rig, '7d', { base: '' });
    expect(all.interestUsd.filter(usd => usd !== null)).toContain(9_600_000);
    expect(all.interestCoins.every(coins => coins === null)).toBe(true);
    expect(all.sources.interest).toContain('It begins');
    rig.parts.state.off = new Set(['okx']);
    await rig.recorder.reload();
    expect((await read(rig, '7d')).sources.interest).toBeUndefined();
  });

  it('hold fear and greed by day from the day in which the span begins, oldest first', async () => {
    const rig = rigAt();
    const today = Math.floor(now / day) * day;
    const days = [0, 1, 2, 3].map(back => ({ day: today - back * day, value: back, word: 'Fear' }));
    rig.parts.state.fearGreed = { days, at: now };
    const begin = Math.floor((now - day) / day) * day;
    expect((await read(rig, '24h')).fear[0]).toEqual({ day: begin, value: (today - begin) / day });
    expect((await read(rig, '7d')).fear.map(({ value }) => value)).toEqual([3, 2, 1, 0]);
    expect((await read(rig, '1h', { to: today - day })).fear.map(({ value }) => value)).toEqual([2]);
  });

  it('hold phases inside the span, and each venue that publishes orders', async () => {
    const rig = rigAt();
    rig.phases.push(
      { phase: 'calm', from: now - 3 * hour, to: now - 10 * minute },
      { phase: 'building', from: now - 10 * minute, to: now },
    );
    await rig.hear([order(now - minute, 5)], { from: now - 15 * minute, to: now });
    const history = await read(rig, '1h');
    expect(history.phases).toEqual([
      { phase: 'calm', from: now - hour, to: now - 10 * minute },
      { phase: 'building', from: now - 10 * minute, to: now },
    ]);
    expect(history.venues).toEqual([
      { venue: 'okx', name: 'OKX', share: 0.25, sampled: false, spans: [[now - 15 * minute, now]] },
      { venue: 'binance', name: 'Binance', share: 0, sampled: true, spans: [] },
    ]);
    expect(history.sources.liquidations).toBe('Forced orders of 1 of 2 venues, a floor');
  });
});

describe('an answer', () => {
  it('is made once a minute for each question, and anew when something is written', async () => {
    const rig = rigAt();
    const ask = () => rig.history.read({ base: 'BTC', range: '1h' });
    const first = await ask();
    expect(await ask()).toBe(first);
    expect(await rig.history.read({ base: 'ETH', range: '1h' })).not.toBe(first);
    expect(await ask()).toBe(first);
    await rig.hear([order(now - minute, 5)], { from: now - hour, to: now });
    expect(sum((await ask())?.longUsd ?? [])).toBe(5);
    rig.time.jump(now + minute - rig.time.clock.now());
    expect((await ask())?.to).toBe(now + minute);
  });
});
