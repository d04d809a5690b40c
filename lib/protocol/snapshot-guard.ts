import type {
  BackfillProgress,
  BadgeFigure,
  FearGreedFigure,
  FeedHealth,
  FundingFigure,
  HourBar,
  KeyedTotals,
  Level,
  LevelsFigure,
  LiquidationTotal,
  MarketSnapshot,
  OpenInterestFigure,
  PriceFigure,
  WindowTotals,
} from '../model/snapshot.ts';
import { snapshotVersion } from '../model/snapshot.ts';
import { flag, isObject, list, number, object, oneOf, optional, record, text } from './guards.ts';
import type { Guard } from './guards.ts';

const sides = { usd: number, longUsd: number, shortUsd: number };

const total = object<LiquidationTotal>({
  ...sides,
  venuesHeard: number,
  venuesEnabled: number,
  coverage: number,
  floor: flag,
  venuesSampled: optional(number),
  estimate: optional(object(sides)),
});

const totals = object<WindowTotals>({
  '1h': optional(total),
  '24h': optional(total),
  '7d': optional(total),
  '30d': optional(total),
});

const keyed = object<KeyedTotals>({
  source: oneOf('coinalyze', 'coinglass'),
  name: text,
  attribution: object<KeyedTotals['attribution']>({ text, url: text }),
  scope: text,
  windows: record(object(sides)),
  at: number,
});

const openInterest = object<OpenInterestFigure>({
  usd: number,
  coins: optional(number),
  changeUsd24h: optional(number),
  changeUsd30d: optional(number),
  changeCoins24h: optional(number),
  changeCoins30d: optional(number),
  venues: number,
  venuesEnabled: number,
  at: number,
  lineOf: optional(text),
  line: optional(list(list(number, 2), 800)),
});

const level = object<Level>({
  price: number,
  role: oneOf('support', 'resistance'),
  state: optional(oneOf('held', 'tested', 'broken', 'reclaimed')),
  since: optional(number),
  reasons: list(text, 12),
});

/** One guard for each top-level section of the snapshot; a patch is checked section by section. */
export const sectionGuards: { readonly [Key in keyof MarketSnapshot]-?: Guard } = {
  version: oneOf(snapshotVersion),
  asOf: number,
  clock: object<MarketSnapshot['clock']>({ offsetMs: number, agreed: flag, hosts: list(text, 32) }),
  prices: record(object<PriceFigure>({ usd: number, change24h: optional(number), at: number, source: text })),
  liquidations: object<MarketSnapshot['liquidations']>({
    market: totals,
    coins: record(totals),
    hours: list(object<HourBar>({ time: number, longUsd: optional(number), shortUsd: optional(number), heard: number }), 48),
  }),
  openInterest: object<MarketSnapshot['openInterest']>({ market: optional(openInterest), coins: record(openInterest) }),
  funding: optional(record(object<FundingFigure>({ ratePer8h: number, venues: number, at: number }))),
  fearGreed: optional(
    object<FearGreedFigure>({
      value: number,
      word: text,
      changeDay: optional(number),
      days: list(object<FearGreedFigure['days'][number]>({ day: number, value: number }), 60),
      at: number,
      source: text,
      sourceUrl: text,
    }),
  ),
  levels: record(object<LevelsFigure>({ levels: list(level, 24), at: number, source: text })),
  feeds: list(
    object<FeedHealth>({
      id: text,
      name: text,
      state: oneOf('live', 'waiting', 'silent', 'resting', 'blocked', 'failing'),
      reason: text,
      lastGood: optional(number),
      rejected: number,
      events: number,
    }),
    256,
  ),
  progress: list(object<BackfillProgress>({ venue: text, stage: text, done: number, total: number }), 64),
  keyed: optional(list(keyed, 32)),
  badge: object<BadgeFigure>({ kind: oneOf('stale', 'longs', 'level', 'silent'), text, word: text, detail: text }),
};

/** True for a snapshot of our version in which every member is what the types say. */
export const isSnapshot = (value: unknown): value is MarketSnapshot => object<MarketSnapshot>(sectionGuards)(value);

/** True for what looks like a snapshot of another version: the page and the background come from different releases. */
export const isOtherVersion = (value: unknown): boolean =>
  isObject(value) && typeof value['version'] === 'number' && value['version'] !== snapshotVersion;
