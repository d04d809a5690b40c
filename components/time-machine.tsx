import type { VNode } from 'preact';
import { formatMoment } from '../lib/format/time.ts';
import type { MarketSnapshot } from '../lib/model/snapshot.ts';
import { Body } from './body.tsx';
import { Title, toHeadState } from './head.tsx';
import { Narrative } from './narrative.tsx';
import { trusted } from './trusted.ts';

/** What can be looked into: what this browser recorded, and the recordings that come with the extension. */
export const sources = [
  ['own', 'This browser'],
  ['reference-day', 'Reference day, made'],
  ['cascade', 'A cascade, made'],
] as const;
export type RecordingSource = (typeof sources)[number][0];

const minuteMs = 60_000;
const steps = [
  [-1440, '−1 d'],
  [-60, '−1 h'],
  [-10, '−10 min'],
  [-1, '−1 min'],
  [1, '+1 min'],
  [10, '+10 min'],
  [60, '+1 h'],
  [1440, '+1 d'],
] as const;

/** What the time machine shows. */
export interface TimeMachineState {
  readonly source: RecordingSource;
  /** The moment that is asked for, ms of market time; `undefined` until a source was opened. */
  readonly time: number | undefined;
  readonly from: number;
  readonly to: number;
  /** `undefined` while it is being read; `none` where nothing is kept. */
  readonly snapshot: MarketSnapshot | 'none' | undefined;
  readonly failure?: string;
}

interface TimeMachineProps {
  readonly state: TimeMachineState | undefined;
  readonly onSource: (source: RecordingSource) => void;
  readonly onTime: (time: number) => void;
  readonly onExport: (format: 'json' | 'csv') => void;
}

const ignore = (): void => undefined;

/** Shows everything as it was at a moment of a recording, by steps; and hands out the last 24 hours as files. */
export function TimeMachine({ state, onSource, onTime, onExport }: TimeMachineProps): VNode {
  const { snapshot, time, from = 0, to = 0 } = state ?? {};
  return (
    <section aria-labelledby="machine">
      <h2 id="machine">
        Time machine
        <span class="k">{time === undefined ? 'choose a recording' : formatMoment(time)}</span>
      </h2>
      <p class="machine">
        {sources.map(([id, name]) => (
          <button key={id} type="button" class="retry" aria-pressed={state?.source === id} onClick={trusted(() => onSource(id))}>
            {name}
          </button>
        ))}
      </p>
      {time !== undefined && (
        <p class="machine">
          {steps.map(([minutes, name]) => {
            const next = time + minutes * minuteMs;
            return (
              <button
                key={name}
                type="button"
                class="retry"
                disabled={next < from || next > to}
                onClick={trusted(() => onTime(next))}
              >
                {name}
              </button>
            );
          })}
        </p>
      )}
      {state?.failure !== undefined && (
        <p role="alert" class="notice-line">
          {state.failure}
        </p>
      )}
      {time !== undefined && snapshot === undefined && state?.failure === undefined && <p class="k">Reading…</p>}
      {snapshot === 'none' && <p class="k">Nothing is kept of that moment.</p>}
      {typeof snapshot === 'object' && (
        <div class={`then is-${toHeadState(snapshot, undefined, 'live').tone}`}>
          <Title {...toHeadState(snapshot, undefined, 'live')} />
          <Body snapshot={snapshot} now={snapshot.asOf} coin={undefined} scope={undefined} open onScope={ignore} />
          <Narrative sentences={snapshot.answers['']?.narrative ?? []} />
        </div>
      )}
      <p class="machine">
        <span class="k">What was recorded here in the last 24 hours, as a file that `replay` reads:</span>
        <button type="button" class="retry" onClick={trusted(() => onExport('json'))}>
          JSON lines
        </button>
        <button type="button" class="retry" onClick={trusted(() => onExport('csv'))}>
          CSV
        </button>
      </p>
    </section>
  );
}
