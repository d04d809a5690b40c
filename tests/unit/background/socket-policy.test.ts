import { describe, expect, it } from 'vitest';
import { createSocketPolicy, type SocketsWhen } from '../../../lib/background/socket-policy.ts';

function bench(first: SocketsWhen) {
  let when = first;
  const calls: string[] = [];
  const timers: { run: () => void; live: boolean }[] = [];
  const policy = createSocketPolicy({
    when: () => when,
    timers: {
      set: run => {
        const timer = { run, live: true };
        timers.push(timer);
        return timer;
      },
      clear: handle => {
        for (const timer of timers) if (timer === handle) timer.live = false;
      },
    },
    start: () => void calls.push('start'),
    stop: async () => void calls.push('stop'),
    report: () => undefined,
  });
  const choose = (next: SocketsWhen) => {
    when = next;
    policy.check();
  };
  return { policy, calls, choose, pass: () => timers.splice(0).forEach(timer => timer.live && timer.run()) };
}

describe('when sockets are open', () => {
  it('is always where a socket keeps the worker alive', () => {
    const { policy, calls, pass } = bench('always');
    policy.begin();
    policy.watch();
    policy.unwatch();
    pass();
    expect(calls).not.toContain('stop');
    expect(calls[0]).toBe('start');
  });

  it('is only while somebody watches where it does not, and resting is said from the start', () => {
    const { policy, calls, pass } = bench('while-watched');
    policy.begin();
    expect(calls).toEqual(['stop']);
    policy.watch();
    expect(calls.at(-1)).toBe('start');
    policy.unwatch();
    pass();
    expect(calls.at(-1)).toBe('stop');
  });

  it('does not stop between a popup that closes and a panel that opens a moment later', () => {
    const { policy, calls, pass } = bench('while-watched');
    policy.begin();
    policy.watch();
    policy.unwatch();
    policy.watch();
    pass();
    expect(calls.filter(call => call === 'stop')).toHaveLength(1);
    expect(calls.at(-1)).toBe('start');
  });

  it('opens for a page that was there before the core was', () => {
    const { policy, calls } = bench('while-watched');
    policy.watch();
    expect(calls).toEqual([]);
    policy.begin();
    expect(calls).toEqual(['start']);
  });

  it('is never when the user says so: they are stopped at once, and a watcher opens none', () => {
    const { policy, calls, choose } = bench('always');
    policy.begin();
    choose('never');
    expect(calls).toEqual(['start', 'stop']);
    policy.watch();
    policy.check();
    expect(calls).toEqual(['start', 'stop']);
    choose('while-watched');
    expect(calls.at(-1)).toBe('start');
  });

  it('rests from the start, and says so, when the user never wants them', () => {
    const { policy, calls } = bench('never');
    policy.begin();
    expect(calls).toEqual(['stop']);
  });

  it('says anew why they rest when the rule changes while they do', () => {
    const { policy, calls, choose } = bench('never');
    policy.begin();
    choose('while-watched');
    policy.check();
    expect(calls).toEqual(['stop', 'stop']);
  });
});
