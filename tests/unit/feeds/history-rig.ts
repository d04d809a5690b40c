import { createHistoryRunner } from '../../../lib/feeds/history.ts';
import type { HistoryBatch, HistoryReport } from '../../../lib/feeds/history.ts';
import type { HistoryState } from '../../../lib/feeds/history-purse.ts';
import type { Interval, Intervals } from '../../../lib/model/coverage.ts';
import { control, events, ignored, rejected } from '../../../lib/model/parsed.ts';
import type { Instrument, Liquidation } from '../../../lib/model/trade.ts';
import type { History, HistoryUnit, HttpRequest } from '../../../lib/model/venue.ts';
import { toIntervals } from '../../../lib/std/intervals.ts';
import { start } from './fake-host.ts';
import { createFakeTime } from './fake-time.ts';
import type { FakeTime } from './fake-time.ts';

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** The one contract of a coin. */
export function contract(base: string): Instrument {
  return {
    venue: 'okx',
    symbol: `${base}-SWAP`,
    base,
    quote: 'USDT',
    kind: 'perp',
    contract: 'linear',
    multiplier: 1,
    board: 'swap',
  };
}

/** What one request asked for, as the made host reads it. */
export interface Question extends Interval {
  readonly unit: string;
  /** Rows that were skipped. */
  readonly page: number;
}

/** A history by coin that answers with at most `rows` orders, newest first. */
export function createHistory(part: Partial<History> = {}, rows = 100): History {
  const history: History = {
    firstReachMs: 30 * day,
    healReachMs: 30 * day,
    lagMs: 0,
    maxWindowMs: 30 * day,
    units: instruments => instruments.map(each => ({ key: each.symbol, instruments: [each] })),
    request: (unit, window, page) => ({
      url: `https://history.example/?${JSON.stringify([unit.key, window.from, window.to, Number(page ?? 0)])}`,
      weight: 1,
      budget: 'history',
      why: 'pastLiquidations',
    }),
    parse(payload) {
      if (payload === 'nothing of ours') return ignored('other trades');
      if (payload === 'hello') return control('hello');
      return Array.isArray(payload) && payload.every(isOrder) ? events(payload) : rejected('no list of orders');
    },
    next(payload, _unit, _window, page) {
      return Array.isArray(payload) && payload.length >= rows ? String(Number(page ?? 0) + rows) : undefined;
    },
    ...part,
  };
  return history;
}

function isOrder(row: unknown): row is Liquidation {
  return typeof row === 'object' && row !== null && 'key' in row && 'symbol' in row;
}

/** A forced order of `usd` dollars. */
export function forced(base: string, time: number, usd = 1, part: Partial<Liquidation> = {}): Liquidation {
  return {
    venue: 'okx',
    symbol: `${base}-SWAP`,
    base,
    position: 'long',
    price: usd,
    priceKind: 'fill',
    quantity: { value: 1, unit: 'base' },
    baseQuantity: 1,
    usd,
    eventTime: time,
    receivedTime: time,
    key: `${base} ${String(time)}`,
    ...part,
  };
}

/** A runner over a made host, a made store, and a clock that moves when told to. */
export interface HistoryRig {
  readonly time: FakeTime;
  /** The clock of the market beside that of the machine; may be changed. */
  readonly market: { offsetMs: number; agreed: boolean };
  readonly asked: (Question & { readonly at: number })[];
  readonly batches: HistoryBatch[];
  readonly stored: { state: HistoryState | undefined };
  /** What streams heard. */
  live: Intervals;
  /** Answers to one request; the host's orders when not set. */
  answer: ((question: Question, index: number) => unknown) | undefined;
  now(): number;
  run(bases: readonly string[]): Promise<HistoryReport>;
  /** The worker dies; what was stored stays. */
  restart(): void;
  heard(unit: string): Intervals;
  /** Cents of all batches: single orders once each by key, half-hour sums by contract. */
  cents(): number;
}

export function createHistoryRig(history: History, orders: readonly Liquidation[] = [], rows = 100): HistoryRig {
  const time = createFakeTime(start);
  const heard = new Map<string, Intervals>();
  const market = { offsetMs: 0, agreed: true };
  const now = () => time.clock.now() + market.offsetMs;
  const create = () =>
    createHistoryRunner({
      venue: 'okx',
      history,
      clock: time.clock,
      marketTime: {
        now,
        get offsetMs() {
          return market.offsetMs;
        },
        get agreed() {
          return market.agreed;
        },
      },
      context: () => ({ instruments: new Map() }),
      http: {
        async get(request: HttpRequest) {
          const [unit, from, to, page] = JSON.parse(decodeURIComponent(new URL(request.url).search.slice(1))) as [
            string,
            number,
            number,
            number,
          ];
          const question = { unit, from, to, page };
          rig.asked.push({ ...question, at: now() });
          const found = orders
            .filter(order => order.symbol === unit && (order.eventTime ?? 0) >= from && (order.eventTime ?? 0) < to)
            .sort((left, right) => (right.eventTime ?? 0) - (left.eventTime ?? 0))
            .slice(page, page + rows);
          const payload = rig.answer === undefined ? found : await rig.answer(question, rig.asked.length - 1);
          return { payload, receivedTime: now(), bytes: 0, host: 'history.example' };
        },
      },
      memory: {
        read: async () => rig.stored.state,
        write: async state => {
          rig.stored.state = state;
        },
      },
      heard: (unit: HistoryUnit) => toIntervals([...rig.live, ...(heard.get(unit.key) ?? [])]),
      async onBatch(batch) {
        rig.batches.push(batch);
        heard.set(batch.unit.key, toIntervals([...(heard.get(batch.unit.key) ?? []), batch.heard]));
      },
    });
  let runner = create();
  const rig: HistoryRig = {
    time,
    market,
    asked: [],
    batches: [],
    stored: { state: undefined },
    live: [],
    answer: undefined,
    now,
    run: bases => runner.run(bases.map(contract)),
    restart() {
      runner = create();
    },
    heard: unit => heard.get(unit) ?? [],
    cents() {
      const sums = new Map<string, number>();
      for (const batch of rig.batches) {
        if (batch.layer === 'fine') for (const { key, usd = 0 } of batch.events) sums.set(key, Math.round(usd * 100));
        else
          for (const bar of batch.bars)
            sums.set(`${bar.symbol} ${String(bar.time)} bar`, Math.round((bar.longUsd + bar.shortUsd) * 100));
      }
      return [...sums.values()].reduce((sum, cents) => sum + cents, 0);
    },
  };
  return rig;
}
