import { pageText } from '../lib/i18n/page-text.ts';
import type { HoursWords } from '../lib/model/answer.ts';
import { Text } from './cell.tsx';
import { fill } from './fill.ts';
import { pure } from './pure.ts';

const slots = 24;
const step = 280 / slots;
/** Forced orders by hour, longs up and shorts down on one scale. Hours that were not heard are hatched; hours without any have no bar. */
export const Hours = pure(({ words: { bars, label, trend } }: { readonly words: HoursWords }) => {
  return (
    <div class="sec bars">
      <div class="row sub">
        <span>
          {fill(pageText('panel.byHour'), {
            longs: <span class="neg">{pageText('panel.longsUp')}</span>,
            shorts: <span class="pos">{pageText('panel.shortsDown')}</span>,
          })}
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
          const { tip, heard, long = 0, short = 0 } = bars.at(slot - slots) ?? {};
          const x = slot * step;
          return (
            <g key={slot}>
              <title>{tip}</title>
              <rect x={x} height="40" fill={heard ? 'transparent' : 'url(#gap)'} />
              <rect x={x} y={28 - long} height={long} class="long" />
              <rect x={x} y="29" height={short} class="short" />
            </g>
          );
        })}
        <path d="M0 28.5H280" class="axis" />
      </svg>
    </div>
  );
});
