import type { VNode } from 'preact';
import { trusted } from '../trusted.ts';

interface SegmentsProps<Value extends string | number> {
  readonly label: string;
  readonly options: readonly (readonly [value: Value, text: string, title?: string])[];
  readonly chosen: Value | undefined;
  readonly onChoose: (value: Value) => void;
}

/** A few buttons in one frame, of which one is chosen. */
export function Segments<Value extends string | number>({ label, options, chosen, onChoose }: SegmentsProps<Value>): VNode {
  return (
    <div class="segments" role="group" aria-label={label}>
      {options.map(([value, text, title]) => (
        <button key={value} type="button" title={title} aria-pressed={value === chosen} onClick={trusted(() => onChoose(value))}>
          {text}
        </button>
      ))}
    </div>
  );
}
