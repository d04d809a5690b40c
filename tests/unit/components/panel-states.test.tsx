// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { emptySnapshot, referenceSnapshot, referenceTime, withWords } from '../../fixtures/snapshots.ts';
import { press, textOf, titlesOf } from './drawing.ts';

import { drawPanel, nothing, text } from './panel-rig.tsx';

afterEach(() => document.body.replaceChildren());

describe('before there are figures', () => {
  it('listens', () => {
    expect(text(drawPanel({ snapshot: undefined, link: 'listening' }), '.grip')).toBe('Listening…');
  });

  it('says that the background does not answer', () => {
    const panel = drawPanel({ snapshot: undefined, link: 'unanswered' });
    expect(text(panel, '[role=alert]')).toBe('Undertow’s background is not answering. Reload the extension.');
    expect(text(panel, '.grip')).toBe('No answer');
  });

  it('asks for a reload of the page when it comes from another release', () => {
    expect(text(drawPanel({ snapshot: undefined, link: 'outdated' }), '[role=alert]')).toContain('Reload this page');
  });

  it('has every part of the compact panel in its place, so that nothing moves later', () => {
    const parts = (panel: HTMLElement) => [...panel.querySelectorAll('.body > *')].map(each => each.className);
    expect(parts(drawPanel({ snapshot: undefined, link: 'listening' }))).toEqual(parts(drawPanel()));
  });

  it('has the same sections with as many rows while nothing is known, but for what stands around it', () => {
    const rows = (panel: HTMLElement) =>
      [...panel.querySelectorAll('.interest, .why, .stabilising, .windows, .fear')].map(section => [
        section.className.replace(' old', ''),
        section.querySelectorAll('.rows > div').length,
      ]);
    const known = drawPanel({ size: 'open' });
    expect(rows(drawPanel({ size: 'open', snapshot: emptySnapshot }))).toEqual(rows(known));
  });
});

describe('figures that the background can no longer renew', () => {
  it('stay in sight, dimmed, and the foot says what to do', () => {
    const panel = drawPanel({ link: 'unanswered' });
    expect(panel.querySelector('[role=alert]')).toBeNull();
    expect(text(panel, '.liq')).toContain('≥ $312M');
    expect(panel.querySelector('.stale')).not.toBeNull();
    expect(text(panel, '.foot')).toBe('not answering: reload the extension2 s');
    expect(text(panel, '.grip')).toBe('No answer figures are old');
  });
});

describe('the pill', () => {
  it('says the state, the sum and the fear', () => {
    expect([...drawPanel({ size: 'pill' }).querySelectorAll('.pill.grip > *')].map(textOf)).toEqual([
      'Deleveraging leverage clearing',
      '≥ $312M',
      'F&G 5',
    ]);
  });

  it('shows dashes for what is not known', () => {
    expect(text(drawPanel({ size: 'pill', snapshot: undefined, link: 'listening' }), '.pill.grip')).toBe('Listening… – F&G –');
  });
});

describe('what others wrote', () => {
  const hostile = '<img src=x onerror=alert(1)>\u202e' + 'A'.repeat(400);
  const { engine, prices, levels } = referenceSnapshot;
  if (engine === undefined) throw new Error('no engine');
  const named = (text: string) => ({ name: text, source: text });
  const snapshot = withWords(
    {
      ...referenceSnapshot,
      prices: Object.fromEntries(Object.entries(prices).map(([base, price]) => [base, { ...price, source: hostile }])),
      levels: Object.fromEntries(
        Object.entries(levels).map(([base, figure]) => [
          base,
          { ...figure, source: hostile, levels: figure.levels.map(level => ({ ...level, reasons: [{ cost: hostile }] })) },
        ]),
      ),
      fearGreed: { value: 5, word: hostile, days: [], at: referenceTime, source: hostile, sourceUrl: 'javascript:alert(1)' },
      feeds: [{ id: 'x', name: hostile, state: 'failing', reason: hostile, rejected: 0, events: 0 }],
      engine: {
        ...engine,
        ...('unknown' in engine.holders ? {} : { holders: engine.holders.map(holder => ({ ...holder, ...named(hostile) })) }),
        ...('unknown' in engine.markets ? {} : { markets: engine.markets.map(market => ({ ...market, ...named(hostile) })) }),
        ...('unknown' in engine.breadth ? {} : { breadth: { ...engine.breadth, source: hostile } }),
      },
    },
    referenceSnapshot.badge,
  );

  it.each(['pill', 'compact', 'open'] as const)('is text of limited length and no markup: %s', size => {
    const panel = drawPanel({ size, snapshot });
    expect(panel.querySelector('img, script, a, [onerror]')).toBeNull();
    expect(panel.textContent).not.toContain('\u202e');
    expect(panel.textContent).not.toContain('A'.repeat(100));
    const hidden = [...titlesOf(panel), panel.querySelector('[role=region]')?.getAttribute('aria-description')].join('');
    expect(hidden).not.toContain('\u202e');
    expect(hidden).not.toContain('A'.repeat(100));
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
    const actions = { resize, grip: nothing, nudge: nothing, escape: vi.fn(), scope, show: nothing };
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
        actions: { resize: nothing, grip, nudge, escape: nothing, scope: nothing, show: nothing },
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
