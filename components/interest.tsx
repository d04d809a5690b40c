import { formatAge } from '../lib/format/age.ts';
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
  /** Its age when it is old, ms, else nothing. */
  readonly oldMs: number | undefined;
}

/** Coins are no money: `$1.42M` without its sign. */
const formatCoins = (coins: number | undefined): string => formatMoney(coins).replace('$', '');

/** Open interest in dollars and in coins: dollars fall with price even when nobody closes. */
export const Interest = pure(({ figure, name, oldMs }: InterestProps) => {
  const title =
    figure === undefined
      ? 'not heard yet'
      : `One-sided, ${formatVenues(figure.venues, figure.venuesEnabled)}, ${formatMoment(figure.at)}`;
  const change = (fraction: number | undefined) => <span class={`end ${toTone(fraction)}`}>{formatShortChange(fraction)}</span>;
  return (
    <div class={oldMs === undefined ? 'sec' : 'sec old'} title={title}>
      <div class="oi" key={`${formatMoney(figure?.usd).length} ${formatCoins(figure?.coins).length}`}>
        <span class="k">Open interest, {name}</span>
        <span class="sub end">24h</span>
        <span class="sub end">30d</span>
        <span>
          <b>{formatMoney(figure?.usd)}</b>{' '}
          <span class="sub">
            {figure === undefined ? 'not heard yet' : oldMs === undefined ? 'in dollars' : `${formatAge(oldMs)} old`}
          </span>
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
      <Line points={figure?.line ?? []} height={24} label={`Open interest in dollars, ${name}`} />
    </div>
  );
});
