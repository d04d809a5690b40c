import type { CoinEngine } from '../../lib/engine/coin-engine.ts';
import type { BranchingFigure, EngineInput, LiquidationInput } from '../../lib/model/engine.ts';
import type { Bar } from '../../lib/model/trade.ts';
import { createRandom } from '../market/seeded.ts';
import type { Part } from './bench.ts';
import { loadBundle } from './bundle.ts';
import type * as parts from './engine-parts.ts';
import type { Reading } from './reading.ts';
import { timed } from './timed.ts';

type Engine = typeof parts;

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** The market time at which everything is measured. */
const now = Date.UTC(2026, 1, 12);
const repeats = { warmUps: 20, rounds: 200 };
const ordersOfRefit = 1_000;
const priceOf = (time: number): number => 80_000 * (1 + 0.03 * Math.sin(time / dayMs) + 0.004 * Math.sin(time / hourMs));

/**
 * What one coin costs the worker: everything that the engine says of it made anew, one order with the step after it, and one fit of R. Over all that the
 * engine keeps of a year on venues that are never silent: thirty days of minutes, ninety of bars, eight hours of orders, as columns in memory.
 */
export const engine: Part = {
  name: 'engine',
  title: 'the engine, of one coin, in Node',
  async measure(bench) {
    const built = await loadBundle(bench, 'tests/bench/engine-parts.ts', 'engine-parts');
    if (!isEngine(built)) throw new Error('the bundle of the engine lacks a part');
    const inputs = [...recorded()];
    return [
      measureFull(built, inputs),
      ...measureSteps(built, inputs, false),
      ...measureSteps(built, inputs, true),
      measureRefit(built, 10 * minuteMs),
      measureRefit(built, 6 * hourMs),
    ];
  },
};

function isEngine(value: unknown): value is Engine {
  const names: readonly (keyof Engine)[] = [
    'createCoinEngine',
    'createFuel',
    'createLevels',
    'createTape',
    'judgeStabilising',
    'measureBranching',
    'measureOwnPast',
    'readSigns',
  ];
  return typeof value === 'object' && value !== null && names.every(name => name in value);
}

function measureFull(
  { createTape, measureOwnPast, readSigns, judgeStabilising, createFuel, createLevels }: Engine,
  inputs: readonly EngineInput[],
): Reading {
  const tape = createTape({ base: 'BTC' });
  for (const input of inputs) tape.push(input);
  const bars = barsOf(30 * 24, hourMs);
  const bars4h = barsOf(90 * 6, 4 * hourMs);
  const priceUsd = priceOf(now);
  const interest = inputs.flatMap(row => (row.type === 'interest' ? [{ time: row.time, coins: row.coins }] : []));
  // Made anew at each round are all figures but R, which has rows of its own.
  const r: BranchingFigure = { high: 0.8, raw: 0.6, orders: ordersOfRefit, windowMs: 10 * minuteMs, method: 'hawkes', at: now };
  const fall = {
    startedAt: now - 5 * hourMs,
    highUsd: priceUsd * 1.08,
    lowUsd: priceUsd * 0.98,
    lowAt: now - 3 * hourMs,
    peakPerMinuteUsd: 5e6,
    peakAt: now - 3 * hourMs,
    peakOrders: 90,
  };
  const memory = { phase: 'deleveraging', since: now - 2 * hourMs, at: now, evidence: [], from: 'cascade', fall } as const;
  return timed(
    'everything anew, fuel and levels too',
    { of: 'shown', atMost: 5 },
    () => {
      const past = measureOwnPast(tape, now - hourMs);
      const signs = readSigns(tape, past, now, memory, () => r);
      const stabilising = judgeStabilising(tape, fall, past, signs, now);
      const fuel = createFuel({ now, priceUsd, interest, bars, depth: { bidUsd: 2e7, askUsd: 2e7 } });
      if ('unknown' in fuel) throw new Error(JSON.stringify(fuel.unknown));
      const levels = createLevels({ now, bars, bars4h, priceUsd, source: 'made', fuel });
      return [stabilising, levels];
    },
    repeats,
  );
}

function measureSteps({ createCoinEngine }: Engine, inputs: readonly EngineInput[], isFalling: boolean): readonly Reading[] {
  const own: CoinEngine = createCoinEngine({ base: 'BTC' });
  for (const input of inputs) own.push(input);
  while (own.step(now) !== undefined);
  let at = now;
  let usd = priceOf(now);
  const name = `one order and a step, ${isFalling ? 'falling' : 'calm'}`;
  const step = (): unknown => {
    at += 10 * secondMs;
    usd *= isFalling ? 0.9995 : 1;
    own.push({ type: 'price', time: at - 1, base: 'BTC', usd });
    own.push(order(at - 1, isFalling ? 2e6 : 2_000));
    return own.step(at);
  };
  return [
    timed(name, { of: 'shown', atMost: 0.5 }, step, repeats),
    // R is fitted anew in every third of them where it falls.
    timed(`${name}, and what is said then`, undefined, () => [step(), own.reading(at)], repeats),
  ];
}

function measureRefit({ measureBranching }: Engine, windowMs: number): Reading {
  const times = Float64Array.from(ordersIn(now - windowMs, now, (ordersOfRefit / windowMs) * 0.56).slice(-ordersOfRefit));
  const covariate = Array.from({ length: windowMs / minuteMs + 1 }, (_none, place) => ({
    time: now - windowMs + place * minuteMs,
    value: 1e6 * (1 + Math.sin(place / 3)),
  }));
  const name = `R anew, ${times.length} orders in ${windowMs / minuteMs} min`;
  return timed(name, { of: 'shown', atMost: 10 }, () => measureBranching({ times, now, covariate }), repeats);
}

const order = (time: number, usd: number): LiquidationInput => ({
  type: 'liquidation',
  time,
  base: 'BTC',
  position: 'long',
  usd,
  venue: 'bybit',
});

/** In ascending time, of each kind. */
function* recorded(): Generator<EngineInput> {
  const random = createRandom(20260212);
  for (const bar of barsOf(90 * 24, hourMs))
    yield { type: 'bar', time: bar.openTime, intervalMs: hourMs, base: 'BTC', ...bar, takerBuyBase: 450 };
  for (let time = now - dayMs; time <= now; time += minuteMs / 2) yield { type: 'price', time, base: 'BTC', usd: priceOf(time) };
  for (let time = now - 30 * dayMs; time <= now; time += time < now - 26 * hourMs ? hourMs : 5 * minuteMs)
    yield { type: 'interest', time, base: 'BTC', coins: 80_000 * (1 + 0.05 * Math.sin(time / hourMs)), of: 'made' };
  for (let time = now - 30 * dayMs; time < now - 8 * hourMs; time += minuteMs) yield order(time, 20_000 * random() ** 4);
  for (const time of ordersIn(now - 8 * hourMs, now, 0.0005)) yield order(time, 2_000);
  for (let time = now - 6 * hourMs; time <= now; time += minuteMs)
    yield { type: 'reference', name: 'spot-flow', time, value: 1e6 * (1 + random()) };
}

function barsOf(count: number, lengthMs: number): readonly Bar[] {
  return Array.from({ length: count }, (_none, place): Bar => {
    const openTime = now - (count - place) * lengthMs;
    const [open, close] = [priceOf(openTime), priceOf(openTime + lengthMs)];
    return { openTime, open, close, high: Math.max(open, close) * 1.003, low: Math.min(open, close) * 0.997, volume: 1_000 };
  });
}

/** Times of orders of which each sets off another every second time, about a second later; `perMs` of them come of themselves. */
function ordersIn(from: number, to: number, perMs: number): readonly number[] {
  const random = createRandom(7);
  const times: number[] = [];
  const wait = (meanMs: number): number => -meanMs * Math.log(1 - random());
  for (let first = from + wait(1 / perMs); first < to; first += wait(1 / perMs))
    for (let next = first; next < to; next += 101 + wait(secondMs)) {
      times.push(next);
      if (random() < 0.5) break;
    }
  return times.sort((left, right) => left - right);
}
