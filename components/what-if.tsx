import type { VNode } from 'preact';
import { formatMoney } from '../lib/format/money.ts';
import { formatChange } from '../lib/format/percent.ts';
import { formatLevel } from '../lib/format/price.ts';
import { known } from '../lib/format/phase.ts';
import { toSafeText } from '../lib/format/words.ts';
import { whatIf } from '../lib/format/what-if.ts';
import type { MarketSnapshot } from '../lib/model/snapshot.ts';
import { toTone } from './prices.tsx';
import { pure } from './pure.ts';
import { trusted } from './trusted.ts';

interface WhatIfProps {
  readonly snapshot: MarketSnapshot;
  readonly base: string;
  /** The level that is looked at, by its price; the nearest below the price when it is none. */
  readonly price: number | undefined;
  readonly onPrice: (price: number) => void;
}

/** What it would mean if the price went to one of the levels: stepped through with two buttons. An estimate, and said to be one. */
export const WhatIf = pure(({ snapshot, base, price, onPrice }: WhatIfProps): VNode | null => {
  const fromUsd = snapshot.prices[base]?.usd;
  const { levels: round = [], others = [] } = snapshot.levels[base] ?? {};
  const levels = [...round, ...others].sort((left, right) => right.price - left.price);
  if (fromUsd === undefined || levels.length === 0) return null;
  const start = levels.findIndex(level => level.price < fromUsd);
  const chosen = levels.findIndex(level => level.price === price);
  const place = chosen >= 0 ? chosen : start >= 0 ? start : levels.length - 1;
  const to = levels[place]?.price ?? fromUsd;
  const engine = snapshot.engine;
  const fuel = known(engine?.coins[base]?.fuel);
  const holders = known(engine?.holders) ?? [];
  const told = whatIf(to, { base, fromUsd, fuel, holders, levels });
  const step = (by: number, label: string, sign: string): VNode => {
    const next = levels[place + by]?.price;
    return (
      <button
        type="button"
        class="retry"
        aria-label={label}
        disabled={next === undefined}
        onClick={trusted(() => next !== undefined && onPrice(next))}
      >
        {sign}
      </button>
    );
  };
  return (
    <div
      class="sec what-if"
      title="Positions opened over 30 days, spread over an assumed leverage mix; it explains a price, it does not predict one"
    >
      <div class="row">
        <span>
          <span class="k">If {base} went to</span> <b>{formatLevel(to)}</b>{' '}
          <span class={toTone(to - fromUsd)}>{formatChange(to / fromUsd - 1, 1)}</span>
        </span>
        <span class="end">
          {step(-1, 'The level above', '▲')} {step(1, 'The level below', '▼')}
        </span>
      </div>
      <div class="row sub" aria-live="polite">
        <span>≈ forced out, {told.position}s</span>
        <span class="unheard">{told.fuelUsd === undefined ? 'not known' : `≈ ${formatMoney(told.fuelUsd)}`}</span>
      </div>
      {told.holders.slice(0, 2).map(({ name, resultUsd }) => (
        <div key={name} class="row sub">
          <span>{toSafeText(name, 24)}, unrealised</span>
          <span class={toTone(resultUsd)}>{formatMoney(resultUsd)}</span>
        </div>
      ))}
      <div class="row sub">
        <span>Levels passed</span>
        <span>{told.levels.map(level => formatLevel(level.price)).join(', ') || 'none'}</span>
      </div>
    </div>
  );
});
