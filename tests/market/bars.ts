import { steady } from './seeded.ts';
import { hourMs, minuteMs } from './wire.ts';
import type { HourBar, Ledger } from './world.ts';

/** One candle of a spot market, US dollars and coins. */
export type Bar = HourBar;

/**
 * Candles of a coin that have opened in [from, to), ascending, the last one still forming when `to` lies inside it. `stepMs` is a whole
 * number of minutes; steps of an hour and more are sums of the ledger's hours, shorter ones follow its price path.
 */
export function barsOf(ledger: Ledger, base: string, from: number, to: number, stepMs: number): readonly Bar[] {
  if (stepMs % hourMs !== 0) return shortBars(ledger, base, Math.ceil(Math.max(from, ledger.from) / stepMs) * stepMs, to, stepMs);
  const bars: Bar[] = [];
  // Hours go back further than orders; the ledger gives those that it has.
  for (const hour of ledger.hourBars(base, Math.ceil(from / stepMs) * stepMs, to)) {
    const openTime = Math.floor(hour.openTime / stepMs) * stepMs;
    const last = bars.at(-1);
    if (last?.openTime !== openTime) bars.push({ ...hour, openTime });
    else
      bars[bars.length - 1] = {
        ...last,
        high: Math.max(last.high, hour.high),
        low: Math.min(last.low, hour.low),
        close: hour.close,
        volumeBase: last.volumeBase + hour.volumeBase,
      };
  }
  return bars;
}

function shortBars(ledger: Ledger, base: string, first: number, to: number, stepMs: number): readonly Bar[] {
  const bars: Bar[] = [];
  for (let openTime = first; openTime < to; openTime += stepMs) {
    const end = Math.min(openTime + stepMs, to);
    const open = ledger.price(base, openTime);
    const close = ledger.price(base, end);
    let high = Math.max(open, close);
    let low = Math.min(open, close);
    for (let time = openTime + minuteMs; time < end; time += minuteMs) {
      const price = ledger.price(base, time);
      high = Math.max(high, price);
      low = Math.min(low, price);
    }
    const hour = Math.floor(openTime / hourMs) * hourMs;
    const volume = ledger.hourBars(base, hour, hour + hourMs)[0]?.volumeBase ?? 0;
    bars.push({ openTime, open, high, low, close, volumeBase: (volume * (end - openTime)) / hourMs });
  }
  return bars;
}

/** Share of a bar's volume that takers bought: above a half when the bar rose, below when it fell (the ledger keeps no trades). */
export function takerBuyShare(base: string, { openTime, open, close }: Bar): number {
  const lean = Math.max(-0.08, Math.min(0.08, (close / open - 1) * 8));
  return 0.5 + lean + (steady('taker', base, openTime) - 0.5) * 0.02;
}
