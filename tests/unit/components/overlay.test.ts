// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { takeOver } from '../../../components/overlay.tsx';
import type { ArticleWords } from '../../../components/article-live.ts';
import { referenceSnapshot } from '../../fixtures/snapshots.ts';
import { press, textOf } from './drawing.ts';

import type { FakeArticle } from './overlay-rig.ts';
import { full, flush, goTo, hosts, modes, place, start } from './overlay-rig.ts';

describe('the element in the page', () => {
  it('is one plain div below the root element, without a mark, and its root is closed', async () => {
    await start();
    expect(hosts().length).toBe(1);
    expect(hosts()[0]?.parentElement).toBe(document.documentElement);
    expect(hosts()[0]?.getAttributeNames()).toEqual([]);
    expect(hosts()[0]?.shadowRoot).toBeNull();
    expect(modes).toEqual(['closed']);
    expect(document.body.childElementCount).toBe(0);
    expect(document.head.querySelector('style')).toBeNull();
  });

  it('listens at first, and then shows what the background sends', async () => {
    const { shown, port } = await start();
    expect(textOf(shown('.grip'))).toBe('Listening…');
    port()?.say(full);
    expect(textOf(shown('.head'))).toContain('Deleveraging leverage clearing');
  });

  it('asks for the coin of the address', async () => {
    expect((await start()).port()?.sent).toEqual([{ type: 'panel.open', coin: 'PEPE' }]);
  });

  it('is not there on an address that is none of ours', async () => {
    const { ports } = await start({ url: 'https://www.gate.com/myaccount/withdraw/USDT' });
    expect(hosts()).toEqual([]);
    expect(ports).toEqual([]);
  });
});

describe('an address that changes without a load', () => {
  it('to another pair keeps the panel and asks for the other coin', async () => {
    const { port, ports } = await start();
    goTo('https://www.gate.com/futures/USDT/SOL_USDT');
    await flush();
    expect(ports.length).toBe(1);
    expect(port()?.sent.at(-1)).toEqual({ type: 'panel.coin', coin: 'SOL' });
    expect(hosts().length).toBe(1);
  });

  it('to a private page takes the panel away, and back brings it again', async () => {
    const { port } = await start();
    goTo('https://www.gate.com/myaccount/deposit');
    await flush();
    expect(hosts()).toEqual([]);
    expect(port()?.closed).toBe(true);
    goTo('https://www.gate.com/trade/BTC_USDT');
    await flush();
    expect(hosts().length).toBe(1);
    expect(port()?.sent).toEqual([{ type: 'panel.open', coin: 'BTC' }]);
  });

  it('is seen with the next snapshot when the browser did not tell', async () => {
    const { port } = await start();
    window.happyDOM.setURL('https://www.gate.com/login');
    port()?.say(full);
    await flush();
    expect(hosts()).toEqual([]);
  });

  it('while the place is still being read leaves one panel', async () => {
    await start({ url: 'https://www.gate.com/login' });
    goTo('https://www.gate.com/trade/BTC_USDT');
    goTo('https://www.gate.com/login');
    goTo('https://www.gate.com/trade/SOL_USDT');
    await flush();
    expect(hosts().length).toBe(1);
  });
});

describe('what the user chose', () => {
  it('is remembered for the site', async () => {
    const { shown, kept } = await start();
    press(shown('[aria-label=Minimise]'), new MouseEvent('click', { bubbles: true }));
    expect(shown('.u')?.classList.contains('pill')).toBe(true);
    expect(kept).toEqual({ 'place:gate': { ...place, size: 'pill' } });
  });

  it('is where the panel comes back', async () => {
    const { shown, kept } = await start({ stored: { 'place:gate': { size: 'open', side: 'right', edge: 'top', offset: 80 } } });
    expect(shown('.u')?.classList.contains('open')).toBe(true);
    press(shown('.grip'), new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
    expect(kept['place:gate']).toEqual({ size: 'open', side: 'right', edge: 'top', offset: 96 });
  });

  it('is moved by arrow keys', async () => {
    const { shown, kept } = await start();
    press(shown('.grip'), new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
    const { inset: _, ...bare } = place;
    expect(kept['place:gate']).toEqual({ ...bare, side: 'right' });
  });

  it('is made smaller by Escape, one step at a time', async () => {
    const { shown, kept } = await start({ stored: { 'place:gate': { ...place, size: 'open' } } });
    const escape = () => new KeyboardEvent('keydown', { key: 'Escape', bubbles: true });
    press(shown('.u'), escape());
    expect(kept['place:gate']).toEqual({ ...place, size: 'compact' });
    press(shown('.u'), escape());
    press(shown('.u'), escape());
    expect(kept['place:gate']).toEqual({ ...place, size: 'pill' });
  });
});

describe('a page that works against it', () => {
  it('gets the element back three times in a minute, then is left in peace', async () => {
    const { port } = await start();
    for (let i = 0; i < 3; i += 1) {
      hosts()[0]?.remove();
      port()?.say(full);
      expect(hosts().length).toBe(1);
    }
    hosts()[0]?.remove();
    port()?.say(full);
    expect(hosts()).toEqual([]);
    expect(port()?.closed).toBe(true);
  });

  it('is none where it draws its root anew every twenty seconds', async () => {
    const { port, time } = await start();
    port()?.say(full);
    for (let i = 0; i < 8; i += 1) {
      // Of four in a row the first is more than a minute ago when the last comes.
      await time.pass(20_000);
      hosts()[0]?.remove();
      await time.pass(1_000);
      expect(hosts().length).toBe(1);
    }
  });

  it('is none where it draws its root anew at each address, however fast they change', async () => {
    const { port } = await start();
    for (let i = 0; i < 8; i += 1) {
      goTo(`https://www.gate.com/trade/${i % 2 === 0 ? 'SOL' : 'ETH'}_USDT`);
      await flush();
      hosts()[0]?.remove();
      port()?.say(full);
      expect(hosts().length).toBe(1);
    }
  });

  it('cannot press its buttons', async () => {
    const { shown, kept } = await start();
    shown('[aria-label=Minimise]')?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    expect(kept).toEqual({});
  });

  it('is not listened to', async () => {
    const listen = vi.spyOn(window, 'addEventListener');
    await start();
    expect(listen.mock.calls.map(([type]) => type)).not.toContain('message');
  });
});

describe('the switch between the coin and the market', () => {
  it('shows the coin of the page, takes the market at a press, and is remembered for the site', async () => {
    const { shown, port, kept } = await start();
    port()?.say(full);
    const about = () => textOf(shown('.about'));
    expect(about()).toBe('PEPE');
    press(shown('.about'), new MouseEvent('click', { bubbles: true }));
    expect(about()).toBe('All');
    expect(kept['place:gate']).toEqual({ ...place, whole: true });
    press(shown('.about'), new MouseEvent('click', { bubbles: true }));
    expect(about()).toBe('PEPE');
    expect(kept['place:gate']).toEqual({ ...place, whole: false });
  });

  it('is found again as it was left, for another coin of the site too, and in the open view', async () => {
    const { shown, port } = await start({ stored: { 'place:gate': { ...place, whole: false } } });
    goTo('https://www.gate.com/trade/SOL_USDT');
    await flush();
    port()?.say(full);
    press(shown('[aria-label=More]'), new MouseEvent('click', { bubbles: true }));
    expect(textOf(shown('.scope [aria-pressed=true]'))).toBe('SOL');
  });

  it('is not there where the address names no coin', async () => {
    const { shown } = await start({ url: 'https://www.coingecko.com/en/coins/some-odd-coin' });
    expect(shown('.head')).not.toBeNull();
    expect(shown('.about')).toBeNull();
  });
});

describe('the keys of the browser', () => {
  it('fold the panel and unfold it to its last size, and take no focus from the page', async () => {
    const { shown, port, kept } = await start({ stored: { 'place:gate': { ...place, size: 'open' } } });
    port()?.say(full);
    port()?.say({ type: 'panel.toggle' });
    expect(kept['place:gate']).toEqual({ ...place, size: 'pill' });
    port()?.say({ type: 'panel.toggle' });
    expect(kept['place:gate']).toEqual({ ...place, size: 'open' });
    expect(shown('.u')?.classList.contains('open')).toBe(true);
    expect(document.activeElement).toBe(document.body);
  });
});

describe('colours and density', () => {
  it('are those that the user chose, at once and when the choice changes, until the end', async () => {
    const { shown, followers, stop } = await start({
      stored: { appearance: { palette: 'blue-orange', swapped: true, density: 'compact' } },
    });
    const classes = () => shown('.u')?.getAttribute('class')?.trim().split(/ +/).slice(4);
    expect(classes()).toEqual(['blue-orange', 'swapped', 'dense']);
    for (const follow of followers) follow({ appearance: { newValue: { palette: 'purple-teal' } } });
    expect(classes()).toEqual(['purple-teal']);
    for (const follow of followers) follow({ 'place:gate': { newValue: place } });
    expect(classes()).toEqual(['purple-teal']);
    stop();
    expect(followers.size).toBe(0);
  });
});

describe('full screen', () => {
  it('hides the panel and brings it back', async () => {
    const { shown } = await start();
    const fill = (element: Element | null) =>
      Object.defineProperty(document, 'fullscreenElement', { value: element, configurable: true });
    fill(document.body);
    document.dispatchEvent(new Event('fullscreenchange'));
    expect(shown('.u')).toBeNull();
    fill(null);
    document.dispatchEvent(new Event('fullscreenchange'));
    expect(shown('.u')).not.toBeNull();
  });
});

describe('a window narrower than the panel', () => {
  it('shows the pill, and keeps what was chosen', async () => {
    vi.spyOn(window, 'matchMedia').mockImplementation(
      query => Object.assign(new EventTarget(), { matches: query.includes('319px') }) as MediaQueryList,
    );
    const { shown, kept } = await start();
    expect(shown('.u')?.classList.contains('pill')).toBe(true);
    expect(kept).toEqual({});
  });
});

describe('a window that the user zooms', () => {
  it('moves a panel that nobody placed to where the site has room for it, and leaves one alone that was placed', async () => {
    const zoom = (width: number, height: number): void => window.happyDOM.setViewport({ width, height });
    zoom(1_280, 800);
    const { shown, time, kept } = await start();
    // Where it stands is for tests in the browser: this one knows no `clamp`.
    const isPill = (): boolean | undefined => shown('.u')?.classList.contains('pill');
    expect(isPill()).toBe(false);
    zoom(640, 400);
    await time.pass(1_000);
    expect(isPill()).toBe(true);
    zoom(1_280, 800);
    await time.pass(1_000);
    expect(isPill()).toBe(false);
    expect(kept).toEqual({});
    press(shown('.grip'), new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
    zoom(640, 400);
    await time.pass(1_000);
    expect(isPill()).toBe(false);
    zoom(1_024, 768);
  });
});

describe('time', () => {
  it('counts the age up by one timer, and by none when the page is hidden', async () => {
    const { shown, port, time } = await start();
    const snapshot = { ...referenceSnapshot, asOf: 0 };
    port()?.say({ type: 'snapshot.full', snapshot });
    expect(textOf(shown('.age'))).toBe('0 s');
    await time.pass(3_000);
    expect(textOf(shown('.age'))).toBe('3 s');
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    document.dispatchEvent(new Event('visibilitychange'));
    expect(time.count()).toBe(0);
  });

  it('is market time: the offset of the clock counts', async () => {
    const { shown, port } = await start();
    const clock = { ...referenceSnapshot.clock, offsetMs: 5_000 };
    port()?.say({ type: 'snapshot.full', snapshot: { ...referenceSnapshot, clock, asOf: 0 } });
    expect(textOf(shown('.age'))).toBe('5 s');
  });
});

describe('the end', () => {
  it('comes silently when the extension is gone', async () => {
    const { runtime, time } = await start();
    runtime.id = undefined;
    await time.pass(1_000);
    expect(hosts()).toEqual([]);
    expect(time.count()).toBe(0);
  });

  it('comes when the browser has taken its leave for the site back', async () => {
    const { port, time } = await start();
    port()?.say({ type: 'panel.end' });
    expect(hosts()).toEqual([]);
    expect(time.count()).toBe(0);
  });

  it('leaves nothing behind and does not come back', async () => {
    const { stop, time, ports } = await start();
    stop();
    goTo('https://www.gate.com/trade/BTC_USDT');
    await flush();
    expect(hosts()).toEqual([]);
    expect(time.count()).toBe(0);
    expect(ports.length).toBe(1);
  });

  it('comes for the older of two copies', async () => {
    const world = {};
    const first = await start();
    takeOver(world, first.stop);
    const second = await start();
    takeOver(world, second.stop);
    expect(hosts().length).toBe(1);
    expect(first.port()?.closed).toBe(true);
    expect(second.port()?.closed).toBe(false);
  });

  it('comes before the start when a second copy is there first', async () => {
    const world = {};
    window.happyDOM.setURL('https://www.gate.com/trade/BTC_USDT');
    const early = vi.fn();
    takeOver(world, early);
    takeOver(world, () => undefined);
    expect(early).toHaveBeenCalledTimes(1);
  });
});

describe('an article', () => {
  const url = 'https://www.coindesk.com/markets/2026/02/12/coins-sink';
  const words: ArticleWords = {
    title: '1 claim',
    line: '1 holds',
    tone: 'pos',
    rows: [{ id: 'a', verdict: { text: 'holds', tone: 'pos' }, title: 'BTC at $67.46K', line: '', sentence: '', details: [] }],
    foot: 'article of 12 Feb',
    isCrypto: true,
    at: 0,
  };

  it('is asked for while it is in sight, and takes the place of the market when it has been checked', async () => {
    const article: FakeArticle = { words: { title: 'Reading', line: '', tone: 'dim', rows: [] } };
    const { shown, port, time } = await start({ url, articles: [article] });
    port()?.say(full);
    expect(textOf(shown('.grip'))).toBe('Reading');
    expect(article.looks).toBe(1);
    await time.pass(1_000);
    expect(article.looks).toBe(2);
    article.words = words;
    article.onNews?.();
    expect(textOf(shown('.grip'))).toBe('1 claim 1 holds');
    expect(textOf(shown('.foot'))).toContain('article of 12 Feb');
    expect(shown('.liq')).toBeNull();
    press(shown('.about'), new MouseEvent('click', { bubbles: true }));
    expect(textOf(shown('.grip'))).toContain('Deleveraging');
    expect(shown('.liq')).not.toBeNull();
  });

  it('is another one at another address', async () => {
    const [first, second]: readonly FakeArticle[] = [{ words }, { words: { ...words, title: '2 claims' } }];
    if (!first || !second) throw new Error('no articles');
    const { shown } = await start({ url, articles: [first, second] });
    goTo('https://www.coindesk.com/markets/2026/02/12/coins-rise');
    await flush();
    second.onNews?.();
    expect(textOf(shown('.grip'))).toContain('2 claims');
  });

  it('about coins unfolds the pill of a general news site, unless the user placed it', async () => {
    const general = 'https://finance.yahoo.com/markets/crypto/articles/coins-sink-103000123.html';
    for (const [stored, isCrypto, size] of [
      [{}, true, 'compact'],
      [{}, false, 'pill'],
      [{ 'place:yahoo': { size: 'pill', side: 'left', edge: 'top', offset: 12 } }, true, 'pill'],
    ] as const) {
      const article: FakeArticle = { words: { ...words, isCrypto } };
      const { shown, stop } = await start({ url: general, stored, articles: [article] });
      article.onNews?.();
      expect(shown('.u')?.classList.contains(size)).toBe(true);
      stop();
    }
  });
});
