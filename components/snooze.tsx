import type { VNode } from 'preact';
import { t } from '../lib/i18n/t.ts';
import type { AlertsView, Snooze as SnoozeFor } from '../lib/model/alerts.ts';
import { trusted } from './trusted.ts';

interface SnoozeProps {
  readonly alerts: Pick<AlertsView, 'snoozedUntil'>;
  readonly onSnooze: (snooze: SnoozeFor) => void;
}

/** Puts all alerts off for an hour or until the next morning, or says until when they are. */
export function Snooze({ alerts: { snoozedUntil }, onSnooze }: SnoozeProps): VNode {
  const button = (snooze: SnoozeFor, words: string): VNode => (
    <button type="button" class="retry" onClick={trusted(() => onSnooze(snooze))}>
      {words}
    </button>
  );
  if (snoozedUntil === undefined)
    return (
      <div class="site snooze">
        <span>{t('alerts.areOn')}</span>
        <span>
          {button('hour', t('alerts.snoozeHour'))} {button('tomorrow', t('alerts.snoozeTomorrow'))}
        </span>
      </div>
    );
  return (
    <div class="site snooze">
      <span>{t('alerts.snoozedUntil', { time: formatOwnTime(snoozedUntil) })}</span>
      <span>{button('none', t('alerts.wake'))}</span>
    </div>
  );
}

/** Weekday and time of the user's own clock and language. */
function formatOwnTime(time: number): string {
  return new Date(time).toLocaleString([], { weekday: 'short', hour: '2-digit', minute: '2-digit' });
}
