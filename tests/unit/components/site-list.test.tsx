// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { SiteList } from '../../../components/site-list.tsx';
import type { SiteListProps } from '../../../components/site-list.tsx';
import { createLiveSites } from '../../../components/sites-live.ts';
import { createCaller } from '../../../lib/client/call.ts';
import type { SiteEntry } from '../../../lib/client/sites.ts';
import { createFakeRuntime, createFakeTime } from '../client/fakes.ts';
import { draw, press, textOf } from './drawing.ts';

afterEach(() => document.body.replaceChildren());

const site = (id: string, more: Partial<SiteEntry> = {}): SiteEntry => ({
  id,
  name: id.toUpperCase(),
  group: 'exchange',
  required: false,
  origins: [`https://www.${id}.com/*`],
  on: false,
  permitted: false,
  ...more,
});
const gate = site('gate', { required: true, on: true, permitted: true });
const kucoin = site('kucoin');
/** Its host is one of those that came with the installation, for its data. */
const deribit = site('deribit', { permitted: true });
const decrypt = site('decrypt', { group: 'news' });
const all = [gate, kucoin, deribit, decrypt];
const click = () => new MouseEvent('click', { bubbles: true });

const drawList = (props: Partial<SiteListProps> = {}): HTMLElement =>
  draw(<SiteList sites={all} onSwitch={() => undefined} {...props} />);
const toggle = (list: HTMLElement, name: string) => list.querySelector(`[role=switch][aria-label="${name}"]`);
const button = (list: HTMLElement, name: string) => list.querySelector(`button[aria-label="${name}"]`);

describe('the list of sites', () => {
  it('has a part for those that are on from the start and one for each kind that there is', () => {
    const groups = [...drawList().querySelectorAll('[role=group]')];
    expect(groups.map(group => textOf(group.querySelector('h3')))).toEqual(['On from the start', 'Exchanges', 'News']);
    expect(groups.map(group => group.querySelectorAll('li').length)).toEqual([1, 2, 1]);
    for (const group of groups) expect(document.getElementById(group.getAttribute('aria-labelledby') ?? '')).not.toBeNull();
  });

  it('shows a switch as on only where the panel shows, and says when the browser is in the way', () => {
    const list = drawList({ sites: [gate, { ...kucoin, on: true }, deribit] });
    expect(['GATE', 'KUCOIN', 'DERIBIT'].map(name => toggle(list, name)?.getAttribute('aria-checked'))).toEqual([
      'true',
      'false',
      'false',
    ]);
    expect(textOf(toggle(list, 'KUCOIN')?.parentElement)).toBe('KUCOIN is on, but the browser does not let Undertow in');
    expect(textOf(toggle(list, 'DERIBIT')?.parentElement)).toBe('DERIBIT deribit.com');
  });

  it('switches the other way, for a person only', () => {
    const onSwitch = vi.fn();
    const list = drawList({ onSwitch });
    toggle(list, 'KUCOIN')?.dispatchEvent(click());
    expect(onSwitch).not.toHaveBeenCalled();
    press(toggle(list, 'KUCOIN'), click());
    press(toggle(list, 'GATE'), click());
    expect(onSwitch.mock.calls).toEqual([
      ['kucoin', true],
      ['gate', false],
    ]);
  });

  it('switches those of a part that are off, or all of them off, and all that are optional', () => {
    const onAll = vi.fn();
    const list = drawList({ sites: [gate, { ...kucoin, on: true, permitted: true }, deribit, decrypt], onAll });
    press(button(list, 'Switch all off: On from the start'), click());
    press(button(list, 'Switch all on: Exchanges'), click());
    press(button(list, 'Switch all on: every optional site'), click());
    expect(onAll.mock.calls).toEqual([
      [['gate'], false],
      [['deribit'], true],
      [['deribit', 'decrypt'], true],
    ]);
    expect(drawList().querySelector('button:not([role=switch])')).toBeNull();
  });

  it('says a refusal beside what was pressed', () => {
    const alone = drawList({ problem: { ids: ['kucoin'], words: 'No.' } });
    expect(textOf(toggle(alone, 'KUCOIN')?.parentElement?.querySelector('[role=alert]'))).toBe('No.');
    const many = drawList({ problem: { ids: ['kucoin', 'deribit'], words: 'No.' } });
    expect([...many.querySelectorAll('[role=alert]')].map(each => textOf(each.parentElement?.querySelector('h3')))).toEqual([
      'Exchanges',
    ]);
  });
});

describe('switching sites', () => {
  /** A background that keeps wishes, and a browser that gives leave or does not. */
  async function bench(grants: boolean, first: readonly SiteEntry[] = all) {
    let sites = first;
    const time = createFakeTime();
    const fake = createFakeRuntime(async ({ type, data }) => {
      if (type === 'sites.switch') {
        const { id, on } = data as { id: readonly string[]; on: boolean };
        sites = sites.map(each => (id.includes(each.id) ? { ...each, on } : each));
      }
      return { res: sites };
    });
    const request = vi.fn(async (origins: readonly string[]) => {
      if (grants) sites = sites.map(each => (origins.includes(each.origins[0] ?? '') ? { ...each, permitted: true } : each));
      return grants;
    });
    const unanswered = vi.fn();
    const live = createLiveSites({
      call: createCaller({ runtime: fake.runtime, clock: time.clock, timers: time.timers }),
      leave: { request },
      paint: () => undefined,
      unanswered,
    });
    await live.read();
    const wishes = () => fake.messages.filter(({ type }) => type === 'sites.switch').map(({ data }) => data);
    const shown = () =>
      live
        .sites()
        ?.filter(each => each.on && each.permitted)
        .map(({ id }) => id);
    return { live, request, wishes, shown, unanswered, pass: () => time.pass(0) };
  }

  it('asks once, while the press is handled, for all hosts that are missing, and for no other', async () => {
    const { live, request, shown, pass } = await bench(true);
    live.switch(['kucoin', 'deribit', 'decrypt'], true);
    expect(request.mock.calls).toEqual([[['https://www.kucoin.com/*', 'https://www.decrypt.com/*']]]);
    await pass();
    expect(shown()).toEqual(['gate', 'kucoin', 'deribit', 'decrypt']);
    expect(live.problem()).toBeUndefined();
  });

  it('keeps the wish before the question, which may be the end of the popup that asks', async () => {
    const { live, request, wishes } = await bench(true);
    live.switch(['kucoin'], true);
    expect([wishes(), request.mock.calls.length]).toEqual([[{ id: ['kucoin'], on: true }], 1]);
  });

  it('leaves all off when the user says no, those that the browser would let in too, and says so', async () => {
    const { live, wishes, shown, pass } = await bench(false);
    live.switch(['kucoin', 'deribit'], true);
    await pass();
    expect(shown()).toEqual(['gate']);
    // Deribit, which needs no leave, was at no moment switched on.
    expect(wishes()).toEqual([
      { id: ['kucoin'], on: true },
      { id: ['kucoin'], on: false },
    ]);
    expect(live.problem()).toEqual({
      ids: ['kucoin', 'deribit'],
      words: 'The browser was not given leave for these sites, so they stay off.',
    });
    live.switch(['gate'], false);
    expect(live.problem()).toBeUndefined();
  });

  it('keeps a wish of before when the user says no: the browser took its leave back, not the user', async () => {
    const { live, wishes, pass } = await bench(false, [{ ...gate, permitted: false }]);
    live.switch(['gate'], true);
    await pass();
    expect(wishes()).toEqual([{ id: ['gate'], on: true }]);
    expect(live.problem()?.words).toBe('The browser was not given leave for GATE, so it stays off.');
  });

  it('asks nobody for leave to switch off, and takes a browser that cannot ask for one that said no', async () => {
    const { live, request, shown, pass } = await bench(true);
    live.switch(['gate'], false);
    await pass();
    expect([request.mock.calls.length, shown()]).toEqual([0, []]);
    request.mockRejectedValueOnce(new Error('not in a press'));
    live.switch(['kucoin'], true);
    await pass();
    expect([shown(), live.problem()?.ids]).toEqual([[], ['kucoin']]);
  });
});
