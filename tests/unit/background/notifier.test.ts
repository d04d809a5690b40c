import { describe, expect, it } from 'vitest';
import { createNotifier } from '../../../lib/background/notifier.ts';

type Listener = (...values: unknown[]) => void;
const createEvent = () => {
  const listeners: Listener[] = [];
  return {
    addListener: (listener: Listener) => void listeners.push(listener),
    fire: (...values: unknown[]) => listeners.forEach(each => each(...values)),
    listeners,
  };
};

/** The members that are called, of a browser that gives leave when it is told to. `isFirefox` leaves out what Firefox does not know. */
function bench({ isFirefox = false, isGranted = true } = {}) {
  const said: unknown[] = [];
  const say =
    (what: string) =>
    async (...values: unknown[]): Promise<boolean> => {
      said.push([what, ...values]);
      return true;
    };
  const onClicked = createEvent();
  const onButtonClicked = createEvent();
  const onAdded = createEvent();
  const notifications = {
    create: say('create'),
    clear: say('clear'),
    onClicked,
    ...(isFirefox ? {} : { update: say('update'), onButtonClicked }),
  };
  const browser: Record<string, unknown> = {
    ...(isGranted && { notifications }),
    permissions: { contains: async () => isGranted, onAdded },
    runtime: { getURL: (path: string) => `chrome-extension://ours${path}` },
    tabs: { create: say('open') },
  };
  const snoozed: true[] = [];
  const notifier = createNotifier({
    browser: browser as unknown as Parameters<typeof createNotifier>[0]['browser'],
    onSnooze: () => void snoozed.push(true),
    report: (_where, error) => {
      throw error;
    },
  });
  const grant = (): void => {
    browser['notifications'] = notifications;
    onAdded.fire();
  };
  return { notifier, said, snoozed, grant, onClicked, onButtonClicked };
}

const alert = { id: 'fall BTC 1', title: 'BTC: cascade', text: 'Longs are being forced out.' };

describe('notifications', () => {
  it('stand under the id of the alert, as plain text, without the browser’s own sound', async () => {
    const { notifier, said } = bench();
    await notifier.show(alert, false);
    expect(said).toEqual([
      [
        'create',
        'fall BTC 1',
        {
          type: 'basic',
          iconUrl: 'chrome-extension://ours/icon/128.png',
          title: 'BTC: cascade',
          message: 'Longs are being forced out.',
          buttons: [{ title: 'Snooze for an hour' }],
          silent: true,
        },
      ],
    ]);
  });

  it('are changed in place where nothing is worth a disturbance', async () => {
    const { notifier, said } = bench();
    await notifier.show(alert, true);
    expect(said).toMatchObject([['update', 'fall BTC 1', { title: 'BTC: cascade' }]]);
  });

  it('ask nothing of Firefox that it does not know', async () => {
    const { notifier, said } = bench({ isFirefox: true });
    await notifier.show(alert, false);
    await notifier.show(alert, true);
    expect(said).toEqual([
      ['create', 'fall BTC 1', { type: 'basic', iconUrl: expect.any(String) as string, title: alert.title, message: alert.text }],
    ]);
  });

  it('open the page of feeds when pressed, and snooze by their button', () => {
    const { said, snoozed, onClicked, onButtonClicked } = bench();
    onClicked.fire('fall BTC 1');
    expect(said).toEqual([
      ['clear', 'fall BTC 1'],
      ['open', { url: 'chrome-extension://ours/dashboard.html' }],
    ]);
    onButtonClicked.fire('fall BTC 1', 0);
    expect(snoozed).toEqual([true]);
  });

  it('are listened to from the moment of the leave, and once', () => {
    const { grant, onClicked } = bench({ isGranted: false });
    expect(onClicked.listeners).toHaveLength(0);
    grant();
    grant();
    expect(onClicked.listeners).toHaveLength(1);
  });
});
