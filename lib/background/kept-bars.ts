import type { Bar } from '../model/trade.ts';
import { isRecord } from '../std/record.ts';
import type { CoinBars } from './market-state.ts';

/** Bars as they are stored: seven numbers each, one after the other, what is absent as `NaN`. */
interface KeptBars {
  readonly source: string;
  readonly figures: Float64Array;
}

const perBar = 7;

/** Packs bars for the store, 56 bytes each. */
export function packBars({ bars, source }: CoinBars): KeptBars {
  const row = ({ openTime, open, high, low, close, volume = NaN, takerBuyVolume = NaN }: Bar) => [
    openTime,
    open,
    high,
    low,
    close,
    volume,
    takerBuyVolume,
  ];
  return { source, figures: Float64Array.from(bars.flatMap(row)) };
}

/** What was packed; `undefined` for anything that we would not have written. */
export function unpackBars(kept: unknown): CoinBars | undefined {
  if (!isRecord(kept) || typeof kept['source'] !== 'string' || !(kept['figures'] instanceof Float64Array)) return undefined;
  const { source, figures } = kept;
  const bars = Array.from({ length: Math.floor(figures.length / perBar) }, (_none, place): Bar => {
    const [openTime = NaN, open = NaN, high = NaN, low = NaN, close = NaN, volume = NaN, bought = NaN] = figures.subarray(
      place * perBar,
    );
    return {
      openTime,
      open,
      high,
      low,
      close,
      ...(Number.isNaN(volume) ? {} : { volume }),
      ...(Number.isNaN(bought) ? {} : { takerBuyVolume: bought }),
    };
  });
  return { bars, source };
}
