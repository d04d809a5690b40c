import type { Venue } from '../world.ts';
import type { SumRule } from './order-book.ts';
import { DAY } from './time.ts';

const CENTS = 100;

/** Sums over three periods, in US dollars. Bitcoin's sums are of both positions where no position is named. */
export interface VenueSums {
  readonly t0: number;
  /** [t0 - 24h, t0) */
  readonly day: { readonly long: number; readonly short: number; readonly btcLong: number; readonly btcShort: number };
  /** [t0 - 7d, t0) */
  readonly week: { readonly btc: number; readonly rest: number };
  /** [t0 - 30d, t0) */
  readonly month: { readonly btc: number; readonly rest: number };
}

/** Integer cents of the same periods. */
export type SumCents = Omit<VenueSums, 't0'>;

/** The sums that remain when others have taken theirs. */
export function lessSums({ t0, day, week, month }: VenueSums, taken: SumCents): VenueSums {
  return {
    t0,
    day: {
      long: day.long - taken.day.long / CENTS,
      short: day.short - taken.day.short / CENTS,
      btcLong: day.btcLong - taken.day.btcLong / CENTS,
      btcShort: day.btcShort - taken.day.btcShort / CENTS,
    },
    week: { btc: week.btc - taken.week.btc / CENTS, rest: week.rest - taken.week.rest / CENTS },
    month: { btc: month.btc - taken.month.btc / CENTS, rest: month.rest - taken.month.rest / CENTS },
  };
}

/**
 * Rules that make a venue's sums exact at `t0`. `factor` scales all of them (1 for the venue that the figures belong to). What lies
 * before the 30 days and after `t0` keeps the scale of its neighbours.
 */
export function sumRules(venue: Venue, { t0, day, week, month }: VenueSums, factor: number): readonly SumRule[] {
  const cents = (usd: number): number => Math.round(usd * factor * CENTS);
  const today = { venue, from: t0 - DAY, to: t0 };
  const earlier = { venue, from: t0 - 7 * DAY, to: t0 - DAY };
  const old = { venue, from: t0 - 30 * DAY, to: t0 - 7 * DAY };
  const before = { venue, from: -Infinity, to: t0 - 30 * DAY };
  const after = { venue, from: t0, to: Infinity };
  return [
    // Bitcoin comes last in a day: its contract is the smaller one, so that its residue is what the day's total is off by.
    { ...today, coins: 'rest', position: 'long', name: 'day rest long', targetCents: cents(day.long - day.btcLong) },
    { ...today, coins: 'rest', position: 'short', name: 'day rest short', targetCents: cents(day.short - day.btcShort) },
    {
      ...today,
      coins: 'BTC',
      position: 'long',
      name: 'day BTC long',
      targetCents: known => cents(day.long) - known('day rest long'),
    },
    {
      ...today,
      coins: 'BTC',
      position: 'short',
      name: 'day BTC short',
      targetCents: known => cents(day.short) - known('day rest short'),
    },
    {
      ...earlier,
      coins: 'BTC',
      name: 'week BTC',
      targetCents: known => cents(week.btc) - known('day BTC long') - known('day BTC short'),
    },
    {
      ...earlier,
      coins: 'rest',
      name: 'week rest',
      targetCents: known => cents(week.rest) - known('day rest long') - known('day rest short'),
    },
    {
      ...old,
      coins: 'BTC',
      name: 'month BTC',
      targetCents: known => cents(month.btc) - known('week BTC') - known('day BTC long') - known('day BTC short'),
    },
    { ...old, coins: 'rest', name: 'month rest', targetCents: cents(month.rest - week.rest) },
    { ...before, coins: 'BTC', like: 'month BTC' },
    { ...before, coins: 'rest', like: 'month rest' },
    { ...after, coins: 'BTC', position: 'long', like: 'day BTC long' },
    { ...after, coins: 'BTC', position: 'short', like: 'day BTC short' },
    { ...after, coins: 'rest', position: 'long', like: 'day rest long' },
    { ...after, coins: 'rest', position: 'short', like: 'day rest short' },
  ];
}

/** The same for a venue of few orders: where it has none that a rule fits, its sums fall short. */
export function partRules(venue: Venue, sums: VenueSums, factor: number): readonly SumRule[] {
  return sumRules(venue, sums, factor).map(rule => ({ ...rule, mayBeEmpty: true }));
}
