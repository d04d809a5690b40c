import type { VNode } from 'preact';
import { readDollars } from '../lib/format/dollars.ts';
import { formatMoney } from '../lib/format/money.ts';
import { coinShape, mostThresholds, thresholdBounds, thresholdSides } from '../lib/model/alerts.ts';
import type { AlertThreshold } from '../lib/model/alerts.ts';
import { windows } from '../lib/model/snapshot.ts';
import { trusted } from './trusted.ts';

interface ThresholdsProps {
  readonly thresholds: readonly AlertThreshold[];
  /** What is wrong with what was typed, in words. */
  readonly problem: string | undefined;
  readonly onChange: (thresholds: readonly AlertThreshold[], isNew: boolean) => void;
  readonly onProblem: (words: string) => void;
}

const sideWords = { long: 'longs', short: 'shorts', both: 'both sides' } as const;

/** What was typed as a threshold, or what is wrong with it in words. */
export function readTyped(
  typed: { readonly coin: string; readonly side: string; readonly usd: string; readonly window: string },
  others: readonly AlertThreshold[],
): AlertThreshold | string {
  const coin = typed.coin.trim().toUpperCase();
  const usd = readDollars(typed.usd);
  const side = thresholdSides.find(each => each === typed.side);
  const window = windows.find(each => each === typed.window);
  if (coin !== '' && !coinShape.test(coin))
    return 'A coin has up to 15 letters and digits, like BTC. Leave it empty for the whole market.';
  if (usd === undefined) return 'Type the dollars as a number, like 5M, 250k or 1,000,000.';
  if (usd < thresholdBounds.atLeast || usd > thresholdBounds.atMost) return 'A threshold lies between $1k and $1,000B.';
  if (side === undefined || window === undefined) return 'Choose a side and a window.';
  if (others.length >= mostThresholds) return `There are ${mostThresholds} thresholds already. Remove one first.`;
  const isTwin = (each: AlertThreshold): boolean =>
    each.coin === coin && each.side === side && each.usd === usd && each.window === window;
  return others.some(isTwin) ? 'This threshold is in the list already.' : { coin, side, usd, window };
}

/** The user's own thresholds, with a line to add one. */
export function Thresholds({ thresholds, problem, onChange, onProblem }: ThresholdsProps): VNode {
  function add(event: SubmitEvent): void {
    event.preventDefault();
    const form = event.currentTarget;
    if (!(form instanceof HTMLFormElement)) return;
    const text = (name: string): string => {
      const field = form.elements.namedItem(name);
      return field instanceof HTMLInputElement || field instanceof HTMLSelectElement ? field.value : '';
    };
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
      <h3 id="thresholds">Your thresholds</h3>
      <p class="sub">Told when so much was forced out within the window. Totals are floors, so it may have been more.</p>
      <ul class="switches" aria-labelledby="thresholds">
        {thresholds.map(threshold => {
          const { coin, side, usd, window } = threshold;
          const words = `${coin || 'Market'}, ${sideWords[side]}, ${formatMoney(usd)} in ${window}`;
          return (
            <li key={words}>
              <span>{words}</span>
              <button
                type="button"
                class="retry"
                aria-label={`Remove: ${words}`}
                onClick={trusted(() =>
                  onChange(
                    thresholds.filter(each => each !== threshold),
                    false,
                  ),
                )}
              >
                Remove
              </button>
            </li>
          );
        })}
      </ul>
      <form class="fields" autocomplete="off" onSubmit={trusted(add)}>
        <label>
          Coin <input name="coin" size={8} maxLength={20} placeholder="market" aria-describedby="threshold-problem" />
        </label>
        <label>
          Side{' '}
          <select name="side">
            {thresholdSides.map(side => (
              <option key={side} value={side}>
                {sideWords[side]}
              </option>
            ))}
          </select>
        </label>
        <label>
          Dollars <input name="usd" size={8} maxLength={20} placeholder="5M" aria-describedby="threshold-problem" />
        </label>
        <label>
          Window{' '}
          <select name="window">
            {windows.map(window => (
              <option key={window} value={window}>
                {window}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" class="retry">
          Add
        </button>
        <span id="threshold-problem" role="alert" class="neg">
          {problem}
        </span>
      </form>
    </>
  );
}
