import type { VNode } from 'preact';
import type { Caller } from '../lib/client/call.ts';
import { isSnapshot } from '../lib/client/checked-reader.ts';
import type { RecordingSource, TimeMachineState } from './time-machine.tsx';
import { TimeMachine } from './time-machine.tsx';

const dayMs = 86_400_000;
/** Of what this browser recorded, so much can be looked into. */
const ownReachMs = 7 * dayMs;
/** Reading a recording and going through days of it takes its time. */
const timeoutMs = 30_000;

interface Tools {
  readonly call: Caller;
  readonly document: Document;
  /** Market time of the page, ms; `undefined` before the first answer. */
  readonly asOf: () => number | undefined;
  readonly paint: () => void;
}

/** Asks the background for moments of recordings, and saves exports as files. */
export function createTimeMachineControl({ call, document, asOf, paint }: Tools): { readonly view: () => VNode } {
  let state: TimeMachineState | undefined;
  /** Counts what was asked for: of answers that overtake each other the last question's counts. */
  let asked = 0;

  function show(next: TimeMachineState): void {
    state = next;
    paint();
  }

  async function open(source: RecordingSource): Promise<void> {
    const now = asOf();
    const question = ++asked;
    try {
      const span =
        source !== 'own'
          ? await call('recording.open', { name: source }, timeoutMs)
          : now !== undefined
            ? { from: now - ownReachMs, to: now }
            : undefined;
      if (span === undefined || question !== asked) return;
      // A cascade is made to be seen from its beginning, a day at its end.
      const time = source === 'cascade' ? span.to - 6 * 3_600_000 + 150_000 : span.to;
      await go({ source, time, from: span.from, to: span.to, snapshot: undefined });
    } catch {
      show({ source, time: undefined, from: 0, to: 0, snapshot: undefined, failure: 'The recording could not be opened.' });
    }
  }

  async function go(next: TimeMachineState): Promise<void> {
    const question = ++asked;
    const { source, time } = next;
    show({ ...next, snapshot: undefined });
    if (time === undefined) return;
    try {
      const found =
        source === 'own'
          ? await call('snapshot.at', { time }, timeoutMs)
          : await call('recording.at', { name: source, time }, timeoutMs);
      if (question === asked) show({ ...next, snapshot: isSnapshot(found) ? found : 'none' });
    } catch {
      if (question === asked) show({ ...next, snapshot: undefined, failure: 'The background did not answer.' });
    }
  }

  async function save(format: 'json' | 'csv'): Promise<void> {
    const to = asOf();
    if (to === undefined) return;
    const text = await call('span.export', { from: to - dayMs, to, format }, timeoutMs);
    const link = document.createElement('a');
    const url = URL.createObjectURL(new Blob([text], { type: format === 'csv' ? 'text/csv' : 'application/jsonl' }));
    link.href = url;
    link.download = `undertow-${new Date(to).toISOString().slice(0, 16).replace(':', '')}.${format === 'csv' ? 'csv' : 'jsonl'}`;
    link.click();
    URL.revokeObjectURL(url);
  }

  return {
    view: () => (
      <TimeMachine
        state={state}
        onSource={source => void open(source)}
        onTime={time => void (state && go({ ...state, time }))}
        onExport={format =>
          void save(format).catch(() =>
            show({
              ...(state ?? { source: 'own', time: undefined, from: 0, to: 0, snapshot: undefined }),
              failure: 'What was recorded could not be read.',
            }),
          )
        }
      />
    ),
  };
}
