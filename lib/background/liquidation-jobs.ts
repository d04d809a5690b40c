import { createBackfillRunner } from '../feeds/backfill.ts';
import type { BackfillBatch } from '../feeds/backfill.ts';
import { createLiquidationPoller } from '../feeds/liquidation-poller.ts';
import { t } from '../i18n/t.ts';
import type { Interval } from '../model/coverage.ts';
import { subtract, toIntervals, union } from '../std/intervals.ts';
import { FeedError } from '../model/feed-error.ts';
import type { OpenInterest } from '../model/trade.ts';
import type { BackfillStage, LiquidationPoll, Venue } from '../model/venue.ts';
import { describeFeedError } from './health.ts';
import { backfilledKey, universeInstruments } from './market-state.ts';
import type { BackgroundParts } from './parts.ts';
import type { Recorder } from './recorder.ts';
import { NotReady } from './scheduler.ts';
import type { Job } from './scheduler.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const fiveMinutesMs = 5 * minuteMs;

/** Where live events of a polled venue take over from ready-made bars, ms of market time. */
interface Join {
  readonly at: number;
}

/** What is shared between the polls and the backfill of one venue. */
export interface PastPlan {
  /** The moment of the join; decided and stored at the first call. */
  join(): Promise<number>;
}

/** Decides once, at the first start, where bars end and events begin: at the last whole five minutes. */
export function createPastPlan(parts: BackgroundParts, venue: Venue): PastPlan {
  const { documents, liquidationStore, marketTime } = parts;
  const key = `join/${venue.id}`;
  let decided: Promise<number> | undefined;

  async function decide(): Promise<number> {
    const stored = (await documents.read(key))?.value;
    if (isJoin(stored)) return stored.at;
    const now = marketTime.now();
    const at = Math.floor(now / fiveMinutesMs) * fiveMinutesMs;
    // The claim comes before the join is kept: a death in between decides again, on a span that then only grows.
    await liquidationStore.claimBars(venue.id, { from: now - dayMs, to: at });
    await documents.write(key, { at } satisfies Join, now);
    return at;
  }

  return {
    join() {
      decided ??= decide().catch((error: unknown) => {
        decided = undefined;
        throw error;
      });
      return decided;
    },
  };
}

function isJoin(value: unknown): value is Join {
  return typeof value === 'object' && value !== null && 'at' in value && typeof value.at === 'number';
}

/** Asks one endpoint of forced orders for everything since it was last heard. */
export function createPollJob(
  parts: BackgroundParts,
  venue: Venue,
  poll: LiquidationPoll,
  plan: PastPlan,
  recorder: Recorder,
): Job {
  const { state, http, marketTime, health } = parts;
  const id = `${venue.id}/${poll.stream}`;
  health.declare(id, t('feeds.name.liquidations', { name: venue.name, stream: poll.stream }));
  const poller = createLiquidationPoller({
    venue: venue.id,
    poll,
    http,
    marketTime,
    context: () => ({ instruments: state.instruments.get(venue.id) ?? new Map() }),
    onBatch: batch => recorder.record(batch),
  });
  return {
    id,
    everyMs: poll.everyMs,
    needsMarketTime: true,
    isOn: () => !state.off.has(venue.id),
    async run() {
      if ((state.instruments.get(venue.id)?.size ?? 0) === 0)
        throw new NotReady(`${venue.name}: its contracts are not known yet`);
      const claimsFrom = await plan.join();
      try {
        const report = await poller.run({ heardUntil: recorder.heardUntil(venue.id, poll.stream), claimsFrom });
        const gaps = report.gaps.length;
        const seconds = poll.everyMs / 1000;
        health.report(id, {
          state: gaps === 0 ? 'live' : 'failing',
          reason: gaps === 0 ? t('feeds.polled', { seconds }) : t('feeds.polledWithGaps', { seconds }, gaps),
          lastGood: marketTime.now(),
          rejected: report.rejected,
          events: report.events,
        });
      } catch (error) {
        if (error instanceof FeedError)
          health.report(id, { ...describeFeedError(error), rejected: error.kind === 'rejected' ? 1 : 0 });
        throw error;
      }
    },
  };
}

/** Reads the ready-made past of a venue that offers it: at the first start, and after an absence that polls cannot reach over. */
export function createBackfillJob(parts: BackgroundParts, venue: Venue, plan: PastPlan, recorder: Recorder): Job | undefined {
  const { state, http, marketTime, documents, health, progress, changed, liquidationStore, openInterestStore, book } = parts;
  const { backfill } = venue;
  if (backfill === undefined) return undefined;
  const id = `${venue.id}/backfill`;
  health.declare(id, t('feeds.name.past', { name: venue.name }));
  let joinedAt = 0;

  /** How far back the polls reach; what lies before it and was not heard is the business of bars. */
  const pollReachMs = Math.min(...venue.polls.map(poll => poll.reachMs));

  function claim(stage: BackfillStage, board: string): Interval | undefined {
    const now = marketTime.now();
    if (stage.grainMs <= fiveMinutesMs) return { from: now - stage.reachMs, to: joinedAt };
    // Whatever polls have heard meanwhile, a gap further back than they reach is left to bars, to the end of its last half hour.
    const { fine, coarse } = book.heard(venue.id, board);
    const oldest = Math.floor((now - stage.reachMs) / stage.grainMs + 1) * stage.grainMs;
    const gap = subtract(toIntervals([{ from: oldest, to: now - pollReachMs }]), union(fine, coarse)).at(-1);
    const gapEnd = gap === undefined ? joinedAt : Math.ceil(gap.to / stage.grainMs) * stage.grainMs;
    return { from: now - stage.reachMs, to: Math.max(joinedAt, gapEnd) };
  }

  async function store({ board, stage, bars, heard }: BackfillBatch): Promise<void> {
    const grainMs = stage.grainMs === fiveMinutesMs ? fiveMinutesMs : 30 * minuteMs;
    const layer = grainMs === fiveMinutesMs ? 'fine' : 'coarse';
    if (bars.length > 0) {
      await liquidationStore.commitBars({
        venue: venue.id,
        stream: board,
        grainMs: grainMs === fiveMinutesMs ? 300_000 : 1_800_000,
        bars,
      });
      const samples: readonly OpenInterest[] = bars.flatMap(bar => (bar.openInterest === undefined ? [] : [bar.openInterest]));
      await openInterestStore.write(samples, marketTime.now());
    }
    if (heard === undefined) return;
    await liquidationStore.markBarsHeard({ venue: venue.id, stream: board, layer, interval: heard });
    await recorder.reload();
  }

  const runner = createBackfillRunner({
    venue: venue.id,
    backfill,
    http,
    marketTime,
    context: () => ({ instruments: state.instruments.get(venue.id) ?? new Map() }),
    cursor: {
      read: async key => (await documents.read(key))?.value,
      write: (key, value) => documents.write(key, value, marketTime.now()),
    },
    claim,
    onBars: store,
    onProgress({ board, stage, done, total }) {
      const key = `${board} ${stage}`;
      if (done < total)
        progress.set(`${venue.id} ${key}`, { venue: venue.name, stage: t('feeds.stage', { stage, board }), done, total });
      else progress.delete(`${venue.id} ${key}`);
      changed('progress');
    },
  });

  return {
    id,
    everyMs: 10 * minuteMs,
    needsMarketTime: true,
    isOn: () => !state.off.has(venue.id),
    async run() {
      const instruments = universeInstruments(state, venue.id).filter(instrument => instrument.kind === 'perp');
      if (state.universe === undefined || instruments.length === 0) throw new NotReady(`${venue.name}: no list of coins yet`);
      joinedAt = await plan.join();
      try {
        const reports = await runner.run(inOrder(instruments, state.universe.bases));
        const failed = reports.flatMap(report => report.failed);
        health.report(id, {
          state: failed.length === 0 ? 'live' : 'failing',
          reason:
            failed.length === 0
              ? t('feeds.contractsRead', {}, instruments.length)
              : t('feeds.notRead', { names: failed.slice(0, 5).join(', ') }),
          lastGood: marketTime.now(),
        });
        if (failed.length === 0)
          await documents.write(backfilledKey(venue.id), { contracts: instruments.length }, marketTime.now());
      } catch (error) {
        if (error instanceof FeedError) health.report(id, describeFeedError(error));
        throw error;
      } finally {
        for (const key of progress.keys()) if (key.startsWith(`${venue.id} `)) progress.delete(key);
        changed('progress');
        await recorder.reload();
      }
    },
  };
}

/** Contracts of the largest coins first. */
function inOrder<Row extends { readonly base: string }>(rows: readonly Row[], bases: readonly string[]): readonly Row[] {
  const places = new Map(bases.map((base, place) => [base, place]));
  return [...rows].sort((left, right) => (places.get(left.base) ?? bases.length) - (places.get(right.base) ?? bases.length));
}
