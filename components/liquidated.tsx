import type { VNode } from 'preact';
import type { LiquidatedWords } from '../lib/model/answer.ts';
import { Bar, Text } from './cell.tsx';
import { pure } from './pure.ts';

const unheard: LiquidatedWords = {
  total: '–',
  venues: '',
  seen: 'not heard yet',
  longs: { text: '–', tone: 'dim' },
  shorts: { text: '–', tone: 'dim' },
  shares: [],
  tip: 'not heard yet',
};

/**
 * Forced orders of the last 24 hours, all coins. Rows whose parts stand side by side are keyed by their texts: made anew they appear, where
 * parts pushed aside by a longer neighbour would count as a layout shift of the page.
 */
export const Liquidated = pure(({ words = unheard }: { readonly words: LiquidatedWords | undefined }): VNode => {
  const { total, venues, seen, longs, shorts, shares, tip } = words;
  return (
    <div class="liq" title={tip}>
      <div class="row">
        <span class="dim">Liquidated 24h</span>
        <span class="sub end">{venues}</span>
      </div>
      <div class="row" key={total.length}>
        <span class="big">{total}</span>
        <span class="sub end">{seen}</span>
      </div>
      <Bar shares={shares} />
      <div class="row sub" key={longs.text + shorts.text}>
        <span>
          <Text {...longs} /> longs
        </span>
        <span class="end">
          <span>
            <Text {...shorts} /> shorts
          </span>
        </span>
      </div>
    </div>
  );
});
