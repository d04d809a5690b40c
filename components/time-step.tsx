import type { VNode } from 'preact';
import { formatMoment } from '../lib/format/time.ts';
import { t } from '../lib/i18n/t.ts';
import { fill } from './fill.ts';
import { pure } from './pure.ts';
import { StepButton } from './step-button.tsx';

/** How far back the popup steps, in hours. */
export const mostHoursBack = 24;

/** What became of asking for a moment of the past that is not there, or not there yet. */
export type PastAbsence = 'reading' | 'none' | 'unanswered';

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
  const past = typeof at === 'number' ? formatMoment(at) : t('popup.hoursAgo', { hours: hoursBack, why: t(`popup.past.${at}`) });
  const moment = <b>{hoursBack === 0 ? t('popup.now') : past}</b>;
  return (
    <div class="site time">
      <span aria-live="polite">
        {fill(t('popup.asOf'), { moment }, words => (
          <span class="k">{words}</span>
        ))}
      </span>
      <span>
        {hoursBack > 0 && step(0, t('popup.toNow'), t('popup.now'))} {step(hoursBack + 1, t('popup.earlier'), '◀')}{' '}
        {step(hoursBack - 1, t('popup.later'), '▶')}
      </span>
    </div>
  );
});
