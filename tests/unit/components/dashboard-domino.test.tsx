// @vitest-environment happy-dom
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { toDomino } from '../../../components/dashboard/domino-view.ts';
import { Domino } from '../../../components/dashboard/domino.tsx';
import { moveHandle, roundPrice, toLadderPlace, toLadderPrice, toPriceStep } from '../../../components/dashboard/ladder-scale.ts';
import { emptySnapshot, referenceSnapshot } from '../../fixtures/snapshots.ts';
import { draw, press, textOf } from './drawing.ts';

afterEach(() => document.body.replaceChildren());

describe('a place on the ladder', () => {
  const stops = [75_000, 70_000, 67_460, 65_000, 60_000];

  it('is a price by straight lines between rows, whatever lies between them', () => {
    expect([0, 0.5, 3, 3.5, 9, -1].map(place => toLadderPrice(place, stops))).toEqual([
      75_000, 72_500, 65_000, 62_500, 60_000, 75_000,
    ]);
  });

  it('is found again from its price', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 4, noNaN: true }), place => {
        expect(toLadderPlace(toLadderPrice(place, stops), stops)).toBeCloseTo(place, 6);
      }),
    );
    expect(toLadderPlace(99_000, stops)).toBe(0);
    expect(toLadderPlace(1, stops)).toBe(4);
  });

  it('is rounded to half a step, which is a round part of the price', () => {
    expect([67_460, 1_941, 80.12, 0.0000071].map(toPriceStep)).toEqual([100, 10, 0.1, 1e-8]);
    expect(roundPrice(62_431, 100)).toBe(62_450);
    expect(roundPrice(79.97, 0.1)).toBe(79.95);
  });

  it('moves by keys: a step, a row, to the price now, to the end, and not beyond', () => {
    const move = (key: string, price: number) => moveHandle(key, price, stops, 67_460);
    expect(move('ArrowDown', 65_000)).toBe(64_900);
    expect(move('ArrowUp', 65_000)).toBe(65_100);
    expect(move('PageDown', 65_000)).toBe(60_000);
    expect(move('PageUp', 65_000)).toBe(67_460);
    expect(move('Home', 60_000)).toBe(67_460);
    expect(move('End', 65_000)).toBe(60_000);
    expect(move('ArrowDown', 60_000)).toBe(60_000);
    expect(move('Tab', 65_000)).toBeUndefined();
  });
});

describe('the ladder', () => {
  it('stands at the first round number below the price, and says what would be forced out, held and passed', () => {
    const view = toDomino(referenceSnapshot, 'BTC', undefined);
    if (typeof view === 'string') throw new Error(view);
    expect(view.rows.map(({ text, words, fuel }) => [text, words ?? fuel?.text])).toEqual([
      ['75,000', 'broken'],
      ['70,000', 'broken'],
      ['67,460', undefined],
      ['65,000', '≈ $800M'],
      ['60,000', '≈ $1.40B'],
    ]);
    expect(view.price).toBe(65_000);
    // 65,000 / 67,460 − 1
    expect(view.change).toBe('−3.6%');
    const [forced, perDollar] = view.lines;
    expect([forced?.text, forced?.isEstimate]).toEqual(['≈ $800M', true]);
    expect(perDollar?.text).toBe('≈ $0.40–1.10');
    expect(view.lines.at(-1)?.text).toBe('65,000');
  });

  it('says where the estimate ends, and what is not known', () => {
    expect(toDomino(emptySnapshot, 'BTC', undefined)).toBe('What BTC would do at its levels is unknown: its price is not known.');
    const { engine: _engine, ...snapshot } = referenceSnapshot;
    const view = toDomino(snapshot, 'BTC', 60_000);
    if (typeof view === 'string') throw new Error(view);
    expect(view.lines[0]?.text).toBe('unknown, because the past is being read');
  });

  it('has a handle that keys move, for a person only, and that says in words what its price would mean', () => {
    const onPrice = vi.fn();
    const drawn = draw(<Domino snapshot={referenceSnapshot} base="BTC" price={undefined} onPrice={onPrice} />);
    const handle = drawn.querySelector('[role=slider]');
    expect(handle?.getAttribute('aria-valuenow')).toBe('65000');
    expect(handle?.getAttribute('aria-valuetext')).toMatch(/^65,000, −3\.6%; Longs forced out on the way: ≈ \$800M; /u);
    handle?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
    expect(onPrice).not.toHaveBeenCalled();
    press(handle, new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
    expect(onPrice.mock.calls).toEqual([[64_900]]);
    expect(textOf(drawn.querySelector('.method'))).toContain('it does not predict one');
  });
});
