import { describe, expect, it } from 'vitest';
import { type CpuProfile, longTasksDueToScript, readMainThread, type TraceEvent } from '../../bench/trace.ts';

const url = 'https://www.gate.com/trade/BTC_USDT';
const script = 'chrome-extension://id/overlay.js';
const isScript = (each: string) => each.startsWith('chrome-extension://id/');
const thread = { pid: 7, tid: 8 };
const second = 1_000_000;

const commit: TraceEvent = { ...thread, name: 'CommitLoad', ts: second, args: { data: { url, isOutermostMainFrame: true } } };
const task = (fromMs: number, lengthMs: number, on = thread): TraceEvent => ({
  ...on,
  name: 'RunTask',
  ts: second + fromMs * 1_000,
  dur: lengthMs * 1_000,
});
const call = (fromMs: number, lengthMs: number, address = script): TraceEvent => ({
  ...thread,
  name: 'FunctionCall',
  ts: second + fromMs * 1_000,
  dur: lengthMs * 1_000,
  args: { data: { url: address } },
});

const nothing: CpuProfile = { startTime: second, nodes: [] };
/** Looks each 10 ms from the commit on: the root, our function, a native function that ours called, the page's own. */
const sampled = (samples: readonly number[], startTime = second): CpuProfile => ({
  startTime,
  nodes: [
    { id: 1, children: [2, 4], callFrame: { url: '' } },
    { id: 2, children: [3], callFrame: { url: script } },
    { id: 3, callFrame: { url: '' } },
    { id: 4, callFrame: { url } },
  ],
  samples,
  timeDeltas: samples.map((_sample, index) => (index === 0 ? 0 : 10_000)),
});

describe('the main thread of a page', () => {
  it('is busy in its tasks, counted from the commit and on its own thread alone', () => {
    const read = readMainThread(
      [task(-100, 90), commit, task(5, 20), task(50, 10), task(5, 500, { pid: 7, tid: 9 })],
      nothing,
      url,
      isScript,
    );
    expect(read.busyMs).toBe(30);
    expect(read.scriptTasks).toEqual([]);
  });

  it('counts a task of 50 ms as long, and none that is shorter', () => {
    expect(readMainThread([commit, task(0, 50), task(100, 49.9), task(200, 80)], nothing, url, isScript).longTasks).toBe(2);
  });

  it('gives a script the time of its calls, and no time of other scripts', () => {
    const read = readMainThread([commit, task(0, 60), call(10, 15), call(30, 20, url)], nothing, url, isScript);
    expect(read.scriptMs).toBe(15);
    expect(read.scriptTasks).toEqual([{ taskMs: 60, scriptMs: 15 }]);
  });

  it('gives it what the profiler saw too, its native callees included', () => {
    // At 0, 10, 20 and 30 ms: the page, ours, a callee of ours, the root.
    const read = readMainThread([commit, task(0, 40)], sampled([4, 2, 3, 1]), url, isScript);
    expect(read.scriptTasks).toEqual([{ taskMs: 40, scriptMs: 20 }]);
  });

  it('counts time once that both saw', () => {
    const read = readMainThread([commit, task(0, 40), call(5, 10)], sampled([4, 2, 1, 1]), url, isScript);
    // The call from 5 to 15 ms, the sample from 10 to 20 ms.
    expect(read.scriptMs).toBe(15);
  });

  it('leaves out what the profiler saw of the page before', () => {
    const read = readMainThread([commit, task(0, 40)], sampled([2, 2, 2, 1], second - 20_000), url, isScript);
    // From −20 to 10 ms: only the last third of it is after the commit.
    expect(read.scriptMs).toBe(10);
  });

  it('is read from the last load, when the page was loaded twice', () => {
    const again: TraceEvent = { ...commit, ts: 2 * second };
    expect(readMainThread([commit, task(0, 30), again, task(1_100, 7)], nothing, url, isScript).busyMs).toBe(7);
  });

  it('cannot be read from a trace without the load', () => {
    expect(() => readMainThread([task(0, 30)], nothing, url, isScript)).toThrow('no load');
  });
});

describe('a long task due to a script', () => {
  it('is one that would be short without it', () => {
    const tasks = (...scriptTasks: { taskMs: number; scriptMs: number }[]) => longTasksDueToScript({ scriptTasks });
    expect(tasks({ taskMs: 60, scriptMs: 11 })).toBe(1);
    expect(tasks({ taskMs: 60, scriptMs: 10 })).toBe(0);
    expect(tasks({ taskMs: 49, scriptMs: 49 })).toBe(0);
    expect(tasks({ taskMs: 200, scriptMs: 1 }, { taskMs: 50, scriptMs: 1 })).toBe(1);
  });
});
