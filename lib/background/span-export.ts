import { visitCounted } from '../engine/counted-amounts.ts';
import type { AmountsInput } from '../engine/amounts.ts';
import { writeRecording } from '../engine/recording.ts';
import type { RecordedInput, RecordingFormat } from '../engine/recording.ts';
import { linkSeries } from '../engine/interest-series.ts';
import type { Venue } from '../model/venue.ts';
import { toEnabledVenue, venuesOn } from './counted-venues.ts';
import { toBarInputs, toFlowInputs, toOrderInput } from './engine-past.ts';
import type { BackgroundParts } from './parts.ts';
import { streamNames } from './socket-service.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Single orders are kept so long; of older ones there are sums. */
const ordersKeptMs = 2 * dayMs;
/** Orders of one export: a text of some hundred megabytes is of no use to anybody. */
const mostOrders = 200_000;

/** Which span, of which coin (all of them when not given). Both ends market time, ms. */
export interface ExportRequest {
  readonly from: number;
  readonly to: number;
  readonly base?: string | undefined;
  readonly format: RecordingFormat;
}

/**
 * What was recorded in a span, as lines that `replay` reads: forced orders (single ones of the last two days, before that sums of minutes and half hours
 * under their venue), hourly bars with open interest and takers' volume of the coins that have them, spot turnover. Rejects for a span that is none.
 */
export async function exportSpan(
  parts: Pick<BackgroundParts, 'state' | 'book' | 'liquidationStore' | 'openInterestStore' | 'marketTime'>,
  venues: readonly Venue[],
  { from, to, base, format }: ExportRequest,
): Promise<string> {
  const { state, book, liquidationStore, openInterestStore, marketTime } = parts;
  if (!(from < to)) throw new Error('the span ends before it begins');
  const now = marketTime.now();
  const until = Math.min(to, now);
  const isAsked = (coin: string): boolean => base === undefined || coin === base;
  const inputs: RecordedInput[] = [];

  const single = Math.max(from, now - ordersKeptMs);
  if (single < until) {
    const orders = await liquidationStore.rawEvents(single, until, mostOrders);
    inputs.push(...orders.filter(order => isAsked(order.base)).flatMap(toOrderInput));
  }
  const told = new Set(inputs.map(row => (row.type === 'liquidation' ? `${row.venue} ${Math.floor(row.time / 300_000)}` : '')));
  const on = venuesOn(state, venues).filter(({ completeness }) => completeness !== 'none');
  const sums: AmountsInput = {
    now: until,
    days: book.days(),
    tail: [],
    coverage: book.coverage(Object.fromEntries(on.map(venue => [venue.id, streamNames(venue)]))),
    venues: on.map(venue => toEnabledVenue(state, venue)),
  };
  visitCounted(sums, from, ({ venue, time, base: coin, longCents, shortCents }) => {
    if (!isAsked(coin) || told.has(`${venue} ${Math.floor(time / 300_000)}`)) return;
    const sum = { type: 'liquidation', time, base: coin, venue } as const;
    if (longCents > 0) inputs.push({ ...sum, position: 'long', usd: longCents / 100 });
    if (shortCents > 0) inputs.push({ ...sum, position: 'short', usd: shortCents / 100 });
  });

  for (const [coin, { bars }] of state.bars) {
    if (!isAsked(coin)) continue;
    const span = { from: from - hourMs, to: now, stepMs: hourMs };
    const index = new Map(
      linkSeries(await openInterestStore.readCoin({ base: coin, grain: 'hour', from: span.from, to: span.to }), span),
    );
    const last = [...index.keys()].at(-1);
    const coins = last === undefined ? undefined : coinsNow(parts, coin);
    for (const bar of toBarInputs(bars, coin, hourMs, until)) {
      if (bar.time < from) continue;
      const share = index.get(bar.time + hourMs);
      const openInterestUsd = share === undefined || coins === undefined ? undefined : Math.round(share * coins * bar.close);
      inputs.push({ ...bar, ...(openInterestUsd === undefined ? {} : { openInterestUsd }) });
    }
  }
  const flow = state.flow.get(base ?? 'BTC') ?? [];
  inputs.push(...toFlowInputs(flow.filter(([time]) => time >= from && time < until)));
  return writeRecording(inputs, format);
}

function coinsNow({ state }: Pick<BackgroundParts, 'state'>, base: string): number | undefined {
  let coins = 0;
  for (const [venue, rows] of state.openInterest)
    for (const row of rows.values()) if (row.base === base && !state.off.has(venue)) coins += row.coins ?? 0;
  return coins > 0 ? coins : undefined;
}
