import { t } from '../i18n/t.ts';
import type { RequestWhy } from '../model/request-why.ts';
import { toSafeText } from './words.ts';

/** What was asked of a host: `open interest: BTCUSDT`. An earlier version kept sentences, which are shown as they are. */
export function formatWhy(why: string): string {
  const colon = why.indexOf(':');
  const name = colon < 0 ? why : why.slice(0, colon);
  const what = t(`request.${name as Exclude<RequestWhy, `${string}:${string}`>}`);
  if (what === '') return toSafeText(why, 100);
  return colon < 0 ? what : t('request.of', { what, name: toSafeText(why.slice(colon + 1), 40) });
}
