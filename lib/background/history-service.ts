import { sumSteps } from '../engine/step-sums.ts';
import type { StepSums } from '../engine/step-sums.ts';
import { formatMoment } from '../format/time.ts';
import { t } from '../i18n/t.ts';
import { historyRanges } from '../model/history.ts';
import type { Column, History, HistoryQuery, HistoryRange, PhaseSpan } from '../model/history.ts';
import type { FearGreedSource, Venue } from '../model/venue.ts';
import { dayMs, fiveMinutesMs, halfHourMs, hourMs, kept, minuteMs } from '../store/grains.ts';
import { toEnabledVenue, venuesOn } from './counted-venues.ts';
import { newestPrice } from './fuel-keeper.ts';
import { readFunding } from './funding-log.ts';
import { clipPhases, closeGaps, interestLine, lastOfStep, toPrices } from './history-columns.ts';
import type { Point, Steps } from './history-columns.ts';
import type { OlderBook } from './older-book.ts';
import type { BackgroundParts } from './parts.ts';
import type { PricePast } from './price-log.ts';
import { streamNames } from './socket-service.ts';

/** What the dashboard draws. */
export interface HistoryService {
  /** `undefined` for an end that is not past, or before anything finer than hours is kept. */
  read(query: HistoryQuery): Promise<History | undefined>;
}

export interface HistoryOptions {
  readonly venues: readonly Venue[];
  readonly fearGreedSource: FearGreedSource;
  readonly prices: Pick<PricePast, 'past'>;
  readonly bookFrom: OlderBook;
  readonly phases: (base: string | undefined) => Promise<readonly PhaseSpan[]>;
  /** Whose open interest is drawn of all coins: those whose past is unbroken. */
  readonly unbroken: (venue: Venue) => boolean;
}

/** The shortest step of each range; the longer ones are those that sums are kept by. */
const shortest: Readonly<Record<HistoryRange, number>> = {
  '1h': minuteMs,
  '6h': minuteMs,
  '24h': minuteMs,
  '7d': 10 * minuteMs,
  '30d': halfHourMs,
};
const steps = [minuteMs, fiveMinutesMs, 10 * minuteMs, halfHourMs];
/** Samples by five minutes are kept so long. */
const fineInterestMs = 26 * hourMs;
const mostSpans = 200;
/** Answers that are kept: a page asks again when it comes to the front, and one scrubs to and fro. */
const mostAnswers = 6;

/** Makes histories of what is stored. */
export function createHistoryService(
  parts: Pick<BackgroundParts, 'state' | 'book' | 'documents' | 'openInterestStore' | 'marketTime'>,
  options: HistoryOptions,
): HistoryService {
  const { state, book, openInterestStore, marketTime } = parts;
  /** What the answers were made of: the days are replaced every minute, and when something is wiped or healed. */
  let madeOf = book.days();
  const answers = new Map<string, Promise<History>>();

  /** Forced orders by steps that are no shorter than any sum among them. */
  async function sumsOf({ base, range, fine }: HistoryQuery, to: number): Promise<{ sums: StepSums; span: Steps }> {
    const rangeMs = historyRanges[range];
    const recorded = await options.bookFrom(to - rangeMs);
    const on = venuesOn(state, options.venues);
    const input = {
      now: to,
      days: recorded.days(),
      tail: recorded.tail(),
      coverage: recorded.coverage(Object.fromEntries(on.map(venue => [venue.id, streamNames(venue)]))),
      venues: on.map(venue => toEnabledVenue(state, venue)),
    };
    const sum = (stepMs: number): { sums: StepSums; span: Steps } => {
      const span = { from: Math.ceil(to / stepMs) * stepMs - rangeMs, to, stepMs, count: rangeMs / stepMs };
      const rule = rangeMs > dayMs ? 'long' : 'short';
      return { sums: sumSteps(input, { ...span, base: base === '' ? undefined : base, rule }), span };
    };
    const wanted = fine === true ? minuteMs : shortest[range];
    const made = sum(wanted);
    const stepMs = steps.find(each => each >= made.sums.grainMs) ?? halfHourMs;
    return stepMs > wanted ? sum(stepMs) : made;
  }

  async function priceOf(base: string, span: Steps): Promise<readonly [Column, string | undefined]> {
    const bars = state.bars.get(base);
    const since = bars?.bars[0]?.openTime ?? Infinity;
    const closes = (held: typeof bars, lengthMs: number): readonly Point[] =>
      (held?.bars ?? []).flatMap(({ openTime, close }) =>
        openTime + lengthMs > span.to ? [] : [[openTime + lengthMs - 1, close] as const],
      );
    // The close of a bar is the last price before the next one opens.
    const fine = toPrices(await options.prices.past(base, span.to)).map(([time, usd]) => [time - 1, usd] as const);
    const newest = newestPrice(parts, base);
    const column = lastOfStep(
      [
        ...closes(state.bars4h.get(base), 4 * hourMs).filter(([time]) => time < since),
        ...closes(bars, hourMs),
        ...fine,
        ...(newest === undefined ? [] : [[newest.at, newest.usd] as const]),
      ],
      span,
    );
    const source = bars?.source ?? newest?.source;
    return [column, source === undefined ? undefined : t('history.price', { base, source })];
  }

  async function interestOf(
    base: string,
    span: Steps,
  ): Promise<{ readonly usd: Column; readonly coins: Column; readonly source: string }> {
    const { from, to } = span;
    const on = venuesOn(state, options.venues);
    // What was measured in the last minutes is of the full step to come.
    const inside = (time: number): number => Math.min(time, to - 1);
    if (base === '') {
      const told = on.filter(options.unbroken);
      const line = await openInterestStore.readLine({ from, to, venues: told.map(({ id }) => id) });
      const usd = lastOfStep(
        line.map(point => [inside(point.time), Math.round(point.usd)] as const),
        span,
      );
      const source = t('history.interestOfAll', { venues: namesOf(told) });
      const since = line[0]?.time ?? from;
      return {
        usd,
        coins: lastOfStep([], span),
        // The line is a part of the span: it is said where it begins.
        source: since - from < 2 * hourMs ? source : t('history.interestSince', { source, time: formatMoment(since) }),
      };
    }
    const isFine = to - from <= dayMs && from >= marketTime.now() - fineInterestMs;
    const ids = new Set<string>(on.map(({ id }) => id));
    const samples = await openInterestStore.readCoin({ base, grain: isFine ? 'five minutes' : 'hour', from, to });
    const own = samples.filter(({ venue }) => ids.has(venue));
    const line = interestLine(own, { from, to, stepMs: isFine ? fiveMinutesMs : hourMs });
    const told = new Set<string>(own.map(({ venue }) => venue));
    return {
      usd: lastOfStep(
        line.flatMap(({ time, usd }) => (usd === undefined ? [] : [[inside(time), Math.round(usd)] as const])),
        span,
      ),
      coins: lastOfStep(
        line.map(({ time, coins }) => [inside(time), Number(coins.toPrecision(7))] as const),
        span,
      ),
      source: t('history.interest', { venues: namesOf(on.filter(({ id }) => told.has(id))) }),
    };
  }

  async function make(query: HistoryQuery, to: number): Promise<History> {
    const { base } = query;
    const { sums, span } = await sumsOf(query, to);
    const { from, stepMs, count } = span;
    const [[price, priceSource], interest, funding, phases] = await Promise.all([
      priceOf(base || 'BTC', span),
      interestOf(base, span),
      base === '' ? [] : readFunding(parts, { base, from, to }),
      options.phases(base || undefined),
    ]);
    const fear = (state.fearGreed?.days ?? [])
      .filter(({ day }) => day > from - dayMs && day < to)
      .map(({ day, value }) => ({ day, value }))
      .sort((a, b) => a.day - b.day);
    // An order that came is shown, even where it is not proven yet that all others were heard.
    const dollars = (cents: Float64Array): Column =>
      Array.from(cents, (each, step) => (sums.known[step] === 1 || each > 0 ? each / 100 : null));
    const times = Array.from({ length: count }, (_none, step) => from + step * stepMs);
    const funding8h = lastOfStep(funding, span);
    const heardVenues = sums.venues.filter(({ heard }) => heard.length > 0).length;
    const names = new Map<string, string>(options.venues.map(({ id, name }) => [id, name]));
    const has = (column: Column): boolean => column.some(value => value !== null);
    return {
      base,
      from,
      to,
      stepMs,
      times,
      price,
      longUsd: dollars(sums.longCents),
      shortUsd: dollars(sums.shortCents),
      heard: times.map((time, step) => toShare(sums.heardMs[step] ?? 0, Math.min(stepMs, to - time))),
      interestUsd: interest.usd,
      interestCoins: interest.coins,
      funding8h,
      fear,
      phases: clipPhases(phases, from, to),
      venues: sums.venues.map(({ venue: { id, completeness }, heard, heardMs }) => ({
        venue: id,
        name: names.get(id) ?? id,
        share: toShare(heardMs, to - from),
        sampled: completeness === 'sampled',
        spans: closeGaps(heard, mostSpans),
      })),
      sources: {
        ...(has(price) && priceSource !== undefined ? { price: priceSource } : {}),
        ...(heardVenues > 0 ? { liquidations: t('history.liquidations', { all: sums.venues.length }, heardVenues) } : {}),
        ...(has(interest.usd) || has(interest.coins) ? { interest: interest.source } : {}),
        ...(has(funding8h) ? { funding: t('history.funding') } : {}),
        ...(fear.length > 0 ? { fear: options.fearGreedSource.name } : {}),
      },
    };
  }

  return {
    async read(query) {
      const now = marketTime.now();
      const to = query.to ?? now;
      if (to > now || to < now - kept.coarse) return undefined;
      const { base, range, fine } = query;
      if (madeOf !== book.days()) answers.clear();
      madeOf = book.days();
      const name = [base, range, fine, query.to ?? Math.floor(now / minuteMs)].join();
      const made = answers.get(name) ?? make(query, to);
      // The one that was asked for last is let go of last; one that failed at once.
      answers.delete(name);
      answers.set(name, made);
      made.catch(() => answers.delete(name));
      for (const oldest of [...answers.keys()].slice(0, -mostAnswers)) answers.delete(oldest);
      return made;
    },
  };
}

/** To four digits, which is finer than anybody can see. */
function toShare(ms: number, ofMs: number): number {
  return ofMs > 0 ? Math.min(1, Math.round((ms / ofMs) * 1e4) / 1e4) : 0;
}

function namesOf(venues: readonly Venue[]): string {
  return venues.map(({ name }) => name).join(', ');
}
