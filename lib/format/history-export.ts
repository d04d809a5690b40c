import type { History } from '../model/history.ts';

const dayMs = 86_400_000;

/** One field of an export: its name with its unit, and its value in a step; `null` where it is not known. */
type Field = readonly [name: string, valueAt: (history: History, step: number) => number | string | null];

const fields: readonly Field[] = [
  ['time_utc', ({ times }, step) => isoOf(times[step])],
  ['coverage_share', ({ heard }, step) => heard[step] ?? null],
  ['price_usd', ({ price }, step) => price[step] ?? null],
  ['long_liquidations_usd', ({ longUsd }, step) => longUsd[step] ?? null],
  ['short_liquidations_usd', ({ shortUsd }, step) => shortUsd[step] ?? null],
  ['open_interest_usd', ({ interestUsd }, step) => interestUsd[step] ?? null],
  ['open_interest_coins', ({ interestCoins }, step) => interestCoins[step] ?? null],
  ['funding_fraction_per_8h', ({ funding8h }, step) => funding8h[step] ?? null],
  ['fear_greed_index', ({ fear, times }, step) => fear.find(({ day }) => day === dayOf(times[step]))?.value ?? null],
  ['phase', ({ phases, times }, step) => phases.find(span => holds(span, times[step]))?.phase ?? null],
];

/**
 * A history as comma-separated values (RFC 4180, October 2005, lines ended by CRLF): a header with the units, then one row for each step, dated by its
 * opening. A value that is not known is an empty cell. `coverage_share` is the share of the step that was heard: dollars of liquidations are a floor
 * at any value of it.
 */
export function toHistoryCsv(history: History): string {
  const rows = history.times.map((_time, step) => fields.map(([, valueAt]) => valueAt(history, step) ?? '').join(','));
  return [fields.map(([name]) => name).join(','), ...rows, ''].join('\r\n');
}

/** The same as JSON, with the span, what of it each venue was heard, and where the columns come from. A value that is not known is null. */
export function toHistoryJson(history: History): string {
  const { base, from, to, stepMs, venues, sources } = history;
  const rows = history.times.map((_time, step) =>
    Object.fromEntries(fields.map(([name, valueAt]) => [name, valueAt(history, step)])),
  );
  return JSON.stringify({ coin: base === '' ? 'all' : base, from: isoOf(from), to: isoOf(to), stepMs, sources, venues, rows });
}

function isoOf(time: number | undefined): string | null {
  return time === undefined ? null : new Date(time).toISOString();
}

function dayOf(time = Number.NaN): number {
  return Math.floor(time / dayMs) * dayMs;
}

function holds({ from, to }: History['phases'][number], time = Number.NaN): boolean {
  return from <= time && time < to;
}
