import { beforeAll, describe, expect, it } from 'vitest';
import { createCoinEngine } from '../../../lib/engine/coin-engine.ts';
import type { CoinEngine } from '../../../lib/engine/coin-engine.ts';
import type { EngineInput, PhaseChange } from '../../../lib/model/engine.ts';
import { createLedger } from '../../market/scenarios/registry.ts';
import type { Ledger } from '../../market/world.ts';
import { toBars, toInterest, toOrders, toSums } from './play-ledger.ts';

const minute = 60_000;
const hour = 3_600_000;
const day = 24 * hour;

function changesOf(engine: CoinEngine, now: number): readonly PhaseChange[] {
  const changes: PhaseChange[] = [];
  for (let change = engine.step(now); change !== undefined; change = engine.step(now)) changes.push(change);
  return changes;
}

/** Pushes everything at once, then goes through the steps: what comes later than a step is not seen by it. */
function play(inputs: readonly EngineInput[], now: number, base: string | undefined): CoinEngine {
  const engine = createCoinEngine({ base });
  for (const input of inputs) engine.push(input);
  changesOf(engine, now);
  return engine;
}

function phaseOf(engine: CoinEngine, now: number): string {
  const { phase } = engine.reading(now);
  return 'phase' in phase ? phase.phase : JSON.stringify(phase.unknown);
}

describe('the made cascade', () => {
  let ledger: Ledger;
  let orders: readonly EngineInput[];
  let to: number;
  let from: number;

  beforeAll(() => {
    ledger = createLedger('cascade');
    from = ledger.t0 - 4 * day;
    to = ledger.t0 + 3 * hour;
    orders = toOrders(ledger, from, to, 'BTC');
  });

  /** Seconds after t0 at which each phase begins. */
  const marksOf = (inputs: readonly EngineInput[]): Readonly<Record<string, number>> => {
    const engine = createCoinEngine({ base: 'BTC' });
    for (const input of inputs) engine.push(input);
    const changes = changesOf(engine, to);
    // Each phase once and in order.
    expect(changes.map(({ phase }) => phase)).toEqual(['building', 'cascade', 'deleveraging', 'stabilising']);
    return Object.fromEntries(changes.map(({ phase, time }) => [phase, (time - ledger.t0) / 1000]));
  };

  it('has building, cascade and deleveraging within 30 seconds of its marks, told by minute bars', () => {
    const marks = marksOf([...orders, ...toBars(ledger, from, to, minute), ...toInterest(ledger, from, to, 5 * minute, 'BTC')]);
    for (const [phase, mark] of [
      ['building', 40],
      ['cascade', 100],
      ['deleveraging', 190],
    ] as const)
      expect(Math.abs((marks[phase] ?? Infinity) - mark)).toBeLessThanOrEqual(30);
  });

  it('needs no open interest for that', () => {
    expect(marksOf([...orders, ...toBars(ledger, from, to, minute)]).cascade).toBeLessThanOrEqual(130);
  });

  it('is seen by forced orders alone, as far as they tell', () => {
    const engine = play(orders, ledger.t0 + 3 * minute, 'BTC');
    expect(phaseOf(engine, ledger.t0 + 3 * minute)).toBe('cascade');
    const { phase } = engine.reading(ledger.t0 + 3 * minute);
    const missing = 'now' in phase ? phase.now.filter(({ met }) => met === undefined).map(({ id }) => id) : [];
    expect(missing).toEqual(expect.arrayContaining(['price-falling', 'open-interest-falling']));
  });

  it('goes on after a restart where it was', () => {
    const inputs = [...orders, ...toBars(ledger, from, to, minute)];
    const first = play(inputs, ledger.t0 + 150_000, 'BTC');
    const memory = JSON.parse(JSON.stringify(first.memory())) as ReturnType<CoinEngine['memory']>;
    const second = createCoinEngine({ base: 'BTC', memory });
    for (const input of inputs) second.push(input);
    expect(changesOf(second, to).map(({ phase, time }) => [phase, time])).toEqual(
      changesOf(first, to).map(({ phase, time }) => [phase, time]),
    );
  });

  it('says the same whether or not somebody looked in between', () => {
    const inputs = [...orders, ...toBars(ledger, from, to, minute)];
    const [watched, alone] = [createCoinEngine({ base: 'BTC' }), createCoinEngine({ base: 'BTC' })];
    for (const input of inputs) for (const engine of [watched, alone]) engine.push(input);
    const seen: PhaseChange[] = [];
    for (let now = ledger.t0 - 3 * minute; now <= to; now += 7000) {
      seen.push(...changesOf(watched, now));
      if (now < ledger.t0 + 10 * minute) watched.reading(now);
    }
    seen.push(...changesOf(watched, to));
    expect(seen).toEqual(changesOf(alone, to));
    expect(watched.reading(to)).toEqual(alone.reading(to));
  });

  it('says nothing that is not a number', () => {
    const engine = play([...orders, ...toBars(ledger, from, to, minute)], ledger.t0 + hour, 'BTC');
    const told: unknown[] = [engine.reading(ledger.t0 + hour), engine.memory()];
    JSON.stringify(told, (key, value: unknown) => {
      if (typeof value === 'number') expect(Number.isFinite(value), key).toBe(true);
      return value;
    });
  });
});

describe('the reference day', () => {
  it.each([
    ['bitcoin', 'BTC'],
    ['the market', undefined],
  ] as const)('finds %s deleveraging, from sums, hourly bars and hourly open interest', (_name, base) => {
    const ledger = createLedger('reference-day');
    const { from, t0 } = ledger;
    const inputs = [
      ...toSums(toOrders(ledger, from, t0, base), t0),
      ...toBars(ledger, from, t0, hour),
      ...toInterest(ledger, from, t0, hour, base ?? 'ALL'),
    ];
    expect(phaseOf(play(inputs, t0, base), t0)).toBe('deleveraging');
  });
});

describe('the calm day', () => {
  it('is calm throughout', () => {
    const ledger = createLedger('calm');
    const from = ledger.t0 - 4 * day;
    const to = ledger.t0 + 6 * hour;
    const engine = createCoinEngine({ base: 'BTC' });
    for (const input of [...toOrders(ledger, from, to, 'BTC'), ...toBars(ledger, from, to, minute)]) engine.push(input);
    expect(changesOf(engine, to)).toEqual([]);
    expect(phaseOf(engine, to)).toBe('calm');
  });
});

describe('an input taken away', () => {
  const t0 = Date.UTC(2026, 2, 1);
  const now = t0 + 4 * day;

  /** Four days of an order a minute, hourly bars with everything in them, and turnover elsewhere. */
  const inputs: readonly EngineInput[] = [
    ...Array.from({ length: 4 * 24 * 60 }, (_, n): EngineInput => {
      const time = t0 + n * minute + 7919 * (n % 7);
      return { type: 'liquidation', time, base: 'BTC', position: 'long', usd: 1000 + (n % 13), venue: 'bybit' };
    }),
    ...Array.from({ length: 4 * 24 }, (_, n): EngineInput => ({
      type: 'bar',
      time: t0 + n * hour,
      intervalMs: hour,
      base: 'BTC',
      open: 80_000,
      high: 80_100,
      low: 79_900,
      close: 80_000 + (n % 5) * 10,
      volume: 100,
      takerBuyBase: 52,
      openInterestUsd: 8e9,
    })),
  ];

  const readingOf = (kept: (input: EngineInput) => EngineInput | undefined) =>
    play(
      inputs.flatMap(input => kept(input) ?? []),
      now,
      'BTC',
    ).reading(now);

  it('leaves nothing out when there is none', () => {
    const reading = readingOf(input => input);
    expect(reading.longRate).toHaveProperty('perMinuteUsd');
    expect(reading.takerBuyShare).toEqual({ share: 0.52, at: now });
    expect(reading.phase).toMatchObject({ phase: 'calm' });
    // R is measured of a fall alone.
    const missing = 'now' in reading.phase ? reading.phase.now.filter(({ met }) => met === undefined).map(({ id }) => id) : [];
    expect(missing).toEqual(['branching']);
    expect(reading.stabilising).toEqual({ unknown: 'noFall' });
  });

  it('without forced orders: the rate and R are unknown, and nothing is called calm', () => {
    const reading = readingOf(input => (input.type === 'liquidation' ? undefined : input));
    expect(reading.longRate).toEqual({ unknown: 'noOrders' });
    expect(reading.branching).toHaveProperty('unknown');
    expect(reading.takerBuyShare).toHaveProperty('share');
    expect(reading.phase).toEqual({ unknown: 'noOrders' });
    expect(reading.stabilising).toEqual({ unknown: 'noOrders' });
  });

  it('without bars: the price is missing from the evidence, the rate is there', () => {
    const reading = readingOf(input => (input.type === 'bar' ? undefined : input));
    expect(reading.longRate).toHaveProperty('perMinuteUsd');
    expect(reading.takerBuyShare).toEqual({ unknown: 'noTakers' });
    expect(reading.phase).toMatchObject({ phase: 'calm' });
    expect(JSON.stringify(reading.phase)).toContain('noPriceRecorded');
  });

  it('without what takers bought: only their share is unknown', () => {
    const reading = readingOf(input => {
      if (input.type !== 'bar') return input;
      const { takerBuyBase: _taken, ...bar } = input;
      return bar;
    });
    expect(reading.takerBuyShare).toEqual({ unknown: 'noTakers' });
    expect(reading.longRate).toHaveProperty('perMinuteUsd');
  });

  it('without open interest: only its term is missing', () => {
    const reading = readingOf(input => {
      if (input.type !== 'bar') return input;
      const { openInterestUsd: _interest, ...bar } = input;
      return bar;
    });
    const missing = 'now' in reading.phase ? reading.phase.now.filter(({ met }) => met === undefined).map(({ id }) => id) : [];
    expect(missing).toEqual(['open-interest-falling', 'branching']);
  });

  it('without anything: all is unknown, and says why', () => {
    const reading = createCoinEngine({ base: 'BTC' }).reading(now);
    for (const part of Object.values(reading)) expect(part).toHaveProperty('unknown');
  });

  it('with less than three days of its own past: the rate is unknown', () => {
    const reading = readingOf(input => (input.type === 'liquidation' && input.time < now - 2 * day ? undefined : input));
    expect(reading.longRate).toEqual({ unknown: 'shortPast' });
  });
});
