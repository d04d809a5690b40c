import type { VNode } from 'preact';
import { pageText } from '../lib/i18n/page-text.ts';
import type { LiquidatedWords } from '../lib/model/answer.ts';
import { Bar, Text } from './cell.tsx';
import { fill } from './fill.ts';
import { pure } from './pure.ts';

/**
 * Forced orders of the last 24 hours, all coins. Rows whose parts stand side by side are keyed by their texts: made anew they appear, where
 * parts pushed aside by a longer neighbour would count as a layout shift of the page. Before the first snapshot their place is empty.
 */
export const Liquidated = pure(({ words }: { readonly words: LiquidatedWords | undefined }): VNode => {
  if (!words) return <div class="liq" />;
  const { total, venues, seen, longs, shorts, shares, tip } = words;
  return (
    <div class="liq" title={tip}>
      <div class="row">
        <span class="dim">{pageText('panel.liquidated')}</span>
        <span class="sub end">{venues}</span>
      </div>
      <div class="row" key={total.length}>
        <span class="big">{total}</span>
        <span class="sub end">{seen}</span>
      </div>
      <Bar shares={shares} />
      <div class="row sub" key={longs.text + shorts.text}>
        <span>{fill(pageText('panel.longs'), { sum: <Text {...longs} /> })}</span>
        <span class="end">
          <span>{fill(pageText('panel.shorts'), { sum: <Text {...shorts} /> })}</span>
        </span>
      </div>
    </div>
  );
});
