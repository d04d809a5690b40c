// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { Thresholds } from '../../../components/alert-thresholds.tsx';
import { Levels } from '../../../components/options-levels.tsx';
import { draw, press } from './drawing.ts';

afterEach(() => document.body.replaceChildren());

const nothing = (): void => undefined;
const focused = (): string | null =>
  document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.getAttribute('name') ?? null;

function remove(page: Element, label: string): void {
  const button = page.querySelector<HTMLElement>(`[aria-label="${label}"]`);
  button?.focus();
  press(button, new MouseEvent('click', { bubbles: true }));
}

describe('the focus, when the row that has it is removed', () => {
  it.each([
    [[70_000, 65_000], 'Remove: BTC at 70,000', 'Remove: BTC at 65,000'],
    [[70_000, 65_000], 'Remove: BTC at 65,000', 'Remove: BTC at 70,000'],
    [[70_000], 'Remove: BTC at 70,000', 'coin'],
  ])('of levels %j goes from “%s” to “%s”', (prices, from, to) => {
    const page = draw(<Levels levels={{ BTC: prices }} problem={undefined} onChange={nothing} onProblem={nothing} />);
    remove(page, from);
    expect(focused()).toBe(to);
  });

  it('of thresholds goes to the next, and from the last to the field for a new one', () => {
    const one = { coin: '', side: 'long', usd: 5e6, window: '1h' } as const;
    const two = { ...one, coin: 'BTC' };
    const drawn = (thresholds: readonly (typeof two)[]) =>
      draw(<Thresholds thresholds={thresholds} problem={undefined} onChange={nothing} onProblem={nothing} />);
    remove(drawn([two, { ...two, coin: 'ETH' }]), 'Remove: BTC, longs, $5.00M in 1h');
    expect(focused()).toBe('Remove: ETH, longs, $5.00M in 1h');
    document.body.replaceChildren();
    remove(drawn([two]), 'Remove: BTC, longs, $5.00M in 1h');
    expect(focused()).toBe('coin');
  });
});
