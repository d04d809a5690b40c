import * as v from 'valibot';
import { events, rejected } from '../model/parsed.ts';
import type { FearGreedDay } from '../model/trade.ts';
import type { FearGreedSource } from '../model/venue.ts';
import { bad, clip, readRows, row, toFaults, type RowReading } from '../std/rows.ts';
import { figure, text } from './fields.ts';

const dayMs = 86_400_000;
// The index begins on this day.
const firstDay = Date.UTC(2018, 1, 1);

const Index = v.object({
  data: v.array(v.unknown()),
  metadata: v.optional(v.object({ error: v.nullish(v.string()) })),
});
const Day = v.object({
  value: figure({ atLeast: 0, atMost: 100 }),
  value_classification: text(/^[A-Za-z][A-Za-z ]{0,39}$/, 'not a word'),
  timestamp: figure({ above: 0, below: 1e11 }),
});

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
    why: 'the Fear & Greed index',
  }),
  /** Newest first, each day once. */
  parse(payload, { receivedTime }) {
    const checked = v.safeParse(Index, payload);
    if (!checked.success) return { kind: 'rejected', rejections: toFaults(checked.issues) };
    const error = checked.output.metadata?.error;
    if (error !== undefined && error !== null) return rejected(clip(`alternative.me: ${error}`), 'metadata.error');
    const { rows, rejections } = readRows(checked.output.data, 'data', value => readDay(value, receivedTime));
    const byDay = new Map(rows.map(day => [day.day, day]));
    return events(
      [...byDay.values()].sort((a, b) => b.day - a.day),
      rejections,
    );
  },
};

function readDay(value: unknown, receivedTime: number): RowReading<FearGreedDay> {
  const checked = v.safeParse(Day, value);
  if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
  const day = Math.floor((checked.output.timestamp * 1_000) / dayMs) * dayMs;
  if (day < firstDay || day > receivedTime + dayMs) return bad('not a day of the index', 'timestamp');
  if (!Number.isInteger(checked.output.value)) return bad('not a whole number', 'value');
  return row({ day, value: checked.output.value, word: checked.output.value_classification });
}
