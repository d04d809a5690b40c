import type { LiquidationTotal, WindowName, WindowTotals } from '../model/snapshot.ts';
import { dayMs, hourMs, visitAmounts } from './amounts.ts';
import type { AmountsInput } from './amounts.ts';
import { createLayers, createSpan, weighShares } from './layers.ts';
import type { LayerRule, Layers, Span } from './layers.ts';

/** A venue that missed no more than this of a window was heard throughout. */
export const heardToleranceMs = 1_000;

export interface TotalsInput extends AmountsInput {
  /** True when no coin with contracts is left out of what is listened to; else every total is a floor. */
  readonly universeComplete: boolean;
}

/** Widest first: an amount that is too old for one window is too old for those after it. */
const plans: readonly { readonly name: WindowName; readonly lengthMs: number; readonly rule: LayerRule }[] = [
  { name: '30d', lengthMs: 30 * dayMs, rule: 'long' },
  { name: '7d', lengthMs: 7 * dayMs, rule: 'long' },
  { name: '24h', lengthMs: dayMs, rule: 'short' },
  { name: '1h', lengthMs: hourMs, rule: 'short' },
];

/**
 * Forced orders over `[now - w, now)` for the four windows: of all coins, and of each of `bases`, in one pass.
 *
 * A bar counts when it opened inside the window; so one that began before is left out whole, and the one that is still forming counts
 * with what it has. Per venue and half hour one layer counts (see `LayerRule`). Money is added in cents.
 * A window of which no venue was heard is absent. A coin that was heard of and had no forced order has 0.
 */
export function createTotals(
  input: TotalsInput,
  bases: readonly string[],
): { readonly market: WindowTotals; readonly coins: Readonly<Record<string, WindowTotals>> } {
  const { now } = input;
  const spans = plans.map(plan => createSpan(now - plan.lengthMs, now, plan.rule));
  const earliest = now - 30 * dayMs;
  const coverage = new Map(input.coverage.map(row => [row.venue, row]));
  const layersByVenue = input.venues.map(venue => createLayers(coverage.get(venue.id), earliest, now));

  const market = createSums();
  const coins = new Map(bases.map(base => [base, createSums()]));
  visitAmounts(input, earliest, (venue, layer, time, halfHour, base, longCents, shortCents) => {
    const layers = layersByVenue[venue];
    const coin = coins.get(base);
    if (layers === undefined) return;
    for (let place = 0; place < spans.length; place += 1) {
      const span = spans[place];
      if (span === undefined || time < span.from) break;
      if (layers.isCoarse(halfHour, span) !== (layer === 'coarse')) continue;
      addSums(market, place, longCents, shortCents);
      if (coin !== undefined) addSums(coin, place, longCents, shortCents);
    }
  });

  const heard = spans.map(span => toHeard(input, layersByVenue, span));
  return {
    market: toTotals(market, heard),
    coins: Object.fromEntries([...coins].map(([base, sums]) => [base, toTotals(sums, heard)])),
  };
}

/** The four windows of one coin, or of all coins when `base` is undefined. See `createTotals`. */
export function windowTotals(input: TotalsInput, base?: string): WindowTotals {
  const totals = createTotals(input, base === undefined ? [] : [base]);
  return base === undefined ? totals.market : (totals.coins[base] ?? {});
}

/** Cents by window: long, short, long, short. */
type Sums = Float64Array;

function createSums(): Sums {
  return new Float64Array(plans.length * 2);
}

function addSums(sums: Sums, place: number, longCents: number, shortCents: number): void {
  sums[place * 2] = (sums[place * 2] ?? 0) + longCents;
  sums[place * 2 + 1] = (sums[place * 2 + 1] ?? 0) + shortCents;
}

type Heard = Pick<LiquidationTotal, 'venuesHeard' | 'venuesEnabled' | 'coverage' | 'floor'>;

function toHeard(input: TotalsInput, layersByVenue: readonly Layers[], span: Span): Heard {
  const lengthMs = span.to - span.from;
  const heardMs = layersByVenue.map(layers => layers.heardMs(span));
  const throughout = heardMs.every(ms => lengthMs - ms <= heardToleranceMs);
  const complete = input.venues.every(venue => venue.completeness === 'complete');
  return {
    venuesHeard: heardMs.filter(ms => ms > 0).length,
    venuesEnabled: input.venues.length,
    coverage: weighShares(
      input.venues,
      heardMs.map(ms => ms / lengthMs),
    ),
    floor: !(throughout && complete && input.universeComplete),
  };
}

function toTotals(sums: Sums, heard: readonly Heard[]): WindowTotals {
  const totals: { [window in WindowName]?: LiquidationTotal } = {};
  plans.forEach((plan, place) => {
    const share = heard[place];
    if (share === undefined || share.venuesHeard === 0) return;
    const longCents = sums[place * 2] ?? 0;
    const shortCents = sums[place * 2 + 1] ?? 0;
    totals[plan.name] = { usd: (longCents + shortCents) / 100, longUsd: longCents / 100, shortUsd: shortCents / 100, ...share };
  });
  return totals;
}
