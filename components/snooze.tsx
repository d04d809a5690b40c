import type { VNode } from 'preact';
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
        <span>Alerts are on</span>
        <span>
          {button('hour', 'Snooze 1 h')} {button('tomorrow', 'until tomorrow')}
        </span>
      </div>
    );
  return (
    <div class="site snooze">
      <span>Alerts are put off until {formatOwnTime(snoozedUntil)}</span>
      <span>{button('none', 'Wake')}</span>
    </div>
  );
}

/** Weekday and time of the user's own clock and language. */
function formatOwnTime(time: number): string {
  return new Date(time).toLocaleString([], { weekday: 'short', hour: '2-digit', minute: '2-digit' });
}
