import { describe, expect, test } from 'vitest';
import { createBackfillRunner } from '../../../lib/feeds/backfill.ts';
import type { BackfillBatch, BackfillRunner, StageProgress } from '../../../lib/feeds/backfill.ts';
import type { StageCursor } from '../../../lib/feeds/backfill-cursor.ts';
import type { Interval } from '../../../lib/model/coverage.ts';
import { FeedError } from '../../../lib/model/feed-error.ts';
import { events, rejected } from '../../../lib/model/parsed.ts';
import type { Instrument, LiquidationBar } from '../../../lib/model/trade.ts';
import type { Backfill } from '../../../lib/model/venue.ts';
import { start } from './fake-host.ts';
import { settle } from './fake-time.ts';

const minute = 60_000;
const hour = 3_600_000;
const grainMs = 5 * minute;

function instrument(symbol: string, board = 'usdt'): Instrument {
  return { venue: 'gate', symbol, base: symbol, quote: 'USDT', kind: 'perp', contract: 'linear', multiplier: 1, board };
}

function bar(symbol: string, time: number): LiquidationBar {
  return { venue: 'gate', symbol, base: symbol, time, grainMs, longUsd: 1, shortUsd: 2, openInterest: undefined };
}

interface World {
  readonly asked: { readonly symbol: string; readonly from: number }[];
  readonly batches: BackfillBatch[];
  readonly cursors: Map<string, StageCursor>;
  readonly progress: StageProgress[];
  now: number;
  claim: Interval | undefined;
  /** What a request for the symbol meets: an error, a payload, or the bars. */
  answer: (symbol: string, from: number) => unknown;
  running: number;
  mostRunning: number;
}

function createWorld(): World {
  return {
    asked: [],
    batches: [],
    cursors: new Map(),
    progress: [],
    now: start + 2 * minute,
    claim: { from: start - hour, to: start + 2 * minute },
    answer: () => undefined,
    running: 0,
    mostRunning: 0,
  };
}

/** A runner as after a start of the worker: the world stays. Pages of 50 bars; `pageRows` makes them smaller. */
function createRunner(
  world: World,
  pageRows = 50,
  stages: Backfill['stages'] = [{ name: '24h', grainMs, reachMs: 24 * hour }],
): BackfillRunner {
  const backfill: Backfill = {
    stages,
    pageRows,
    request: ({ symbol }, _stage, from) => ({
      url: `https://api.example/${symbol}/${String(from)}`,
      weight: 1,
      budget: 'calls',
      why: 'liquidationSums',
    }),
    parse: (payload, { symbol }) =>
      Array.isArray(payload)
        ? events(payload.filter(time => typeof time === 'number').map(time => bar(symbol, time)))
        : rejected('no list'),
  };
  return createBackfillRunner({
    venue: 'gate',
    backfill,
    http: {
      async get({ url }) {
        const [symbol = '', fromText = ''] = url.split('/').slice(-2);
        const from = Number(fromText);
        world.asked.push({ symbol, from });
        world.running += 1;
        world.mostRunning = Math.max(world.mostRunning, world.running);
        await settle();
        world.running -= 1;
        const special = await world.answer(symbol, from);
        const bars: number[] = [];
        // The bar that is still forming is left out, as by the venue's parser.
        for (let time = from; time + grainMs <= world.now && bars.length < pageRows; time += grainMs) bars.push(time);
        return { payload: special ?? bars, receivedTime: world.now, bytes: 1, host: 'api.example' };
      },
    },
    marketTime: { now: () => world.now },
    context: () => ({ instruments: new Map() }),
    cursor: {
      read: async key => world.cursors.get(key),
      write: async (key, value) => {
        world.cursors.set(key, structuredClone(value));
      },
    },
    claim: () => world.claim,
    onBars: async batch => {
      // Long enough for the others to write their cursors meanwhile.
      await settle();
      world.batches.push(batch);
    },
    onProgress: progress => world.progress.push(progress),
  });
}

const many = Array.from({ length: 10 }, (_, index) => instrument(`C${String(index)}`));

describe('a stage', () => {
  test('reads every contract once and is then credited, to whole bars', async () => {
    const world = createWorld();
    const reports = await createRunner(world).run([instrument('BTC'), instrument('ETH')]);
    expect(reports).toEqual([{ board: 'usdt', stage: '24h', isComplete: true, failed: [] }]);
    expect(world.asked).toEqual([
      { symbol: 'BTC', from: start - hour },
      { symbol: 'ETH', from: start - hour },
    ]);
    // An hour of five-minute bars; the claim ends where the last whole bar does, two minutes ago.
    expect(world.batches.map(({ bars }) => bars.length)).toEqual([12, 12, 0]);
    expect(world.batches.map(({ heard }) => heard)).toEqual([undefined, undefined, { from: start - hour, to: start }]);
  });

  test('asks for four contracts at a time and tells how far it is', async () => {
    const world = createWorld();
    await createRunner(world).run(many);
    expect(world.mostRunning).toBe(4);
    expect(world.progress.map(({ done }) => done)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(world.progress[3]).toEqual({ venue: 'gate', board: 'usdt', stage: '24h', done: 3, total: 10 });
  });

  test('each board is credited for itself', async () => {
    const world = createWorld();
    world.answer = symbol => (symbol === 'INV' ? Promise.reject(new FeedError('timeout', 'api.example', 'no')) : undefined);
    const reports = await createRunner(world).run([instrument('BTC'), instrument('INV', 'btc')]);
    expect(reports.map(({ board, isComplete, failed }) => [board, isComplete, failed])).toEqual([
      ['usdt', true, []],
      ['btc', false, ['INV']],
    ]);
    expect(world.batches.filter(({ heard }) => heard !== undefined).map(({ board }) => board)).toEqual(['usdt']);
  });

  test('is cut to its reach, and passed over when there is nothing to fill', async () => {
    const world = createWorld();
    world.claim = { from: start - 90 * hour, to: start };
    await createRunner(world).run([instrument('BTC')]);
    // 24 h before now is inside a bar, which is not whole: the next one starts at start − 24 h + 5 min.
    expect(world.asked[0]?.from).toBe(start - 24 * hour + 5 * minute);
    const idle = createWorld();
    idle.claim = undefined;
    await createRunner(idle).run([instrument('BTC')]);
    expect(idle.asked).toEqual([]);
  });

  test('stages run in their order', async () => {
    const world = createWorld();
    const stages: Backfill['stages'] = [
      { name: '24h', grainMs, reachMs: 24 * hour },
      { name: '30d', grainMs: 30 * minute, reachMs: 720 * hour },
    ];
    await createRunner(world, 50, stages).run([instrument('BTC')]);
    expect(world.batches.map(({ stage }) => stage.name)).toEqual(['24h', '24h', '30d', '30d']);
  });

  test('an answer that was cut is gone on with, page by page', async () => {
    const world = createWorld();
    await createRunner(world, 5).run([instrument('BTC')]);
    expect(world.asked.map(({ from }) => (from - start) / minute)).toEqual([-60, -35, -10]);
    expect(world.batches[0]?.bars.map(({ time }) => (time - start) / minute)).toEqual([
      -60, -55, -50, -45, -40, -35, -30, -25, -20, -15, -10, -5,
    ]);
  });

  test('a contract that is younger than the claim has fewer bars, and counts as read', async () => {
    const world = createWorld();
    world.answer = () => [start - 10 * minute, start - 5 * minute];
    const [report] = await createRunner(world).run([instrument('NEW')]);
    expect(report?.isComplete).toBe(true);
    expect(world.asked).toHaveLength(1);
  });
});

describe('trouble', () => {
  test('a contract that fails is tried again at the end, and the stage is whole', async () => {
    const world = createWorld();
    let failures = 0;
    world.answer = symbol =>
      symbol === 'C3' && failures++ < 2 ? Promise.reject(new FeedError('timeout', 'api.example', 'no')) : undefined;
    const [report] = await createRunner(world).run(many);
    expect(report?.isComplete).toBe(true);
    expect(world.asked.filter(({ symbol }) => symbol === 'C3')).toHaveLength(3);
    expect(world.asked).toHaveLength(12);
  });

  test('a contract that goes on failing leaves the stage without credit, and is named', async () => {
    const world = createWorld();
    world.answer = symbol => (symbol === 'C3' ? { label: 'CONTRACT_NOT_FOUND' } : undefined);
    const [report] = await createRunner(world).run(many);
    expect(report).toMatchObject({ isComplete: false, failed: ['C3'] });
    expect(world.batches.every(({ heard }) => heard === undefined)).toBe(true);
    expect(world.asked.filter(({ symbol }) => symbol === 'C3')).toHaveLength(3);
    // The next run asks for that one only.
    world.answer = () => undefined;
    const asked = world.asked.length;
    const [again] = await createRunner(world).run(many);
    expect(world.asked.slice(asked).map(({ symbol }) => symbol)).toEqual(['C3']);
    expect(again?.isComplete).toBe(true);
  });

  test.each(['blocked', 'rate-limited', 'offline', 'cancelled'] as const)(
    'a host that is %s is not asked further',
    async kind => {
      const world = createWorld();
      world.answer = symbol => (symbol === 'C2' ? Promise.reject(new FeedError(kind, 'api.example', 'no')) : undefined);
      await expect(createRunner(world).run(many)).rejects.toMatchObject({ kind });
      expect(world.asked.length).toBeLessThan(10);
    },
  );

  test('bars that cannot be stored stop the run, and are read again by the next', async () => {
    const world = createWorld();
    const runner = createRunner(world);
    const push = world.batches.push.bind(world.batches);
    world.batches.push = batch => {
      if (batch.bars[0]?.symbol === 'C1') throw new Error('disk full');
      return push(batch);
    };
    await expect(runner.run(many)).rejects.toThrow('disk full');
    world.batches.push = push;
    await createRunner(world).run(many);
    const stored = new Set(world.batches.flatMap(({ bars }) => bars.map(({ symbol }) => symbol)));
    expect(stored.size).toBe(10);
  });
});

describe('after the death of the worker', () => {
  test('the next run goes on at the contract where it stopped, for the same claim', async () => {
    const world = createWorld();
    // The worker dies while C4 and those after it are being asked for.
    world.answer = symbol => (Number(symbol.slice(1)) >= 4 ? new Promise(() => undefined) : undefined);
    void createRunner(world).run(many);
    for (let turn = 0; turn < 20; turn += 1) await settle();
    expect(new Set(world.cursors.get('backfill/gate/usdt/24h')?.done)).toEqual(new Set(['C0', 'C1', 'C2', 'C3']));

    world.answer = () => undefined;
    world.now += 30 * minute;
    world.claim = { from: start - 30 * minute, to: world.now };
    const asked = world.asked.length;
    await createRunner(world).run(many);
    expect(world.asked.slice(asked).map(({ symbol }) => symbol)).toEqual(['C4', 'C5', 'C6', 'C7', 'C8', 'C9']);
    // The first contracts were read up to `start` only: nothing later may be credited, nor stored of the others.
    expect(world.batches.at(-1)?.heard).toEqual({ from: start - hour, to: start });
    expect(Math.max(...world.batches.flatMap(({ bars }) => bars.map(({ time }) => time)))).toBe(start - 5 * minute);
  });

  test('no cursor counts a contract whose bars are not stored yet', async () => {
    const world = createWorld();
    const runner = createRunner(world);
    const push = world.batches.push.bind(world.batches);
    const seen: boolean[] = [];
    world.batches.push = batch => {
      const symbol = batch.bars[0]?.symbol ?? '';
      seen.push(world.cursors.get('backfill/gate/usdt/24h')?.done.includes(symbol) ?? false);
      return push(batch);
    };
    await runner.run(many);
    expect(seen).toEqual(Array.from({ length: 11 }, () => false));
  });

  test('a stage that was begun too long ago starts anew', async () => {
    const world = createWorld();
    world.cursors.set('backfill/gate/usdt/24h', {
      from: start - 30 * hour,
      to: start - 7 * hour,
      done: ['BTC'],
      isComplete: false,
    });
    await createRunner(world).run([instrument('BTC')]);
    expect(world.asked).toHaveLength(1);
    expect(world.batches.at(-1)?.heard).toEqual({ from: start - hour, to: start });
  });

  test('a stage that was completed for the claim is not read again, for a wider one it is', async () => {
    const world = createWorld();
    await createRunner(world).run([instrument('BTC')]);
    await createRunner(world).run([instrument('BTC')]);
    expect(world.asked).toHaveLength(1);
    world.claim = { from: start - 2 * hour, to: start };
    await createRunner(world).run([instrument('BTC')]);
    expect(world.asked).toHaveLength(2);
  });

  test('a cursor that is not one of ours is passed over', async () => {
    const world = createWorld();
    Object.assign(world.cursors, { get: () => ({ from: 'yesterday', done: 7 }) });
    await createRunner(world).run([instrument('BTC')]);
    expect(world.asked).toHaveLength(1);
  });
});
