import { mayDisturb } from '../engine/alerts.ts';
import { severities } from '../model/alerts.ts';
import type { AlertOutcome, AlertSettings, Severity, Snooze } from '../model/alerts.ts';
import type { Alert } from '../model/engine.ts';

const minuteMs = 60_000;
/** What happened longer ago, while the worker slept, disturbs nobody any more. */
const freshMs = 15 * minuteMs;
/** When "until tomorrow" ends. */
const morningHour = 8;

/** When the user was last disturbed by a thing, ms, and the most serious that was shown of it. */
export interface Shown {
  readonly at: number;
  readonly most: Severity;
}

/** What an alert comes to. */
export interface Moment {
  /** Market time, ms. */
  readonly now: number;
  readonly isPermitted: boolean;
  readonly snoozedUntil: number;
  /** What was shown of the same thing before. */
  readonly shown: Shown | undefined;
}

const rank = (severity: Severity): number => severities.indexOf(severity);

/**
 * Whether an alert disturbs, or why it is only written down. `update`: it changes what stands there and disturbs nobody. Of one thing more is told within
 * the cool-down only when it is more serious.
 */
export function outcomeOf(
  alert: Alert,
  { quiet, least, coolDownMinutes }: AlertSettings,
  { now, isPermitted, snoozedUntil, shown }: Moment,
): AlertOutcome | 'update' {
  const { time, severity } = alert;
  const date = new Date(now);
  const minute = date.getHours() * 60 + date.getMinutes();
  const hours =
    quiet.on && !(quiet.exceptAlarms && severity === 'alarm') ? { fromMinute: quiet.from, toMinute: quiet.to } : undefined;
  const isUpdate = alert.isUpdate && shown !== undefined;
  const said = { ...alert, isUpdate };
  const isSoon = shown !== undefined && time - shown.at < coolDownMinutes * minuteMs && rank(severity) <= rank(shown.most);
  const reason: AlertOutcome | undefined =
    now - time > freshMs
      ? 'too old'
      : isSoon || !mayDisturb(said, {}, now, minute)
        ? 'too soon'
        : !mayDisturb(said, { snoozedUntil }, now, minute)
          ? 'snoozed'
          : !mayDisturb(said, { hours }, now, minute)
            ? 'quiet hours'
            : rank(severity) < rank(least)
              ? 'less than wanted'
              : undefined;
  if (!isPermitted) return reason ?? 'not permitted';
  return reason === undefined ? 'shown' : isUpdate ? 'update' : reason;
}

/** What was shown of a thing, with an alert added that has just disturbed. */
export function noteShown(shown: Shown | undefined, { severity, time }: Pick<Alert, 'severity' | 'time'>): Shown {
  return { at: time, most: shown !== undefined && rank(shown.most) > rank(severity) ? shown.most : severity };
}

/** When a snooze that begins now ends, ms; 0 for one that is over. */
export function snoozeEnd(snooze: Snooze, now: number): number {
  if (snooze === 'none') return 0;
  if (snooze === 'hour') return now + 60 * minuteMs;
  const morning = new Date(now);
  morning.setDate(morning.getDate() + 1);
  return morning.setHours(morningHour, 0, 0, 0);
}
