import type { HoursWords } from '../lib/model/answer.ts';
import { Text } from './cell.tsx';
import { pure } from './pure.ts';

const slots = 24;
const step = 280 / slots;
/** Room above and below the axis: one scale for both, so that equal sums are equal lengths. */
const up = 28;
const down = 11;

/** Half a pixel at the least for what is not zero: a small sum and none must look different. */
const toHeight = (length: number | undefined, room: number): number => (length ? Math.max(0.8, length * room) : 0);

/** Forced orders by hour, longs up and shorts down on one scale. Hours that were not heard are hatched; hours without any have no bar. */
export const Hours = pure(({ words }: { readonly words: HoursWords | undefined }) => {
  const { bars = [], label = 'Forced out by hour: not heard yet', trend } = words ?? {};
  const tallest = Math.max(...bars.map(({ short }) => short));
  // Where shorts are many the scale shrinks until they fit.
  const room = tallest * up > down ? down / tallest : up;
  return (
    <div class="sec bars">
      <div class="row sub">
        <span>
          By hour: <span class="neg">longs ↑</span> <span class="pos">shorts ↓</span>
        </span>
        <span class="end">{trend && <Text {...trend} />}</span>
      </div>
      <svg viewBox="0 0 280 40" preserveAspectRatio="none" role="img" aria-label={label}>
        <defs>
          <pattern id="gap" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path d="M0 0V4" class="hatch" />
          </pattern>
        </defs>
        {Array.from({ length: slots }, (_, slot) => {
          // The last slot is the newest hour; those before the first hour known are as unheard as any other.
          const hour = bars.at(slot - slots);
          const x = slot * step;
          const long = toHeight(hour?.long, room);
          return (
            <g key={slot}>
              {hour && <title>{hour.tip}</title>}
              <rect x={x} height="40" fill={hour?.heard ? 'transparent' : 'url(#gap)'} />
              <rect x={x} y={up - long} height={long} class="long" />
              <rect x={x} y={up + 1} height={toHeight(hour?.short, room)} class="short" />
            </g>
          );
        })}
        <path d={`M0 ${up + 0.5}H280`} class="axis" />
      </svg>
    </div>
  );
});
