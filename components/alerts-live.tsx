import type { VNode } from 'preact';
import type { Caller } from '../lib/client/call.ts';
import { t } from '../lib/i18n/t.ts';
import type { AlertsView } from '../lib/model/alerts.ts';
import { Alerts } from './alerts.tsx';
import type { AlertActions, AlertProblem } from './alerts.tsx';

/** The section of alerts as the background holds it; every change is drawn from the background's answer. */
export interface LiveAlerts {
  /** `undefined` until the background has answered. */
  draw(): VNode | undefined;
  /** Rejects when the background does not answer. */
  read(): Promise<void>;
}

/** `allow` asks the user for leave to show notifications and must be called while a press is being handled. */
export function createLiveAlerts(options: {
  readonly call: Caller;
  readonly allow: () => Promise<boolean>;
  readonly paint: () => void;
  /** Called when the background does not answer. */
  readonly unanswered: () => void;
}): LiveAlerts {
  const { call, allow, paint, unanswered } = options;
  let alerts: AlertsView | undefined;
  let problem: AlertProblem | undefined;

  async function show(answer: Promise<AlertsView>): Promise<void> {
    alerts = await answer;
    paint();
  }
  function change(answer: Promise<AlertsView>): void {
    problem = undefined;
    show(answer).catch(unanswered);
  }
  function tell(where: AlertProblem['where'], words: string): void {
    problem = { where, words };
    paint();
  }

  const actions: AlertActions = {
    change(settings, isNew) {
      if (!isNew || alerts?.permitted === true) {
        change(call('alerts.change', settings));
        return;
      }
      // A browser that cannot ask has not been given leave.
      const asked = allow().catch(() => false);
      void asked.then(granted => {
        if (granted) change(call('alerts.change', settings));
        else tell('leave', t('alerts.refused'));
      });
    },
    allow: () => void allow().then(() => change(call('alerts.read', undefined)), unanswered),
    snooze: snooze => change(call('alerts.snooze', { for: snooze })),
    tryOut: severity => change(call('alerts.try', { severity })),
    tell,
  };

  return {
    draw: () => alerts && <Alerts alerts={alerts} problem={problem} actions={actions} />,
    read: () => show(call('alerts.read', undefined)),
  };
}
