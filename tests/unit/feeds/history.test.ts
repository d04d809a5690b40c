import { describe, expect, test } from 'vitest';
import { healRequests } from '../../../lib/feeds/history.ts';
import { firstRunRequests } from '../../../lib/feeds/history-purse.ts';
import { measure } from '../../../lib/std/intervals.ts';
import { start } from './fake-host.ts';
import { createHistory, createHistoryRig, day, forced, hour, minute, second } from './history-rig.ts';

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

  test('is not asked again in one run for the seconds that the run itself takes', async () => {
    const rig = createHistoryRig(createHistory({ everyMs: 5 * minute, lagMs: 2 * minute, firstReachMs: day }));
    rig.answer = async () => {
      await rig.time.advance(second);
      return [];
    };
    expect(await rig.run(['BTC', 'ETH', 'SOL'])).toMatchObject({ requests: 3, outcome: 'done' });
  });
});
