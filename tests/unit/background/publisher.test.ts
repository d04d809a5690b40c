import { describe, expect, it } from 'vitest';
import { createPublisher } from '../../../lib/background/publisher.ts';
import type { MarketSnapshot } from '../../../lib/model/snapshot.ts';
import type { SnapshotMessage } from '../../../lib/protocol/snapshot-message.ts';
import { referenceSnapshot } from '../../fixtures/snapshots.ts';

function bench(first: MarketSnapshot | undefined = referenceSnapshot) {
  let now = 10_000;
  let snapshot = first;
  let built = 0;
  const timers: { at: number; run: () => void }[] = [];
  const publisher = createPublisher({
    build: () => {
      built += 1;
      return snapshot;
    },
    clock: { now: () => now, monotonic: () => now },
    timers: { set: (run, ms) => timers.push({ at: now + ms, run }), clear: () => undefined },
  });
  return {
    publisher,
    builds: () => built,
    become: (next: Partial<MarketSnapshot>) => {
      snapshot = { ...referenceSnapshot, ...snapshot, ...next };
      publisher.changed();
    },
    pass: (ms: number) => {
      now += ms;
      for (const timer of timers.splice(0)) {
        if (timer.at <= now) timer.run();
        else timers.push(timer);
      }
    },
  };
}

function watch(publisher: ReturnType<typeof createPublisher>, coin?: string) {
  const said: SnapshotMessage[] = [];
  const leave = publisher.add({ coin, post: message => said.push(message) });
  return { said, leave };
}

describe('what a panel is sent', () => {
  it('is the whole snapshot at once, and then only the sections that changed', () => {
    const { publisher, become, pass } = bench();
    const { said } = watch(publisher);
    become({ asOf: 99, badge: { ...referenceSnapshot.badge, word: 'Longs forced out' } });
    pass(500);
    expect(said.map(message => message.type)).toEqual(['snapshot.full', 'snapshot.patch']);
    const patch = said[1];
    expect(patch?.type === 'snapshot.patch' && Object.keys(patch.changes)).toEqual(['badge']);
    expect(patch?.type === 'snapshot.patch' && patch.asOf).toBe(99);
  });

  it('is nothing when only the moment of making differs', () => {
    const { publisher, become, pass } = bench();
    const { said } = watch(publisher);
    become({ asOf: 12_345 });
    pass(500);
    expect(said).toHaveLength(1);
  });

  it('is at most two messages a second, however much changes', () => {
    const { publisher, become, pass } = bench();
    const { said } = watch(publisher);
    for (let step = 0; step < 100; step++) {
      become({ badge: { ...referenceSnapshot.badge, detail: String(step) } });
      pass(20);
    }
    // Two seconds: the whole snapshot, and no more than one patch each half second.
    expect(said.length).toBeGreaterThan(3);
    expect(said.length).toBeLessThanOrEqual(1 + 5);
  });

  it('costs nothing while nobody watches', () => {
    const { publisher, become, pass, builds } = bench();
    const { leave } = watch(publisher);
    leave();
    const before = builds();
    become({ asOf: 5, badge: { ...referenceSnapshot.badge, detail: 'x' } });
    pass(5_000);
    expect(builds()).toBe(before);
    expect(publisher.count()).toBe(0);
  });

  it('is built once for all panels of one coin', () => {
    const { publisher, become, pass, builds } = bench();
    watch(publisher, 'DOGE');
    watch(publisher, 'DOGE');
    const before = builds();
    become({ badge: { ...referenceSnapshot.badge, detail: 'y' } });
    pass(500);
    expect(builds()).toBe(before + 1);
  });

  it('goes on for the others when one of them is gone', () => {
    const { publisher, become, pass } = bench();
    publisher.add({
      coin: undefined,
      post: () => {
        throw new Error('Attempting to use a disconnected port object');
      },
    });
    const { said } = watch(publisher);
    become({ badge: { ...referenceSnapshot.badge, detail: 'z' } });
    pass(500);
    expect(said).toHaveLength(2);
    expect(publisher.count()).toBe(1);
  });

  it('comes as soon as there is something, when there was nothing at first', () => {
    const known: { snapshot?: MarketSnapshot } = {};
    const timers: (() => void)[] = [];
    const publisher = createPublisher({
      build: () => known.snapshot,
      clock: { now: () => 0, monotonic: () => 0 },
      timers: { set: run => timers.push(run), clear: () => undefined },
    });
    const { said } = watch(publisher);
    expect(said).toEqual([]);
    known.snapshot = referenceSnapshot;
    publisher.changed();
    timers.shift()?.();
    expect(said.map(message => message.type)).toEqual(['snapshot.full']);
  });
});
