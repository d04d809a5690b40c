import { describe, expect, it } from 'vitest';
import { contextSection } from '../../../lib/format/context-section.ts';
import type { EngineFigures } from '../../../lib/model/engine.ts';

const unread = { unknown: 'noHolders' } as const;
const market = { id: 'vix', value: 21.4, isOpen: false, at: Date.UTC(2026, 1, 11, 21, 15), source: 'Made' } as const;

/** First and last cell of each row. */
function rowsOf(figures: Partial<EngineFigures>) {
  const { rows } = contextSection({ breadth: unread, holders: unread, markets: [market], ...figures });
  return rows.map(({ cells }) => [cells[0]?.text, cells.at(-1)?.text]);
}

describe('what is around the market', () => {
  it('says how other markets lean, below them', () => {
    expect(rowsOf({ appetite: 'risk-off' }).slice(-2)).toEqual([
      ['VIX, closed', '21.4'],
      ['Other markets lean', 'risk-off'],
    ]);
  });

  it('says that it does not know how they lean when too few are known', () => {
    expect(rowsOf({}).at(-1)).toEqual(['Other markets lean', 'unknown']);
  });

  it('says of each thing by itself that it is not known', () => {
    expect(rowsOf({ markets: unread })).toEqual([
      ['Big holders', 'unknown'],
      ['Other coins', 'unknown'],
      ['Other markets', 'unknown'],
    ]);
  });
});
