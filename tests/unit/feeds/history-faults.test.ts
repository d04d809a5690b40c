import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { healRequests } from '../../../lib/feeds/history.ts';
import { firstRunRequests } from '../../../lib/feeds/history-purse.ts';
import { FeedError } from '../../../lib/model/feed-error.ts';
import type { Liquidation } from '../../../lib/model/trade.ts';
import { measure } from '../../../lib/std/intervals.ts';
import { start } from './fake-host.ts';
import { contract, createHistory, createHistoryRig, day, forced, hour, minute, second } from './history-rig.ts';

describe('a unit that cannot be read', () => {
  const bad: readonly [string, unknown][] = [
    ['an answer that is no list', { code: 50_015 }],
    ['a list of something else', [null]],
    ['an order without a time', [forced('BTC', start - hour, 1, { eventTime: undefined })]],
    ['an order of more dollars than there are', [forced('BTC', start - hour, 1e300)]],
    ['an order of fewer dollars than none', [forced('BTC', start - hour, -1)]],
    ['an order of no number of dollars', [forced('BTC', start - hour, NaN)]],
  ];
  test.each(bad)('stays uncovered and is tried again later: %s', async (_name, payload) => {
    const rig = createHistoryRig(createHistory({ firstReachMs: day }));
    rig.answer = ({ unit }) => (unit === 'BTC-SWAP' ? payload : []);
    const report = await rig.run(['BTC', 'ETH']);
    expect(report.failed).toEqual([{ unit: 'BTC-SWAP', error: expect.objectContaining({ place: 'BTC-SWAP' }) as FeedError }]);
    expect(rig.heard('BTC-SWAP')).toEqual([]);
    expect(rig.heard('ETH-SWAP')).toEqual([{ from: start - day, to: start }]);
    expect(rig.cents()).toBe(0);
    rig.answer = undefined;
    await rig.time.advance(10 * minute);
    await rig.run(['BTC', 'ETH']);
    expect(rig.heard('BTC-SWAP')).toEqual([]);
    await rig.time.advance(21 * minute);
    await rig.run(['BTC', 'ETH']);
    expect(measure(rig.heard('BTC-SWAP'))).toBe(day);
  });

  test('nothing there is heard: an empty list, and a page of which nothing is ours', async () => {
    for (const payload of [[], 'nothing of ours', 'hello']) {
      const rig = createHistoryRig(createHistory({ firstReachMs: day }));
      rig.answer = () => payload;
      expect(await rig.run(['BTC'])).toMatchObject({ failed: [], outcome: 'done' });
      expect(measure(rig.heard('BTC-SWAP'))).toBe(day);
    }
  });

  test('pages that go in a circle are a fault, not an endless loop', async () => {
    const rig = createHistoryRig(createHistory({ firstReachMs: day, next: () => 'again' }));
    const report = await rig.run(['BTC']);
    expect(report.failed[0]?.error.message).toContain('circle');
    expect(rig.asked).toHaveLength(2);
  });

  test('pages without end are given up, and cost what the budget allows and no more', async () => {
    let page = 0;
    const rig = createHistoryRig(createHistory({ firstReachMs: 2 * day, next: () => String((page += 1)) }));
    rig.answer = () => [];
    await rig.run(['BTC']);
    expect(rig.asked.length).toBeLessThanOrEqual(firstRunRequests + healRequests);
    expect(rig.heard('BTC-SWAP')).toEqual([]);
  });

  test('five units that fail in a row mean that it is the host: the run ends', async () => {
    const rig = createHistoryRig(createHistory({ firstReachMs: day }));
    rig.answer = () => {
      throw new FeedError('status', 'history.example', 'status 500', { status: 500 });
    };
    await expect(rig.run(['A', 'B', 'C', 'D', 'E', 'F', 'G'])).rejects.toThrow('500');
    expect(rig.asked).toHaveLength(5);
  });

  test.each(['blocked', 'rate-limited', 'offline', 'cancelled'] as const)(
    'a host that is %s is asked nothing more in that run',
    async kind => {
      const rig = createHistoryRig(createHistory({ firstReachMs: day }));
      rig.answer = () => {
        throw new FeedError(kind, 'history.example', 'no');
      };
      await expect(rig.run(['A', 'B'])).rejects.toMatchObject({ kind });
      expect(rig.asked).toHaveLength(1);
    },
  );
});

describe('clocks', () => {
  test.each([day, -day, 90 * second])(
    'nothing is claimed from an answer during which the market’s clock moved by %i ms',
    async ms => {
      const rig = createHistoryRig(createHistory({ firstReachMs: day }));
      rig.answer = () => {
        rig.market.offsetMs += ms;
        return [];
      };
      expect(await rig.run(['BTC', 'ETH'])).toMatchObject({ requests: 1, outcome: 'later' });
      expect(rig.batches).toEqual([]);
    },
  );

  test('a clock that is no longer agreed on tells no time to claim, and is not asked by', async () => {
    const rig = createHistoryRig(createHistory({ firstReachMs: day }));
    await rig.run(['BTC']);
    rig.market.agreed = false;
    await rig.time.advance(2 * hour);
    const asked = rig.asked.length;
    expect(await rig.run(['BTC'])).toMatchObject({ requests: 0, outcome: 'later' });
    expect(rig.asked).toHaveLength(asked);
  });

  test('the machine’s clock set a day forward and back again leaves no day claimed that has not been', async () => {
    const rig = createHistoryRig(createHistory({ firstReachMs: day }));
    await rig.run(['BTC']);
    rig.time.jump(day);
    // Market time saw the jump, and goes on once hosts agree.
    rig.market.agreed = false;
    expect(await rig.run(['BTC'])).toMatchObject({ requests: 0 });
    rig.market.offsetMs = -day;
    rig.market.agreed = true;
    await rig.time.advance(2 * hour);
    await rig.run(['BTC']);
    expect(rig.heard('BTC-SWAP')).toEqual([{ from: start - day, to: start + 2 * hour }]);
  });
});

test('orders that a host gives from outside of the window that was asked for are not counted', async () => {
  const stray: Liquidation[] = [forced('BTC', start - 40 * day), forced('BTC', start + hour), forced('BTC', start - hour, 5)];
  const rig = createHistoryRig(
    createHistory({ firstReachMs: day, units: ([first = contract('BTC')]) => [{ key: 'all', instruments: [first] }] }),
  );
  rig.answer = () => stray;
  await rig.run(['BTC']);
  expect(rig.cents()).toBe(500);
});

test('a half hour that takes several windows is handed on as one', async () => {
  const orders = [forced('BTC', start - 25 * hour, 1), forced('BTC', start - 25 * hour + 25 * minute, 2)];
  const rig = createHistoryRig(createHistory({ firstReachMs: 26 * hour, maxWindowMs: 10 * minute }), orders);
  await rig.run(['BTC']);
  const bars = rig.batches.flatMap(batch => (batch.layer === 'coarse' ? batch.bars : []));
  expect(bars.map(({ longUsd }) => longUsd)).toEqual([3]);
  for (const { heard, layer } of rig.batches) if (layer === 'coarse') expect(heard.to - heard.from).toBe(30 * minute);
  expect(Math.max(...rig.asked.map(({ from, to }) => to - from))).toBe(10 * minute);
});

test('a history of all trades, in which few were forced, is asked for ever shorter windows until they fit', async () => {
  const orders = [forced('BTC', start - 5 * hour, 3)];
  const trades = 40_000;
  const rig = createHistoryRig(
    createHistory({
      firstReachMs: 0,
      healReachMs: day,
      // A page is 1,000 trades, evenly over the day.
      next(payload, _unit, window, page) {
        const pages = ((window.to - window.from) / day) * (trades / 1_000);
        const next = Number(page ?? 0) + 1;
        return Array.isArray(payload) && next < pages ? String(next) : undefined;
      },
    }),
    orders,
  );
  await rig.run(['BTC']);
  await rig.time.advance(4 * hour);
  rig.answer = ({ from, to }) => (from <= start + hour && start + hour < to ? [forced('BTC', start + hour, 3)] : []);
  const report = await rig.run(['BTC']);
  expect(report.outcome).toBe('done');
  expect(rig.cents()).toBe(300);
  // Four hours are seven pages, and fit at once.
  expect(report.requests).toBe(7);
  await rig.time.advance(20 * hour);
  // Twenty are 34: eight of them in vain, then windows of two and a half hours.
  expect((await rig.run(['BTC'])).requests).toBeLessThanOrEqual(8 + 8 * 5);
});

describe('a hostile host', () => {
  /** Anything that JSON can be, orders with wrong members, and orders as they should be. */
  const anyOrder = fc.record({
    eventTime: fc.oneof(fc.integer({ min: start - 2 * day, max: start + day }), fc.constant(undefined), fc.double()),
    usd: fc.oneof(fc.double(), fc.integer({ min: 0, max: 1_000 }), fc.constant(undefined)),
    key: fc.string({ maxLength: 3 }),
  });
  const answers = fc.array(
    fc.oneof(
      fc.jsonValue(),
      fc.array(
        anyOrder.map(part => forced('BTC', start, 1, part)),
        { maxLength: 5 },
      ),
    ),
    {
      minLength: 1,
      maxLength: 12,
    },
  );

  test('never makes the runner throw anything but a fault of the feed, and never a sum that is no sum', async () => {
    await fc.assert(
      fc.asyncProperty(answers, async payloads => {
        const rig = createHistoryRig(createHistory({ firstReachMs: 3 * day }));
        rig.answer = (_question, index) => payloads[index % payloads.length];
        const report = await rig.run(['BTC', 'ETH']).catch((error: unknown) => error);
        if (report instanceof Error) expect(report).toBeInstanceOf(FeedError);
        expect(rig.asked.length).toBeLessThanOrEqual(firstRunRequests + healRequests);
        const cents = rig.cents();
        expect(Number.isSafeInteger(cents) && cents >= 0).toBe(true);
        for (const { heard } of rig.batches) expect(heard.from < heard.to && heard.to <= start).toBe(true);
      }),
      { numRuns: 300, seed: 20_261_122 },
    );
  });

  test('an answer that is given twice, or in another order, gives the same sums', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 3 * day }), fc.integer({ min: 0, max: 1_000_000 })), { maxLength: 30 }),
        async rows => {
          const orders = rows.map(([ago, cents]) =>
            forced('BTC', start - ago, cents / 100, { key: `${String(ago)} ${String(cents)}` }),
          );
          const sums: number[] = [];
          for (const payload of [orders, [...orders].reverse(), [...orders, ...orders]]) {
            const rig = createHistoryRig(createHistory({ firstReachMs: 3 * day }), [], 1_000);
            rig.answer = () => payload;
            await rig.run(['BTC']);
            sums.push(rig.cents());
          }
          expect(new Set(sums).size).toBe(1);
        },
      ),
      { numRuns: 100, seed: 20_261_122 },
    );
  });
});
