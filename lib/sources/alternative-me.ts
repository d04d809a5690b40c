import { events, rejected } from '../model/parsed.ts';
import type { FearGreedDay } from '../model/trade.ts';
import type { FearGreedSource } from '../model/venue.ts';
import { fieldsOf, figureAt, textAt, type Fields } from '../std/fields.ts';
import { isRecord } from '../std/record.ts';
import { clip, readRows, refuse } from '../std/rows.ts';

const dayMs = 86_400_000;
// The index begins on this day.
const firstDay = Date.UTC(2018, 1, 1);

/**
 * The crypto Fear & Greed index of alternative.me: one value a day from 00:00 UTC, every figure as text, newest first.
 * Its terms ask for its name right beside the value. Source: answers recorded on 2025-08-04 and 2026-06-06; terms page, 2026.
 */
export const alternativeMe: FearGreedSource = {
  id: 'alternative-me',
  name: 'alternative.me',
  attribution: { text: 'Fear & Greed: alternative.me', url: 'https://alternative.me/crypto/fear-and-greed-index/' },
  // No limit is published; 60 a minute is what circulates. It is asked a few times a day.
  budgets: [{ name: 'alternative-me', host: 'api.alternative.me', weight: 60, windowMs: 60_000 }],
  request: days => ({
    url: `https://api.alternative.me/fng/?limit=${Math.max(1, Math.floor(days))}`,
    weight: 1,
    budget: 'alternative-me',
    maxBytes: 500_000,
    why: 'fear',
  }),
  /** Newest first, each day once. */
  parse(payload, { receivedTime }) {
    if (!isRecord(payload)) return rejected('not an object');
    const { data, metadata } = payload;
    const error = isRecord(metadata) ? metadata.error : undefined;
    if (typeof error === 'string') return rejected(clip(`alternative.me: ${error}`), 'metadata.error');
    if (!Array.isArray(data)) return rejected('not a list', 'data');
    const { rows, rejections } = readRows(data, 'data', value => readDay(fieldsOf(value), receivedTime));
    const byDay = new Map(rows.map(day => [day.day, day]));
    return events(
      [...byDay.values()].sort((a, b) => b.day - a.day),
      rejections,
    );
  },
};

function readDay(row: Fields, receivedTime: number): FearGreedDay {
  const value = figureAt(row, 'value', { atLeast: 0, atMost: 100 });
  const word = textAt(row, 'value_classification', /^[A-Za-z][A-Za-z ]{0,39}$/, 'not a word');
  const day = Math.floor((figureAt(row, 'timestamp', { above: 0, below: 1e11 }) * 1_000) / dayMs) * dayMs;
  if (day < firstDay || day > receivedTime + dayMs) refuse('not a day of the index', 'timestamp');
  if (!Number.isInteger(value)) refuse('not a whole number', 'value');
  return { day, value, word };
}
