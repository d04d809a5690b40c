import type { VNode } from 'preact';
import { trusted } from './trusted.ts';

interface StepButtonProps {
  readonly label: string;
  readonly sign: string;
  /** Absent where there is no step further: the button says so and keeps the focus, which a disabled one would lose. */
  readonly onStep: (() => void) | undefined;
}

/** A small button that goes one step on. */
export const StepButton = ({ label, sign, onStep }: StepButtonProps): VNode => (
  <button
    type="button"
    class="retry"
    aria-label={label}
    title={label}
    aria-disabled={!onStep}
    onClick={trusted(() => onStep?.())}
  >
    {sign}
  </button>
);
