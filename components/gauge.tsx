import { formatAge } from '../lib/format/age.ts';
import { formatMoment } from '../lib/format/time.ts';
import { toSafeText } from '../lib/format/words.ts';
import type { FearGreedFigure } from '../lib/model/snapshot.ts';
import { pure } from './pure.ts';

const arc = 'M8 50 A40 40 0 0 1 88 50';
const arcLength = Math.PI * 40;

const toClass = (value: number): string => (value <= 25 ? 'alarm' : value <= 45 ? 'warn' : value <= 55 ? 'calm' : 'ok');

interface GaugeProps {
  readonly figure: FearGreedFigure | undefined;
  /** Its age when it is old, ms, else nothing. */
  readonly oldMs: number | undefined;
}

/** Fear & Greed with its word and its source. Zero is a dot at the left end; what is not known has no arc. */
export const Gauge = pure(({ figure, oldMs }: GaugeProps) => {
  const title =
    figure === undefined
      ? 'Fear & Greed: not heard yet'
      : `Fear & Greed ${figure.value}, ${toSafeText(figure.word, 24)}. ${toSafeText(figure.source, 30)}, ${formatMoment(figure.at)}`;
  return (
    <div class={oldMs === undefined ? 'gauge' : 'gauge old'} role="img" aria-label={title} title={title}>
      <svg viewBox="0 0 96 54" aria-hidden="true">
        <path d={arc} class="track" />
        {figure && (
          <path d={arc} class={toClass(figure.value)} stroke-dasharray={`${((figure.value / 100) * arcLength).toFixed(1)} 200`} />
        )}
        <text x="48" y="47">
          {figure === undefined ? '–' : String(figure.value)}
        </text>
      </svg>
      <div class="cap" key={`cap ${figure?.word}`}>
        {figure === undefined ? 'not heard yet' : oldMs === undefined ? toSafeText(figure.word, 18) : `${formatAge(oldMs)} old`}
      </div>
      <div class="by" key={`by ${figure?.source}`}>
        {figure === undefined ? 'Fear & Greed' : toSafeText(figure.source, 20)}
      </div>
    </div>
  );
});
