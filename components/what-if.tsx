import type { VNode } from 'preact';
import { formatMoney, formatPerDollar } from '../lib/format/money.ts';
import { formatLevelReasons, noBook } from '../lib/format/ladder.ts';
import { formatChange } from '../lib/format/percent.ts';
import { because, isUnknown, known, unread } from '../lib/format/phase.ts';
import { formatLevel } from '../lib/format/price.ts';
import { toSafeText } from '../lib/format/words.ts';
import { whatIf } from '../lib/format/what-if.ts';
import { t } from '../lib/i18n/t.ts';
import type { MarketSnapshot } from '../lib/model/snapshot.ts';
import { fill } from './fill.ts';
import { pure } from './pure.ts';
import { StepButton } from './step-button.tsx';

interface WhatIfProps {
  readonly snapshot: MarketSnapshot;
  readonly base: string;
  /** The level that is looked at, by its price; the nearest below the price when it is none. */
  readonly price: number | undefined;
  readonly onPrice: (price: number) => void;
}

/** Colour of an amount; its sign says the same. */
const toTone = (amount: number): string => (amount < 0 ? 'neg' : amount > 0 ? 'pos' : 'dim');

/** What it would mean if the price went to one of the levels: stepped through with two buttons. An estimate, and said to be one. */
export const WhatIf = pure(({ snapshot, base, price, onPrice }: WhatIfProps): VNode => {
  const fromUsd = snapshot.prices[base]?.usd;
  const { levels: round = [], others = [] } = snapshot.levels[base] ?? {};
  const levels = [...round, ...others].sort((left, right) => right.price - left.price);
  if (fromUsd === undefined || levels.length === 0)
    return <div class="sec sub">{t(fromUsd === undefined ? 'whatIf.noPrice' : 'whatIf.noHours', { coin: base })}</div>;
  const start = levels.findIndex(level => level.price < fromUsd);
  const chosen = levels.findIndex(level => level.price === price);
  const place = chosen >= 0 ? chosen : start >= 0 ? start : levels.length - 1;
  const level = levels[place];
  const to = level?.price ?? fromUsd;
  const fuel = snapshot.engine?.coins[base]?.fuel ?? unread;
  const holders = known(snapshot.engine?.holders) ?? [];
  const told = whatIf(to, { base, fromUsd, fuel: known(fuel), holders, levels });
  const fragility = known(fuel)?.fragility;
  const missing = isUnknown(fuel) ? because(fuel) : t('dashboard.beyond');
  const step = (by: number, label: string, sign: string): VNode => {
    const next = levels[place + by]?.price;
    return <StepButton label={label} sign={sign} onStep={next === undefined ? undefined : () => onPrice(next)} />;
  };
  return (
    <div class="sec what-if">
      <div class="row">
        <span>
          {fill(t('whatIf.to', { coin: base }), { price: <b>{formatLevel(to)}</b> }, words => (
            <span class="k">{words}</span>
          ))}{' '}
          <span class={toTone(to - fromUsd)}>{formatChange(to / fromUsd - 1, 1)}</span>
        </span>
        <span>
          {step(-1, t('whatIf.above'), '▲')} {step(1, t('whatIf.below'), '▼')}
        </span>
      </div>
      <div aria-live="polite">
        <div class="sub">{level && formatLevelReasons(level.reasons).join(', ')}</div>
        <div class="row sub" title={t('whatIf.forcedTip')}>
          <span>{t(told.position === 'long' ? 'dashboard.longsForced' : 'dashboard.shortsForced')}</span>
          {told.fuelUsd === undefined ? <span>{missing}</span> : <span class="guess">≈ {formatMoney(told.fuelUsd)}</span>}
        </div>
        {!isUnknown(fuel) && told.position === 'long' && (
          <div class="row sub" title={t('whatIf.bidsTip')}>
            <span>{t('dashboard.perDollar')}</span>
            {fragility === undefined ? <span>{because(noBook)}</span> : <span class="guess">≈ {formatPerDollar(fragility)}</span>}
          </div>
        )}
        {told.holders.slice(0, 2).map(({ name, resultUsd }) => (
          <div key={name} class="row sub">
            <span>{t('whatIf.unrealised', { name: toSafeText(name, 60) })}</span>
            <span class={toTone(resultUsd)}>{formatMoney(resultUsd)}</span>
          </div>
        ))}
        <div class="row sub">
          <span>{t('dashboard.levelsPassed')}</span>
          <span>{told.levels.map(passed => formatLevel(passed.price)).join(', ') || t('dashboard.noLevels')}</span>
        </div>
      </div>
    </div>
  );
});
