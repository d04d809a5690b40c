// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startOptionsPage } from '../../../components/options-page-live.tsx';
import { OptionsPage } from '../../../components/options-page.tsx';
import type { OptionsPageProps } from '../../../components/options-page.tsx';
import type { OptionsActions } from '../../../components/options-sources.tsx';
import { defaultAppearance } from '../../../lib/model/appearance.ts';
import { defaultFormats } from '../../../lib/model/formats.ts';
import { alertsView } from '../../fixtures/alerts.ts';
import { optionsView } from '../../fixtures/feeds-page.ts';
import { createFakeRuntime, createFakeTime } from '../client/fakes.ts';
import { draw, press, textOf } from './drawing.ts';

afterEach(() => document.body.replaceChildren());

/** What the background says to everything but options. */
const answers: Readonly<Record<string, unknown>> = {
  'alerts.read': alertsView,
  'sites.read': [],
  'choices.read': { appearance: defaultAppearance, formats: defaultFormats, levels: {} },
  'data.read': { now: 0, tables: [] },
};

const idle: OptionsActions = {
  chooseLive: () => undefined,
  switchVenue: () => undefined,
  saveKey: () => undefined,
  removeKey: () => undefined,
};

const drawPage = (props: Partial<OptionsPageProps> = {}): HTMLElement =>
  draw(<OptionsPage options={optionsView} problem={undefined} actions={idle} {...props} />);

describe('the page of options', () => {
  it('says of each way of listening what it costs and what it loses', () => {
    const page = drawPage();
    const choices = [...page.querySelectorAll('.choices label')];
    expect(choices.map(choice => textOf(choice.querySelector('b')))).toEqual([
      'Always',
      'While a panel or popup is visible',
      'Never',
    ]);
    for (const choice of choices) expect(textOf(choice)).toMatch(/Costs \S.*Loses \S/u);
    expect(choices.map(choice => choice.querySelector('input')?.checked)).toEqual([true, false, false]);
  });

  it('does not offer to listen always where the browser cannot, and says why', () => {
    const page = drawPage({ options: { ...optionsView, canAlways: false, liveFeeds: 'visible' } });
    const [always, visible] = page.querySelectorAll('input[type=radio]');
    expect(always?.hasAttribute('disabled')).toBe(true);
    expect(visible?.hasAttribute('disabled')).toBe(false);
    expect(textOf(page)).toContain('this browser stops a background that nobody looks at');
  });

  it('switches a venue the other way', () => {
    const switchVenue = vi.fn();
    const page = drawPage({ actions: { ...idle, switchVenue } });
    press(page.querySelector('[aria-label=OKX]'), new MouseEvent('click', { bubbles: true }));
    expect(switchVenue).toHaveBeenCalledWith('okx', true);
  });

  it('never shows a key that is kept', () => {
    const field = drawPage().querySelector('#key-coinalyze');
    expect(field?.getAttribute('type')).toBe('password');
    expect(field?.getAttribute('placeholder')).toBe('a key is kept');
    expect(field?.hasAttribute('value')).toBe(false);
  });

  it('removes a key only where there is one', () => {
    const buttons = [...drawPage().querySelectorAll('.key button')].map(textOf);
    expect(buttons).toEqual(['Replace', 'Remove', 'Keep']);
  });
});

describe('opening the page of options', () => {
  it('says that the hosts of market data may not be asked, and asks for leave at a press, in which it is given', async () => {
    const time = createFakeTime();
    let permitted = false;
    const origins = ['https://fapi.binance.com/*'];
    const fake = createFakeRuntime(async ({ type }) => ({
      res: type === 'hosts.leave' ? { origins, permitted } : (answers[type] ?? optionsView),
    }));
    const mount = document.body.appendChild(document.createElement('div'));
    const ask = vi.fn(async () => (permitted = true));
    startOptionsPage({
      window,
      mount,
      runtime: fake.runtime,
      clock: time.clock,
      timers: time.timers,
      request: ask,
      release: ask,
      allowAlerts: ask,
      leave: { request: ask },
    });
    await time.pass(0);
    expect(textOf(mount.querySelector('main .notice-line'))).toContain('without them there are no figures');
    press(mount.querySelector('main .notice-line button'), new MouseEvent('click', { bubbles: true }));
    expect(ask.mock.calls).toEqual([[origins]]);
    await time.pass(0);
    expect(mount.querySelector('main .notice-line')).toBeNull();
  });

  async function open(grant: boolean | Error, key = '  a-key-of-mine ') {
    const time = createFakeTime();
    const fake = createFakeRuntime(async ({ type }) => ({ res: answers[type] ?? optionsView }));
    const mount = document.body.appendChild(document.createElement('div'));
    const request = vi.fn(async () => {
      if (grant instanceof Error) throw grant;
      return grant;
    });
    const release = vi.fn(async () => true);
    const { clock, timers } = time;
    const allowAlerts = async () => true;
    const leave = { request: allowAlerts, release: allowAlerts };
    startOptionsPage({ window, mount, runtime: fake.runtime, clock, timers, request, release, allowAlerts, leave });
    await time.pass(0);
    const field = mount.querySelector<HTMLInputElement>('#key-coinglass');
    if (field === null) throw new Error('no field');
    field.value = key;
    press(mount.querySelectorAll('form.key')[1], new SubmitEvent('submit', { bubbles: true, cancelable: true }));
    await time.pass(0);
    return { ...fake, time, mount, field, request, release };
  }

  it('asks for leave before a key is handed on, and clears the field', async () => {
    const { messages, request, field } = await open(true);
    expect(request).toHaveBeenCalledWith('https://open-api-v4.coinglass.com/*');
    expect(messages.at(-1)).toMatchObject({ type: 'keys.write', data: { source: 'coinglass', key: 'a-key-of-mine' } });
    expect(field.value).toBe('');
  });

  it.each([
    ['when the user says no', false],
    ['when the browser cannot ask', new Error('not while a press is handled')],
  ])('keeps no key without leave, and says so until something else is done: %s', async (_when, grant) => {
    const { messages, mount, time } = await open(grant);
    expect(messages.some(({ type }) => type === 'keys.write')).toBe(false);
    // Asking the background anew, each five seconds, takes nothing back that was said.
    await time.pass(11_000);
    expect(textOf(mount.querySelector('[role=alert]'))).toContain('the key was not kept');
    press(mount.querySelector('[aria-label=OKX]'), new MouseEvent('click', { bubbles: true }));
    await time.pass(0);
    expect(mount.querySelector('.notice-line')).toBeNull();
  });

  it('says of what cannot be a key that it is none, and asks for no leave', async () => {
    const { messages, mount, request, field } = await open(true, 'two words');
    expect(request).not.toHaveBeenCalled();
    expect(messages.some(({ type }) => type === 'keys.write')).toBe(false);
    expect(textOf(mount.querySelector('[role=alert]'))).toContain('This is not a key');
    expect([field.value, mount.innerHTML.includes('two words')]).toEqual(['', false]);
  });

  it('gives the leave back once the key was removed', async () => {
    const { messages, mount, release, time } = await open(true);
    const [, remove] = mount.querySelectorAll('.key button');
    press(remove, new MouseEvent('click', { bubbles: true }));
    expect(messages.at(-1)).toMatchObject({ type: 'keys.write', data: { source: 'coinalyze', key: '' } });
    expect(release).not.toHaveBeenCalled();
    await time.pass(0);
    expect(release).toHaveBeenCalledWith('https://api.coinalyze.net/*');
  });
});
