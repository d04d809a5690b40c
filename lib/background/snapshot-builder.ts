import { judgeBadge } from '../engine/badge.ts';
import { hourBars } from '../engine/hour-bars.ts';
import { fundingFigure } from '../engine/funding.ts';
import { createLevels } from '../engine/levels.ts';
import { openInterestFigure } from '../engine/open-interest.ts';
import { createTotals } from '../engine/totals.ts';
import type { TotalsInput } from '../engine/totals.ts';
import { whyItMoved } from '../engine/why.ts';
import { composeAnswer } from '../format/answer.ts';
import { composeBadge } from '../format/badge.ts';
import { composeFront } from '../format/front.ts';
import type { Figures } from '../format/front.ts';
import { composeLines } from '../format/line-path.ts';
import { known as toKnown } from '../format/phase.ts';
import { t } from '../i18n/t.ts';
import type { EngineFigures, Known, WhyFigure } from '../model/engine.ts';
import { ownReason } from '../model/own-levels.ts';
import type {
  FearGreedFigure,
  KeyedTotals,
  LevelsFigure,
  MarketSnapshot,
  OpenInterestFigure,
  PriceFigure,
} from '../model/snapshot.ts';
import { snapshotVersion } from '../model/snapshot.ts';
import type { FearGreedSource, Venue } from '../model/venue.ts';
import { orderFeeds, toEnabledVenue, venuesOn } from './counted-venues.ts';
import { toPanelFeeds } from './panel-view.ts';
import type { BackgroundParts } from './parts.ts';
import { majors } from './source-jobs.ts';
import { streamNames } from './socket-service.ts';
import { toWhyInput, withWhy } from './why-input.ts';

/** A venue's row older than this is no longer "now". Open interest is asked for every five minutes. */
const openInterestMaxAgeMs = 20 * 60_000;
/** By how much the market's clock may be set back without anything being amiss. */
const clockSlackMs = 60_000;
/** Rates change by the hour at the least, and venues tell them every few minutes. */
const fundingMaxAgeMs = 2 * 3_600_000;
/** Prices are asked for every minute: an older one is shown only where nobody has a newer one. */
const priceMaxAgeMs = 10 * 60_000;

/** Makes the one snapshot of everything that is known now, with the asked coin in it. Pure of everything but the parts. */
export function buildSnapshot(
  parts: BackgroundParts,
  {
    venues: all,
    fearGreedSource,
    coin,
    keyed,
    engine,
    freshAt: given,
  }: {
    readonly venues: readonly Venue[];
    readonly fearGreedSource: FearGreedSource;
    readonly coin: string | undefined;
    readonly keyed: readonly KeyedTotals[];
    /** What the engine says of the market, of BTC and of the coin; `undefined` until it has read the past. */
    readonly engine: EngineFigures | undefined;
    /** Of a snapshot of the past: the moment itself, since no feed speaks for it. */
    readonly freshAt?: number;
  },
): MarketSnapshot {
  const { state, health, marketTime, progress } = parts;
  const now = marketTime.now();
  const venues = venuesOn(state, all);
  const input = totalsInput(parts, venues, now);
  const bases = coin === undefined || coin === 'BTC' ? ['BTC'] : ['BTC', coin];
  const totals = createTotals(input, bases);
  const hours = hourBars(input);
  const ids = venues.map(venue => venue.id);
  const openInterest = ids.flatMap(id => [...(state.openInterest.get(id)?.values() ?? [])]);
  const rates = ids.flatMap(id => [...(state.funding.get(id)?.values() ?? [])]);

  const interest = (base?: string): OpenInterestFigure | undefined =>
    openInterestFigure(
      {
        now,
        latest: openInterest,
        dayAgo: state.dayAgo,
        monthAgo: state.monthAgo,
        venues: ids,
        maxAgeMs: openInterestMaxAgeMs,
      },
      base,
    ).figure;
  const market = interest();
  const interests = Object.fromEntries(bases.flatMap(base => pair(base, interest(base))));
  const prices = Object.fromEntries(
    [...new Set([...majors, ...bases])].flatMap(base => pair(base, priceOf(parts, venues, base))),
  );
  const levels = Object.fromEntries(bases.flatMap(base => pair(base, levelsOf(parts, base, prices[base], now, engine))));
  const fearGreed = fearGreedFigure(state.fearGreed, fearGreedSource);
  const funding = Object.fromEntries(
    bases.flatMap(base => pair(base, fundingFigure({ now, rates, openInterest, venues: ids, maxAgeMs: fundingMaxAgeMs }, base))),
  );
  const isOff = (id: string): boolean => [...state.off].some(venue => id.startsWith(`${venue}/`));
  const feeds = health.read().filter(({ id }) => !isOff(id));
  // Feeds whose silence makes the badge say that it does not know; the others change too seldom.
  const watched = new Set(venues.flatMap(orderFeeds));
  // What is dated ahead of now was dated by a clock that has been set right since: it would look fresh for as long as that clock was wrong.
  const good = feeds.flatMap(({ id, lastGood = Infinity }) =>
    (watched.has(id) || id.endsWith('/prices')) && lastGood <= now + clockSlackMs ? [lastGood] : [],
  );
  const newest = Math.max(...good);
  const freshAt = given ?? (Number.isFinite(newest) ? newest : undefined);

  const figures: Figures = {
    version: snapshotVersion,
    asOf: now,
    clock: { offsetMs: marketTime.offsetMs, agreed: marketTime.agreed, hosts: marketTime.hosts },
    prices,
    liquidations: { market: totals.market, coins: totals.coins, hours },
    openInterest: {
      ...(market === undefined
        ? {}
        : { market: state.line.length > 1 ? { ...market, line: state.line, lineOf: unbroken(venues) } : market }),
      coins: interests,
    },
    ...(Object.keys(funding).length === 0 ? {} : { funding }),
    ...(fearGreed === undefined ? {} : { fearGreed }),
    levels,
    feeds,
    progress: [...progress.values()],
    ...(keyed.length === 0 ? {} : { keyed }),
    ...(engine === undefined ? {} : { engine: withWhy(engine, whyOf) }),
  };
  const answers = Object.fromEntries(['', ...bases].map(base => [base, composeAnswer(figures, base === '' ? undefined : base)]));
  const base = coin ?? 'BTC';
  const verdict = judgeBadge({ now, freshAt, phase: engine?.coins[base]?.phase, levels: levels[base] });
  const badge = composeBadge({ ...verdict, base, freshAt, answer: answers[base] ?? { word: t('phase.none'), line: '' } });
  return { ...figures, front: composeFront(figures, toPanelFeeds(feeds)), lines: composeLines(figures), answers, badge };

  function whyOf(base: string): Known<WhyFigure> {
    const figures = { price: prices[base], total: totals.coins[base]?.['24h'], interest: interests[base] };
    return whyItMoved(toWhyInput(state, base, figures, now));
  }
}

/** What totals are made of, of the venues that are handed in. */
export function totalsInput(
  { state, book }: Pick<BackgroundParts, 'state' | 'book'>,
  enabled: readonly Venue[],
  at: number,
): TotalsInput {
  return {
    now: at,
    days: book.days(),
    tail: book.tail(),
    coverage: book.coverage(Object.fromEntries(enabled.map(venue => [venue.id, streamNames(venue)]))),
    venues: enabled.map(venue => toEnabledVenue(state, venue)),
    universeComplete: state.universe?.complete ?? false,
  };
}

/** The venues whose past the line shows. */
function unbroken(venues: readonly Venue[]): string {
  return venues
    .filter(venue => venue.backfill !== undefined)
    .map(venue => venue.name)
    .join(', ');
}

/**
 * Spot for the majors; for every other coin the price of the first venue that lists it with a 24h change, else of any that lists it. Venues that
 * have not answered for a while come last, the newest first.
 */
function priceOf({ state, marketTime }: BackgroundParts, venues: readonly Venue[], base: string): PriceFigure | undefined {
  const spot = state.prices.get(base);
  if (spot !== undefined) return spot;
  const listed = venues.flatMap(({ id }) => state.venuePrices.get(id)?.get(base) ?? []);
  const fresh = listed.filter(price => marketTime.now() - price.at <= priceMaxAgeMs);
  return fresh.find(price => price.change24h !== undefined) ?? fresh[0] ?? listed.toSorted((a, b) => b.at - a.at)[0];
}

/** The levels of coins of which the user has some: only those of the user's own are among them. BTC, which is in every snapshot, is left out. */
export function ownLevels(parts: BackgroundParts, all: readonly Venue[]): MarketSnapshot['levels'] {
  const { state, marketTime } = parts;
  const venues = venuesOn(state, all);
  return Object.fromEntries(
    Object.keys(state.own).flatMap(base => {
      const figure =
        base === 'BTC' ? undefined : levelsOf(parts, base, priceOf(parts, venues, base), marketTime.now(), undefined);
      const own = [...(figure?.levels ?? []), ...(figure?.others ?? [])].filter(({ reasons }) => reasons.includes(ownReason));
      return pair(base, figure && { ...figure, levels: own, others: [] });
    }),
  );
}

function levelsOf(
  { state }: BackgroundParts,
  base: string,
  price: PriceFigure | undefined,
  now: number,
  engine: EngineFigures | undefined,
): LevelsFigure | undefined {
  const known = state.bars.get(base);
  const priceUsd = price?.usd ?? known?.bars.at(-1)?.close;
  if (known === undefined || priceUsd === undefined) return undefined;
  const fuel = toKnown(engine?.coins[base]?.fuel);
  const bars4h = state.bars4h.get(base)?.bars;
  const costs = (toKnown(engine?.holders) ?? []).flatMap(({ name, base: held, costUsd }) =>
    held === base && costUsd !== undefined ? [{ name, priceUsd: costUsd }] : [],
  );
  return createLevels({
    now,
    bars: known.bars,
    priceUsd,
    source: known.source,
    costs,
    own: state.own[base] ?? [],
    ...(bars4h === undefined ? {} : { bars4h }),
    ...(fuel === undefined ? {} : { fuel }),
  });
}

function fearGreedFigure(known: BackgroundParts['state']['fearGreed'], source: FearGreedSource): FearGreedFigure | undefined {
  const [today, before] = known?.days ?? [];
  if (known === undefined || today === undefined) return undefined;
  const isDayBefore = before !== undefined && today.day - before.day === 86_400_000;
  return {
    value: today.value,
    word: today.word,
    ...(isDayBefore ? { changeDay: today.value - before.value } : {}),
    days: known.days.slice(0, 30).map(({ day, value }) => ({ day, value })),
    at: today.day,
    source: source.name,
    sourceUrl: source.attribution?.url ?? '',
  };
}

function pair<Value>(base: string, value: Value | undefined): readonly (readonly [string, Value])[] {
  return value === undefined ? [] : [[base, value]];
}
