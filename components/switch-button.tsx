import type { VNode } from 'preact';
import { trusted } from './trusted.ts';

interface SwitchButtonProps {
  /** What it switches, for who cannot see what stands beside it. */
  readonly name: string;
  readonly on: boolean;
  readonly onSwitch: (on: boolean) => void;
}

/** A switch that a person alone can press. */
export const SwitchButton = ({ name, on, onSwitch }: SwitchButtonProps): VNode => (
  <button type="button" class="switch" role="switch" aria-checked={on} aria-label={name} onClick={trusted(() => onSwitch(!on))}>
    <i />
  </button>
);
