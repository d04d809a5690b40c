import { t } from '../i18n/t.ts';
import type { Alert, AlertMatter } from '../model/engine.ts';
import { formatMoney } from './money.ts';
import { formatFall } from './percent.ts';
import { formatLevel } from './price.ts';

const hourMs = 3_600_000;
const minuteMs = 60_000;

/** An alert in words, as a notification and the list of the last ones show it: `BTC: cascade`, and a sentence or some. */
export interface AlertWords {
  readonly title: string;
  readonly text: string;
}

/** The words of an alert. Those of one that was kept in words by an earlier version are what they were. */
export function formatAlert({ base, matter }: Pick<Alert, 'base' | 'matter'>): AlertWords {
  const coin = base === 'ALL' ? t('alert.market') : base;
  switch (matter.of) {
    case 'phase':
      return { title: t('alert.phase', { coin, phase: t(`phase.name.${matter.phase}`) }), text: phaseText(matter) };
    case 'level': {
      const level = formatLevel(matter.levelUsd);
      return {
        title: t(`alert.level.${matter.state}`, { coin, level }),
        text: t(`alert.closes.${matter.state}`, { level }),
      };
    }
    case 'fear-greed':
      return { title: t('alert.fear', { word: matter.word }), text: t('alert.index', { value: matter.value }) };
    case 'threshold': {
      const side = t(`alert.side.${matter.position}`);
      const span = toSpan(matter.windowMs);
      return {
        title: t('alert.over', { coin, side, usd: formatMoney(matter.usd) }),
        text: t('alert.reached', { usd: formatMoney(matter.reachedUsd), side, span }),
      };
    }
    case 'words':
      return { title: matter.title, text: matter.text };
  }
}

function phaseText({ phase, longs, drop }: Extract<AlertMatter, { of: 'phase' }>): string {
  return [
    t(`alert.now.${phase}`),
    ...(longs === undefined
      ? []
      : [t('alert.longs', { usd: formatMoney(longs.perMinuteUsd), usual: formatMoney(longs.usualUsd) })]),
    ...(drop === undefined ? [] : [t('alert.drop', { share: formatFall(drop.share), span: toSpan(drop.windowMs) })]),
  ].join(' ');
}

function toSpan(ms: number): string {
  return ms < hourMs
    ? t('time.minutes', { count: Math.round(ms / minuteMs) })
    : t('time.hours', { count: Math.round(ms / hourMs) });
}
