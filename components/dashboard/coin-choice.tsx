import type { VNode } from 'preact';
import { t } from '../../lib/i18n/t.ts';
import { trusted } from '../trusted.ts';
import { readCoin } from './address.ts';
import { Segments } from './segments.tsx';

const majors = ['BTC', 'ETH', 'SOL'];

interface CoinChoiceProps {
  /** Empty for all coins. */
  readonly coin: string;
  readonly onCoin: (coin: string) => void;
}

/** The coin that the page is about: the largest three, all of them, or any other by its name. */
export function CoinChoice({ coin, onCoin }: CoinChoiceProps): VNode {
  const known = coin === '' || majors.includes(coin) ? majors : [...majors, coin];
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.currentTarget;
    if (!(form instanceof HTMLFormElement)) return;
    const field = form.elements.namedItem('coin');
    const typed = field instanceof HTMLInputElement ? readCoin(field.value) : undefined;
    if (typed === undefined) return;
    form.reset();
    onCoin(typed);
  };
  return (
    <div class="coins">
      <Segments
        label={t('dashboard.coins')}
        options={[...known.map(each => [each, each] as const), ['', t('dashboard.allCoins')]]}
        chosen={coin}
        onChoose={onCoin}
      />
      <form onSubmit={trusted(submit)}>
        <input
          name="coin"
          type="text"
          size={7}
          maxLength={20}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          aria-label={t('dashboard.otherCoin')}
          placeholder={t('dashboard.otherCoinHint')}
        />
      </form>
    </div>
  );
}
