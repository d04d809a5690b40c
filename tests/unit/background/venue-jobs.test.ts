import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { fundingKey } from '../../../lib/background/market-state.ts';
import { createPastJob } from '../../../lib/background/past-job.ts';
import { restoreState } from '../../../lib/background/restore.ts';
import { createMarketState } from '../../../lib/background/market-state.ts';
import type { Job } from '../../../lib/background/scheduler.ts';
import { createUniverseJob, createVenueJobs } from '../../../lib/background/venue-jobs.ts';
import { FeedError } from '../../../lib/model/feed-error.ts';
import { events } from '../../../lib/model/parsed.ts';
import type { Funding, OpenInterest } from '../../../lib/model/trade.ts';
import type { Venue } from '../../../lib/model/venue.ts';
import { start } from '../feeds/fake-host.ts';
import { ask, createPartsRig, list, madeVenue } from './parts-rig.ts';

// In development query-core warns when the timers of another test take the place of the last one's.
beforeAll(() => {
  vi.stubEnv('NODE_ENV', 'production');
});
afterAll(() => {
  vi.unstubAllEnvs();
});

function rate(base: string, ratePer8h: number): Funding {
  return { venue: 'okx', symbol: `${base}-SWAP`, base, time: start, ratePer8h };
}

const funded = madeVenue({
  funding: {
    requests: instruments => instruments.map(({ symbol }) => ask(`funding/${symbol}`)),
    parse: payload => events(payload as Funding[]),
  },
});

function job(jobs: readonly Job[], id: string): Job {
  const found = jobs.find(each => each.id === id);
  if (found === undefined) throw new Error(`no job ${id}`);
  return found;
}

describe('funding', () => {
  it('is asked for every ten minutes of the contracts of the universe, kept by symbol, and known to the next worker', async () => {
    const rig = createPartsRig();
    list(rig, ['BTC', 'ETH']);
    rig.answer = ({ url }) => [url.endsWith('BTC-SWAP') ? rate('BTC', 0.0001) : rate('ETH', -0.0002)];
    const funding = job(createVenueJobs(rig.parts, funded), 'okx/funding');
    expect(funding.everyMs).toBe(600_000);
    await funding.run();
    expect(rig.asked.map(({ url }) => url)).toEqual([
      'https://made.example/funding/BTC-SWAP',
      'https://made.example/funding/ETH-SWAP',
    ]);
    expect([...(rig.parts.state.funding.get('okx')?.values() ?? [])].map(({ ratePer8h }) => ratePer8h)).toEqual([
      0.0001, -0.0002,
    ]);
    expect(rig.feed('okx/funding')).toMatchObject({ state: 'live', reason: '2 contracts' });
    const next = createMarketState();
    await restoreState(rig.parts.documents, next, [funded], start);
    expect(next.funding).toEqual(rig.parts.state.funding);
    expect((await rig.parts.documents.read(fundingKey('okx')))?.writtenAt).toBe(start);
  });

  it('of a contract that was not answered for stays, with its age', async () => {
    const rig = createPartsRig();
    list(rig, ['BTC', 'ETH']);
    rig.answer = ({ url }) => [url.endsWith('BTC-SWAP') ? rate('BTC', 0.0001) : rate('ETH', 0.0002)];
    const funding = job(createVenueJobs(rig.parts, funded), 'okx/funding');
    await funding.run();
    rig.answer = ({ url }) =>
      url.endsWith('BTC-SWAP') ? [rate('BTC', 0.0005)] : new FeedError('status', 'made.example', 'status 404', { status: 404 });
    await funding.run();
    expect(rig.parts.state.funding.get('okx')?.get('ETH-SWAP')?.ratePer8h).toBe(0.0002);
    expect(rig.parts.state.funding.get('okx')?.get('BTC-SWAP')?.ratePer8h).toBe(0.0005);
    expect(rig.feed('okx/funding')?.state).toBe('failing');
  });

  it('is no job of a venue that does not tell it', () => {
    const rig = createPartsRig();
    expect(createVenueJobs(rig.parts, madeVenue()).map(({ id }) => id)).toEqual([
      'okx/instruments',
      'okx/prices',
      'okx/open-interest',
    ]);
  });
});

it('prices are not asked for before the contracts are known, since most answers cannot be read without', async () => {
  const rig = createPartsRig();
  await expect(job(createVenueJobs(rig.parts, madeVenue()), 'okx/prices').run()).rejects.toMatchObject({ name: 'NotReady' });
  expect(rig.asked).toEqual([]);
});

it('a listing whose pages never end is given up', async () => {
  const endless = madeVenue();
  let page = 0;
  const rig = createPartsRig();
  const venue: Venue = {
    ...endless,
    instruments: { ...endless.instruments, next: () => ask(`instruments?page=${String((page += 1))}`) },
  };
  await job(createVenueJobs(rig.parts, venue), 'okx/instruments').run();
  expect(rig.asked).toHaveLength(60);
  expect(rig.parts.state.instruments.get('okx')?.size).toBe(2);
});

describe('the past of open interest', () => {
  const row: OpenInterest = { venue: 'okx', symbol: 'BTC-SWAP', base: 'BTC', time: start - 86_400_000, coins: 1, usd: 2 };

  it('is never asked of a venue that keeps none', async () => {
    const rig = createPartsRig();
    list(rig, ['BTC']);
    await createPastJob(rig.parts, [madeVenue()]).run();
    expect(rig.asked).toEqual([]);
    expect(rig.feed('past')).toMatchObject({ state: 'live', reason: 'known of every contract' });
  });

  it('is asked of one that does, unless it is switched off, and no venue waits for another', async () => {
    const rig = createPartsRig();
    list(rig, ['BTC']);
    const keeper = madeVenue();
    const venue: Venue = {
      ...keeper,
      openInterest: {
        ...keeper.openInterest,
        hasPast: true,
        requestPast: (_instrument, from) => ask(`past?from=${String(from)}`),
        parsePast: () => events([row]),
      },
    };
    rig.parts.state.off = new Set(['okx']);
    await createPastJob(rig.parts, [venue]).run();
    expect(rig.asked).toEqual([]);
    rig.parts.state.off = new Set();
    await createPastJob(rig.parts, [venue]).run();
    expect(rig.asked).toHaveLength(2);
    expect(rig.parts.state.dayAgo).toEqual([row]);
  });
});

describe('the universe', () => {
  const interest = (base: string, usd: number): OpenInterest => ({
    venue: 'okx',
    symbol: `${base}-SWAP`,
    base,
    time: start,
    coins: 1,
    usd,
  });
  const tell = ({ parts }: ReturnType<typeof createPartsRig>, venue: 'okx' | 'bitget', base: string) =>
    parts.state.openInterest.set(venue, new Map([[base, { ...interest(base, 9e9), venue }]]));

  it('is not made of venues that are switched off', async () => {
    const rig = createPartsRig();
    tell(rig, 'okx', 'BTC');
    rig.parts.state.off = new Set(['okx']);
    await expect(createUniverseJob(rig.parts, ['okx']).run()).rejects.toMatchObject({ name: 'NotReady' });
    rig.parts.state.off = new Set();
    await createUniverseJob(rig.parts, ['okx']).run();
    expect(rig.parts.state.universe?.bases).toEqual(['BTC']);
  });

  it('waits a little for all venues the first time, and is made anew when a late one has answered', async () => {
    const rig = createPartsRig();
    const job = createUniverseJob(rig.parts, ['okx', 'bitget']);
    tell(rig, 'okx', 'BTC');
    await expect(job.run()).rejects.toMatchObject({ name: 'NotReady' });
    await rig.time.advance(15_000);
    await job.run();
    expect(rig.parts.state.universe?.bases).toEqual(['BTC']);
    tell(rig, 'bitget', 'ETH');
    await job.run();
    expect(rig.parts.state.universe?.bases).toEqual(['BTC', 'ETH']);
  });

  it('stays for a day while the same venues speak', async () => {
    const rig = createPartsRig();
    const job = createUniverseJob(rig.parts, ['okx']);
    tell(rig, 'okx', 'BTC');
    await job.run();
    tell(rig, 'okx', 'SOL');
    await rig.time.advance(23 * 3_600_000);
    await job.run();
    expect(rig.parts.state.universe?.bases).toEqual(['BTC']);
    await rig.time.advance(2 * 3_600_000);
    await job.run();
    expect(rig.parts.state.universe?.bases).toEqual(['SOL']);
  });
});
