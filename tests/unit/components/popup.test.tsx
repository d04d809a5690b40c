// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startPopup } from '../../../components/popup-live.tsx';
import { Popup } from '../../../components/popup.tsx';
import type { PopupProps } from '../../../components/popup.tsx';
import { feedsPage } from '../../fixtures/feeds-page.ts';
import { emptySnapshot, patchySnapshot, referenceSnapshot, referenceTime } from '../../fixtures/snapshots.ts';
import { createFakeRuntime, createFakeTime } from '../client/fakes.ts';
import { draw, press, textOf } from './drawing.ts';

afterEach(() => document.body.replaceChildren());

const gate = { id: 'gate', name: 'Gate', origins: ['https://www.gate.com/*'], on: true, permitted: true };
const nothing = (): void => undefined;
const actions = { scope: nothing, site: nothing, retry: nothing, whatIf: nothing, stepBack: nothing };
const click = () => new MouseEvent('click', { bubbles: true });

const drawPopup = (props: Partial<PopupProps> = {}): HTMLElement =>
  draw(
    <Popup
      snapshot={patchySnapshot}
      link="live"
      now={referenceTime + 2_000}
      coin={undefined}
      scope={undefined}
      theme="light"
      site={gate}
      whatIf={undefined}
      hoursBack={0}
      past="reading"
      actions={actions}
      {...props}
    />,
  );

describe('the popup', () => {
  it('names the feeds that are not well, the worst first, with what could not be read, and says how many are', () => {
    const popup = drawPopup();
    const rows = [...popup.querySelectorAll('li')].map(textOf);
    expect(rows.length).toBe(2);
    expect(rows[0]).toContain('Gate contracts failing');
    expect(rows[1]).toBe('Gate liquidations silentnothing for 4 min, 3 unreadable. Last good: 12 Feb, 00:29 UTC');
    expect(textOf(popup.querySelector('.feeds .row'))).toBe('Feeds 5 of 7 liveTry again All feeds');
    expect(popup.querySelector('.feeds a')?.getAttribute('href')).toBe('dashboard.html');
  });

  it('names six of them at the most', () => {
    const [feed] = patchySnapshot.feeds;
    if (feed === undefined) throw new Error('no feed');
    const feeds = Array.from({ length: 9 }, (_none, index) => ({ ...feed, id: `${index}`, state: 'silent' as const }));
    const popup = drawPopup({ snapshot: { ...patchySnapshot, feeds } });
    expect(popup.querySelectorAll('li').length).toBe(6);
    expect(textOf(popup.querySelector('.feeds'))).toContain('and 3 more');
  });

  it('shows the funding of the coin in view with its sign and the number of venues, and none where none is known', () => {
    const snapshot = { ...patchySnapshot, funding: { BTC: { ratePer8h: -0.000123, venues: 14, at: referenceTime } } };
    expect(textOf(drawPopup({ snapshot }))).toContain('Funding of BTC in 8h−0.0123% 14 venues');
    expect(textOf(drawPopup({ snapshot, scope: 'PEPE' }))).not.toContain('Funding');
  });

  it('shows totals that were asked for with a key beside ours, with their name', () => {
    expect(textOf(drawPopup({ snapshot: { ...patchySnapshot, keyed: feedsPage.keyed } }).querySelector('.keyed'))).toContain(
      'Coinalyze, BTC on 11 venues',
    );
  });

  it('says that a feed was never heard', () => {
    expect(textOf(drawPopup({ snapshot: emptySnapshot }).querySelector('li'))).toBe(
      'Binance liquidations waitingnot heard yet. Last good: never',
    );
  });

  it('shows how far the past is read', () => {
    expect(textOf(drawPopup({ snapshot: emptySnapshot }))).toContain('Reading the past: Gate 7d, 40 of 120');
  });

  it('names the source of fear and greed with a link to it', () => {
    const link = drawPopup().querySelector('a[href^="https://alternative.me"]');
    expect(link?.getAttribute('href')).toBe('https://alternative.me/');
    expect(link?.getAttribute('rel')).toContain('noreferrer');
  });

  it.each(['javascript:alert(1)', 'http://alternative.me/', 'https://alternative.me.evil.example/', 'data:text/html,x'])(
    'makes no link of %s',
    sourceUrl => {
      const fearGreed = { value: 5, word: 'x', days: [], at: referenceTime, source: 'alternative.me', sourceUrl };
      const links = [...drawPopup({ snapshot: { ...referenceSnapshot, fearGreed } }).querySelectorAll('a')];
      expect(links.map(link => link.getAttribute('href'))).toEqual(['dashboard.html']);
    },
  );

  it('offers to try again only when something waits', () => {
    expect(drawPopup().querySelector('.feeds .retry')).not.toBeNull();
    expect(drawPopup({ snapshot: referenceSnapshot }).querySelector('.feeds .retry')).toBeNull();
  });

  it.each([
    [gate, 'Gate shows the panel', 'true'],
    [{ ...gate, on: false }, 'Gate is switched off', 'false'],
    [{ ...gate, permitted: false }, 'Gate is not allowed by the browser', 'false'],
  ] as const)('shows the switch of the site as it is: %j', (site, words, checked) => {
    const popup = drawPopup({ site });
    expect(textOf(popup.querySelector('.site'))).toBe(words);
    expect(popup.querySelector('[role=switch]')?.getAttribute('aria-checked')).toBe(checked);
  });

  it('has no switch on any other tab', () => {
    expect(drawPopup({ site: undefined }).querySelector('[role=switch]')).toBeNull();
  });

  it('switches the other way, for a person only', () => {
    const site = vi.fn();
    const toggle = drawPopup({ actions: { ...actions, site } }).querySelector('[role=switch]');
    toggle?.dispatchEvent(click());
    expect(site).not.toHaveBeenCalled();
    press(toggle, click());
    expect(site).toHaveBeenCalledWith(gate, false);
  });
});

describe('opening the popup', () => {
  async function open(
    answers: Record<string, unknown>,
    { kept, grant = true }: { readonly kept?: unknown; readonly grant?: boolean } = {},
  ) {
    const time = createFakeTime();
    const fake = createFakeRuntime(async ({ type }) => {
      if (answers[type] instanceof Error) throw answers[type];
      return { res: answers[type] };
    });
    const mount = document.body.appendChild(document.createElement('div'));
    const request = vi.fn(async () => grant);
    const started = startPopup({
      window: window,
      mount,
      runtime: fake.runtime,
      area: { get: async key => ({ [key]: kept }) },
      clock: time.clock,
      timers: time.timers,
      readTab: async () => ({ siteId: 'gate', coin: 'PEPE' }),
      request,
    });
    await time.pass(0);
    return { ...fake, time, mount, request, started };
  }

  it('shows the kept snapshot before the background has said a word', async () => {
    const { mount } = await open({ 'sites.read': [gate] }, { kept: referenceSnapshot });
    expect(textOf(mount)).toContain('≥ $312M');
  });

  it('asks for the coin of the tab and shows what comes', async () => {
    const { mount, ports } = await open({ 'sites.read': [gate] });
    expect(ports[0]?.sent).toEqual([{ type: 'panel.open', coin: 'PEPE' }]);
    ports[0]?.say({ type: 'snapshot.full', snapshot: patchySnapshot });
    expect(textOf(mount)).toContain('≥ $18M');
  });

  it('switches a site by asking the background', async () => {
    const { mount, messages, time, request } = await open({ 'sites.read': [gate], 'sites.switch': [{ ...gate, on: false }] });
    press(mount.querySelector('[role=switch]'), click());
    await time.pass(0);
    expect(messages.at(-1)).toMatchObject({ type: 'sites.switch', data: { id: 'gate', on: false } });
    expect(textOf(mount)).toContain('is switched off');
    expect(request).not.toHaveBeenCalled();
  });

  it('asks the browser for the hosts first where it does not let us in', async () => {
    const { mount, messages, time, request } = await open({
      'sites.read': [{ ...gate, permitted: false }],
      'sites.switch': [gate],
    });
    press(mount.querySelector('[role=switch]'), click());
    expect(request).toHaveBeenCalledWith(['https://www.gate.com/*']);
    await time.pass(0);
    expect(messages.at(-1)).toMatchObject({ type: 'sites.switch', data: { id: 'gate', on: true } });
  });

  it('switches nothing when the user says no', async () => {
    const { mount, messages, time } = await open({ 'sites.read': [{ ...gate, permitted: false }] }, { grant: false });
    press(mount.querySelector('[role=switch]'), click());
    await time.pass(0);
    expect(messages.map(({ type }) => type)).not.toContain('sites.switch');
  });

  it('says so when the background does not answer', async () => {
    const { mount } = await open({ 'sites.read': new Error('no') });
    expect(textOf(mount.querySelector('[role=alert]'))).toBe('Undertow’s background is not answering. Reload the extension.');
  });
});
