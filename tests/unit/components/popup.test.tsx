// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { startPopup } from '../../../components/popup-live.tsx';
import { feedsPage } from '../../fixtures/feeds-page.ts';
import { emptySnapshot, patchySnapshot, referenceSnapshot, referenceTime } from '../../fixtures/snapshots.ts';
import { createFakeRuntime, createFakeTime } from '../client/fakes.ts';
import { press, textOf } from './drawing.ts';

import { actions, click, drawFolded, drawPopup, gate, kucoin, nothing } from './popup-rig.tsx';

describe('the popup', () => {
  it('names the feeds that are not well, the worst first, with what could not be read, and says how many are', () => {
    const popup = drawPopup();
    const rows = [...popup.querySelectorAll('li')].map(textOf);
    expect(rows.length).toBe(2);
    expect(rows[0]).toContain('Gate contracts failing');
    expect(rows[1]).toBe('Gate liquidations silentnothing for 4 min, 3 unreadable. Last good: 12 Feb, 00:29 UTC');
    expect(textOf(popup.querySelector('.feeds .row'))).toBe('Feeds 5 of 7 live');
    expect(textOf(popup.querySelector('.feeds .retry'))).toBe('Try again');
  });

  it('leads to our own pages, and begins with everything folded but the answer and the switches', () => {
    const popup = drawFolded();
    expect([...popup.querySelectorAll('a')].map(link => link.getAttribute('href')).slice(0, 2)).toEqual([
      'dashboard.html',
      'options.html',
    ]);
    expect([...popup.querySelectorAll('.fold')].map(fold => [textOf(fold), fold.getAttribute('aria-expanded')])).toEqual([
      ['Feeds 5 of 7 live', 'false'],
      ['All figures', 'false'],
      ['What if', 'false'],
    ]);
    expect(popup.querySelector('.rows, .what-if, .feeds li')).toBeNull();
    expect(popup.querySelectorAll('.prices, .gauge, .liq, .lad, .narrative, [role=switch]').length).toBe(6);
  });

  it('names six of them at the most', () => {
    const [feed] = patchySnapshot.feeds;
    if (feed === undefined) throw new Error('no feed');
    const feeds = Array.from({ length: 9 }, (_none, index) => ({ ...feed, id: `${index}`, state: 'silent' as const }));
    const popup = drawPopup({ snapshot: { ...patchySnapshot, feeds } });
    expect(popup.querySelectorAll('li').length).toBe(6);
    expect(textOf(popup.querySelector('.feeds'))).toContain('and 3 more');
  });

  it('shows the funding of the coin in view with its sign and the number of venues, and why it is not known', () => {
    const snapshot = { ...patchySnapshot, funding: { BTC: { ratePer8h: -0.000123, venues: 14, at: referenceTime } } };
    expect(textOf(drawPopup({ snapshot }))).toContain('Funding of BTC in 8h−0.0123% 14 venues');
    expect(textOf(drawPopup({ snapshot, scope: 'PEPE' }))).toContain(
      'Funding of PEPE in 8hunknown, because no venue has told it with its open interest',
    );
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
      expect(links.map(link => link.getAttribute('href'))).toEqual(['dashboard.html', 'options.html']);
    },
  );

  it('offers to try again only when something waits', () => {
    expect(drawPopup().querySelector('.feeds .retry')).not.toBeNull();
    expect(drawPopup({ snapshot: referenceSnapshot }).querySelector('.feeds .retry')).toBeNull();
  });

  it.each([
    [gate, 'Show on Gate', 'true'],
    [{ ...gate, on: false }, 'Show on Gate', 'false'],
    [{ ...gate, permitted: false }, 'Show on Gate not allowed by the browser', 'false'],
    [kucoin, 'Show on KuCoin', 'false'],
  ] as const)('shows the switch of the site as it is: %j', (site, words, checked) => {
    const popup = drawPopup({ site });
    expect(textOf(popup.querySelector('[role=switch]')?.parentElement)).toBe(words);
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

describe('the narrative', () => {
  it('stands in the popup as plain text: its first sentence at once, all of it for the coin in view', () => {
    const { answers } = referenceSnapshot;
    const said = (scope?: string) =>
      [...drawPopup({ snapshot: referenceSnapshot, scope }).querySelectorAll('.narrative')].map(textOf);
    const all = answers['']?.narrative.map(sentence => sentence.replace(/\s+/gu, ' ')) ?? [];
    expect(said()).toEqual([all[0], all.join(' ')]);
    expect(said('BTC')[1]).toContain('of shorts in BTC were liquidated');
  });
});

describe('what if', () => {
  const drawWhatIf = (whatIf: number | undefined, snapshot = referenceSnapshot, actionsGiven = actions) =>
    drawPopup({ snapshot, whatIf, actions: actionsGiven }).querySelector('.what-if');
  const rows = (drawn: Element | null) => [...(drawn?.querySelectorAll('[aria-live] > div') ?? [])].map(textOf);
  const button = (drawn: Element | null, label: string) => drawn?.querySelector(`[aria-label="${label}"]`);

  it('begins with the first level below the price', () => {
    const drawn = drawWhatIf(undefined);
    // 65,000 is 3.65 % below 67,460; 714,644 coins lose 11,056 dollars each.
    expect(textOf(drawn?.querySelector('.row'))).toBe('If BTC went to 65,000 −3.6%▲ ▼');
    expect(rows(drawn)).toEqual([
      'round number',
      'Longs forced out on the way≈ $800M',
      'Forced out per dollar of bids≈ $0.40–1.10',
      'Strategy, unrealised−$7.90B',
      'Levels passed65,000',
    ]);
    expect(drawn?.querySelectorAll('.guess').length).toBe(2);
  });

  it('steps through all levels, the round ones and the others, for a person only', () => {
    const whatIf = vi.fn();
    const drawn = drawWhatIf(undefined, referenceSnapshot, { ...actions, whatIf });
    button(drawn, 'The level above')?.dispatchEvent(click());
    expect(whatIf).not.toHaveBeenCalled();
    press(button(drawn, 'The level above'), click());
    press(button(drawn, 'The level below'), click());
    expect(whatIf.mock.calls).toEqual([[70_000], [60_000]]);
    // The average cost of a holder lies between round numbers, and is a step too.
    press(button(drawWhatIf(75_000, referenceSnapshot, { ...actions, whatIf }), 'The level above'), click());
    expect(whatIf).toHaveBeenLastCalledWith(76_056);
  });

  it('keeps the focus at the last level, and goes no further', () => {
    const whatIf = vi.fn();
    const last = button(drawWhatIf(60_000, referenceSnapshot, { ...actions, whatIf }), 'The level below');
    expect([last?.getAttribute('aria-disabled'), last?.hasAttribute('disabled')]).toEqual(['true', false]);
    press(last, click());
    expect(whatIf).not.toHaveBeenCalled();
  });

  it('tells of shorts on the way up, and of a result that turns', () => {
    const drawn = drawWhatIf(76_056);
    expect(rows(drawn).slice(0, 3)).toEqual([
      "Strategy's average cost",
      // The curve ends at 70,000.
      'Shorts forced out on the wayunknown, because it is beyond the estimate',
      'Strategy, unrealised$0',
    ]);
    expect(rows(drawWhatIf(70_000))[1]).toBe('Shorts forced out on the way≈ $300M');
  });

  it('says why it has no estimate', () => {
    expect(rows(drawWhatIf(70_000, patchySnapshot))[1]).toBe(
      'Longs forced out on the wayunknown, because its open interest is not known',
    );
  });

  it('is not there without a level or a price', () => {
    expect(drawWhatIf(undefined, emptySnapshot)).toBeNull();
  });
});

describe('a step back in time', () => {
  const hourAgo = { ...referenceSnapshot, asOf: referenceTime - 3_600_000 };
  const time = (popup: HTMLElement) => textOf(popup.querySelector('.time [aria-live]'));

  it('shows everything as it was, without what is only of now', () => {
    const popup = drawPopup({ hoursBack: 1, past: hourAgo });
    expect(time(popup)).toBe('As of 11 Feb, 23:30 UTC');
    expect(textOf(popup.querySelector('.liq'))).toContain('≥ $312M');
    expect([popup.querySelector('.feeds'), popup.querySelector('.foot'), popup.querySelector('.stale')]).toEqual([
      null,
      null,
      null,
    ]);
  });

  it.each([
    ['reading', '3 h ago: reading…'],
    ['none', '3 h ago: nothing is kept of that hour'],
    ['unanswered', '3 h ago: no answer, step again'],
  ] as const)('says when there is nothing to show, and shows no figure of now instead: %s', (past, words) => {
    const popup = drawPopup({ snapshot: referenceSnapshot, hoursBack: 3, past });
    expect(time(popup)).toBe(`As of ${words}`);
    expect(textOf(popup)).not.toContain('$312M');
    expect(textOf(popup.querySelector('.head'))).toBe('As it was');
  });

  it('goes back to 24 hours and forward to now, and no further', () => {
    const stepBack = vi.fn();
    const at = (hoursBack: number, label: string) =>
      press(
        drawPopup({ hoursBack, past: hourAgo, actions: { ...actions, stepBack } }).querySelector(`[aria-label="${label}"]`),
        click(),
      );
    at(0, 'An hour later');
    at(24, 'An hour earlier');
    expect(stepBack).not.toHaveBeenCalled();
    at(23, 'An hour earlier');
    at(1, 'An hour later');
    at(5, 'Back to now');
    expect(stepBack.mock.calls).toEqual([[24], [0], [0]]);
  });
});

describe('opening the popup', () => {
  async function open(
    answers: Record<string, unknown>,
    { kept, grant = true, site = 'gate' }: { readonly kept?: unknown; readonly grant?: boolean; readonly site?: string } = {},
  ) {
    const time = createFakeTime();
    const fake = createFakeRuntime(async ({ type }) => {
      if (answers[type] instanceof Error) throw answers[type];
      return { res: answers[type] };
    });
    const mount = document.body.appendChild(document.createElement('div'));
    const request = vi.fn(async (_origins: readonly string[]) => grant);
    const started = startPopup({
      window: window,
      mount,
      runtime: fake.runtime,
      area: { get: async key => ({ [key]: kept }), onChanged: { addListener: nothing, removeListener: nothing } },
      clock: time.clock,
      timers: time.timers,
      readTab: async () => ({ siteId: site, coin: 'PEPE', tabId: 5 }),
      leave: { request },
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

  it('checks the figures of its page when asked, and shows them with the way to the sentence', async () => {
    const row = {
      id: 'a',
      verdict: { text: 'holds', tone: 'pos' },
      title: 'BTC at $67.46K',
      line: '67,460 then',
      sentence: 'It was so.',
      details: [],
      block: 3,
    };
    const check = {
      key: 'k',
      title: '1 claim',
      line: '1 holds',
      tone: 'pos',
      rows: [row],
      foot: 'article of 12 Feb',
      isCrypto: true,
      at: 0,
    };
    const { mount, messages, time } = await open({
      'sites.read': [gate],
      'article.read': { check, next: { afterMs: 60_000, reads: 0, key: 'k' } },
      'article.show': undefined,
    });
    expect(messages.some(({ type }) => type === 'article.read')).toBe(false);
    press(
      [...mount.querySelectorAll('button')].find(each => textOf(each) === 'Check the figures on this page'),
      click(),
    );
    await time.pass(0);
    expect(messages.at(-1)).toMatchObject({ type: 'article.read', data: { tabId: 5 } });
    expect(textOf(mount)).toContain('1 claim 1 holds');
    press(mount.querySelector('.claims .fold'), click());
    await time.pass(0);
    await new Promise(resolve => setTimeout(resolve));
    expect(textOf(mount.querySelector('.said'))).toBe('It was so.Scroll to the sentence');
    press(mount.querySelector('.said button'), click());
    expect(messages.at(-1)).toMatchObject({ type: 'article.show', data: { tabId: 5, block: 3 } });
  });

  it('switches a site off by asking the background, without asking the browser', async () => {
    const { mount, messages, time, request } = await open({
      'sites.read': [gate],
      'sites.switch': [{ ...gate, on: false }],
    });
    press(mount.querySelector('[role=switch]'), click());
    await time.pass(0);
    expect(messages).toContainEqual(expect.objectContaining({ type: 'sites.switch', data: { id: ['gate'], on: false } }));
    expect(request).not.toHaveBeenCalled();
  });

  it('asks the browser in the same press for the hosts of a site that is not allowed yet', async () => {
    const { mount, messages, time, request } = await open(
      { 'sites.read': [kucoin], 'sites.switch': [{ ...kucoin, on: true, permitted: true }] },
      { site: 'kucoin' },
    );
    press(mount.querySelector('[role=switch]'), click());
    expect(request.mock.calls).toEqual([[['https://www.kucoin.com/*']]]);
    await time.pass(0);
    expect(messages.at(-1)).toMatchObject({ type: 'sites.switch', data: { id: ['kucoin'], on: true } });
    expect(mount.querySelector('[role=switch]')?.getAttribute('aria-checked')).toBe('true');
  });

  it('says where the browser has not let it ask for data, with a button that asks for just those hosts, and what became of it', async () => {
    const origins = ['https://fapi.binance.com/*', 'https://www.okx.com/*'];
    const { mount, time, request } = await open(
      { 'sites.read': [gate], 'hosts.leave': { origins, permitted: false } },
      { grant: false },
    );
    const words = 'The browser has not let Undertow ask the hosts of market data yet';
    expect(textOf(mount.querySelector('.notice-line'))).toContain(words);
    press(mount.querySelector('.notice-line button'), click());
    expect(request.mock.calls).toEqual([[origins]]);
    await time.pass(0);
    expect(textOf(mount.querySelector('.notice-line [role=alert]'))).toBe(
      'The browser was not given leave, so nothing has changed.',
    );
    const { mount: other } = await open({ 'sites.read': [gate], 'hosts.leave': { origins, permitted: true } });
    expect(textOf(other)).not.toContain(words);
  });

  it('takes the wish back when the user says no, and says that the site stays off', async () => {
    const { mount, messages, time } = await open(
      { 'sites.read': [kucoin], 'sites.switch': [kucoin] },
      { site: 'kucoin', grant: false },
    );
    press(mount.querySelector('[role=switch]'), click());
    await time.pass(0);
    expect(messages.at(-1)).toMatchObject({ type: 'sites.switch', data: { id: ['kucoin'], on: false } });
    expect(mount.querySelector('[role=switch]')?.getAttribute('aria-checked')).toBe('false');
    expect(textOf(mount.querySelector('[role=alert]'))).toBe('The browser was not given leave for KuCoin, so it stays off.');
  });

  it('says so when the background does not answer', async () => {
    const { mount } = await open({ 'sites.read': new Error('no') });
    expect(textOf(mount.querySelector('[role=alert]'))).toBe('Undertow’s background is not answering. Reload the extension.');
  });

  it('asks for the hour before in market time, and tells one that is not kept from one that nobody answered', async () => {
    const snapshot = { ...referenceSnapshot, clock: { ...referenceSnapshot.clock, offsetMs: 5_000 } };
    const answers: Record<string, unknown> = {
      'sites.read': [gate],
      'snapshot.at': { ...snapshot, asOf: referenceTime - 3_600_000 },
    };
    const { mount, ports, messages, time } = await open(answers);
    const said = () => textOf(mount.querySelector('.time [aria-live]'));
    const step = async (label: string) => {
      press(mount.querySelector(`[aria-label="${label}"]`), click());
      await time.pass(0);
    };
    ports[0]?.say({ type: 'snapshot.full', snapshot });
    await step('An hour earlier');
    expect(messages.at(-1)).toMatchObject({
      type: 'snapshot.at',
      data: { time: time.clock.now() + 5_000 - 3_600_000, coin: 'PEPE' },
    });
    expect(said()).toBe('As of 11 Feb, 23:30 UTC');
    answers['snapshot.at'] = undefined;
    await step('An hour earlier');
    expect(said()).toBe('As of 2 h ago: nothing is kept of that hour');
    answers['snapshot.at'] = new Error('no');
    await step('An hour earlier');
    expect(said()).toBe('As of 3 h ago: no answer, step again');
    await step('Back to now');
    expect(said()).toBe('As of now');
    expect(textOf(mount)).toContain('≥ $312M');
  });
});
