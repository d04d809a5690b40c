import type { VNode } from 'preact';
import { formatMoment } from '../lib/format/time.ts';
import { pure } from './pure.ts';
import { trusted } from './trusted.ts';

/** How far back the popup steps, in hours. */
export const mostHoursBack = 24;

interface TimeStepProps {
  /** 0 is now. */
  readonly hoursBack: number;
  /** The moment that is shown, ms of market time; `undefined` while it is being read, or when nothing of it is kept. */
  readonly at: number | undefined;
  readonly onHours: (hoursBack: number) => void;
}

/** Steps through the last 24 hours: the whole popup then shows what was known of that moment. */
export const TimeStep = pure(({ hoursBack, at, onHours }: TimeStepProps): VNode => {
  const step = (to: number, label: string, sign: string): VNode => (
    <button
      type="button"
      class="retry"
      aria-label={label}
      disabled={to < 0 || to > mostHoursBack}
      onClick={trusted(() => onHours(to))}
    >
      {sign}
    </button>
  );
  return (
    <div class="site">
      <span aria-live="polite">
        <span class="k">As of</span>{' '}
        <b>{hoursBack === 0 ? 'now' : at === undefined ? `${hoursBack} h ago: reading…` : formatMoment(at)}</b>
      </span>
      <span>
        {step(hoursBack + 1, 'An hour earlier', '◀')} {step(hoursBack - 1, 'An hour later', '▶')}{' '}
        {hoursBack > 0 && step(0, 'Back to now', 'now')}
      </span>
    </div>
  );
});
