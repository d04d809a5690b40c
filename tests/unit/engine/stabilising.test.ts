import { describe, expect, it } from 'vitest';
import type { OwnPast, Signs } from '../../../lib/engine/phase-evidence.ts';
import { judgeStabilising, waitOf } from '../../../lib/engine/stabilising.ts';
import type { Fall } from '../../../lib/engine/stabilising.ts';
import { createTape } from '../../../lib/engine/tape.ts';
import type { Tape } from '../../../lib/engine/tape.ts';
import type { BranchingFigure, StabilisingFigure } from '../../../lib/model/engine.ts';

const t0 = Date.UTC(2026, 2, 1);
const minute = 60_000;
const hour = 3_600_000;

/** From 80,000 to 70,000 in three hours: 38.2 % of it won back is 73,820. */
const fall: Fall = {
  startedAt: t0,
  highUsd: 80_000,
  lowUsd: 70_000,
  lowAt: t0 + 3 * hour,
  peakPerMinuteUsd: 1e6,
  peakAt: t0 + 2 * hour,
  peakOrders: 50,
};
const past: OwnPast = { rates: [{ windowMs: hour, usd: 600_000, orders: 10 }], pastMs: 7 * 24 * hour, deviation: 0.0003 };
const signs = (priceUsd?: number, raw?: number, windowMs = 600_000): Signs => ({
  evidence: [],
  ...(priceUsd === undefined ? {} : { priceUsd }),
  ...(raw === undefined
    ? {}
    : { r: { raw, high: raw + 0.1, orders: 50, windowMs, method: 'hawkes', at: t0 } satisfies BranchingFigure }),
});

/** Longs half an hour after the beginning, and in the two spans of three hours before now; the most of three hours is the first two together. */
function tapeOf(peakUsd: number, beforeUsd: number, lastUsd: number, now: number, taken = 60): Tape {
  const tape = createTape({ base: 'BTC' });
  const push = (time: number, usd: number): void =>
    tape.push({ type: 'liquidation', time, base: 'BTC', position: 'long', usd, venue: 'bybit' });
  push(t0 + hour / 2, peakUsd);
  push(now - 4 * hour, beforeUsd);
  push(now - hour, lastUsd);
  for (const hours of [2, 1])
    tape.push({
      type: 'bar',
      time: now - hours * hour,
      intervalMs: hour,
      base: 'BTC',
      open: 74_000,
      high: 74_000,
      low: 74_000,
      close: 74_000,
      volume: 120,
      takerBuyBase: taken,
    });
  return tape;
}

const met = ({ buying, diminishing }: StabilisingFigure): Readonly<Record<string, boolean | undefined>> =>
  Object.fromEntries([...buying.terms, ...diminishing.terms].map(term => [term.id, term.met]));

describe('stabilising', () => {
  const now = t0 + 7 * hour;

  it('has both ticks when every term holds, each at its threshold', () => {
    const figure = judgeStabilising(tapeOf(5e6, 3e6, 2e6, now), fall, past, signs(73_820, 0.49), now);
    expect(met(figure)).toEqual({
      'no-new-low': true,
      retraced: true,
      'taker-buying': true,
      'rate-low': true,
      'long-rate-falling': true,
      branching: true,
    });
    expect([figure.buying.met, figure.diminishing.met]).toEqual([true, true]);
  });

  it.each([
    ['no-new-low', tapeOf(5e6, 3e6, 2e6, now - 1), signs(73_820, 0.49), now - 1],
    ['retraced', tapeOf(5e6, 3e6, 2e6, now), signs(73_819, 0.49), now],
    ['taker-buying', tapeOf(5e6, 3e6, 2e6, now, 59), signs(73_820, 0.49), now],
    ['rate-low', tapeOf(4.9e6, 3e6, 2e6, now), signs(73_820, 0.49), now],
    ['long-rate-falling', tapeOf(6.2e6, 1.9e6, 2e6, now), signs(73_820, 0.49), now],
    ['branching', tapeOf(5e6, 3e6, 2e6, now), signs(73_820, 0.5), now],
  ] as const)('fails by %s alone', (id, tape, seen, moment) => {
    const figure = judgeStabilising(tape, fall, past, seen, moment);
    const failed = Object.entries(met(figure)).filter(([, value]) => value !== true);
    expect(failed).toEqual([[id, false]]);
  });

  it('takes a level that the fall went through and the price is back above for a retracement', () => {
    const deep: Fall = { ...fall, highUsd: 90_000 };
    // 5,000 is the grid here: 70,000 is no level that 70,000 went through; with a low of 69,000 it is.
    expect(met(judgeStabilising(tapeOf(5e6, 3e6, 2e6, now), deep, past, signs(73_000), now)).retraced).toBe(false);
    const deeper = { ...deep, lowUsd: 69_000 };
    expect(met(judgeStabilising(tapeOf(5e6, 3e6, 2e6, now), deeper, past, signs(73_000), now)).retraced).toBe(true);
  });

  it('skips and names what is not known', () => {
    const figure = judgeStabilising(createTape({ base: 'BTC' }), fall, past, signs(), now);
    expect([figure.buying.met, figure.diminishing.met]).toEqual([undefined, undefined]);
    for (const term of [...figure.buying.terms, ...figure.diminishing.terms]) expect(term.missing).toMatch(/\w/);
    const priced = judgeStabilising(createTape({ base: 'BTC' }), fall, past, signs(75_000), now);
    expect(priced.buying.met).toBe(true);
  });

  it('does not read an R that was measured over the fall itself', () => {
    const figure = judgeStabilising(tapeOf(5e6, 3e6, 2e6, now), fall, past, signs(73_820, 0.9, 6 * hour), now);
    expect(figure.diminishing.met).toBe(true);
    expect(figure.diminishing.terms.at(-1)?.missing).toBe('fewSinceFall');
  });

  it('waits four hours after a fall of twenty minutes and more, and twelve times as long as a shorter one took, twenty minutes at least', () => {
    const after = (minutes: number): number => waitOf({ ...fall, lowAt: t0 + minutes * minute }) / minute;
    expect([1, 2, 10, 20, 600].map(after)).toEqual([20, 24, 120, 240, 240]);
  });
});
