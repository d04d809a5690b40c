import { describe, expect, it } from 'vitest';
import { mergeFills } from '../../../../lib/engine/branching/merge-fills.ts';
import type { Fill } from '../../../../lib/engine/branching/merge-fills.ts';

const fill = (time: number, other: Partial<Fill> = {}): Fill => ({
  time,
  venue: 'bybit',
  base: 'BTC',
  position: 'long',
  ...other,
});

describe('fills of one forced order', () => {
  it('count once as long as each follows the one before within 100 ms', () => {
    // 100, 200 and 300 hang together by gaps of 100; 401 is 101 later.
    expect([...mergeFills([fill(100), fill(200), fill(300), fill(401)])]).toEqual([100, 401]);
  });

  it('are of the same venue, coin and position', () => {
    const others = [fill(0), fill(1, { venue: 'okx' }), fill(2, { base: 'ETH' }), fill(3, { position: 'short' }), fill(4)];
    expect([...mergeFills(others)]).toEqual([0, 1, 2, 3]);
  });

  it('may be told in any order', () => {
    expect([...mergeFills([fill(401), fill(300), fill(100), fill(200)])]).toEqual([100, 401]);
    expect(mergeFills([])).toHaveLength(0);
  });
});
