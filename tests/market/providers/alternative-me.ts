import { html, json, type Ask, type BudgetRule, type Problem, type Provider, type Reply } from '../provider.ts';
import { dayMs, minuteMs, secondMs } from '../wire.ts';

/** None is published; "60 a minute over 10 minutes" circulates, so 600 in 10 minutes. */
const requests: BudgetRule = { name: 'alternative.me requests', limit: 600, windowMs: 10 * minuteMs };

/** First day of the index, 2018-02-01. */
const firstDay = Date.UTC(2018, 1, 1);

/**
 * The Fear & Greed index of alternative.me (crypto). Recorded answers of 2025-08-04 and 2026-06-06: every value is text, newest first,
 * `timestamp` is 00:00 UTC of the day in seconds, `time_until_update` stands in the first row only.
 */
export const alternativeMe: Provider = {
  name: 'alternative-me',
  hosts: ['api.alternative.me'],
  refuse,
  sockets: [],
  routes: [
    { path: '/fng/', query: { limit: { min: 0, max: 10_000 }, format: { oneOf: ['json'] } }, budget: requests, answer: index },
  ],
};

function refuse({ kind, detail }: Problem): Reply {
  if (kind === 'over-budget') return html('Too Many Requests', 429, { 'retry-after': '60' });
  if (kind === 'unknown-path' || kind === 'method') return html('<html><body>404 Not Found</body></html>', 404);
  return json({ name: 'Fear and Greed Index', data: [], metadata: { error: detail } }, 400);
}

function index({ query, now, world }: Ask): Reply {
  const limit = Number(query.limit ?? 1);
  const days = limit === 0 ? Math.floor((now - firstDay) / dayMs) + 1 : limit;
  const untilUpdate = Math.floor(((Math.floor(now / dayMs) + 1) * dayMs - now) / secondMs);
  const data = world.ledger.fearGreed(now, days).map(({ day, value, word }, position) => ({
    value: String(value),
    value_classification: word,
    timestamp: String(day / secondMs),
    ...(position === 0 ? { time_until_update: String(untilUpdate) } : {}),
  }));
  return json({ name: 'Fear and Greed Index', data, metadata: { error: null } });
}
