// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Panel } from '../../../components/panel.tsx';
import type { PanelProps } from '../../../components/panel.tsx';
import { emptySnapshot, patchySnapshot, referenceSnapshot, referenceTime, smallCoinSnapshot } from '../../fixtures/snapshots.ts';
import { draw, press, textOf, titlesOf } from './drawing.ts';

const nothing = (): void => undefined;

function drawPanel(props: Partial<PanelProps> & { size?: 'pill' | 'compact' | 'open' } = {}): HTMLElement {
  const { size = 'compact', ...rest } = props;
  return draw(
    <Panel
      snapshot={referenceSnapshot}
      link="live"
      now={referenceTime + 2_000}
      coin="BTC"
      scope={undefined}
      place={{ size, side: 'left', edge: 'bottom', offset: 12 }}
      theme="dark"
      actions={{ resize: nothing, grip: nothing, nudge: nothing, escape: nothing, scope: nothing }}
      {...rest}
    />,
  );
}

const text = (panel: HTMLElement, selector: string): string => textOf(panel.querySelector(selector));

afterEach(() => document.body.replaceChildren());

describe('the compact panel on the reference day', () => {
  it('says the state in the words of the badge', () => {
    expect(text(drawPanel(), '.head')).toBe('Level broken 70,000 since 10 Feb, 08:00 UTC');
  });

  it('shows the price of bitcoin and the change of the majors', () => {
    expect(text(drawPanel(), '.prices')).toBe('BTC 67,460 −1.69%ETH −2.84%SOL −4.07%');
  });

  it('shows fear and greed with its word and its source', () => {
    expect(text(drawPanel(), '.gauge')).toBe('5Extreme Fearalternative.me');
  });

  it('shows forced orders as a floor, with the venues and the share that was heard', () => {
    expect(text(drawPanel(), '.liq')).toBe('Liquidated 24h3 of 3 venues≥ $312M97% seen$237M longs$75M shorts');
  });

  it('splits the bar by money', () => {
    // 237 of 312 million is 75.96 %.
    const bar = drawPanel().querySelector<HTMLElement>('.split i');
    expect([bar?.style.getPropertyValue('--share'), bar?.style.width]).toEqual(['76.0%', '100.0%']);
  });

  it('leaves what an estimate adds hatched, and names it after a ≈ with what it is', () => {
    // The floor of 312 million is 62.4 % of 500 million.
    const { market } = referenceSnapshot.liquidations;
    const day = market['24h'];
    if (day === undefined) throw new Error('no day');
    const estimate = { usd: 500e6, longUsd: 380e6, shortUsd: 120e6 };
    const liquidations = { ...referenceSnapshot.liquidations, market: { ...market, '24h': { ...day, estimate } } };
    const panel = drawPanel({ size: 'open', snapshot: { ...referenceSnapshot, liquidations } });
    expect(panel.querySelector('.split')?.className).toBe('split unheard');
    expect(panel.querySelector<HTMLElement>('.split i')?.style.width).toBe('62.4%');
    expect(text(panel, '.others')).toBe('≈ all24h $500M7d –30d –');
    expect(panel.querySelector('.others i')?.className).toBe('unheard');
    // Its line is there before it, so that nothing below is moved when it comes.
    expect(text(drawPanel({ size: 'open' }), '.others')).toBe('≈ all24h –7d –30d –');
    expect(panel.querySelector('.liq')?.getAttribute('title')).toContain('≈ $500M in all, an estimate by open interest');
  });

  it('shows what became of each level, and the price between them', () => {
    expect([...drawPanel().querySelectorAll('.lad > *')].map(textOf)).toEqual([
      '75,000support until 4 Febbroken',
      '70,000support until 10 Febbroken',
      '67,460BTC',
      '65,000support since 6 Febreclaimed',
      '60,000support since 6 Febheld',
    ]);
  });

  it('says how the feeds are and how old it is', () => {
    expect(text(drawPanel(), '.foot')).toBe('all 7 heard2 s');
  });

  it('gives each figure its source and time in a title', () => {
    const titles = titlesOf(drawPanel());
    expect(titles).toContain('BTC 67,460, −1.69% in 24h. Binance, 12 Feb, 00:29 UTC');
    expect(titles).toContain('Fear & Greed 5, Extreme Fear. alternative.me, 12 Feb, 00:00 UTC');
    expect(titles).toContain('3 of 3 venues, 97% of the window heard. A floor: more may have been forced out');
    expect(titles).toContain('round number. broken 10 Feb, 08:00 UTC');
  });
});

describe('the panel on the page of a small coin', () => {
  it('gives the coin the last place in the row', () => {
    expect(text(drawPanel({ snapshot: smallCoinSnapshot, coin: 'PEPE' }), '.prices')).toContain('PEPE −7.13%');
    expect(text(drawPanel({ snapshot: smallCoinSnapshot, coin: 'PEPE' }), '.prices')).not.toContain('SOL');
  });

  it('keeps the majors beside it in the open view, each with its price', () => {
    expect(text(drawPanel({ snapshot: smallCoinSnapshot, coin: 'PEPE', size: 'open' }), '.prices')).toBe(
      'BTC 67,460 −1.69%ETH 1,941 −2.84%SOL 80.12 −4.07%PEPE 0.000007120 −7.13%',
    );
  });

  it('falls back to the levels of bitcoin, and says so', () => {
    expect(text(drawPanel({ snapshot: smallCoinSnapshot, coin: 'PEPE' }), '.now')).toBe('67,460BTC');
  });
});

describe('the open panel', () => {
  it('shows every window of the whole market', () => {
    const rows = [...drawPanel({ size: 'open' }).querySelectorAll('.windows [role=row]')].map(textOf);
    expect(rows.slice(1)).toEqual([
      '1h≥ $6.30M$4.20M$2.10M100%',
      '24h≥ $312M$237M$75M97%',
      '7d≥ $7.70B$5.90B$1.80B91%',
      '30d≥ $16.1B$11.2B$4.90B74%',
    ]);
  });

  it('shows bitcoin beside the market: 7 and 30 days, both sides', () => {
    expect(text(drawPanel({ size: 'open' }), '.others:last-child')).toBe('BTC24h ≥ $115M7d ≥ $2.16B30d ≥ $4.40B');
  });

  it('shows one coin when it is chosen, and the market beside it', () => {
    const panel = drawPanel({ size: 'open', scope: 'BTC' });
    expect(text(panel, '.windows [role=row]:nth-child(4)')).toBe('7d≥ $2.16B$1.61B$550M91%');
    expect(text(panel, '.others:last-child')).toContain('all24h ≥ $312M');
    expect(text(panel, '.oi')).toBe('Open interest, BTC24h30d$44.7B in dollars−3.1%−29%663K in BTC−1.4%+3.0%');
  });

  it('shows open interest in dollars and at constant prices', () => {
    expect(text(drawPanel({ size: 'open' }), '.oi')).toBe(
      'Open interest, all coins24h30d$96.1B in dollars−4.4%−34%at constant prices−2.1%−12%',
    );
  });

  it('offers the market, bitcoin and the coin of the page', () => {
    const offered = (coin: string | undefined) =>
      [...drawPanel({ size: 'open', coin }).querySelectorAll('.scope button')].map(textOf);
    expect(offered('PEPE')).toEqual(['All coins', 'BTC', 'PEPE']);
    expect(offered('BTC')).toEqual(['All coins', 'BTC']);
    expect(offered(undefined)).toEqual(['All coins', 'BTC']);
  });

  it('names the worst feed in its foot', () => {
    expect(text(drawPanel({ size: 'open', snapshot: patchySnapshot }), '.words')).toBe(
      'Gate contracts: HTTP 500 since 00:12 UTC',
    );
  });
});

describe('unknown, old and zero', () => {
  it('look different in the windows', () => {
    const rows = [...drawPanel({ size: 'open', snapshot: patchySnapshot }).querySelectorAll('.windows [role=row]')].map(textOf);
    expect(rows[1]).toBe('1h≥ $0$0$0100%');
    expect(rows[3]).toBe('7d–––not heard');
  });

  it('look different in the bar: nothing forced out is empty, nothing heard is hatched', () => {
    const zero = {
      ...patchySnapshot.liquidations,
      market: {
        '24h': {
          ...referenceSnapshot.liquidations.market['24h'],
          usd: 0,
          longUsd: 0,
          shortUsd: 0,
          venuesHeard: 3,
          venuesEnabled: 3,
          coverage: 1,
          floor: true,
        },
      },
    };
    const none = drawPanel({ snapshot: { ...patchySnapshot, liquidations: zero } }).querySelector('.split');
    expect(none?.className).toBe('split');
    expect(drawPanel({ snapshot: emptySnapshot }).querySelector('.split')?.className).toBe('split unheard');
  });

  it('look different in the gauge: zero has an arc without length, unknown has none', () => {
    const zero = drawPanel({
      snapshot: {
        ...referenceSnapshot,
        fearGreed: {
          ...patchySnapshot.fearGreed,
          value: 0,
          word: 'Extreme Fear',
          days: [],
          at: referenceTime,
          source: 'a',
          sourceUrl: '',
        },
      },
    });
    expect(zero.querySelector('.gauge path:not(.track)')?.getAttribute('stroke-dasharray')).toBe('0 200');
    expect(text(zero, '.gauge text')).toBe('0');
    const unknown = drawPanel({ snapshot: emptySnapshot });
    expect(unknown.querySelector('.gauge path:not(.track)')).toBeNull();
    expect(text(unknown, '.gauge')).toBe('–not heard yetFear & Greed');
  });

  it('look different by the hour: unheard hours are hatched, silent hours are empty', () => {
    const hours = [...drawPanel({ size: 'open', snapshot: patchySnapshot }).querySelectorAll('.bars g')];
    const toLook = (hour: Element | undefined) => [
      hour?.querySelector('rect')?.getAttribute('fill'),
      hour?.querySelectorAll('rect')[1]?.getAttribute('height'),
    ];
    expect(toLook(hours[10])).toEqual(['url(#gap)', '0']);
    expect(toLook(hours[20])).toEqual(['transparent', '0']);
    expect(textOf(hours[10]?.querySelector('title'))).toBe('11:00 UTC: not heard');
    expect(textOf(hours[20]?.querySelector('title'))).toBe('21:00 UTC: $0 longs, $0 shorts, 100% heard');
  });

  it('draws hours before the first one known as not heard', () => {
    const late = { ...referenceSnapshot.liquidations, hours: referenceSnapshot.liquidations.hours.slice(20) };
    expect(
      drawPanel({ size: 'open', snapshot: { ...referenceSnapshot, liquidations: late } }).querySelectorAll(
        '.bars rect[fill="url(#gap)"]',
      ).length,
    ).toBe(20);
  });

  it('dims an old price and says how old it is', () => {
    const cell = drawPanel({ size: 'open', snapshot: patchySnapshot }).querySelectorAll('.price')[1];
    expect(cell?.className).toBe('price old');
    expect(textOf(cell)).toBe('ETH 2,310 12 min old');
  });

  it('shows a change of nothing without a sign, and an unknown change as a dash', () => {
    const cells = drawPanel({
      snapshot: {
        ...patchySnapshot,
        prices: { ...patchySnapshot.prices, ETH: { usd: 2_310, at: referenceTime, source: 'Bybit' } },
      },
    });
    expect(text(cells, '.prices')).toBe('BTC 71,230 +1.12%ETH –SOL 0.00%');
  });

  it('dims old open interest and old fear, and says how old they are', () => {
    const panel = drawPanel({ size: 'open', snapshot: patchySnapshot });
    expect(textOf(panel.querySelector('.oi')?.closest('.old'))).toContain('$101B 2 h old');
    expect(text(panel, '.gauge.old .cap')).toBe('3 d old');
  });

  it('dims everything when nothing has come for long, and says so in the foot', () => {
    const panel = drawPanel({ now: referenceTime + 7 * 60_000 });
    expect(panel.querySelector('.u')?.classList.contains('stale')).toBe(true);
    expect(text(panel, '.age')).toBe('7 min old');
    expect(drawPanel({ now: referenceTime + 90_000 }).querySelector('.stale')).toBeNull();
  });
});

describe('before there are figures', () => {
  it('listens', () => {
    expect(text(drawPanel({ snapshot: undefined, link: 'listening' }), '.head')).toBe('Listening…');
  });

  it('says that the background does not answer', () => {
    const panel = drawPanel({ snapshot: undefined, link: 'unanswered' });
    expect(text(panel, '[role=alert]')).toBe('Undertow’s background is not answering. Reload the extension.');
    expect(text(panel, '.head')).toBe('No answer');
  });

  it('asks for a reload of the page when it comes from another release', () => {
    expect(text(drawPanel({ snapshot: undefined, link: 'outdated' }), '[role=alert]')).toContain('Reload this page');
  });

  it('has every section in its place, so that nothing moves later', () => {
    const sections = (panel: HTMLElement) => [...panel.querySelectorAll('.body > *')].map(each => each.className);
    for (const size of ['compact', 'open'] as const) {
      expect(sections(drawPanel({ size, snapshot: undefined, link: 'listening' }))).toEqual(sections(drawPanel({ size })));
    }
  });
});

describe('figures that the background can no longer renew', () => {
  it('stay in sight, dimmed, and the foot says what to do', () => {
    const panel = drawPanel({ link: 'unanswered' });
    expect(panel.querySelector('[role=alert]')).toBeNull();
    expect(text(panel, '.liq')).toContain('≥ $312M');
    expect(panel.querySelector('.stale')).not.toBeNull();
    expect(text(panel, '.foot')).toBe('not answering: reload the extension2 s');
    expect(text(panel, '.head')).toBe('No answer figures are old');
  });
});

describe('the pill', () => {
  it('says the state, the sum and the fear', () => {
    expect([...drawPanel({ size: 'pill' }).querySelectorAll('.pill.grip > *')].map(textOf)).toEqual([
      'Level broken 70,000 since 10 Feb, 08:00 UTC',
      '≥ $312M',
      'F&G 5',
    ]);
  });

  it('shows dashes for what is not known', () => {
    expect(text(drawPanel({ size: 'pill', snapshot: undefined, link: 'listening' }), '.pill.grip')).toBe('Listening… –F&G –');
  });
});

describe('what others wrote', () => {
  const hostile = '<img src=x onerror=alert(1)>\u202e' + 'A'.repeat(400);
  const snapshot = {
    ...referenceSnapshot,
    badge: { kind: 'level', text: '!', word: hostile, detail: hostile },
    fearGreed: { value: 5, word: hostile, days: [], at: referenceTime, source: hostile, sourceUrl: 'javascript:alert(1)' },
    feeds: [{ id: 'x', name: hostile, state: 'failing', reason: hostile, rejected: 0, events: 0 }],
  } as const;

  it.each(['pill', 'compact', 'open'] as const)('is text of limited length and no markup: %s', size => {
    const panel = drawPanel({ size, snapshot });
    expect(panel.querySelector('img, script, a, [onerror]')).toBeNull();
    expect(panel.textContent).not.toContain('\u202e');
    expect(panel.textContent).not.toContain('A'.repeat(100));
    expect(titlesOf(panel).join('')).not.toContain('\u202e');
  });
});

describe('nothing to steal', () => {
  it.each(['pill', 'compact', 'open'] as const)('has no field to type into and no link: %s', size => {
    expect(drawPanel({ size }).querySelector('input, textarea, select, [contenteditable], a, form, iframe')).toBeNull();
  });

  it('names every button', () => {
    const buttons = [...drawPanel({ size: 'open' }).querySelectorAll('button, [role=button]')];
    expect(buttons.length).toBeGreaterThan(4);
    for (const button of buttons) expect(button.getAttribute('aria-label') ?? textOf(button)).not.toBe('');
  });

  it('obeys a person and not a script', () => {
    const resize = vi.fn();
    const scope = vi.fn();
    const actions = { resize, grip: nothing, nudge: nothing, escape: vi.fn(), scope };
    const panel = drawPanel({ size: 'open', actions });
    const buttons = [...panel.querySelectorAll('button')];
    for (const button of buttons) button.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    panel.querySelector('.grip')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    expect([resize.mock.calls, scope.mock.calls, actions.escape.mock.calls]).toEqual([[], [], []]);
    for (const button of buttons) press(button, new MouseEvent('click', { bubbles: true }));
    expect(resize.mock.calls).toEqual([['compact'], ['pill']]);
    expect(scope.mock.calls).toEqual([[undefined], ['BTC']]);
  });

  it('is taken by pointer and key only from a person', () => {
    const grip = vi.fn();
    const nudge = vi.fn();
    for (const size of ['compact', 'pill'] as const) {
      const element = drawPanel({
        size,
        actions: { resize: nothing, grip, nudge, escape: nothing, scope: nothing },
      }).querySelector('.grip');
      element?.dispatchEvent(new MouseEvent('pointerdown', { bubbles: true }));
      element?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp', bubbles: true }));
      expect([grip.mock.calls.length, nudge.mock.calls.length]).toEqual([0, 0]);
      press(element, new MouseEvent('pointerdown', { bubbles: true }));
      press(element, new KeyboardEvent('keydown', { key: 'ArrowUp', bubbles: true }));
      expect([grip.mock.calls.length, nudge.mock.calls.length]).toEqual([1, 1]);
      grip.mockClear();
      nudge.mockClear();
    }
  });
});
