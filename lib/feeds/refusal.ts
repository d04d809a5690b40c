/** What a status other than 200 means, and how long the host is then left alone (0: not at all), ms. */
export interface Refusal {
  readonly kind: 'rate-limited' | 'blocked' | 'redirect' | 'status';
  readonly restMs: number;
}

/** Without a word from the host, a 429 rests for this long, doubled with each one in a row, up to the cap. */
const rateLimitedMs = 60_000;
const rateLimitedCapMs = 15 * 60_000;
/** Shortest ban of Binance (its "LIMITS" page, July 2026: 418, from 2 minutes to 3 days). */
const bannedMs = 2 * 60_000;
const longestBanMs = 3 * 24 * 3_600_000;
/** A host that refuses the region or the client is not asked again for long; a restart of the browser asks once more. */
const blockedMs = 6 * 3_600_000;
const shortestRestMs = 1_000;

/**
 * Reads a refusal. `strikes` counts those before it in a row; `now` is market time, used where the answer carries no `Date` of its own.
 * `Retry-After` is in seconds or a date (RFC 9110 §10.2.3). Gate tells when its window ends in `X-Gate-RateLimit-Reset-Timestamp`, unix seconds
 * (its "Rate limits" page, 2026).
 */
export function readRefusal(status: number, headers: Headers, strikes: number, now: number): Refusal {
  const asked = askedRestMs(headers, now);
  if (status >= 300 && status < 400) return { kind: 'redirect', restMs: 0 };
  if (status === 429) {
    const doubled = Math.min(rateLimitedCapMs, rateLimitedMs * 2 ** Math.min(strikes, 10));
    return { kind: 'rate-limited', restMs: asked ?? gateRestMs(headers, now) ?? doubled };
  }
  if (status === 418) return { kind: 'rate-limited', restMs: asked ?? bannedMs };
  if (status === 401 || status === 403 || status === 451) return { kind: 'blocked', restMs: blockedMs };
  return { kind: 'status', restMs: asked ?? 0 };
}

function hostTime(headers: Headers, now: number): number {
  const date = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(date) ? now : date;
}

function bounded(ms: number): number {
  return Math.min(longestBanMs, Math.max(shortestRestMs, ms));
}

function askedRestMs(headers: Headers, now: number): number | undefined {
  const text = headers.get('retry-after')?.trim();
  if (text === undefined || text === '') return undefined;
  if (/^\d+(?:\.\d+)?$/.test(text)) return bounded(Number(text) * 1000);
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : bounded(date - hostTime(headers, now));
}

function gateRestMs(headers: Headers, now: number): number | undefined {
  const seconds = Number(headers.get('x-gate-ratelimit-reset-timestamp') ?? NaN);
  if (!Number.isFinite(seconds) || seconds <= 0) return undefined;
  // A `Date` header is cut to whole seconds: one more, so as not to come early.
  return bounded(seconds * 1000 - hostTime(headers, now) + 1000);
}
