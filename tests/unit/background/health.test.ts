import { describe, expect, it } from 'vitest';
import { createHealthBoard } from '../../../lib/background/health.ts';

describe('the health board', () => {
  it('keeps what was heard in its place when the clock turns out to have been an hour ahead', () => {
    const board = createHealthBoard(() => undefined);
    board.declare('gate/prices', 'Gate prices');
    board.declare('gate/usdt', 'Gate liquidations, usdt');
    board.report('gate/prices', { state: 'live', reason: '66 contracts', lastGood: 10_000_000 });
    board.move(-3_600_000);
    expect(board.read().map(({ id, lastGood }) => [id, lastGood])).toEqual([
      ['gate/prices', 6_400_000],
      ['gate/usdt', undefined],
    ]);
  });
});
