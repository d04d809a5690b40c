import { describe, expect, it } from 'vitest';
import { createHistoryJob } from '../../../lib/background/history-job.ts';
import type { Job } from '../../../lib/background/scheduler.ts';
import { streamNames } from '../../../lib/background/socket-service.ts';
import { windowTotals } from '../../../lib/engine/totals.ts';
import { FeedError } from '../../../lib/model/feed-error.ts';
import type { Liquidation } from '../../../lib/model/trade.ts';
import type { Venue } from '../../../lib/model/venue.ts';
import { start } from '../feeds/fake-host.ts';
import { createHistory, day, forced, hour, minute } from '../feeds/history-rig.ts';
import { createPartsRig, list, madeVenue } from './parts-rig.ts';
import type { PartsRig } from './parts-rig.ts';

interface Bench extends PartsRig {
  readonly job: Job;
  /** Dollars of a window, all coins or one, with their coverage. */
  total(window: '24h' | '30d', base?: string): { readonly usd: number; readonly coverage: number } | undefined;
}

/** A venue with one socket and a history of `orders`, which gives whatever is asked for at once. */
function bench(orders: readonly Liquidation[], part: Partial<Venue> = {}): Bench {
  const venue = madeVenue({ socketStreams: ['live'], history: createHistory(), ...part });
  const rig = createPartsRig([venue]);
  list(rig, ['BTC', 'ETH']);
  rig.answer = ({ url }) => {
    const [unit, from, to] = JSON.parse(decodeURIComponent(new URL(url).search.slice(1))) as [string, number, number];
    return orders.filter(order => order.symbol === unit && (order.eventTime ?? 0) >= from && (order.eventTime ?? 0) < to);
  };
  const job = createHistoryJob(rig.parts, venue, rig.recorder);
  if (job === undefined) throw new Error('no job');
  return {
    ...rig,
    job,
    // Spread copies what is set later by the tests, too.
    get answer() {
      return rig.answer;
    },
    set answer(next) {
      rig.answer = next;
    },
    total(window, base) {
      const { book } = rig.parts;
      const totals = windowTotals(
        {
          now: rig.time.clock.now(),
          days: book.days(),
          tail: book.tail(),
          coverage: book.coverage({ okx: streamNames(venue) }),
          venues: [{ id: 'okx', completeness: 'complete', weightUsd: 1 }],
          universeComplete: true,
        },
        base,
      );
      const found = totals[window];
      return found === undefined ? undefined : { usd: found.usd, coverage: found.coverage };
    },
  };
}

const orders = [
  forced('BTC', start - hour, 100),
  forced('BTC', start - 23 * hour, 20.5),
  forced('BTC', start - 3 * day, 3_000),
  forced('ETH', start - 20 * day, 40_000, { position: 'short' }),
];

describe('the history of a venue', () => {
  it('gives the totals of the month before the first start, each order once', async () => {
    const rig = bench(orders);
    await rig.job.run();
    expect(rig.total('24h')).toEqual({ usd: 120.5, coverage: 1 });
    expect(rig.total('30d')).toEqual({ usd: 43_120.5, coverage: 1 });
    expect(rig.total('30d', 'ETH')).toEqual({ usd: 40_000, coverage: 1 });
    expect(rig.feed('okx/history')).toMatchObject({ state: 'live' });
    expect(rig.parts.progress.size).toBe(0);
    await rig.job.run();
    expect(rig.asked).toHaveLength(6);
  });

  it('beside a stream that tells the same orders changes nothing', async () => {
    const rig = bench(orders);
    const heard = { from: start - 24 * hour, to: start };
    await rig.recorder.record({
      venue: 'okx',
      stream: 'live',
      events: orders.slice(0, 2),
      heard: { ...heard, from: start - 2 * hour },
      rejections: [],
      rejected: 0,
    });
    await rig.job.run();
    expect(rig.total('24h')).toEqual({ usd: 120.5, coverage: 1 });
    // Asked for what the stream did not hear, and no more.
    expect(rig.asked.filter(({ url }) => url.includes(String(start - 2 * hour)))).toHaveLength(2);
  });

  it('of one coin that could not be read leaves a hole in that coin and in the market, and none in the others', async () => {
    const rig = bench(orders);
    const { answer } = rig;
    rig.answer = request => (request.url.includes('ETH') ? { code: 1 } : answer(request));
    await rig.job.run();
    expect(rig.total('30d', 'BTC')).toEqual({ usd: 3_120.5, coverage: 1 });
    expect(rig.total('30d', 'ETH')).toBeUndefined();
    expect(rig.feed('okx/history')).toMatchObject({ state: 'failing', reason: expect.stringContaining('ETH-SWAP') as string });
  });

  it('that a host refuses is told as such, and what was read before stays', async () => {
    const rig = bench(orders);
    const { answer } = rig;
    rig.answer = request =>
      rig.asked.length > 2 ? new FeedError('blocked', 'made.example', 'status 451', { status: 451 }) : answer(request);
    await expect(rig.job.run()).rejects.toMatchObject({ kind: 'blocked' });
    expect(rig.feed('okx/history')).toMatchObject({ state: 'blocked' });
    expect(rig.total('24h')).toEqual({ usd: 120.5, coverage: 1 });
  });

  it('waits for the list of coins', async () => {
    const rig = bench(orders);
    rig.parts.state.universe = undefined;
    await expect(rig.job.run()).rejects.toMatchObject({ name: 'NotReady' });
  });

  it('heals a night of sleep to the cent, also once its minutes have become half hours', async () => {
    const night = Array.from({ length: 400 }, (_none, index) => forced('BTC', start + hour + index * 70_000, 1 + index / 100));
    const rig = bench(night, { history: createHistory({ firstReachMs: 0 }) });
    await rig.job.run();
    // The stream heard the first hour and ten minutes, then nothing until the ninth.
    const until = start + 70 * minute;
    const early = night.filter(({ eventTime = 0 }) => eventTime < until);
    await rig.recorder.record({
      venue: 'okx',
      stream: 'live',
      events: early,
      heard: { from: start, to: until },
      rejections: [],
      rejected: 0,
    });
    await rig.time.advance(9 * hour);
    await rig.recorder.record({
      venue: 'okx',
      stream: 'live',
      events: [],
      heard: { from: start + 8 * hour, to: start + 30 * hour },
      rejections: [],
      rejected: 0,
    });
    // Only two days later is there anybody to ask.
    await rig.time.advance(2 * day);
    await rig.recorder.record({
      venue: 'okx',
      stream: 'live',
      events: night.slice(360),
      heard: { from: start + 30 * hour, to: start + 57 * hour },
      rejections: [],
      rejected: 0,
    });
    await rig.recorder.fold();
    await rig.job.run();
    const whole = night.reduce((sum, { usd = 0 }) => sum + Math.round(usd * 100), 0) / 100;
    const heard = () => rig.total('30d', 'BTC');
    // Events of the eighth hour came through the stream.
    expect(heard()?.usd).toBe(whole);
    await rig.time.advance(9 * day);
    await rig.parts.liquidationStore.rollUp(rig.time.clock.now());
    await rig.recorder.reload();
    expect(heard()?.usd).toBe(whole);
  });
});
