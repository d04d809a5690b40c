import type { AlertWords } from '../format/alert-words.ts';
import { t } from '../i18n/t.ts';
import type { Alert } from '../model/engine.ts';
import type { ExtensionBrowser } from './browser.ts';

/** Shows alerts outside of pages, by leave of the user. */
export interface Notifier {
  /** Whether the browser lets us; it can be taken back at any time. */
  isPermitted(): Promise<boolean>;
  /** Shows an alert in place of an earlier one of the same id. A quiet one changes what stands there and disturbs nobody. */
  show(alert: AlertWords & Pick<Alert, 'id'>, isQuiet: boolean): Promise<void>;
}

/**
 * Over the browser's notifications. Listens at once: a press on a notification may be what wakes the background. The interface is there only once the
 * user has given leave. Firefox knows neither changes in place nor buttons (MDN, notifications, November 2026).
 */
export function createNotifier(options: {
  readonly browser: Pick<ExtensionBrowser, 'notifications' | 'permissions' | 'runtime' | 'tabs'>;
  readonly onSnooze: () => void;
  readonly report: (where: string, error: unknown) => void;
}): Notifier {
  const { browser, onSnooze, report } = options;
  const failed = (error: unknown): void => report('notifications', error);
  let isListening = false;

  function listen(): void {
    // Typed as always there.
    const notifications = browser.notifications as ExtensionBrowser['notifications'] | undefined;
    if (isListening || notifications === undefined) return;
    isListening = true;
    notifications.onClicked.addListener(id => {
      Promise.all([notifications.clear(id), browser.tabs.create({ url: browser.runtime.getURL('/dashboard.html') })]).catch(
        failed,
      );
    });
    if (!('update' in notifications)) return;
    notifications.onButtonClicked.addListener(id => {
      onSnooze();
      notifications.clear(id).catch(failed);
    });
  }

  listen();
  browser.permissions.onAdded.addListener(listen);

  return {
    isPermitted: () => browser.permissions.contains({ permissions: ['notifications'] }),
    async show({ id, title, text }, isQuiet) {
      listen();
      const { notifications } = browser;
      const canUpdate = 'update' in notifications;
      const shown = {
        type: 'basic',
        iconUrl: browser.runtime.getURL('/icon/128.png'),
        title,
        message: text,
        ...(canUpdate && { buttons: [{ title: t('alert.snooze') }], silent: true }),
      } as const;
      // One that the user put away stays away until there is something new to say.
      if (isQuiet && canUpdate) await notifications.update(id, shown);
      else if (!isQuiet) await notifications.create(id, shown);
    },
  };
}
