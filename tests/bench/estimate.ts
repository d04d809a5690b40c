import { estimateTotal } from '../../lib/engine/estimate.ts';
import type { EstimateVenue } from '../../lib/engine/estimate.ts';
import { venues } from '../../lib/venues/registry.ts';
import { createLedger } from '../market/scenarios/registry.ts';
import { sentSum, worldSum } from '../market/truth.ts';
import type { Ledger, Venue } from '../market/world.ts';
import type { Part } from './bench.ts';
import type { Reading } from './reading.ts';

const hourMs = 3_600_000;
const windows = [
  ['1h', hourMs],
  ['24h', 24 * hourMs],
  ['7d', 168 * hourMs],
  ['30d', 720 * hourMs],
] as const;
/** Minutes after the start of a scenario. The live one has its worst minutes within the first hour. */
const moments: Readonly<Record<string, readonly number[]>> = { 'reference-day': [0], cascade: [20, 60] };

/** How far the estimate is from every forced order of the simulated world, beside how far the floor is. */
export const estimate: Part = {
  name: 'estimate',
  title: 'estimated totals against the world, in Node',
  async measure() {
    return Object.entries(moments).flatMap(([scenario, minutes]) => {
      const ledger = createLedger(scenario);
      return minutes.flatMap(minute => measureAt(ledger, minute));
    });
  },
};

function measureAt(ledger: Ledger, minute: number): readonly Reading[] {
  return windows.flatMap(([window, lengthMs]) =>
    [1, 0.5].flatMap((heard): readonly Reading[] => {
      const error = errorOf(ledger, { at: ledger.t0 + minute * 60_000, lengthMs, heard });
      if (error === undefined) return [];
      const when = minute === 0 ? '' : ` +${minute} min`;
      return [
        {
          name: `${ledger.scenario}${when}, ${window}${heard === 1 ? '' : ', its later half heard'}`,
          unit: 'percent',
          show: 'median',
          samples: [error.estimate],
          control: { name: 'the floor', samples: [error.floor], compare: 'difference' },
        },
      ];
    }),
  );
}

/**
 * Error of the estimate and of the floor against the world, in per cent of the world: below 0 is too little. `heard` is the share of the window,
 * up to `at`, in which every stream was heard. `undefined` where nothing was forced out, or nothing can be estimated.
 */
export function errorOf(
  ledger: Ledger,
  { at, lengthMs, heard }: { readonly at: number; readonly lengthMs: number; readonly heard: number },
): { readonly estimate: number; readonly floor: number } | undefined {
  const known = venues.map((venue): EstimateVenue => {
    const { id, completeness } = venue;
    const sum = (position: 'long' | 'short') =>
      completeness === 'none' ? 0 : sentSum(ledger, { venue: id, position, from: at - heard * lengthMs, to: at }) / 100;
    return {
      completeness,
      openInterestUsd: openInterestUsd(ledger, id, at),
      heard: completeness === 'none' ? 0 : heard,
      longUsd: sum('long'),
      shortUsd: sum('short'),
    };
  });
  const world = venues.reduce((total, { id }) => total + worldSum(ledger, { venue: id, from: at - lengthMs, to: at }), 0) / 100;
  const floor = known.reduce((total, { longUsd, shortUsd }) => total + longUsd + shortUsd, 0);
  const guess = estimateTotal(known);
  if (guess === undefined || world === 0) return undefined;
  return { estimate: (guess.usd / world - 1) * 100, floor: (floor / world - 1) * 100 };
}

function openInterestUsd(ledger: Ledger, venue: Venue, at: number): number {
  return ledger.markets.reduce(
    (sum, market) => (market.venue === venue ? sum + ledger.openInterestCoins(market, at) * ledger.price(market.base, at) : sum),
    0,
  );
}
