import type { VNode } from 'preact';
import { pageText } from '../lib/i18n/page-text.ts';
import type { Front, PriceWords } from '../lib/model/answer.ts';
import { toOldWords } from './freshness.ts';
import { pure } from './pure.ts';

interface CellProps {
  readonly base: string;
  readonly words: PriceWords | undefined;
  readonly withPrice: boolean;
  /** Its age in words when it is old, else nothing. */
  readonly old: string | undefined;
}

/** Keyed by its text: made anew it appears, where its parts pushing each other aside would count as a layout shift of the page. */
const Price = pure(({ base, words, withPrice, old }: CellProps): VNode => {
  const { price = '–', change = { text: '–', tone: 'dim' }, tip = pageText('panel.unheardOf', { name: base }) } = words ?? {};
  return (
    <div key={`${price.length} ${change.text.length} ${old}`} class={old ? 'price old' : 'price'} title={tip}>
      <span class="dim">{base}</span> {withPrice && <span>{price}</span>}{' '}
      <span class={old ? '' : change.tone}>{old ?? change.text}</span>
    </div>
  );
});

interface PricesProps {
  readonly prices: Front['prices'] | undefined;
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
        const words = prices?.[base];
        return (
          <Price
            key={base}
            base={base}
            words={words}
            withPrice={layout === 'table' || base === 'BTC'}
            old={toOldWords(words?.freshFor, now)}
          />
        );
      })}
    </div>
  );
}
