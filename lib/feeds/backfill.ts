import type { Interval } from '../model/coverage.ts';
import { FeedError } from '../model/feed-error.ts';
import type { Instrument, LiquidationBar, VenueId } from '../model/trade.ts';
import type { Backfill, BackfillStage, ParseContext } from '../model/venue.ts';
import { readCursor } from './backfill-cursor.ts';
import type { BackfillCursor, StageCursor } from './backfill-cursor.ts';
import type { HttpClient } from './http.ts';
import type { MarketTime } from './market-time.ts';
import { toWholeRows } from './payload-rows.ts';
import { isPassing } from './run-faults.ts';

/** Bars of one contract, or the word that a stage is complete. */
export interface BackfillBatch {
  readonly venue: VenueId;
  readonly board: string;
  readonly stage: BackfillStage;
  /** Empty when the contract had none, and in the last batch of a stage. */
  readonly bars: readonly LiquidationBar[];
  /** Contracts of the board that have been read, this one included. */
  readonly done: { readonly contracts: number; readonly total: number };
  /** Market time that is now known of every contract of the board; undefined until the last of them was read. */
  readonly heard: Interval | undefined;
}

/** How far one stage of one board has come. */
export interface StageProgress {
  readonly venue: VenueId;
  readonly board: string;
  readonly stage: BackfillStage['name'];
  readonly done: number;
  readonly total: number;
}

/** How one stage of one board ended. */
export interface StageReport {
  readonly board: string;
  readonly stage: BackfillStage['name'];
  readonly isComplete: boolean;
  /** Symbols that could not be read; the stage is not credited until they are. */
  readonly failed: readonly string[];
}

/** Reads ready-made bars of the past, contract by contract. */
export interface BackfillRunner {
  /**
   * Goes on where the last run stopped. A stage that was completed for its claim is passed over.
   * Throws the `FeedError` when the host does not want to be asked further, or nothing can be asked.
   */
  run(instruments: readonly Instrument[], signal?: AbortSignal): Promise<readonly StageReport[]>;
}

const rounds = 3;
const maxPages = 20;

/** A runner for one venue. Runs must not overlap. */
export function createBackfillRunner(options: {
  readonly venue: VenueId;
  readonly backfill: Backfill;
  readonly http: Pick<HttpClient, 'get'>;
  readonly marketTime: Pick<MarketTime, 'now'>;
  readonly context: () => Omit<ParseContext, 'receivedTime'>;
  readonly cursor: BackfillCursor;
  /** The market time that a stage is to fill; asked when the stage begins. Undefined: nothing to fill. Cut to the reach of the stage and to whole bars. */
  readonly claim: (stage: BackfillStage, board: string) => Interval | undefined;
  /** Must be safe before it resolves, and store the same bar twice as once: a run that dies reads some contracts again. */
  readonly onBars: (batch: BackfillBatch) => Promise<void>;
  readonly onProgress?: (progress: StageProgress) => void;
  /** Contracts asked for at the same time; 4 when not given. */
  readonly concurrency?: number;
}): BackfillRunner {
  const { venue, backfill, http, marketTime, context, cursor, onBars, concurrency = 4 } = options;

  function wanted(stage: BackfillStage, board: string): Interval | undefined {
    const claim = options.claim(stage, board);
    if (claim === undefined) return undefined;
    const whole = (time: number) => Math.floor(time / stage.grainMs) * stage.grainMs;
    // A bar is only read when it has ended, so the claim ends where the last one did.
    const to = whole(Math.min(claim.to, marketTime.now()));
    // The start is rounded up where the reach cuts it, down where the caller asks for a part of the bar.
    const from = Math.max(whole(claim.from), whole(marketTime.now() - stage.reachMs) + stage.grainMs);
    return from < to ? { from, to } : undefined;
  }

  /** The claim and the contracts of an earlier run that stopped half-way, or a fresh start; undefined when there is nothing to do. */
  async function begin(key: string, stage: BackfillStage, board: string): Promise<StageCursor | undefined> {
    const stored = readCursor(await cursor.read(key));
    const claim = wanted(stage, board);
    // What was read long ago has left the reach in part: a new start costs less than a wrong claim.
    const isFresh = stored !== undefined && marketTime.now() - stored.to < stage.reachMs / 4;
    if (stored !== undefined && !stored.isComplete && isFresh) return stored;
    if (claim === undefined) return undefined;
    if (stored?.isComplete === true && stored.from <= claim.from && stored.to >= claim.to) return undefined;
    return { ...claim, done: [], isComplete: false };
  }

  async function readContract(
    instrument: Instrument,
    stage: BackfillStage,
    { from, to }: Interval,
    signal?: AbortSignal,
  ): Promise<LiquidationBar[]> {
    const bars: LiquidationBar[] = [];
    let at = from;
    for (let page = 0; page < maxPages; page += 1) {
      const { payload, receivedTime, host } = await http.get(backfill.request(instrument, stage, at), signal);
      const parsed = backfill.parse(payload, instrument, stage, { ...context(), receivedTime });
      const rows = toWholeRows(parsed, host, instrument.symbol);
      bars.push(...rows.filter(bar => bar.time >= at && bar.time < to));
      const end = Math.max(at, ...rows.map(bar => bar.time + stage.grainMs));
      // The row of the bar that is still forming may have been left out of a full page.
      const isCut = rows.length + 1 >= backfill.pageRows;
      if (!isCut || end >= to || end === at) return bars;
      at = end;
    }
    throw new FeedError('rejected', '', `${instrument.symbol} has no end of pages`, { place: instrument.symbol });
  }

  async function runStage(
    stage: BackfillStage,
    board: string,
    listed: readonly Instrument[],
    signal?: AbortSignal,
  ): Promise<StageReport> {
    const key = `backfill/${venue}/${board}/${stage.name}`;
    const begun = await begin(key, stage, board);
    if (begun === undefined) return { board, stage: stage.name, isComplete: true, failed: [] };
    const claim: Interval = { from: begun.from, to: begun.to };
    const done = new Set(begun.done);
    const total = listed.length;
    const isDone = ({ symbol }: Instrument) => done.has(symbol);
    const progress = () => ({ contracts: listed.filter(isDone).length, total });
    const tell = () => options.onProgress?.({ venue, board, stage: stage.name, done: progress().contracts, total });
    const save = (isComplete: boolean) => cursor.write(key, { ...claim, done: [...done], isComplete });
    let failed: string[] = [];
    let stop: Error | undefined;
    tell();

    async function worker(queue: Instrument[]): Promise<void> {
      for (let instrument = queue.shift(); instrument !== undefined && stop === undefined; instrument = queue.shift()) {
        try {
          const bars = await readContract(instrument, stage, claim, signal);
          await onBars({ venue, board, stage, bars, done: { contracts: progress().contracts + 1, total }, heard: undefined });
          // Only now: another contract's cursor may be written at any moment.
          done.add(instrument.symbol);
        } catch (error) {
          if (isPassing(error)) failed.push(instrument.symbol);
          else stop ??= error instanceof Error ? error : new Error(String(error));
          continue;
        }
        await save(false);
        tell();
      }
    }

    for (let round = 0; round < rounds && !listed.every(isDone); round += 1) {
      failed = [];
      const queue = listed.filter(instrument => !isDone(instrument));
      await Promise.all(Array.from({ length: Math.min(concurrency, queue.length) }, () => worker(queue)));
      if (stop !== undefined) throw stop;
    }
    if (failed.length > 0) return { board, stage: stage.name, isComplete: false, failed: failed.sort() };
    await onBars({ venue, board, stage, bars: [], done: progress(), heard: claim });
    await save(true);
    return { board, stage: stage.name, isComplete: true, failed: [] };
  }

  return {
    async run(instruments, signal) {
      const boards = new Map<string, Instrument[]>();
      for (const instrument of instruments) boards.set(instrument.board, [...(boards.get(instrument.board) ?? []), instrument]);
      const reports: StageReport[] = [];
      for (const stage of backfill.stages) {
        for (const [board, listed] of boards) reports.push(await runStage(stage, board, listed, signal));
      }
      return reports;
    },
  };
}
