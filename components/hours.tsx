import { formatMoney } from '../lib/format/money.ts';
import { formatShare } from '../lib/format/coverage.ts';
import { formatClock } from '../lib/format/time.ts';
import type { HourBar, HourBars } from '../lib/model/snapshot.ts';
import { pure } from './pure.ts';

const slots = 24;
const step = 280 / slots;
const bar = 8.6;
const up = 28;
const down = 11;
/** Below this share an hour is drawn as a gap behind whatever little was heard. */
const mostlyHeard = 0.5;

/** Half a pixel at the least for what is not zero: a small sum and none must look different. */
const toHeight = (usd: number | undefined, most: number, room: number): number =>
  usd === undefined || usd <= 0 ? 0 : Math.max(0.8, (usd / most) * room);

const toTitle = ({ time, longUsd, shortUsd, heard }: HourBar): string =>
  longUsd === undefined && shortUsd === undefined
    ? `${formatClock(time)}: not heard`
    : `${formatClock(time)}: ${formatMoney(longUsd)} longs, ${formatMoney(shortUsd)} shorts, ${formatShare(heard)} heard`;

/** Forced orders by hour, longs up and shorts down on one scale. Hours that were not heard are hatched; hours without any have no bar. */
export const Hours = pure(({ hours }: { readonly hours: HourBars | undefined }) => {
  const shown = hours?.slice(-slots) ?? [];
  const heard = shown.filter(hour => hour.longUsd !== undefined || hour.shortUsd !== undefined);
  const most = Math.max(1, ...heard.map(hour => Math.max(hour.longUsd ?? 0, ((hour.shortUsd ?? 0) * up) / down)));
  const peak = heard.reduce<HourBar | undefined>(
    (best, hour) => ((hour.longUsd ?? 0) > (best?.longUsd ?? 0) ? hour : best),
    undefined,
  );
  const label = `Forced out by hour: ${heard.length} of ${slots} hours heard${peak ? `, most longs at ${formatClock(peak.time)}` : ''}`;
  const first = slots - shown.length;
  return (
    <div class="bars">
      <div class="row sub">
        <span>Forced out by hour, all coins</span>
        <span class="end">
          <span class="neg">longs ↑</span> <span class="pos">shorts ↓</span>
        </span>
      </div>
      <svg viewBox="0 0 280 40" preserveAspectRatio="none" role="img" aria-label={label}>
        <defs>
          <pattern id="gap" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path d="M0 0V4" class="hatch" />
          </pattern>
        </defs>
        {Array.from({ length: first }, (_, index) => (
          <rect key={index} x={index * step} y="0" width={bar} height="40" rx="1.2" fill="url(#gap)" />
        ))}
        {shown.map((hour, index) => {
          const x = (first + index) * step;
          const long = toHeight(hour.longUsd, most, up);
          const short = toHeight(hour.shortUsd, (most * down) / up, down);
          return (
            <g key={hour.time}>
              <title>{toTitle(hour)}</title>
              <rect x={x} y="0" width={bar} height="40" rx="1.2" fill={hour.heard < mostlyHeard ? 'url(#gap)' : 'transparent'} />
              <rect x={x} y={up - long} width={bar} height={long} rx="1.2" class="long" />
              <rect x={x} y={up + 1} width={bar} height={short} rx="1.2" class="short" />
            </g>
          );
        })}
        <path d={`M0 ${up + 0.5}H280`} class="axis" />
      </svg>
    </div>
  );
});
