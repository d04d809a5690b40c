import type { VNode } from 'preact';
import { readDollars } from '../lib/format/dollars.ts';
import { formatLevel } from '../lib/format/price.ts';
import { t } from '../lib/i18n/t.ts';
import { mostLevelsInAll, mostLevelsOfCoin, withLevel } from '../lib/model/own-levels.ts';
import type { LevelFault, OwnLevels } from '../lib/model/own-levels.ts';
import { formText } from './form-text.ts';
import { passFocus } from './pass-focus.ts';
import { trusted } from './trusted.ts';

export interface LevelsProps {
  readonly levels: OwnLevels;
  /** What is wrong with what was typed, in words. */
  readonly problem: string | undefined;
  readonly onChange: (coin: string, priceUsd: number, on: boolean) => void;
  readonly onProblem: (words: string) => void;
}

/** Why a level is not taken, in words. */
export const toFaultWords = (fault: LevelFault): string =>
  t(`levels.fault.${fault}`, { most: fault === 'full' ? mostLevelsInAll : mostLevelsOfCoin });

/** What was typed as a level, or why it is none: `btc` and `$65,000`, or `65k`. */
export function readTypedLevel(
  typed: { readonly coin: string; readonly price: string },
  levels: OwnLevels,
): { readonly coin: string; readonly priceUsd: number } | LevelFault {
  const coin = typed.coin.trim().toUpperCase();
  const priceUsd = readDollars(typed.price) ?? Number.NaN;
  const next = withLevel(levels, coin, priceUsd);
  return typeof next === 'string' ? next : { coin, priceUsd };
}

/** The user's own levels by coin, highest first, with a line to add one. */
export function Levels({ levels, problem, onChange, onProblem }: LevelsProps): VNode {
  function add(event: SubmitEvent): void {
    event.preventDefault();
    const form = event.currentTarget;
    if (!(form instanceof HTMLFormElement)) return;
    const text = formText(form);
    const typed = readTypedLevel({ coin: text('coin'), price: text('price') }, levels);
    if (typeof typed === 'string') {
      onProblem(toFaultWords(typed));
      return;
    }
    const price = form.elements.namedItem('price');
    // The coin stays: levels of one coin are typed one after the other.
    if (price instanceof HTMLInputElement) {
      price.value = '';
      price.focus();
    }
    onChange(typed.coin, typed.priceUsd, true);
  }
  const rows = Object.entries(levels).flatMap(([coin, prices]) =>
    prices.toSorted((a, b) => b - a).map(priceUsd => [coin, priceUsd] as const),
  );
  return (
    <section aria-labelledby="levels">
      <h2 id="levels">
        {t('levels.title')}{' '}
        <span class="k" role="status">
          {t('levels.count', { most: mostLevelsInAll }, rows.length)}
        </span>
      </h2>
      <p class="sub">{t('levels.hint')}</p>
      {rows.length === 0 && <p class="k pad">{t('levels.none')}</p>}
      <ul class="switches" aria-labelledby="levels">
        {rows.map(([coin, priceUsd]) => (
          <li key={`${coin} ${priceUsd}`}>
            <span>
              <b>{coin}</b> {formatLevel(priceUsd)}
            </span>
            <button
              type="button"
              class="retry"
              aria-label={t('levels.removeOf', { coin, price: formatLevel(priceUsd) })}
              onClick={trusted((event: Event) => {
                passFocus(event);
                onChange(coin, priceUsd, false);
              })}
            >
              {t('levels.remove')}
            </button>
          </li>
        ))}
      </ul>
      <form class="fields" autocomplete="off" onSubmit={trusted(add)}>
        <label>
          {t('levels.coin')} <input name="coin" size={8} maxLength={20} placeholder="BTC" aria-describedby="level-problem" />
        </label>
        <label>
          {t('levels.price')}{' '}
          <input
            name="price"
            size={12}
            maxLength={24}
            inputMode="decimal"
            placeholder="65,000"
            aria-describedby="level-problem"
          />
        </label>
        <button type="submit" class="retry">
          {t('levels.add')}
        </button>
        <span id="level-problem" role="alert" class="neg">
          {problem}
        </span>
      </form>
    </section>
  );
}
