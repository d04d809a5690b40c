import { formatMoney } from '../lib/format/money.ts';
import { formatShare } from '../lib/format/coverage.ts';
import { formatClock } from '../lib/format/time.ts';
import type { Cell } from '../lib/model/answer.ts';
import type { HourBar, HourBars } from '../lib/model/snapshot.ts';
import { pure } from './pure.ts';

const slots = 24;
const step = 280 / slots;
const up = 28;
const down = 11;
/** Below this share an hour is drawn as a gap behind whatever little was heard. */
const mostlyHeard = 0.5;

/** Half a pixel at the least for what is not zero: a small sum and none must look different. */
const toHeight = (usd: number | undefined, most: number, room: number): number => (usd ? Math.max(0.8, (usd / most) * room) : 0);

const isHeard = ({ longUsd, shortUsd }: HourBar): boolean => longUsd !== undefined || shortUsd !== undefined;

const toTitle = (hour: HourBar): string =>
  isHeard(hour)
    ? `${formatClock(hour.time)}: ${formatMoney(hour.longUsd)} longs, ${formatMoney(hour.shortUsd)} shorts, ${formatShare(hour.heard)} heard`
    : `${formatClock(hour.time)}: not heard`;

/** Forced orders by hour, longs up and shorts down on one scale. Hours that were not heard are hatched; hours without any have no bar. */
export const Hours = pure(({ hours = [], trend }: { readonly hours: HourBars | undefined; readonly trend: Cell | undefined }) => {
  const heard = hours.slice(-slots).filter(isHeard);
  const most = Math.max(1, ...heard.flatMap(({ longUsd = 0, shortUsd = 0 }) => [longUsd, (shortUsd * up) / down]));
  const [peak] = heard.toSorted((a, b) => (b.longUsd ?? 0) - (a.longUsd ?? 0));
  const label = `Forced out by hour: ${heard.length} of ${slots} hours heard${peak?.longUsd ? `, most longs at ${formatClock(peak.time)}` : ''}`;
  return (
    <div class="sec bars">
      <div class="row sub">
        <span>
          By hour: <span class="neg">longs ↑</span> <span class="pos">shorts ↓</span>
        </span>
        <span class={`end ${trend?.tone ?? ''}`}>{trend?.text}</span>
      </div>
      <svg viewBox="0 0 280 40" preserveAspectRatio="none" role="img" aria-label={label}>
        <defs>
          <pattern id="gap" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path d="M0 0V4" class="hatch" />
          </pattern>
        </defs>
        {Array.from({ length: slots }, (_, slot) => {
          // The last slot is the newest hour; those before the first hour known are as unheard as any other.
          const hour = hours.at(slot - slots);
          const x = slot * step;
          const long = toHeight(hour?.longUsd, most, up);
          return (
            <g key={slot}>
              {hour && <title>{toTitle(hour)}</title>}
              <rect x={x} height="40" fill={hour && hour.heard >= mostlyHeard ? 'transparent' : 'url(#gap)'} />
              <rect x={x} y={up - long} height={long} class="long" />
              <rect x={x} y={up + 1} height={toHeight(hour?.shortUsd, (most * down) / up, down)} class="short" />
            </g>
          );
        })}
        <path d={`M0 ${up + 0.5}H280`} class="axis" />
      </svg>
    </div>
  );
});
