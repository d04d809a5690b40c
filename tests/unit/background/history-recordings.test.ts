import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openRecording, readRecordingText } from '../../../lib/background/recordings.ts';
import type { OpenRecording } from '../../../lib/background/recordings.ts';
import type { RecordedInput } from '../../../lib/engine/recording.ts';
import { known } from '../../../lib/format/phase.ts';
import { isHistory, isTape } from '../../../lib/protocol/history-guard.ts';
import { alternativeMe } from '../../../lib/sources/alternative-me.ts';
import { venues } from '../../../lib/venues/registry.ts';
import { createPartsRig } from './parts-rig.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const sum = (column: readonly (number | null)[] = []): number => column.reduce<number>((total, value) => total + (value ?? 0), 0);

beforeAll(() => void vi.stubEnv('NODE_ENV', 'production'));
afterAll(() => void vi.unstubAllEnvs());

describe('the history of a recording', () => {
  let recording: OpenRecording;
  let inputs: readonly RecordedInput[];
  beforeAll(async () => {
    inputs = readRecordingText(readFileSync(new URL('../../../public/recordings/cascade.jsonl', import.meta.url), 'utf8'));
    recording = await openRecording(createPartsRig(venues).parts, inputs, { venues, fearGreedSource: alternativeMe });
  }, 60_000);
  const orders = () => inputs.filter(row => row.type === 'liquidation');

  it('ends with it, and adds up to its own orders and to the snapshot of the same moment', async () => {
    const history = await recording.history({ base: 'BTC', range: '24h' });
    expect(isHistory(history)).toBe(true);
    expect(history?.to).toBe(recording.to);
    const own = orders().filter(({ base, time }) => base === 'BTC' && time >= (history?.from ?? 0) && time < recording.to);
    const longs = own.reduce((total, { position, usd }) => total + (position === 'long' ? usd : 0), 0);
    expect(longs).toBeGreaterThan(0);
    expect(sum(history?.longUsd)).toBeCloseTo(longs, 0);
    const at = Math.floor(recording.to / minute) * minute;
    const snapshot = await recording.at(at, undefined);
    const past = await recording.history({ base: 'BTC', range: '24h', to: at });
    const total = snapshot?.liquidations.coins['BTC']?.['24h'];
    expect(sum(past?.longUsd)).toBeCloseTo(total?.longUsd ?? Number.NaN, 1);
    expect(sum(past?.shortUsd)).toBeCloseTo(total?.shortUsd ?? Number.NaN, 1);
  }, 60_000);

  it('has the prices of its own bars, and nothing of the time here', async () => {
    const history = await recording.history({ base: 'BTC', range: '6h' });
    const bars = inputs.filter(row => row.type === 'bar' && row.base === 'BTC' && row.intervalMs < hour);
    expect(bars.length).toBeGreaterThan(0);
    for (const bar of bars) {
      const step = Math.floor((bar.time + (bar.type === 'bar' ? bar.intervalMs : 0) - 1 - (history?.from ?? 0)) / minute);
      if (bar.type === 'bar' && step >= 0 && bar.time + bar.intervalMs <= recording.to)
        expect(history?.price[step]).toBe(bar.close);
    }
    expect(history?.fear).toEqual([]);
    expect(history?.funding8h.every(rate => rate === null)).toBe(true);
    expect(history?.venues.every(({ share }) => share > 0)).toBe(true);
    expect(history?.venues.length).toBe(new Set(orders().map(({ venue }) => venue)).size);
  }, 60_000);

  it('has the phases that the time machine shows at their moments', async () => {
    const history = await recording.history({ base: 'BTC', range: '24h' });
    const phases = history?.phases ?? [];
    expect(new Set(phases.map(({ phase }) => phase))).toContain('cascade');
    phases.slice(1).forEach((span, place) => expect(span.from).toBeGreaterThanOrEqual(phases[place]?.to ?? Infinity));
    for (const { phase, from, to } of phases.filter(span => span.phase === 'cascade').slice(0, 2)) {
      const middle = Math.floor((from + to) / 20_000) * 10_000;
      const snapshot = await recording.at(middle, undefined);
      expect(known(snapshot?.engine?.coins['BTC']?.phase)?.phase).toBe(phase);
    }
  }, 120_000);

  it('has a snapshot with the price of the minute, not of the hour', async () => {
    const at = Date.UTC(2026, 2, 11, 14, 3, 20);
    const bars = inputs.flatMap(row => (row.type === 'bar' && row.base === 'BTC' && row.intervalMs === minute ? [row] : []));
    const last = bars.filter(({ time }) => time + minute <= at).at(-1);
    const dayBefore = bars.filter(({ time }) => time + minute <= (last?.time ?? 0) + minute - day).at(-1);
    const price = (await recording.at(at, undefined))?.prices['BTC'];
    expect(price).toMatchObject({ usd: last?.close, at: Date.UTC(2026, 2, 11, 14, 3) });
    if (dayBefore !== undefined) expect(price?.change24h).toBeCloseTo((last?.close ?? 0) / dayBefore.close - 1, 9);
  }, 60_000);

  it('is nothing outside it', async () => {
    expect(await recording.history({ base: 'BTC', range: '1h', to: recording.to + 1 })).toBeUndefined();
    const before = await recording.history({ base: 'BTC', range: '1h', to: recording.from });
    expect(before?.longUsd.every(usd => usd === null)).toBe(true);
    expect(before?.heard.every(share => share === 0)).toBe(true);
  }, 60_000);

  it('has a tape of its single orders', async () => {
    const tape = await recording.tape({ base: '', from: recording.from, to: recording.to, leastUsd: 0, order: 'largest' });
    expect(isTape(tape)).toBe(true);
    expect(tape.rows[0]?.usd).toBe(orders().reduce((most, { usd }) => Math.max(most, usd), 0));
    expect(tape.found).toBe(orders().filter(({ time }) => time < recording.to).length);
    expect(tape.keptFrom).toBe(orders().reduce((least, { time }) => Math.min(least, time), Infinity));
    expect(recording.to - recording.from).toBeLessThan(90 * day);
  }, 60_000);
});
