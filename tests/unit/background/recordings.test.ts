import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { builtIn, openRecording, readRecordingText } from '../../../lib/background/recordings.ts';
import type { OpenRecording } from '../../../lib/background/recordings.ts';
import { known } from '../../../lib/format/phase.ts';
import type { RecordedInput } from '../../../lib/engine/recording.ts';
import { alternativeMe } from '../../../lib/sources/alternative-me.ts';
import { venues } from '../../../lib/venues/registry.ts';
import { makeRecording, recordingNames } from '../../../scripts/recordings/make.ts';
import { createPartsRig } from './parts-rig.ts';

const textOf = (name: string): string =>
  readFileSync(new URL(`../../../public/recordings/${name}.jsonl`, import.meta.url), 'utf8');
const open = (inputs: readonly RecordedInput[]): Promise<OpenRecording> =>
  openRecording(createPartsRig(venues).parts, inputs, { venues, fearGreedSource: alternativeMe });

beforeAll(() => void vi.stubEnv('NODE_ENV', 'production'));
afterAll(() => void vi.unstubAllEnvs());

describe.each(builtIn)('the recording %s that comes with the extension', name => {
  const inputs = readRecordingText(textOf(name));

  // Whoever changes a scenario runs `npm run recordings`.
  it('is what its script makes of the simulator', () => {
    expect(makeRecording(name) === textOf(name)).toBe(true);
  }, 60_000);

  it('holds orders and bars that are read without a fault', () => {
    expect(new Set(inputs.map(({ type }) => type))).toEqual(new Set(['bar', 'liquidation']));
  });

  it('shows at its end the sum of its own orders, and bitcoin at its last hour', async () => {
    const recording = await open(inputs);
    const at = recording.to;
    const snapshot = await recording.at(at, undefined);
    const orders = inputs.filter(row => row.type === 'liquidation');
    const sum = (windowMs: number, base?: string): number =>
      orders.reduce(
        (total, row) => total + (row.time >= at - windowMs && row.time < at && (base ?? row.base) === row.base ? row.usd : 0),
        0,
      );
    const { market, coins } = snapshot?.liquidations ?? {};
    expect(market?.['24h']?.usd).toBeCloseTo(sum(86_400_000), 0);
    expect(coins?.['BTC']?.['24h']?.usd).toBeCloseTo(sum(86_400_000, 'BTC'), 0);
    expect(market?.['24h']?.coverage).toBe(1);
    const last = inputs.filter(row => row.type === 'bar' && row.base === 'BTC').at(-1);
    expect(snapshot?.prices['BTC']?.usd).toBeGreaterThan(0);
    expect(Math.abs((snapshot?.prices['BTC']?.usd ?? 0) / (last?.type === 'bar' ? last.close : 1) - 1)).toBeLessThan(0.01);
  }, 60_000);

  it('knows nothing before it began or after it ended', async () => {
    const recording = await open(inputs);
    expect(await recording.at(recording.to + 1, undefined)).toBeUndefined();
    expect(await recording.at(recording.from - 61 * 86_400_000, undefined)).toBeUndefined();
  }, 60_000);
});

it('comes with the extension for every name that a script knows', () => {
  expect([...recordingNames].sort()).toEqual([...builtIn].sort());
});

describe('the made cascade', () => {
  it('goes by its phases as one steps through it', async () => {
    const recording = await open(readRecordingText(textOf('cascade')));
    const begin = Date.UTC(2026, 2, 11, 13, 58, 20);
    const phaseAt = async (seconds: number): Promise<string | undefined> => {
      const snapshot = await recording.at(begin + seconds * 1_000, undefined);
      return known(snapshot?.engine?.coins['BTC']?.phase)?.phase;
    };
    expect(await phaseAt(0)).toBe('calm');
    expect(await phaseAt(150)).toBe('cascade');
    expect(await phaseAt(900)).toBe('deleveraging');
  }, 120_000);
});

describe('a recording that is none', () => {
  it('is refused when it is empty, or when a line of it is no input', async () => {
    await expect(open([])).rejects.toThrow('empty');
    expect(() => readRecordingText('{"type":"bar"}\n')).toThrow('line 1');
  });
});
