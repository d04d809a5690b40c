import type { FearGreedFigure } from '../lib/model/snapshot.ts';
import { isKnown, missing, withSign } from '../lib/format/missing.ts';
import { Line } from './line.tsx';
import { pure } from './pure.ts';

const formatPoints = (points: number | undefined): string =>
  isKnown(points) ? withSign(points, String(Math.abs(points))) : missing;

/** Fear & Greed over its last 30 days, on its whole scale. */
export const FearDays = pure(({ figure }: { readonly figure: FearGreedFigure | undefined }) => (
  <div class="sec">
    <div class="row">
      <span class="k">Fear &amp; Greed, 30 days</span>
      <span class="sub end">{formatPoints(figure?.changeDay)} in a day</span>
    </div>
    <Line
      points={(figure?.days ?? []).map(({ day, value }) => [day, value] as const).toReversed()}
      height={20}
      low={0}
      high={100}
      label="Fear & Greed, 0 to 100, by day"
    />
  </div>
));
