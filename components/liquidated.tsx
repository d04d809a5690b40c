import type { VNode } from 'preact';
import { formatCoverage, formatSeen, formatVenues } from '../lib/format/coverage.ts';
import { formatMoney, formatTotal } from '../lib/format/money.ts';
import type { LiquidationTotal, WindowTotals } from '../lib/model/snapshot.ts';
import { windows } from '../lib/model/snapshot.ts';
import { pure } from './pure.ts';

/** What a total stands on, for a title. */
export const toCoverageTitle = (total: LiquidationTotal | undefined): string =>
  total === undefined
    ? 'not heard yet'
    : `${formatCoverage(total)}${total.floor ? '. A floor: more may have been forced out' : ''}`;

/** Colour of a sum: that of its side, or none where there is nothing. */
const toTone = (usd: number | undefined, tone: 'neg' | 'pos'): string => (usd === undefined || usd === 0 ? 'k' : tone);

/** Longs against shorts. Nothing forced out is an empty bar; nothing heard is a hatched one. */
export function Split({ total }: { readonly total: LiquidationTotal | undefined }): VNode {
  const sum = total === undefined ? 0 : total.longUsd + total.shortUsd;
  if (total === undefined || sum === 0) return <div class={total === undefined ? 'split unheard' : 'split'} />;
  return <div class="split shared" style={{ '--share': `${((total.longUsd / sum) * 100).toFixed(1)}%` }} />;
}

/**
 * Forced orders of the last 24 hours, all coins. Rows whose parts stand side by side are keyed by their texts: made anew they appear, where
 * parts pushed aside by a longer neighbour would count as a layout shift of the page.
 */
export const Liquidated = pure(({ total }: { readonly total: LiquidationTotal | undefined }) => (
  <div class="liq" title={toCoverageTitle(total)}>
    <div class="row">
      <span class="k">Liquidated 24h</span>
      <span class="sub end">{total === undefined ? '' : formatVenues(total.venuesHeard, total.venuesEnabled)}</span>
    </div>
    <div class="row" key={formatTotal(total).length}>
      <span class="big">{formatTotal(total)}</span>
      <span class="sub end">{total === undefined ? 'not heard yet' : formatSeen(total.coverage)}</span>
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

interface WindowsProps {
  readonly totals: WindowTotals | undefined;
  /** Shown in one line below, for comparison: the other of `all coins` and a coin. */
  readonly otherName: string;
  readonly otherTotals: WindowTotals | undefined;
}

/** One row for each window: total, longs, shorts, and how much of it was heard. */
export const Windows = pure(({ totals, otherName, otherTotals }: WindowsProps) => (
  <div class="sec">
    <div class="windows" role="table" aria-label="Forced orders by window">
      <div role="row" class="sub">
        <span role="columnheader">Liquidated</span>
        <span role="columnheader">total</span>
        <span role="columnheader">longs</span>
        <span role="columnheader">shorts</span>
        <span role="columnheader" class="end">
          seen
        </span>
      </div>
      {windows.map(name => {
        const total = totals?.[name];
        return (
          <div role="row" key={name} title={toCoverageTitle(total)}>
            <span role="rowheader" class="k">
              {name}
            </span>
            <span role="cell" class="strong">
              {formatTotal(total)}
            </span>
            <span role="cell" class={toTone(total?.longUsd, 'neg')}>
              {formatMoney(total?.longUsd)}
            </span>
            <span role="cell" class={toTone(total?.shortUsd, 'pos')}>
              {formatMoney(total?.shortUsd)}
            </span>
            <span role="cell" class={total === undefined ? 'sub end' : 'k end'}>
              {total === undefined ? 'not heard' : formatSeen(total.coverage).replace(' seen', '')}
            </span>
          </div>
        );
      })}
    </div>
    <div class="others sub">
      <span>{otherName}</span>
      {(['24h', '7d', '30d'] as const).map(name => (
        <span key={name} title={toCoverageTitle(otherTotals?.[name])}>
          {name} <b>{formatTotal(otherTotals?.[name])}</b>
        </span>
      ))}
    </div>
  </div>
));
