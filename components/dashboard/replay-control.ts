import type { Caller } from '../../lib/client/call.ts';
import { isSnapshot } from '../../lib/client/checked-reader.ts';
import { readHistory } from '../../lib/client/history.ts';
import type { PageTimers } from '../../lib/client/runtime.ts';
import type { History } from '../../lib/model/history.ts';
import type { RecordingSource, ReplayState, Speed } from './replay-state.ts';
import { firstReplay, toRecording } from './replay-state.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** Of what this browser recorded, so much can be looked into. */
const ownReachMs = 7 * dayMs;
/** The recording of a cascade ends so long after its beginning, which is a little more than two minutes of building up and falling. */
const cascadeMs = 6 * 3_600_000;
const cascadeStartMs = 150_000;
/** Reading a recording and going through days of it takes its time. */
const timeoutMs = 30_000;
/** Between two steps of playing: the last one is to be seen. */
const playEveryMs = 600;

interface Tools {
  readonly call: Caller;
  readonly timers: PageTimers;
  /** Market time, ms. */
  readonly now: () => number;
  /** The coin that the page is about; empty for all. */
  readonly coin: () => string;
  readonly onChange: () => void;
}

/** Asks the background for moments of a past, one at a time: of those that were asked for meanwhile only the last is read. */
export interface ReplayControl {
  readonly state: ReplayState;
  readonly open: (source: RecordingSource) => Promise<void>;
  readonly go: (time: number) => void;
  readonly play: (isPlaying: boolean) => void;
  readonly speed: (speed: Speed) => void;
  /** Reads the moment again: another coin is looked at. */
  readonly refresh: () => void;
}

export function createReplayControl({ call, timers, now, coin, onChange }: Tools): ReplayControl {
  let state = firstReplay;
  let opened = 0;
  let isReading = false;
  let isDue = false;
  let playTimer: unknown;

  function update(change: Partial<ReplayState>): void {
    state = { ...state, ...change };
    onChange();
  }

  async function open(source: RecordingSource): Promise<void> {
    const question = ++opened;
    timers.clear(playTimer);
    update({ ...firstReplay, source, speed: state.speed });
    try {
      const recording = toRecording(source);
      const span =
        recording === undefined
          ? { from: now() - ownReachMs, to: now() - minuteMs }
          : await call('recording.open', { name: recording }, timeoutMs);
      if (question !== opened) return;
      // A cascade is made to be seen from its beginning, any other past from its end.
      update({ ...span, time: source === 'cascade' ? span.to - cascadeMs + cascadeStartMs : span.to });
      await read();
      const whole = await readHistory(call, {
        base: coin(),
        range: span.to - span.from > ownReachMs ? '30d' : '7d',
        to: span.to,
        ...(recording === undefined ? {} : { recording }),
      });
      if (question === opened) update({ marks: toMarksOf(whole) });
    } catch {
      if (question === opened && state.shown === undefined) update({ failure: 'failed' });
    }
  }

  async function read(): Promise<void> {
    if (isReading) {
      isDue = true;
      return;
    }
    isReading = true;
    do {
      isDue = false;
      const { time, source } = state;
      const recording = toRecording(source);
      try {
        const base = coin();
        const found =
          recording === undefined
            ? await call('snapshot.at', { time, ...(base === '' ? {} : { coin: base }) }, timeoutMs)
            : await call('recording.at', { name: recording, time }, timeoutMs);
        if (source === state.source)
          update({ shown: { time, snapshot: isSnapshot(found) ? found : 'none' }, failure: undefined });
      } catch {
        if (source === state.source) update({ failure: 'unanswered', isPlaying: false });
      }
    } while (hasMore());
    isReading = false;
    if (state.isPlaying) playTimer = timers.set(step, playEveryMs);
  }
  /** Whether another moment was asked for while one was read. */
  const hasMore = (): boolean => isDue;

  function go(time: number): void {
    timers.clear(playTimer);
    update({ time: Math.min(state.to, Math.max(state.from, time)) });
    void read();
  }
  function step(): void {
    if (!state.isPlaying) return;
    if (state.time >= state.to) update({ isPlaying: false });
    else go(state.time + state.speed);
  }

  return {
    get state() {
      return state;
    },
    open,
    go,
    play(isPlaying) {
      timers.clear(playTimer);
      update({ isPlaying });
      if (!isPlaying) return;
      // From the end it begins anew.
      if (state.time >= state.to) go(state.from);
      else step();
    },
    speed: speed => update({ speed }),
    refresh() {
      if (state.source !== undefined && state.to > 0) void read();
    },
  };
}

const toMarksOf = (whole: History | undefined): ReplayState['marks'] => whole?.phases ?? [];
