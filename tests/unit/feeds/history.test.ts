import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { healRequests } from '../../../lib/feeds/history.ts';
import { firstRunRequests } from '../../../lib/feeds/history-purse.ts';
import { FeedError } from '../../../lib/model/feed-error.ts';
import type { Liquidation } from '../../../lib/model/trade.ts';
import { measure } from '../../../lib/std/intervals.ts';
import { start } from './fake-host.ts';
import { contract, createHistory, createHistoryRig, day, forced, hour, minute, second } from './history-rig.ts';

/** Noon: `start` is a whole half hour. A live stream that began two seconds after the first look. */
const began = start + 2 * second;

describe('the first run', () => {
  test('asks newest first over all units, largest coins first, then a week, then a month', async () => {
    const rig = createHistoryRig(createHistory());
    const report = await rig.run(['BTC', 'ETH']);
    expect(rig.asked.map(({ unit, from, to }) => [unit, (start - from) / day, (start - to) / day])).toEqual([
      ['BTC-SWAP', 1, 0],
      ['ETH-SWAP', 1, 0],
      ['BTC-SWAP', 7, 1],
      ['ETH-SWAP', 7, 1],
      ['BTC-SWAP', 30, 7],
      ['ETH-SWAP', 30, 7],
    ]);
    expect(report).toEqual({ requests: 6, units: 2, failed: [], outcome: 'done' });
    expect(rig.heard('ETH-SWAP')).toEqual([{ from: start - 30 * day, to: start }]);
  });

  test('hands on single orders of the last day, and half-hour sums by contract of what is older', async () => {
    const rig = createHistoryRig(createHistory(), [
      forced('BTC', start - hour, 10),
      forced('BTC', start - 25 * hour, 1.005),
      forced('BTC', start - 25 * hour + 29 * minute, 2.01),
      forced('BTC', start - 25 * hour + 10 * minute, 4, { position: 'short' }),
      forced('BTC', start - 25 * hour + 30 * minute, 8),
      forced('BTC', start - 26 * hour, 16, { usd: undefined }),
    ]);
    await rig.run(['BTC']);
    const [today, week] = rig.batches;
    expect(today).toMatchObject({ layer: 'fine', events: [{ usd: 10 }] });
    // 1.005 is 1 dollar and 0 or 1 cents as the machine rounds (100.49999…): 100; 100 + 201 = 301.
    expect(
      week?.layer === 'coarse'
        ? week.bars.map(({ time, grainMs, longUsd, shortUsd }) => [time - start, grainMs, longUsd, shortUsd])
        : [],
    ).toEqual([
      [-25 * hour + 30 * minute, 30 * minute, 8, 0],
      [-25 * hour, 30 * minute, 3.01, 4],
      [-26 * hour, 30 * minute, 0, 0],
    ]);
  });

  test('reads pages to the end, and an order that two pages give counts once', async () => {
    const orders = Array.from({ length: 250 }, (_none, index) => forced('BTC', start - 30 * hour + index * second));
    const rig = createHistoryRig(createHistory(), orders);
    // A page begins with the last row of the one before.
    rig.answer = ({ page, from, to }) =>
      [...orders]
        .reverse()
        .filter(({ eventTime = 0 }) => eventTime >= from && eventTime < to)
        .slice(Math.max(0, page - 1), page === 0 ? 100 : page + 99);
    await rig.run(['BTC']);
    expect(rig.cents()).toBe(25_000);
  });

  test('a busy unit is asked for shorter windows, and nothing is lost or counted twice', async () => {
    // 20,000 orders in a week: 200 pages.
    const orders = Array.from({ length: 20_000 }, (_none, index) =>
      forced('BTC', start - 6 * day + Math.floor((index * 5 * day) / 20_000), 1 + (index % 7) / 100),
    );
    const rig = createHistoryRig(createHistory(), orders);
    const report = await rig.run(['BTC']);
    expect(report.outcome).toBe('done');
    expect(rig.cents()).toBe(orders.reduce((sum, { usd = 0 }) => sum + Math.round(usd * 100), 0));
    // Each of the windows is read within eight pages, so that a death costs no more than these.
    expect(report.requests).toBeLessThan(320);
    expect(rig.batches.length).toBeGreaterThan(20);
  });

  test('never asks more than 500 requests, however often the worker dies, and leaves the rest uncovered', async () => {
    const bases = Array.from({ length: 300 }, (_none, index) => `C${String(index)}`);
    const rig = createHistoryRig(createHistory());
    let deaths = 0;
    rig.answer = (_question, index) => {
      if (index % 37 === 36) throw new Error('dead');
      return [];
    };
    for (let life = 0; life < 40; life += 1) {
      const outcome = await rig.run(bases).catch(() => undefined);
      if (outcome?.outcome === 'out-of-reach') break;
      deaths += 1;
      rig.restart();
    }
    expect(deaths).toBeGreaterThan(5);
    expect(rig.asked.length).toBeLessThanOrEqual(firstRunRequests);
    // All units have their day, some their week, none their month: 300 + about 200.
    expect(bases.filter(base => measure(rig.heard(`${base}-SWAP`)) >= day)).toHaveLength(300);
    expect(measure(rig.heard('C299-SWAP'))).toBe(day);
    const asked = rig.asked.length;
    const again = await rig.run(bases);
    expect(again).toMatchObject({ requests: 0, outcome: 'out-of-reach' });
    expect(rig.asked).toHaveLength(asked);
  });

  test('a worker that died goes on where it stopped', async () => {
    const rig = createHistoryRig(createHistory());
    rig.answer = (_question, index) => {
      if (index === 3) throw new Error('dead');
      return [];
    };
    await expect(rig.run(['BTC', 'ETH'])).rejects.toThrow('dead');
    rig.restart();
    await rig.run(['BTC', 'ETH']);
    expect(rig.asked.map(({ unit, to }) => [unit, (start - to) / day])).toEqual([
      ['BTC-SWAP', 0],
      ['ETH-SWAP', 0],
      ['BTC-SWAP', 1],
      ['ETH-SWAP', 1],
      ['ETH-SWAP', 1],
      ['BTC-SWAP', 7],
      ['ETH-SWAP', 7],
    ]);
  });

  test('a history that only heals is asked nothing of the time before the first start', async () => {
    const rig = createHistoryRig(createHistory({ firstReachMs: 0, healReachMs: 6 * hour }));
    rig.live = [{ from: began, to: start + hour }];
    await rig.time.advance(hour);
    await rig.run(['BTC']);
    expect(rig.asked).toEqual([]);
  });
});

describe('healing', () => {
  async function settled(part: Parameters<typeof createHistory>[0] = {}) {
    const rig = createHistoryRig(createHistory({ firstReachMs: day, healReachMs: 3 * day, ...part }));
    await rig.run(['BTC', 'ETH']);
    rig.asked.length = 0;
    return rig;
  }

  test('after eight hours of sleep only the gap is asked for, once for each unit', async () => {
    const rig = await settled();
    await rig.time.advance(12 * hour);
    rig.live = [
      { from: began, to: start + 3 * hour },
      { from: start + 11 * hour, to: start + 12 * hour },
    ];
    const report = await rig.run(['BTC', 'ETH']);
    expect(rig.asked.map(({ unit, from, to }) => [unit, from - start, to - start])).toEqual([
      ['BTC-SWAP', 3 * hour, 11 * hour],
      ['BTC-SWAP', 0, 2 * second],
      ['ETH-SWAP', 3 * hour, 11 * hour],
      ['ETH-SWAP', 0, 2 * second],
    ]);
    expect(report.outcome).toBe('done');
    rig.asked.length = 0;
    await rig.run(['BTC', 'ETH']);
    expect(rig.asked).toEqual([]);
  });

  test('a gap is healed from its first whole half hour on once a day has passed', async () => {
    const rig = await settled();
    await rig.time.advance(2 * day);
    rig.live = [
      { from: start, to: start + 3 * hour + 10 * minute },
      { from: start + 4 * hour + 10 * minute, to: start + 2 * day },
    ];
    await rig.run(['BTC']);
    expect(rig.batches.at(-1)).toMatchObject({
      layer: 'coarse',
      heard: { from: start + 3 * hour, to: start + 4 * hour + 30 * minute },
    });
  });

  test('what is further back than the history can be healed stays unheard', async () => {
    const rig = await settled();
    await rig.time.advance(10 * day);
    await rig.run(['BTC']);
    expect(Math.min(...rig.asked.map(({ from }) => from))).toBe(start + 7 * day);
    expect(measure(rig.heard('BTC-SWAP'))).toBe(4 * day);
  });

  test('no more than 60 requests a run, and the next goes on', async () => {
    const bases = Array.from({ length: 100 }, (_none, index) => `C${String(index)}`);
    const rig = createHistoryRig(createHistory({ firstReachMs: 0 }));
    await rig.run(bases);
    await rig.time.advance(2 * hour);
    rig.live = [{ from: start + hour, to: start + 2 * hour }];
    expect(await rig.run(bases)).toMatchObject({ requests: healRequests, outcome: 'later' });
    expect(await rig.run(bases)).toMatchObject({ requests: 40, outcome: 'done' });
    expect(new Set(rig.asked.map(({ unit }) => unit)).size).toBe(100);
  });

  test('a gap whose end is still too young to be told is asked for when it is whole', async () => {
    const rig = createHistoryRig(createHistory({ firstReachMs: 0, lagMs: 90 * minute }));
    await rig.run(['BTC']);
    rig.live = [
      { from: start, to: start + hour },
      { from: start + 80 * minute, to: start + 20 * hour },
    ];
    // 20 minutes of gap, of which the host may tell 15.
    await rig.time.advance(hour + 105 * minute);
    expect(await rig.run(['BTC'])).toMatchObject({ requests: 0 });
    await rig.time.advance(10 * minute);
    expect(await rig.run(['BTC'])).toMatchObject({ requests: 1 });
    expect(rig.asked[0]).toMatchObject({ from: start + hour, to: start + 80 * minute });
  });

  test('gaps a minute apart are one question', async () => {
    const rig = await settled();
    await rig.time.advance(hour);
    rig.live = [
      { from: start, to: start + 10 * minute },
      { from: start + 11 * minute, to: start + 11 * minute + 40 * second },
      { from: start + 13 * minute, to: start + hour },
    ];
    await rig.run(['BTC']);
    expect(rig.asked.map(({ from, to }) => [from - start, to - start])).toEqual([[10 * minute, 13 * minute]]);
  });
});

describe('a venue without a stream', () => {
  test('is asked for what is new, every unit in every round', async () => {
    const bases = Array.from({ length: 90 }, (_none, index) => `C${String(index)}`);
    const rig = createHistoryRig(createHistory({ firstReachMs: 0, everyMs: 5 * minute, lagMs: minute }));
    await rig.run(bases);
    await rig.time.advance(5 * minute);
    expect(await rig.run(bases)).toMatchObject({ requests: 90, outcome: 'done' });
    await rig.time.advance(5 * minute);
    expect(await rig.run(bases)).toMatchObject({ requests: 90, outcome: 'done' });
    expect(rig.heard('C89-SWAP')).toEqual([{ from: start, to: start + 9 * minute }]);
  });
});

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
    expect(report.failed).toEqual([{ unit: 'BTC-SWAP', reason: expect.stringContaining('BTC-SWAP') as string }]);
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
    expect(report.failed[0]?.reason).toContain('circle');
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
