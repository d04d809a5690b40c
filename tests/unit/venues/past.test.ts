import { describe, expect, it } from 'vitest';
import { events } from '../../../lib/model/parsed.ts';
import type { OpenInterest } from '../../../lib/model/trade.ts';
import { markAfter, pastRows, toPast } from '../../../lib/venues/past.ts';

const noon = Date.UTC(2026, 1, 12, 12);
const minute = 60_000;

function at(time: number): OpenInterest {
  return { venue: 'gate', symbol: 'BTC_USDT', base: 'BTC', time, coins: 1, usd: 60_000 };
}

describe('the grid of the past', () => {
  it('goes on with the first five-minute mark after a moment, also when the moment is a mark itself', () => {
    expect(markAfter(noon)).toBe(noon + 5 * minute);
    expect(markAfter(noon + 1)).toBe(noon + 5 * minute);
    expect(markAfter(noon + 5 * minute - 1)).toBe(noon + 5 * minute);
  });

  it('comes in pages of a day, both ends included', () => {
    expect(pastRows).toBe((24 * 60) / 5 + 1);
  });
});

describe('rows of the past', () => {
  it('are put in ascending order', () => {
    expect(toPast(events([at(noon + minute), at(noon)]))).toEqual({
      kind: 'events',
      events: [at(noon), at(noon + minute)],
      rejections: [],
    });
  });

  it('are rejected when none of them could be read, and may be none', () => {
    const rejections = [{ reason: 'not a time', path: '0.timestamp' }];
    expect(toPast(events<OpenInterest>([], rejections))).toEqual({ kind: 'rejected', rejections });
    expect(toPast(events([at(noon)], rejections)).kind).toBe('events');
    expect(toPast(events<OpenInterest>([]))).toEqual({ kind: 'events', events: [], rejections: [] });
  });
});
