import { describe, expect, it } from 'vitest';
import { createBadgePainter } from '../../../lib/background/badge-painter.ts';
import type { MarketSnapshot } from '../../../lib/model/snapshot.ts';
import { referenceSnapshot } from '../../fixtures/snapshots.ts';

function bench() {
  let now = 100_000;
  let snapshot: MarketSnapshot | undefined;
  const timers: { at: number; run: () => void }[] = [];
  const painted: Record<string, unknown>[] = [];
  const kept: unknown[] = [];
  const paint = (what: Record<string, unknown>) => {
    painted.push(what);
    return Promise.resolve();
  };
  const fake = {
    action: { setBadgeText: paint, setBadgeBackgroundColor: paint, setBadgeTextColor: paint, setTitle: paint },
    storage: { local: { set: async (items: unknown) => void kept.push(items) } },
  };
  const painter = createBadgePainter({
    // The fake has the members that are called; the browser's own types have hundreds more.
    browser: fake as unknown as Parameters<typeof createBadgePainter>[0]['browser'],
    clock: { now: () => now, monotonic: () => now },
    timers: { set: (run, ms) => timers.push({ at: now + ms, run }), clear: () => undefined },
    snapshot: () => snapshot,
    report: (_where, error) => {
      throw error;
    },
  });
  return {
    painter,
    painted,
    kept,
    become: (badge: MarketSnapshot['badge']) => {
      snapshot = { ...referenceSnapshot, badge };
      painter.changed();
    },
    pass: async (ms: number) => {
      now += ms;
      for (const timer of timers.splice(0)) {
        if (timer.at <= now) timer.run();
        else timers.push(timer);
      }
      for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    },
  };
}

const longs = { kind: 'longs', text: '▼', word: 'Longs forced out', detail: '$12M of BTC longs in the last hour' } as const;
const quiet = { kind: 'silent', text: '', word: 'No alarm', detail: 'no level broken in 6 h' } as const;

describe('the badge in the toolbar', () => {
  it('shows a sign on its colour and says it in words', async () => {
    const { become, pass, painted } = bench();
    become(longs);
    await pass(0);
    expect(painted).toContainEqual({ text: '▼' });
    expect(painted).toContainEqual({ color: '#d23b4b' });
    expect(painted).toContainEqual({ title: 'Undertow: Longs forced out. $12M of BTC longs in the last hour' });
  });

  it('is not painted again while it says the same', async () => {
    const { become, pass, painted } = bench();
    become(quiet);
    await pass(0);
    const before = painted.length;
    for (let step = 0; step < 10; step++) {
      become(quiet);
      await pass(5_000);
    }
    expect(painted).toHaveLength(before);
  });

  it('follows within five seconds, and keeps a copy for the next popup at most each ten', async () => {
    const { become, pass, painted, kept } = bench();
    become(quiet);
    await pass(0);
    become(longs);
    await pass(4_999);
    expect(painted).not.toContainEqual({ text: '▼' });
    await pass(1);
    expect(painted).toContainEqual({ text: '▼' });
    expect(kept).toHaveLength(1);
    become(longs);
    await pass(5_000);
    expect(kept).toHaveLength(2);
    expect(kept[1]).toMatchObject({ 'snapshot:last': { badge: longs } });
  });
});
