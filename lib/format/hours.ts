import { t } from '../i18n/t.ts';
import type { Cell, HoursWords } from '../model/answer.ts';
import type { HourBar, HourBars } from '../model/snapshot.ts';
import { formatShare } from './coverage.ts';
import { dim } from './cells.ts';
import { formatMoney } from './money.ts';
import { formatShortChange } from './percent.ts';
import { formatClock } from './time.ts';

/** Below this share an hour is drawn as a gap behind whatever little was heard. */
const mostlyHeard = 0.5;
/** Hours on each side of the comparison. */
const trendHours = 6;
const slots = 24;
/** Room above and below the axis, px: one scale for both, so that equal sums are equal lengths. */
const up = 28;
const down = 11;

const isHeard = ({ longUsd, shortUsd }: HourBar): boolean => longUsd !== undefined || shortUsd !== undefined;

/** The hours as bars on one scale with their titles, and how they go. */
export function composeHours(hours: HourBars): HoursWords {
  const shown = hours.slice(-slots);
  const heard = shown.filter(isHeard);
  const most = Math.max(1, ...heard.flatMap(({ longUsd = 0, shortUsd = 0 }) => [longUsd, shortUsd]));
  const mostShort = Math.max(0, ...heard.map(({ shortUsd = 0 }) => shortUsd));
  // Where shorts are many the scale shrinks until they fit.
  const perUsd = mostShort * up > down * most ? down / mostShort : up / most;
  // A pixel or nearly one at the least for what is not zero: a small sum and none must look different.
  const toHeight = (usd = 0): number => (usd > 0 ? Math.max(0.8, Number((usd * perUsd).toFixed(2))) : 0);
  const [peak] = heard.toSorted((a, b) => (b.longUsd ?? 0) - (a.longUsd ?? 0));
  const trend = toTrend(hours);
  return {
    label: peak?.longUsd
      ? t('answer.hours.labelWithPeak', { heard: heard.length, all: slots, time: formatClock(peak.time) })
      : t('answer.hours.label', { heard: heard.length, all: slots }),
    ...(trend === undefined ? {} : { trend }),
    bars: shown.map(hour => ({
      long: toHeight(hour.longUsd),
      short: toHeight(hour.shortUsd),
      heard: hour.heard >= mostlyHeard,
      tip: toTip(hour),
    })),
  };
}

function toTip(hour: HourBar): string {
  const time = formatClock(hour.time);
  if (!isHeard(hour)) return t('answer.hours.gap', { time });
  const [longs, shorts] = [formatMoney(hour.longUsd), formatMoney(hour.shortUsd)];
  return t('answer.hours.bar', { time, longs, shorts, share: formatShare(hour.heard) });
}

/** How longs of the last six full hours compare with those of the six before; absent unless all twelve were mostly heard. */
function toTrend(hours: HourBars): Cell | undefined {
  const full = hours.slice(-2 * trendHours - 1, -1);
  if (full.length < 2 * trendHours || full.some(hour => hour.heard < mostlyHeard)) return undefined;
  const sum = (part: HourBars): number => part.reduce((total, hour) => total + (hour.longUsd ?? 0), 0);
  const before = sum(full.slice(0, trendHours));
  if (before <= 0) return undefined;
  const moved = sum(full.slice(trendHours)) / before - 1;
  if (Math.abs(moved) < 0.05) return dim(t('answer.hours.steady', { hours: trendHours }));
  const values = { change: formatShortChange(moved), hours: trendHours };
  return moved < 0
    ? { text: t('answer.hours.slowing', values), tone: 'pos' }
    : { text: t('answer.hours.growing', values), tone: 'neg' };
}
