import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createBarsJobs } from '../../../lib/background/bars-jobs.ts';
import { packBars, unpackBars } from '../../../lib/background/kept-bars.ts';
import { createMarketState } from '../../../lib/background/market-state.ts';
import { restoreState } from '../../../lib/background/restore.ts';
import type { Job } from '../../../lib/background/scheduler.ts';
import { FeedError } from '../../../lib/model/feed-error.ts';
import { events } from '../../../lib/model/parsed.ts';
import type { Bar } from '../../../lib/model/trade.ts';
import type { PriceSource } from '../../../lib/model/venue.ts';
import { start } from '../feeds/fake-host.ts';
import { ask, createPartsRig } from './parts-rig.ts';
import type { PartsRig } from './parts-rig.ts';

beforeAll(() => {
  vi.stubEnv('NODE_ENV', 'production');
});
afterAll(() => {
  vi.unstubAllEnvs();
});

const minute = 60_000;
const hour = 60 * minute;

/** A source whose address tells what it was asked for. */
function made(id: string, name: string): PriceSource {
  return {
    id,
    name,
    attribution: undefined,
    budgets: [],
    requests: () => [],
    parse: () => events([]),
    bars: (base, count, now, stepMs = 3_600_000) => ask(`${id}?base=${base}&count=${count}&now=${now}&step=${stepMs}`),
    parseBars: payload => events(payload as Bar[]),
  };
}

const first = made('first', 'First');
const second = made('second', 'Second');

/** Bars up to the asked moment, as many as asked for; the close tells when it was read. */
function barsFor(url: string, reach = Infinity, withTakers = true): readonly Bar[] {
  const { searchParams } = new URL(url);
  const [count, now, step] = ['count', 'now', 'step'].map(name => Number(searchParams.get(name))) as [number, number, number];
  const newest = Math.floor(now / step) * step;
  return Array.from({ length: Math.min(count, reach) }, (_none, back) => {
    const openTime = newest - back * step;
    const taken = withTakers ? { takerBuyVolume: 4 } : {};
    return { openTime, open: 1, high: 2, low: 1, close: 1 + (now - openTime) / (1_000 * step), volume: 10, ...taken };
  }).reverse();
}

function jobs(rig: PartsRig): Readonly<Record<'bars' | 'bars-4h' | 'forming bars', Job>> {
  const all = createBarsJobs(rig.parts, [first, second]);
  const found = (id: string) => all.find(job => job.id === id) ?? { id, everyMs: 0, run: () => Promise.reject(new Error(id)) };
  return { bars: found('bars'), 'bars-4h': found('bars-4h'), 'forming bars': found('forming bars') };
}

const askedOf = (rig: PartsRig) =>
  rig.asked.map(({ url }) => {
    const { pathname, searchParams } = new URL(url);
    return `${pathname.slice(1)} ${searchParams.get('base')} ${searchParams.get('count')}`;
  });

describe('bars of the largest coins', () => {
  it('are thirty days of hours and ninety of four hours at first, and then only what is new', async () => {
    const rig = createPartsRig();
    rig.answer = ({ url }) => barsFor(url);
    const { bars, 'bars-4h': long } = jobs(rig);
    await bars.run();
    await long.run();
    expect(askedOf(rig)).toEqual([
      ...['BTC', 'ETH', 'SOL'].map(base => `first ${base} 735`),
      ...['BTC', 'ETH', 'SOL'].map(base => `first ${base} 541`),
    ]);
    rig.asked.length = 0;
    await bars.run();
    expect(rig.asked).toEqual([]);
    await rig.time.advance(2 * hour + minute);
    await bars.run();
    await long.run();
    // Two new hours, the one that was forming, and the one before; four hours are not over.
    expect(askedOf(rig)).toEqual(['BTC', 'ETH', 'SOL'].map(base => `first ${base} 4`));
    const held = rig.parts.state.bars.get('BTC')?.bars ?? [];
    expect(held).toHaveLength(735);
    expect(held.map(({ openTime }) => openTime)).toEqual(
      Array.from({ length: 735 }, (_none, place) => start + 2 * hour - (734 - place) * hour),
    );
    // What was still forming was read once more.
    expect(held.at(-3)?.close).toBeCloseTo(1 + (2 * hour + minute) / hour / 1_000, 12);
  });

  it('are read again while the hour is forming, every five minutes, without a write', async () => {
    const rig = createPartsRig();
    rig.answer = ({ url }) => barsFor(url);
    const all = jobs(rig);
    await all.bars.run();
    const writtenAt = async () => (await rig.parts.documents.read('bars/BTC'))?.writtenAt;
    await rig.time.advance(5 * minute);
    rig.asked.length = 0;
    expect(all['forming bars'].everyMs).toBe(5 * minute);
    await all['forming bars'].run();
    expect(askedOf(rig)).toEqual(['BTC', 'ETH', 'SOL'].map(base => `first ${base} 2`));
    expect(rig.parts.state.bars.get('BTC')?.bars.at(-1)?.close).toBeCloseTo(1 + 5 / 60_000, 12);
    expect(await writtenAt()).toBe(start);
    await rig.time.advance(hour);
    await all['forming bars'].run();
    expect(await writtenAt()).toBe(start + hour + 5 * minute);
  });

  it('are not read while forming of a source that does not say who bought', async () => {
    const rig = createPartsRig();
    rig.answer = ({ url }) => barsFor(url, Infinity, false);
    const all = jobs(rig);
    await all.bars.run();
    rig.asked.length = 0;
    await all['forming bars'].run();
    expect(rig.asked).toEqual([]);
  });

  it('come from the second source when the first fails, and all from the first again when it is back', async () => {
    const rig = createPartsRig();
    rig.answer = ({ url }) =>
      url.includes('/first') ? new FeedError('blocked', 'made.example', 'no') : barsFor(url, 300, false);
    const { bars } = jobs(rig);
    await bars.run();
    expect(rig.parts.state.bars.get('BTC')).toMatchObject({ source: 'Second' });
    expect(rig.parts.state.bars.get('BTC')?.bars).toHaveLength(300);
    rig.answer = ({ url }) => barsFor(url);
    await rig.time.advance(hour + minute);
    rig.asked.length = 0;
    await bars.run();
    expect(askedOf(rig)[0]).toBe('first BTC 735');
    expect(rig.parts.state.bars.get('BTC')).toMatchObject({ source: 'First' });
    expect(rig.feed('bars')).toMatchObject({ state: 'live', reason: '3 of 3 coins read' });
  });

  it('have no hole: what an answer does not reach back to is let go', async () => {
    const rig = createPartsRig();
    rig.answer = ({ url }) => barsFor(url);
    const { bars } = jobs(rig);
    await bars.run();
    await rig.time.advance(30 * hour);
    rig.answer = ({ url }) => barsFor(url, 20);
    await bars.run();
    expect(rig.parts.state.bars.get('BTC')?.bars).toHaveLength(20);
  });

  it('fail when no source has those of a major', async () => {
    const rig = createPartsRig();
    rig.answer = () => new FeedError('network', 'made.example', 'no answer');
    const { bars } = jobs(rig);
    const run = bars.run();
    const outcome = expect(run).rejects.toThrow('Hourly prices: none of BTC, ETH, SOL');
    await rig.time.advance(5 * minute);
    await outcome;
    expect(rig.feed('bars')).toMatchObject({ state: 'failing' });
  });

  it('are known to the next worker as they were', async () => {
    const rig = createPartsRig();
    rig.answer = ({ url }) => barsFor(url, Infinity, url.includes('base=BTC'));
    const all = jobs(rig);
    await all.bars.run();
    await all['bars-4h'].run();
    const next = createMarketState();
    await restoreState(rig.parts.documents, next, [], start);
    expect(next.bars).toEqual(rig.parts.state.bars);
    expect(next.bars4h).toEqual(rig.parts.state.bars4h);
  });
});

describe('packed bars', () => {
  it('keep what is absent absent, and nothing for 0', () => {
    const bars = [
      { openTime: start, open: 3.71e-6, high: 3.8e-6, low: 3.7e-6, close: 3.75e-6, volume: 0, takerBuyVolume: 0 },
      { openTime: start + hour, open: 67_460.01, high: 67_500, low: 67_400.5, close: 67_480, volume: 12.5 },
      { openTime: start + 2 * hour, open: 1, high: 1, low: 1, close: 1 },
    ];
    const packed = packBars({ bars, source: 'Made' });
    expect(packed.figures.byteLength).toBe(3 * 56);
    expect(unpackBars(structuredClone(packed))).toEqual({ bars, source: 'Made' });
  });

  it('are nothing when they are not ours, as those of an older shape', () => {
    expect(unpackBars({ bars: [{ openTime: 1 }], source: 'Made' })).toBeUndefined();
    expect(unpackBars({ figures: new Float64Array(7) })).toBeUndefined();
    expect(unpackBars(undefined)).toBeUndefined();
  });
});
