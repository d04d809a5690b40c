import type { Bar } from '../model/trade.ts';
import type { BarStep } from '../model/venue.ts';
import { readDecimal } from '../std/decimal.ts';
import { refuse } from '../std/rows.ts';

/** One hour, ms: the grain of the bars that sources are asked for when nothing else is said. */
export const hourMs = 3_600_000;

/** The bar, when its prices agree with each other and it opens on a whole step; refused otherwise. */
export function checkBar(bar: Bar, stepMs: BarStep): Bar {
  const { openTime, open, high, low, close } = bar;
  if (openTime % stepMs !== 0) refuse('not the opening of a bar', '0');
  if (low > Math.min(open, close) || high < Math.max(open, close)) refuse('prices outside low and high');
  return bar;
}

/** The members that tell the volume, in coins; a figure that is missing or impossible is left out. */
export function volumesOf(traded: unknown, takerBought?: unknown): Pick<Bar, 'volume' | 'takerBuyVolume'> {
  const volume = readDecimal(traded, { atLeast: 0 });
  const takerBuyVolume = readDecimal(takerBought, { atLeast: 0, atMost: volume ?? -1 });
  return { ...(volume === undefined ? {} : { volume }), ...(takerBuyVolume === undefined ? {} : { takerBuyVolume }) };
}

/** Bars in ascending order, each time once: of two of one time the later row counts. */
export function ascending(bars: readonly Bar[]): readonly Bar[] {
  const byTime = new Map(bars.map(bar => [bar.openTime, bar]));
  return [...byTime.values()].sort((a, b) => a.openTime - b.openTime);
}

/**
 * Ascending bars put together to longer ones, of volume where all parts tell it. The first is left out when it does not begin with its step, since
 * what came before is not known. Takers' purchases are not added up: no source that needs this tells them.
 */
export function foldBars(bars: readonly Bar[], stepMs: BarStep): readonly Bar[] {
  const folded: Bar[] = [];
  for (const bar of bars) {
    const openTime = Math.floor(bar.openTime / stepMs) * stepMs;
    const last = folded.at(-1);
    if (last?.openTime === openTime) {
      const { volume, ...prices } = last;
      folded[folded.length - 1] = {
        ...prices,
        high: Math.max(last.high, bar.high),
        low: Math.min(last.low, bar.low),
        close: bar.close,
        ...(volume === undefined || bar.volume === undefined ? {} : { volume: volume + bar.volume }),
      };
    } else if (last !== undefined || openTime === bar.openTime) folded.push({ ...bar, openTime });
  }
  return folded;
}
