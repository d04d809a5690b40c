import { describe, expect, it } from 'vitest';
import { readHistory, readTape } from '../../../lib/client/history.ts';
import type { Caller } from '../../../lib/client/call.ts';
import type { History, Tape } from '../../../lib/model/history.ts';
import { isHistory, isTape } from '../../../lib/protocol/history-guard.ts';

const history: History = {
  base: 'BTC',
  from: 0,
  to: 120_000,
  stepMs: 60_000,
  times: [0, 60_000],
  price: [1, null],
  longUsd: [0, 1],
  shortUsd: [null, null],
  heard: [1, 0.5],
  interestUsd: [null, null],
  interestCoins: [1, 2],
  funding8h: [-0.1, null],
  fear: [{ day: 0, value: 5 }],
  phases: [{ phase: 'calm', from: 0, to: 1 }],
  venues: [{ venue: 'okx', name: 'OKX', share: 1, sampled: false, spans: [[0, 1]] }],
  sources: { price: 'made' },
};
const tape: Tape = { rows: [{ time: 1, venue: 'okx', base: 'BTC', position: 'long', usd: 2 }], found: 1 };

const answering =
  (answer: unknown): Caller =>
  () =>
    Promise.resolve(answer as never);
const query = { base: 'BTC', range: '1h' } as const;
const tapeQuery = { base: '', from: 0, to: 1, leastUsd: 0, order: 'newest' } as const;

describe('a history from the background', () => {
  it('is handed on when it is one, and so is that there is none', async () => {
    expect(await readHistory(answering(history), query)).toBe(history);
    expect(await readHistory(answering(undefined), query)).toBeUndefined();
    expect(await readHistory(answering(null), query)).toBeUndefined();
  });

  it.each([
    ['is no object', 3],
    ['has a column that is shorter than its times', { ...history, price: [1] }],
    ['has a column that is longer', { ...history, heard: [1, 1, 1] }],
    ['has text for a number', { ...history, longUsd: ['1', null] }],
    ['has a share above one', { ...history, heard: [1, 1.1] }],
    ['has no length of a step', { ...history, stepMs: 0 }],
    ['has a phase that we do not know', { ...history, phases: [{ phase: 'joy', from: 0, to: 1 }] }],
    ['has a span with one end', { ...history, venues: [{ ...history.venues[0], spans: [[0]] }] }],
    ['lacks a column', { ...history, funding8h: undefined }],
    ['has more steps than there can be', { ...history, times: Array.from({ length: 11_001 }, () => 1) }],
  ])('is refused when it %s', async (_why, answer) => {
    expect(isHistory(answer)).toBe(false);
    await expect(readHistory(answering(answer), query)).rejects.toThrow('promised shape');
  });
});

describe('a tape from the background', () => {
  it('is handed on when it is one', async () => {
    expect(await readTape(answering(tape), tapeQuery)).toBe(tape);
    expect(isTape({ ...tape, keptFrom: 1, readFrom: 2 })).toBe(true);
  });

  it.each([
    ['is missing', undefined],
    ['has too many rows', { rows: Array.from({ length: 201 }, () => tape.rows[0]), found: 1 }],
    ['has a side that is none', { rows: [{ ...tape.rows[0], position: 'buy' }], found: 1 }],
    ['does not say how many there were', { rows: [] }],
  ])('is refused when it %s', async (_why, answer) => {
    await expect(readTape(answering(answer), tapeQuery)).rejects.toThrow('promised shape');
  });
});
