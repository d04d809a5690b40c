import { Panel } from '../../../components/panel.tsx';
import type { PanelProps } from '../../../components/panel.tsx';
import { referenceSnapshot, referenceTime } from '../../fixtures/snapshots.ts';
import { draw, textOf } from './drawing.ts';

export const nothing = (): void => undefined;

/** Draws a panel of the reference day, or what is handed in. */
export function drawPanel(props: Partial<PanelProps> & { size?: 'pill' | 'compact' | 'open' } = {}): HTMLElement {
  const { size = 'compact', ...rest } = props;
  return draw(
    <Panel
      snapshot={referenceSnapshot}
      link="live"
      now={referenceTime + 2_000}
      coin="BTC"
      scope={undefined}
      place={{ size, side: 'left', edge: 'bottom', offset: 12 }}
      theme="dark"
      actions={{ resize: nothing, grip: nothing, nudge: nothing, escape: nothing, scope: nothing, show: nothing }}
      {...rest}
    />,
  );
}

/** The rows of a section, their cells with a space between. */
export const rowsOf = (panel: HTMLElement, id: string): readonly string[] =>
  [...panel.querySelectorAll(`.${id} .rows > div`)].map(row =>
    [...row.querySelectorAll(':scope > span')]
      .map(textOf)
      .filter(cell => cell !== '')
      .join(' '),
  );

/** The text of the first element that fits. */
export const text = (panel: HTMLElement, selector: string): string => textOf(panel.querySelector(selector));
