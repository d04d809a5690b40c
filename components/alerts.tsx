import type { VNode } from 'preact';
import { formatAlert } from '../lib/format/alert-words.ts';
import { formatMinute, readMinute } from '../lib/format/dollars.ts';
import { formatCount } from '../lib/format/price.ts';
import { formatMoment } from '../lib/format/time.ts';
import { toSafeText } from '../lib/format/words.ts';
import type { MessageKey } from '../lib/i18n/t.ts';
import { t } from '../lib/i18n/t.ts';
import { alertKinds, mostCoolDownMinutes, severities } from '../lib/model/alerts.ts';
import type { AlertOutcome, AlertSettings, AlertsView, Severity, Snooze as SnoozeFor } from '../lib/model/alerts.ts';
import { Thresholds } from './alert-thresholds.tsx';
import { fill } from './fill.ts';
import { Snooze } from './snooze.tsx';
import { SwitchButton } from './switch-button.tsx';
import { trusted } from './trusted.ts';

/** What a person can do about alerts. */
export interface AlertActions {
  /** Keeps the settings. Something that was off is switched on: leave to show notifications is asked first. */
  readonly change: (settings: AlertSettings, isNew: boolean) => void;
  /** Asks the browser for leave to show notifications. */
  readonly allow: () => void;
  readonly snooze: (snooze: SnoozeFor) => void;
  readonly tryOut: (severity: Severity) => void;
  /** What is wrong with what was typed. */
  readonly tell: (where: 'threshold' | 'manners', words: string) => void;
}

/** A thing that was refused, and by which part of the section it is said. */
export interface AlertProblem {
  readonly where: 'threshold' | 'manners' | 'leave';
  readonly words: string;
}

export interface AlertsProps {
  readonly alerts: AlertsView;
  readonly problem: AlertProblem | undefined;
  readonly actions: AlertActions;
}

/** Why an alert was only written down. */
const outcomeWords: { readonly [Outcome in Exclude<AlertOutcome, 'shown'>]: MessageKey } = {
  'quiet hours': 'alerts.outcome.quietHours',
  snoozed: 'alerts.outcome.snoozed',
  'not permitted': 'alerts.outcome.notPermitted',
  'less than wanted': 'alerts.outcome.lessThanWanted',
  'too old': 'alerts.outcome.tooOld',
  'too soon': 'alerts.outcome.tooSoon',
};

type PartProps = Pick<AlertsProps, 'alerts' | 'actions'>;

function Kinds({ alerts: { settings }, actions }: PartProps): VNode {
  return (
    <ul class="switches">
      {alertKinds.map(kind => {
        const name = t(`alerts.kind.${kind}`);
        const on = settings.kinds[kind];
        return (
          <li key={kind}>
            <span>
              <b>{name}</b> <span class="sub">{t(`alerts.kindHint.${kind}`)}</span>
            </span>
            <SwitchButton
              name={name}
              on={on}
              onSwitch={next => actions.change({ ...settings, kinds: { ...settings.kinds, [kind]: next } }, next)}
            />
          </li>
        );
      })}
    </ul>
  );
}

const valueOf = (event: Event): string => {
  const field = event.currentTarget;
  return field instanceof HTMLInputElement || field instanceof HTMLSelectElement ? field.value : '';
};

function Manners({ alerts: { settings }, problem, actions }: PartProps & { readonly problem: string | undefined }): VNode {
  const { quiet, least, coolDownMinutes } = settings;
  const change = (part: Partial<AlertSettings>): void => actions.change({ ...settings, ...part }, false);
  function setEnd(end: 'from' | 'to', event: Event): void {
    const minute = readMinute(valueOf(event));
    const next = { ...quiet, [end]: minute ?? quiet[end] };
    if (minute === undefined) actions.tell('manners', t('alerts.fault.time'));
    else if (next.from === next.to) actions.tell('manners', t('alerts.fault.quiet'));
    else change({ quiet: next });
  }
  function setCoolDown(event: Event): void {
    const minutes = Number(valueOf(event) || 'none');
    if (Number.isInteger(minutes) && minutes >= 0 && minutes <= mostCoolDownMinutes) change({ coolDownMinutes: minutes });
    else actions.tell('manners', t('alerts.fault.coolDown', { most: formatCount(mostCoolDownMinutes) }));
  }
  const time = (end: 'from' | 'to'): VNode => (
    <input
      type="time"
      value={formatMinute(quiet[end])}
      aria-describedby="manners-problem"
      onChange={trusted((event: Event) => setEnd(end, event))}
    />
  );
  const leasts = (
    <select
      value={least}
      onChange={trusted((event: Event) => change({ least: severities.find(each => each === valueOf(event)) ?? least }))}
    >
      {severities.map(severity => (
        <option key={severity} value={severity}>
          {t(`alerts.least.${severity}`)}
        </option>
      ))}
    </select>
  );
  const minutes = (
    <input
      type="number"
      min={0}
      max={mostCoolDownMinutes}
      value={coolDownMinutes}
      aria-describedby="manners-problem"
      onChange={trusted(setCoolDown)}
    />
  );
  return (
    <>
      <h3>{t('alerts.when')}</h3>
      <div class="fields">
        <label>{fill(t('alerts.disturb'), { severities: leasts })}</label>
        <label>{fill(t('alerts.coolDown'), { minutes })}</label>
      </div>
      <div class="fields">
        <label>
          <input type="checkbox" checked={quiet.on} onChange={trusted(() => change({ quiet: { ...quiet, on: !quiet.on } }))} />{' '}
          {t('alerts.quiet')}
        </label>
        <label>{fill(t('alerts.from'), { time: time('from') })}</label>
        <label>{fill(t('alerts.to'), { time: time('to') })}</label>
        <label>
          <input
            type="checkbox"
            checked={quiet.exceptAlarms}
            onChange={trusted(() => change({ quiet: { ...quiet, exceptAlarms: !quiet.exceptAlarms } }))}
          />{' '}
          {t('alerts.exceptAlarms')}
        </label>
        <span id="manners-problem" role="alert" class="neg">
          {problem}
        </span>
      </div>
    </>
  );
}

function Sounds({ alerts: { settings }, actions }: PartProps): VNode {
  return (
    <>
      <h3>{t('alerts.sound')}</h3>
      <ul class="switches">
        {severities.map(severity => {
          const sound = settings.sounds[severity];
          const name = t(`alerts.severity.${severity}`);
          const set = (next: Partial<typeof sound>): void =>
            actions.change({ ...settings, sounds: { ...settings.sounds, [severity]: { ...sound, ...next } } }, false);
          return (
            <li key={severity} class="sound">
              <b>{name}</b>
              <input
                type="range"
                min={0}
                max={100}
                value={Math.round(sound.volume * 100)}
                aria-label={t('alerts.volumeOf', { severity: name })}
                onChange={trusted((event: Event) => set({ volume: Number(valueOf(event)) / 100 }))}
              />
              <button
                type="button"
                class="retry"
                aria-label={t('alerts.tryOf', { severity: name })}
                onClick={trusted(() => actions.tryOut(severity))}
              >
                {t('alerts.try')}
              </button>
              <SwitchButton name={t('alerts.soundOf', { severity: name })} on={sound.on} onSwitch={on => set({ on })} />
            </li>
          );
        })}
      </ul>
    </>
  );
}

function History({ alerts: { history } }: Pick<AlertsProps, 'alerts'>): VNode {
  return (
    <details>
      <summary>{t('alerts.last', { count: formatCount(history.length) })}</summary>
      <ul class="silences">
        {history.map(({ id, time, outcome, ...alert }) => {
          const { title, text } = formatAlert(alert);
          return (
            <li key={id}>
              <b>{toSafeText(title)}</b> <span class="sub">{formatMoment(time)}</span> {toSafeText(text, 240)}{' '}
              <span class="k">{outcome === 'shown' ? '' : t('alerts.notShown', { why: t(outcomeWords[outcome]) })}</span>
            </li>
          );
        })}
      </ul>
    </details>
  );
}

/** Everything about alerts: what, when, how loud, and what was told. */
export function Alerts({ alerts, problem, actions }: AlertsProps): VNode {
  const { settings, isOn, permitted } = alerts;
  const said = (where: AlertProblem['where']): string | undefined => (problem?.where === where ? problem.words : undefined);
  const leave = said('leave') ?? (isOn && !permitted ? t('alerts.noLeave') : undefined);
  return (
    <section aria-labelledby="alerts">
      <h2 id="alerts">{t('alerts.title')}</h2>
      <p class="sub">{t('alerts.hint')}</p>
      {leave !== undefined && (
        <p role="alert" class="notice-line">
          {leave}{' '}
          <button type="button" class="retry" onClick={trusted(() => actions.allow())}>
            {t('alerts.allow')}
          </button>
        </p>
      )}
      {isOn && <Snooze alerts={alerts} onSnooze={actions.snooze} />}
      <Kinds alerts={alerts} actions={actions} />
      <Thresholds
        thresholds={settings.thresholds}
        problem={said('threshold')}
        onChange={(thresholds, isNew) => actions.change({ ...settings, thresholds }, isNew)}
        onProblem={words => actions.tell('threshold', words)}
      />
      <Manners alerts={alerts} problem={said('manners')} actions={actions} />
      <Sounds alerts={alerts} actions={actions} />
      <History alerts={alerts} />
    </section>
  );
}
