// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { emptySnapshot } from '../../fixtures/snapshots.ts';
import { textOf } from './drawing.ts';
import { drawPanel } from './panel-rig.tsx';

afterEach(() => document.body.replaceChildren());

describe('the part by which the panel is dragged', () => {
  it.each([
    ['pill', 'Undertow: open the panel, or move it with the arrow keys'],
    ['compact', 'Move the panel: drag it, or press an arrow key'],
    ['open', 'Move the panel: drag it, or press an arrow key'],
  ] as const)('has what it shows in its name, so that it can be called by it: %s', (size, hint) => {
    for (const panel of [drawPanel({ size }), drawPanel({ size, snapshot: emptySnapshot })]) {
      const grip = panel.querySelector('.grip');
      // The style sheet hides it there.
      if (size === 'pill') grip?.querySelector('.title .sub')?.remove();
      const name = (grip?.getAttribute('aria-label') ?? '').replace(/\s+/gu, ' ');
      expect(textOf(grip)).not.toBe('');
      expect(name.startsWith(textOf(grip))).toBe(true);
      expect(name.endsWith(hint)).toBe(true);
    }
  });

  it('says of a pill without figures that they were not heard', () => {
    const total = drawPanel({ size: 'pill', snapshot: undefined }).querySelector('.pill [title^="Liquidated"]');
    expect(total?.getAttribute('title')).toBe('Liquidated in 24h: not heard yet');
  });
});
