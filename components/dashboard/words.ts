import { formatMoney } from '../../lib/format/money.ts';
import { t } from '../../lib/i18n/t.ts';
import type { Phase } from '../../lib/model/engine.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

export const phaseWord = (phase: Phase): string => t(`dashboard.phase.${phase}`);

/** The coin of an address as it is read: `BTC`, `All coins`. */
export const coinWord = (coin: string): string => (coin === '' ? t('dashboard.allCoins') : coin);

/** The span of a bar: `hour`, `15 minutes`. */
export function spanWord(ms: number): string {
  if (ms === minuteMs) return t('dashboard.span.minute');
  if (ms === hourMs) return t('dashboard.span.hour');
  return ms < hourMs
    ? t('dashboard.span.minutes', { count: Math.round(ms / minuteMs) })
    : t('dashboard.span.hours', { count: Math.round(ms / hourMs) });
}

/** An amount of coins: `81.6K`. Written as dollars are, without their sign. */
export const formatCoins = (coins: number | undefined): string => formatMoney(coins).replace('$', '');
