// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ReplayBar } from '../../../components/dashboard/replay-bar.tsx';
import { createReplayControl } from '../../../components/dashboard/replay-control.ts';
import type { ReplayState } from '../../../components/dashboard/replay-state.ts';
import { firstReplay, toMarks } from '../../../components/dashboard/replay-state.ts';
import { createCaller } from '../../../lib/client/call.ts';
import { midnight, sixSteps } from '../../fixtures/dashboard-history.ts';
import type { MarketSnapshot } from '../../../lib/model/snapshot.ts';
import { referenceSnapshot } from '../../fixtures/snapshots.ts';
import { createFakeRuntime, createFakeTime } from '../client/fakes.ts';
import { draw, press, textOf } from './drawing.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const span = { from: midnight, to: midnight + 10 * hourMs };

afterEach(() => document.body.replaceChildren());

/** A background whose moments the test answers one by one, or at once. */
function createRig({
  isSlow = false,
  moment = referenceSnapshot,
}: { readonly isSlow?: boolean; readonly moment?: MarketSnapshot | null } = {}) {
  const time = createFakeTime();
  const { clock, timers } = time;
  const waiting: (() => void)[] = [];
  const { runtime, messages } = createFakeRuntime(({ type }) => {
    if (type === 'recording.open') return Promise.resolve({ res: span });
    if (type === 'history.read') return Promise.resolve({ res: sixSteps });
    return isSlow ? new Promise(resolve => waiting.push(() => resolve({ res: moment }))) : Promise.resolve({ res: moment });
  });
  const control = createReplayControl({
    call: createCaller({ runtime, clock, timers }),
    timers,
    now: () => midnight,
    coin: () => 'BTC',
    onChange: () => undefined,
  });
  const asked = () => messages.filter(({ type }) => type.endsWith('.at')).map(({ data }) => (data as { time: number }).time);
  return { time, control, waiting, asked, messages };
}

describe('a replay', () => {
  it('opens a recording at its end, reads that moment, and knows the phases of the whole', async () => {
    const { time, control, asked } = createRig();
    void control.open('reference-day');
    await time.pass(0);
    expect(asked()).toEqual([span.to]);
    expect(control.state).toMatchObject({ ...span, time: span.to, shown: { time: span.to, snapshot: referenceSnapshot } });
    expect(control.state.marks).toEqual(sixSteps.phases);
  });

  it('looks seven days into what this browser recorded, with the coin that is chosen', async () => {
    const { time, control, messages } = createRig();
    void control.open('own');
    await time.pass(0);
    expect(control.state.from).toBe(midnight - 7 * 24 * hourMs);
    expect(messages.find(({ type }) => type === 'snapshot.at')?.data).toEqual({ time: midnight - minuteMs, coin: 'BTC' });
  });

  it('reads one moment at a time, and of those asked for meanwhile only the last', async () => {
    const { time, control, waiting, asked } = createRig({ isSlow: true });
    void control.open('reference-day');
    await time.pass(0);
    for (const minutes of [1, 2, 3]) control.go(midnight + minutes * minuteMs);
    await time.pass(0);
    expect(asked()).toEqual([span.to]);
    waiting[0]?.();
    await time.pass(0);
    expect(asked()).toEqual([span.to, midnight + 3 * minuteMs]);
    waiting[1]?.();
    await time.pass(0);
    expect(control.state.shown?.time).toBe(midnight + 3 * minuteMs);
  });

  it('plays step by step to the end, and from the end anew', async () => {
    const { time, control, asked } = createRig();
    void control.open('reference-day');
    await time.pass(0);
    control.speed(hourMs);
    control.go(span.to - 90 * minuteMs);
    control.play(true);
    await time.pass(5_000);
    expect(asked().slice(-2)).toEqual([span.to - 30 * minuteMs, span.to]);
    expect(control.state.isPlaying).toBe(false);
    control.play(true);
    await time.pass(0);
    expect(control.state.time).toBe(span.from);
    control.play(false);
    const count = asked().length;
    await time.pass(5_000);
    expect(asked().length).toBe(count);
  });

  it('says of a moment of which nothing is kept that there is none, and of a silent background that it is silent', async () => {
    const { time, control } = createRig({ moment: null });
    void control.open('own');
    await time.pass(0);
    expect(control.state.shown?.snapshot).toBe('none');
    const silent = createRig({ isSlow: true });
    void silent.control.open('own');
    await silent.time.pass(31_000);
    expect(silent.control.state.failure).toBe('unanswered');
  });
});

describe('the bar of a replay', () => {
  const state: ReplayState = {
    ...firstReplay,
    ...span,
    source: 'cascade',
    time: span.to,
    shown: { time: span.to, snapshot: referenceSnapshot },
    marks: [
      { phase: 'calm', from: midnight, to: midnight + hourMs },
      { phase: 'cascade', from: midnight + hourMs, to: span.to },
    ],
  };
  const actions = { onSource: vi.fn(), onTime: vi.fn(), onPlay: vi.fn(), onSpeed: vi.fn() };

  it('says that this is not now, and how much of it was heard', () => {
    const drawn = draw(<ReplayBar state={state} actions={actions} />);
    expect(textOf(drawn.querySelector('.banner'))).toBe(
      'As it was at 12 Feb, 10:00 UTC, in a made recording 97% of the 24 hours before was heard',
    );
    const none = draw(<ReplayBar state={{ ...state, shown: { time: midnight, snapshot: 'none' } }} actions={actions} />);
    expect(textOf(none.querySelector('.banner'))).toBe('Nothing is kept of 12 Feb, 00:00 UTC.');
  });

  it('says before a choice what there is to choose, with a button for each, and what each holds', () => {
    const drawn = draw(<ReplayBar state={firstReplay} actions={actions} />);
    const offers = [...drawn.querySelectorAll('li')];
    expect(offers.map(each => textOf(each.querySelector('button')))).toEqual([
      'This browser',
      'Reference day (made)',
      'A cascade (made)',
    ]);
    for (const each of offers) {
      const about = drawn.querySelector(`#${String(each.querySelector('button')?.getAttribute('aria-describedby'))}`);
      expect(textOf(about)).toMatch(/days/u);
    }
    press(offers[1]?.querySelector('button'), new MouseEvent('click', { bubbles: true }));
    expect(actions.onSource).toHaveBeenCalledWith('reference-day');
    expect(draw(<ReplayBar state={state} actions={actions} />).querySelector('.offers')).toBeNull();
  });

  it('jumps into a phase, a step of the engine after its beginning; calm is none to jump to', () => {
    const drawn = draw(<ReplayBar state={state} actions={actions} />);
    const marks = [...drawn.querySelectorAll('.marks button')];
    expect(marks.map(textOf)).toEqual(['cascade, 12 Feb, 01:00 UTC']);
    press(marks[0], new MouseEvent('click', { bubbles: true }));
    expect(actions.onTime).toHaveBeenCalledWith(midnight + hourMs + 10_000);
  });

  it('has the newest eight phases, and those within its span only', () => {
    const phases = Array.from({ length: 12 }, (_, place) => ({
      phase: 'building' as const,
      from: midnight + place * hourMs,
      to: midnight + (place + 1) * hourMs,
    }));
    // Those at 10 and 11 o'clock lie behind the end.
    expect(toMarks(phases, span).map(({ from }) => (from - midnight) / hourMs)).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
  });
});
