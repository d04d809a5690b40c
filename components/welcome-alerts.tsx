import type { VNode } from 'preact';
import { t } from '../lib/i18n/t.ts';
import type { AlertsView } from '../lib/model/alerts.ts';
import { SwitchButton } from './switch-button.tsx';

/** The keys of the two commands, as the browser has them; empty where there are none. */
export interface ShortcutKeys {
  readonly toggle: string;
  readonly dashboard: string;
}

export interface WelcomeAlertsProps {
  /** `undefined` until the background has answered. */
  readonly alerts: AlertsView | undefined;
  /** Leave was asked and not given. */
  readonly refused: boolean;
  readonly keys: ShortcutKeys;
  /** Called while the press is being handled. */
  readonly onCascade: (on: boolean) => void;
}

const Keys = ({ keys }: { readonly keys: string }): VNode =>
  keys === '' ? <span class="sub">{t('welcome.alerts.noKey')}</span> : <kbd>{keys}</kbd>;

/** The third step: one alert that most will want, and where everything is. */
export function WelcomeAlerts({ alerts, refused, keys, onCascade }: WelcomeAlertsProps): VNode {
  const on = alerts !== undefined && alerts.permitted && alerts.settings.kinds.phases;
  return (
    <>
      <p class="lead">{t('welcome.alerts.lead')}</p>
      <ul class="switches">
        <li>
          <span>
            <b>{t('welcome.alerts.cascade')}</b> <span class="sub">{t('welcome.alerts.cascadeWords')}</span>
          </span>
          {alerts !== undefined && <SwitchButton name={t('welcome.alerts.cascade')} on={on} onSwitch={onCascade} />}
          {refused && (
            <span role="alert" class="neg site-problem">
              {t('welcome.alerts.refused')}
            </span>
          )}
        </li>
      </ul>
      <p class="sub">{t('welcome.alerts.more')}</p>
      <h2>{t('welcome.alerts.done')}</h2>
      <p>{t('welcome.alerts.popup')}</p>
      <ul class="points">
        <li>
          <a href="dashboard.html">{t('welcome.alerts.dashboard')}</a> {t('welcome.alerts.dashboardWords')}
        </li>
        <li>
          <a href="options.html">{t('welcome.alerts.options')}</a> {t('welcome.alerts.optionsWords')}
        </li>
      </ul>
      <h2>{t('welcome.alerts.keys')}</h2>
      <dl class="keys">
        <dt>
          <Keys keys={keys.toggle} />
        </dt>
        <dd>{t('welcome.alerts.toggleWords')}</dd>
        <dt>
          <Keys keys={keys.dashboard} />
        </dt>
        <dd>{t('welcome.alerts.dashboardKeyWords')}</dd>
      </dl>
    </>
  );
}
