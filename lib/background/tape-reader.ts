import type { Tape, TapeQuery, TapeRow } from '../model/history.ts';
import type { Liquidation } from '../model/trade.ts';
import type { LiquidationStore } from '../store/liquidation-store.ts';

/** Rows of a tape, and of an answer. */
const mostRows = 200;
/** Orders that are read at a time, and looked through at the most: a flood of days would take seconds. */
const readAtOnce = 5_000;
const mostRead = 60_000;

/** Single orders of a span that are at least so large, with how many there were. Orders without dollars, and those of `off`, are left out. */
export async function readTape(
  store: Pick<LiquidationStore, 'rawEvents' | 'oldestEvent'>,
  off: ReadonlySet<string>,
  { base, from, to, leastUsd, order }: TapeQuery,
): Promise<Tape> {
  const keptFrom = await store.oldestEvent();
  let rows: TapeRow[] = [];
  let found = 0;
  let read = 0;
  let until = to;
  while (until > from && read < mostRead) {
    const page = await store.rawEvents(from, until, readAtOnce);
    const last = page.at(-1);
    // What is of one moment is read together, or some of it would be read twice or never.
    const opening = page.length < readAtOnce || last === undefined ? from : timeOf(last);
    const isCut = opening > from && opening + 1 < until;
    const whole = isCut ? page.filter(event => timeOf(event) > opening) : page;
    until = isCut ? opening + 1 : opening;
    read += page.length;
    const fits = whole.flatMap(event => toRow(event, { base, leastUsd, off }));
    found += fits.length;
    rows = order === 'newest' && rows.length >= mostRows ? rows : best([...rows, ...fits], order);
  }
  return { rows, found, ...(keptFrom === undefined ? {} : { keptFrom }), ...(until > from ? { readFrom: until } : {}) };
}

function best(rows: TapeRow[], order: TapeQuery['order']): TapeRow[] {
  return rows.sort((a, b) => (order === 'largest' ? b.usd - a.usd : 0) || b.time - a.time).slice(0, mostRows);
}

function timeOf({ eventTime, receivedTime }: Liquidation): number {
  return eventTime ?? receivedTime;
}

function toRow(
  event: Liquidation,
  { base, leastUsd, off }: Pick<TapeQuery, 'base' | 'leastUsd'> & { readonly off: ReadonlySet<string> },
): readonly TapeRow[] {
  const { venue, base: coin, position, usd, price } = event;
  if (usd === undefined || usd < leastUsd || (base !== '' && coin !== base) || off.has(venue)) return [];
  // A recording does not tell prices of single orders.
  return [{ time: timeOf(event), venue, base: coin, position, usd, ...(price > 0 ? { price } : {}) }];
}
