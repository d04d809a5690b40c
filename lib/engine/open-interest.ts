import type { OpenInterestFigure } from '../model/snapshot.ts';
import type { OpenInterest } from '../model/trade.ts';
import { dayMs, minuteMs } from './amounts.ts';

/** A point counts as 24 hours ago when it is this near: venues keep that past in steps of five minutes. */
export const dayToleranceMs = 5 * minuteMs;
/** A point counts as 30 days ago when it is this near: one sample an hour is kept of that past. */
export const monthToleranceMs = 30 * minuteMs;

export interface OpenInterestInput {
  /** Market time, ms. */
  readonly now: number;
  /** Of several rows of one contract the newest counts. */
  readonly latest: readonly OpenInterest[];
  /** Candidates for 24 hours and 30 days ago; per contract the nearest counts, if it is near enough. */
  readonly dayAgo: readonly OpenInterest[];
  readonly monthAgo: readonly OpenInterest[];
  /** Ids of the venues that are switched on; rows of others are not read. */
  readonly venues: readonly string[];
  /** Latest rows older than this are left out. */
  readonly maxAgeMs: number;
}

export interface OpenInterestResult {
  /** `undefined` when no contract has a fresh dollar figure. */
  readonly figure: OpenInterestFigure | undefined;
  /** Contracts left out because their newest row is too old. */
  readonly stale: number;
  /** Contracts left out because their dollars are not known. */
  readonly unvalued: number;
}

/**
 * Open interest of one coin, or of all coins when `base` is undefined, with its changes.
 *
 * A change compares only contracts that are known at both ends, so that a venue that comes or goes is no change; no value is
 * dropped for being extreme. Dollars fall with the price even when nobody closes. Coins do not: of one coin they are added, of the
 * market each contract's coins are valued at its own price of the earlier moment (`usd / coins` then).
 * `coins` is absent when it is not known of every contract in the figure. A change without any matched contract is absent.
 */
export function openInterestFigure(input: OpenInterestInput, base?: string): OpenInterestResult {
  const { now } = input;
  const venues = new Set(input.venues);
  const isAsked = (row: OpenInterest): boolean => venues.has(row.venue) && (base === undefined || row.base === base);

  const newest = pickByContract(input.latest.filter(isAsked), row => -row.time);
  const fresh = newest.filter(row => now - row.time <= input.maxAgeMs);
  const counted = fresh.filter(row => isAmount(row.usd));
  const left = { stale: newest.length - fresh.length, unvalued: fresh.length - counted.length };
  if (counted.length === 0) return { figure: undefined, ...left };

  const at = (rows: readonly OpenInterest[], target: number, toleranceMs: number): ReadonlyMap<string, OpenInterest> => {
    const near = rows.filter(row => isAsked(row) && Math.abs(row.time - target) <= toleranceMs);
    return new Map(pickByContract(near, row => Math.abs(row.time - target)).map(row => [contractOf(row), row]));
  };
  const day = toChanges(fresh, at(input.dayAgo, now - dayMs, dayToleranceMs), base !== undefined);
  const month = toChanges(fresh, at(input.monthAgo, now - 30 * dayMs, monthToleranceMs), base !== undefined);
  const coins = base !== undefined && counted.every(row => isAmount(row.coins)) ? sum(counted, row => row.coins) : undefined;

  return {
    figure: {
      usd: sum(counted, row => row.usd),
      ...(coins === undefined ? {} : { coins }),
      ...(day.usd === undefined ? {} : { changeUsd24h: day.usd }),
      ...(month.usd === undefined ? {} : { changeUsd30d: month.usd }),
      ...(day.coins === undefined ? {} : { changeCoins24h: day.coins }),
      ...(month.coins === undefined ? {} : { changeCoins30d: month.coins }),
      venues: new Set(counted.map(row => row.venue)).size,
      venuesEnabled: venues.size,
      at: Math.min(...counted.map(row => row.time)),
    },
    ...left,
  };
}

function contractOf(row: OpenInterest): string {
  return `${row.venue} ${row.symbol}`;
}

/** Per contract the row with the lowest cost; the first of equals. */
function pickByContract(rows: readonly OpenInterest[], cost: (row: OpenInterest) => number): OpenInterest[] {
  const picked = new Map<string, OpenInterest>();
  for (const row of rows) {
    const other = picked.get(contractOf(row));
    if (other === undefined || cost(row) < cost(other)) picked.set(contractOf(row), row);
  }
  return [...picked.values()];
}

interface Changes {
  readonly usd: number | undefined;
  readonly coins: number | undefined;
}

function toChanges(fresh: readonly OpenInterest[], earlier: ReadonlyMap<string, OpenInterest>, oneCoin: boolean): Changes {
  let usdNow = 0;
  let usdThen = 0;
  let coinsNow = 0;
  let coinsThen = 0;
  for (const row of fresh) {
    const past = earlier.get(contractOf(row));
    if (past === undefined) continue;
    if (isAmount(row.usd) && isAmount(past.usd)) {
      usdNow += row.usd;
      usdThen += past.usd;
    }
    if (!isAmount(row.coins) || !isAmount(past.coins)) continue;
    if (oneCoin) {
      coinsNow += row.coins;
      coinsThen += past.coins;
    } else if (isAmount(past.usd) && past.coins > 0) {
      coinsNow += row.coins * (past.usd / past.coins);
      coinsThen += past.usd;
    }
  }
  return { usd: usdThen > 0 ? usdNow / usdThen - 1 : undefined, coins: coinsThen > 0 ? coinsNow / coinsThen - 1 : undefined };
}

function isAmount(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value) && value >= 0;
}

function sum(rows: readonly OpenInterest[], amount: (row: OpenInterest) => number | undefined): number {
  return rows.reduce((total, row) => total + (amount(row) ?? 0), 0);
}
