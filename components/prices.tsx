import { formatChange } from '../lib/format/percent.ts';
import { formatPrice } from '../lib/format/price.ts';
import { formatMoment } from '../lib/format/time.ts';
import { toSafeText } from '../lib/format/words.ts';
import type { MarketSnapshot, PriceFigure } from '../lib/model/snapshot.ts';
import { toOldWords } from './freshness.ts';
import { pure } from './pure.ts';

/** Colour of a change; the sign in the text says the same. */
export const toTone = (change: number | undefined): string => (!change ? 'k' : change < 0 ? 'neg' : 'pos');

const toTitle = (base: string, figure: PriceFigure | undefined): string =>
  figure
    ? `${base} ${formatPrice(figure.usd)}, ${formatChange(figure.change24h)} in 24h. ${toSafeText(figure.source, 30)}, ${formatMoment(figure.at)}`
    : `${base}: not heard yet`;

interface CellProps {
  readonly base: string;
  readonly figure: PriceFigure | undefined;
  readonly withPrice: boolean;
  /** Its age in words when it is old, else nothing. */
  readonly old: string | undefined;
}

/** Keyed by its text: made anew it appears, where its parts pushing each other aside would count as a layout shift of the page. */
const Cell = pure(({ base, figure, withPrice, old }: CellProps) => (
  <div
    key={`${formatPrice(figure?.usd).length} ${formatChange(figure?.change24h).length} ${old}`}
    class={old ? 'price old' : 'price'}
    title={toTitle(base, figure)}
  >
    <span class="k">{base}</span> {withPrice && <span>{formatPrice(figure?.usd)}</span>}{' '}
    <span class={old ? '' : toTone(figure?.change24h)}>{old ?? formatChange(figure?.change24h)}</span>
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
  const all = [...new Set(['BTC', 'ETH', 'SOL', coin ?? 'BTC'])];
  // A row has room for three: the page's own coin stands there instead of SOL.
  const bases = layout === 'table' ? all : all.toSpliced(2, all.length - 3);
  return (
    <div class={`sec prices ${layout}`}>
      {bases.map(base => {
        const figure = prices?.[base];
        const old = toOldWords('price', figure, now);
        return <Cell key={base} base={base} figure={figure} withPrice={layout === 'table' || base === 'BTC'} old={old} />;
      })}
    </div>
  );
}
