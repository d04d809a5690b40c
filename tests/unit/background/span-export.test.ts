import { describe, expect, it } from 'vitest';
import { exportSpan } from '../../../lib/background/span-export.ts';
import { streamNames } from '../../../lib/background/socket-service.ts';
import { createLineReader } from '../../../lib/engine/recording-lines.ts';
import { createReplay } from '../../../lib/engine/replay.ts';
import type { ReplayOutput } from '../../../lib/engine/replay.ts';
import type { Liquidation } from '../../../lib/model/trade.ts';
import { bybit } from '../../../lib/venues/bybit.ts';
import { start } from '../feeds/fake-host.ts';
import { createPartsRig } from './parts-rig.ts';

const minute = 60_000;
const hour = 60 * minute;
const hourNow = Math.floor(start / hour) * hour;
/** Ten quiet hours, an order a minute; then two in which ten orders a minute close longs while the price falls by 3 % each. */
const from = hourNow - 12 * hour;
const fallAt = hourNow - 2 * hour;

function toOrder(eventTime: number, usd: number): Liquidation {
  return {
    venue: 'bybit',
    symbol: 'BTCUSDT',
    base: 'BTC',
    position: 'long',
    price: 80_000,
    priceKind: 'bankruptcy',
    quantity: { value: usd / 80_000, unit: 'base' },
    baseQuantity: usd / 80_000,
    usd,
    eventTime,
    receivedTime: eventTime,
    key: String(eventTime),
  };
}

const orders = Array.from({ length: 12 * 60 * 10 }, (_, n) => from + n * 6000 + 7 * (n % 11)).flatMap((time, n) =>
  time < fallAt && n % 10 > 0 ? [] : [toOrder(time, time < fallAt ? 1000 : 40_000)],
);
const bars = Array.from({ length: 12 }, (_, n) => {
  const openTime = from + n * hour;
  const open = 80_000 * 0.97 ** Math.max(0, n - 10);
  const close = n < 10 ? open : open * 0.97;
  return { openTime, open, high: open, low: close, close, volume: 100, takerBuyVolume: 47 };
});

async function exported(format: 'json' | 'csv'): Promise<string> {
  const { parts } = createPartsRig([bybit]);
  for (const stream of streamNames(bybit))
    await parts.liquidationStore.commit({ venue: 'bybit', stream, events: orders, heard: { from, to: start } });
  parts.state.bars.set('BTC', { bars, source: 'made' });
  parts.state.flow.set('BTC', [[from, 1_000_000]]);
  return exportSpan(parts, [bybit], { from, to: start, format });
}

function replayOf(text: string): readonly ReplayOutput[] {
  const read = createLineReader();
  const replay = createReplay();
  const told = text.split('\n').flatMap(line => {
    const input = read(line);
    return input === undefined ? [] : replay.push(input);
  });
  return [...told, ...replay.end()];
}

describe('an exported span', () => {
  it('is read back by replay, from both formats alike', async () => {
    const [json, csv] = [await exported('json'), await exported('csv')];
    expect(json.startsWith('{')).toBe(true);
    expect(csv.startsWith('type,time,')).toBe(true);
    const told = replayOf(json);
    expect(replayOf(csv)).toEqual(told);
    expect(told.flatMap(output => ('phase' in output ? [output.phase] : [])).slice(0, 2)).toEqual(['building', 'cascade']);
  });

  it('holds every order of the span once, its hours and the turnover elsewhere', async () => {
    const read = createLineReader();
    const inputs = (await exported('csv')).split('\n').flatMap(line => read(line) ?? []);
    const told = inputs.flatMap(input => (input.type === 'liquidation' ? [[input.time, input.usd, input.venue]] : []));
    expect(told).toEqual(orders.map(({ eventTime, usd }) => [eventTime, usd, 'bybit']));
    expect(inputs.filter(({ type }) => type === 'bar')).toHaveLength(12);
    expect(inputs.find(({ type }) => type === 'bar')).toMatchObject({
      time: from,
      intervalMs: hour,
      volume: 100,
      takerBuyBase: 47,
    });
    expect(inputs.filter(({ type }) => type === 'reference')).toEqual([
      { type: 'reference', time: from, name: 'spot-flow', value: 1_000_000 },
    ]);
  });

  it('is none when it ends before it begins', async () => {
    const { parts } = createPartsRig([bybit]);
    await expect(exportSpan(parts, [bybit], { from: start, to: from, format: 'json' })).rejects.toThrow('ends before');
  });
});
