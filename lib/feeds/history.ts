import type { Interval, Intervals } from '../model/coverage.ts';
import { FeedError } from '../model/feed-error.ts';
import type { Instrument, Liquidation, LiquidationBar, VenueId } from '../model/trade.ts';
import type { History, HistoryUnit, HttpRequest, ParseContext } from '../model/venue.ts';
import type { LocalClock } from '../std/clock.ts';
import { union } from '../std/intervals.ts';
import { createHistoryPurse } from './history-purse.ts';
import type { HistoryMemory } from './history-purse.ts';
import { historyGrainMs, planHistory, splitLast } from './history-plan.ts';
import type { HistoryStage, HistoryTask } from './history-plan.ts';
import { readWindow, toBars } from './history-window.ts';
import type { Answer, HttpClient } from './http.ts';
import type { MarketTime } from './market-time.ts';
import { isPassing } from './run-faults.ts';

/** One unit and window, read to the last page: everything in `heard` is here. */
export type HistoryBatch = {
  readonly venue: VenueId;
  readonly unit: HistoryUnit;
  readonly heard: Interval;
} & (
  | { readonly layer: 'fine'; readonly events: readonly Liquidation[] }
  | { readonly layer: 'coarse'; readonly bars: readonly LiquidationBar[] }
);

/** How far a stage has come, in units. */
export interface HistoryProgress {
  readonly stage: HistoryStage;
  readonly done: number;
  readonly total: number;
}

/** What one run did. */
export interface HistoryReport {
  readonly requests: number;
  readonly units: number;
  /** Units of which something could not be read, with the first fault in words; tried again later. */
  readonly failed: readonly { readonly unit: string; readonly error: FeedError }[];
  /**
   * - `done`: nothing is left that can be asked for now
   * - `later`: this run has asked enough, or the clock changed under it: run again
   * - `out-of-reach`: the requests for the time before the first start are used up, and some of it stays unheard
   */
  readonly outcome: 'done' | 'later' | 'out-of-reach';
}

/** Fills what nobody heard from a venue's history of single orders. */
export interface HistoryRunner {
  /**
   * `instruments` with the largest coins first. Throws the `FeedError` when the host does not want to be asked further, or nothing can be asked;
   * what was handed on before stays good.
   */
  run(instruments: readonly Instrument[], signal?: AbortSignal): Promise<HistoryReport>;
}

/** Requests of one run for gaps since the first start. */
export const healRequests = 60;

/** Units in a row that fail by themselves, after which it is the host. */
const mostFailures = 5;
const retryUnitMs = 30 * 60_000;
/** What the network did is no fault of the unit. */
const retryNetworkMs = 60_000;
/** New gaps are looked for again after so long, since they come before old ones. */
const passMs = 10 * 60_000;
/** More pages than this, and a shorter window is asked for, so that little is lost when the worker dies. */
const pagesOfLongWindow = 8;
const pagesOfQuietWindow = 2;
const pagesOfShortWindow = 200;
const shortestFineMs = 60_000;
const clockStepMs = 1_000;

/** Ends what is being read, not the runner: one of two budgets is used up, or the clock is no longer what it was. */
class Stopped extends Error {
  override readonly name = 'Stopped';
  readonly why: 'budget' | 'clock';
  constructor(why: 'budget' | 'clock') {
    super(why);
    this.why = why;
  }
}

/** A runner for one venue. Runs must not overlap. */
export function createHistoryRunner(options: {
  readonly venue: VenueId;
  readonly history: History;
  readonly http: Pick<HttpClient, 'get'>;
  readonly clock: Pick<LocalClock, 'monotonic'>;
  readonly marketTime: Pick<MarketTime, 'now' | 'offsetMs' | 'agreed'>;
  readonly context: () => Omit<ParseContext, 'receivedTime'>;
  readonly memory: HistoryMemory;
  /** When a unit was heard, through streams or its own history, in either layer. */
  readonly heard: (unit: HistoryUnit) => Intervals;
  /** Must be safe before it resolves, and store the same batch twice as once. What it stored must show in `heard`. */
  readonly onBatch: (batch: HistoryBatch) => Promise<void>;
  readonly onProgress?: (progress: HistoryProgress) => void;
}): HistoryRunner {
  const { venue, history, http, clock, marketTime, context, heard, onBatch, onProgress } = options;
  const purse = createHistoryPurse(options.memory);
  const retryAt = new Map<string, number>();
  /** How long a window of a busy unit may be so as to fit on a few pages. */
  const widths = new Map<string, number>();
  let wasAgreed = false;

  async function run(instruments: readonly Instrument[], signal?: AbortSignal): Promise<HistoryReport> {
    wasAgreed ||= marketTime.agreed;
    const isTimeKnown = () => marketTime.agreed || !wasAgreed;
    // A clock that was good and no longer is tells no time that could be claimed.
    if (!isTimeKnown()) return { requests: 0, units: 0, failed: [], outcome: 'later' };
    await purse.open(marketTime.now());
    const units = history.units(instruments);
    // What has come to be asked for while this run went on is the business of the next: else a venue without a stream would be asked without end.
    const asOf = marketTime.now();
    const offsetMs = marketTime.offsetMs;
    const failed = new Map<string, FeedError>();
    const taken = new Map<string, Intervals>();
    let failuresInRow = 0;
    let healed = 0;
    let requests = 0;
    // A venue without a stream has one question a round for each unit, and no gap is closed by fewer.
    // One whose windows are not cut must be able to read a whole one.
    const most = history.leastWindowMs === undefined ? healRequests : pagesOfShortWindow;
    const mostHealed = history.everyMs === undefined ? most : Math.max(most, units.length);

    async function ask(request: HttpRequest, isFirst: boolean): Promise<Answer> {
      if (isFirst ? !(await purse.spend()) : healed >= mostHealed) throw new Stopped('budget');
      if (!isFirst) healed += 1;
      requests += 1;
      const answer = await http.get(request, signal);
      if (!isTimeKnown() || Math.abs(marketTime.offsetMs - offsetMs) > clockStepMs) throw new Stopped('clock');
      return answer;
    }

    /** Every order of the window, which may take several requests; undefined when it is too long to be read at once. */
    async function readWhole(
      { unit, isFirst }: HistoryTask,
      window: Interval,
      maxPages: number,
    ): Promise<Liquidation[] | undefined> {
      const events: Liquidation[] = [];
      let rest: Interval | undefined = window;
      while (rest !== undefined) {
        const part: ReturnType<typeof splitLast> = splitLast(rest, history.maxWindowMs);
        const answer = await readWindow({
          history,
          unit,
          window: part.window,
          maxPages,
          context,
          ask: request => ask(request, isFirst),
        });
        if (answer.kind === 'too-long') {
          const lengthMs = window.to - window.from;
          widths.set(unit.key, answer.readMs === undefined ? lengthMs / 8 : Math.min(lengthMs / 2, answer.readMs * 0.75));
          return undefined;
        }
        // It was busy, and no longer is.
        if (answer.pages <= pagesOfQuietWindow) widths.set(unit.key, 2 * (widths.get(unit.key) ?? Infinity));
        events.push(...answer.events);
        rest = part.rest;
      }
      return events;
    }

    async function readTask(task: HistoryTask): Promise<void> {
      const { unit, layer, span } = task;
      const grainMs = layer === 'coarse' ? historyGrainMs : 1;
      const longest = Math.max(grainMs, floorTo(history.maxWindowMs, grainMs));
      const least = layer === 'coarse' ? historyGrainMs : Math.min(shortestFineMs, longest);
      const shortest = Math.max(least, Math.min(history.leastWindowMs ?? 0, longest));
      let rest: Interval | undefined = span;
      while (rest !== undefined) {
        const widthMs: number = Math.max(shortest, Math.min(longest, widths.get(unit.key) ?? longest));
        const part: ReturnType<typeof splitLast> = splitLast(rest, floorTo(widthMs, grainMs));
        const { window } = part;
        const isShort = window.to - window.from <= shortest;
        const events = await readWhole(task, window, isShort ? pagesOfShortWindow : pagesOfLongWindow);
        if (events === undefined) {
          if (isShort) throw new FeedError('too-large', '', `${unit.key} has no end of pages`);
          continue;
        }
        const batch = { venue, unit, heard: window };
        await onBatch(layer === 'fine' ? { ...batch, layer, events } : { ...batch, layer, bars: toBars(venue, events) });
        taken.set(unit.key, union(taken.get(unit.key) ?? [], [window]));
        rest = part.rest;
      }
    }

    function plan(): readonly HistoryTask[] {
      return planHistory({
        history,
        units: units.filter(unit => !failed.has(unit.key) && (retryAt.get(unit.key) ?? -Infinity) <= clock.monotonic()),
        now: asOf,
        startedAt: purse.startedAt,
        mayGoBack: purse.left > 0,
        heard: unit => union(heard(unit), taken.get(unit.key) ?? []),
      });
    }

    async function pass(tasks: readonly HistoryTask[]): Promise<void> {
      const until = clock.monotonic() + passMs;
      const done = new Set<HistoryTask>();
      for (const task of tasks) {
        const { unit, stage } = task;
        if (failed.has(unit.key)) continue;
        if (clock.monotonic() >= until) return;
        const left = new Set(tasks.filter(each => each.stage === stage && !done.has(each)).map(each => each.unit.key));
        onProgress?.({ stage, done: units.length - left.size, total: units.length });
        try {
          await readTask(task);
          failuresInRow = 0;
        } catch (error) {
          if (!isPassing(error)) throw error;
          failed.set(unit.key, error);
          retryAt.set(unit.key, clock.monotonic() + (['network', 'timeout'].includes(error.kind) ? retryNetworkMs : retryUnitMs));
          failuresInRow += 1;
          if (failuresInRow >= mostFailures) throw error;
        }
        done.add(task);
      }
    }

    let isClockGood = true;
    try {
      for (;;) {
        const tasks = plan().filter(task => task.isFirst || healed < mostHealed);
        if (tasks.length === 0 || !isClockGood) break;
        try {
          await pass(tasks);
        } catch (error) {
          if (!(error instanceof Stopped)) throw error;
          isClockGood = error.why === 'budget';
        }
      }
    } finally {
      await purse.close();
    }
    return {
      requests,
      units: units.length,
      failed: [...failed].map(([unit, error]) => ({ unit, error })),
      outcome: !isClockGood || plan().length > 0 ? 'later' : purse.left > 0 ? 'done' : 'out-of-reach',
    };
  }

  return { run };
}

function floorTo(value: number, step: number): number {
  return Math.floor(value / step) * step;
}
