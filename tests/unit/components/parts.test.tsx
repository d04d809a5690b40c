// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { toNudged } from '../../../components/drag.ts';
import { toFeedWords, toProgressWords, worstFeed } from '../../../components/feeds.tsx';
import { nearLevels, toLevelWords } from '../../../components/ladder.tsx';
import { Line, toPath } from '../../../components/line.tsx';
import { pure } from '../../../components/pure.ts';
import type { FeedHealth, Level } from '../../../lib/model/snapshot.ts';
import { render } from 'preact';
import { draw, textOf } from './drawing.ts';

afterEach(() => document.body.replaceChildren());

describe('a line', () => {
  it('runs over the whole width, low values low', () => {
    // Height 13, a margin of 1.5 on each side: 10 px for the scale from 0 to 100.
    expect(
      toPath(
        [
          [0, 0],
          [10, 100],
          [20, 50],
        ],
        13,
        0,
        100,
      ),
    ).toBe('M0.0 11.5L140.0 1.5L280.0 6.5');
  });

  it('is broken where a step is far longer than usual', () => {
    expect(
      toPath(
        [
          [0, 0],
          [1, 0],
          [2, 0],
          [8, 0],
          [9, 0],
        ],
        13,
        0,
        1,
      ).replace(/[\d. ]/g, ''),
    ).toBe('MLLML');
  });

  it('is not drawn through fewer than two points', () => {
    const empty = draw(<Line points={[[0, 1]]} height={20} label="x" />);
    expect(empty.querySelector('svg')).toBeNull();
    expect(textOf(empty)).toBe('no past yet');
  });

  it('is level when all values are the same', () => {
    expect(
      toPath(
        [
          [0, 5],
          [1, 5],
        ],
        13,
        5,
        5,
      ),
    ).toBe('M0.0 11.5L280.0 11.5');
  });
});

describe('levels', () => {
  const level = (price: number, state?: Level['state'], since?: number): Level => ({
    price,
    role: price > 100 ? 'resistance' : 'support',
    reasons: [],
    ...(state && { state }),
    ...(since !== undefined && { since }),
  });

  it('are kept by their story first, then by nearness, and stay in order', () => {
    const levels = [level(140, 'broken'), level(120), level(110), level(95), level(90, 'held'), level(80)];
    expect(nearLevels(levels, 100, 2).map(({ price }) => price)).toEqual([140, 110, 95, 90]);
  });

  it('say what they were until they broke', () => {
    const day = Date.UTC(2026, 1, 10, 8);
    expect(toLevelWords(level(110, 'broken', day))).toBe('support until 10 Feb');
    expect(toLevelWords(level(90, 'broken', day))).toBe('resistance until 10 Feb');
    expect(toLevelWords(level(110, 'broken'))).toBe('was support');
  });

  it('say since when they hold', () => {
    const day = Date.UTC(2026, 1, 6);
    expect(toLevelWords(level(90, 'held', day))).toBe('support since 6 Feb');
    expect(toLevelWords(level(90, 'tested', day))).toBe('support, touched 6 Feb');
    expect(toLevelWords(level(90, 'held'))).toBe('support');
    expect(toLevelWords(level(110))).toBe('resistance');
  });
});

describe('feeds', () => {
  const feed = (state: FeedHealth['state']): FeedHealth => ({
    id: state,
    name: state,
    state,
    reason: 'because',
    rejected: 0,
    events: 0,
  });

  it('are as good as the worst of them', () => {
    expect(worstFeed([feed('live'), feed('resting'), feed('waiting')])?.state).toBe('waiting');
    expect(worstFeed([feed('silent'), feed('blocked'), feed('failing')])?.state).toBe('failing');
    expect(worstFeed<FeedHealth>([])).toBeUndefined();
  });

  it('are all heard only when all are live', () => {
    expect(toFeedWords([feed('live'), feed('live')])).toBe('all 2 heard');
    expect(toFeedWords([feed('live'), feed('resting')])).toBe('resting: because');
    expect(toFeedWords([])).toBe('no feed heard yet');
  });

  it('say how far the past is read', () => {
    expect(toProgressWords({ venue: 'Gate', stage: '7d', done: 40, total: 1_200 })).toBe('Gate 7d, 40 of 1,200');
  });
});

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
