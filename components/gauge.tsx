import { missing } from '../lib/format/missing.ts';
import { formatMoment } from '../lib/format/time.ts';
import { toSafeText } from '../lib/format/words.ts';
import type { FearGreedFigure } from '../lib/model/snapshot.ts';
import { pure } from './pure.ts';

const arc = 'M8 50 A40 40 0 0 1 88 50';

const toClass = (value: number): string => (value <= 25 ? 'alarm' : value <= 45 ? 'warn' : value <= 55 ? 'calm' : 'ok');

interface GaugeProps {
  readonly figure: FearGreedFigure | undefined;
  /** Its age in words when it is old, else nothing. */
  readonly old: string | undefined;
}

/** Fear & Greed with its word and its source. Zero is a dot at the left end; what is not known has no arc. */
export const Gauge = pure(({ figure, old }: GaugeProps) => {
  const title = figure
    ? `Fear & Greed ${figure.value}, ${toSafeText(figure.word, 24)}. ${toSafeText(figure.source, 30)}, ${formatMoment(figure.at)}`
    : 'Fear & Greed: not heard yet';
  return (
    <div class={old ? 'gauge old' : 'gauge'} role="img" aria-label={title} title={title}>
      <svg viewBox="0 0 96 54" aria-hidden="true">
        <path d={arc} class="track" />
        {figure && <path d={arc} class={toClass(figure.value)} pathLength="100" stroke-dasharray={`${figure.value} 200`} />}
        <text x="48" y="47">
          {figure?.value ?? missing}
        </text>
      </svg>
      <div class="cap sub" key={`cap ${figure?.word}`}>
        {figure ? (old ?? toSafeText(figure.word, 18)) : 'not heard yet'}
      </div>
      <div class="by" key={`by ${figure?.source}`}>
        {figure ? toSafeText(figure.source, 20) : 'Fear & Greed'}
      </div>
    </div>
  );
});
