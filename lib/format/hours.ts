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

const isHeard = ({ longUsd, shortUsd }: HourBar): boolean => longUsd !== undefined || shortUsd !== undefined;

/** The hours as bars of one scale with their titles, and how they go. */
export function composeHours(hours: HourBars): HoursWords {
  const shown = hours.slice(-slots);
  const heard = shown.filter(isHeard);
  const most = Math.max(1, ...heard.flatMap(({ longUsd = 0, shortUsd = 0 }) => [longUsd, shortUsd]));
  const [peak] = heard.toSorted((a, b) => (b.longUsd ?? 0) - (a.longUsd ?? 0));
  const when = peak?.longUsd ? `, most longs at ${formatClock(peak.time)}` : '';
  const trend = toTrend(hours);
  return {
    label: `Forced out by hour: ${heard.length} of ${slots} hours heard${when}`,
    ...(trend === undefined ? {} : { trend }),
    bars: shown.map(hour => ({
      long: (hour.longUsd ?? 0) / most,
      short: (hour.shortUsd ?? 0) / most,
      heard: hour.heard >= mostlyHeard,
      tip: isHeard(hour)
        ? `${formatClock(hour.time)}: ${formatMoney(hour.longUsd)} longs, ${formatMoney(hour.shortUsd)} shorts, ${formatShare(hour.heard)} heard`
        : `${formatClock(hour.time)}: not heard`,
    })),
  };
}

/** How longs of the last six full hours compare with those of the six before; absent unless all twelve were mostly heard. */
function toTrend(hours: HourBars): Cell | undefined {
  const full = hours.slice(-2 * trendHours - 1, -1);
  if (full.length < 2 * trendHours || full.some(hour => hour.heard < mostlyHeard)) return undefined;
  const sum = (part: HourBars): number => part.reduce((total, hour) => total + (hour.longUsd ?? 0), 0);
  const before = sum(full.slice(0, trendHours));
  if (before <= 0) return undefined;
  const moved = sum(full.slice(trendHours)) / before - 1;
  if (Math.abs(moved) < 0.05) return dim('steady for 6 h');
  return {
    text: `${moved < 0 ? 'slowing' : 'growing'}: ${formatShortChange(moved)} in ${trendHours} h`,
    tone: moved < 0 ? 'pos' : 'neg',
  };
}
