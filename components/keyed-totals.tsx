import type { VNode } from 'preact';
import { formatMoney } from '../lib/format/money.ts';
import { formatMoment } from '../lib/format/time.ts';
import { formatScope } from '../lib/format/scope.ts';
import { toSafeText } from '../lib/format/words.ts';
import { t } from '../lib/i18n/t.ts';
import type { KeyedTotals as Totals } from '../lib/model/feeds-page.ts';
import { windows } from '../lib/model/snapshot.ts';
import { fill } from './fill.ts';

/** Totals of providers that were asked with the user's own key: beside ours, with their names, never mixed in. */
export const KeyedTotals = ({ keyed }: { readonly keyed: readonly Totals[] }): VNode => (
  <>
    {keyed.map(({ source, name, attribution, scope, windows: sums, at }) => (
      <div class="sec keyed" key={`${source} ${scope.coin ?? ''}`}>
        <div class="row">
          <span class="k">{t('sources.keyedOf', { name: toSafeText(name, 24), scope: formatScope({ name, scope }) })}</span>
          <span class="sub">{formatMoment(at)}</span>
        </div>
        {windows.map(window => {
          const sum = sums[window];
          return (
            sum && (
              <div class="row" key={window}>
                <span>
                  <span class="k">{window}</span> <b>{formatMoney(sum.usd)}</b>
                </span>
                <span class="sub">
                  {fill(t('sources.keyedSides'), {
                    longs: <span class="neg">{formatMoney(sum.longUsd)}</span>,
                    shorts: <span class="pos">{formatMoney(sum.shortUsd)}</span>,
                  })}
                </span>
              </div>
            )
          );
        })}
        <div class="sub">
          <a href={attribution.url} target="_blank" rel="noreferrer noopener">
            {t('sources.credit', { name: toSafeText(name, 24) })}
          </a>
        </div>
      </div>
    ))}
  </>
);
