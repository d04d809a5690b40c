import { describe, expect, it } from 'vitest';
import type { MarketQuery } from '../../../components/dashboard/market-reader.ts';
import { createMarketReader } from '../../../components/dashboard/market-reader.ts';
import { createCaller } from '../../../lib/client/call.ts';
import { blankHistory, midnight, sixSteps } from '../../fixtures/dashboard-history.ts';
import { createFakeRuntime, createFakeTime } from '../client/fakes.ts';

const tape = { rows: [], found: 0 };

/** A background that answers histories as the test says, and a reader of it. */
function createRig(answer: (data: unknown) => unknown = () => sixSteps) {
  const time = createFakeTime();
  const { clock, timers } = time;
  let isVisible = true;
  let isFilling = false;
  const { runtime, messages } = createFakeRuntime(async ({ type, data }) => ({
    res: type === 'tape.read' ? tape : answer(data),
  }));
  const reader = createMarketReader({
    call: createCaller({ runtime, clock, timers }),
    timers,
    isVisible: () => isVisible,
    isFilling: () => isFilling,
    onChange: () => undefined,
  });
  const query = (change: Partial<MarketQuery['history']> = {}): MarketQuery => ({
    history: { base: 'BTC', range: '1h', ...change },
    tape: ({ base, from, to }) => ({ base, from, to, leastUsd: 0, order: 'largest' }),
  });
  const asked = (type: string) => messages.filter(message => message.type === type).length;
  return {
    time,
    reader,
    query,
    asked,
    hide: () => void (isVisible = false),
    fill: () => void (isFilling = true),
  };
}

describe('reading charts and orders', () => {
  it('reads a live history every minute and its orders every five seconds, and nothing for a page that nobody sees', async () => {
    const { time, reader, query, asked, hide } = createRig();
    reader.want(query());
    expect(reader.reading.history).toBe('reading');
    await time.pass(0);
    expect(reader.reading).toEqual({ history: sixSteps, isOld: false, tape });
    await time.pass(20_000);
    expect([asked('history.read'), asked('tape.read')]).toEqual([1, 5]);
    await time.pass(40_000);
    expect(asked('history.read')).toBe(2);
    hide();
    const before = [asked('history.read'), asked('tape.read')];
    await time.pass(300_000);
    expect([asked('history.read'), asked('tape.read')]).toEqual(before);
  });

  it('reads six times as often while the past fills up', async () => {
    const { time, reader, query, asked, fill } = createRig();
    fill();
    reader.want(query());
    await time.pass(30_000);
    expect(asked('history.read')).toBe(4);
  });

  it('reads anew when it is looked at again', async () => {
    const { time, reader, query, asked } = createRig();
    reader.want(query());
    await time.pass(0);
    reader.want(undefined);
    await time.pass(300_000);
    expect(asked('history.read')).toBe(1);
    reader.want(query());
    await time.pass(60_000);
    expect(asked('history.read')).toBe(3);
    expect(reader.reading.isOld).toBe(false);
  });

  it('asks for a moment of the past once', async () => {
    const { time, reader, query, asked } = createRig();
    reader.want(query({ to: midnight }));
    await time.pass(0);
    reader.want(query({ to: midnight }));
    await time.pass(300_000);
    expect([asked('history.read'), asked('tape.read')]).toEqual([1, 1]);
  });

  it('keeps what was shown until another question is answered, and takes the last question’s answer only', async () => {
    const waiting: ((history: unknown) => void)[] = [];
    const { time, reader, query } = createRig(() => new Promise(resolve => waiting.push(resolve)));
    reader.want(query());
    await time.pass(0);
    waiting[0]?.(sixSteps);
    await time.pass(0);
    reader.want(query({ range: '6h' }));
    reader.want(query({ range: '24h' }));
    await time.pass(0);
    expect(reader.reading).toMatchObject({ history: sixSteps, isOld: true, tape: undefined });
    const day = { ...sixSteps, stepMs: 60_000 };
    waiting[2]?.(day);
    await time.pass(0);
    waiting[1]?.(sixSteps);
    await time.pass(0);
    expect(reader.reading).toMatchObject({ history: day, isOld: false });
  });

  it('says that there is nothing, that nobody answers, and forgets neither what it had nor to try again', async () => {
    let answer: unknown = blankHistory;
    const { time, reader, query } = createRig(() => {
      if (answer === 'gone') throw new Error('gone');
      return answer;
    });
    reader.want(query());
    await time.pass(0);
    expect(reader.reading.history).toBe('none');
    answer = 'gone';
    await time.pass(5_000);
    expect(reader.reading.history).toBe('failed');
    answer = sixSteps;
    await time.pass(5_000);
    expect(reader.reading.history).toEqual(sixSteps);
    answer = 'gone';
    await time.pass(60_000);
    expect(reader.reading.history).toEqual(sixSteps);
  });
});
