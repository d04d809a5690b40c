// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { toNudged } from '../../../components/drag.ts';
import { pure } from '../../../components/pure.ts';
import { render } from 'preact';
import { draw } from './drawing.ts';

afterEach(() => document.body.replaceChildren());

describe('a pure view', () => {
  it('is drawn again only when a property is another', () => {
    let drawn = 0;
    const View = pure(({ value }: { readonly value: object; readonly more?: number }) => {
      drawn += 1;
      return <i>{Object.keys(value).length}</i>;
    });
    const value = {};
    const mount = draw(<View value={value} />);
    render(<View value={value} />, mount);
    expect(drawn).toBe(1);
    render(<View value={{ a: 1 }} />, mount);
    expect(drawn).toBe(2);
    render(<View value={value} more={1} />, mount);
    render(<View value={value} />, mount);
    expect(drawn).toBe(4);
  });
});

describe('arrow keys', () => {
  const place = { size: 'compact', side: 'left', edge: 'bottom', offset: 40 } as const;

  it('dock to a side', () => {
    expect(toNudged(place, 'ArrowRight', 700)?.side).toBe('right');
    expect(toNudged(place, 'ArrowLeft', 700)?.side).toBe('left');
  });

  it('move along it, away from the edge and back, never past it', () => {
    expect(toNudged(place, 'ArrowUp', 700)?.offset).toBe(56);
    expect(toNudged(place, 'ArrowDown', 700)?.offset).toBe(24);
    expect(toNudged({ ...place, offset: 14 }, 'ArrowDown', 700)?.offset).toBe(12);
    expect(toNudged({ ...place, edge: 'top' }, 'ArrowDown', 700)?.offset).toBe(56);
  });

  it('stop at the far edge, where they hang it there', () => {
    expect(toNudged({ ...place, offset: 690 }, 'ArrowUp', 700)).toEqual({ ...place, edge: 'top', offset: 12 });
  });

  it('leave every other key alone', () => {
    expect(toNudged(place, 'a', 700)).toBeUndefined();
    expect(toNudged(place, 'Tab', 700)).toBeUndefined();
  });
});
