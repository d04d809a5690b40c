import type { Caller } from '../../lib/client/call.ts';
import { readHistory, readTape } from '../../lib/client/history.ts';
import type { PageTimers } from '../../lib/client/runtime.ts';
import type { History, HistoryQuery, Tape, TapeQuery } from '../../lib/model/history.ts';
import type { NoCharts } from './notices.tsx';
import { isBlank } from './notices.tsx';

/** What is to be shown. A history without an end is of now, and is read again and again. */
export interface MarketQuery {
  readonly history: HistoryQuery;
  /** Asked once the history is there, since the orders are those of its time. */
  readonly tape: (history: History) => TapeQuery;
}

/** What was read. */
export interface MarketReading {
  readonly history: History | NoCharts;
  /** True while the history is still that of another question. */
  readonly isOld: boolean;
  /** `undefined` while it is read. */
  readonly tape: Tape | undefined;
}

/** Reads charts and orders, and keeps them fresh while the page is visible. */
export interface MarketReader {
  readonly reading: MarketReading;
  /** Asks for something else, or for nothing. The same question is not asked twice. */
  want(query: MarketQuery | undefined): void;
  /** Reads at once: the page has come to the front, or a person wants it. */
  refresh(): void;
}

interface Tools {
  readonly call: Caller;
  readonly timers: PageTimers;
  readonly isVisible: () => boolean;
  /** Whether the past is still being read: charts then fill up from one minute to the next. */
  readonly isFilling: () => boolean;
  readonly onChange: () => void;
}

const historyEveryMs = 60_000;
const fillingEveryMs = 10_000;
/** While there is nothing to show, something may come any moment. */
const absentEveryMs = 5_000;
const tapeEveryMs = 5_000;

export function createMarketReader({ call, timers, isVisible, isFilling, onChange }: Tools): MarketReader {
  let wanted: MarketQuery | undefined;
  let reading: MarketReading = { history: 'reading', isOld: false, tape: undefined };
  let historyTimer: unknown;
  let tapeTimer: unknown;
  /** Of answers that overtake each other the last question's counts. */
  let historyAsked = 0;
  let tapeAsked = 0;
  let historyKey = '';
  let tapeKey = '';

  function update(change: Partial<MarketReading>): void {
    reading = { ...reading, ...change };
    onChange();
  }

  async function readCharts(): Promise<void> {
    timers.clear(historyTimer);
    const query = wanted?.history;
    if (query === undefined || !isVisible()) return;
    const question = ++historyAsked;
    const answer = await readHistory(call, query).catch(() => 'failed' as const);
    if (question !== historyAsked) return;
    const next = answer === undefined || (answer !== 'failed' && isBlank(answer)) ? 'none' : answer;
    // What was read before is still true; a failure to read it again is no reason to take it away.
    const keeps = next === 'failed' && typeof reading.history === 'object' && !reading.isOld;
    update(keeps ? {} : { history: next, isOld: false });
    if (query.to === undefined) historyTimer = timers.set(() => void readCharts(), toPause(next));
    await readOrders();
  }

  function toPause(shown: History | NoCharts): number {
    if (typeof shown !== 'object') return absentEveryMs;
    return isFilling() || shown.heard.every(share => share === 0) ? fillingEveryMs : historyEveryMs;
  }

  async function readOrders(): Promise<void> {
    timers.clear(tapeTimer);
    if (wanted === undefined || typeof reading.history !== 'object' || reading.isOld || !isVisible()) return;
    const { history, tape } = wanted;
    const query = tape(reading.history);
    tapeKey = toTapeKey(query, history.to);
    const question = ++tapeAsked;
    const answer = await readTape(call, query).catch(() => undefined);
    if (question !== tapeAsked) return;
    if (answer !== undefined) update({ tape: answer });
    if (history.to === undefined || answer === undefined) tapeTimer = timers.set(() => void readOrders(), tapeEveryMs);
  }

  return {
    get reading() {
      return reading;
    },
    want(query) {
      const isBack = wanted === undefined;
      wanted = query;
      if (query === undefined) {
        timers.clear(historyTimer);
        timers.clear(tapeTimer);
        return;
      }
      const key = JSON.stringify(query.history);
      if (key !== historyKey) {
        historyKey = key;
        reading = {
          history: typeof reading.history === 'object' ? reading.history : 'reading',
          isOld: typeof reading.history === 'object',
          tape: undefined,
        };
        void readCharts();
      } else if (isBack) {
        void readCharts();
      } else if (
        typeof reading.history === 'object' &&
        !reading.isOld &&
        toTapeKey(query.tape(reading.history), query.history.to) !== tapeKey
      ) {
        reading = { ...reading, tape: undefined };
        void readOrders();
      }
    },
    refresh: () => void readCharts(),
  };
}

/** What makes a question about orders another one. The end of what is read of now moves on by itself. */
const toTapeKey = ({ to, ...query }: TapeQuery, isPast: number | undefined): string =>
  JSON.stringify(isPast === undefined ? query : { ...query, to });
