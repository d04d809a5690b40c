import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTotals, windowTotals } from '../../../lib/engine/totals.ts';
import type { Interval } from '../../../lib/model/coverage.ts';
import { day, halfHour, hour, makeDays, makeInput, minute } from './make-sums.ts';
import type { Entry } from './make-sums.ts';

/** Half past midnight, when half hours and windows meet. */
const now = Date.UTC(2026, 1, 12, 0, 30);

describe('the edges of a window', () => {
  const late = now + 20_000;

  it('leave out a bar that opened before the window and keep the next one', () => {
    const days = makeDays('gate', minute, [
      [late - 20_000 - hour, 1, 'BTC', 100_00, 0],
      [late - 20_000 - hour + minute, 1, 'BTC', 7_00, 0],
    ]);
    const totals = windowTotals(makeInput(late, { days }));
    expect(totals['1h']?.usd).toBe(7);
    expect(totals['24h']?.usd).toBe(107);
  });

  it('leave out a five-minute bar that opened before the window, though it reaches in', () => {
    const days = makeDays('gate', minute, [
      [now - hour, 5, 'BTC', 100_00, 0],
      [now - hour + 5 * minute, 5, 'BTC', 0, 3_00],
    ]);
    expect(windowTotals(makeInput(late, { days }))['1h']?.usd).toBe(3);
    expect(windowTotals(makeInput(now, { days }))['1h']?.usd).toBe(103);
  });

  it('count the bar that is still forming, and nothing that opens at now or after', () => {
    const forming = makeDays('gate', minute, [
      [now, 1, 'BTC', 5_00, 0],
      [now + minute, 1, 'BTC', 90_00, 0],
    ]);
    expect(windowTotals(makeInput(late, { days: forming }))['1h']?.usd).toBe(5);
    expect(windowTotals(makeInput(now, { days: forming }))['1h']?.usd).toBe(0);
  });

  it('count an event from the first ms of the window to the last before now', () => {
    const at = (time: number, cents: number) => ({ venue: 'gate', base: 'BTC', position: 'short' as const, cents, time });
    const tail = [at(now - hour - 1, 1_00), at(now - hour, 2_00), at(now - 1, 4_00), at(now, 8_00)];
    const totals = windowTotals(makeInput(now, { tail }));
    expect(totals['1h']).toMatchObject({ usd: 6, longUsd: 0, shortUsd: 6 });
    expect(totals['24h']?.usd).toBe(7);
  });
});

describe('the layer that tells of a half hour', () => {
  const slot = now - 3 * hour;
  const inBoth = [
    ...makeDays('gate', minute, [[slot + 2 * minute, 1, 'BTC', 10_00, 0]]),
    ...makeDays('gate', halfHour, [[slot, 1, 'BTC', 700_00, 0]]),
  ];
  const heard = (fine: readonly Interval[], coarse: readonly Interval[]) => [{ venue: 'gate', fine, coarse }];
  const wholeSlot = [{ from: slot, to: slot + halfHour }];
  const partOfSlot = [{ from: slot, to: slot + 10 * minute }];

  it('is the fine one where it was heard throughout', () => {
    const totals = windowTotals(makeInput(now, { days: inBoth, coverage: heard(wholeSlot, wholeSlot) }));
    expect([totals['24h']?.usd, totals['7d']?.usd, totals['30d']?.usd]).toEqual([10, 10, 10]);
  });

  it('is the coarse one in the long windows where the fine one has a gap, and still the fine one in the short', () => {
    const totals = windowTotals(makeInput(now, { days: inBoth, coverage: heard(partOfSlot, wholeSlot) }));
    expect([totals['24h']?.usd, totals['7d']?.usd, totals['30d']?.usd]).toEqual([10, 700, 700]);
    expect((totals['24h']?.coverage ?? NaN) * 24 * 60).toBeCloseTo(10, 9);
    expect((totals['7d']?.coverage ?? NaN) * 7 * 24 * 60).toBeCloseTo(30, 9);
  });

  it('is the coarse one in the short windows too where nothing finer was heard', () => {
    const totals = windowTotals(makeInput(now, { days: inBoth, coverage: heard([], wholeSlot) }));
    expect([totals['24h']?.usd, totals['7d']?.usd, totals['30d']?.usd]).toEqual([700, 700, 700]);
    expect((totals['24h']?.coverage ?? NaN) * 48).toBeCloseTo(1, 9);
  });

  it('is the fine one where the coarse one does not cover the half hour', () => {
    const short = [{ from: slot, to: slot + halfHour - 1 }];
    const totals = windowTotals(makeInput(now, { days: inBoth, coverage: heard(partOfSlot, short) }));
    expect([totals['24h']?.usd, totals['7d']?.usd]).toEqual([10, 10]);
  });

  it('is the fine one in a half hour that the window cuts, for the edge and for the coverage', () => {
    const edge = now - 7 * day;
    const days = [
      ...makeDays('gate', minute, [[edge + 12 * minute, 1, 'BTC', 10_00, 0]]),
      ...makeDays('gate', halfHour, [[edge, 1, 'BTC', 700_00, 0]]),
    ];
    const coverage = heard([{ from: edge + 10 * minute, to: edge + 20 * minute }], [{ from: edge, to: edge + halfHour }]);
    expect(windowTotals(makeInput(now, { days, coverage }))['7d']?.usd).toBe(700);
    const later = windowTotals(makeInput(now + 5_000, { days, coverage }));
    expect(later['7d']?.usd).toBe(10);
    expect((later['7d']?.coverage ?? NaN) * 7 * 24 * 60).toBeCloseTo(10, 9);
    expect(later['30d']?.usd).toBe(700);
  });

  it('is the fine one in the half hour that is running', () => {
    const days = [
      ...makeDays('gate', minute, [[now + minute, 1, 'BTC', 10_00, 0]]),
      ...makeDays('gate', halfHour, [[now, 1, 'BTC', 700_00, 0]]),
    ];
    const coverage = heard([{ from: now, to: now + minute }], [{ from: now, to: now + halfHour }]);
    expect(windowTotals(makeInput(now + 10 * minute, { days, coverage }))['30d']?.usd).toBe(10);
  });

  it('swallows tail events of a half hour that the coarse one tells of', () => {
    const tail = [{ venue: 'gate', base: 'BTC', position: 'long' as const, cents: 9_00, time: slot + 5 * minute }];
    const totals = windowTotals(makeInput(now, { days: inBoth, tail, coverage: heard(partOfSlot, wholeSlot) }));
    expect(totals['7d']?.usd).toBe(700);
    expect(totals['24h']?.usd).toBe(19);
  });

  it('is chosen for each venue apart', () => {
    const days = [...inBoth, ...inBoth.map(sums => ({ ...sums, venue: 'bybit' }))];
    const coverage = [...heard(wholeSlot, wholeSlot), { venue: 'bybit', fine: [], coarse: wholeSlot }];
    const venues = ['gate', 'bybit'].map(id => ({ id, completeness: 'complete' as const, weightUsd: undefined }));
    expect(windowTotals(makeInput(now, { days, coverage, venues }))['30d']?.usd).toBe(710);
  });

  it('is the coarse one where nothing finer was heard, with the gap that it has: money that is kept counts', () => {
    // A day that was turned into half hours, with a gap of three seconds in one of them.
    const old = now - 10 * day;
    const gap = [
      { from: old - day, to: old + 10 * minute },
      { from: old + 10 * minute + 3_000, to: old + day },
    ];
    const days = makeDays('gate', halfHour, [[old, 1, 'BTC', 700_00, 0]]);
    const total = windowTotals(makeInput(now, { days, coverage: heard([], gap) }))['30d'];
    expect(total?.usd).toBe(700);
    expect((total?.coverage ?? NaN) * 30 * day).toBeCloseTo(2 * day - 3_000, 3);
  });

  it('is the only one that is kept of a day, heard or not: then it counts, and coverage tells that more may be missing', () => {
    const days = makeDays('gate', halfHour, [[now - 10 * day, 1, 'BTC', 700_00, 0]]);
    const total = windowTotals(makeInput(now, { days, coverage: heard(wholeSlot, []) }))['30d'];
    expect(total).toMatchObject({ usd: 700, floor: true });
    // The day that the edge of a window cuts, and yesterday.
    const cut = makeDays('gate', halfHour, [[now - 7 * day - halfHour, 1, 'BTC', 70_00, 0]]);
    const yesterday = makeDays('gate', halfHour, [[now - day, 1, 'BTC', 7_00, 0]]);
    for (const coarse of [[], [{ from: now - 30 * day, to: now }]]) {
      const both = windowTotals(makeInput(now, { days: [...cut, ...yesterday], coverage: heard(wholeSlot, coarse) }));
      expect([both['30d']?.usd, both['7d']?.usd, both['24h']?.usd]).toEqual([77, 7, 7]);
    }
    expect((total?.coverage ?? NaN) * 30 * 48).toBeCloseTo(1, 9);
  });

  it('is not the coarse one that is still being read while finer money of that day is kept', () => {
    const tail = [{ venue: 'gate', base: 'BTC', position: 'long' as const, cents: 9_00, time: slot + 5 * minute }];
    const days = makeDays('gate', halfHour, [[slot, 1, 'BTC', 700_00, 0]]);
    expect(windowTotals(makeInput(now, { days, tail, coverage: heard(partOfSlot, []) }))['30d']?.usd).toBe(9);
  });

  it('is not read from other grains', () => {
    const days = makeDays('gate', hour, [[now - 2 * hour - halfHour, 1, 'BTC', 5_00, 0]]);
    expect(windowTotals(makeInput(now, { days }))['24h']?.usd).toBe(0);
  });
});

describe('what a total says of itself', () => {
  const venue = (id: string, weightUsd: number | undefined, completeness: 'complete' | 'sampled' = 'complete') => ({
    id,
    weightUsd,
    completeness,
  });
  const all = { from: now - 40 * day, to: now };
  const half = { from: now - 12 * hour, to: now };
  const coverage = [
    { venue: 'binance', fine: [all], coarse: [] },
    { venue: 'bybit', fine: [half], coarse: [] },
  ];

  it('weighs coverage by open interest: 60 % whole, 30 % half and 10 % unheard make 75 %', () => {
    const venues = [venue('binance', 60e9), venue('bybit', 30e9), venue('gate', 10e9)];
    const total = windowTotals(makeInput(now, { coverage, venues }))['24h'];
    expect(total?.coverage).toBeCloseTo(0.75, 12);
    expect(total).toMatchObject({ venuesHeard: 2, venuesEnabled: 3, floor: true });
  });

  it('weighs venues the same while one weight is not known: 1, 0.5 and 0 make 50 %', () => {
    const venues = [venue('binance', 60e9), venue('bybit', undefined), venue('gate', 10e9)];
    expect(windowTotals(makeInput(now, { coverage, venues }))['24h']?.coverage).toBeCloseTo(0.5, 12);
  });

  it('weighs venues the same when every weight is 0, so that nothing is divided by 0', () => {
    const venues = [venue('binance', 0), venue('bybit', 0)];
    expect(windowTotals(makeInput(now, { coverage, venues }))['24h']?.coverage).toBeCloseTo(0.75, 12);
  });

  it('is no floor only when all was heard, no venue samples and no coin is left out', () => {
    expect(windowTotals(makeInput(now))['30d']).toMatchObject({ floor: false, coverage: 1 });
    expect(windowTotals(makeInput(now, { universeComplete: false }))['30d']?.floor).toBe(true);
    expect(windowTotals(makeInput(now, { venues: [venue('gate', undefined, 'sampled')] }))['30d']?.floor).toBe(true);
    expect(windowTotals(makeInput(now, { venues: [venue('gate', 1), venue('bybit', 0)] }))['30d']?.floor).toBe(true);
  });

  it('forgives a venue one second of a window, and not more', () => {
    const missing = (ms: number) => [{ venue: 'gate', fine: [{ from: now - 40 * day, to: now - ms }], coarse: [] }];
    expect(windowTotals(makeInput(now, { coverage: missing(1_000) }))['1h']?.floor).toBe(false);
    expect(windowTotals(makeInput(now, { coverage: missing(1_001) }))['1h']?.floor).toBe(true);
  });

  it('leaves out a window of which nothing was heard, and gives 0 where all was heard and nobody was forced out', () => {
    const old = [{ venue: 'gate', fine: [{ from: now - 3 * hour, to: now - 2 * hour }], coarse: [] }];
    const totals = windowTotals(makeInput(now, { coverage: old }));
    expect(Object.keys(totals).sort()).toEqual(['24h', '30d', '7d']);
    expect(totals['24h']?.usd).toBe(0);
    expect(windowTotals(makeInput(now, { venues: [] }))).toEqual({});
  });

  it('leaves out a venue that is switched off, money and coverage', () => {
    const days = makeDays('okx', minute, [[now - minute, 1, 'BTC', 100_00, 0]]);
    const tail = [{ venue: 'okx', base: 'BTC', position: 'long' as const, cents: 100_00, time: now - 5 }];
    const rows = [{ venue: 'okx', fine: [all], coarse: [] }, ...makeInput(now).coverage];
    expect(windowTotals(makeInput(now, { days, tail, coverage: rows }))['1h']).toMatchObject({ usd: 0, venuesHeard: 1 });
  });
});

describe('the sums', () => {
  const days = makeDays('gate', minute, [
    [now - 3 * minute, 1, 'BTC', 10, 1_000],
    [now - 3 * minute, 1, 'ETH', 20, 0],
    [now - 2 * minute, 1, 'BTC', 20, 0],
  ]);

  it('are added in cents, so that ten and twenty cents are thirty', () => {
    expect(windowTotals(makeInput(now, { days }), 'BTC')['1h']).toMatchObject({ longUsd: 0.3, shortUsd: 10, usd: 10.3 });
  });

  it('are given for the market and for each coin asked for, in one go', () => {
    const { market, coins } = createTotals(makeInput(now, { days }), ['ETH', 'SOL', '__proto__']);
    expect(market['1h']?.usd).toBe(10.5);
    expect(coins['ETH']?.['1h']?.usd).toBe(0.2);
    expect(coins['SOL']?.['1h']?.usd).toBe(0);
    expect(Object.keys(coins)).toEqual(['ETH', 'SOL', '__proto__']);
  });
});

interface Slot {
  readonly fineFrom: number;
  readonly fineTo: number;
  readonly coarse: boolean;
  readonly minutes: readonly number[];
  readonly fiveMinutes: boolean;
}

describe('any layering', () => {
  /** Half hours that were recorded in both layers, heard by one, both or none. */
  const slots = fc.array(
    fc.record({
      fineFrom: fc.integer({ min: 0, max: 30 }),
      fineTo: fc.integer({ min: 0, max: 30 }),
      coarse: fc.boolean(),
      minutes: fc.uniqueArray(fc.integer({ min: 0, max: 29 }), { maxLength: 4 }),
      fiveMinutes: fc.boolean(),
    }),
    { minLength: 1, maxLength: 60 },
  );
  const offset = fc.integer({ min: 0, max: 40 * minute });

  function build(shape: readonly Slot[], late: number) {
    const fine: Entry[] = [];
    const coarse: Entry[] = [];
    const heardFine: Interval[] = [];
    const heardCoarse: Interval[] = [];
    shape.forEach((slot, place) => {
      const opening = now - (shape.length - place) * halfHour;
      // Each minute of the world is worth a dollar of longs, and both layers know of it.
      const minutes = slot.fiveMinutes ? [...new Set(slot.minutes.map(each => each - (each % 5)))] : slot.minutes;
      for (const each of [...minutes].sort((left, right) => left - right)) {
        fine.push([opening + each * minute, slot.fiveMinutes ? 5 : 1, 'BTC', 100, 0]);
      }
      if (minutes.length > 0) coarse.push([opening, 1, 'BTC', 100 * minutes.length, 0]);
      if (slot.fineFrom < slot.fineTo) {
        heardFine.push({ from: opening + slot.fineFrom * minute, to: opening + slot.fineTo * minute });
      }
      if (slot.coarse) heardCoarse.push({ from: opening, to: opening + halfHour });
    });
    const input = makeInput(late, {
      days: [...makeDays('gate', minute, fine), ...makeDays('gate', halfHour, coarse)],
      coverage: [{ venue: 'gate', fine: heardFine, coarse: heardCoarse }],
    });
    return { input, fine };
  }

  it('never counts a bar twice, nor one that began before the window', () => {
    fc.assert(
      fc.property(slots, offset, (some, ms) => {
        const { input, fine } = build(some, now + ms);
        const totals = windowTotals(input);
        const lengths = { '1h': hour, '24h': day, '7d': 7 * day, '30d': 30 * day };
        for (const name of ['1h', '24h', '7d', '30d'] as const) {
          const world = fine.filter(([time]) => time >= input.now - lengths[name]).length;
          // Fine and coarse tell the same of every half hour that is wholly inside, so that the sum is the world's whatever is chosen.
          if (totals[name] !== undefined) expect(totals[name].usd).toBe(world);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('gives no share above 1, nothing that is no number, and never less for one entry more', () => {
    fc.assert(
      fc.property(slots, offset, fc.integer({ min: 0, max: 29 }), (some, ms, extra) => {
        const { input } = build(some, now + ms);
        const more = {
          ...input,
          days: [...input.days, ...makeDays('gate', minute, [[now - halfHour + extra * minute, 1, 'ETH', 5, 7]])],
        };
        const before = windowTotals(input);
        const after = windowTotals(more);
        for (const name of ['1h', '24h', '7d', '30d'] as const) {
          const total = before[name];
          if (total === undefined) continue;
          for (const value of Object.values(total)) expect(Number.isNaN(value)).toBe(false);
          expect(total.coverage).toBeGreaterThan(0);
          expect(total.coverage).toBeLessThanOrEqual(1);
          expect(after[name]?.usd).toBeGreaterThanOrEqual(total.usd);
        }
      }),
      { numRuns: 200 },
    );
  });
});
