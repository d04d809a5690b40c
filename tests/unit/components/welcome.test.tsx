// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { WelcomeAlerts } from '../../../components/welcome-alerts.tsx';
import { WelcomeSites } from '../../../components/welcome-sites.tsx';
import type { WelcomeSitesProps } from '../../../components/welcome-sites.tsx';
import { WelcomeWhat } from '../../../components/welcome-what.tsx';
import { toStep, Welcome, welcomeSteps } from '../../../components/welcome.tsx';
import type { AlertsView } from '../../../lib/model/alerts.ts';
import type { FeedState } from '../../../lib/model/snapshot.ts';
import { emptySnapshot, referenceSnapshot, referenceTime } from '../../fixtures/snapshots.ts';
import { draw, press, textOf } from './drawing.ts';

afterEach(() => document.body.replaceChildren());

const click = () => new MouseEvent('click', { bubbles: true });
const gate = {
  id: 'gate',
  name: 'Gate',
  group: 'exchange',
  required: true,
  origins: ['https://www.gate.com/*'],
  on: true,
  permitted: true,
} as const;
const okx = { ...gate, id: 'okx', name: 'OKX', origins: ['https://www.okx.com/*'] } as const;

describe('the steps of the first run', () => {
  it('have addresses, and any other address is the first of them', () => {
    expect(['', '#what', '#sites', '#alerts', '#nowhere', '#constructor'].map(toStep)).toEqual([
      'what',
      'what',
      'sites',
      'alerts',
      'what',
      'what',
    ]);
  });

  it.each(welcomeSteps)('say where one is, and lead to the one before and the one after: %s', step => {
    const page = draw(
      <Welcome step={step} problem={undefined}>
        <p>here</p>
      </Welcome>,
    );
    expect(
      [...page.querySelectorAll('[aria-current]')].map(each => [each.getAttribute('href'), each.getAttribute('aria-current')]),
    ).toEqual([[`#${step}`, 'step']]);
    expect([...page.querySelectorAll('.ways a')].map(way => [textOf(way), way.getAttribute('href')])).toEqual(
      {
        what: [['Next', '#sites']],
        sites: [
          ['Back', '#what'],
          ['Next', '#alerts'],
        ],
        alerts: [
          ['Back', '#sites'],
          ['Open the dashboard', 'dashboard.html'],
        ],
      }[step],
    );
    expect(page.querySelectorAll('h1')).toHaveLength(1);
  });
});

describe('the panel of the first step', () => {
  const drawWhat = (snapshot: typeof referenceSnapshot | undefined) =>
    draw(
      <WelcomeWhat window={window} snapshot={snapshot} link="live" now={referenceTime + 2_000} theme="dark" look="blue-orange" />,
    );

  it('is the panel itself, with what is known, compact', () => {
    const step = drawWhat(referenceSnapshot);
    expect(step.querySelector('.stage .u.compact.dark.blue-orange')).not.toBeNull();
    expect(textOf(step.querySelector('.stage'))).toContain('≥ $312M');
  });

  it('says that nothing is known yet, and how far the past is read as soon as that has begun', () => {
    expect(textOf(drawWhat(undefined))).toContain('The first figures take some seconds.');
    const reading = drawWhat({
      ...emptySnapshot,
      progress: [
        { venue: 'Gate', stage: '24h', done: 40, total: 120 },
        { venue: 'OKX', stage: '24h', done: 2, total: 8 },
      ],
    });
    expect(textOf(reading)).toContain('42 of 128 questions answered');
    expect(reading.querySelector('progress')?.getAttribute('max')).toBe('128');
    const withPast = (state: FeedState, lastGood?: number) =>
      textOf(
        drawWhat({
          ...referenceSnapshot,
          progress: [],
          feeds: [
            { id: 'binance/merged', name: 'Binance', state: 'live', reason: '', lastGood: 1, rejected: 0, events: 1 },
            { id: 'gate/backfill', name: 'Gate', state, reason: '', rejected: 0, events: 0, ...(lastGood && { lastGood }) },
          ],
        }),
      );
    // Streams are heard before the past of any venue was asked for.
    expect(withPast('waiting')).toContain('The first figures take some seconds.');
    expect(withPast('live', 1)).toContain('has been read as far as they let it');
    expect(withPast('failing')).toContain('has been read as far as they let it');
  });
});

describe('the sites of the second step', () => {
  const drawSites = (props: Partial<WelcomeSitesProps> = {}) =>
    draw(
      <WelcomeSites
        sites={[gate, okx]}
        problem={undefined}
        hosts={['api.bybit.com']}
        missingData={undefined}
        onSwitch={() => undefined}
        onAllowData={() => undefined}
        {...props}
      />,
    );

  it('ask for nothing where the browser lets us in', () => {
    expect(drawSites().querySelector('.missing')).toBeNull();
    // Not known is not refused.
    expect(drawSites({ sites: undefined }).querySelector('.missing')).toBeNull();
  });

  it('offer one press for those that a browser did not let us into at the installation, and name them', () => {
    const onSwitch = vi.fn();
    const missing = [gate, { ...okx, permitted: false }, { ...okx, id: 'bybit', name: 'Bybit', permitted: false }];
    const card = drawSites({ sites: missing, onSwitch }).querySelector('.missing');
    expect(textOf(card)).toContain('The browser has not let Undertow into OKX, Bybit yet.');
    card?.querySelector('button')?.dispatchEvent(click());
    expect(onSwitch).not.toHaveBeenCalled();
    press(card?.querySelector('button'), click());
    expect(onSwitch.mock.calls).toEqual([[['okx', 'bybit'], true]]);
    const refused = drawSites({ sites: missing, problem: { ids: ['okx', 'bybit'], words: 'No.' } });
    expect([...refused.querySelectorAll('[role=alert]')].map(textOf)).toEqual([
      'The browser was not given leave, so nothing has changed.',
    ]);
  });

  it('do not ask for a required site that the user switched off', () => {
    expect(drawSites({ sites: [gate, { ...okx, on: false, permitted: false }] }).querySelector('.missing')).toBeNull();
  });

  it('offer another for the hosts of market data, and say when it was refused', () => {
    const onAllowData = vi.fn();
    const card = drawSites({ missingData: 'refused', onAllowData }).querySelector('.missing');
    press(card?.querySelector('button'), click());
    expect(onAllowData).toHaveBeenCalledOnce();
    expect(textOf(card?.querySelector('[role=alert]'))).toBe('The browser was not given leave, so nothing has changed.');
  });

  it('name every host with who that is and what it is asked for', () => {
    expect(textOf(drawSites().querySelector('details'))).toContain(
      'Bybit api.bybit.comPrices, open interest, funding and forced orders of its contracts.',
    );
  });
});

describe('the alert of the third step', () => {
  const off: AlertsView = {
    settings: {
      kinds: { phases: false, stabilising: false, levels: false, fearGreed: false },
      least: 'info',
      thresholds: [],
      coolDownMinutes: 30,
      quiet: { on: false, from: 0, to: 60, exceptAlarms: true },
      sounds: { info: { on: false, volume: 0 }, warning: { on: false, volume: 0 }, alarm: { on: false, volume: 0 } },
    },
    isOn: false,
    permitted: false,
    history: [],
  };
  const on: AlertsView = {
    ...off,
    permitted: true,
    settings: { ...off.settings, kinds: { ...off.settings.kinds, phases: true } },
  };
  const drawAlerts = (alerts: AlertsView | undefined, refused = false, onCascade: (on: boolean) => void = () => undefined) =>
    draw(
      <WelcomeAlerts alerts={alerts} refused={refused} keys={{ toggle: 'Alt+Shift+U', dashboard: '' }} onCascade={onCascade} />,
    );
  const isOn = (step: HTMLElement) => step.querySelector('[role=switch]')?.getAttribute('aria-checked');

  it('is on only where the browser lets it be shown, and has no switch before the background has answered', () => {
    expect([off, on, { ...on, permitted: false }].map(alerts => isOn(drawAlerts(alerts)))).toEqual(['false', 'true', 'false']);
    expect(drawAlerts(undefined).querySelector('[role=switch]')).toBeNull();
  });

  it('is switched by a person, and says when leave was refused', () => {
    const onCascade = vi.fn();
    press(drawAlerts(off, false, onCascade).querySelector('[role=switch]'), click());
    expect(onCascade).toHaveBeenCalledWith(true);
    expect(textOf(drawAlerts(off, true).querySelector('[role=alert]'))).toContain('was not given leave to show notifications');
  });

  it('names the keys as the browser has them, and says where one has none', () => {
    const keys = [...drawAlerts(off).querySelectorAll('dt')].map(textOf);
    expect(keys).toEqual(['Alt+Shift+U', 'no key yet: set one on the browser’s page of shortcuts']);
  });
});
