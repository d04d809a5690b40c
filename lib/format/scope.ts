import { t } from '../i18n/t.ts';
import type { KeyedTotals } from '../model/snapshot.ts';
import { toSafeText } from './words.ts';

/** What a provider's totals are of: `BTC on 11 venues`, `312 coins, as CoinGlass counts`. */
export function formatScope({ name, scope: { coin, coins, venues } }: Pick<KeyedTotals, 'name' | 'scope'>): string {
  const values = { name: toSafeText(name, 24), coin: toSafeText(coin ?? t('figure.allCoins'), 20) };
  if (venues !== undefined) return t('sources.scope.venues', { coin: values.coin }, venues);
  return coins === undefined ? t('sources.scope.coin', values) : t('sources.scope.coins', { name: values.name }, coins);
}
