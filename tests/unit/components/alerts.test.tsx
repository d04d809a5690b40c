// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readTyped } from '../../../components/alert-thresholds.tsx';
import { createLiveAlerts } from '../../../components/alerts-live.tsx';
import { Alerts } from '../../../components/alerts.tsx';
import type { AlertActions, AlertsProps } from '../../../components/alerts.tsx';
import { createCaller } from '../../../lib/client/call.ts';
import { readAlertSettings } from '../../../lib/store/alert-settings.ts';
import { alertsView } from '../../fixtures/alerts.ts';
import { createFakeRuntime, createFakeTime } from '../client/fakes.ts';
import { draw, press, textOf } from './drawing.ts';

afterEach(() => document.body.replaceChildren());

const idle: AlertActions = {
  change: () => undefined,
  allow: () => undefined,
  snooze: () => undefined,
  tryOut: () => undefined,
  tell: () => undefined,
};
const drawAlerts = (props: Partial<AlertsProps> = {}): HTMLElement =>
  draw(<Alerts alerts={alertsView} problem={undefined} actions={idle} {...props} />);
const click = () => new MouseEvent('click', { bubbles: true });
const { settings } = alertsView;

function fill(page: HTMLElement, name: string, value: string): void {
  const field = page.querySelector(`[name=${name}]`);
  if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) throw new Error(`no field ${name}`);
  field.value = value;
}

describe('the section of alerts', () => {
  it('switches a kind the other way; what is new needs leave, what goes does not', () => {
    const change = vi.fn();
    const page = drawAlerts({ actions: { ...idle, change } });
    press(page.querySelector('[aria-label=Stabilising]'), click());
    expect(change).toHaveBeenLastCalledWith({ ...settings, kinds: { ...settings.kinds, stabilising: true } }, true);
    press(page.querySelector('[aria-label="Change of phase"]'), click());
    expect(change).toHaveBeenLastCalledWith({ ...settings, kinds: { ...settings.kinds, phases: false } }, false);
  });

  it('says in words that the browser shows nothing, and offers to ask', () => {
    const allow = vi.fn();
    const page = drawAlerts({ alerts: { ...alertsView, permitted: false }, actions: { ...idle, allow } });
    const notice = page.querySelector('.notice-line');
    expect(textOf(notice)).toContain('does not let Undertow show notifications');
    press(notice?.querySelector('button'), click());
    expect(allow).toHaveBeenCalledOnce();
    const off = { ...alertsView, permitted: false, isOn: false };
    expect(drawAlerts({ alerts: off }).querySelector('.notice-line')).toBeNull();
  });

  it('adds a threshold as it was typed, or says what is wrong with it', () => {
    const [change, tell] = [vi.fn(), vi.fn()];
    const page = drawAlerts({ actions: { ...idle, change, tell } });
    fill(page, 'coin', ' eth ');
    fill(page, 'usd', 'much');
    const submit = () => press(page.querySelector('form'), new SubmitEvent('submit', { bubbles: true, cancelable: true }));
    submit();
    expect(change).not.toHaveBeenCalled();
    expect(tell).toHaveBeenCalledWith('threshold', expect.stringContaining('like 5M'));
    fill(page, 'usd', '$2.5M');
    fill(page, 'side', 'both');
    submit();
    const added = { coin: 'ETH', side: 'both', usd: 2_500_000, window: '1h' };
    expect(change).toHaveBeenCalledWith({ ...settings, thresholds: [...settings.thresholds, added] }, true);
  });

  it('removes a threshold', () => {
    const change = vi.fn();
    const page = drawAlerts({ actions: { ...idle, change } });
    press(page.querySelector('[aria-label="Remove: BTC, longs, $5.00M in 1h"]'), click());
    expect(change).toHaveBeenCalledWith({ ...settings, thresholds: [] }, false);
  });

  it.each([
    [{ coin: 'BTC/USDT' }, 'letters and digits'],
    [{ usd: '999' }, 'between $1k'],
    [{ usd: '1001B' }, 'between $1k'],
    [{ side: 'up' }, 'Choose a side'],
    [{ coin: 'btc', side: 'long', usd: '5M', window: '1h' }, 'in the list already'],
  ])('refuses %j in words', (part, words) => {
    const typed = { coin: 'SOL', side: 'long', usd: '1M', window: '24h', ...part };
    expect(readTyped(typed, settings.thresholds)).toContain(words);
  });

  it('says what is wrong beside where it was typed', () => {
    const page = drawAlerts({ problem: { where: 'threshold', words: 'Too much.' } });
    expect(textOf(page.querySelector('#threshold-problem'))).toBe('Too much.');
    expect(textOf(page.querySelector('#manners-problem'))).toBe('');
    for (const name of ['coin', 'usd'])
      expect(page.querySelector(`[name=${name}]`)?.getAttribute('aria-describedby')).toBe('threshold-problem');
  });

  it('sets quiet hours, and refuses ones that end when they begin', () => {
    const [change, tell] = [vi.fn(), vi.fn()];
    const page = drawAlerts({ actions: { ...idle, change, tell } });
    const [from, to] = page.querySelectorAll<HTMLInputElement>('input[type=time]');
    if (from === undefined || to === undefined) throw new Error('no times');
    expect([from.value, to.value]).toEqual(['22:00', '07:00']);
    from.value = '23:30';
    press(from, new Event('change', { bubbles: true }));
    expect(change).toHaveBeenCalledWith({ ...settings, quiet: { ...settings.quiet, from: 23 * 60 + 30 } }, false);
    to.value = '22:00';
    press(to, new Event('change', { bubbles: true }));
    expect(tell).toHaveBeenCalledWith('manners', expect.stringContaining('another time'));
    expect(change).toHaveBeenCalledOnce();
  });

  it.each(['', '-1', '1441', '2.5'])('refuses a cool-down of %j', typed => {
    const [change, tell] = [vi.fn(), vi.fn()];
    const field = drawAlerts({ actions: { ...idle, change, tell } }).querySelector<HTMLInputElement>('input[type=number]');
    if (field === null) throw new Error('no field');
    field.value = typed;
    press(field, new Event('change', { bubbles: true }));
    expect(tell).toHaveBeenCalledWith('manners', expect.stringContaining('whole number of minutes'));
    expect(change).not.toHaveBeenCalled();
  });

  it('sets a volume down to nearly nothing, and tries a severity', () => {
    const [change, tryOut] = [vi.fn(), vi.fn()];
    const page = drawAlerts({ actions: { ...idle, change, tryOut } });
    const volume = page.querySelector<HTMLInputElement>('[aria-label="Volume: Alarm"]');
    if (volume === null) throw new Error('no volume');
    volume.value = '1';
    press(volume, new Event('change', { bubbles: true }));
    expect(change).toHaveBeenCalledWith(
      { ...settings, sounds: { ...settings.sounds, alarm: { ...settings.sounds.alarm, volume: 0.01 } } },
      false,
    );
    press(page.querySelector('[aria-label="Try it: Alarm"]'), click());
    expect(tryOut).toHaveBeenCalledWith('alarm');
  });

  it('lists what was told, and why something was not', () => {
    const rows = [...drawAlerts().querySelectorAll('.silences li')].map(textOf);
    expect(rows[0]).toBe('BTC: cascade 11 Mar, 14:01 UTC Longs are being forced out while the price falls unusually.');
    expect(rows[1]).toContain('not shown: quiet hours');
  });

  it('puts alerts off, and says until when they are', () => {
    const snooze = vi.fn();
    const [hour] = drawAlerts({ actions: { ...idle, snooze } }).querySelectorAll('.snooze button');
    press(hour, click());
    expect(snooze).toHaveBeenCalledWith('hour');
    const until = new Date(2026, 2, 12, 8).getTime();
    const page = drawAlerts({ alerts: { ...alertsView, snoozedUntil: until }, actions: { ...idle, snooze } });
    expect(textOf(page.querySelector('.snooze'))).toMatch(/put off until .*0?8:00/);
    press(page.querySelector('.snooze button'), click());
    expect(snooze).toHaveBeenLastCalledWith('none');
  });

  it('labels every field and every switch', () => {
    const page = drawAlerts();
    const fields = [...page.querySelectorAll('input, select, [role=switch]')];
    expect(fields.length).toBeGreaterThan(15);
    for (const field of fields) expect(field.getAttribute('aria-label') ?? textOf(field.closest('label'))).not.toBe('');
  });
});

describe('switching the first alert on', () => {
  const off = { ...alertsView, settings: readAlertSettings(undefined), isOn: false, permitted: false, history: [] };
  async function open(allow: () => Promise<boolean>) {
    const time = createFakeTime();
    const fake = createFakeRuntime(async () => ({ res: off }));
    const mount = document.body.appendChild(document.createElement('div'));
    const unanswered = vi.fn();
    const { render } = await import('preact');
    const live = createLiveAlerts({
      call: createCaller({ runtime: fake.runtime, clock: time.clock, timers: time.timers }),
      allow,
      paint: () => render(live.draw(), mount),
      unanswered,
    });
    expect(live.draw()).toBeUndefined();
    await live.read();
    press(mount.querySelector('[aria-label="Change of phase"]'), click());
    await time.pass(0);
    return { ...fake, mount, unanswered };
  }

  it('asks for leave while the press is handled, and keeps the choice once it is given', async () => {
    const allow = vi.fn(async () => true);
    const { messages } = await open(allow);
    expect(allow).toHaveBeenCalledOnce();
    expect(messages.at(-1)).toMatchObject({ type: 'alerts.change', data: { kinds: { phases: true } } });
  });

  it.each([
    ['when the user says no', () => Promise.resolve(false)],
    ['when the browser cannot ask', () => Promise.reject(new Error('not while a press is handled'))],
  ])('switches nothing on without leave, and says so: %s', async (_when, allow) => {
    const { messages, mount } = await open(allow);
    expect(messages.some(({ type }) => type === 'alerts.change')).toBe(false);
    expect(textOf(mount.querySelector('.notice-line'))).toContain('nothing was switched on');
  });
});
