import type { VNode } from 'preact';
import { formatCoverage, formatSeen, formatVenues } from '../lib/format/coverage.ts';
import { formatMoney, formatTotal } from '../lib/format/money.ts';
import type { LiquidationTotal } from '../lib/model/snapshot.ts';
import { pure } from './pure.ts';

/** What a total stands on, for a title. */
export const toCoverageTitle = (total: LiquidationTotal | undefined): string =>
  total
    ? `${formatCoverage(total)}${total.floor ? '. A floor: more may have been forced out' : ''}${total.estimate ? `, ≈ ${formatMoney(total.estimate.usd)} in all, an estimate by open interest` : ''}`
    : 'not heard yet';

/** Colour of a sum: that of its side, or none where there is nothing. */
const toTone = (usd: number | undefined, tone: 'neg' | 'pos'): string => (usd ? tone : 'k');

/** Longs against shorts, and hatched what the estimate adds. Nothing forced out is an empty bar; nothing heard is a hatched one. */
export function Split({ total }: { readonly total: LiquidationTotal | undefined }): VNode {
  const { usd, longUsd = 0, estimate } = total ?? {};
  const share = (part: number, whole: number): string => `${((part / whole) * 100).toFixed(1)}%`;
  return (
    <div class={!total || estimate ? 'split unheard' : 'split'}>
      {usd ? <i style={{ '--share': share(longUsd, usd), width: share(usd, estimate?.usd ?? usd) }} /> : ''}
    </div>
  );
}

/**
 * Forced orders of the last 24 hours, all coins. Rows whose parts stand side by side are keyed by their texts: made anew they appear, where
 * parts pushed aside by a longer neighbour would count as a layout shift of the page.
 */
export const Liquidated = pure(({ total }: { readonly total: LiquidationTotal | undefined }) => (
  <div class="liq" title={toCoverageTitle(total)}>
    <div class="row">
      <span class="k">Liquidated 24h</span>
      <span class="sub end">{total && formatVenues(total.venuesHeard, total.venuesEnabled)}</span>
    </div>
    <div class="row" key={formatTotal(total).length}>
      <span class="big">{formatTotal(total)}</span>
      <span class="sub end">{total ? formatSeen(total.coverage) : 'not heard yet'}</span>
    </div>
    <Split total={total} />
    <div class="row sub" key={`${formatMoney(total?.longUsd)}${formatMoney(total?.shortUsd)}`}>
      <span>
        <span class={toTone(total?.longUsd, 'neg')}>{formatMoney(total?.longUsd)}</span> longs
      </span>
      <span class="end">
        <span class={toTone(total?.shortUsd, 'pos')}>{formatMoney(total?.shortUsd)}</span> shorts
      </span>
    </div>
  </div>
));
