import type { VNode } from 'preact';
import { formatMinute, readMinute } from '../lib/format/dollars.ts';
import { formatMoment } from '../lib/format/time.ts';
import { toSafeText } from '../lib/format/words.ts';
import { alertKinds, mostCoolDownMinutes, severities } from '../lib/model/alerts.ts';
import type { AlertKind, AlertSettings, AlertsView, Severity, Snooze as SnoozeFor } from '../lib/model/alerts.ts';
import { Thresholds } from './alert-thresholds.tsx';
import { Snooze } from './snooze.tsx';
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

const kindWords: Readonly<Record<AlertKind, readonly [name: string, words: string]>> = {
  phases: [
    'Change of phase',
    'From calm to building, cascade, deleveraging and back. One cascade is one alert that is kept up to date.',
  ],
  stabilising: ['Stabilising', 'Forced selling has faded after a cascade.'],
  levels: ['Levels of bitcoin', 'Broken or reclaimed: two hourly closes beyond a level that the panel shows.'],
  fearGreed: ['Fear & Greed', 'The index moves into another band. It is published once a day.'],
};
const severityWords: Readonly<Record<Severity, string>> = { info: 'Information', warning: 'Warning', alarm: 'Alarm' };

type PartProps = Pick<AlertsProps, 'alerts' | 'actions'>;

function Switch(props: { readonly name: string; readonly on: boolean; readonly onSwitch: (on: boolean) => void }): VNode {
  const { name, on, onSwitch } = props;
  return (
    <button type="button" class="switch" role="switch" aria-checked={on} aria-label={name} onClick={trusted(() => onSwitch(!on))}>
      <i />
    </button>
  );
}

function Kinds({ alerts: { settings }, actions }: PartProps): VNode {
  return (
    <ul class="switches">
      {alertKinds.map(kind => {
        const [name, words] = kindWords[kind];
        const on = settings.kinds[kind];
        return (
          <li key={kind}>
            <span>
              <b>{name}</b> <span class="sub">{words}</span>
            </span>
            <Switch
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
    if (minute === undefined) actions.tell('manners', 'A time of the day is written like 22:30.');
    else if (next.from === next.to) actions.tell('manners', 'Quiet hours must end at another time than they begin.');
    else change({ quiet: next });
  }
  function setCoolDown(event: Event): void {
    const minutes = Number(valueOf(event) || 'none');
    if (Number.isInteger(minutes) && minutes >= 0 && minutes <= mostCoolDownMinutes) change({ coolDownMinutes: minutes });
    else actions.tell('manners', `The cool-down is a whole number of minutes, 0 to ${mostCoolDownMinutes}.`);
  }
  const time = (end: 'from' | 'to', label: string): VNode => (
    <label>
      {label}{' '}
      <input
        type="time"
        value={formatMinute(quiet[end])}
        aria-describedby="manners-problem"
        onChange={trusted((event: Event) => setEnd(end, event))}
      />
    </label>
  );
  return (
    <>
      <h3>When</h3>
      <div class="fields">
        <label>
          Disturb me for{' '}
          <select
            value={least}
            onChange={trusted((event: Event) => change({ least: severities.find(each => each === valueOf(event)) ?? least }))}
          >
            <option value="info">everything</option>
            <option value="warning">warnings and alarms</option>
            <option value="alarm">alarms only</option>
          </select>
        </label>
        <label>
          Again after{' '}
          <input
            type="number"
            min={0}
            max={mostCoolDownMinutes}
            value={coolDownMinutes}
            aria-describedby="manners-problem"
            onChange={trusted(setCoolDown)}
          />{' '}
          minutes
        </label>
      </div>
      <div class="fields">
        <label>
          <input type="checkbox" checked={quiet.on} onChange={trusted(() => change({ quiet: { ...quiet, on: !quiet.on } }))} />{' '}
          Quiet hours
        </label>
        {time('from', 'from')}
        {time('to', 'to')}
        <label>
          <input
            type="checkbox"
            checked={quiet.exceptAlarms}
            onChange={trusted(() => change({ quiet: { ...quiet, exceptAlarms: !quiet.exceptAlarms } }))}
          />{' '}
          but for alarms
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
      <h3>Sound</h3>
      <ul class="switches">
        {severities.map(severity => {
          const sound = settings.sounds[severity];
          const name = severityWords[severity];
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
                aria-label={`Volume: ${name}`}
                onChange={trusted((event: Event) => set({ volume: Number(valueOf(event)) / 100 }))}
              />
              <button
                type="button"
                class="retry"
                aria-label={`Try it: ${name}`}
                onClick={trusted(() => actions.tryOut(severity))}
              >
                Try it
              </button>
              <Switch name={`Sound: ${name}`} on={sound.on} onSwitch={on => set({ on })} />
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
      <summary>Last alerts ({history.length})</summary>
      <ul class="silences">
        {history.map(({ id, time, title, text, outcome }) => (
          <li key={id}>
            <b>{toSafeText(title)}</b> <span class="sub">{formatMoment(time)}</span> {toSafeText(text, 240)}{' '}
            <span class="k">{outcome === 'shown' ? '' : `not shown: ${outcome}`}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Everything about alerts: what, when, how loud, and what was told. */
export function Alerts({ alerts, problem, actions }: AlertsProps): VNode {
  const { settings, isOn, permitted } = alerts;
  const said = (where: AlertProblem['where']): string | undefined => (problem?.where === where ? problem.words : undefined);
  const leave =
    said('leave') ??
    (isOn && !permitted
      ? 'The browser does not let Undertow show notifications: alerts are only written down below.'
      : undefined);
  return (
    <section aria-labelledby="alerts">
      <h2 id="alerts">Alerts</h2>
      <p class="sub">Notifications of the browser, all off at first. Leave to show them is asked when you switch on the first.</p>
      {leave !== undefined && (
        <p role="alert" class="notice-line">
          {leave}{' '}
          <button type="button" class="retry" onClick={trusted(() => actions.allow())}>
            Allow
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
