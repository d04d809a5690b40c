import type {
  BranchingFigure,
  BreadthFigure,
  CoinReading,
  EngineFigures,
  Evidence,
  FuelFigure,
  HolderFigure,
  OtherMarketFigure,
  PhaseFigure,
  StabilisingFigure,
  Tick,
  Unknown,
  WhyFigure,
} from '../model/engine.ts';
import { phases } from '../model/engine.ts';
import { flag, list, number, object, oneOf, optional, record, text } from './guards.ts';
import type { Guard } from './guards.ts';

const index = object<{ readonly past: string }>({ past: text });
const input: Guard = value => text(value) || index(value);
/** Names, or what stood in their place in what an earlier version stored; those with a value have it beside them. */
const valued = object<{ readonly of: string; readonly count?: number; readonly inputs?: readonly unknown[] }>({
  of: text,
  count: optional(number),
  inputs: optional(list(input, 16)),
});
const reason: Guard = value => text(value) || valued(value);
const isUnknown = object<Unknown>({ unknown: reason });

/** A figure, or why there is none. */
const known =
  (guard: Guard): Guard =>
  value =>
    isUnknown(value) || guard(value);

const evidence = list(
  object<Evidence>({
    id: text,
    met: optional(flag),
    value: optional(number),
    threshold: optional(number),
    unit: text,
    windowMs: optional(number),
    missing: optional(reason),
  }),
  24,
);
const phase = object<PhaseFigure>({
  phase: oneOf(...phases),
  since: number,
  from: optional(oneOf(...phases)),
  evidence,
  now: evidence,
});
const branching = object<BranchingFigure>({
  low: optional(number),
  high: number,
  raw: number,
  orders: number,
  windowMs: number,
  method: oneOf('hawkes', 'variance'),
  at: number,
});
const tick = object<Tick>({ met: optional(flag), terms: evidence });
const range = optional(object<NonNullable<FuelFigure['standsAt']>>({ low: number, high: number }));
const curve = list(list(number, 2), 80);
const cause = oneOf('leverage', 'spot', 'markets', 'mixed');

const reading = object<CoinReading>({
  at: number,
  phase: known(phase),
  branching: known(branching),
  stabilising: known(object<StabilisingFigure>({ buying: tick, diminishing: tick, levelUsd: optional(number) })),
  fuel: known(
    object<FuelFigure>({
      priceUsd: number,
      below: curve,
      above: curve,
      fragility: range,
      standsAt: range,
      check: optional(object<NonNullable<FuelFigure['check']>>({ ratio: number, crossings: number })),
      at: number,
    }),
  ),
  why: known(
    object<WhyFigure>({
      change24h: number,
      shares: list(object<WhyFigure['shares'][number]>({ of: cause, share: number, confidence: number }), 4),
      word: cause,
      confidence: number,
      missing: list(input, 16),
    }),
  ),
  longRate: known(object<Exclude<CoinReading['longRate'], Unknown>>({ perMinuteUsd: number, unusualUsd: number })),
  takerBuyShare: known(object<Exclude<CoinReading['takerBuyShare'], Unknown>>({ share: number, at: number })),
});

/** The engine's figures, member by member: for our own pages, which have the room to hold the background to the whole shape. */
export const engineGuard = object<EngineFigures>({
  market: reading,
  coins: record(reading),
  breadth: known(
    object<BreadthFigure>({
      falling: number,
      coins: number,
      medianAgainstBtc: optional(number),
      weakerThanBtc: optional(number),
      at: number,
      source: text,
    }),
  ),
  holders: known(
    list(
      object<HolderFigure>({
        name: text,
        base: text,
        coins: number,
        costUsd: optional(number),
        costAsOf: optional(number),
        resultUsd: optional(number),
        distance: optional(number),
        at: number,
        source: text,
      }),
      50,
    ),
  ),
  markets: known(
    list(
      object<OtherMarketFigure>({
        id: text,
        value: number,
        change: optional(number),
        isOpen: flag,
        at: number,
        source: text,
      }),
      16,
    ),
  ),
  appetite: optional(oneOf('risk-on', 'risk-off', 'mixed')),
});
