import { describe, expect, it } from 'vitest';
import { createBadgePainter } from '../../../lib/background/badge-painter.ts';
import type { MarketSnapshot } from '../../../lib/model/snapshot.ts';
import { referenceSnapshot } from '../../fixtures/snapshots.ts';

function bench() {
  let now = 100_000;
  let snapshot: MarketSnapshot | undefined;
  const coins = new Map<string, MarketSnapshot['badge']>();
  const asked: (string | undefined)[] = [];
  const closed = new Set<number>();
  const timers: { at: number; run: () => void }[] = [];
  const painted: Record<string, unknown>[] = [];
  const kept: unknown[] = [];
  const paint = (what: Record<string, unknown>) => {
    if (typeof what.tabId === 'number' && closed.has(what.tabId)) return Promise.reject(new Error('No tab with that id'));
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
    timers: {
      set(run, ms) {
        const timer = { at: now + ms, run };
        timers.push(timer);
        return timer;
      },
      clear: handle => void timers.splice(0, timers.length, ...timers.filter(timer => timer !== handle)),
    },
    snapshot: coin => {
      asked.push(coin);
      const badge = coin === undefined ? undefined : coins.get(coin);
      return badge === undefined || snapshot === undefined ? snapshot : { ...snapshot, badge };
    },
    report: (_where, error) => {
      throw error;
    },
  });
  return {
    painter,
    painted,
    kept,
    coins,
    asked,
    closed,
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

const longs = { kind: 'cascade', text: '▼', word: 'Cascade', detail: 'BTC: selling feeds itself' } as const;
const ether = { kind: 'building', text: '~', word: 'Building', detail: 'ETH: forced selling picks up' } as const;
const quiet = { kind: 'silent', text: '', word: 'No alarm', detail: 'no level broken in 6 h' } as const;

describe('the badge in the toolbar', () => {
  it('shows a sign on its colour and says it in words', async () => {
    const { become, pass, painted } = bench();
    become(longs);
    await pass(0);
    expect(painted).toContainEqual({ text: '▼' });
    expect(painted).toContainEqual({ color: '#d23b4b' });
    expect(painted).toContainEqual({ title: 'Undertow: Cascade. BTC: selling feeds itself' });
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

  it('is in a tab that of the coin of its page, at once, and elsewhere still that of bitcoin', async () => {
    const { painter, become, pass, painted, coins } = bench();
    coins.set('ETH', ether);
    become(quiet);
    await pass(0);
    painter.show(7, 'ETH');
    await pass(0);
    expect(painted).toContainEqual({ tabId: 7, text: '~' });
    expect(painted).toContainEqual({ tabId: 7, color: '#b97d00' });
    expect(painted).toContainEqual({ tabId: 7, title: 'Undertow: Building. ETH: forced selling picks up' });
    expect(painted).not.toContainEqual({ text: '~' });
  });

  it('costs nothing for tabs that show no coin, and for those whose panel is gone', async () => {
    const { painter, become, pass, asked, painted, coins } = bench();
    coins.set('ETH', ether);
    painter.show(8, undefined);
    const leave = painter.show(7, 'ETH');
    become(quiet);
    await pass(0);
    leave();
    const before = [asked.filter(coin => coin === 'ETH').length, painted.length];
    become(quiet);
    await pass(5_000);
    become(quiet);
    await pass(5_000);
    expect([asked.filter(coin => coin === 'ETH').length, painted.length]).toEqual(before);
    expect(painted.some(({ tabId }) => tabId === 8)).toBe(false);
  });

  it('becomes that of bitcoin again where the page goes on without a coin, whichever panel says goodbye later', async () => {
    const { painter, become, pass, painted, coins } = bench();
    coins.set('ETH', ether);
    become(longs);
    const leave = painter.show(7, 'ETH');
    await pass(0);
    painter.show(7, undefined);
    leave();
    await pass(0);
    expect(painted.filter(({ tabId, text }) => tabId === 7 && text !== undefined)).toEqual([
      { tabId: 7, text: '~' },
      { tabId: 7, text: '▼' },
    ]);
    become(quiet);
    await pass(5_000);
    expect(painted).toContainEqual({ tabId: 7, text: '' });
  });

  it('is painted again in a tab that comes back: the browser takes it away when the page goes elsewhere', async () => {
    const { painter, become, pass, painted, coins } = bench();
    coins.set('ETH', ether);
    become(quiet);
    painter.show(7, 'ETH')();
    painter.show(7, 'ETH');
    await pass(0);
    painter.show(7, 'ETH');
    await pass(0);
    expect(painted.filter(({ tabId, text }) => tabId === 7 && text === '~')).toHaveLength(2);
  });

  it('goes on where a tab was closed in the meantime', async () => {
    const { painter, become, pass, painted, closed, coins } = bench();
    coins.set('ETH', ether);
    become(quiet);
    closed.add(7);
    painter.show(7, 'ETH');
    painter.show(9, 'ETH');
    await pass(0);
    expect(painted).toContainEqual({ tabId: 9, text: '~' });
    become(longs);
    await pass(5_000);
    expect(painted).toContainEqual({ text: '▼' });
  });
});
