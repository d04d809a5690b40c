import { formatAge } from '../lib/format/age.ts';
import { formatChange } from '../lib/format/percent.ts';
import { formatPrice } from '../lib/format/price.ts';
import { formatMoment } from '../lib/format/time.ts';
import { toSafeText } from '../lib/format/words.ts';
import type { MarketSnapshot, PriceFigure } from '../lib/model/snapshot.ts';
import { freshForMs } from './freshness.ts';
import { pure } from './pure.ts';

/** Colour of a change; the sign in the text says the same. */
export const toTone = (change: number | undefined): string =>
  change === undefined || change === 0 ? 'k' : change < 0 ? 'neg' : 'pos';

const toTitle = (base: string, figure: PriceFigure | undefined): string =>
  figure === undefined
    ? `${base}: not heard yet`
    : `${base} ${formatPrice(figure.usd)}, ${formatChange(figure.change24h)} in 24h. ${toSafeText(figure.source, 30)}, ${formatMoment(figure.at)}`;

interface CellProps {
  readonly base: string;
  readonly figure: PriceFigure | undefined;
  readonly withPrice: boolean;
  /** Age in words when the figure is old, else nothing. */
  readonly age: string | undefined;
}

/** Keyed by its text: made anew it appears, where its parts pushing each other aside would count as a layout shift of the page. */
const Cell = pure(({ base, figure, withPrice, age }: CellProps) => (
  <div
    key={`${formatPrice(figure?.usd).length} ${formatChange(figure?.change24h).length} ${age}`}
    class={age === undefined ? 'price' : 'price old'}
    title={toTitle(base, figure)}
  >
    <span class="k">{base}</span> {withPrice && <span>{formatPrice(figure?.usd)}</span>}{' '}
    {age === undefined ? <span class={toTone(figure?.change24h)}>{formatChange(figure?.change24h)}</span> : <span>{age}</span>}
  </div>
));

interface PricesProps {
  readonly prices: MarketSnapshot['prices'] | undefined;
  readonly coin: string | undefined;
  readonly now: number;
  /** `row`: three coins in one line, the price of the first alone. `table`: up to four, each with its price. */
  readonly layout: 'row' | 'table';
}

/** The majors and the page's own coin, which takes the last place in a row. */
export function Prices({ prices, coin, now, layout }: PricesProps) {
  const own = coin === undefined || ['BTC', 'ETH', 'SOL'].includes(coin) ? [] : [coin];
  const bases = layout === 'table' ? ['BTC', 'ETH', 'SOL', ...own] : ['BTC', 'ETH', own[0] ?? 'SOL'];
  return (
    <div class={`prices ${layout} n${bases.length}`}>
      {bases.map(base => {
        const figure = prices?.[base];
        const ageMs = figure && now - figure.at;
        const age = ageMs !== undefined && ageMs > freshForMs.price ? `${formatAge(ageMs)} old` : undefined;
        return <Cell key={base} base={base} figure={figure} withPrice={layout === 'table' || base === 'BTC'} age={age} />;
      })}
    </div>
  );
}
