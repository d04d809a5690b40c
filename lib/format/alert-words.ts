import { t } from '../i18n/t.ts';
import type { Alert, AlertMatter } from '../model/engine.ts';
import { writeNumber } from './locale.ts';

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
      // A low of the day before may have as many digits as a fraction has.
      const level = toFigure(matter.levelUsd, 7);
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
        title: t('alert.over', { coin, side, usd: toMoney(matter.usd) }),
        text: t('alert.reached', { usd: toMoney(matter.reachedUsd), side, span }),
      };
    }
    case 'words':
      return { title: matter.title, text: matter.text };
  }
}

function phaseText({ phase, longs, drop }: Extract<AlertMatter, { of: 'phase' }>): string {
  return [
    t(`alert.now.${phase}`),
    ...(longs === undefined ? [] : [t('alert.longs', { usd: toMoney(longs.perMinuteUsd), usual: toMoney(longs.usualUsd) })]),
    ...(drop === undefined ? [] : [t('alert.drop', { share: writeNumber(drop.share * 100, 1), span: toSpan(drop.windowMs) })]),
  ].join(' ');
}

/** A number of so many significant digits without zeros at its end, thousands not parted: `78642.4`. */
function toFigure(value: number, digits: number): string {
  const rounded = Number(value.toPrecision(digits));
  const decimals = rounded === 0 ? 0 : digits - 1 - Math.floor(Math.log10(Math.abs(rounded)));
  return writeNumber(rounded, Math.min(20, Math.max(0, decimals)), 0, false);
}

/** Shorter than money elsewhere, since a title is cut early: `$5M`, `$5.01M`, `$250k`. */
function toMoney(usd: number): string {
  const [divisor, unit] = usd >= 1e9 ? [1e9, 'B'] : usd >= 1e6 ? [1e6, 'M'] : usd >= 1e3 ? [1e3, 'k'] : [1, ''];
  return `$${toFigure(usd / divisor, 3)}${unit}`;
}

function toSpan(ms: number): string {
  return ms < hourMs
    ? t('time.minutes', { count: Math.round(ms / minuteMs) })
    : t('time.hours', { count: Math.round(ms / hourMs) });
}
