import { formatVenues } from '../lib/format/coverage.ts';
import { formatMoney } from '../lib/format/money.ts';
import { formatShortChange } from '../lib/format/percent.ts';
import { formatMoment } from '../lib/format/time.ts';
import type { OpenInterestFigure } from '../lib/model/snapshot.ts';
import { Line } from './line.tsx';
import { toTone } from './prices.tsx';
import { pure } from './pure.ts';

interface InterestProps {
  readonly figure: OpenInterestFigure | undefined;
  /** `all coins`, `BTC`. */
  readonly name: string;
  /** Its age in words when it is old, else nothing. */
  readonly old: string | undefined;
}

/** Coins are no money: `$1.42M` without its sign. */
const formatCoins = (coins: number | undefined): string => formatMoney(coins).replace('$', '');

/** Open interest in dollars and in coins: dollars fall with price even when nobody closes. */
export const Interest = pure(({ figure, name, old }: InterestProps) => {
  const title = figure
    ? `One-sided, ${formatVenues(figure.venues, figure.venuesEnabled)}, ${formatMoment(figure.at)}`
    : 'not heard yet';
  const change = (fraction: number | undefined) => <span class={`end ${toTone(fraction)}`}>{formatShortChange(fraction)}</span>;
  return (
    <div class={old ? 'sec old' : 'sec'} title={title}>
      <div class="oi" key={`${formatMoney(figure?.usd).length} ${formatCoins(figure?.coins).length}`}>
        <span class="k">Open interest, {name}</span>
        <span class="sub end">24h</span>
        <span class="sub end">30d</span>
        <span>
          <b>{formatMoney(figure?.usd)}</b> <span class="sub">{figure ? (old ?? 'in dollars') : 'not heard yet'}</span>
        </span>
        {change(figure?.changeUsd24h)}
        {change(figure?.changeUsd30d)}
        <span>
          {figure?.coins !== undefined && <b>{formatCoins(figure.coins)} </b>}
          <span class="sub">{figure?.coins === undefined ? 'at constant prices' : `in ${name}`}</span>
        </span>
        {change(figure?.changeCoins24h)}
        {change(figure?.changeCoins30d)}
      </div>
      <Line points={figure?.line ?? []} height={24} label={`Open interest in dollars, ${figure?.lineOf ?? name}`} />
    </div>
  );
});
