import type { Interval } from '../model/coverage.ts';
import { FeedError } from '../model/feed-error.ts';
import type { Liquidation, LiquidationBar, VenueId } from '../model/trade.ts';
import type { History, HistoryUnit, HttpRequest, ParseContext } from '../model/venue.ts';
import type { Answer } from './http.ts';
import { historyGrainMs } from './history-plan.ts';
import { toWholeRows } from './payload-rows.ts';

/**
 * Everything that a history tells of one unit and window, each order once; or that it was given up as too long, after what stretch if
 * that can be told: where most of a page is trades of other kinds, the few orders in it tell nothing.
 */
export type WindowAnswer =
  | { readonly kind: 'whole'; readonly events: readonly Liquidation[]; readonly pages: number }
  | { readonly kind: 'too-long'; readonly readMs: number | undefined };

/** A single order above this is a fault of the sender, not money. */
const mostUsd = 1e12;

/**
 * Reads one window to its last page, or gives up after `maxPages`. `ask` sends one request.
 * Throws `FeedError` when any page, or any row of one, could not be read: what is not whole proves nothing.
 */
export async function readWindow(options: {
  readonly history: History;
  readonly unit: HistoryUnit;
  readonly window: Interval;
  readonly maxPages: number;
  readonly context: () => Omit<ParseContext, 'receivedTime'>;
  readonly ask: (request: HttpRequest) => Promise<Answer>;
}): Promise<WindowAnswer> {
  const { history, unit, window, maxPages, context, ask } = options;
  const found = new Map<string, Liquidation>();
  const asked = new Set<string | undefined>();
  const broken = (host: string, what: string): FeedError =>
    new FeedError('rejected', host, `${unit.key}: ${what}`, { place: unit.key });
  let page: string | undefined;
  for (let count = 0; count < maxPages; count += 1) {
    asked.add(page);
    const { payload, receivedTime, host } = await ask(history.request(unit, window, page));
    for (const event of toWholeRows(history.parse(payload, unit, { ...context(), receivedTime }), host, unit.key)) {
      const { eventTime, usd = 0, key } = event;
      if (eventTime === undefined) throw broken(host, 'an order without a time');
      if (!(usd >= 0 && usd <= mostUsd)) throw broken(host, `an order of ${String(usd)} dollars`);
      if (eventTime >= window.from && eventTime < window.to) found.set(key, event);
    }
    page = history.next(payload, unit, window, page);
    if (page === undefined) return { kind: 'whole', events: [...found.values()], pages: count + 1 };
    if (asked.has(page)) throw broken(host, 'its pages go in a circle');
  }
  const times = [...found.values()].map(event => event.eventTime ?? 0);
  const isDense = times.length >= maxPages;
  return { kind: 'too-long', readMs: isDense ? times.reduce(larger, 0) - times.reduce(smaller, Infinity) : undefined };
}

/** Half-hour sums of single orders, by contract. Orders whose dollars are not known carry no money. */
export function toBars(venue: VenueId, events: readonly Liquidation[]): readonly LiquidationBar[] {
  const sums = new Map<string, { symbol: string; base: string; time: number; longCents: number; shortCents: number }>();
  for (const { symbol, base, position, usd = 0, eventTime = 0 } of events) {
    const time = Math.floor(eventTime / historyGrainMs) * historyGrainMs;
    const name = `${String(time)} ${symbol}`;
    const sum = sums.get(name) ?? { symbol, base, time, longCents: 0, shortCents: 0 };
    // Whole cents of each order, as live orders are counted.
    sum[position === 'long' ? 'longCents' : 'shortCents'] += Math.round(usd * 100);
    sums.set(name, sum);
  }
  return [...sums.values()].map(({ longCents, shortCents, ...bar }) => ({
    venue,
    ...bar,
    grainMs: historyGrainMs,
    longUsd: longCents / 100,
    shortUsd: shortCents / 100,
    openInterest: undefined,
  }));
}

function larger(a: number, b: number): number {
  return Math.max(a, b);
}

function smaller(a: number, b: number): number {
  return Math.min(a, b);
}
