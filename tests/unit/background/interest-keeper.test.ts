import { describe, expect, it } from 'vitest';
import { createInterestKeeper, interestKey } from '../../../lib/background/interest-keeper.ts';
import type { OpenInterest } from '../../../lib/model/trade.ts';
import { createPartsRig } from './parts-rig.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** One contract's hourly open interest from so long ago up to now: 100 coins, and twice as many before the last twelve hours. */
function hourly(now: number, agoMs: number): readonly OpenInterest[] {
  const count = Math.floor(agoMs / hour) + 1;
  return Array.from({ length: count }, (_, place) => {
    const time = now - agoMs + place * hour;
    const coins = time < now - 12 * hour ? 200 : 100;
    return { venue: 'okx', symbol: 'BTC-SWAP', base: 'BTC', time, coins, usd: coins * 50_000 };
  });
}

async function createScene() {
  const rig = createPartsRig();
  const { parts, time } = rig;
  // On the full hour, where hourly samples stand.
  await time.advance(hour - (parts.marketTime.now() % hour));
  const now = (): number => parts.marketTime.now();
  const write = (agoMs: number): Promise<void> => parts.openInterestStore.write(hourly(now(), agoMs), now());
  const spanOf = (points: readonly (readonly [number, number])[]): number =>
    Math.round((now() - (points[0]?.[0] ?? now())) / hour);
  return { ...rig, keeper: createInterestKeeper(parts), now, write, spanOf };
}

describe('the past of open interest', () => {
  it('grows to thirty days when these come in after the first day', async () => {
    const { keeper, time, write, spanOf } = await createScene();
    await write(30 * hour);
    expect(spanOf(await keeper.past('BTC'))).toBe(30);
    await write(29.5 * day);
    expect(keeper.isNewer('BTC')).toBe(false);
    await time.advance(minute);
    expect(keeper.isNewer('BTC')).toBe(true);
    const points = await keeper.past('BTC');
    expect(spanOf(points)).toBe(29.5 * 24);
    // Half of what there was: the index ends at 1.
    expect([points[0]?.[1], points.at(-1)?.[1]]).toEqual([2, 1]);
    await time.advance(hour);
    expect(keeper.isNewer('BTC')).toBe(false);
  });

  it('is looked for less and less where there is no more of it', async () => {
    const { keeper, time, write, now } = await createScene();
    await write(5 * day);
    await keeper.past('BTC');
    const looks: number[] = [];
    const begun = now();
    while (now() - begun < 20 * minute) {
      await time.advance(minute);
      if (!keeper.isNewer('BTC')) continue;
      looks.push((now() - begun) / minute);
      await keeper.past('BTC');
    }
    // Five days are found at the start; then one minute, two, four, eight.
    expect(looks).toEqual([1, 3, 7, 15]);
  });

  it('keeps the wait for the next life of the worker, and reads what an older version wrote', async () => {
    const { parts, time, write, spanOf, now } = await createScene();
    await write(29.5 * day);
    const short = [
      [now() - 25 * hour, 2],
      [now() - minute, 1],
    ] as const;
    await parts.documents.write(interestKey('BTC'), { points: short, look: { againAt: now() + minute, waitMs: minute } }, now());
    const next = createInterestKeeper(parts);
    expect(spanOf(await next.past('BTC'))).toBe(25);
    await time.advance(minute);
    expect(next.isNewer('BTC')).toBe(true);
    expect(spanOf(await next.past('BTC'))).toBe(29.5 * 24);
    await parts.documents.write(interestKey('BTC'), short, now());
    expect(spanOf(await createInterestKeeper(parts).past('BTC'))).toBe(29.5 * 24);
  });
});
