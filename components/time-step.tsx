import type { VNode } from 'preact';
import { formatMoment } from '../lib/format/time.ts';
import { pure } from './pure.ts';
import { StepButton } from './step-button.tsx';

/** How far back the popup steps, in hours. */
export const mostHoursBack = 24;

/** Why there is no snapshot of the past, in words. */
const absences = {
  reading: 'reading…',
  none: 'nothing is kept of that hour',
  unanswered: 'no answer, step again',
};

/** What became of asking for a moment of the past that is not there, or not there yet. */
export type PastAbsence = keyof typeof absences;

interface TimeStepProps {
  /** 0 is now. */
  readonly hoursBack: number;
  /** The moment that is shown, ms of market time, or why none is. */
  readonly at: number | PastAbsence | undefined;
  readonly onHours: (hoursBack: number) => void;
}

/** Steps through the last 24 hours: the whole popup then shows what was known of that moment. */
export const TimeStep = pure(({ hoursBack, at = 'reading', onHours }: TimeStepProps): VNode => {
  const step = (to: number, label: string, sign: string): VNode => (
    <StepButton label={label} sign={sign} onStep={to < 0 || to > mostHoursBack ? undefined : () => onHours(to)} />
  );
  const past = typeof at === 'number' ? formatMoment(at) : `${hoursBack} h ago: ${absences[at]}`;
  return (
    <div class="site time">
      <span aria-live="polite">
        <span class="k">As of</span> <b>{hoursBack === 0 ? 'now' : past}</b>
      </span>
      <span>
        {hoursBack > 0 && step(0, 'Back to now', 'now')} {step(hoursBack + 1, 'An hour earlier', '◀')}{' '}
        {step(hoursBack - 1, 'An hour later', '▶')}
      </span>
    </div>
  );
});
