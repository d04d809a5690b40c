import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createDepthJob } from '../../../lib/background/depth-jobs.ts';
import { createMarketState } from '../../../lib/background/market-state.ts';
import { restoreState } from '../../../lib/background/restore.ts';
import { FeedError } from '../../../lib/model/feed-error.ts';
import { events, rejected } from '../../../lib/model/parsed.ts';
import type { VenueId } from '../../../lib/model/trade.ts';
import type { BookDepth, ContractSource } from '../../../lib/model/venue.ts';
import { start } from '../feeds/fake-host.ts';
import { ask, createPartsRig, list, perp } from './parts-rig.ts';

beforeAll(() => {
  vi.stubEnv('NODE_ENV', 'production');
});
afterAll(() => {
  vi.unstubAllEnvs();
});

const minute = 60_000;

function source(venue: VenueId, name: string): ContractSource<BookDepth> {
  return {
    id: `${venue}-book`,
    name,
    venue,
    attribution: undefined,
    budgets: [],
    lists: () => true,
    request: ({ base }) => ask(`${venue}/${base}`),
    parse: payload => (payload === 'crossed' ? rejected('a crossed book') : events([payload as BookDepth])),
  };
}

const book = (bidUsd: number, isPartial = false): BookDepth => ({ bidUsd, askUsd: bidUsd / 2, isPartial });
const sources = [source('okx', 'Okx'), source('bybit', 'Bybit')];

function rigOf(...bases: readonly string[]) {
  const rig = createPartsRig();
  list(rig, bases);
  rig.parts.state.instruments.set('bybit', new Map(bases.map(base => [base, { ...perp(base), venue: 'bybit' }])));
  return { rig, job: createDepthJob(rig.parts, sources), depth: (base: string) => rig.parts.state.depth.get(base) };
}

const paths = (rig: ReturnType<typeof rigOf>['rig']) => rig.asked.map(({ url }) => new URL(url).pathname.slice(1));

describe('the depth of books', () => {
  it('is that of the first source whose book reaches far enough, which is asked first from then on', async () => {
    const { rig, job, depth } = rigOf('BTC', 'ETH');
    rig.answer = ({ url }) => (url.endsWith('okx/BTC') ? book(7, true) : book(100.4));
    await job.run();
    expect(paths(rig)).toEqual(['okx/BTC', 'bybit/BTC', 'okx/ETH']);
    expect(depth('BTC')).toEqual({
      bidUsd: 100,
      askUsd: 50,
      isPartial: false,
      at: start,
      source: 'Bybit',
      past: [[start, 100, 50]],
    });
    expect(rig.feed('depth')).toMatchObject({ state: 'live', reason: '2 of 3 coins read' });
    rig.asked.length = 0;
    await rig.time.advance(5 * minute);
    await job.run();
    expect(paths(rig)).toEqual(['bybit/BTC', 'okx/ETH']);
  });

  it('is a floor, marked as such, where no book reaches far enough, and no part of what is usual', async () => {
    const { rig, job, depth } = rigOf('BTC');
    rig.answer = () => book(7, true);
    await job.run();
    expect(depth('BTC')).toMatchObject({ bidUsd: 7, isPartial: true, past: [] });
  });

  it('is not taken of a crossed book: the one before stands, with its age', async () => {
    const { rig, job, depth } = rigOf('BTC');
    rig.answer = () => book(100);
    await job.run();
    rig.answer = () => 'crossed';
    await rig.time.advance(5 * minute);
    await expect(job.run()).rejects.toThrow('a crossed book');
    expect(depth('BTC')).toMatchObject({ bidUsd: 100, at: start });
    expect(rig.feed('depth')).toMatchObject({ state: 'failing' });
  });

  it('is read every five minutes of the majors and every half hour of the others', async () => {
    const { rig, job } = rigOf('BTC', 'DOGE');
    rig.parts.state.universe = { bases: ['BTC', 'DOGE'], top: ['BTC', 'DOGE'], complete: true };
    rig.answer = () => book(100);
    for (let run = 0; run < 7; run += 1) {
      await job.run();
      await rig.time.advance(job.everyMs);
    }
    expect(paths(rig).filter(path => path === 'okx/BTC')).toHaveLength(7);
    expect(paths(rig).filter(path => path === 'okx/DOGE')).toHaveLength(2);
  });

  it('is not asked of a venue that is switched off, nor before a listing is known', async () => {
    const { rig, job, depth } = rigOf('BTC');
    rig.answer = () => book(100);
    rig.parts.state.off = new Set(['okx']);
    await job.run();
    expect(depth('BTC')).toMatchObject({ source: 'Bybit' });
    rig.parts.state.instruments.clear();
    await expect(job.run()).rejects.toThrow('no contracts are known yet');
    rig.parts.state.off = new Set(['okx', 'bybit']);
    rig.asked.length = 0;
    await job.run();
    expect(rig.asked).toEqual([]);
  });

  it('begins a new past with another venue, and keeps a sample each half hour', async () => {
    const { rig, job, depth } = rigOf('BTC');
    rig.answer = () => book(100);
    for (let run = 0; run < 13; run += 1) {
      await job.run();
      await rig.time.advance(job.everyMs);
    }
    expect(depth('BTC')?.past.map(([time]) => (time - start) / minute)).toEqual([0, 30, 60]);
    rig.answer = ({ url }) => (url.includes('okx') ? new FeedError('blocked', 'made.example', 'no') : book(50));
    await job.run();
    expect(depth('BTC')).toMatchObject({ source: 'Bybit', past: [[start + 65 * minute, 50, 25]] });
  });

  it('is known to the next worker', async () => {
    const { rig, job } = rigOf('BTC', 'ETH');
    rig.answer = () => book(100);
    await job.run();
    const next = createMarketState();
    await restoreState(rig.parts.documents, next, [], start);
    expect(next.depth).toEqual(rig.parts.state.depth);
  });
});
