import { createBadge } from '../engine/badge.ts';
import { hourBars } from '../engine/hour-bars.ts';
import { clip, measure, union } from '../std/intervals.ts';
import { createLevels } from '../engine/levels.ts';
import { openInterestFigure } from '../engine/open-interest.ts';
import { createTotals, windowTotals } from '../engine/totals.ts';
import type { TotalsInput } from '../engine/totals.ts';
import { unusualHours, unusualReachMs } from '../engine/unusual-longs.ts';
import { formatMoney } from '../format/money.ts';
import { formatLevel } from '../format/price.ts';
import { formatMoment } from '../format/time.ts';
import type { FearGreedFigure, LevelsFigure, MarketSnapshot, OpenInterestFigure, PriceFigure } from '../model/snapshot.ts';
import { snapshotVersion } from '../model/snapshot.ts';
import type { FearGreedSource, Venue } from '../model/venue.ts';
import type { BackgroundParts } from './parts.ts';
import { majors } from './source-jobs.ts';
import { streamNames } from './socket-service.ts';

/** A venue's row older than this is no longer "now". Open interest is asked for every five minutes. */
const openInterestMaxAgeMs = 20 * 60_000;
/** A week of hours, the last hour, and the running one. */
const badgeHours = 170;
/** By how much the market's clock may be set back without anything being amiss. */
const clockSlackMs = 60_000;
/** Feeds whose silence makes the badge say that it does not know; the others change too seldom. */
const watched = /\/(prices|merged|linear|inverse|usdt|btc)$|^prices$/;

/** Makes the one snapshot of everything that is known now, with the asked coin in it. Pure of everything but the parts. */
export function buildSnapshot(
  parts: BackgroundParts,
  {
    venues,
    fearGreedSource,
    coin,
  }: { readonly venues: readonly Venue[]; readonly fearGreedSource: FearGreedSource; readonly coin: string | undefined },
): MarketSnapshot {
  const { state, book, health, marketTime, progress } = parts;
  const now = marketTime.now();
  const input = totalsInput(parts, venues, now);
  const bases = coin === undefined || coin === 'BTC' ? ['BTC'] : ['BTC', coin];
  const totals = createTotals(input, bases);
  const hours = hourBars(input);
  const judged = { ...input, venues: venuesWithPast(input) };

  const interest = (base?: string): OpenInterestFigure | undefined =>
    openInterestFigure(
      {
        now,
        latest: [...state.openInterest.values()].flatMap(rows => [...rows.values()]),
        dayAgo: state.dayAgo,
        monthAgo: state.monthAgo,
        venues: venues.map(venue => venue.id),
        maxAgeMs: openInterestMaxAgeMs,
      },
      base,
    ).figure;
  const market = interest();
  const prices = Object.fromEntries([...new Set([...majors, ...bases])].flatMap(base => pair(base, priceOf(parts, base))));
  const levels = Object.fromEntries(bases.flatMap(base => pair(base, levelsOf(parts, base, prices[base], now))));
  const fearGreed = fearGreedFigure(state.fearGreed, fearGreedSource);
  const feeds = health.read();
  // What is dated ahead of now was dated by a clock that has been set right since: it would look fresh for as long as that clock was wrong.
  const good = feeds.flatMap(({ id, lastGood = Infinity }) =>
    watched.test(id) && lastGood <= now + clockSlackMs ? [lastGood] : [],
  );
  const freshAt = Math.max(...good);

  return {
    version: snapshotVersion,
    asOf: now,
    clock: { offsetMs: marketTime.offsetMs, agreed: marketTime.agreed, hosts: marketTime.hosts },
    prices,
    liquidations: { market: totals.market, coins: totals.coins, hours },
    openInterest: {
      ...(market === undefined
        ? {}
        : { market: state.line.length > 1 ? { ...market, line: state.line, lineOf: unbroken(venues) } : market }),
      coins: Object.fromEntries(bases.flatMap(base => pair(base, interest(base)))),
    },
    ...(fearGreed === undefined ? {} : { fearGreed }),
    levels,
    feeds,
    progress: [...progress.values()],
    badge: createBadge(
      {
        now,
        base: 'BTC',
        freshAt: Number.isFinite(freshAt) ? freshAt : undefined,
        lastHour: windowTotals(judged, 'BTC')['1h'],
        hours: hourBars(judged, { base: 'BTC', count: badgeHours }),
        levels: levels['BTC'],
      },
      { money: formatMoney, price: formatLevel, moment: formatMoment },
    ),
  };

  function totalsInput({ state: known }: BackgroundParts, enabled: readonly Venue[], at: number): TotalsInput {
    return {
      now: at,
      days: book.days(),
      tail: book.tail(),
      coverage: book.coverage(Object.fromEntries(enabled.map(venue => [venue.id, streamNames(venue)]))),
      venues: enabled.map(venue => ({ id: venue.id, completeness: venue.completeness, weightUsd: weightOf(known, venue) })),
      universeComplete: known.universe?.complete ?? false,
    };
  }
}

/** Venues that were heard long enough to tell what is usual for them: an hour of all venues must not be held against a past of one. */
function venuesWithPast({ now, coverage, venues }: TotalsInput): TotalsInput['venues'] {
  return venues.filter(venue => {
    const heard = coverage.find(row => row.venue === venue.id);
    return (
      heard !== undefined && measure(clip(union(heard.fine, heard.coarse), now - unusualReachMs, now)) >= unusualHours * 3_600_000
    );
  });
}

/** The venues whose past the line shows. */
function unbroken(venues: readonly Venue[]): string {
  return venues
    .filter(venue => venue.backfill !== undefined)
    .map(venue => venue.name)
    .join(', ');
}

function weightOf(state: BackgroundParts['state'], venue: Venue): number | undefined {
  const rows = state.openInterest.get(venue.id);
  if (rows === undefined || rows.size === 0) return undefined;
  return [...rows.values()].reduce((sum, row) => sum + (row.usd ?? 0), 0);
}

/** Spot for the majors; for every other coin the price of the first venue that lists it with a 24h change, else of any that lists it. */
function priceOf({ state }: BackgroundParts, base: string): PriceFigure | undefined {
  const spot = state.prices.get(base);
  if (spot !== undefined) return spot;
  const listed = [...state.venuePrices.values()].flatMap(prices => prices.get(base) ?? []);
  return listed.find(price => price.change24h !== undefined) ?? listed[0];
}

function levelsOf(
  { state }: BackgroundParts,
  base: string,
  price: PriceFigure | undefined,
  now: number,
): LevelsFigure | undefined {
  const known = state.bars.get(base);
  const priceUsd = price?.usd ?? known?.bars.at(-1)?.close;
  return known === undefined || priceUsd === undefined
    ? undefined
    : createLevels({ now, bars: known.bars, priceUsd, source: known.source });
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
