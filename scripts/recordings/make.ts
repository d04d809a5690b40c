import { writeRecording } from '../../lib/engine/recording.ts';
import type { RecordedInput } from '../../lib/engine/recording.ts';
import { createLedger } from '../../tests/market/scenarios/registry.ts';
import type { Ledger, Venue } from '../../tests/market/world.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
/** Three venues are enough for a picture, and keep the files small. */
const venues: readonly Venue[] = ['bybit', 'gate', 'htx'];
const named = ['BTC', 'ETH', 'SOL'];

/** Sums of a span in steps; `stepMs` 0 for single orders. Coins beyond the three are one. */
function orders(ledger: Ledger, from: number, to: number, stepOf: (base: string) => number): readonly RecordedInput[] {
  const sums = new Map<string, RecordedInput & { type: 'liquidation' }>();
  for (const venue of venues)
    for (const { id, market, position, time, cents } of ledger.orders(venue, from, to)) {
      const base = named.includes(market.base) ? market.base : 'OTHERS';
      const step = stepOf(base);
      const at = step === 0 ? time : Math.floor(time / step) * step;
      const key = `${venue} ${base} ${position} ${step === 0 ? `#${id}` : at}`;
      const usd = (sums.get(key)?.usd ?? 0) + cents / 100;
      sums.set(key, { type: 'liquidation', time: at, base, position, usd: Math.round(usd * 100) / 100, venue });
    }
  return [...sums.values()];
}

function bars(ledger: Ledger, base: string, from: number, to: number, intervalMs: number): readonly RecordedInput[] {
  const perpetuals = ledger.markets.filter(
    market => market.base === base && venues.includes(market.venue) && market.contract === 'linear',
  );
  const rows: RecordedInput[] = [];
  for (let time = Math.ceil(from / intervalMs) * intervalMs; time + intervalMs <= to; time += intervalMs) {
    const steps = Array.from({ length: 13 }, (_, place) => ledger.price(base, time + (place * intervalMs) / 12));
    const close = steps.at(-1) ?? 0;
    const coins = perpetuals.reduce((sum, market) => sum + ledger.openInterestCoins(market, time + intervalMs), 0);
    const round = (price: number): number => Number(price.toPrecision(7));
    rows.push({
      type: 'bar',
      time,
      intervalMs,
      base,
      open: round(steps[0] ?? close),
      high: round(Math.max(...steps)),
      low: round(Math.min(...steps)),
      close: round(close),
      openInterestUsd: Math.round(coins * close),
    });
  }
  return rows;
}

function referenceDay(): readonly RecordedInput[] {
  const ledger = createLedger('reference-day');
  const { t0 } = ledger;
  return [
    ...orders(ledger, t0 - 30 * day, t0 - 2 * day, () => hour),
    ...orders(ledger, t0 - 2 * day, t0, base => (base === 'BTC' ? 5 * minute : 30 * minute)),
    ...named.flatMap(base => bars(ledger, base, t0 - 30 * day, t0, hour)),
  ];
}

function cascade(): readonly RecordedInput[] {
  const ledger = createLedger('cascade');
  const { t0, to } = ledger;
  const fine = Math.floor(t0 / hour - 1) * hour;
  return [
    // What a minute usually holds is told by minutes; R reads the single orders of six hours.
    ...orders(ledger, t0 - 10 * day, fine - 6 * hour, base => (base === 'BTC' ? minute : 30 * minute)),
    ...orders(ledger, fine - 6 * hour, fine, base => (base === 'BTC' ? 0 : 30 * minute)),
    ...orders(ledger, fine, to, base => (base === 'BTC' ? 0 : 10 * second)),
    ...bars(ledger, 'BTC', t0 - 10 * day, fine, hour),
    ...bars(ledger, 'BTC', fine, to, minute),
    ...['ETH', 'SOL'].flatMap(base => bars(ledger, base, t0 - 10 * day, to, hour)),
  ];
}

const recordings = { 'reference-day': referenceDay, cascade };

/** Names of the recordings, which are those of their files. */
export const recordingNames = Object.keys(recordings) as readonly (keyof typeof recordings)[];

/**
 * The text of a recording that comes with the extension, made out of a scenario of the simulator: made data, no market's.
 *
 * `reference-day`: 30 days of sums by the hour, the last two by five minutes for bitcoin and half hours for the rest, hourly bars. `cascade`: of bitcoin
 * single orders and minute bars, of the other coins sums of ten seconds; before that ten days of minute sums, half-hour sums and hourly bars.
 */
export function makeRecording(name: keyof typeof recordings): string {
  return writeRecording(recordings[name](), 'json');
}
