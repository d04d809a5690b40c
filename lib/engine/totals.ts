import type { LiquidationTotal, WindowName, WindowTotals } from '../model/snapshot.ts';
import { countedVenues, dayMs, hourMs, visitAmounts } from './amounts.ts';
import type { AmountsInput, EnabledVenue, VisitAmount, VisitRow } from './amounts.ts';
import { estimateTotal } from './estimate.ts';
import { createSpan, createVenueLayers, toWeights, weighShares } from './layers.ts';
import type { LayerRule, Span, VenueLayers } from './layers.ts';
import { isSettled, settledSums, signatureOf } from './settled-days.ts';

/** A venue that missed no more than this of a window was heard throughout. */
export const heardToleranceMs = 1_000;

export interface TotalsInput extends AmountsInput {
  /** True when no coin with contracts is left out of what is listened to; else every total is a floor. */
  readonly universeComplete: boolean;
}

/** One window that ends now. */
export interface WindowPlan<Name extends string> {
  readonly name: Name;
  readonly lengthMs: number;
  readonly rule: LayerRule;
}

/** Widest first: an amount that is too old for one window is too old for those after it. */
const fourWindows: readonly WindowPlan<WindowName>[] = [
  { name: '30d', lengthMs: 30 * dayMs, rule: 'long' },
  { name: '7d', lengthMs: 7 * dayMs, rule: 'long' },
  { name: '24h', lengthMs: dayMs, rule: 'short' },
  { name: '1h', lengthMs: hourMs, rule: 'short' },
];

/**
 * Forced orders over `[now - w, now)` for the four windows: of all coins, and of each of `bases`, in one pass.
 *
 * A bar counts when it opened inside the window; so one that began before is left out whole, and the one that is still forming counts
 * with what it has. Per venue, coin and half hour one layer counts (see `LayerRule`). Money is added in cents.
 * A window of which no venue was heard is absent. A coin that was heard of and had no forced order has 0.
 *
 * What was heard of one coin alone makes that coin's total surer, and the market's by the coin's share of the venue's open interest; the
 * market's is a floor until all coins were heard. Coverage is weighed by the open interest of what is asked for, so a venue that
 * does not list a coin is not missed in its total.
 */
export function createTotals(
  input: TotalsInput,
  bases: readonly string[],
): { readonly market: WindowTotals; readonly coins: Readonly<Record<string, WindowTotals>> } {
  return totalsOver(input, bases, fourWindows);
}

/** The same over other windows, the widest first. */
export function totalsOver<Name extends string>(
  input: TotalsInput,
  bases: readonly string[],
  plans: readonly WindowPlan<Name>[],
): { readonly market: TotalsBy<Name>; readonly coins: Readonly<Record<string, TotalsBy<Name>>> } {
  const { now } = input;
  const venues = countedVenues(input.venues);
  const spans = plans.map(plan => createSpan(now - plan.lengthMs, now, plan.rule));
  const earliest = now - Math.max(0, ...plans.map(({ lengthMs }) => lengthMs));
  const coverage = new Map(input.coverage.map(row => [row.venue, row]));
  const layersByVenue = venues.map(venue => createVenueLayers(coverage.get(venue.id), earliest, now));

  const createSums = (): Sums => new Float64Array(plans.length * 2);
  const market = venues.map(createSums);
  const coins = new Map(bases.map(base => [base, venues.map(createSums)]));
  /** Places of the windows that are summed by the rule for long spans. */
  const long = plans.flatMap(({ rule }, place) => (rule === 'long' ? [place] : []));
  const shortFrom = Math.min(...spans.flatMap(span => (span.rule === 'short' ? [span.from] : [])));
  const until = Math.floor(shortFrom / dayMs) * dayMs;

  const addRow: VisitRow = (venue, layer, row) => {
    const [widest] = spans;
    const layers = layersByVenue[venue];
    const all = market[venue];
    const edges = long.map(place => spans[place]?.from ?? 0);
    if (widest === undefined || layers === undefined || all === undefined || !isSettled(row, shortFrom, edges)) return false;
    const signature = `${layer} ${signatureOf(coverage.get(row.venue), until)}`;
    const sums = settledSums(
      row,
      signature,
      bases,
      (base, halfHour) => layer === 'only' || layers.of(base).isCoarse(halfHour, widest) === (layer === 'coarse'),
    );
    for (const place of long) {
      if (row.day < (spans[place]?.from ?? 0)) continue;
      addSums(all, place, sums.market.long, sums.market.short);
      for (const [base, own] of coins) {
        const cents = sums.coins.get(base);
        const coin = own[venue];
        if (cents !== undefined && coin !== undefined) addSums(coin, place, cents.long, cents.short);
      }
    }
    return true;
  };

  const addAmount: VisitAmount = (venue, layer, time, halfHour, base, longCents, shortCents) => {
    const layers = layersByVenue[venue]?.of(base);
    const coin = coins.get(base)?.[venue];
    const all = market[venue];
    if (layers === undefined || all === undefined) return;
    for (let place = 0; place < spans.length; place += 1) {
      const span = spans[place];
      if (span === undefined || time < span.from) break;
      if (layer !== 'only' && layers.isCoarse(halfHour, span) !== (layer === 'coarse')) continue;
      addSums(all, place, longCents, shortCents);
      if (coin !== undefined) addSums(coin, place, longCents, shortCents);
    }
  };
  visitAmounts({ ...input, venues }, earliest, addAmount, addRow);

  const whole: Scope = { input, venues, layersByVenue, base: undefined };
  return {
    market: toTotals(plans, whole, spans, market),
    coins: Object.fromEntries([...coins].map(([base, sums]) => [base, toTotals(plans, { ...whole, base }, spans, sums)])),
  };
}

/** The four windows of one coin, or of all coins when `base` is undefined. See `createTotals`. */
export function windowTotals(input: TotalsInput, base?: string): WindowTotals {
  const totals = createTotals(input, base === undefined ? [] : [base]);
  return base === undefined ? totals.market : (totals.coins[base] ?? {});
}

/** Cents of one venue by window: long, short, long, short. */
type Sums = Float64Array;

function addSums(sums: Sums, place: number, longCents: number, shortCents: number): void {
  sums[place * 2] = (sums[place * 2] ?? 0) + longCents;
  sums[place * 2 + 1] = (sums[place * 2 + 1] ?? 0) + shortCents;
}

/** What a total is of. */
interface Scope {
  readonly input: TotalsInput;
  /** Those that count. */
  readonly venues: readonly EnabledVenue[];
  readonly layersByVenue: readonly VenueLayers[];
  /** `undefined` for all coins. */
  readonly base: string | undefined;
}

type Heard = Pick<LiquidationTotal, 'venuesHeard' | 'venuesEnabled' | 'venuesSampled' | 'coverage' | 'floor'>;

/** By the name of its window; one of which nothing was heard is absent. */
export type TotalsBy<Name extends string> = { readonly [window in Name]?: LiquidationTotal };

function toTotals<Name extends string>(
  plans: readonly WindowPlan<Name>[],
  scope: Scope,
  spans: readonly Span[],
  sums: readonly Sums[],
): TotalsBy<Name> {
  const totals: { [window in Name]?: LiquidationTotal } = {};
  plans.forEach(({ name }, place) => {
    const span = spans[place];
    if (span === undefined) return;
    const shares = sharesOf(scope, span);
    const heard = toHeard(scope, span, shares);
    if (heard.venuesHeard === 0) return;
    const cents = (offset: number): number => sums.reduce((total, each) => total + (each[place * 2 + offset] ?? 0), 0);
    const longCents = cents(0);
    const shortCents = cents(1);
    const estimate = heard.floor ? estimateOf(scope, place, shares, sums) : undefined;
    totals[name] = {
      usd: (longCents + shortCents) / 100,
      longUsd: longCents / 100,
      shortUsd: shortCents / 100,
      ...heard,
      ...(estimate === undefined ? {} : { estimate }),
    };
  });
  return totals;
}

/** Share of the span that was heard of each venue that counts, 0 to 1. */
function sharesOf({ venues, layersByVenue, base }: Scope, span: Span): readonly number[] {
  const lengthMs = span.to - span.from;
  return layersByVenue.map((layers, place) => {
    const ms = base === undefined ? layers.heardMs(span, venues[place]?.weightByBase) : layers.of(base).heardMs(span);
    return ms / lengthMs;
  });
}

function toHeard({ input, venues, layersByVenue, base }: Scope, span: Span, shares: readonly number[]): Heard {
  const lengthMs = span.to - span.from;
  const throughout = layersByVenue.every(
    layers => lengthMs - (base === undefined ? layers.all : layers.of(base)).heardMs(span) <= heardToleranceMs,
  );
  const sampled = venues.filter(venue => venue.completeness === 'sampled').length;
  const isHeard = (layers: VenueLayers, place: number): boolean =>
    base === undefined ? layers.isHeard(span) : (shares[place] ?? 0) > 0;
  return {
    venuesHeard: layersByVenue.filter(isHeard).length,
    venuesEnabled: venues.length,
    venuesSampled: sampled,
    coverage: weighShares(toWeights(venues, base), shares),
    floor: !(throughout && sampled === 0 && input.universeComplete),
  };
}

function estimateOf(
  { input, venues, base }: Scope,
  place: number,
  shares: readonly number[],
  sums: readonly Sums[],
): LiquidationTotal['estimate'] {
  const openInterestOf = (venue: EnabledVenue) => (base === undefined ? venue.weightUsd : venue.weightByBase?.get(base));
  return estimateTotal([
    ...venues.map((venue, each) => ({
      completeness: venue.completeness,
      openInterestUsd: openInterestOf(venue),
      heard: shares[each] ?? 0,
      longUsd: (sums[each]?.[place * 2] ?? 0) / 100,
      shortUsd: (sums[each]?.[place * 2 + 1] ?? 0) / 100,
    })),
    ...input.venues
      .filter(venue => venue.completeness === 'none')
      .map(venue => ({
        completeness: venue.completeness,
        openInterestUsd: openInterestOf(venue),
        heard: 0,
        longUsd: 0,
        shortUsd: 0,
      })),
  ]);
}
