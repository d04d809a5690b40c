import type {
  Answer,
  AnswerRow,
  AnswerSection,
  Cell,
  FearWords,
  Freshness,
  Front,
  HoursWords,
  Ladder,
  LiquidatedWords,
  PriceWords,
  Shares,
} from '../model/answer.ts';
import { phases } from '../model/engine.ts';
import { engineGuard } from './engine-guard.ts';
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
import { flag, isObject, list, longText, number, object, oneOf, optional, record, text } from './guards.ts';
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
  scope: object<KeyedTotals['scope']>({ coin: optional(text), coins: optional(number), venues: optional(number) }),
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

const cost = object<{ readonly cost: string }>({ cost: text });
const level = object<Level>({
  price: number,
  role: oneOf('support', 'resistance'),
  state: optional(oneOf('held', 'tested', 'broken', 'reclaimed')),
  since: optional(number),
  reasons: list(each => text(each) || cost(each), 12),
  fuelUsd: optional(number),
});

/** The colour of a text. */
export const tone = optional(oneOf('neg', 'pos', 'warn', 'calm', 'dim'));
/** One text. */
export const cell = object<Cell>({ text, tone, strong: optional(flag), guess: optional(flag) });
const fresh = object<Freshness>({ at: number, ms: number });
/** One line of texts. */
export const row = object<AnswerRow>({
  cells: list(cell, 8),
  mark: optional(oneOf('yes', 'no', 'unknown')),
  bar: optional(number),
  tip: optional(longText),
});
const shares = list(object<Shares[number]>({ share: number, tone }), 4);
const section = object<AnswerSection>({
  id: text,
  title: text,
  note: optional(cell),
  tip: optional(longText),
  rows: list(row, 24),
  shares: optional(shares),
  freshFor: optional(fresh),
});
const answer = object<Answer>({
  phase: optional(oneOf(...phases)),
  word: text,
  line: text,
  branching: text,
  narrative: list(longText, 3),
  sections: list(section, 12),
});
const path: Guard = value => typeof value === 'string' && value.length <= 20_000;
const front = object<Front>({
  prices: record(object<PriceWords>({ price: text, change: cell, tip: text, freshFor: fresh })),
  ladders: record(object<Ladder>({ price: text, above: list(row, 8), below: list(row, 8), tip: text, freshFor: fresh })),
  liquidated: object<LiquidatedWords>({ total: text, venues: text, seen: text, longs: cell, shorts: cell, shares, tip: text }),
  hours: object<HoursWords>({
    label: text,
    trend: optional(cell),
    bars: list(object<HoursWords['bars'][number]>({ long: number, short: number, heard: flag, tip: text }), 24),
  }),
  fear: optional(object<FearWords>({ value: number, tone: text, word: text, source: text, tip: text, freshFor: fresh })),
  feeds: text,
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
  levels: record(object<LevelsFigure>({ levels: list(level, 24), others: optional(list(level, 32)), at: number, source: text })),
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
  badge: object<BadgeFigure>({ kind: oneOf('stale', 'building', 'cascade', 'level', 'silent'), text, word: text, detail: text }),
  engine: optional(engineGuard),
  front,
  lines: record(path),
  answers: record(answer),
};

/** True for a snapshot of our version in which every member is what the types say. */
export const isSnapshot = (value: unknown): value is MarketSnapshot => object<MarketSnapshot>(sectionGuards)(value);

/** True for what looks like a snapshot of another version: the page and the background come from different releases. */
export const isOtherVersion = (value: unknown): boolean =>
  isObject(value) && typeof value['version'] === 'number' && value['version'] !== snapshotVersion;
