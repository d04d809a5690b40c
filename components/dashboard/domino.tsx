import type { VNode } from 'preact';
import { formatPrice } from '../../lib/format/price.ts';
import { t } from '../../lib/i18n/t.ts';
import type { MarketSnapshot } from '../../lib/model/snapshot.ts';
import { pure } from '../pure.ts';
import { trusted } from '../trusted.ts';
import { toDomino } from './domino-view.ts';
import { moveHandle, roundPrice, toLadderPlace, toLadderPrice, toPriceStep } from './ladder-scale.ts';

interface DominoProps {
  readonly snapshot: MarketSnapshot;
  readonly base: string;
  /** The price that was chosen; `undefined` until one was. */
  readonly price: number | undefined;
  readonly onPrice: (price: number) => void;
}

/** Height of a row of the ladder, px: places on it are counted in these. */
const rowPx = 26;

/** The ladder with a handle to drag along it, and what the price at the handle would mean. An estimate, and drawn as one. */
export const Domino = pure(({ snapshot, base, price: chosen, onPrice }: DominoProps): VNode => {
  const view = toDomino(snapshot, base, chosen);
  if (typeof view === 'string')
    return (
      <section class="domino" aria-label={t('dashboard.ifFalls')}>
        <h2>{t('dashboard.ifFalls')}</h2>
        <p class="sub">{view}</p>
      </section>
    );
  const { rows, stops, nowUsd, price, change, lines, said } = view;
  const drag = (event: PointerEvent): void => {
    if (!(event.currentTarget instanceof HTMLElement)) return;
    const place = (event.clientY - event.currentTarget.getBoundingClientRect().top) / rowPx - 0.5;
    onPrice(roundPrice(toLadderPrice(place, stops), toPriceStep(nowUsd)));
  };
  const press = (event: KeyboardEvent): void => {
    const next = moveHandle(event.key, price, stops, nowUsd);
    if (next === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    onPrice(next);
  };
  return (
    <section class="domino" aria-label={t('dashboard.ifFalls')}>
      <h2>
        {t('dashboard.ifFalls')} <span>{t('dashboard.estimate')}</span>
      </h2>
      <div
        class="rungs"
        onPointerDown={trusted((event: PointerEvent) => {
          if (event.currentTarget instanceof HTMLElement) event.currentTarget.setPointerCapture(event.pointerId);
          drag(event);
        })}
        onPointerMove={trusted((event: PointerEvent) => {
          if (event.currentTarget instanceof HTMLElement && event.currentTarget.hasPointerCapture(event.pointerId)) drag(event);
        })}
      >
        {rows.map(row => (
          <div key={row.price} class={row.isNow ? 'rung is-now' : 'rung'} title={row.tip}>
            <span class={row.price > nowUsd ? 'dim' : ''}>{row.text}</span>
            {row.fuel && <i class="fuel" style={{ width: `${row.fuel.length * 100}%` }} />}
            {row.isNow ? <i class="line" /> : <span class="dim">{row.fuel?.text ?? row.words}</span>}
          </div>
        ))}
        <div
          class="handle"
          role="slider"
          tabIndex={0}
          aria-orientation="vertical"
          aria-label={t('dashboard.priceHandle')}
          aria-valuemin={stops.at(-1)}
          aria-valuemax={stops[0]}
          aria-valuenow={price}
          aria-valuetext={said}
          title={t('dashboard.priceHandleHint')}
          style={{ top: `${(toLadderPlace(price, stops) + 0.5) * rowPx}px` }}
          onKeyDown={trusted(press)}
        />
      </div>
      <dl class="domino-lines">
        <div>
          <dt>
            <b>{t('dashboard.at', { price: formatPrice(price) })}</b>
          </dt>
          <dd class={price < nowUsd ? 'neg' : price > nowUsd ? 'pos' : 'dim'}>{change}</dd>
        </div>
        {lines.map(({ name, text, tone, isEstimate }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd class={tone}>{isEstimate ? <span class="guess">{text}</span> : text}</dd>
          </div>
        ))}
      </dl>
      <details class="method">
        <summary>{t('dashboard.method')}</summary>
        <p class="sub">{t('dashboard.methodWords')}</p>
      </details>
    </section>
  );
});
