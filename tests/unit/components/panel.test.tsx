// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import {
  emptySnapshot,
  patchySnapshot,
  referenceSnapshot,
  referenceTime,
  smallCoinSnapshot,
  withWords,
} from '../../fixtures/snapshots.ts';
import { press, textOf, titlesOf } from './drawing.ts';

import { drawPanel, rowsOf, text } from './panel-rig.tsx';

afterEach(() => document.body.replaceChildren());

describe('the compact panel on the reference day', () => {
  it('says the phase and its line', () => {
    expect(text(drawPanel(), '.grip')).toBe('Deleveraging leverage clearing');
  });

  it('reads the three sentences to whoever cannot see it', () => {
    const said = drawPanel().querySelector('[role=region]')?.getAttribute('aria-description') ?? '';
    expect(said).toBe(referenceSnapshot.answers['BTC']?.narrative.join(' '));
    expect(said).toContain('BTC is at $67,460');
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
    const parts = [...drawPanel().querySelectorAll<HTMLElement>('.split i')];
    expect(parts.map(part => [part.className, Number(part.style.flexGrow).toFixed(4)])).toEqual([
      ['neg', '0.7596'],
      ['pos', '0.2404'],
    ]);
  });

  it('leaves what an estimate adds hatched, and names it after a ≈ with what it is', () => {
    // The floor of 312 million is 62.4 % of 500 million.
    const { liquidations } = referenceSnapshot;
    const day = liquidations.market['24h'];
    if (day === undefined) throw new Error('no day');
    const estimate = { usd: 500e6, longUsd: 380e6, shortUsd: 120e6 };
    const figures = {
      ...referenceSnapshot,
      liquidations: { ...liquidations, market: { ...liquidations.market, '24h': { ...day, estimate } } },
    };
    const panel = drawPanel({ size: 'open', snapshot: withWords(figures, referenceSnapshot.badge) });
    expect(panel.querySelector('.split')?.className).toBe('split unheard');
    const drawn = [...panel.querySelectorAll<HTMLElement>('.liq .split i')].map(part => Number(part.style.flexGrow));
    expect(drawn.reduce((sum, part) => sum + part, 0)).toBeCloseTo(0.624, 10);
    expect(rowsOf(panel, 'windows')[6]).toBe('≈ all $500M – –');
    expect(panel.querySelector('.windows .guess')?.textContent).toBe('$500M');
    // Its line is there before it, so that nothing below is moved when it comes.
    expect(rowsOf(drawPanel({ size: 'open' }), 'windows')[6]).toBe('≈ all – – –');
    expect(panel.querySelector('.liq')?.getAttribute('title')).toContain('≈ $500M in all, an estimate by open interest');
  });

  it('shows what became of each level, and the price between them', () => {
    expect([...drawPanel().querySelectorAll('.lad > *')].map(textOf)).toEqual([
      '75,000support until 4 Febbroken',
      '70,000support until 10 Febbroken',
      '67,460BTC',
      '65,000≈ $800M forcedreclaimed',
      '60,000≈ $1.40B forcedheld',
    ]);
  });

  it('draws the estimate below the price as a hatched bar, the largest whole, and none above it', () => {
    // 0.8 of 1.4 billion is 57.14 %.
    const bars = [...drawPanel().querySelectorAll<HTMLElement>('.level')].map(
      level => level.querySelector<HTMLElement>('.fuel')?.style.clipPath,
    );
    expect(bars.slice(0, 2)).toEqual([undefined, undefined]);
    expect(bars[2]).toMatch(/^inset\(0 42\.857/);
    expect(bars[3]).toMatch(/^inset\(0 0%/);
  });

  it('says what R is and how old all of it is', () => {
    expect(text(drawPanel(), '.foot')).toBe('R 0.3–0.5 · most selling has other causes2 s');
    expect(drawPanel().querySelector('.foot .dots')).toBeNull();
  });

  it('gives each figure its source and time in a title', () => {
    const titles = titlesOf(drawPanel());
    expect(titles).toContain('BTC 67,460, −1.69% in 24h. Binance, 12 Feb, 00:29 UTC');
    expect(titles).toContain('Fear & Greed 5, Extreme Fear. alternative.me, 12 Feb, 00:00 UTC');
    expect(titles).toContain('3 of 3 venues, 97% of the window heard. A floor: more may have been forced out');
    expect(titles).toContain('support until 10 Feb: round number; broken 10 Feb, 08:00 UTC');
    expect(titles).toContain(
      'support since 6 Feb: round number; reclaimed 6 Feb, 14:00 UTC. ≈ $800M of longs forced out on the way, an estimate: positions opened over 30 days, spread over assumed leverages',
    );
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
  it('has every section in the order of the answer', () => {
    const titles = [...drawPanel({ size: 'open' }).querySelectorAll('.body .sec > .row > :first-child, .lad')].map(each =>
      each.className === 'lad' ? 'levels' : textOf(each),
    );
    expect(titles).toEqual([
      'Why “Deleveraging”',
      'By hour: longs ↑ shorts ↓',
      'Open interest, all coins',
      'Why it is down',
      'Stabilising? Not yet',
      'levels',
      'Around it',
      'Forced out, all coins',
      'Fear & Greed, 30 days',
    ]);
  });

  it('folds the evidence behind a button that obeys a person and no script, and shows each piece with what it is held against', async () => {
    const panel = drawPanel({ size: 'open' });
    const button = panel.querySelector('.fold');
    const evidence = button?.parentElement;
    expect(textOf(evidence)).toBe('Why “Deleveraging”since 11 Feb, 10:30 UTC');
    const isOpen = () => button?.getAttribute('aria-expanded');
    button?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    await new Promise(resolve => setTimeout(resolve));
    expect([isOpen(), evidence?.querySelector('.rows')]).toEqual(['false', null]);
    press(button, new MouseEvent('click', { bubbles: true }));
    await new Promise(resolve => setTimeout(resolve));
    expect(isOpen()).toBe('true');
    expect([...(evidence?.querySelectorAll('.rows > div') ?? [])].map(textOf)).toEqual([
      'Longs forced out: $70K/min in 5 minneeds ≥ $1.10M/min',
      'Price 3.1% below its high in 4 hneeds ≥ 2.4%',
      'Open interest in coins −2.1% in 6 hneeds ≤ −1.0%',
      'R 0.41 in 6 hneeds ≥ 0.70',
      'R 0.3–0.5 · most selling has other causes',
    ]);
    expect([...(evidence?.querySelectorAll('svg') ?? [])].map(mark => mark.getAttribute('aria-label'))).toEqual([
      'no',
      'yes',
      'yes',
      'no',
    ]);
  });

  it('draws the shares of the move, hatched words for the estimate', () => {
    const panel = drawPanel({ size: 'open' });
    expect(text(panel, '.why')).toBe('Why it is down≈ leverage62% leverage23% spot selling15% other markets');
    expect([...panel.querySelectorAll<HTMLElement>('.why .split i')].map(part => part.style.flexGrow)).toEqual([
      '0.62',
      '0.23',
      '0.15',
    ]);
    expect(panel.querySelector('.why .guess')?.textContent).toBe('≈ leverage');
  });

  it('ticks the two tests of stabilising, in words and in marks', () => {
    const panel = drawPanel({ size: 'open' });
    expect(rowsOf(panel, 'stabilising')).toEqual([
      'No buying above 65,000 · takers buy 46%',
      'Liquidations diminishing · $70K/min',
    ]);
    expect([...panel.querySelectorAll('.stabilising svg')].map(mark => mark.getAttribute('aria-label'))).toEqual(['no', 'yes']);
  });

  it('shows what stands around it: holders, other coins, other markets', () => {
    expect(rowsOf(drawPanel({ size: 'open' }), 'context')).toEqual([
      'Strategy, 714,644 BTC at 76,056 −$6.14B',
      'MARA Holdings, 53,250 BTC cost unknown',
      '86% of 100 fall; median against BTC −2.1 pp',
      'Euro Stoxx 50 · VIX, closed −0.8% · 21.4',
      '10-year yield (closed) · dollar 4.17% · +0.1%',
      'Other markets lean risk-off',
    ]);
  });

  it('shows every window of the whole market', () => {
    expect(rowsOf(drawPanel({ size: 'open' }), 'windows').slice(1, 5)).toEqual([
      '1h ≥ $6.30M $4.20M $2.10M 100%',
      '24h ≥ $312M $237M $75M 97%',
      '7d ≥ $7.70B $5.90B $1.80B 91%',
      '30d ≥ $16.1B $11.2B $4.90B 74%',
    ]);
  });

  it('shows bitcoin beside the market: 7 and 30 days, both sides', () => {
    const rows = rowsOf(drawPanel({ size: 'open' }), 'windows');
    expect([rows[5], rows[7]]).toEqual(['24h 7d 30d', 'BTC ≥ $115M ≥ $2.16B ≥ $4.40B']);
  });

  it('shows one coin when it is chosen, and the market beside it', () => {
    const panel = drawPanel({ size: 'open', scope: 'BTC' });
    expect(rowsOf(panel, 'windows')[3]).toBe('7d ≥ $2.16B $1.61B $550M 91%');
    expect(rowsOf(panel, 'windows')[7]).toBe('all ≥ $312M ≥ $7.70B ≥ $16.1B');
    expect(text(panel, '.interest')).toBe('Open interest, BTC24h · 30d$44.7B in dollars−3.1%−29%663K in BTC−1.4%+3.0%');
  });

  it('shows open interest in dollars and at constant prices', () => {
    expect(text(drawPanel({ size: 'open' }), '.interest')).toBe(
      'Open interest, all coins24h · 30d$96.1B in dollars−4.4%−34%at constant prices−2.1%−12%',
    );
  });

  it('has a dot for each feed and its words in the foot', () => {
    const panel = drawPanel({ size: 'open' });
    expect(text(panel, '.foot')).toBe('all 7 heard2 s');
    expect(panel.querySelectorAll('.foot .dots .live').length).toBe(7);
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
    const rows = rowsOf(drawPanel({ size: 'open', snapshot: patchySnapshot }), 'windows');
    expect(rows[1]).toBe('1h ≥ $0 $0 $0 100%');
    expect(rows[3]).toBe('7d – – – not heard');
  });

  it('look different in the bar: nothing forced out is a bar without colour, nothing heard is hatched', () => {
    const { liquidations } = patchySnapshot;
    const day = liquidations.market['24h'];
    if (day === undefined) throw new Error('no day');
    const none = { ...liquidations, market: { '24h': { ...day, usd: 0, longUsd: 0, shortUsd: 0 } } };
    const zero = drawPanel({ snapshot: withWords({ ...patchySnapshot, liquidations: none }, patchySnapshot.badge) });
    const parts = (panel: HTMLElement) =>
      [...panel.querySelectorAll<HTMLElement>('.liq .split i')].map(part => [part.className, part.style.flexGrow]);
    expect(parts(zero)).toEqual([['dim', '1']]);
    expect(parts(drawPanel({ snapshot: emptySnapshot }))).toEqual([]);
  });

  it('look different in the gauge: zero has an arc without length, unknown has none', () => {
    const { fear } = referenceSnapshot.front;
    if (fear === undefined) throw new Error('no index');
    const zero = drawPanel({
      snapshot: { ...referenceSnapshot, front: { ...referenceSnapshot.front, fear: { ...fear, value: 0 } } },
    });
    expect(zero.querySelector('.gauge path:not(.track)')?.getAttribute('stroke-dasharray')).toBe('0 200');
    expect(text(zero, '.gauge text')).toBe('0');
    const unknown = drawPanel({ snapshot: emptySnapshot });
    expect(unknown.querySelector('.gauge path:not(.track)')).toBeNull();
    expect(text(unknown, '.gauge')).toBe('–not heard yetFear & Greed');
  });

  it('look different in what the engine says: unknown has a dash, no colour, and its reason', () => {
    const panel = drawPanel({ size: 'open', snapshot: patchySnapshot });
    expect(text(panel, '.why')).toBe('Why it movedunknown, because it has hardly moved');
    expect(panel.querySelectorAll('.why .split i').length).toBe(0);
    expect(text(panel, '.stabilising .row')).toBe('Stabilising?nothing has fallen');
    expect(rowsOf(panel, 'stabilising')).toEqual(['Buying · unknown', 'Liquidations diminishing · unknown']);
    expect([...panel.querySelectorAll('.stabilising svg')].map(mark => mark.getAttribute('aria-label'))).toEqual([
      'unknown',
      'unknown',
    ]);
    expect(titlesOf(panel)).toContain('unknown, because no provider of big holders has answered');
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
    const { hours } = referenceSnapshot.front;
    const front = { ...referenceSnapshot.front, hours: { ...hours, bars: hours.bars.slice(20) } };
    expect(
      drawPanel({ size: 'open', snapshot: { ...referenceSnapshot, front } }).querySelectorAll('.bars rect[fill="url(#gap)"]')
        .length,
    ).toBe(20);
  });

  it('dims an old price and says how old it is', () => {
    const cell = drawPanel({ size: 'open', snapshot: patchySnapshot }).querySelectorAll('.price')[1];
    expect(cell?.className).toBe('price old');
    expect(textOf(cell)).toBe('ETH 2,310 12 min old');
  });

  it('shows a change of nothing without a sign, and an unknown change as a dash', () => {
    const cells = drawPanel({
      snapshot: withWords(
        {
          ...patchySnapshot,
          prices: { ...patchySnapshot.prices, ETH: { usd: 2_310, at: referenceTime, source: 'Bybit' } },
        },
        patchySnapshot.badge,
      ),
    });
    expect(text(cells, '.prices')).toBe('BTC 71,230 +1.12%ETH –SOL 0.00%');
  });

  it('dims old open interest and old fear, and says how old they are', () => {
    const panel = drawPanel({ size: 'open', snapshot: patchySnapshot });
    expect(text(panel, '.interest.old')).toContain('Open interest, all coins2 h old$101B in dollars');
    expect(text(panel, '.gauge.old .cap')).toBe('3 d old');
  });

  it('dims everything when nothing has come for long, and says so in the foot', () => {
    const panel = drawPanel({ now: referenceTime + 7 * 60_000 });
    expect(panel.querySelector('.u')?.classList.contains('stale')).toBe(true);
    expect(text(panel, '.age')).toBe('7 min old');
    expect(drawPanel({ now: referenceTime + 90_000 }).querySelector('.stale')).toBeNull();
  });
});
