import { pageText } from '../lib/i18n/page-text.ts';
import type { FearWords } from '../lib/model/answer.ts';
import { pure } from './pure.ts';

const arc = 'M8 50 A40 40 0 0 1 88 50';

interface GaugeProps {
  readonly fear: FearWords | undefined;
  /** Its age in words when it is old, else nothing. */
  readonly old: string | undefined;
}

/** Fear & Greed with its word and its source. Zero is a dot at the left end; what is not known has no arc. */
export const Gauge = pure(({ fear, old }: GaugeProps) => {
  const name = pageText('panel.fear');
  const title = fear ? fear.tip : pageText('panel.unheardOf', { name });
  return (
    <div class={old ? 'gauge old' : 'gauge'} role="img" aria-label={title} title={title}>
      <svg viewBox="0 0 96 54" aria-hidden="true">
        <path d={arc} class="track" />
        {fear && <path d={arc} class={fear.tone} pathLength="100" stroke-dasharray={`${fear.value} 200`} />}
        <text x="48" y="47">
          {fear ? fear.value : '–'}
        </text>
      </svg>
      <div class="cap sub" key={`cap ${fear?.word}`}>
        {fear ? (old ?? fear.word) : pageText('panel.unheard')}
      </div>
      <div class="by" key={`by ${fear?.source}`}>
        {fear ? fear.source : name}
      </div>
    </div>
  );
});
