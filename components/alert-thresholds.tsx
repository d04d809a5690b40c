import type { VNode } from 'preact';
import { readDollars } from '../lib/format/dollars.ts';
import { formatMoney } from '../lib/format/money.ts';
import { formatCount } from '../lib/format/price.ts';
import { t } from '../lib/i18n/t.ts';
import { coinShape, mostThresholds, thresholdBounds, thresholdSides } from '../lib/model/alerts.ts';
import type { AlertThreshold } from '../lib/model/alerts.ts';
import { windows } from '../lib/model/snapshot.ts';
import { formText } from './form-text.ts';
import { passFocus } from './pass-focus.ts';
import { trusted } from './trusted.ts';

interface ThresholdsProps {
  readonly thresholds: readonly AlertThreshold[];
  /** What is wrong with what was typed, in words. */
  readonly problem: string | undefined;
  readonly onChange: (thresholds: readonly AlertThreshold[], isNew: boolean) => void;
  readonly onProblem: (words: string) => void;
}

/** The bounds as a person would type them. */
const boundWords = { least: '$1k', most: '$1,000B' };

/** What was typed as a threshold, or what is wrong with it in words. */
export function readTyped(
  typed: { readonly coin: string; readonly side: string; readonly usd: string; readonly window: string },
  others: readonly AlertThreshold[],
): AlertThreshold | string {
  const coin = typed.coin.trim().toUpperCase();
  const usd = readDollars(typed.usd);
  const side = thresholdSides.find(each => each === typed.side);
  const window = windows.find(each => each === typed.window);
  if (coin !== '' && !coinShape.test(coin)) return t('alerts.fault.coin');
  if (usd === undefined) return t('alerts.fault.usd');
  if (usd < thresholdBounds.atLeast || usd > thresholdBounds.atMost) return t('alerts.fault.bounds', boundWords);
  if (side === undefined || window === undefined) return t('alerts.fault.choice');
  if (others.length >= mostThresholds) return t('alerts.fault.full', { most: formatCount(mostThresholds) });
  const isTwin = (each: AlertThreshold): boolean =>
    each.coin === coin && each.side === side && each.usd === usd && each.window === window;
  return others.some(isTwin) ? t('alerts.fault.twin') : { coin, side, usd, window };
}

/** The user's own thresholds, with a line to add one. */
export function Thresholds({ thresholds, problem, onChange, onProblem }: ThresholdsProps): VNode {
  function add(event: SubmitEvent): void {
    event.preventDefault();
    const form = event.currentTarget;
    if (!(form instanceof HTMLFormElement)) return;
    const text = formText(form);
    const typed = readTyped({ coin: text('coin'), side: text('side'), usd: text('usd'), window: text('window') }, thresholds);
    if (typeof typed === 'string') {
      onProblem(typed);
      return;
    }
    form.reset();
    onChange([...thresholds, typed], true);
  }
  return (
    <>
      <h3 id="thresholds">{t('alerts.thresholds')}</h3>
      <p class="sub">{t('alerts.thresholdsHint')}</p>
      <ul class="switches" aria-labelledby="thresholds">
        {thresholds.map(threshold => {
          const { coin, side, usd, window } = threshold;
          const words = t('alerts.threshold', {
            coin: coin || t('alerts.market'),
            side: t(`alerts.side.${side}`),
            usd: formatMoney(usd),
            window,
          });
          return (
            <li key={words}>
              <span>{words}</span>
              <button
                type="button"
                class="retry"
                aria-label={t('alerts.removeOf', { threshold: words })}
                onClick={trusted((event: Event) => {
                  passFocus(event);
                  onChange(
                    thresholds.filter(each => each !== threshold),
                    false,
                  );
                })}
              >
                {t('alerts.remove')}
              </button>
            </li>
          );
        })}
      </ul>
      <form class="fields" autocomplete="off" onSubmit={trusted(add)}>
        <label>
          {t('alerts.field.coin')}{' '}
          <input
            name="coin"
            size={8}
            maxLength={20}
            placeholder={t('alerts.field.wholeMarket')}
            aria-describedby="threshold-problem"
          />
        </label>
        <label>
          {t('alerts.field.side')}{' '}
          <select name="side">
            {thresholdSides.map(side => (
              <option key={side} value={side}>
                {t(`alerts.side.${side}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('alerts.field.usd')}{' '}
          <input name="usd" size={8} maxLength={20} placeholder="5M" aria-describedby="threshold-problem" />
        </label>
        <label>
          {t('alerts.field.window')}{' '}
          <select name="window">
            {windows.map(window => (
              <option key={window} value={window}>
                {window}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" class="retry">
          {t('alerts.add')}
        </button>
        <span id="threshold-problem" role="alert" class="neg">
          {problem}
        </span>
      </form>
    </>
  );
}
