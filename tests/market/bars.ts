import { fiveMinutesMs, hourMs, minuteMs } from './wire.ts';
import type { HourBar, Ledger } from './world.ts';

/** One candle of a spot market, US dollars and coins. */
export interface Bar extends HourBar {
  /** Coins of the volume that takers bought. */
  readonly takerBuyBase: number;
}

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
    const { bought, all } = busyness(ledger, base, hour.openTime, Math.min(hour.openTime + hourMs, to));
    const takerBuyBase = (hour.volumeBase * bought) / all;
    if (last?.openTime !== openTime) bars.push({ ...hour, openTime, takerBuyBase });
    else
      bars[bars.length - 1] = {
        ...last,
        high: Math.max(last.high, hour.high),
        low: Math.min(last.low, hour.low),
        close: hour.close,
        volumeBase: last.volumeBase + hour.volumeBase,
        takerBuyBase: last.takerBuyBase + takerBuyBase,
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
    const { bought, all } = busyness(ledger, base, openTime, end);
    const perBusy = volume / busyness(ledger, base, hour, hour + hourMs).all;
    bars.push({ openTime, open, high, low, close, volumeBase: all * perBusy, takerBuyBase: bought * perBusy });
  }
  return bars;
}

/**
 * How busy a span inside one hour was, and the part of it in which takers bought: an hour's volume is spread over its five minutes by how far the
 * price went in each.
 */
function busyness(ledger: Ledger, base: string, from: number, to: number): { readonly all: number; readonly bought: number } {
  let [all, bought] = [0, 0];
  for (let start = Math.floor(from / fiveMinutesMs) * fiveMinutesMs; start < to; start += fiveMinutesMs) {
    const end = start + fiveMinutesMs;
    const move = Math.abs(Math.log(ledger.price(base, end) / ledger.price(base, start)));
    const part = ((Math.min(end, to) - Math.max(start, from)) / fiveMinutesMs) * (1 + 400 * move);
    all += part;
    bought += part * ledger.takerBuyShare(base, start);
  }
  return { all, bought };
}
